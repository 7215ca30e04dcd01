"""By what a row of an exported workbook tells, later, whether something changed since.

A fingerprint stands visibly in the row. Its first part is taken from what the analyst saw:
the evidence and the decision in force. Its last part is taken from what stood in the columns
to fill in, so that a row that nobody touched is known as such.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence

from positions.characters import visible
from positions.curation import text_of
from positions.model import CellDecision, Document, Statement
from positions.review.answers import Answer
from positions.review.draft import Case

_CHOSEN = ("decision", "stance", "issue", "holder", "as_of")


def of_statement(case: Case) -> str:
    """What an analyst rests a decision on a statement on."""
    basis = case.proposal or case.standing
    made = text_of(case.decision) if case.decision else ""
    return _digest(
        [basis.document, basis.quote, basis.party, basis.issue, basis.stance, basis.actor, made], 12
    )


def of_cell(
    standing: Sequence[Statement], decision: CellDecision | None, documents: Iterable[Document]
) -> str:
    """What an analyst rests a decision on a cell on: the statements, and the documents read."""
    counted = sorted((one.id, one.stance.value) for one in standing)
    made = text_of(decision) if decision else ""
    read = sorted(document.id for document in documents)
    return f"{_digest([counted, made], 12)}-{_digest(read, 6)}"


def of_answer(answer: Answer) -> str:
    """What stands in the columns to fill in, whatever a program made of spaces and dates."""
    chosen = [_written(getattr(answer, field)).casefold() for field in _CHOSEN]
    return _digest([*chosen, _written(answer.text), _written(answer.note)], 6)


def _written(text: str) -> str:
    return " ".join(visible(text).split())


def _digest(what: object, length: int) -> str:
    content = json.dumps(what, ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(content.encode("ascii")).hexdigest()[:length]
