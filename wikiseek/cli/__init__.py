"""The command line: one verb a file, each a thin wrapper over one library call."""

from wikiseek.cli.main import main

__all__ = ["main"]
