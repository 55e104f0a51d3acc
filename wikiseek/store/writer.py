"""Writing the store: pages in order as they come, postings at the end."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import lmdb

from wikiseek import codec
from wikiseek.files import space_checked
from wikiseek.store import layout
from wikiseek.store.draft import Draft
from wikiseek.store.names import name_key
from wikiseek.store.redirects import resolve_redirects

_BATCH = 4096
# Pages of these kinds are read and searched but never stand at a vertex.
_NO_CANDIDATES = frozenset({"date", "disambiguation", "list"})


class StoreWriter:
    """Collects drafts and redirects, and writes `entities.lmdb` into `folder`.

    Pages go to disk as they come; postings are held as arrays of page ids until `finish`.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / layout.FILE
        self._path.mkdir(parents=True, exist_ok=True)
        with space_checked(self._path):
            self._env = lmdb.open(str(self._path), map_size=layout.MAP_SIZE, max_dbs=len(layout.DATABASES), lock=False)
        self._databases = {name: self._env.open_db(name.encode()) for name in layout.DATABASES}
        self._pending: list[tuple[str, bytes, bytes]] = []
        self._ids: dict[str, int] = {}
        self._redirects: dict[str, str] = {}
        self._postings: dict[str, dict[str, array[int]]] = {
            name: {} for name in ("attributes", "categories", "kinds", "links", "tokens")
        }
        self._candidates = array("I")
        self._content = hashlib.sha256()
        self.newest = ""

    @property
    def content(self) -> str:
        """A digest of all that was stored, the same for the same pages whatever libraries wrote them."""
        return self._content.hexdigest()

    def add(self, page: Draft) -> None:
        """Store one article."""
        self._ids.setdefault(page.title, page.page_id)
        self._content.update(layout.id_key(page.page_id) + page.digest)
        self.newest = max(self.newest, page.timestamp)
        self._put("entities", layout.id_key(page.page_id), page.entity)
        self._put("texts", layout.id_key(page.page_id), page.text)
        if not _NO_CANDIDATES.intersection(page.flags):
            self._candidates.append(page.page_id)
        kinds = (page.kind,) if page.kind else ()
        for name, keys in (
            ("attributes", page.attributes),
            ("categories", page.categories),
            ("kinds", kinds),
            ("links", page.links),
            ("tokens", page.tokens),
        ):
            self._post(name, keys, page.page_id)

    def add_redirect(self, title: str, target: str) -> None:
        """Record that `title` leads to `target`."""
        self._redirects.setdefault(title, target)
        self._content.update(codec.canonical([title, target]))

    def skip(self, page_id: int, reason: str) -> None:
        """Record that a page was left out, and why."""
        self._put("skipped", layout.id_key(page_id), reason.encode())

    def finish(self, meta: dict[str, Any]) -> dict[str, int]:
        """Write titles, names and postings; returns counts for the manifest."""
        resolved, loops, dangling = resolve_redirects(self._redirects, self._ids)
        titles = dict(sorted({**resolved, **self._ids}.items()))
        aliases = _aliases(resolved)
        self._put_all("titles", ((layout.text_key(t), layout.id_key(i)) for t, i in titles.items()))
        self._put_all("aliases", ((layout.id_key(i), codec.canonical(names)) for i, names in sorted(aliases.items())))
        self._put_names(titles)
        counts = self._put_links(titles, dangling)
        self._put_dangling(dangling)
        for name in ("attributes", "categories", "kinds", "tokens"):
            counts[name] = len(self._postings[name])
            self._put_postings(name, self._postings.pop(name))
        counts |= {"articles": len(self._ids), "candidates": len(self._candidates), "aliases": len(resolved)}
        counts |= {"redirect_loops": len(loops), "redirects_without_target": len(dangling)}
        self._put("meta", b"candidates", layout.bitmap_bytes(self._candidates))
        self._put("meta", b"redirect_loops", codec.canonical(sorted(loops)))
        for name, value in sorted(meta.items()):
            self._put("meta", name.encode(), codec.canonical(value))
        self._flush()
        with space_checked(self._path):
            self._env.sync(True)
        self._env.close()
        return dict(sorted(counts.items()))

    def close(self) -> None:
        """Give up: what was written is left for the next build to clear."""
        self._env.close()

    def _post(self, name: str, keys: Iterable[str], page_id: int) -> None:
        postings = self._postings[name]
        for key in keys:
            pages = postings.get(key)
            if pages is None:
                postings[key] = array("I", (page_id,))
            else:
                pages.append(page_id)

    def _put_names(self, titles: dict[str, int]) -> None:
        named: dict[str, array[int]] = {}
        for title, page_id in titles.items():
            if key := name_key(title):
                named.setdefault(key, array("I")).append(page_id)
        self._put("meta", b"longest_name", codec.canonical(max((key.count(" ") + 1 for key in named), default=1)))
        self._put_postings("names", named)

    def _put_links(self, titles: dict[str, int], dangling: dict[str, str]) -> dict[str, int]:
        links: dict[int, set[int]] = {}
        red: dict[str, array[int]] = {}
        targets: dict[int, set[int]] = {}
        for title, sources in self._postings.pop("links").items():
            target = titles.get(title)
            if target is None:
                red.setdefault(dangling.get(title, title), array("I")).extend(sources)
                continue
            links.setdefault(target, set()).update(sources)
            for source in sources:
                targets.setdefault(source, set()).add(target)
        for name, graph in (("links", links), ("targets", targets)):
            self._put_all(name, ((layout.id_key(i), layout.bitmap_bytes(graph[i])) for i in sorted(graph)))
        self._put_postings("red", red)
        return {"links": sum(map(len, links.values())), "link_targets": len(links), "red_targets": len(red)}

    def _put_dangling(self, dangling: dict[str, str]) -> None:
        names: dict[str, list[str]] = {}
        for title, missing in sorted(dangling.items()):
            names.setdefault(missing, []).append(title)
            self._put("dangling", layout.text_key(title), missing.encode("utf-8", "surrogatepass"))
        for missing, titles in sorted(names.items()):
            self._put("red_names", layout.text_key(missing), codec.canonical(titles))

    def _put_postings(self, name: str, postings: dict[str, array[int]]) -> None:
        rows = sorted((layout.text_key(key), pages) for key, pages in postings.items())
        self._put_all(name, ((key, layout.bitmap_bytes(pages)) for key, pages in rows))

    def _put_all(self, name: str, rows: Iterable[tuple[bytes, bytes]]) -> None:
        for key, value in rows:
            self._put(name, key, value)

    def _put(self, name: str, key: bytes, value: bytes) -> None:
        self._pending.append((name, key, value))
        if len(self._pending) >= _BATCH:
            self._flush()

    def _flush(self) -> None:
        with space_checked(self._path), self._env.begin(write=True) as transaction:
            for name, key, value in self._pending:
                transaction.put(key, value, db=self._databases[name])
        self._pending.clear()


def _aliases(resolved: dict[str, int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for title, page_id in sorted(resolved.items()):
        found.setdefault(page_id, []).append(title)
    return found
