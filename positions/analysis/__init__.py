"""What the positions of one edition, or of two, say together: pure functions over records."""

from positions.analysis.comparing import Comparison, compare
from positions.analysis.evidence import PastDocument, PastEdition
from positions.analysis.history import changes
from positions.analysis.reading_list import Gap, GapKind, gaps
from positions.analysis.relations import IssueRelations, agreement, blockers, nearest

__all__ = [
    "Comparison",
    "Gap",
    "GapKind",
    "IssueRelations",
    "PastDocument",
    "PastEdition",
    "agreement",
    "blockers",
    "changes",
    "compare",
    "gaps",
    "nearest",
]
