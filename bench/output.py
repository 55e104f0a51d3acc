"""What a benchmark says: its table and lines of JSON, and what goes on meanwhile."""

from __future__ import annotations

import sys


def show(shown: str, lines: list[str], as_json: bool) -> None:
    """Print a table; `as_json`, the lines instead, and the table to standard error."""
    print(shown, file=sys.stderr if as_json else sys.stdout, flush=True)
    if as_json:
        print("\n".join(lines), flush=True)


def say(message: str) -> None:
    """Tell people what goes on."""
    print(f"bench: {message}", file=sys.stderr, flush=True)
