"""What an edition does not know, or knows only thinly: a reading list for the analyst."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from positions.days import first_day, last_day
from positions.model import (
    Attribution,
    Basis,
    Edition,
    Position,
    Stance,
    Statement,
    Status,
)

_DECIDED = (Status.ACCEPTED, Status.RECODED, Status.ADDED)
_SAID = (Attribution.QUOTE, Attribution.REPORTED)


class GapKind(StrEnum):
    """In what way a cell is thin."""

    EMPTY = "empty"
    SINGLE_SOURCE = "single-source"
    NEVER_QUOTED = "never-quoted"  # only described by writers or alleged by others
    OLD = "old"
    UNREVIEWED = "unreviewed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One way in which one cell is thin; a cell may have several.

    Attributes:
        detail: what a reader should know of it, in a few words: the reason of an empty
            cell, the one source's id, the age in days; "" where the kind says all.
    """

    party: str
    issue: str
    kind: GapKind
    detail: str = ""


def gaps(edition: Edition) -> tuple[Gap, ...]:
    """Every gap of every cell, kind by kind in the order of `GapKind`, then as the cells are."""
    by_id = {statement.id: statement for statement in edition.statements}
    found = [
        gap
        for position in edition.positions
        for gap in _gaps(position, [by_id[name] for name in position.statements], edition)
    ]
    order = list(GapKind)
    return tuple(sorted(found, key=lambda gap: order.index(gap.kind)))


def _gaps(position: Position, statements: Sequence[Statement], edition: Edition) -> Iterator[Gap]:
    def gap(kind: GapKind, detail: str = "") -> Gap:
        return Gap(party=position.party, issue=position.issue, kind=kind, detail=detail)

    if position.stance is Stance.NONE:
        yield gap(GapKind.EMPTY, position.reason)
        return
    if position.sources == 1:
        yield gap(GapKind.SINGLE_SOURCE, _earliest(position, edition))
    if not any(statement.attribution in _SAID for statement in statements):
        yield gap(GapKind.NEVER_QUOTED)
    age = _age(position.last_date, edition.evidence_date)
    if age is not None and age > edition.settings.stale_after_days:
        yield gap(GapKind.OLD, f"{age} days")
    if position.basis is Basis.STATEMENTS and not any(s.status in _DECIDED for s in statements):
        yield gap(GapKind.UNREVIEWED)


def _earliest(position: Position, edition: Edition) -> str:
    """The id of a cell's one source: the document of which its other documents are copies."""
    copies = {d.id for d in edition.documents if d.duplicate_of in position.documents}
    return next((name for name in position.documents if name not in copies), "")


def _age(last_date: str, evidence_date: str) -> int | None:
    """Days from the cell's newest evidence to the edition's, at least; None if not known."""
    newest, through = last_day(last_date), first_day(evidence_date)
    return None if newest is None or through is None else (through - newest).days
