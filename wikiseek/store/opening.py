"""Tables of a finished index, opened to be read: a process maps a file once, however often it is asked for."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

import lmdb

from wikiseek.errors import IndexFault

# LMDB takes a file once in a process, and what a fork took over is of no use. An update puts another file in its place.
_OPEN: WeakValueDictionary[tuple[int, int, int], lmdb.Environment] = WeakValueDictionary()


def open_tables(path: Path, names: Sequence[str], mend: str) -> tuple[lmdb.Environment, dict[str, Any]]:
    """The environment in the folder `path` and its tables by name. It is closed when nothing holds it any more.

    Raises `IndexFault` for a damaged one, with `mend` as what to do.
    """
    try:
        status = (path / "data.mdb").stat()
        place = os.getpid(), status.st_dev, status.st_ino
        environment = _OPEN.get(place)
        if environment is None:
            environment = lmdb.open(str(path), readonly=True, lock=False, max_dbs=len(names))
            _OPEN[place] = environment
        return environment, {name: environment.open_db(name.encode(), create=False) for name in names}
    except (OSError, lmdb.Error) as error:
        raise IndexFault(f"{path} is damaged ({error}): {mend}") from error
