"""Statements -> document positions: where a party stands on an issue in one document.

The rule, so that a reader can check it by hand:

1. The party's own words, quoted or reported, weigh 10; what the writer describes weighs 7;
   what another party alleges weighs 3. The weights of each stance are added up.
2. A stance that weighs at least twice as much as every other stance is the position.
3. Where support and opposition weigh about the same and come from one actor, the actor has
   moved within the text: the later statement is the position.
4. Anything else is ambivalence, and ambivalence is conditional.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from positions.model import Attribution, DocumentPosition, Stance, Statement

_WEIGHT = {
    Attribution.QUOTE: 10,
    Attribution.REPORTED: 10,
    Attribution.DESCRIBED: 7,
    Attribution.ALLEGED: 3,
}
_CLEAR = 2  # times the weight of the next stance


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
    weight: dict[Stance, int] = defaultdict(int)
    for statement in statements:
        weight[statement.stance] += _WEIGHT[statement.attribution]
    ranked = sorted(weight.items(), key=lambda pair: (-pair[1], pair[0]))
    if len(ranked) == 1 or ranked[0][1] >= _CLEAR * ranked[1][1]:
        return ranked[0][0]
    if len(ranked) == 2 and Stance.CONDITIONAL not in weight:
        actors = {statement.actor for statement in statements}
        if len(actors) == 1:
            return max(statements, key=lambda s: (s.start, s.id, s.stance)).stance
    return Stance.CONDITIONAL
