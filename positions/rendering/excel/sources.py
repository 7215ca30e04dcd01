"""The sheet Sources: every document, what was found in it, and what could not be read."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from positions.model import Document, Edition
from positions.rendering.excel.cells import Cell, count, day, given, muted, text
from positions.rendering.excel.links import to_source
from positions.rendering.excel.sheet import Book, Column, Sheet
from positions.rendering.labels import DATE_BASES, TIERS, count_words

_Maker = Callable[[Document], Cell]


def write_sources(book: Book) -> int:
    """The documents, each copy under its original; gives their number."""
    edition = book.lookup.edition
    parts = _parts(edition)
    columns = [column for column, _ in parts]
    heads = bool(edition.documents)
    sheet = Sheet(book, "Sources", [column.width for column in columns], heads=heads)
    copies = sum(bool(document.duplicate_of) for document in edition.documents)
    independent = count_words(len(edition.documents) - copies, "independent source")
    sheet.begin(
        f"{count_words(len(edition.documents), 'document')}, {independent}: "
        "copies of one text count once, as the earliest of them."
    )
    if edition.documents:
        rows = [[make(document) for _, make in parts] for document in _in_order(edition)]
        sheet.table("Sources", "Every document and what was found in it.", columns, rows)
    else:
        sheet.write(muted("No document could be read."))
    if edition.skipped:
        sheet.section("Not read")
        columns = [Column("File not read", 34), Column("Why it was not", 17)]
        skipped = [(text(s.path), text(s.reason)) for s in edition.skipped]
        sheet.table("NotRead", "Files that could not be read, and why.", columns, skipped)
    if edition.warnings:
        sheet.section("Warnings")
        for warning in edition.warnings:
            sheet.write(Cell(value=warning, style="sheet note"))
    return len(edition.documents)


def _parts(edition: Edition) -> Sequence[tuple[Column, _Maker]]:
    """The columns, each with what fills it; one that would be empty throughout is left out."""
    found = Counter(s.document for s in edition.statements if s.stands)
    copies = Counter(document.duplicate_of for document in edition.documents)
    by_id = {document.id: document for document in edition.documents}
    addresses = any(document.url for document in edition.documents)
    notes = any(document.note for document in edition.documents)
    return (
        (Column("Title", 34), _title),
        (Column("Publisher", 17), lambda d: given(d.publisher, "unknown")),
        (Column("Date", 14), lambda d: day(d.date)),
        (Column("How the date is known", 17), lambda d: text(DATE_BASES[d.date_basis])),
        (Column("Kind", 13), lambda d: text(TIERS[d.tier])),
        (Column("Words", 10, "count head"), lambda d: count(d.words)),
        (Column("Statements", 14, "count head"), lambda d: count(found[d.id])),
        (Column("Counts as", 19), lambda d: _counts(d, copies[d.id], by_id)),
        *([(Column("Open", 9), _way), (Column("Address", 30), _address)] if addresses else []),
        *([(Column("Note", 30), lambda d: given(d.note, "none"))] if notes else []),
        (Column("File", 24), lambda d: text(d.path)),
    )


def _in_order(edition: Edition) -> list[Document]:
    """By date, but every copy under the document that it is a copy of."""
    by_date = sorted(edition.documents, key=lambda d: (d.date or "9999", d.id))
    place = {document.id: number for number, document in enumerate(by_date)}
    return sorted(
        by_date,
        key=lambda d: (place.get(d.duplicate_of or d.id, place[d.id]), bool(d.duplicate_of)),
    )


def _title(document: Document) -> Cell:
    style = "table text" if document.duplicate_of else "row head"
    return Cell(value=document.title, style=style)


def _counts(document: Document, copies: int, by_id: Mapping[str, Document]) -> Cell:
    if document.duplicate_of:
        original = by_id.get(document.duplicate_of)
        name = (original.publisher or original.title) if original else document.duplicate_of
        return muted(f"nothing: a copy of the one above ({name})")
    if copies == 1:
        return text("1 source, with 1 copy")
    return text(f"1 source, with {copies} copies" if copies else "1 source")


def _way(document: Document) -> Cell:
    link = to_source(document.url, "Opens the source")
    return text("Open", link) if link else muted("none")


def _address(document: Document) -> Cell:
    return given(document.url, "none")
