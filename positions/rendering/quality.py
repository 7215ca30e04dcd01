"""How often the extractor is right, as far as it was measured, for one edition's statements."""

from collections.abc import Iterable

from positions.model import Statement, Status
from positions.rendering.labels import count_words


def measured_quality(statements: Iterable[Statement]) -> str:
    """What to expect of the statements that no person has seen, in one sentence; "" if none are.

    A rule's confidence is its measured share of right statements; the sentence says their mean.
    """
    unseen = [s.confidence for s in statements if s.status is Status.UNREVIEWED]
    if not unseen:
        return ""
    share = round(100 * sum(unseen) / len(unseen))
    return (
        f"No person has seen {count_words(len(unseen), 'statement')} of this edition; by the "
        f"measured shares of the rules that found them, about {share} in 100 of these are right."
    )
