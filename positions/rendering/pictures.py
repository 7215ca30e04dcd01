"""Geometry of the page's pictures, from data: no markup, no colour, no words but labels.

Places across are percentages of the width, so that a picture fits a phone, a screen and paper
without its letters growing or shrinking; heights and small offsets are CSS pixels.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from positions.model import Stance

PLACES: Mapping[Stance, float] = {
    Stance.OPPOSE: 16.67,
    Stance.CONDITIONAL: 50.0,
    Stance.SUPPORT: 83.33,
}
"""Where a stance stands on the line, from oppose on the left to support on the right."""

_LABEL = 14
"""Letters of the longest name that fits a mark; a longer one is shortened."""

_INITIALS = 5
"""Words of the longest name that is shortened to its initials."""

_LETTER, _PADDING = 7.4, 16
_GAP = 2
_LANE = 26
_ROOM = 118
"""Width for marks side by side in one place: a third of a phone's."""

LEVELS: Mapping[Stance, int] = {Stance.SUPPORT: 8, Stance.CONDITIONAL: 24, Stance.OPPOSE: 40}
"""How far below the top of a timeline a stance stands, in pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineMark:
    """A party on an issue's line.

    Attributes:
        x: place of its stance, in per cent.
        dx: offset of its left end from there, in pixels.
        y: middle, in pixels.
        width: in pixels.
        reach: ends of a divided party's span, in per cent; None for any other.
    """

    label: str
    name: str
    stance: str
    x: float
    dx: float
    y: int
    width: int
    reach: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueLine:
    """One issue as a line from oppose to support with the parties on it.

    Attributes:
        axis: height of the line itself, in pixels.
        missing: names of the parties without a position.
    """

    height: int
    axis: int
    marks: tuple[LineMark, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePoint:
    """A stance that a party took in the documents of one date.

    Attributes:
        seen: whether an analyst has looked at a statement behind it.
    """

    x: float
    y: int
    stance: str
    seen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A party's stance over the dates of the documents.

    Attributes:
        way: from date to date, and between the stances of one date, as the data of an SVG path
            that is 100 wide; through what an analyst has looked at, if there is any.
        first, last: ISO dates of the ends.
    """

    points: tuple[TimePoint, ...]
    way: str
    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of a bar, in per cent of its width."""

    kind: str
    x: float
    width: float


def short_names(names: Sequence[str]) -> tuple[str, ...]:
    """Names that fit a mark, each different: the name itself, its initials or its beginning."""
    shortened: list[str] = []
    for name in names:
        words = name.split()
        short = name
        if len(name) > _LABEL:
            if len(words) > _INITIALS:  # nobody can read so many
                short = name[: _LABEL - 2].rstrip() + "…"
            elif len(words) > 1:
                short = "".join(word[0] for word in words).upper()
            else:
                short = name[:4] + "."
        number = 2
        unique = short
        while unique in shortened:
            unique = f"{short[: _LABEL - 2]}{number}"
            number += 1
        shortened.append(unique)
    return tuple(shortened)


def issue_line(
    stances: Sequence[tuple[str, str, Stance, Sequence[Stance]]],
) -> IssueLine:
    """Place the parties of one issue.

    Args:
        stances: for each party its short name, its name, its stance and, if it is divided,
            the stances of its sides.
    """
    waiting: dict[Stance, list[tuple[str, str]]] = {stance: [] for stance in PLACES}
    divided: list[tuple[str, str, Sequence[Stance]]] = []
    missing: list[str] = []
    for label, name, stance, sides in stances:
        if stance is Stance.NONE:
            missing.append(name)
        elif stance is Stance.DIVIDED:
            divided.append((label, name, sides))
        else:
            waiting[stance].append((label, name))
    marks: list[LineMark] = []
    lanes = 0
    for stance, parties in waiting.items():
        rows = _rows(parties)
        lanes = max(lanes, len(rows))
        for lane, row in enumerate(rows):
            marks += _row(row, stance, _lane(lane))
    marks += [_span(*party, y=_lane(lane)) for lane, party in enumerate(divided, start=lanes)]
    return IssueLine(
        height=max(lanes + len(divided), 1) * _LANE,
        axis=_lane(0),
        marks=tuple(marks),
        missing=tuple(missing),
    )


def _rows(parties: Iterable[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """Parties of one place in rows, as many side by side as there is room for."""
    rows: list[list[tuple[str, str]]] = []
    room = 0
    for party in parties:
        room -= _width(party[0]) + _GAP
        if not rows or room < 0:
            rows.append([])
            room = _ROOM - _width(party[0])
        rows[-1].append(party)
    return rows


def _row(row: Sequence[tuple[str, str]], stance: Stance, y: int) -> Iterator[LineMark]:
    """Marks side by side, the row's middle on the place of the stance."""
    dx = -(sum(_width(label) + _GAP for label, _ in row) - _GAP) / 2
    for label, name in row:
        width = _width(label)
        yield LineMark(
            label=label, name=name, stance=stance.value, x=PLACES[stance], dx=dx, y=y, width=width
        )
        dx += width + _GAP


