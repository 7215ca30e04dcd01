"""All positions at one evidence date, and what moved."""

from dataclasses import dataclass
from enum import StrEnum

from positions.model.codebooks import Codebook
from positions.model.decisions import Orphan
from positions.model.sources import Document, Skipped
from positions.model.statements import Stance, Statement


class Basis(StrEnum):
    """What a position rests on."""

    REVIEWED = "reviewed"  # an analyst's decision on the cell
    STATEMENTS = "statements"
    NONE = "none"


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
        cited: ids of the statements that the decision on the cell rests on, those that say what
            it says.
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
    cited: tuple[str, ...] = ()
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
    NEW_EVIDENCE = "new-evidence"  # more statements; not known to be a move
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
