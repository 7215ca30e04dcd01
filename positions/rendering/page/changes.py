"""What moved since the edition before, for the page: kind by kind, with the words that moved it."""

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
    by_kind: dict[ChangeKind, list[Change]] = {kind: [] for kind in ChangeKind}
    for change in edition.changes:
        by_kind[change.kind].append(change)
    groups = tuple(_group(kind, changes, made) for kind, changes in by_kind.items() if changes)
    return Changes(
        since=day(edition_date(edition.compared_with)),
        edition=edition.compared_with,
        moved=tuple(
            change
            for group in sorted(groups, key=lambda group: not group.real)
            for change in group.moved
        ),
        rest=sum(len(group.rest) for group in groups),
        groups=groups,
    )


def _group(kind: ChangeKind, changes: list[Change], made: Cells) -> ChangeGroup:
    moved: list[Moved] = []
    rest: list[Moved] = []
    for change in changes:
        # Doubt about a cell must be seen though its stance is still the one decided.
        shown = change.before != change.after or kind is ChangeKind.CONTESTED
        (moved if shown else rest).append(_moved(change, made[change.party, change.issue]))
    return ChangeGroup(
        kind=CHANGES[kind],
        meaning=CHANGE_MEANINGS[kind],
        real=kind in _FOUND,
        moved=tuple(moved),
        rest=tuple(rest),
    )


def _moved(change: Change, cell: Cell) -> Moved:
    shown = {quotation.anchor: quotation for quotation in quotations(cell)}
    named = (shown.get(quotation_anchor(statement)) for statement in change.statements)
    moving = [quotation for quotation in named if quotation]
    after = _word(change.after)
    # Of several, one that takes the new stance itself, and best one that an analyst has looked at.
    moving.sort(key=lambda quotation: (quotation.mark.word != after, not quotation.seen))
    return Moved(
        cell=cell,
        kind=CHANGES[change.kind],
        before=_word(change.before),
        after=after,
        quotation=moving[0] if moving else None,
    )


def _word(stance: str) -> str:
    return STANCES[Stance(stance)].word if stance in set(Stance) else stance
