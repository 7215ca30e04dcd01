"""The sheet Evidence: a row for every statement, with its quotation and where it stands."""

from positions.model import Document, Statement, Status
from positions.rendering.excel.cells import Cell, day, muted, stance, stance_words, text
from positions.rendering.excel.links import host, to_source
from positions.rendering.excel.lookup import MOST_ROWS, Lookup
from positions.rendering.excel.sheet import Book, Column, Sheet
from positions.rendering.labels import ATTRIBUTIONS, STATUSES

_COLUMNS = (
    Column("Statement", 15),
    Column("Party", 14),
    Column("Issue", 18),
    Column("Stance", 15),
    Column("Quotation", 46),
    Column("Context", 42),
    Column("Holder", 15),
    Column("Speaker", 15),
    Column("Attribution", 12),
    Column("Condition", 16),
    Column("Why", 28),
    Column("Source", 26),
    Column("Publisher", 15),
    Column("Date", 13),
    Column("Open", 18),
    Column("Confidence", 12),
    Column("Status", 14),
    Column("Reviewed by", 12),
)
_WHOLE = "data/statements.csv"


def write_evidence(book: Book) -> int:
    """The statements, cell by cell in the order of the matrix; gives the number of rows."""
    lookup = book.lookup
    widths = [column.width for column in _COLUMNS]
    sheet = Sheet(book, "Evidence", widths, heads=True, fixed=1, pages_wide=2)
    capped = f"; at most {MOST_ROWS} a cell, all are in {_WHOLE}" if lookup.left_out else ""
    sheet.begin(
        f"A row a statement, as the matrix has its cells{capped}. "
        "The issue leads back to the matrix."
    )
    if not lookup.shown:
        sheet.write(muted("No statement was found in the documents."))
        return 0
    rows = (_row(lookup, s, lookup.documents[s.document]) for s in lookup.shown)
    description = "Every statement: whose, on what, its quotation, its source and why it counts."
    sheet.table("Evidence", description, _COLUMNS, rows)
    return len(lookup.shown)


def _row(lookup: Lookup, statement: Statement, document: Document) -> tuple[Cell, ...]:
    key = (statement.party, statement.issue)
    return (
        Cell(value=statement.id, style="table id"),
        text(lookup.parties[statement.party]),
        text(lookup.issues[statement.issue], lookup.to_matrix(key)),
        stance(statement.stance) if statement.stands else muted(stance_words(statement.stance)),
        text(statement.quote, rest=_WHOLE),
        _context(lookup, statement),
        text(lookup.actors.get(statement.actor, statement.actor)),
        text(statement.speaker) if statement.speaker else muted("the writer"),
        text(ATTRIBUTIONS[statement.attribution]),
        text(statement.condition) if statement.condition else muted("none"),
        text(statement.explanation),
        text(document.title),
        text(document.publisher) if document.publisher else muted("unknown"),
        day(statement.date),
        _way(statement, document),
        Cell(value=statement.confidence, style="table share"),
        text(STATUSES[statement.status]),
        text(statement.reviewed_by)
        if statement.status is not Status.UNREVIEWED
        else muted("nobody yet"),
    )


def _context(lookup: Lookup, statement: Statement) -> Cell:
    around = lookup.around[statement.id]
    return text(f"{around.before}[…]{around.after}")


def _way(statement: Statement, document: Document) -> Cell:
    link = to_source(document.url, "Opens the source at this sentence", statement.quote)
    return text(host(document.url), link) if link else muted("no address")
