"""All sheets put together, with the properties of the document."""

from datetime import UTC, date, datetime

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties

from positions.days import first_day
from positions.errors import BadInput, Fault
from positions.model import Edition
from positions.rendering.excel.about import write_codebook, write_method
from positions.rendering.excel.agreement import write_agreement
from positions.rendering.excel.archive import workbook_bytes
from positions.rendering.excel.changes import write_changes
from positions.rendering.excel.evidence import write_evidence
from positions.rendering.excel.gaps import write_gaps
from positions.rendering.excel.lookup import Lookup
from positions.rendering.excel.matrix import write_matrix, write_short_matrix
from positions.rendering.excel.readme import SHEETS, write_contents, write_read_me
from positions.rendering.excel.sheet import PAPERS, Book
from positions.rendering.excel.sources import write_sources
from positions.rendering.excel.styles import add_styles
from positions.rendering.excel.text import one_line
from positions.rendering.labels import count_words

_NO_DAY = date(1980, 1, 1)  # the first that a zip file can bear


def build(edition: Edition, *, accessible: bool, paper: str) -> bytes:
    """The workbook of an edition as bytes; see `write_workbook`."""
    if paper not in PAPERS:
        raise BadInput(
            Fault(
                place="paper",
                what=f"{paper!r} is no paper",
                cure=f"Name one of {', '.join(PAPERS)}.",
            )
        )
    workbook = Workbook(write_only=True)
    add_styles(workbook, accessible=accessible)
    book = Book(workbook=workbook, lookup=Lookup.of(edition), accessible=accessible, paper=paper)
    holds = {
        "Contents": "links",
        "Matrix": count_words(write_matrix(book), "issue"),
        "Short matrix": count_words(write_short_matrix(book), "issue"),
        "What changed": count_words(write_changes(book), "change"),
        "Evidence": count_words(write_evidence(book), "statement"),
        "Agreement": count_words(write_agreement(book), "pair"),
        "Gaps": count_words(write_gaps(book), "gap"),
        "Sources": count_words(write_sources(book), "document"),
        "Codebook": count_words(write_codebook(book), "issue"),
    }
    write_method(book)
    write_read_me(book)
    write_contents(book, holds)
    _order(workbook)
    day = first_day(edition.evidence_date) or _NO_DAY
    workbook.properties = _properties(edition, day)
    return workbook_bytes(workbook, day, book.descriptions)


def _order(workbook: Workbook) -> None:
    """The sheets in the order of the contents, the first one in front."""
    for place, name in enumerate(SHEETS):
        workbook.move_sheet(name, place - workbook.sheetnames.index(name))
    workbook.active = 0


def _properties(edition: Edition, day: date) -> DocumentProperties:
    stamp = datetime(day.year, day.month, day.day, tzinfo=UTC).replace(tzinfo=None)
    title = one_line(edition.settings.title, 200)
    return DocumentProperties(
        title=f"{title}: where the parties stand",
        subject=f"Edition {edition.id}",
        creator=one_line(edition.settings.contact, 200) or f"positions {edition.version}",
        lastModifiedBy=f"positions {edition.version}",
        keywords="negotiation, positions, evidence",
        language="en",
        created=stamp,
        modified=stamp,
    )
