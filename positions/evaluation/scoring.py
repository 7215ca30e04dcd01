"""The extractor, held against coded gold.

Scored are the documents that the gold names, and those that are listed as read and found to
hold no position. A position is right if the gold has its document, party and issue with its
stance; conditional and divided both count as mixed. A disputed record is never missed, and a
position that takes one of its stances is left out of the count.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TypeVar

from positions.evaluation.comparing import compare, scores
from positions.evaluation.records import (
    Coded,
    Coding,
    Count,
    Evaluation,
    Group,
    Key,
    Miss,
    MissKind,
    coding,
)
from positions.model import Codebook, DocumentPosition, Statement

_KINDS = tuple(MissKind)
_Found = TypeVar("_Found", DocumentPosition, Statement)


def evaluate(
    gold: Collection[Coded],
    positions: Iterable[DocumentPosition],
    statements: Collection[Statement],
    codebook: Codebook,
    *,
    empty: Collection[str] = (),
) -> Evaluation:
    """Hold document positions, and the statements that they rest on, against gold.

    Both are the extractor's alone, before any decision; `empty` lists the documents that
    were read and hold no position.
    """
    wanted = _wanted(gold)
    found = _counted(positions, gold, empty)
    stances = {_key(position): stance for position, stance in found}
    said = _counted(statements, gold, empty)
    return Evaluation(
        documents=tuple(sorted(_scored(gold, empty))),
        disputed=sum(record.disputed for record in gold),
        comparison=compare(wanted, stances, codebook),
        by_attribution=_groups(said, wanted, lambda statement: statement.attribution.value),
        by_rule=_groups(said, wanted, lambda statement: statement.rule),
        misses=_misses(gold, stances, statements, codebook),
    )


def rule_counts(
    gold: Collection[Coded], statements: Iterable[Statement], *, empty: Collection[str] = ()
) -> dict[str, Count]:
    """How many of each rule's statements are right: the gold has them with their stance."""
    said = _counted(statements, gold, empty)
    groups = _groups(said, _wanted(gold), lambda statement: statement.rule)
    return {rule: group.statements for rule, group in groups.items()}


def _scored(gold: Iterable[Coded], empty: Iterable[str]) -> set[str]:
    return {*(record.document for record in gold), *empty}


def _wanted(gold: Iterable[Coded]) -> dict[Key, Coding]:
    return {record.key: record.stances[0] for record in gold if not record.disputed}


def _key(found: DocumentPosition | Statement) -> Key:
    return found.document, found.party, found.issue


def _counted(
    found: Iterable[_Found], gold: Collection[Coded], empty: Iterable[str]
) -> list[tuple[_Found, Coding]]:
    """What is scored of what was found, with the stance as a coder would write it."""
    documents = _scored(gold, empty)
    either = {record.key: record.stances for record in gold if record.disputed}
    return [
        (each, stance)
        for each in found
        if each.document in documents
        if (stance := coding(each.stance))
        if stance not in either.get(_key(each), ())
    ]


def _groups(
    said: Iterable[tuple[Statement, Coding]],
    wanted: Mapping[Key, Coding],
    name: Callable[[Statement], str],
) -> dict[str, Group]:
    """Statements by a name that each has, most statements first."""
    records: dict[str, list[tuple[Key, Coding]]] = defaultdict(list)
    for statement, stance in said:
        records[name(statement)].append((_key(statement), stance))
    groups = {
        one: Group(
            statements=Count(
                right=sum(wanted.get(key) is stance for key, stance in each), of=len(each)
            ),
            scores=scores(wanted.items(), set(each)),
        )
        for one, each in records.items()
    }
    return dict(sorted(groups.items(), key=lambda item: (-item[1].statements.of, item[0])))


def _misses(
    gold: Iterable[Coded],
    found: Mapping[Key, Coding],
    statements: Iterable[Statement],
    codebook: Codebook,
) -> tuple[Miss, ...]:
    """Issues with most misses first; in each what was missed, then wrong stances, then excess."""
    coded = {record.key: record for record in gold}
    behind: dict[Key, list[Statement]] = defaultdict(list)
    for statement in statements:
        behind[_key(statement)].append(statement)
    misses = []
    for key in sorted(coded.keys() | found.keys()):
        kind = _kind(coded.get(key), found.get(key))
        if kind:
            document, party, issue = key
            misses.append(
                Miss(
                    kind=kind,
                    document=document,
                    party=party,
                    issue=issue,
                    coded=coded.get(key),
                    found=found.get(key),
                    statements=tuple(behind[key]),
                )
            )
    counts = Counter(miss.issue for miss in misses)
    issues = [issue.id for issue in codebook.issues]
    parties = [party.id for party in codebook.parties]

    def place(miss: Miss) -> tuple[object, ...]:
        return (
            -counts[miss.issue],
            issues.index(miss.issue),
            _KINDS.index(miss.kind),
            -(miss.coded.sure if miss.coded else 0),
            parties.index(miss.party),
            miss.document,
        )

    return tuple(sorted(misses, key=place))


def _kind(coded: Coded | None, found: Coding | None) -> MissKind | None:
    """What is wrong about a position, if anything."""
    if found is None:
        return None if coded is None or coded.disputed else MissKind.MISSED
    if coded is None or coded.disputed:
        return MissKind.EXCESS
    return None if found in coded.stances else MissKind.STANCE
