"""The parser that the tests of this folder share."""

import pytest

from wikiseek.errors import Prerequisite
from wikiseek.grammar import Grammar, open_grammar


@pytest.fixture(scope="session")
def grammar() -> Grammar:
    try:
        return open_grammar()
    except Prerequisite as missing:
        pytest.skip(str(missing))
