"""Two coders, held against each other: Krippendorff's alpha on what both decided, F1 on all.

The units of alpha are the (document, party, issue) for which both coders wrote a stance; its
values are support, mixed and oppose, at the nominal level. A record that only one of them
wrote is no unit: the other one did not decide it, and to count the many cells about which
both are silent would make any two coders agree. Whether both find the same positions is what
F1 says. Compared are the documents that both read: those named in both files, and those
listed as read by both though one found nothing in them, or both.

K. Krippendorff, Content Analysis (4th edition, 2019), chapter 12.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from positions.evaluation.comparing import compare
from positions.evaluation.records import Coded, CoderAgreement, Disagreement
from positions.model import Codebook


def agreement_of_coders(
    a: Collection[Coded], b: Collection[Coded], codebook: Codebook, *, empty: Collection[str] = ()
) -> CoderAgreement:
    """Hold the records of coder `b` against those of coder `a`.

    `empty` lists the documents that both read, though not both recorded a position.
    """
    named = {record.document for record in a}, {record.document for record in b}
    documents = (named[0] & named[1]) | set(empty)
    records_a = {record.key: record for record in a if record.document in documents}
    records_b = {record.key: record for record in b if record.document in documents}
    stances_a = {key: record.stances[0] for key, record in records_a.items()}
    stances_b = {key: record.stances[0] for key, record in records_b.items()}
    units = [(stances_a[key], stances_b[key]) for key in stances_a.keys() & stances_b.keys()]
    disagreements = [
        Disagreement(a=records_a.get(key), b=records_b.get(key))
        for key in stances_a.keys() | stances_b.keys()
        if stances_a.get(key) is not stances_b.get(key)
    ]
    issues = [issue.id for issue in codebook.issues]
    parties = [party.id for party in codebook.parties]

    def place(disagreement: Disagreement) -> tuple[int, int, str]:
        document, party, issue = disagreement.key
        return issues.index(issue), parties.index(party), document

    return CoderAgreement(
        documents=tuple(sorted(documents)),
        left_out=tuple(sorted((named[0] | named[1]) - documents)),
        comparison=compare(stances_a, stances_b, codebook),
        units=len(units),
        alpha=alpha(units),
        disagreements=tuple(sorted(disagreements, key=place)),
    )


def alpha(units: Iterable[Sequence[str]]) -> float | None:
    """Krippendorff's alpha for nominal values, from the values given to each unit.

    A unit with fewer than two values says nothing about agreement. None where no values
    differ at all, or there are none: then there is nothing that chance could have spoilt.
    """
    paired = [unit for unit in units if len(unit) > 1]
    total = Counter(value for unit in paired for value in unit)
    differ_by_chance = _unequal_pairs(total)
    if not differ_by_chance:
        return None
    differ = sum(_unequal_pairs(Counter(unit)) / (len(unit) - 1) for unit in paired)
    return 1 - (total.total() - 1) * differ / differ_by_chance


def _unequal_pairs(counts: Counter[str]) -> int:
    """Ordered pairs of values that differ."""
    return counts.total() ** 2 - sum(count**2 for count in counts.values())
