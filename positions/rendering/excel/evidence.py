"""The sheet Evidence: a row for every statement, with its quotation and where it stands."""

from collections.abc import Callable, Sequence

from positions.model import Document, Edition, Statement, Status
from positions.rendering.excel.cells import (
    Cell,
    day,
    given,
    muted,
    share,
    stance,
    stance_words,
    text,
)
from positions.rendering.excel.links import host, to_source
from positions.rendering.excel.lookup import MOST_ROWS, Lookup
from positions.rendering.excel.sheet import Book, Column, Sheet
from positions.rendering.labels import ATTRIBUTIONS, STATUSES
from positions.rendering.links import web_address

_WHOLE = "data/statements.csv"

_Maker = Callable[[Lookup, Statement, Document], Cell]


def write_evidence(book: Book) -> int:
    """The statements, cell by cell in the order of the matrix; gives the number of rows."""
    lookup = book.lookup
    parts = _parts(lookup.edition)
    columns = [column for column, _ in parts]
    widths = [column.width for column in columns]
    sheet = Sheet(book, "Evidence", widths, heads=True, fixed=1, pages_wide=2)
    capped = f"; at most {MOST_ROWS} a cell, all are in {_WHOLE}" if lookup.left_out else ""
    sheet.begin(
        f"A row a statement, in the order of the matrix{capped}. The issue leads back to its cell."
    )
    if not lookup.shown:
        sheet.write(muted("No statement was found in the documents."))
        return 0
    makers = [maker for _, maker in parts]
    rows = (
        [make(lookup, statement, lookup.documents[statement.document]) for make in makers]
        for statement in lookup.shown
    )
    description = "Every statement: whose, on what, its quotation, its source and why it counts."
    sheet.table("Evidence", description, columns, rows)
    return len(lookup.shown)


def _parts(edition: Edition) -> Sequence[tuple[Column, _Maker]]:
    """The columns, each with what fills it; one that would be empty throughout is left out."""
    conditions = any(statement.condition for statement in edition.statements)
    addresses = any(web_address(document.url) for document in edition.documents)
    return (
        (Column("Statement", 15), lambda _, s, __: Cell(value=s.id, style="table id")),
        (Column("Party", 14), lambda look, s, _: text(look.parties[s.party])),
        (Column("Issue", 19), _issue),
        (Column("Stance", 15), lambda _, s, __: _stance(s)),
        (Column("Quotation", 46), lambda _, s, __: text(s.quote, rest=_WHOLE)),
        (Column("Context", 42), _context),
        (Column("Holder", 15), lambda look, s, _: text(look.actors.get(s.actor, s.actor))),
        (Column("Speaker", 15), lambda _, s, __: given(s.speaker, "the writer")),
        (Column("Attribution", 15), lambda _, s, __: text(ATTRIBUTIONS[s.attribution])),
        *(
            [(Column("Condition", 18), lambda _, s, __: given(s.condition, "none"))]
            if conditions
            else []
        ),
        (Column("Why", 30), lambda _, s, __: text(s.explanation)),
        (Column("Source", 28), lambda _, __, d: text(d.title)),
        (Column("Publisher", 15), lambda _, __, d: given(d.publisher, "unknown")),
        (Column("Date", 13), lambda _, s, __: day(s.date)),
        *([(Column("Open", 20), _way)] if addresses else []),
        (Column("Confidence", 14, "count head"), lambda _, s, __: share(s.confidence)),
        (Column("Status", 19), lambda _, s, __: text(STATUSES[s.status])),
        (Column("Reviewed by", 15), lambda _, s, __: _reviewer(s)),
    )


def _issue(lookup: Lookup, statement: Statement, _: Document) -> Cell:
    link = lookup.to_matrix((statement.party, statement.issue))
    return text(lookup.issues[statement.issue], link)


def _stance(statement: Statement) -> Cell:
    """The stance, without its colour where the statement counts nowhere."""
    if not statement.stands:
        return muted(stance_words(statement.stance))
    return stance(statement.stance)


def _context(lookup: Lookup, statement: Statement, _: Document) -> Cell:
    around = lookup.around[statement.id]
    return text(f"{around.before}[…]{around.after}")


def _way(_: Lookup, statement: Statement, document: Document) -> Cell:
    link = to_source(document.url, "Opens the source at this sentence", statement.quote)
    return text(host(document.url), link) if link else muted("no address")


def _reviewer(statement: Statement) -> Cell:
    if statement.status is Status.UNREVIEWED:
        return muted("nobody yet")
    return given(statement.reviewed_by, "unknown")
