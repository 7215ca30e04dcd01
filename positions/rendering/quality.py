"""How often the extractor is right, as far as it was counted, for one edition's statements."""

from collections.abc import Iterable

from positions.extraction.confidence import cases, evidence_words
from positions.model import Statement, Status
from positions.rendering.labels import count_words


def measured_quality(statements: Iterable[Statement]) -> str:
    """What to expect of the statements that no person has seen; "" if there are none.

    A rule's confidence is its counted share of right statements; the sentence says their mean,
    and on how many coded cases the rules that found them were counted.
    """
    unseen = [s for s in statements if s.status is Status.UNREVIEWED]
    if not unseen:
        return ""
    share = round(100 * sum(s.confidence for s in unseen) / len(unseen))
    counted = sum(cases(rule) for rule in {s.rule for s in unseen})
    return (
        f"No person has seen {count_words(len(unseen), 'statement')} of this edition. As the "
        f"rules that found them were right on coded text, expect about {share} in 100 of these "
        f"statements to be right ({evidence_words(counted)})."
    )
