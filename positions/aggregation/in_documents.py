"""Statements -> document positions -> positions."""

from collections import defaultdict
from collections.abc import Iterable

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
            document=d,
            date=group[0].date,
            party=p,
            issue=i,
            stance=_stance(group),
            statements=tuple(s.id for s in group),
        )
        for (d, p, i), group in groups.items()
    )


def _stance(group: list[Statement]) -> Stance:
    weight: dict[Stance, float] = defaultdict(float)
    for s in group:
        weight[s.stance] += _WEIGHT[s.attribution] * s.confidence
    ranked = sorted(weight.items(), key=lambda kv: -kv[1])
    if len(ranked) == 1:
        return ranked[0][0]
    top, second = ranked[0], ranked[1]
    if top[1] >= 2 * second[1]:
        return top[0]
    return Stance.CONDITIONAL
