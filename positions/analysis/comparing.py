"""Two kept editions held against each other, from their data alone.

When an edition is published, the documents of the one before are read again by today's program,
codebook and decisions, so that the work of readers is told apart from the moves of parties. Of
a kept edition that third reading is worked out from what it says itself: its statements in the
documents that both have, and those of its reviewed cells that were decided on evidence which
the edition before could know.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from positions.aggregation import stance_of
from positions.analysis.evidence import PastEdition
from positions.analysis.history import changes
from positions.model import Basis, Change, Position, Stance, Statement, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What moved between two kept editions; at most one change for a cell of `after`."""

    before: PastEdition
    after: PastEdition
    changes: tuple[Change, ...]


def compare(before: PastEdition, after: PastEdition) -> Comparison:
    """Tell what moved from one edition to another; both may be of any day."""
    found = changes(before, after, _rebuilt(before, after), after.codebook_version)
    return Comparison(before=before, after=after, changes=found)


def _rebuilt(before: PastEdition, after: PastEdition) -> Iterator[Position]:
    """The cells of an edition as its readers would fill them from the documents of another."""
    known = {document.sha256 for document in before.documents}
    held = [document for document in after.documents if document.sha256 in known]
    names = {document.id for document in held}
    copies = {document.id for document in held if document.duplicate_of in names}
    for position in after.positions:
        cell = (position.party, position.issue)
        standing = [
            statement
            for statement in after.statements
            if statement.stands
            and (statement.party, statement.issue) == cell
            and statement.document in names
        ]
        if _decided_on(position, before.evidence_date, standing):
            yield position
            continue
        counting = [s for s in standing if s.document not in copies and not _cited(s, position)]
        yield replace(position, stance=stance_of(counting))


def _decided_on(position: Position, day: str, standing: list[Statement]) -> bool:
    """Whether the decision on a cell was in force on a day, by documents that were there."""
    if position.basis is not Basis.REVIEWED:
        return False
    if day and position.as_of[: len(day)] > day:
        return False
    # A filled cell has a standing statement for every quotation that it rests on.
    return bool(standing) or position.stance is Stance.NONE


def _cited(statement: Statement, position: Position) -> bool:
    """Whether a statement stands because the decision on its cell cites it."""
    return (
        position.basis is Basis.REVIEWED
        and statement.status is Status.ADDED
        and statement.reviewed_by == position.reviewed_by
    )
