"""Titles, redirects followed to their ends, and the names that both give to pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from wikiseek import codec
from wikiseek.postings import Run, encoded, opened
from wikiseek.sections import Sections, write_sections
from wikiseek.store import layout
from wikiseek.store.graph import put_postings
from wikiseek.store.names import name_key
from wikiseek.store.shard import Shard
from wikiseek.store.table import Tables

# Names held before they are written out as a run.
_NAMES_AT_ONCE = 500_000
_SCRATCH = ("redirects", "aliases*", "missing*")


class Titles:
    """Settles which title leads where. Follows redirects through tables, not through memory."""

    def __init__(self, tables: Tables, scratch: Path) -> None:
        self._tables = tables
        self._folder = scratch

    def settle(self, shards: Sequence[Shard]) -> dict[str, int]:
        """Write aliases, names, dangling redirects and loops, where `titles` has those of pages; returns counts."""
        with Tables.made(self._folder / "titles.lmdb", _SCRATCH) as scratch:
            redirects = self._collect(scratch, shards)
            counts = self._resolve(scratch)
            self._put_lists(scratch)
        self._put_names()
        return {**counts, "redirects": redirects}

    def _collect(self, scratch: Tables, shards: Iterable[Shard]) -> int:
        count = 0
        for shard in shards:
            for title, target in shard.redirects():
                count += 1
                key = layout.text_key(title)
                if self._tables.get("titles", key) is None:
                    scratch.put("redirects", key, codec.canonical([title, target]))
        return count

    def _resolve(self, scratch: Tables) -> dict[str, int]:
        """Follow every redirect to a page, to a title that is missing, or round a loop."""
        resolved = dangling = 0
        loops: list[str] = []
        for key, value in scratch.rows("redirects"):
            title, target = codec.load(value)
            end, looped = self._followed(scratch, title, target)
            page = self._tables.get("titles", layout.text_key(end))
            if page is not None:
                resolved += 1
                scratch.put("aliases*", page, _bytes(title))
            elif looped:
                loops.append(title)
            else:
                dangling += 1
                self._tables.put("dangling", key, _bytes(end))
                scratch.put("missing*", layout.text_key(end), _bytes(title))
        self._tables.put("meta", b"redirect_loops", codec.canonical(sorted(loops)))
        return {"aliases": resolved, "redirect_loops": len(loops), "redirects_without_target": dangling}

    def _followed(self, scratch: Tables, title: str, target: str) -> tuple[str, bool]:
        """The title where a chain of redirects ends, and whether it runs in a loop."""
        seen = {title}
        while target not in seen:
            if self._tables.get("titles", layout.text_key(target)) is not None:
                return target, False
            value = scratch.get("redirects", layout.text_key(target))
            if value is None:
                return target, False
            seen.add(target)
            target = codec.load(value)[1]
        return target, True

    def _put_lists(self, scratch: Tables) -> None:
        for table, source in (("aliases", "aliases*"), ("red_names", "missing*")):
            lists = (
                (key, codec.canonical([_text(title) for title in titles])) for key, titles in scratch.groups(source)
            )
            self._tables.put_sorted(table, lists)
        # Only now: while redirects are followed, a title is one that has a page.
        for key, titles in scratch.groups("aliases*"):
            for title in titles:
                self._tables.put("titles", layout.text_key(_text(title)), key)

    def _put_names(self) -> None:
        runs: list[Run] = []
        named: dict[bytes, list[int]] = {}
        longest = 1
        held = 0
        for key, value in self._tables.rows("titles"):
            if name := name_key(key.decode("utf-8", "surrogatepass")):
                named.setdefault(layout.text_key(name), []).append(layout.key_id(value))
                longest = max(longest, name.count(" ") + 1)
                held += 1
            if held == _NAMES_AT_ONCE:
                runs.append(self._run(len(runs), named))
                named, held = {}, 0
        runs.append(self._run(len(runs), named))
        put_postings(self._tables, "names", runs)
        self._tables.put("meta", b"longest_name", codec.canonical(longest))

    def _run(self, number: int, named: dict[bytes, list[int]]) -> Run:
        path = self._folder / f"names.{number}"
        write_sections(path, encoded("names", named))
        return opened(Sections(path), "names")


def _text(title: bytes) -> str:
    return title.decode("utf-8", "surrogatepass")


def _bytes(title: str) -> bytes:
    return title.encode("utf-8", "surrogatepass")
