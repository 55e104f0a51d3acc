"""Dumps of the small world at two times: pages with ids and revisions of their own."""

from __future__ import annotations

import bz2
import random
from dataclasses import dataclass, replace
from pathlib import Path

from tests.fixtures.small_dump import header, page_xml, small_pages
from tests.indexing.small import silent
from wikiseek.indexing import BuildSettings, Updated, update_index


@dataclass(frozen=True, slots=True)
class Written:
    """A page of an edition."""

    id: int
    title: str
    revision: int
    text: str

    def xml(self) -> str:
        """Its `<page>`."""
        one = page_xml(1, self.title, self.text)
        return one.replace("<id>10</id>", f"<id>{self.id}</id>").replace("<id>1001</id>", f"<id>{self.revision}</id>")


Edition = list[Written]
DUMP = "d-pages-articles-multistream.xml.bz2"


def first_edition() -> Edition:
    """The small world as it is, and a long page that can be changed in one place."""
    pages = [Written(n * 10, title, 1000 + n, text) for n, (title, text) in enumerate(small_pages().items(), 1)]
    return [*pages, Written(5000, "The Long Quay", 7000, long_text())]


def long_text(middle: str = "It was paved with slate.") -> str:
    """Wikitext of several passages, of which one says `middle`."""
    sections = (f"== Part {n} ==\nWalk {n}. {'The quay lies by the water. ' * 30}" for n in range(4))
    return f"The '''Long Quay''' is a quay in [[Isk]].\n\n{middle}\n\n" + "\n".join(sections)


def second_edition() -> Edition:
    """All that a wiki can do to its pages between two dumps."""
    pages = {page.title: page for page in first_edition()}
    end = {"revision": 9000}

    def edit(title: str, **changes: object) -> None:
        pages[title] = replace(pages[title], **{**end, **changes})  # type: ignore[arg-type]

    edit("The Long Quay", text=long_text("It was paved with basalt in 1911."))
    edit("Ilsa Varn", text=pages["Ilsa Varn"].text + "\n\nShe also drew [[Isk]].")
    edit("Joren Falk")  # a revision without a change
    edit("Brenholt Courier", revision=pages["Brenholt Courier"].revision, text="")  # suppressed under its old number
    moved = pages.pop("The Salt Road")
    pages["Salt Road"] = replace(moved, title="Salt Road")  # a move keeps page and revision, and leaves a redirect
    pages["The Salt Road"] = Written(6000, "The Salt Road", 9001, "#REDIRECT [[Salt Road]]")
    redirects = [title for title, page in pages.items() if page.text.startswith("#")]
    edit(redirects[0], text="#REDIRECT [[Isk]]")
    edit(redirects[1], text="Now '''this''' is an article on [[Joren Falk]].")
    # A redirect that becomes the page it led to says what that page says, under another title.
    edit("Kelmar Tech", text=pages["Kelmar Institute of Technology"].text)
    edit("The Heron King", text="#REDIRECT [[Joren Falk]]")
    del pages["Café Étoile"], pages["River Vessa"]
    pages["Vessa"] = replace(pages["Vessa"], id=6010) if "Vessa" in pages else Written(6010, "Vessa", 9002, "A town.")
    again = pages.pop("Kelmar Institute of Technology")  # deleted and made again under another number
    pages["New page"] = Written(35, "New page", 9003, "A '''new page''' is a page that links to [[Ilsa Varn]].")
    return [*pages.values(), replace(again, id=6020)]


def random_edition(seed: int) -> Edition:
    """Pages left out, put elsewhere, changed, retitled and exchanged at random."""
    rng = random.Random(seed)
    pages = [page for page in first_edition() if rng.random() < 0.9]
    for _ in range(25):
        at, other = rng.randrange(len(pages)), rng.randrange(len(pages))
        page, from_page = pages[at], pages[other]
        pages[at] = rng.choice(
            [
                replace(page, revision=page.revision + 5000, text=page.text + f"\n\nSaid in year {rng.random()}."),
                replace(page, text=from_page.text),
                replace(page, title=f"{page.title} {rng.randrange(99)}"),
                replace(page, id=10_000 + at),
                replace(page, text=f"#REDIRECT [[{from_page.title}]]"),
            ]
        )
    rng.shuffle(pages)
    return list({page.id: page for page in pages}.values())


def write_edition(path: Path, edition: Edition) -> Path:
    """Write a dump: one stream, or ten pages a stream when "multistream" is in the name."""
    blocks = [page.xml() for page in edition]
    if "multistream" in path.name:
        streams = [header(), *("".join(some) for some in _tens(blocks)), "</mediawiki>\n"]
        path.write_bytes(b"".join(bz2.compress(stream.encode()) for stream in streams))
    else:
        path.write_text(header() + "".join(blocks) + "</mediawiki>\n", "utf-8")
    return path


def _tens(blocks: list[str]) -> list[list[str]]:
    return [blocks[start : start + 10] for start in range(0, len(blocks), 10)]


def updated(dump: Path | str, index: Path, **settings: object) -> Updated:
    """Update an index that has one; nobody reads the progress."""
    return update_index(dump, index, BuildSettings(**{"workers": 1, **settings}), silent)  # type: ignore[arg-type]
