"""What coders write down, and the counts that come of comparing it with something else."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from positions.model import Stance, Statement

Key = tuple[str, str, str]
"""Document, party and issue: what a coder decides on."""


class Coding(StrEnum):
    """The stance that a coder writes; one word for conditional and divided."""

    SUPPORT = "support"
    MIXED = "mixed"
    OPPOSE = "oppose"


_CODINGS = {
    Stance.SUPPORT: Coding.SUPPORT,
    Stance.CONDITIONAL: Coding.MIXED,
    Stance.DIVIDED: Coding.MIXED,
    Stance.OPPOSE: Coding.OPPOSE,
}


def coding(stance: Stance) -> Coding | None:
    """What a coder would write for a stance; None for none, of which nothing is written."""
    return _CODINGS.get(stance)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """One record of a file of gold: a document reports that a party takes a stance on an issue.

    Attributes:
        stances: one; of a disputed record all that the coders wrote.
        disputed: the coders did not agree: what is found counts neither for nor against, as
            long as its stance is one of theirs.
        evidence: passages of the document, word for word.
        sure: 3 where any careful reader would code it, 1 where it is debatable; 0 if not said.
    """

    document: str
    party: str
    issue: str
    stances: tuple[Coding, ...]
    disputed: bool = False
    evidence: tuple[str, ...] = ()
    sure: int = 0

    @property
    def key(self) -> Key:
        """Document, party and issue."""
        return self.document, self.party, self.issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How many were wanted, how many were found, and how many of these were right."""

    gold: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 0 where there is no gold."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.gold + self.found) if self.right else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The two questions asked of every comparison.

    Attributes:
        party_issue: was a position found where there is one?
        position: and with the right stance?
    """

    party_issue: Score
    position: Score


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Stances by (document, party, issue), held against those of the gold.

    Attributes:
        all: over everything.
        by_party, by_issue: for each id that occurs, in the codebook's order.
        confusion: how often a stance of the gold (first) was found as another (second); None
            is nothing coded, or nothing found.
    """

    all: Scores
    by_party: Mapping[str, Scores]
    by_issue: Mapping[str, Scores]
    confusion: Mapping[tuple[Coding | None, Coding | None], int]

    @property
    def mean_f1_over_issues(self) -> float:
        """Mean F1 with stance of the issues that are coded three times or more."""
        common = [s.position for s in self.by_issue.values() if s.position.gold >= 3]
        return sum(score.f1 for score in common) / len(common) if common else 0.0

    @property
    def right_where_found(self) -> float:
        """Share of the coded positions that were found for which the stance is right too."""
        found = self.all.party_issue.right
        return self.all.position.right / found if found else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Statements that are right, of how many."""

    right: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Statements of one rule or one attribution.

    Attributes:
        statements: each statement counted.
        scores: of the records that they say; a record said several times counts once.
    """

    statements: Count
    scores: Scores


class MissKind(StrEnum):
    """What is wrong about a position."""

    MISSED = "missed"  # coded, not found
    STANCE = "stance"  # found with another stance than the coded one
    EXCESS = "excess"  # found, not coded


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A position on which the gold and the extractor differ, with both sides' sentences.

    Attributes:
        coded: the record of the gold, if there is one.
        found: the stance of the document position, if there is one.
        statements: those that it was made from.
    """

    kind: MissKind
    document: str
    party: str
    issue: str
    coded: Coded | None
    found: Coding | None
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The extractor, held against coded gold.

    Attributes:
        documents: ids of those that were scored.
        disputed: how many records of the gold are disputed.
        by_attribution, by_rule: most statements first.
        misses: by issue, the one with most misses first; see `MissKind` for the order within.
    """

    documents: tuple[str, ...]
    disputed: int
    comparison: Comparison
    by_attribution: Mapping[str, Group]
    by_rule: Mapping[str, Group]
    misses: tuple[Miss, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A (document, party, issue) that two coders coded differently, or only one coded."""

    a: Coded | None
    b: Coded | None

    @property
    def key(self) -> Key:
        """Document, party and issue."""
        one = self.a or self.b
        assert one
        return one.key


@dataclass(frozen=True, slots=True, kw_only=True)
class CoderAgreement:
    """Two coders, held against each other.

    Attributes:
        documents: ids of those that both read; `left_out` are those of one coder alone.
        comparison: the second coder's records held against the first one's. F1 is the same
            the other way round; precision and recall change places.
        units: of alpha: the (document, party, issue) for which both wrote a stance.
        alpha: Krippendorff's, over these units; None where it is not defined.
        disagreements: in the codebook's order of issues and parties.
    """

    documents: tuple[str, ...]
    left_out: tuple[str, ...]
    comparison: Comparison
    units: int
    alpha: float | None
    disagreements: tuple[Disagreement, ...]