def _span(label: str, name: str, sides: Sequence[Stance], y: int) -> LineMark:
    ends = [PLACES[side] for side in sides if side in PLACES]
    if len(set(ends)) < 2:  # a reviewed cell may be divided without saying between what
        ends = [PLACES[Stance.OPPOSE], PLACES[Stance.SUPPORT]]
    left, right = min(ends), max(ends)
    width = _width(label)
    return LineMark(
        label=label,
        name=name,
        stance=Stance.DIVIDED.value,
        x=round((left + right) / 2, 2),
        dx=-width / 2,
        y=y,
        width=width,
        reach=(left, right),
    )


def _width(label: str) -> int:
    return round(_LETTER * len(label) + _PADDING)


def _lane(number: int) -> int:
    return number * _LANE + _LANE // 2


def timeline(dated: Iterable[tuple[str, Stance, bool]]) -> Timeline | None:
    """A party's stances over time; None where fewer than two dates are known.

    Args:
        dated: ISO dates of any precision, or "", each with a stance taken then and whether an
            analyst has looked at it.
    """
    taken: dict[str, dict[Stance, bool]] = {}
    for day, stance, seen in dated:
        if day and stance in LEVELS:
            stances = taken.setdefault(day, {})
            stances[stance] = stances.get(stance, False) or seen
    if len(taken) < 2:
        return None
    days = sorted(taken, key=_ordinal)
    first, last = _ordinal(days[0]), _ordinal(days[-1])
    length = max(last - first, 1)
    columns = [(round(9 + 88 * (_ordinal(day) - first) / length, 1), day) for day in days]
    points = tuple(
        TimePoint(x=x, y=level, stance=stance.value, seen=taken[day][stance])
        for x, day in columns
        for stance, level in LEVELS.items()
        if stance in taken[day]
    )
    # Words that nobody has reviewed do not bend the line of those that somebody has.
    reviewed = any(point.seen for point in points)
    joined = [
        (x, {stance for stance, seen in taken[day].items() if seen or not reviewed})
        for x, day in columns
    ]
    way = "L".join(f"{x:g},{_middle(held)}" for x, held in joined if held)
    for x, held in joined:
        if len(held) > 1:
            top, bottom = _ends(held)
            way += f"M{x:g},{top}V{bottom}"
    return Timeline(points=points, way=f"M{way}", first=days[0], last=days[-1])


def _ordinal(iso: str) -> int:
    """Days since the year 1; a month or a year alone counts from its first day."""
    year, month, day = (*(int(part) for part in iso.split("-")), 1, 1)[:3]
    return date(year, month, day).toordinal()


def _ends(stances: Iterable[Stance]) -> tuple[int, int]:
    levels = [LEVELS[stance] for stance in stances]
    return min(levels), max(levels)


def _middle(stances: Iterable[Stance]) -> int:
    return sum(_ends(stances)) // 2


def bar(counts: Sequence[tuple[str, int]], total: int) -> tuple[Segment, ...]:
    """Counts by kind as stretches of one bar that is as long as `total`, the empty left out."""
    segments: list[Segment] = []
    before = 0
    for kind, count in counts:
        if count:
            x, width = round(100 * before / total, 2), round(100 * count / total, 2)
            segments.append(Segment(kind=kind, x=x, width=width))
            before += count
    return tuple(segments)
