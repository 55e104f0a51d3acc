"""As fast as this way of reading could be: pages unpacked, parsed as XML and kept, their wikitext not looked at. Run as
`python -m bench.ceiling DUMP OUT WORKERS`.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Iterator
from pathlib import Path

import lmdb

from wikiseek.dump import SiteInfo, ranges, read_range, site_info, stream_offsets

_RANGE_BYTES = 1 << 19  # packed bytes a unit of work, as in a build
_MAP_BYTES = 1 << 40

Unit = tuple[Path, int, int, SiteInfo]


def main() -> None:
    """Put the text of every page of DUMP into an LMDB in the folder OUT, read by WORKERS processes."""
    dump, out, workers = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    out.mkdir(parents=True)
    count = 0
    with lmdb.open(str(out / "pages.lmdb"), subdir=False, map_size=_MAP_BYTES) as environment:
        with multiprocessing.Pool(workers) as pool:
            for texts in pool.imap(_texts, _units(dump)):
                with environment.begin(write=True) as transaction:
                    for number, text in texts:
                        transaction.put(number.to_bytes(8, "big"), text)
                count += len(texts)
            pool.close()
            pool.join()  # so that the time of the workers is counted
        environment.sync(True)
    print(f"{count} pages")


def _units(dump: Path) -> Iterator[Unit]:
    offsets, size, site = stream_offsets(dump), dump.stat().st_size, site_info(dump)
    for start, end in ranges(offsets, size, max(1, len(offsets) * _RANGE_BYTES // size)):
        yield dump, start, end, site


def _texts(unit: Unit) -> list[tuple[int, bytes]]:
    return [(page.id, page.text.encode()) for page in read_range(*unit)]


if __name__ == "__main__":
    main()
