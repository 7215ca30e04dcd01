"""What the analysts decide."""

from dataclasses import dataclass
from enum import StrEnum

from positions.model.statements import Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The place in a document that a decision rests on.

    Attributes:
        document: id of the document.
        quote: the exact characters; "" cites the document as read (for a reviewed none).
        before, after: the characters around the quotation, where its words occur more than
            once in the document; "" where they do not.
        stance, actor: what these words say and through whom, where a cell's decision rests
            on several voices; None and "" leave the decision's stance and the party.
    """

    document: str
    quote: str = ""
    before: str = ""
    after: str = ""
    stance: Stance | None = None
    actor: str = ""


class Verdict(StrEnum):
    """What an analyst decides about a statement."""

    ACCEPT = "accept"
    REJECT = "reject"
    RECODE = "recode"
    ADD = "add"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementDecision:
    """An analyst's decision on one statement.

    Attributes:
        party, issue: of the statement as proposed (of the new one for `add`).
        evidence: where the statement stands.
        stance, new_party, new_issue, actor: what a recode or an add changes; None or ""
            leaves the proposal's value.
        proposition: the issue's proposition when the decision was made; "" if not kept.
        who, when, why: the analyst, the ISO date, and the reason or "".
    """

    party: str
    issue: str
    verdict: Verdict
    evidence: Citation
    stance: Stance | None = None
    new_party: str = ""
    new_issue: str = ""
    actor: str = ""
    proposition: str = ""
    who: str
    when: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellDecision:
    """An analyst's decision on one cell of the matrix.

    Attributes:
        stance: also divided or none.
        summary: the analyst's sentence, at most 300 characters; "" only for none.
        evidence: the quotations that it rests on; for none the documents read.
        proposition: the issue's proposition when the decision was made; "" if not kept.
    """

    party: str
    issue: str
    stance: Stance
    summary: str = ""
    evidence: tuple[Citation, ...]
    proposition: str = ""
    who: str
    when: str
    why: str = ""


Decision = StatementDecision | CellDecision


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphan:
    """A decision of which a quotation is no longer in its document.

    Attributes:
        decision: the decision, untouched.
        citation: the quotation that is gone.
        likely: the passage that most resembles it now, for a person to judge; "" if none.
    """

    decision: Decision
    citation: Citation
    likely: str = ""
