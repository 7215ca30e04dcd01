"""The sheet Sources: every document, what was found in it, and what could not be read."""

from collections import Counter

from positions.model import Document, Edition
from positions.rendering.excel.cells import Cell, count, day, muted, text
from positions.rendering.excel.links import to_source
from positions.rendering.excel.sheet import Book, Column, Sheet
from positions.rendering.labels import DATE_BASES, TIERS, count_words

_COLUMNS = (
    Column("Title", 32),
    Column("Publisher", 15),
    Column("Date", 13),
    Column("How the date is known", 15),
    Column("Kind", 13),
    Column("Words", 9),
    Column("Statements", 13),
    Column("Counts as", 20),
    Column("Open", 8),
    Column("Address", 30),
    Column("Note", 22),
    Column("File", 20),
)


def write_sources(book: Book) -> int:
    """The documents, each copy under its original; gives their number."""
    edition = book.lookup.edition
    sheet = Sheet(book, "Sources", [c.width for c in _COLUMNS], heads=bool(edition.documents))
    copies = sum(bool(document.duplicate_of) for document in edition.documents)
    independent = count_words(len(edition.documents) - copies, "independent source")
    sheet.begin(
        f"{count_words(len(edition.documents), 'document')}, {independent}: "
        "copies of one text count once, as the earliest of them."
    )
    if edition.documents:
        found = Counter(s.document for s in edition.statements if s.stands)
        rows = [_row(edition, document, found) for document in _in_order(edition)]
        sheet.table("Sources", "Every document and what was found in it.", _COLUMNS, rows)
    else:
        sheet.write(muted("No document could be read."))
    if edition.skipped:
        sheet.section("Not read")
        columns = (Column("File not read", 32), Column("Why it was not", 15))
        skipped = [(text(s.path), text(s.reason)) for s in edition.skipped]
        sheet.table("NotRead", "Files that could not be read, and why.", columns, skipped)
    if edition.warnings:
        sheet.section("Warnings")
        for warning in edition.warnings:
            sheet.write(Cell(value=warning, style="sheet note"))
    return len(edition.documents)


def _in_order(edition: Edition) -> list[Document]:
    """By date, but every copy under the document that it is a copy of."""
    by_date = sorted(edition.documents, key=lambda d: (d.date or "9999", d.id))
    place = {document.id: number for number, document in enumerate(by_date)}
    return sorted(
        by_date,
        key=lambda d: (place.get(d.duplicate_of or d.id, place[d.id]), bool(d.duplicate_of)),
    )


def _row(edition: Edition, document: Document, found: Counter[str]) -> list[Cell]:
    copies = sum(other.duplicate_of == document.id for other in edition.documents)
    link = to_source(document.url, "Opens the source")
    return [
        Cell(value=document.title, style="table text" if document.duplicate_of else "row head"),
        text(document.publisher) if document.publisher else muted("unknown"),
        day(document.date),
        text(DATE_BASES[document.date_basis]),
        text(TIERS[document.tier]),
        count(document.words),
        count(found[document.id]),
        _counts(edition, document, copies),
        text("Open", link) if link else muted("none"),
        text(document.url) if document.url else muted("none"),
        text(document.note) if document.note else muted("none"),
        text(document.path),
    ]


def _counts(edition: Edition, document: Document, copies: int) -> Cell:
    if document.duplicate_of:
        titles = {other.id: other for other in edition.documents}
        original = titles.get(document.duplicate_of)
        name = (original.publisher or original.title) if original else document.duplicate_of
        return muted(f"nothing: a copy of the text above ({name})")
    if copies == 1:
        return text("1 source, with 1 copy")
    return text(f"1 source, with {copies} copies" if copies else "1 source")
