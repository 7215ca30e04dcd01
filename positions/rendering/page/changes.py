"""What moved since the edition before, for the page: kind by kind, with the words that moved it."""

from itertools import groupby

from positions.model import Change, ChangeKind, Edition, Stance
from positions.rendering.bottomline import edition_date
from positions.rendering.labels import CHANGE_MEANINGS, CHANGES, STANCES
from positions.rendering.page.cells import Cells, day, quotation_anchor, quotations
from positions.rendering.page.records import Cell, ChangeGroup, Changes, Moved

_FOUND = {ChangeKind.SHIFT, ChangeKind.CONTESTED, ChangeKind.NEW_EVIDENCE, ChangeKind.WITHDRAWN}
"""Changes that come from the documents; the others come from those who read them."""


def gather_changes(edition: Edition, made: Cells) -> Changes | None:
    """The changes of an edition in the order of `ChangeKind`; None if it is the first."""
    if edition.changes is None:
        return None
    order = list(ChangeKind)
    changes = sorted(edition.changes, key=lambda change: order.index(change.kind))
    moved = [(change.kind, _moved(change, made[change.party, change.issue])) for change in changes]
    return Changes(
        since=day(edition_date(edition.compared_with)),
        edition=edition.compared_with,
        moved=tuple(change for _, change in moved),
        groups=tuple(
            ChangeGroup(
                kind=CHANGES[kind],
                meaning=CHANGE_MEANINGS[kind],
                real=kind in _FOUND,
                moved=tuple(change for _, change in group),
            )
            for kind, group in groupby(moved, key=lambda pair: pair[0])
        ),
    )


def _moved(change: Change, cell: Cell) -> Moved:
    shown = {quotation.anchor: quotation for quotation in quotations(cell)}
    moving = (shown.get(quotation_anchor(statement)) for statement in change.statements)
    return Moved(
        cell=cell,
        kind=CHANGES[change.kind],
        before=_word(change.before),
        after=_word(change.after),
        quotation=next((quotation for quotation in moving if quotation), None),
    )


def _word(stance: str) -> str:
    return STANCES[Stance(stance)].word if stance in set(Stance) else stance
