"""Stances by (document, party, issue), held against those of the gold."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet

from positions.evaluation.records import Coding, Comparison, Key, Score, Scores
from positions.model import Codebook

Records = AbstractSet[tuple[Key, Coding]]
Stances = Mapping[Key, Coding]


def compare(gold: Stances, found: Stances, codebook: Codebook) -> Comparison:
    """Count what of `found` is in `gold`, over everything, by party and by issue."""
    records = gold.items(), found.items()
    keys = gold.keys() | found.keys()
    return Comparison(
        all=scores(*records),
        by_party=_by((each.id for each in codebook.parties), *records, lambda key: key[1]),
        by_issue=_by((each.id for each in codebook.issues), *records, lambda key: key[2]),
        confusion=Counter((gold.get(key), found.get(key)) for key in sorted(keys)),
    )


def scores(gold: Records, found: Records) -> Scores:
    """Both scores of records that are said; a record counts once."""
    wanted, said = {key for key, _ in gold}, {key for key, _ in found}
    return Scores(
        party_issue=Score(gold=len(wanted), found=len(said), right=len(wanted & said)),
        position=Score(gold=len(gold), found=len(found), right=len(gold & found)),
    )


def _by(
    ids: Iterable[str],
    gold: Records,
    found: Records,
    of: Callable[[Key], str],
) -> dict[str, Scores]:
    occurring = {of(key) for key, _ in gold | found}
    return {
        one: scores(
            {record for record in gold if of(record[0]) == one},
            {record for record in found if of(record[0]) == one},
        )
        for one in ids
        if one in occurring
    }
