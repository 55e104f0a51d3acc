"""Reads wikitext in one pass, compiled: finds what is markup, and drives a `Builder` with it."""

from wikiseek.dump.builder import Builder

def scan(builder: Builder, text: str) -> None: ...
