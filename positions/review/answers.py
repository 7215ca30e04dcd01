"""What an analyst answers, as it was typed, and what a decision in force would be as an answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from positions.model import CellDecision, Decision, StatementDecision, Verdict
from positions.review.choices import Choices
from positions.review.draft import Case
from positions.review.texts import shown

_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an analyst wrote about one thing; each field as it was typed, "" for nothing.

    Attributes:
        decision: the verdict on a statement.
        stance: of the statement, or of the cell.
        issue, holder: where a statement is about something or somebody else than proposed.
        document, quote: of a statement that was missed.
        text: the sentence for a cell.
        as_of: the day up to which the evidence of a cell was read.
        note: why.
    """

    decision: str = ""
    stance: str = ""
    issue: str = ""
    holder: str = ""
    document: str = ""
    quote: str = ""
    text: str = ""
    as_of: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why an answer cannot be taken.

    Attributes:
        field: of the answer.
    """

    field: str
    what: str
    cure: str


def given(case: Case, choices: Choices) -> Answer:
    """The answer that the decision in force on a statement amounts to, without its note."""
    made = case.decision
    if not made:
        return Answer()
    proposal = case.proposal
    stance = made.stance if made.stance is not (proposal and proposal.stance) else None
    party = made.new_party or case.party
    actor = made.actor or party
    moved = bool(made.new_party or (made.actor and made.actor != (proposal and proposal.actor)))
    return Answer(
        decision=made.verdict,
        stance=stance or "",
        issue=choices.issue_name(made.new_issue) if made.new_issue else "",
        holder=choices.holder_name(party, actor) if moved else "",
    )


def given_on_cell(decision: CellDecision | None) -> Answer:
    """The answer that the decision in force on a cell amounts to, without day and note."""
    return Answer(stance=decision.stance, text=decision.summary) if decision else Answer()


def same(new: StatementDecision, old: Decision | None) -> bool:
    """Whether a decision says what the one in force says; a note that it adds is more."""
    if not isinstance(old, StatementDecision) or _adds_note(new, old):
        return False
    stays = not (old.new_party or old.new_issue)
    if new.verdict is Verdict.ACCEPT:
        return (old.verdict, old.stance) == (new.verdict, new.stance)
    if new.verdict is Verdict.ADD and old.verdict in (Verdict.ACCEPT, Verdict.RECODE) and stays:
        return (new.stance, new.actor or old.actor) == (old.stance, old.actor)
    return (new.verdict, new.stance, new.new_party, new.new_issue, new.actor) == (
        old.verdict,
        old.stance,
        old.new_party,
        old.new_issue,
        old.actor,
    )


def same_cell(new: CellDecision, old: CellDecision | None, *, renewed: bool) -> bool:
    """Whether a decision on a cell says what the one in force says.

    One that is renewed, to a day that the analyst named, also says on what evidence.
    """
    if (
        old is None
        or _adds_note(new, old)
        or (new.stance, new.summary) != (old.stance, old.summary)
    ):
        return False
    return not renewed or set(new.evidence) == set(old.evidence)


def _adds_note(new: Decision, old: Decision) -> bool:
    return bool(new.why) and new.why != old.why


def as_day(text: str) -> str:
    """A day as an ISO date, from "2025-12-08" or "8 December 2025"; "" if it is none."""
    for form in ("%Y-%m-%d", "%d %B %Y", "%d %b %Y"):
        try:
            return datetime.strptime(text.strip(), form).date().isoformat()  # noqa: DTZ007 - a day
        except ValueError:
            continue
    return ""


def one_of(text: str, allowed: Sequence[_Word]) -> _Word | None:
    """The word that is meant; None if none is."""
    wanted = text.strip().casefold()
    return next((one for one in allowed if one.value == wanted), None)


def not_one_of(field: str, text: str, allowed: Sequence[StrEnum]) -> Refusal:
    """A word that is none of those allowed."""
    what = (
        f"there is no {field} {shown(text)!r} here" if text.strip() else f"the {field} is missing"
    )
    return Refusal(field=field, what=what, cure=f"Write one of {', '.join(allowed)}.")


def unknown(field: str, text: str) -> Refusal:
    """A name that stands for nothing in the dossier."""
    what = f"there is no {field} {shown(text)!r}" if text.strip() else f"the {field} is missing"
    return Refusal(field=field, what=what, cure=f"Choose the {field} from the list.")
