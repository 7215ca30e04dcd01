"""How parties stand to each other, issue by issue.

Stances lie on a scale: oppose -1, conditional or divided 0, support +1. The distance of two
parties is that of their stances, and the relation is a name for the distance, no more: two
parties that both set conditions stand at the same place, though not on the same conditions.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from positions.model import Agreement, Codebook, Position, Relation, Stance

_SCALE: Mapping[Stance, int] = {
    Stance.OPPOSE: -1,
    Stance.CONDITIONAL: 0,
    Stance.DIVIDED: 0,
    Stance.SUPPORT: 1,
}
_RELATIONS: Mapping[int | None, Relation] = {
    0: Relation.AGREE,
    1: Relation.DIFFER,
    2: Relation.OPPOSE,
    None: Relation.UNKNOWN,
}

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRelations:
    """All pairs of parties on one issue, by how they stand to each other."""

    issue: str
    agreed: tuple[Pair, ...] = ()
    differing: tuple[Pair, ...] = ()
    opposed: tuple[Pair, ...] = ()
    unknown: tuple[Pair, ...] = ()


def agreement(codebook: Codebook, positions: Iterable[Position]) -> tuple[Agreement, ...]:
    """The relation of every two parties on every issue, in the codebook's order."""
    stances = {(position.party, position.issue): position.stance for position in positions}
    return tuple(
        _between(issue.id, a.id, b.id, stances)
        for issue in codebook.issues
        for a, b in combinations(codebook.parties, 2)
    )


def blockers(pairs: Iterable[Agreement]) -> tuple[IssueRelations, ...]:
    """The issues on which parties oppose each other, those with most opposed pairs first."""
    blocked = [issue for issue in _by_issue(pairs) if issue.opposed]
    return tuple(sorted(blocked, key=lambda issue: -len(issue.opposed)))


def nearest(pairs: Iterable[Agreement]) -> tuple[IssueRelations, ...]:
    """The issues on which nobody is opposed and some agree, nearest to a deal first.

    Nearest is where the fewest pairs still differ or are not known.
    """
    near = [issue for issue in _by_issue(pairs) if issue.agreed and not issue.opposed]
    return tuple(sorted(near, key=lambda issue: len(issue.differing) + len(issue.unknown)))


def _between(
    issue: str, party_a: str, party_b: str, stances: Mapping[tuple[str, str], Stance]
) -> Agreement:
    a, b = (_SCALE.get(stances[party, issue]) for party in (party_a, party_b))
    distance = None if a is None or b is None else abs(a - b)
    return Agreement(
        issue=issue,
        party_a=party_a,
        party_b=party_b,
        relation=_RELATIONS[distance],
        distance=distance,
    )


def _by_issue(pairs: Iterable[Agreement]) -> list[IssueRelations]:
    found: dict[str, dict[Relation, list[Pair]]] = {}
    for pair in pairs:
        relations = found.setdefault(pair.issue, {relation: [] for relation in Relation})
        relations[pair.relation].append((pair.party_a, pair.party_b))
    return [
        IssueRelations(
            issue=issue,
            agreed=tuple(relations[Relation.AGREE]),
            differing=tuple(relations[Relation.DIFFER]),
            opposed=tuple(relations[Relation.OPPOSE]),
            unknown=tuple(relations[Relation.UNKNOWN]),
        )
        for issue, relations in found.items()
    ]
