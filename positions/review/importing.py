"""What a workbook that comes back would change: row by row, before anything is written.

    untouched     nothing was filled in or changed since the export      unchanged
    as in force   the decision in force says the same                    unchanged
    changed       the evidence or the decision is not what it was        conflict
    unknown       the dossier has no such statement or cell              unknown
    refused       the answer cannot be taken, with the cell and the cure invalid
    else                                                                 applied

The analyst's own rows never make a conflict for each other: a cell is held against the
evidence of the export also without the decisions that the same workbook has made.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Generic, TypeVar

from positions.curation import append
from positions.errors import BadInput, Fault
from positions.model import CellDecision, Decision, Stance, StatementDecision
from positions.review import fingerprints
from positions.review.answers import Answer, Refusal, same, same_cell
from positions.review.deciding import Desk
from positions.review.draft import Cell, Draft, last_decisions
from positions.review.log import said
from positions.review.queue import counted
from positions.review.texts import shown
from positions.review.workbook_in import Filled, SheetRow

_QUOTED = 60  # characters of a quotation that stand for it in a line
_FORGOTTEN = "a decision cannot be taken back, only replaced. Write another one, unsure for example"
_Made = TypeVar("_Made", StatementDecision, CellDecision)


class Outcome(StrEnum):
    """What becomes of a row."""

    APPLIED = "applied"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    UNKNOWN = "unknown"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What is said of one row.

    Attributes:
        place: sheet and cell, or row.
        subject: what the row is about, in words.
        what: the decision, or why there is none.
    """

    outcome: Outcome
    place: str
    subject: str
    what: str = ""

    def __str__(self) -> str:
        told = f"{self.outcome:9}  {self.place}: {self.subject}"
        return f"{told}: {self.what}" if self.what else told


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an import would do.

    Attributes:
        lines: one for every row in which something stands, sheet by sheet.
        decisions: those to be added.
    """

    lines: tuple[Line, ...]
    decisions: tuple[Decision, ...]

    @property
    def lost(self) -> tuple[Line, ...]:
        """The rows whose answer would be lost."""
        kept = (Outcome.APPLIED, Outcome.UNCHANGED)
        return tuple(line for line in self.lines if line.outcome not in kept)


def plan(draft: Draft, filled: Filled, who: str, when: str) -> Plan:
    """What the import of a workbook would do to a dossier as it is now."""
    desk = Desk.of(draft, who, when)
    on_statements = _OnStatements(draft, desk)
    statements, made = _settled(
        [
            *(on_statements.read(row) for row in filled.statements),
            *(on_statements.add(row) for row in filled.added),
        ],
        same,
    )
    on_cells = _OnCells(draft, desk, made, on_statements.own)
    cells, more = _settled(
        [on_cells.read(row) for row in filled.cells],
        lambda one, other: same_cell(one, other, renewed=True),
    )
    return Plan(lines=(*statements, *cells), decisions=(*made, *more))


def refuse_loss(plan: Plan) -> None:
    """See that the answer of no row would be lost.

    Raises:
        BadInput: some would be.
    """
    if plan.lost:
        counts = [
            f"{number} {outcome}"
            for outcome in Outcome
            if (number := sum(line.outcome is outcome for line in plan.lost))
        ]
        raise BadInput(
            Fault(
                place="the workbook",
                what=f"the answers of some rows would be lost ({', '.join(counts)})",
                cure="Nothing was written. Settle these rows, or import the others alone "
                "with --apply-rest.",
            )
        )


def carry_out(plan: Plan, path: Path, known: bytes, *, rest: bool = False) -> None:
    """Add the decisions of a plan to the file of decisions, all or none.

    Without `rest`, nothing is written if the answer of any row would be lost; and never, if
    the file has another content by now than was `known` when the plan was made.

    Raises:
        BadInput: an answer would be lost, or the file is not as it was.
        BadOutput: the file cannot be written.
    """
    if not rest:
        refuse_loss(plan)
    append(path, plan.decisions, known)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read(Generic[_Made]):
    """What is made of one row.

    Attributes:
        about: what the row decides on; None where it decides nothing.
    """

    line: Line
    about: object = None
    made: _Made | None = None


def _settled(
    rows: Sequence[_Read[_Made]], agree: Callable[[_Made, _Made], bool]
) -> tuple[list[Line], list[_Made]]:
    """The lines of rows and their decisions; rows that contradict each other decide nothing."""
    by_subject: dict[object, list[_Read[_Made]]] = defaultdict(list)
    for row in rows:
        if row.made:
            by_subject[row.about].append(row)
    lines, made = [], []
    for row in rows:
        group = by_subject[row.about] if row.made else []
        first = group[0] if group else row
        others = [one for one in group if one is not row]
        if not row.made:
            lines.append(row.line)
        elif not all(one.made and agree(row.made, one.made) for one in others):
            places = ", ".join(one.line.place for one in others)
            what = (
                f"this row says {said(row.made)}, and {places} of the same workbook says otherwise"
            )
            lines.append(replace(row.line, outcome=Outcome.CONFLICT, what=what))
        elif row is first:
            lines.append(row.line)
            made.append(row.made)
        else:
            lines.append(replace(row.line, outcome=Outcome.UNCHANGED, what="as a row above"))
    return lines, made


class _OnStatements:
    """Reads the rows about statements; `own` are the decisions that rows have made before."""

    def __init__(self, draft: Draft, desk: Desk) -> None:
        self.desk = desk
        self.cases = draft.cases()
        self.last = last_decisions(draft.decisions, draft.documents)
        self.own: list[StatementDecision] = []

    def read(self, row: SheetRow) -> _Read[StatementDecision]:
        case = self.cases.get(row.id)
        subject = row.id or "a row without id"
        if case:
            words = case.standing.quote
            subject = f"{case.party}/{case.issue}, “{_short(words)}”"
        line = _first_look(row, subject)
        if line:
            return _Read(line=line)
        if not case:
            what = (
                "there is no such statement any more. If it holds, copy its words to the sheet Add"
            )
            return _Read(line=_line(Outcome.UNKNOWN, row, subject, what, "decision"))
        if row.answer == Answer():
            return _Read(line=_line(Outcome.INVALID, row, subject, _FORGOTTEN, "decision"))
        made = self.desk.on_statement(case, row.answer)
        seen, _ = _hashes(row)
        changed = seen != fingerprints.of_statement(case)
        if isinstance(made, Refusal):
            return _Read(line=_refused(row, subject, made))
        if case.decision and same(made, case.decision):
            self.own.append(case.decision)
            return _Read(line=_line(Outcome.UNCHANGED, row, subject, "so it is decided already"))
        if changed:
            now = _by(case.decision) if case.decision else "not decided"
            if case.proposal:
                now = f"proposed as {case.proposal.stance}, {now}"
            what = f"this row says {said(made)}; since the export it changed and is now {now}"
            return _Read(line=_line(Outcome.CONFLICT, row, subject, what, "decision"))
        return _Read(line=_applied(row, subject, made, "decision"), about=row.id, made=made)

    def add(self, row: SheetRow) -> _Read[StatementDecision]:
        subject = f"“{_short(row.answer.quote)}”"
        if row.spoilt:
            return _Read(line=_spoilt(row, subject))
        found = self.desk.missed(row.answer)
        if isinstance(found, Refusal):
            return _Read(line=_refused(row, subject, found))
        name, made = found
        subject = f"{made.party}/{made.issue}, {subject}"
        now = self.last.get(name)
        if now and same(made, now):
            self.own.append(now)
            return _Read(line=_line(Outcome.UNCHANGED, row, subject, "so it is decided already"))
        if now:
            what = f"this row says {said(made)}; these words are decided, {_by(now)}"
            return _Read(line=_line(Outcome.CONFLICT, row, subject, what, "quote"))
        return _Read(line=_applied(row, subject, made, "quote"), about=name, made=made)


class _OnCells:
    """Reads the rows about cells, which rest on what the rows about statements have made."""

    def __init__(
        self,
        draft: Draft,
        desk: Desk,
        made: Sequence[StatementDecision],
        own: Sequence[StatementDecision],
    ) -> None:
        self.desk, self.draft = desk, draft
        self.known = {(position.party, position.issue) for position in draft.positions()}
        self.standing = draft.with_decisions((*draft.decisions, *made)).standing()
        withdrawn = {id(decision) for decision in own}
        before = [one for one in draft.decisions if id(one) not in withdrawn]
        self.seen = [draft.standing(), draft.with_decisions(before).standing()]

    def read(self, row: SheetRow) -> _Read[CellDecision]:
        party, _, issue = row.id.partition("/")
        cell: Cell = (party, issue)
        subject = row.id or "a row without id"
        line = _first_look(row, subject)
        if line:
            return _Read(line=line)
        if cell not in self.known:
            what = "the codebook has no such party and issue"
            return _Read(line=_line(Outcome.UNKNOWN, row, subject, what, "stance"))
        if not (row.answer.stance or row.answer.text or row.answer.as_of or row.answer.note):
            return _Read(line=_line(Outcome.INVALID, row, subject, _FORGOTTEN, "stance"))
        now = self.draft.curated.cells.get(cell)
        made = self.desk.on_cell(cell, row.answer, self.standing.get(cell, ()), now)
        if isinstance(made, Refusal):
            return _Read(line=_refused(row, subject, made))
        if same_cell(made, now, renewed=bool(row.answer.as_of)):
            return _Read(line=_line(Outcome.UNCHANGED, row, subject, "so it is decided already"))
        if not self._is_as_seen(cell, made, now, _hashes(row)[0]):
            what = f"this row says {said(made)}; since the export it changed and is now "
            what += f"{_by(now) if now else 'not decided'}, with {self._evidence(cell)}"
            return _Read(line=_line(Outcome.CONFLICT, row, subject, what, "stance"))
        return _Read(line=_applied(row, subject, made, "stance"), about=cell, made=made)

    def _is_as_seen(
        self, cell: Cell, made: CellDecision, now: CellDecision | None, seen: str
    ) -> bool:
        """Whether the evidence is that of the export; for none, the documents as well."""
        for standing in self.seen:
            found = fingerprints.of_cell(standing.get(cell, ()), now, self.draft.documents)
            if found == seen:
                return True
            if made.stance is not Stance.NONE and found.partition("-")[0] == seen.partition("-")[0]:
                return True
        return False

    def _evidence(self, cell: Cell) -> str:
        return counted(self.seen[0].get(cell, ())) or "no statement"


def _first_look(row: SheetRow, subject: str) -> Line | None:
    """What can be said of a row before it is known what it is about."""
    seen, answer = _hashes(row)
    if row.spoilt:
        return _spoilt(row, subject)
    if answer == fingerprints.of_answer(row.answer) or (not answer and row.answer == Answer()):
        return _line(Outcome.UNCHANGED, row, subject)
    for key, value in (("id", row.id), ("row_hash", seen)):
        if not value:
            what = f"the {key} is missing. Export again and fill in the new row"
            return _line(Outcome.INVALID, row, subject, what, key)
    return None


def _hashes(row: SheetRow) -> tuple[str, str]:
    """What the analyst saw, and what stood in the columns to fill in; "" where it is lost."""
    seen, _, answer = row.row_hash.removeprefix("h").rpartition("-")
    return seen, answer if seen else ""


def _spoilt(row: SheetRow, subject: str) -> Line:
    field, holds = next(iter(row.spoilt.items()))
    what = f"there is {holds} here. Write the value itself"
    return _line(Outcome.INVALID, row, subject, what, field)


def _refused(row: SheetRow, subject: str, refusal: Refusal) -> Line:
    what = f"{refusal.what}. {refusal.cure}"
    return _line(Outcome.INVALID, row, subject, what, refusal.field)


def _applied(row: SheetRow, subject: str, made: Decision, field: str) -> Line:
    return _line(Outcome.APPLIED, row, subject, said(made), field)


def _line(outcome: Outcome, row: SheetRow, subject: str, what: str = "", field: str = "") -> Line:
    return Line(outcome=outcome, place=row.place(field), subject=subject, what=what)


def _by(decision: Decision) -> str:
    return f"{said(decision)} by {shown(decision.who)} on {decision.when}"


def _short(quote: str) -> str:
    quote = shown(quote)
    return quote if len(quote) <= _QUOTED else quote[: _QUOTED - 2].rstrip() + " …"
