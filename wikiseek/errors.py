"""The exceptions wikiseek raises on purpose.

    WikiseekError
    ├── DumpError          the input is not a readable dump (what, where, what to do)
    ├── IndexFault         an index is missing, unfinished, damaged or of another version
    ├── NotFound           a title, item or file that was asked for does not exist
    ├── Exhausted          an index has no more roots to try
    ├── SettingsMismatch   a run or an index is continued with other settings
    ├── Busy               another process holds the same index or run
    ├── NoSpace            the disk is full
    ├── ModelFault         a model file or endpoint cannot be used
    │   ├── CassetteMiss   a replay asked for a call that was never recorded
    │   └── Refused        one request of a batch cannot be answered; it carries the answers to the others
    └── Prerequisite       something must be installed first

Every message is one line for a person: what happened, where, and what to do about it.
The command line prints it without a traceback and exits with 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class WikiseekError(Exception):
    """Any failure that is the input's or the environment's, not the program's."""


class DumpError(WikiseekError):
    """The input cannot be read as a MediaWiki XML dump."""


class IndexFault(WikiseekError):
    """An index is missing, unfinished, damaged, or written by another version."""


class NotFound(WikiseekError):
    """Something asked for by name does not exist."""


class Exhausted(WikiseekError):
    """Every root of an index was tried before enough items were accepted."""


class SettingsMismatch(WikiseekError):
    """Work is continued with settings other than those it was started with."""


class Busy(WikiseekError):
    """Another process is writing the same place."""


class NoSpace(WikiseekError):
    """The disk is full."""


class ModelFault(WikiseekError):
    """A model file or endpoint cannot be used."""


class CassetteMiss(ModelFault):
    """A replay asked for a model call that was never recorded."""


class Refused(ModelFault):
    """A request cannot be answered. `answers` has those of the batch it came in, in order, None where there is none."""

    def __init__(self, message: str, answers: Sequence[Any] = ()) -> None:
        super().__init__(message)
        self.answers = tuple(answers)


class Prerequisite(WikiseekError):
    """Something must be installed before this can work."""
