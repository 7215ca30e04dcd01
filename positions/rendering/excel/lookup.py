"""What all sheets look up: names and records by id, and where a cell or a statement stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import Self

from openpyxl.utils import get_column_letter

from positions.model import Actor, Document, Edition, Party, Position, Statement
from positions.rendering.context import Context, contexts
from positions.rendering.excel.links import Link, inside

HEAD_ROW = 4
"""Row of the column heads on the sheets that others lead to; the data begin below it."""

MOST_ROWS = 50
"""Statements of one cell that the sheet Evidence lists; all are in data/statements.csv."""

Key = tuple[str, str]
"""Party id and issue id: a cell of the matrix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """An edition and the ways into it.

    Attributes:
        shown: the statements that the sheet Evidence lists, in its order.
        rows: first and last row of each cell's statements there.
        left_out: how many statements of a cell it does not list.
        places: where each cell stands on the sheet Matrix ("C5"); its link stands below it.
    """

    edition: Edition
    parties: Mapping[str, str]
    actors: Mapping[str, str]
    issues: Mapping[str, str]
    documents: Mapping[str, Document]
    statements: Mapping[str, Statement]
    positions: Mapping[Key, Position]
    around: Mapping[str, Context]
    shown: tuple[Statement, ...]
    rows: Mapping[Key, tuple[int, int]]
    left_out: Mapping[Key, int]
    places: Mapping[Key, str]

    @classmethod
    def of(cls, edition: Edition) -> Self:
        """The lookup of an edition."""
        book = edition.codebook
        positions = {(p.party, p.issue): p for p in edition.positions}
        shown, rows, left_out = _evidence(edition)
        return cls(
            edition=edition,
            parties={party.id: party.name for party in book.parties},
            actors={a.id: a.name for p in book.parties for a in speakers(p)},
            issues={issue.id: issue.name for issue in book.issues},
            documents={document.id: document for document in edition.documents},
            statements={statement.id: statement for statement in edition.statements},
            positions=positions,
            around=contexts(edition.documents, shown),
            shown=shown,
            rows=rows,
            left_out=left_out,
            places={
                (party.id, issue.id): f"{get_column_letter(column)}{row}"
                for row, issue in zip(count(HEAD_ROW + 1, 2), book.issues, strict=False)
                for column, party in enumerate(book.parties, start=2)
            },
        )

    def name(self, key: Key) -> str:
        """A cell as people call it: "Russia on Territory"."""
        party, issue = key
        return f"{self.parties.get(party, party)} on {self.issues.get(issue, issue)}"

    def to_evidence(self, key: Key) -> Link | None:
        """The link from a cell to its statements; None if it has none."""
        if key not in self.rows:
            return None
        first, last = self.rows[key]
        return inside("Evidence", f"A{first}:A{last}", "To its statements")

    def to_matrix(self, key: Key) -> Link | None:
        """The link to a cell of the matrix; None if the codebook has it no more."""
        if key not in self.places:
            return None
        return inside("Matrix", self.places[key], "To its cell in the matrix")

    def to_statement(self, statement: str) -> Link | None:
        """The link to the row of one statement; None if the sheet does not list it."""
        found = self.statements.get(statement)
        if found is None:
            return None
        first, last = self.rows.get((found.party, found.issue), (1, 0))
        for row in range(first, last + 1):
            if self.shown[row - HEAD_ROW - 1].id == statement:
                return inside("Evidence", f"A{row}", "To the statement")
        return None


def speakers(party: Party) -> tuple[Party | Actor, ...]:
    """A party as its own actor, and its actors."""
    return (party, *party.actors)


def _evidence(
    edition: Edition,
) -> tuple[tuple[Statement, ...], dict[Key, tuple[int, int]], dict[Key, int]]:
    """The statements cell by cell in the order of the matrix: the lead first, the newest next."""
    held: dict[Key, dict[str, Statement]] = {}
    for statement in edition.statements:
        held.setdefault((statement.party, statement.issue), {})[statement.id] = statement
    shown: list[Statement] = []
    rows: dict[Key, tuple[int, int]] = {}
    left_out: dict[Key, int] = {}
    for position in edition.positions:
        key = (position.party, position.issue)
        of_cell = held.get(key, {})
        if not of_cell:
            continue
        first = [s for s in (position.lead_statement, *position.statements) if s in of_cell]
        newest = sorted(of_cell.values(), key=lambda s: s.date, reverse=True)
        rest = sorted(newest, key=lambda s: not s.stands)
        ordered = list(dict.fromkeys([*first, *(s.id for s in rest)]))
        start = HEAD_ROW + 1 + len(shown)
        shown += [of_cell[name] for name in ordered[:MOST_ROWS]]
        rows[key] = (start, HEAD_ROW + len(shown))
        if len(ordered) > MOST_ROWS:
            left_out[key] = len(ordered) - MOST_ROWS
    return tuple(shown), rows, left_out
