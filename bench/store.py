"""The first half of a build alone, in a process of its own: the store and the link graph, no search. Run as
`python -m bench.store DUMP OUT WORKERS`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from wikiseek.files import sha256_file
from wikiseek.indexing.reading import read_dump


def main() -> None:
    """Read DUMP into the folder OUT with WORKERS processes."""
    dump, out, workers = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    out.mkdir(parents=True)
    facts = {"name": dump.name, "bytes": dump.stat().st_size, "sha256": sha256_file(dump)}
    reading, _ = read_dump(dump, out, facts, workers, "local", print)
    print(reading.counts)


if __name__ == "__main__":
    main()
