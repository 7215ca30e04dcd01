"""Statements -> document positions: where a party stands on an issue in one document."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from positions.model import Attribution, DocumentPosition, Stance, Statement

_WEIGHT = {
    Attribution.QUOTE: 1.0,
    Attribution.REPORTED: 1.0,
    Attribution.DESCRIBED: 0.8,
    Attribution.ALLEGED: 0.4,
}


def document_positions(statements: Iterable[Statement]) -> tuple[DocumentPosition, ...]:
    """Where each party stands on each issue in each document, by the extractor alone."""
    groups: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        groups[statement.document, statement.party, statement.issue].append(statement)
    return tuple(
        DocumentPosition(
            document=document,
            date=group[0].date,
            party=party,
            issue=issue,
            stance=stance_in_document(group),
            statements=tuple(statement.id for statement in group),
        )
        for (document, party, issue), group in groups.items()
    )


def stance_in_document(statements: Sequence[Statement]) -> Stance:
    """The one stance of statements of one party on one issue in one document."""
    weight: dict[Stance, float] = defaultdict(float)
    for s in statements:
        weight[s.stance] += _WEIGHT[s.attribution] * s.confidence
    ranked = sorted(weight.items(), key=lambda kv: -kv[1])
    if len(ranked) == 1:
        return ranked[0][0]
    top, second = ranked[0], ranked[1]
    if top[1] >= 2 * second[1]:
        return top[0]
    return Stance.CONDITIONAL
