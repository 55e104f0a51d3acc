"""What a run asks for is read, written down in one way, and drawn from by each attempt."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikiseek.hcsp import Asked, Choice, Shape, vertex_counts


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("3", "3"),
        ("03", "3"),
        ("2-3", "2-3"),
        ("4-4", "4"),
        ("4:0.3", "4"),
        ("4:0.3,5:0.4,6:0.3", "4:3,5:4,6:3"),
        ("6:30, 4:30, 5:40", "4:3,5:4,6:3"),
        ("2:.5,3:1.5", "2:1,3:3"),
    ],
)
def test_a_choice_is_written_down_in_one_way(written: str, canonical: str) -> None:
    assert str(Choice.of(written)) == canonical
    assert Choice.of(canonical) == Choice.of(written)


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ("", "is no number"),
        ("x", "is no number"),
        ("-3", "is no number"),
        ("2,3", "is no number"),
        ("2-3:1", "is no number"),
        ("2:1,", "is no number"),
        ("2:-1", "is no number"),
        ("2:1e9", "is no number"),
        ("2:nan", "is no number"),
        ("٣", "is no number"),
        ("9" * 99, "is no number"),
        ("3-2", "ends before it begins"),
        ("2:1,2:3", "two weights"),
        ("2:0,3:1", "no weight"),
    ],
)
def test_what_is_no_choice_is_told_in_one_line(written: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong) as caught:
        Choice.of(written)
    assert "\n" not in str(caught.value)


def asked(depth: str, width: str, vertices: str | None = None) -> Asked:
    return Asked(Choice.of(depth), Choice.of(width), vertices and Choice.of(vertices) or None)


def test_single_numbers_are_drawn_by_every_attempt() -> None:
    assert {asked("3", "2", "9").draw(seed) for seed in range(50)} == {Shape(3, (2, 2), 9)}
    assert {asked("2", "2").draw(seed) for seed in range(50)} == {Shape(2, (2, 2), None)}


def test_numbers_are_drawn_by_their_weights() -> None:
    drawn = Counter(asked("2:0.75,3:0.25", "2").draw(seed).depth for seed in range(4000))
    assert 0.72 < drawn[2] / 4000 < 0.78
    assert drawn[2] + drawn[3] == 4000


def test_a_range_of_widths_is_left_open_and_a_distribution_is_not() -> None:
    assert {asked("2", "2-3").draw(seed).width for seed in range(50)} == {(2, 3)}
    assert {asked("2", "2:1,3:1").draw(seed).width for seed in range(50)} == {(2, 2), (3, 3)}


def test_only_combinations_that_go_together_are_drawn() -> None:
    shapes = {asked("2-3", "2", "5-9").draw(seed) for seed in range(300)}
    assert {(shape.depth, shape.vertices) for shape in shapes} == {(2, 5), (2, 7), (3, 7), (3, 9)}


def test_the_draw_depends_on_the_seed_and_the_choice_alone() -> None:
    one, other = (asked("2-4", "2-3", "5-12") for _ in range(2))
    assert [one.draw(seed) for seed in range(100)] == [other.draw(seed) for seed in range(100)]


@pytest.mark.parametrize(
    ("depth", "width", "vertices", "said"),
    [
        ("3", "2", "4", "no tree of depth 3 and width 2 has 4 vertices: it can have 7, 9, 11, 13, 15"),
        ("3", "2", "7:1,8:1", "no tree of depth 3 and width 2 has 8 vertices: it can have 7, 9, 11, 13, 15"),
        ("2:1,3:1", "2", "5", "no tree of depth 3 and width 2 has 5 vertices: it can have 7, 9, 11, 13, 15"),
        ("2", "2:1,3:1", "5-6", "no tree of depth 2 and width 3 has 5-6 vertices: it can have 7, 10, 13"),
        ("4", "2-4", "2-3", "no tree of depth 4 and width 2-4 has 2-3 vertices: it can have 9, 10, 11, 12, 13, 14, 15"),
    ],
)
def test_what_is_impossible_is_told_with_what_is_possible(depth: str, width: str, vertices: str, said: str) -> None:
    assert asked(depth, width, vertices).fault().startswith(said)


@pytest.mark.parametrize(
    ("depth", "width", "vertices"), [("3", "2", "7-8"), ("2-3", "2", "5"), ("2", "2-3", "6"), ("6", "4", None)]
)
def test_a_range_may_hold_numbers_that_are_not_possible(depth: str, width: str, vertices: str | None) -> None:
    assert asked(depth, width, vertices).fault() == ""


@given(st.integers(1, 4), st.integers(2, 3), st.integers(1, 60), st.integers(0, 2**62))
def test_what_is_drawn_is_possible_or_refused(depth: int, width: int, vertices: int, seed: int) -> None:
    wanted = asked(str(depth), str(width), str(vertices))
    if vertices in vertex_counts(depth, (width, width)):
        assert wanted.draw(seed) == Shape(depth, (width, width), vertices)
    else:
        assert wanted.fault()
