"""How an edition comes about, in plain sentences, for the page and for the workbook."""

from collections.abc import Mapping


def method(stale_after: int) -> Mapping[str, tuple[str, ...]]:
    """Paragraphs under their headings.

    Args:
        stale_after: age in days past which evidence counts as old.
    """
    return {
        "Statements": (
            "Each issue is worded as one proposition. A statement is a place in a source where a "
            "party, through somebody who speaks for it, takes a stance on that proposition. Its "
            "quotation is the exact text of the source; nothing is paraphrased without one.",
            "The stance of a statement is a product of signs. “Rejects” is against, “insists on” "
            "is for; a term such as “withdraw” points towards the proposition or away from it; a "
            "negation turns the sign, a condition or a hedge makes it conditional. The chain of "
            "signs stands with every quotation.",
            "Who says it matters: quoted are the holder’s own words, reported what somebody is "
            "said to have said, described what the writer says of a party, alleged what another "
            "party says of it.",
        ),
        "Positions": (
            "A cell takes its stance from the statements that stand, newer documents counting "
            "more than older ones and copies of one text counting once. One voice with conditions "
            "is conditional; actors of one party who differ at the same time make it divided, and "
            "are named.",
            "Statements that no analyst has seen count, and the cell is marked unreviewed. An "
            "analyst’s decision on a cell outranks the statements; if newer ones contradict it, "
            "it stays and is marked contested until somebody decides again.",
            "Silence is not opposition: a cell without a position says why.",
        ),
        "Agreement and gaps": (
            "Agreement is counted on issues on which both parties have a position, and says "
            "nothing of how much an issue matters to either.",
            f"Evidence older than {stale_after} days before the edition’s date is listed as a gap.",
        ),
        "Limits": (
            "The documents are what was put into the dossier, not all that was said. A position "
            "that no document reports, or that is worded in a way no rule knows, is not found.",
            "A quotation proves that a source says so, not that it is true: read it in its source "
            "before you act on it.",
        ),
    }
