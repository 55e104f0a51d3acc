"""Redirects lead to a page, round in a circle, or nowhere."""

from wikiseek.store.redirects import resolve_redirects


def test_chains_are_followed_and_loops_and_dead_ends_are_reported() -> None:
    redirects = {"A": "B", "B": "Page", "C": "D", "D": "C", "E": "Missing", "F": "E", "Page": "A"}
    resolved, loops, dangling = resolve_redirects(redirects, {"Page": 7})
    assert resolved == {"A": 7, "B": 7}
    assert loops == {"C", "D"}
    assert dangling == {"E": "Missing", "F": "Missing"}
