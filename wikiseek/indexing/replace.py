"""Putting a new index in the place of an old one, by renaming: at any time one of them is whole on disk.

The new index is made in a hidden folder inside the old one's. With its manifest it is finished; from
then on it takes the old one's place, whoever opens the folder for writing first.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from wikiseek.indexing.manifest import NAME
from wikiseek.indexing.work import WORK

NEXT, _REPLACED = ".next", ".replaced"


def finish_replacing(out: Path) -> None:
    """Do what a build or an update left to do that was stopped at its very end."""
    if (out / NEXT / NAME).is_file():
        replace(out)
    elif (out / NAME).is_file():
        for left in (WORK, _REPLACED):
            shutil.rmtree(out / left, ignore_errors=True)
        if not (out / NEXT / WORK).is_dir():
            shutil.rmtree(out / NEXT, ignore_errors=True)


def replace(out: Path) -> None:
    """Put the finished index in the hidden folder in the place of that in `out`; goes on where it was stopped.

    While the files change places there is no manifest, so that nobody takes a mixture for an index.
    """
    new, old = out / NEXT, out / _REPLACED
    shutil.rmtree(new / WORK, ignore_errors=True)
    if (out / NAME).is_file():
        shutil.rmtree(old, ignore_errors=True)
        old.mkdir()
        (out / NAME).replace(old / NAME)
    for path in sorted(new.iterdir()):
        if path.name != NAME and not path.name.startswith("."):
            if (out / path.name).exists():
                (out / path.name).replace(old / path.name)
            path.replace(out / path.name)
    (new / NAME).replace(out / NAME)
    shutil.rmtree(new)
    shutil.rmtree(old, ignore_errors=True)
