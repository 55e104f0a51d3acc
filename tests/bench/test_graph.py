"""Certificates over a made-up graph, beside sparse matrices: the graph is as asked for, and both prove the same."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import lmdb
import numpy as np
import pytest

from bench import graph
from bench.graph_build import build
from bench.graph_trees import DEPTHS, drawn, tree_of
from bench.graph_world import World, links_of, page_id
from bench.measure import Measured
from tests.store.worlds import entity, store_of
from wikiseek.hcsp import Shape
from wikiseek.store import STORE_FILE, Store
from wikiseek.store.layout import DATABASES

WORLD = World(pages=60_000, links=600_000, seed=3)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("graph")
    WORLD.write(folder / "world")
    build(folder / "world", folder / "index", 1)
    return folder


def test_every_link_asked_for_is_another_one(folder: Path):
    seen = []
    for chunk in WORLD.chunks:
        degrees, targets = links_of(folder / "world", chunk)
        sources = np.repeat(np.arange(len(degrees)) + WORLD.first(chunk), degrees)
        assert not (sources == targets).any()
        seen.append(sources * WORLD.pages + targets)
    assert len(np.unique(np.concatenate(seen))) == WORLD.links


def test_a_few_pages_have_most_links_and_a_seed_always_gives_the_same(folder: Path, tmp_path: Path):
    WORLD.write(tmp_path / "again")
    degrees = np.zeros(WORLD.pages, int)
    for chunk in WORLD.chunks:
        _, targets = links_of(folder / "world", chunk)
        assert np.array_equal(targets, links_of(tmp_path / "again", chunk)[1])
        degrees += np.bincount(targets, minlength=WORLD.pages)
    ordered = np.sort(degrees)[::-1]
    assert ordered[: WORLD.pages // 100].sum() > WORLD.links / 4
    assert 0 < np.median(degrees) < degrees.mean() / 2


def test_too_many_links_are_refused(tmp_path: Path):
    with pytest.raises(ValueError, match="too many"):
        World(100, 5000, 0).write(tmp_path / "world")


def test_the_tables_are_those_of_an_index_and_hold_the_graph_from_both_ends(folder: Path, tmp_path: Path):
    store_of(tmp_path, [entity(1, "One", "x")]).close()
    assert _tables(folder / "index") == _tables(tmp_path) == {name.encode() for name in DATABASES}
    store = Store(folder / "index")
    degrees, targets = links_of(folder / "world", 1)
    start = 0
    for number, degree in enumerate(degrees[:500].tolist(), WORLD.first(1)):
        linked = store.linked(page_id(number))
        assert list(linked) == [page_id(target) for target in targets[start : start + degree].tolist()]
        assert all(page_id(number) in store.linking(target) for target in linked)
        start += degree
    assert list(store.candidates) == [page_id(number) for number in range(WORLD.pages)]
    assert store.meta("longest_name") == 2
    store.close()


def test_planted_trees_have_their_shape_and_a_seed_always_gives_the_same(folder: Path):
    store = Store(folder / "index")
    paths = drawn(store, WORLD, 20)
    assert paths == drawn(store, WORLD, 20)
    store.close()
    for number, path in enumerate(paths):
        assert len(set(path)) == len(path)
        assert Shape(DEPTHS[number % len(DEPTHS)], (2, 2)).fits(tree_of(path))


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> list[dict]:
    args = argparse.Namespace(pages=20_000, links=400_000, trees=40, mentions=10, seed=1, workers=1, json=True)
    with pytest.MonkeyPatch.context() as patch:
        shown: list[list[str]] = []
        patch.setattr(graph, "show", lambda table, lines, as_json: shown.append(lines))
        assert graph.run(args, tmp_path_factory.mktemp("work")) == 0
    return [json.loads(line) for line in shown[0]]


def test_a_run_proves_what_the_peer_proves_and_some_trees_hold(said: list[dict]):
    by_what = {line["what"]: line for line in said}
    assert by_what["first, median"]["peer"] == "scipy.sparse"
    assert by_what["first, median"]["differ"] == 0
    assert by_what["first, median"]["trees"] == 40
    assert 0 < by_what["first, median"]["hold"] < 40
    assert by_what["build"]["links"] == 400_000
    assert (by_what["mentions too, first, median"]["trees"], by_what["mentions too, first, median"]["differ"]) == (
        10,
        0,
    )
    assert all(line["ours"] > 0 for line in said)


def test_a_certificate_that_differs_is_counted():
    one, other = (graph.Certified("", Measured(), [1.0], [1.0], [{"holds": holds}]) for holds in (True, False))
    assert graph.differing(one, one) == 0
    assert graph.differing(one, other) == 1


def _tables(folder: Path) -> set[bytes]:
    with lmdb.open(str(folder / STORE_FILE), readonly=True, lock=False) as env, env.begin() as transaction:
        return {key for key, _ in transaction.cursor()}
