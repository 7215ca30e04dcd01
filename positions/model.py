"""The records that flow through the house, one way: documents to edition.

All are frozen; a changed record is a new one (`dataclasses.replace`). Offsets count
characters of `Document.text`; `start` is inclusive, `end` exclusive, so that
`document.text[start:end]` is the thing itself. Dates are ISO 8601 strings of the
precision that is known: "2025", "2025-12" or "2025-12-01"; "" is unknown.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, Literal, NoReturn


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


class Tier(StrEnum):
    """What kind of source a document is, best first."""

    PROPOSAL = "proposal text"
    ON_RECORD = "on record"
    REPORTED = "reported"
    UNNAMED = "unnamed"
    COMMENT = "comment"
    UNKNOWN = "unknown"


class DateBasis(StrEnum):
    """How a document's date is known."""

    GIVEN = "given"  # in the text's own header or by the analyst
    INFERRED = "inferred"  # from the events that it reports
    FILE = "file"  # from the file's name
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """What a position rests on."""

    REVIEWED = "reviewed"  # an analyst's decision on the cell
    STATEMENTS = "statements"
    NONE = "none"


class BlockKind(StrEnum):
    """What a stretch of a document is."""

    HEADING = "heading"
    QUESTION = "question"  # the question of a question-and-answer part
    PROSE = "prose"
    LIST = "list"  # an item of a list
    ROW = "row"  # a row of a table
    FURNITURE = "furniture"  # menus, prompts, captions: never a statement


class ActorKind(StrEnum):
    """What an actor is; it decides which pronouns can stand for it."""

    PERSON = "person"
    STATE = "state"
    BODY = "body"  # a government, ministry, agency, alliance
    GROUP = "group"  # "US officials", "European leaders"


class Direction(StrEnum):
    """Which way a term points: whoever wants the thing it names wants ... the proposition."""

    FOR = "for"
    AGAINST = "against"
    TOPIC = "topic"  # names the issue without pointing either way


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person, body, state or group that speaks or acts for a party.

    Attributes:
        aliases: names by which texts call it; matched as whole words in any case, but an
            alias of capitals alone ("US", "EU") only in capitals.
        titles: descriptions that mean it once it, or its party, is known from the text
            ("the Ukrainian president").
        pronoun: "he" or "she" for a person whose pronoun is known.
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    pronoun: Literal["he", "she", ""] = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A negotiating side.

    Attributes:
        aliases: names of the party as a whole ("Ukraine", "Kyiv").
        adjectives: words that make a noun the party's own ("Ukrainian").
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bystander:
    """Somebody who speaks in the reporting but is no party; what they say is not coded."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    id: str
    name: str
    aliases: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Words by which texts speak of an issue, and which way they point.

    Attributes:
        words: phrases, matched as whole words in any case and in every inflection.
        near: if given, one of these must stand in the same clause as one of `words`
            ("cede" near "Donbas").
        direction: towards the proposition, for whoever wants the thing named.
        direction_of: the direction for a party by id, where parties want the same thing
            for opposite ends ("control of the plant"); it outranks `direction`.
        act: whether doing it is itself a stance ("deliver weapons").
        act_of: parties for whom it is; empty means all.
        mutual: ids of the parties who do it together ("held talks with"); where two of
            them are named in one clause, both stand for it.
        author: id of the party that stands behind it wherever the text calls it theirs
            ("Washington's plan", "US-brokered talks").
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    words: tuple[str, ...]
    near: tuple[str, ...] = ()
    direction: Direction = Direction.TOPIC
    direction_of: dict[str, Direction] | None = None
    act: bool = False
    act_of: tuple[str, ...] = ()
    mutual: tuple[str, ...] = ()
    author: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What is negotiated, worded as one proposition to support or oppose.

    Attributes:
        name: short, as the head of a row.
        question: the issue as a reader would ask it.
        proposition: what a stance is for or against.
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    id: str
    name: str
    question: str
    proposition: str
    terms: tuple[Term, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """Parties and issues of a negotiation, and the words that texts use for them."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    parties: tuple[Party, ...]
    bystanders: tuple[Bystander, ...] = ()
    issues: tuple[Issue, ...]
    note: str = ""

    def party(self, party_id: str) -> Party:
        """The party with this id; KeyError if there is none."""
        return next((p for p in self.parties if p.id == party_id), None) or _missing(party_id)

    def issue(self, issue_id: str) -> Issue:
        """The issue with this id; KeyError if there is none."""
        return next((i for i in self.issues if i.id == issue_id), None) or _missing(issue_id)

    def actor_name(self, actor_id: str) -> str:
        """The name of an actor, or of a party named as its own actor; KeyError if neither."""
        for party in self.parties:
            if party.id == actor_id:
                return party.name
            for actor in party.actors:
                if actor.id == actor_id:
                    return actor.name
        raise KeyError(actor_id)


