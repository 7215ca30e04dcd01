"""How an edition comes about, in plain sentences, the same on the page and in the workbook."""

from positions.aggregation.in_editions import HALVES_IN, SAME_TIME


def method(stale_after: int) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Headings, each with its paragraphs.

    Args:
        stale_after: age in days past which evidence counts as old.
    """
    return (
        (
            "Statements",
            (
                (
                    "Each issue is worded as one proposition. A statement is a place in a "
                    "source where a party, through somebody who speaks for it, takes a stance "
                    "on that proposition. Its quotation is the exact text of the source; "
                    "nothing is paraphrased without one."
                ),
                (
                    "The stance of a statement is a product of signs. “Rejects” is against, "
                    "“insists on” is for; a term such as “withdraw” points towards the "
                    "proposition or away from it; a negation turns the sign, a condition or a "
                    "hedge makes it conditional. The chain of signs stands with every "
                    "quotation."
                ),
                (
                    "Who says it matters: quoted are the holder’s own words, reported what "
                    "somebody is said to have said, described what the writer says of a party, "
                    "alleged what another party says of it."
                ),
            ),
        ),
        (
            "Positions",
            (
                (
                    "A cell that nobody has decided takes its stance from its statements; the "
                    "rejected ones and those in copies of another document do not count. Each "
                    "document gives one stance. It weighs 1 if it is the newest of the cell, "
                    f"half of that if it is {HALVES_IN} days older, a quarter if it is "
                    f"{2 * HALVES_IN}, and so on; a document without a date weighs as little as "
                    "the oldest."
                ),
                (
                    "The stance with more than half of all weight is the cell’s. If none has, "
                    "or if one voice sets conditions, the cell is conditional. Where two actors "
                    f"of a party, each by what they last said or did in the {SAME_TIME} days "
                    "before the cell’s newest evidence, are one for and one against, the cell "
                    "is divided and names them. What rests on nothing but another party’s "
                    "allegations is not enough to fill a cell."
                ),
                (
                    "Statements that no analyst has seen count, and the cell is marked "
                    "unreviewed. An analyst’s decision on a cell outranks the statements; if "
                    "newer ones contradict it, it stays and is marked contested until somebody "
                    "decides again."
                ),
                "Silence is not opposition: a cell without a position says why.",
            ),
        ),
        (
            "Agreement and gaps",
            (
                (
                    "Agreement is counted on issues on which both parties have a position, and "
                    "says nothing of how much an issue matters to either. Support and oppose "
                    "are two steps apart; conditional and divided lie between."
                ),
                (
                    f"Evidence older than {stale_after} days before the edition’s date is listed "
                    "as a gap."
                ),
            ),
        ),
        (
            "Limits",
            (
                (
                    "The documents are what was put into the dossier, not all that was said. A "
                    "position that no document reports, or that is worded in a way no rule "
                    "knows, is not found."
                ),
                (
                    "The confidence of a statement is the share of statements by the same rule "
                    "that were right where people had coded the text. It is no probability that "
                    "the party will act so."
                ),
                (
                    "A quotation proves that a source says so, not that it is true: read it in "
                    "its source before acting on it."
                ),
            ),
        ),
    )
