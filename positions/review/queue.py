"""What an analyst should decide first: the cells, and the statements that nobody has judged.

A cell is asked about while no decision on it is in force, or when newer statements
contradict the one that is. A statement is asked about until somebody decides on it; "unsure"
is a decision. What decides most comes first.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from positions.model import Basis, Position, Stance, Statement, Status
from positions.review.draft import Cell, Draft


class Reason(StrEnum):
    """Why something is asked, the most pressing first."""

    CONTESTED = "newer statements contradict the decision"
    CHANGES = "the cell would change"
    CONFLICT = "the party is in conflict with itself"
    SINGLE_SOURCE = "a single source"
    LOW_CONFIDENCE = "low confidence"
    OPEN = "not decided yet"
    EMPTY = "nothing was found"


_ORDER = {reason: n for n, reason in enumerate(Reason)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing to decide.

    Attributes:
        statement: the id of the statement asked about; "" where it is the cell itself.
        reasons: with what a person should know of each; never empty.
    """

    party: str
    issue: str
    statement: str = ""
    reasons: tuple[tuple[Reason, str], ...]

    @property
    def why(self) -> str:
        """The reasons as one line."""
        return "; ".join(
            f"{why} ({detail})" if detail else str(why) for why, detail in self.reasons
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """What is to be decided, the most pressing first."""

    cells: tuple[Question, ...]
    statements: tuple[Question, ...]


def queue(draft: Draft, before: Iterable[Position] = ()) -> Queue:
    """What is to be decided in a draft, after the last published edition's positions.

    A cell that would differ from these is asked about early.
    """
    published = {(one.party, one.issue): one for one in before}
    standing = draft.standing()
    titles = {document.id: document.title for document in draft.documents}
    reasons: dict[Cell, tuple[tuple[Reason, str], ...]] = {}
    for position in draft.positions():
        cell = (position.party, position.issue)
        reasons[cell] = tuple(
            _reasons(position, published.get(cell), standing.get(cell, ()), titles)
        )
    return Queue(
        cells=_sorted(
            Question(party=cell[0], issue=cell[1], reasons=why)
            for cell, why in reasons.items()
            if cell not in draft.curated.cells or why[0][0] is Reason.CONTESTED
        ),
        statements=_statements(draft, reasons),
    )


def _statements(
    draft: Draft, reasons: Mapping[Cell, tuple[tuple[Reason, str], ...]]
) -> tuple[Question, ...]:
    """Cell after cell; within one the newest document first, and there the least sure."""
    unjudged = [one for one in draft.curated.statements if one.status is Status.UNREVIEWED]
    unjudged.sort(key=lambda one: (one.confidence, one.start))
    unjudged.sort(key=lambda one: one.date, reverse=True)
    place = {cell: n for n, cell in enumerate(reasons)}
    unjudged.sort(key=lambda one: place[one.party, one.issue])
    return _sorted(
        Question(
            party=one.party,
            issue=one.issue,
            statement=one.id,
            reasons=reasons[one.party, one.issue],
        )
        for one in unjudged
    )


def _sorted(questions: Iterable[Question]) -> tuple[Question, ...]:
    return tuple(sorted(questions, key=lambda one: _ORDER[one.reasons[0][0]]))


def _reasons(
    position: Position,
    published: Position | None,
    standing: Sequence[Statement],
    titles: Mapping[str, str],
) -> Iterator[tuple[Reason, str]]:
    if position.contested_since:
        yield Reason.CONTESTED, _contested(position, standing)
        return
    if position.basis is Basis.REVIEWED:
        yield Reason.OPEN, "the cell is decided"
        return
    pressing = list(_pressing(position, published, standing, titles))
    yield from pressing or [(Reason.OPEN, "") if standing else (Reason.EMPTY, position.reason)]


def _contested(position: Position, standing: Iterable[Statement]) -> str:
    since = position.contested_since
    newer = sum(one.date >= since and one.stance is not position.stance for one in standing)
    return f"it rests on what was there to {position.as_of}; {newer} since {since} say otherwise"


def _pressing(
    position: Position,
    published: Position | None,
    standing: Sequence[Statement],
    titles: Mapping[str, str],
) -> Iterator[tuple[Reason, str]]:
    if published and published.stance is not position.stance:
        yield Reason.CHANGES, f"{published.stance} → {position.stance}"
    found = {statement.stance for statement in standing}
    if {Stance.SUPPORT, Stance.OPPOSE} <= found:
        yield Reason.CONFLICT, counted(standing)
    if position.sources == 1:
        yield Reason.SINGLE_SOURCE, titles.get(position.documents[0], "")
    if position.confidence == "low":
        yield Reason.LOW_CONFIDENCE, ""


def counted(statements: Iterable[Statement]) -> str:
    """The stances of statements with their numbers: "2 support, 1 oppose"."""
    found = Counter(statement.stance for statement in statements)
    return ", ".join(f"{found[stance]} {stance}" for stance in Stance if found[stance])
