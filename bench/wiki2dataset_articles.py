"""Run by the peers' Python: articles of a dump to Markdown with wiki2dataset, which has no command of its own.

    python wiki2dataset_articles.py DUMP OUT

Its facts about templates come from a paid service; they are left empty, so templates are read by its general
rules alone. Of its two stages only the first is run, the text of articles: the least work, to its advantage.
"""

import sqlite3
import sys
from pathlib import Path


def main() -> None:
    """Write `articles.jsonl` in the folder OUT and print how many there are."""
    from wiki2dataset import build_articles, build_metadata  # type: ignore[import-not-found, unused-ignore]

    dump, out = sys.argv[1], Path(sys.argv[2])
    out.mkdir(parents=True)
    metadata = out / "templates.sqlite"
    build_metadata([], metadata)
    with sqlite3.connect(metadata) as database:
        database.execute("CREATE TABLE disambiguation(page_id INTEGER PRIMARY KEY)")
    print(build_articles(dump, str(out / "articles.jsonl"), str(metadata))["articles"])


if __name__ == "__main__":
    main()
