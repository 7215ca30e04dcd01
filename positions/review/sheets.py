"""The rows of the review workbook, before they are written: what stands in which column."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from positions.curation import latest_cited
from positions.model import CellDecision, Decision, Position, Statement
from positions.review import fingerprints
from positions.review.answers import Answer, given, given_on_cell
from positions.review.choices import OF_CELLS, OF_STATEMENTS, VERDICTS, Choices
from positions.review.columns import ID, ROW_HASH
from positions.review.draft import Case, Cell, Draft, around
from positions.review.log import has_older_wording
from positions.review.queue import Queue, counted
from positions.review.texts import shown

Value = str | int | float | date
Row = Mapping[str, Value]
"""What stands under each head; a head that is missing has an empty cell."""

_CONTEXT = 160  # characters on each side of a quotation
_QUOTATIONS = 3  # of a cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """The rows of each sheet.

    Attributes:
        answers: of the rows of each sheet, what stands in the columns to fill in.
        lists: the names to choose from, by the head of their column.
    """

    statements: tuple[tuple[Row, Answer], ...]
    cells: tuple[tuple[Row, Answer], ...]
    orphans: tuple[Row, ...]
    lists: Mapping[str, tuple[str, ...]]


def sheets(draft: Draft, queue: Queue) -> Sheets:
    """The rows for a draft, what is to be decided first, in the order of the queue."""
    choices = Choices.of(draft.codebook, draft.documents)
    return Sheets(
        statements=tuple(_statements(draft, queue, choices)),
        cells=tuple(_cells(draft, queue)),
        orphans=tuple(_orphans(draft, choices)),
        lists={
            "Decision": tuple(VERDICTS),
            "Stance": tuple(OF_STATEMENTS),
            "Reviewed stance": tuple(OF_CELLS),
            "Issue": tuple(choices.issues),
            "Holder": tuple(choices.holders),
            "Document": tuple(choices.documents),
        },
    )


def cell_id(cell: Cell) -> str:
    """What a cell is called in the workbook: party/issue."""
    return "/".join(cell)


def _statements(draft: Draft, queue: Queue, choices: Choices) -> Iterator[tuple[Row, Answer]]:
    known = draft.cases()
    asked = {one.statement: (n, one.why) for n, one in enumerate(queue.statements, 1)}
    order = [*asked, *(name for name in known if name not in asked)]
    documents = {document.id: document for document in draft.documents}
    for name in order:
        case = known[name]
        statement = case.standing
        document = documents[statement.document]
        answer = given(case, choices)
        before, after = around(document.text, statement.start, statement.end, _CONTEXT)
        number, why = asked.get(name, ("", ""))
        yield (
            {
                "Order": number,
                "Why now": why,
                "Proposed party": draft.codebook.party(case.party).name,
                "Proposed issue": draft.codebook.issue(case.issue).name,
                "Proposed stance": case.proposal.stance if case.proposal else "",
                "Before": before,
                "Quotation": statement.quote,
                "After": after,
                "Proposition": draft.codebook.issue(case.issue).proposition,
                "Chain": (case.proposal or statement).explanation,
                "Actor": _actor(draft, case.proposal or statement),
                "Speaker": statement.speaker,
                "Attribution": statement.attribution,
                "Confidence": round(statement.confidence, 2),
                "Document": document.title,
                "Publisher": document.publisher,
                "Date": as_date(document.date),
                "Status": statement.status,
                "Decided by": statement.reviewed_by,
                "Decided on": as_date(statement.reviewed_on),
                "Reason given": case.decision.why if case.decision else "",
                "Mark": _mark(draft, case),
                ID: name,
                ROW_HASH: f"h{fingerprints.of_statement(case)}-{fingerprints.of_answer(answer)}",
            },
            answer,
        )


def _actor(draft: Draft, statement: Statement) -> str:
    try:
        return draft.codebook.actor_name(statement.actor)
    except KeyError:  # the codebook has lost it since
        return statement.actor


def _mark(draft: Draft, case: Case) -> str:
    if case.decision and has_older_wording(case.decision, draft.codebook):
        return "decided under an older wording of the proposition"
    return ""


def _cells(draft: Draft, queue: Queue) -> Iterator[tuple[Row, Answer]]:
    standing = draft.standing()
    asked = {(one.party, one.issue): (n, one.why) for n, one in enumerate(queue.cells, 1)}
    positions = {(one.party, one.issue): one for one in draft.positions()}
    by_statements = {(one.party, one.issue): one for one in draft.by_statements()}
    by_id = {one.id: one for one in draft.curated.statements}
    for cell in [*asked, *(cell for cell in positions if cell not in asked)]:
        party, issue = cell
        position, decision = positions[cell], draft.curated.cells.get(cell)
        answer = given_on_cell(decision)
        number, why = asked.get(cell, ("", ""))
        seen = fingerprints.of_cell(standing.get(cell, ()), decision, draft.documents)
        yield (
            {
                "Order": number,
                "Why now": why,
                "Party": draft.codebook.party(party).name,
                "Issue": draft.codebook.issue(issue).name,
                "Proposition": draft.codebook.issue(issue).proposition,
                "From the statements": by_statements[cell].stance,
                "Evidence": _evidence(position, standing.get(cell, ())),
                "Newest quotations": "\n".join(
                    _quoted(by_id[name]) for name in position.statements[:_QUOTATIONS]
                )
                or position.reason,
                "Status": _status(position, decision),
                "Decided by": decision.who if decision else "",
                "Decided on": as_date(decision.when) if decision else "",
                "Evidence to": as_date(latest_cited(decision, draft.documents)) if decision else "",
                "Reason given": decision.why if decision else "",
                "Mark": "decided under an older wording of the proposition"
                if decision and has_older_wording(decision, draft.codebook)
                else "",
                ID: cell_id(cell),
                ROW_HASH: f"h{seen}-{fingerprints.of_answer(answer)}",
            },
            answer,
        )


def _quoted(statement: Statement) -> str:
    return f"{statement.date or 'undated'}, {statement.stance}: “{shown(statement.quote)}”"


def _evidence(position: Position, standing: Sequence[Statement]) -> str:
    if not standing:
        return "no statement"
    sources = f"{position.sources} source" + ("" if position.sources == 1 else "s")
    return f"{counted(standing)}; {sources}"


def _status(position: Position, decision: CellDecision | None) -> str:
    if position.contested_since:
        return f"contested since {position.contested_since}"
    return "reviewed" if decision else "unreviewed"


def _orphans(draft: Draft, choices: Choices) -> Iterator[Row]:
    for orphan in draft.curated.orphans:
        made = orphan.decision
        name = orphan.citation.document
        known = name in choices.documents.values()
        yield {
            "Decided": _what(made),
            "Party": draft.codebook.party(made.party).name,
            "Issue": draft.codebook.issue(made.issue).name,
            "Document": choices.document_name(name) if known else name,
            "Quotation that is gone": orphan.citation.quote,
            "Likely new place": orphan.likely,
            "Decided by": made.who,
            "Decided on": as_date(made.when),
            "Reason given": made.why,
        }


def _what(decision: Decision) -> str:
    if isinstance(decision, CellDecision):
        return f"cell: {decision.stance}"
    return f"statement: {decision.verdict}" + (f", {decision.stance}" if decision.stance else "")


def as_date(iso: str) -> Value:
    """A day as a date; what is known less precisely as the text it is."""
    try:
        return date.fromisoformat(iso) if len(iso) == len("2025-12-31") else iso
    except ValueError:
        return iso
