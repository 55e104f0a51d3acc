"""What binds an answer, as a grammar."""

from __future__ import annotations

import functools
import json

from wikiseek.llm import gbnf
from wikiseek.llm.protocol import Request


def grammar(request: Request) -> str | None:
    """The GBNF grammar of a request's choices, schema or grammar; None where it is free."""
    if request.choices:
        return gbnf.one_of(request.choices)
    if request.schema is not None:
        return _of_schema(json.dumps(request.schema))
    return request.grammar


@functools.lru_cache(maxsize=64)
def _of_schema(schema: str) -> str:
    from llama_cpp.llama_grammar import json_schema_to_gbnf

    return str(json_schema_to_gbnf(schema))