def _missing(key: str) -> NoReturn:
    raise KeyError(key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph-like stretch of a document; blocks do not overlap and are in order."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence, heading, list item or table row with its surroundings.

    Attributes:
        kind: the kind of the block that it stands in (never furniture).
        block: position of that block in the document, to tell paragraphs apart.
        heading: span of the heading or question that it stands under, if any.
    """

    start: int
    end: int
    kind: BlockKind
    block: int
    heading: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One source text as its reader returned it; offsets never move afterwards.

    Attributes:
        id: the file's name without its ending, unless `sources.csv` says otherwise.
        title, publisher, url, note: as given; "" where unknown.
        date: ISO date as precise as is known; "" where unknown.
        path: of the file, relative to the dossier's `documents/`, with forward slashes.
        sha256: of the file's bytes, in hexadecimal.
        text: the characters that all offsets count.
        blocks: the text divided into headings, paragraphs, rows and furniture.
        duplicate_of: id of the earliest copy of the same text, or "".
    """

    id: str
    title: str
    publisher: str = ""
    date: str = ""
    date_basis: DateBasis = DateBasis.UNKNOWN
    url: str = ""
    path: str
    sha256: str
    text: str
    blocks: tuple[Block, ...] = ()
    tier: Tier = Tier.UNKNOWN
    note: str = ""
    duplicate_of: str = ""

    @property
    def words(self) -> int:
        """Words of the text, furniture included, as a word processor counts them."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A file among the documents that could not be read, and why."""

    path: str
    sha256: str
    reason: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPosition:
    """Where a party stands on an issue in one document: the extractor alone."""

    document: str
    date: str
    party: str
    issue: str
    stance: Stance
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where a party stands on an issue in one edition: a cell of the matrix.

    Attributes:
        summary: one sentence, by a person for a reviewed cell, else made from the lead.
        reason: why there is no position, for stance none.
        contested_since: ISO date of the first statement that contradicts a reviewed
            cell after it was decided, or "".
        confidence: "high", "moderate" or "low"; "" for none.
        statements: ids of the standing statements of the cell, newest first.
        documents: ids of the documents they are in; `sources` counts them less copies.
        lead_statement: id of the statement whose quotation stands for the cell, or "".
        dissent: for a divided cell, actor id and stance of each side.
        reviewed_by: who decided the cell, or "".
        as_of: ISO date up to which the evidence of the cell was read.
    """

    party: str
    issue: str
    stance: Stance
    summary: str = ""
    basis: Basis = Basis.NONE
    reason: str = ""
    contested_since: str = ""
    confidence: str = ""
    statements: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    sources: int = 0
    first_date: str = ""
    last_date: str = ""
    lead_statement: str = ""
    dissent: tuple[tuple[str, Stance], ...] = ()
    reviewed_by: str = ""
    as_of: str = ""


class Relation(StrEnum):
    """How two parties stand to each other on an issue."""

    AGREE = "agree"
    DIFFER = "differ"
    OPPOSE = "oppose"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Two parties on one issue; distance 0 to 2, None where one has no position."""

    issue: str
    party_a: str
    party_b: str
    relation: Relation
    distance: int | None


class ChangeKind(StrEnum):
    """Why a cell differs from the edition before."""

    SHIFT = "shift"  # the party moved
    CONTESTED = "contested"  # newer statements contradict a reviewed cell
    NEW_EVIDENCE = "new-evidence"  # more statements, same stance, or a first one
    WITHDRAWN = "withdrawn"  # the evidence is gone
    WORDING = "wording"  # the summary only
    REVIEW = "review"  # an analyst's decision
    CODEBOOK = "codebook"  # another codebook reads the same words otherwise
    EXTRACTOR = "extractor"  # another version of this program does


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What moved in one cell since the edition before; `statements` are ids."""

    party: str
    issue: str
    kind: ChangeKind
    before: str
    after: str
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What `dossier.yaml` says about a dossier; every field has a default.

    Attributes:
        title: of the negotiation.
        contact: whom a reader may ask, as free text.
        time_zone: IANA name for schedule and status.
        schedule: time of day of the next edition, "HH:MM", or "".
        stale_after_days: age in days past which a cell's evidence counts as old.
    """

    title: str
    contact: str = ""
    time_zone: str = "UTC"
    schedule: str = ""
    stale_after_days: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One build of a dossier, complete: what every renderer reads.

    Attributes:
        id: evidence date and a hash of the content and of the edition compared with.
        version: of this package.
        evidence_date: through which day the evidence goes, ISO; "" where no date is known.
        compared_with: id of the edition before, or "".
        statements: all of them, the rejected included, in order of document and place.
        positions: one for every issue and party, in the codebook's order (issue, party).
        changes: None where there is no edition before.
    """

    id: str
    version: str
    settings: Settings
    codebook: Codebook
    evidence_date: str
    compared_with: str = ""
    documents: tuple[Document, ...]
    skipped: tuple[Skipped, ...] = ()
    statements: tuple[Statement, ...]
    document_positions: tuple[DocumentPosition, ...]
    positions: tuple[Position, ...]
    agreement: tuple[Agreement, ...]
    changes: tuple[Change, ...] | None = None
    orphans: tuple[Orphan, ...] = ()
    warnings: tuple[str, ...] = ()
