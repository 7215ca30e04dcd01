"""The records that flow through the house, one way: documents to edition.

All are frozen; a changed record is a new one (`dataclasses.replace`). Offsets count
characters of `Document.text`; `start` is inclusive, `end` exclusive, so that
`document.text[start:end]` is the thing itself. Dates are ISO 8601 strings of the
precision that is known: "2025", "2025-12" or "2025-12-01"; "" is unknown.
"""

from positions.model.codebooks import (
    Actor,
    ActorKind,
    Bystander,
    Codebook,
    Direction,
    Issue,
    Party,
    Term,
)
from positions.model.decisions import (
    CellDecision,
    Citation,
    Decision,
    Orphan,
    StatementDecision,
    Verdict,
)
from positions.model.editions import (
    Agreement,
    Basis,
    Change,
    ChangeKind,
    DocumentPosition,
    Edition,
    Position,
    Relation,
    Settings,
)
from positions.model.sources import Block, BlockKind, DateBasis, Document, Sentence, Skipped, Tier
from positions.model.statements import (
    Attribution,
    Stance,
    Statement,
    Status,
    Strength,
    occurrence_at,
    statement_id,
)

__all__ = [
    "Actor",
    "ActorKind",
    "Agreement",
    "Attribution",
    "Basis",
    "Block",
    "BlockKind",
    "Bystander",
    "CellDecision",
    "Change",
    "ChangeKind",
    "Citation",
    "Codebook",
    "DateBasis",
    "Decision",
    "Direction",
    "Document",
    "DocumentPosition",
    "Edition",
    "Issue",
    "Orphan",
    "Party",
    "Position",
    "Relation",
    "Sentence",
    "Settings",
    "Skipped",
    "Stance",
    "Statement",
    "StatementDecision",
    "Status",
    "Strength",
    "Term",
    "Tier",
    "Verdict",
    "occurrence_at",
    "statement_id",
]
