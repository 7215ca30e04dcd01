"""A party takes a stance in one place of one document."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum


class Stance(StrEnum):
    """Where a party stands towards an issue's proposition."""

    SUPPORT = "support"
    CONDITIONAL = "conditional"  # one voice, with conditions
    OPPOSE = "oppose"
    DIVIDED = "divided"  # different actors of the party differ; of a position only
    NONE = "none"  # of a position only; `Position.reason` says why


class Strength(StrEnum):
    """How firmly the words themselves put the stance."""

    FIRM = "firm"
    PLAIN = "plain"
    HEDGED = "hedged"


class Attribution(StrEnum):
    """On whose words a statement rests."""

    QUOTE = "quote"  # the holder's own words
    REPORTED = "reported"  # "X said, rejected, proposed"
    DESCRIBED = "described"  # the writer says what X's position is
    ALLEGED = "alleged"  # another party says what X wants


class Status(StrEnum):
    """What an analyst has made of a statement."""

    UNREVIEWED = "unreviewed"
    ACCEPTED = "accepted"
    RECODED = "recoded"
    ADDED = "added"
    UNSURE = "unsure"
    REJECTED = "rejected"  # stays listed, counts nowhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A party takes a stance on an issue in one place of one document.

    Attributes:
        id: see `statement_id`; the same as long as the words and what they are about are.
        date: of the document.
        actor: id of the codebook's actor through whom the party speaks, or the party's own id.
        speaker: who says so, as the text names them; "" where it is the writer.
        condition: the words of the condition ("only if ..."), or "".
        quote, start, end: the exact characters of the document that carry the statement.
        confidence: measured share of this rule's statements that are right, 0 to 1.
        rule: id of the extraction rule; "" for a statement that a person added.
        explanation: the chain of signs in words.
        machine_stance: what the extractor said, kept beside a person's recoding.
        reviewed_by, reviewed_on: who decided on it and when (ISO date), or "".
    """

    id: str
    document: str
    date: str = ""
    party: str
    actor: str
    speaker: str = ""
    attribution: Attribution
    issue: str
    stance: Stance
    strength: Strength = Strength.PLAIN
    condition: str = ""
    quote: str
    start: int
    end: int
    confidence: float
    rule: str = ""
    explanation: str = ""
    status: Status = Status.UNREVIEWED
    machine_stance: Stance | None = None
    reviewed_by: str = ""
    reviewed_on: str = ""

    @property
    def stands(self) -> bool:
        """Whether the statement counts towards positions."""
        return self.status is not Status.REJECTED


def statement_id(document: str, party: str, issue: str, quote: str, occurrence: int) -> str:
    """The id of a statement: "s" and twelve hexadecimal digits, from its words and their subject.

    `occurrence` counts how often the same words begin earlier in the document, see
    `occurrence_at`. Neither rule nor version enters, so that a decision outlives both.
    """
    parts = "\0".join((document, party, issue, quote, str(occurrence)))
    return "s" + hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def occurrence_at(text: str, quote: str, start: int) -> int:
    """How often these words begin in the text before `start`."""
    count, found = 0, text.find(quote)
    while 0 <= found < start:
        count, found = count + 1, text.find(quote, found + 1)
    return count
