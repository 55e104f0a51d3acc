"""What a user named as the model of a run, before it is opened: and the cassette of its answers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from wikiseek.errors import NotFound
from wikiseek.llm.cassette import Recorder
from wikiseek.llm.llamacpp import SEQUENCES
from wikiseek.llm.opening import open_llm
from wikiseek.llm.protocol import Llm

_AT_ONCE = SEQUENCES  # asked of a server, too: what it cannot take yet waits


@dataclass(frozen=True, slots=True)
class ModelSource:
    """A model and the cassette that remembers its answers.

    `spec` is the path of a .gguf file or the URL of a server; None replays `cassette` alone. `sequences` is how many
    requests are computed (by a server: asked) at a time, None the default; `refresh` asks again what is recorded, in a
    refresh that lasts until `end_refresh`.
    """

    spec: str | None
    cassette: Path
    threads: int | None = None
    deterministic: bool = False
    sequences: int | None = None
    refresh: bool = False

    @property
    def at_once(self) -> int:
        """How many conversations keep the model busy; one where answers must not depend on what is asked beside it."""
        return 1 if self.spec is None or self.deterministic else self.sequences or _AT_ONCE

    def open(self) -> Llm:
        """The recorded model. Raises what `open_llm` and `Recorder` raise, `NotFound` for a replay of nothing."""
        if self.spec is None:
            return self._replay()
        llm = self.open_alone()
        try:
            return Recorder(llm, self.cassette, "refresh" if self.refresh else "record", lasting=True)
        except BaseException:
            llm.close()
            raise

    def open_alone(self) -> Llm:
        """The model without a memory. Raises what `open_llm` raises, `ValueError` when no model was named."""
        if self.spec is None:
            raise ValueError("a replay has no model to open")
        return open_llm(self.spec, threads=self.threads, deterministic=self.deterministic, sequences=self.sequences)

    def _replay(self) -> Recorder:
        if not self.cassette.is_dir():
            raise NotFound(f"{self.cassette} does not exist: only a recorded run can be replayed")
        return Recorder(None, self.cassette, "replay")
