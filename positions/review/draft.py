"""What lies before an analyst: the statements and cells of an edition that is not built yet."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from positions.aggregation import positions
from positions.curation import Curated, apply
from positions.curation.places import places
from positions.model import (
    Codebook,
    Decision,
    Document,
    Position,
    Statement,
    StatementDecision,
    occurrence_at,
    statement_id,
)

Cell = tuple[str, str]
"""The ids of a party and an issue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A dossier as the next edition would show it.

    Attributes:
        proposed: what the extractor found, before any decision.
        decisions: those that apply, oldest first.
        curated: what the decisions make of the proposals.
    """

    codebook: Codebook
    documents: tuple[Document, ...]
    proposed: tuple[Statement, ...]
    decisions: tuple[Decision, ...]
    curated: Curated

    @classmethod
    def of(
        cls,
        codebook: Codebook,
        documents: Sequence[Document],
        proposed: Sequence[Statement],
        decisions: Iterable[Decision],
    ) -> Self:
        """The draft that proposals and decisions make together."""
        decisions = tuple(decisions)
        return cls(
            codebook=codebook,
            documents=tuple(documents),
            proposed=tuple(proposed),
            decisions=decisions,
            curated=apply(proposed, decisions, documents),
        )

    def with_decisions(self, decisions: Iterable[Decision]) -> Self:
        """The same dossier with other decisions."""
        return self.of(self.codebook, self.documents, self.proposed, decisions)

    @property
    def evidence_date(self) -> str:
        """The date of the latest document; "" if no date is known."""
        return max((document.date for document in self.documents), default="")

    def positions(self) -> tuple[Position, ...]:
        """Where every party stands on every issue."""
        return positions(self.codebook, self.documents, self.curated, self.evidence_date)

    def by_statements(self) -> tuple[Position, ...]:
        """The same if no cell were decided."""
        undecided = replace(self.curated, cells={})
        return positions(self.codebook, self.documents, undecided, self.evidence_date)

    def cases(self) -> Mapping[str, "Case"]:
        """The statements by id, each with its proposal and the decision in force."""
        by_id = {statement.id: statement for statement in self.proposed}
        last = last_decisions(self.decisions, self.documents)
        found = {}
        for statement in self.curated.statements:
            proposal, decision = by_id.get(statement.id), last.get(statement.id)
            subject = proposal or decision or statement
            found[statement.id] = Case(
                party=subject.party,
                issue=subject.issue,
                standing=statement,
                proposal=proposal,
                decision=decision,
            )
        return found

    def standing(self) -> Mapping[Cell, Sequence[Statement]]:
        """The statements that count, by the cell in which they count."""
        cells: dict[Cell, list[Statement]] = defaultdict(list)
        for statement in self.curated.statements:
            if statement.stands:
                cells[statement.party, statement.issue].append(statement)
        return cells


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A statement as an analyst decides on it.

    Attributes:
        party, issue: as proposed; a recoded statement now has others.
        standing: the statement after review, the rejected included.
        proposal: as the extractor has it; None if it does not propose these words now.
        decision: the last one on it, if any.
    """

    party: str
    issue: str
    standing: Statement
    proposal: Statement | None
    decision: StatementDecision | None


def last_decisions(
    decisions: Iterable[Decision], documents: Iterable[Document]
) -> Mapping[str, StatementDecision]:
    """The last decision on each statement whose words stand in one place, by statement id."""
    texts = {document.id: document.text for document in documents}
    last = {}
    for decision in decisions:
        if not isinstance(decision, StatementDecision):
            continue
        cited = decision.evidence
        text = texts.get(cited.document, "")
        found = places(cited, text)
        if len(found) == 1:
            number = occurrence_at(text, cited.quote, found[0])
            name = statement_id(cited.document, decision.party, decision.issue, cited.quote, number)
            last[name] = decision
    return last


def around(text: str, start: int, end: int, width: int) -> tuple[str, str]:
    """The words before and after a span, at most `width` characters each, white space single."""
    before = text[max(0, start - width) : start]
    after = text[end : end + width]
    if start > width:
        before = "… " + before.partition(" ")[2]
    if end + width < len(text):
        after = after.rpartition(" ")[0] + " …"
    return " ".join(before.split()), " ".join(after.split())
