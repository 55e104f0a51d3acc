"""What of a finished index may be used again in another one: decided by what both were made with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from platform import python_version_tuple
from typing import Any

from wikiseek import __version__, codec
from wikiseek.dump import SiteInfo
from wikiseek.indexing.manifest import Manifest, check_digests, check_sizes
from wikiseek.indexing.work import READING, SEARCH, code_id
from wikiseek.store import STORE_FILE

_LIBRARIES = ("PyStemmer", "faiss-cpu", "lmdb", "lxml", "pyroaring", "tokenizers", "zstandard")
_CODE = ("reading", "search")
_WORDS = {
    "reading": "the index was made by other code that reads pages",
    "search": "the index was made by other code that makes passages",
    "site": "the dump says other things of its wiki (names of namespaces, language)",
}
_STORE = f"{STORE_FILE}/"


def tools() -> dict[str, str]:
    """The versions of what decides the bytes of an index. Python is there for its tables of Unicode."""
    from importlib.metadata import version  # what starts workers first does not wait for it

    libraries = {name: version(name) for name in _LIBRARIES}
    return {"wikiseek": __version__, "python": ".".join(python_version_tuple()[:2]), **libraries}


def made_by(site: str) -> dict[str, str]:
    """Digests of what pages and passages are read with: the code of both, and what the dump says of its wiki."""
    return {"reading": code_id(*READING), "search": code_id(*SEARCH), "site": site}


def site_digest(site: SiteInfo) -> str:
    """A digest of all that a dump says of its wiki."""
    return codec.content_id(codec.shallow(site))


@dataclass(frozen=True, slots=True)
class Earlier:
    """A finished index, made before the one that is to be made from it."""

    folder: Path
    manifest: Manifest

    @property
    def store_bytes(self) -> int:
        """The size of its entity store."""
        return sum(facts["bytes"] for name, facts in self.manifest["files"].items() if name.startswith(_STORE))

    def check(self) -> None:
        """Raise `IndexFault` if a file that may be taken from is damaged: the damage would be passed on unseen."""
        check_sizes(self.folder, self.manifest)
        taken = (_STORE, "passages.npy", "dense/vectors.npy", "dense/encoder/")
        check_digests(self.folder, self.manifest, (name for name in self.manifest["files"] if name.startswith(taken)))

    def is_up_to_date(self) -> bool:
        """Whether it was made by the code and the libraries that would make it now."""
        return next(self._differences(_CODE, ""), None) is None

    def why_no_pages(self, site: str) -> str:
        """Why no page may be taken from it for a dump of such a site; "" if pages may."""
        return next(self._differences(("reading", "site"), site), "")

    def why_no_vectors(self, encoder: str) -> str:
        """Why no vector may be taken from it for an encoder of this id; "" if vectors may."""
        if self.manifest["search"]["encoder"] != encoder:
            return "the index was made with another encoder"
        return next(self._differences(("search",), ""), "")

    def _differences(self, parts: Iterable[str], site: str) -> Iterator[str]:
        now: dict[str, Any] = made_by(site)
        then: dict[str, Any] = self.manifest.get("made_by", {})
        yield from (_WORDS[name] for name in parts if then.get(name) != now[name])
        used, here = self.manifest["tools"], tools()
        yield from (
            f"the index was made with another version of {name}" for name in here if used.get(name) != here[name]
        )
