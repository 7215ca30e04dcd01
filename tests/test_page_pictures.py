"""The geometry of the page's pictures: nothing overlaps, nothing claims more than the data."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from positions.model import Stance
from positions.rendering.pictures import (
    LEVELS,
    PLACES,
    IssueLine,
    LineMark,
    bar,
    issue_line,
    short_names,
    timeline,
)

PHONE, SCREEN = 358, 900
"""Widths of a line's picture in pixels: what a phone of 390 leaves it, and a screen."""

STANCES = st.sampled_from(list(Stance))


def _box(mark: LineMark, width: int) -> tuple[float, float, float, float]:
    left = mark.x / 100 * width + mark.dx
    return left, mark.y - 11, left + mark.width, mark.y + 11


def _overlap(one: LineMark, other: LineMark, width: int) -> bool:
    a, b = _box(one, width), _box(other, width)
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _line(stances: list[Stance], names: tuple[str, ...]) -> IssueLine:
    return issue_line(
        [(name, name, stance, ()) for name, stance in zip(names, stances, strict=True)]
    )


@pytest.mark.parametrize("width", [PHONE, SCREEN])
@given(st.lists(STANCES, min_size=1, max_size=12))
def test_marks_never_overlap_and_never_leave_the_picture(width: int, stances: list[Stance]) -> None:
    names = short_names([f"A party of letter {n:X}" for n in range(len(stances))])
    line = _line(stances, names)
    for one, other in combinations(line.marks, 2):
        assert not _overlap(one, other, width)
    for mark in line.marks:
        left, top, right, bottom = _box(mark, width)
        assert left >= 0
        assert right <= width
        assert top >= 0
        assert bottom <= line.height


@given(st.lists(STANCES, min_size=1, max_size=12))
def test_every_party_is_on_the_line_or_among_the_missing(stances: list[Stance]) -> None:
    names = tuple(f"P{n}" for n in range(len(stances)))
    line = _line(stances, names)
    assert sorted([*(mark.name for mark in line.marks), *line.missing]) == sorted(names)
    by_name = {mark.name: mark for mark in line.marks}
    for name, stance in zip(names, stances, strict=True):
        if stance in PLACES:
            assert by_name[name].x == PLACES[stance]
            assert by_name[name].reach is None


@pytest.mark.parametrize(
    ("sides", "reach"),
    [
        ((Stance.SUPPORT, Stance.OPPOSE), (Stance.OPPOSE, Stance.SUPPORT)),
        ((Stance.CONDITIONAL, Stance.SUPPORT), (Stance.CONDITIONAL, Stance.SUPPORT)),
        ((), (Stance.OPPOSE, Stance.SUPPORT)),
    ],
)
def test_a_divided_party_is_a_span_between_its_sides(
    sides: tuple[Stance, ...], reach: tuple[Stance, Stance]
) -> None:
    line = issue_line([("EU", "Europe", Stance.DIVIDED, sides)])
    assert line.marks[0].reach == (PLACES[reach[0]], PLACES[reach[1]])


@pytest.mark.parametrize(
    ("names", "short"),
    [
        (["Ukraine", "United States"], ("Ukraine", "United States")),
        (["Organisation for Security"], ("OFS",)),
        (["Confederation"], ("Confederation",)),
        (["Confederations of lakes", "Council of Lakes"], ("COL", "COL2")),
        (["Transdniestriania"], ("Tran.",)),
        (["The Confederation of the Lakes of the North"], ("The Confeder…",)),
    ],
)
def test_a_long_name_is_shortened_and_stays_its_own(
    names: list[str], short: tuple[str, ...]
) -> None:
    assert short_names(names) == short


@given(st.lists(st.text(max_size=30), max_size=12))
def test_short_names_are_short_and_apart(names: list[str]) -> None:
    short = short_names(names)
    assert len(set(short)) == len(names)
    assert all(len(name) <= 14 for name in short)


def test_a_timeline_needs_two_dates() -> None:
    assert timeline([("2025-03-03", Stance.SUPPORT, True), ("", Stance.OPPOSE, True)]) is None
    one_day = [("2025-03-03", Stance.SUPPORT, True), ("2025-03-03", Stance.OPPOSE, True)]
    assert timeline(one_day) is None


def test_a_timeline_runs_from_its_first_date_to_its_last() -> None:
    drawn = timeline(
        [
            ("2025-04", Stance.OPPOSE, True),
            ("2025", Stance.SUPPORT, True),
            ("2025-03-31", Stance.OPPOSE, True),
        ]
    )
    assert drawn
    assert (drawn.first, drawn.last) == ("2025", "2025-04")
    assert [(point.x, point.y) for point in drawn.points] == [
        (9, LEVELS[Stance.SUPPORT]),
        (96.0, LEVELS[Stance.OPPOSE]),
        (97, LEVELS[Stance.OPPOSE]),
    ]
    assert drawn.way == "M9,8L96,40L97,40"


def test_stances_of_one_date_are_joined() -> None:
    drawn = timeline(
        [
            ("2025", Stance.SUPPORT, False),
            ("2026", Stance.SUPPORT, False),
            ("2026", Stance.OPPOSE, False),
        ]
    )
    assert drawn
    assert drawn.way == "M9,8L97,24M97,8V40"


def test_what_nobody_has_reviewed_does_not_bend_the_line_of_what_somebody_has() -> None:
    drawn = timeline(
        [
            ("2025", Stance.OPPOSE, True),
            ("2026", Stance.SUPPORT, False),
            ("2027", Stance.SUPPORT, False),
            ("2027", Stance.OPPOSE, True),
        ]
    )
    assert drawn
    assert drawn.way == "M9,40L97,40"
    assert len(drawn.points) == 4


def test_a_stance_is_looked_at_once_an_analyst_has_seen_one_statement_of_its_day() -> None:
    drawn = timeline(
        [
            ("2025", Stance.SUPPORT, True),
            ("2025", Stance.SUPPORT, False),
            ("2026", Stance.SUPPORT, False),
        ]
    )
    assert drawn
    assert [point.seen for point in drawn.points] == [True, False]


@given(st.lists(st.integers(0, 50), min_size=1, max_size=4))
def test_a_bar_is_as_long_as_its_counts(counts: list[int]) -> None:
    segments = bar([(str(n), count) for n, count in enumerate(counts)], total=sum(counts) or 1)
    assert len(segments) == sum(count > 0 for count in counts)
    if segments:
        assert segments[-1].x + segments[-1].width == pytest.approx(100, abs=0.05)
