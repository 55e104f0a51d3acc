"""What a user named as the model of a run, before it is opened: small enough to be sent to other processes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from wikiseek.errors import NotFound
from wikiseek.llm.cassette import Recorder
from wikiseek.llm.gguf import check_gguf, model_digest
from wikiseek.llm.opening import is_url, open_llm
from wikiseek.llm.protocol import Llm


@dataclass(frozen=True, slots=True)
class ModelSource:
    """A model and the cassette that remembers its answers; each process that asks opens its own.

    `spec` is the path of a .gguf file or the URL of a server; None replays `cassette` alone.
    """

    spec: str | None
    cassette: Path
    threads: int | None = None
    deterministic: bool = False

    def open(self) -> Llm:
        """The recorded model. Raises what `open_llm` and `Recorder` raise, `NotFound` for a replay of nothing."""
        if self.spec is None:
            return self._replay()
        return Recorder(open_llm(self.spec, threads=self.threads, deterministic=self.deterministic), self.cassette)

    def identity(self) -> str:
        """The model's identity, without loading a file; raises as `open` does."""
        if self.spec is not None and not is_url(self.spec):
            check_gguf(Path(self.spec))
            return model_digest(Path(self.spec))
        llm = self._replay() if self.spec is None else open_llm(self.spec)
        try:
            return llm.identity
        finally:
            llm.close()

    def _replay(self) -> Recorder:
        if not self.cassette.is_dir():
            raise NotFound(f"{self.cassette} does not exist: only a recorded run can be replayed")
        return Recorder(None, self.cassette, "replay")
