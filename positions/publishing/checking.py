"""Whether a rendered edition holds together, before anybody sees it."""

import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

from positions.errors import BadOutput, Fault
from positions.model import Edition, Statement
from positions.publishing.records import statements

FILES = (
    "matrix.xlsx",
    "briefing.html",
    "changes.atom",
    "data/documents.csv",
    "data/statements.csv",
    "data/document_positions.csv",
    "data/positions.csv",
    "data/agreement.csv",
    "data/changes.csv",
    "data/edition.json",
    "data/datapackage.json",
)
"""What an edition consists of."""


def check(edition: Edition, folder: Path) -> None:
    """See that all files are there, open, agree, and quote what the documents say.

    Raises:
        BadOutput: with all faults found.
    """
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise BadOutput(*(_fault(folder / name, "it was not written") for name in missing))
    # Imported here, because a run that finds nothing changed must not load what renders.
    from positions.rendering.tables import check_tables

    check_tables(folder / "data")
    table = folder / "data" / "statements.csv"
    texts = {document.id: document.text for document in edition.documents}
    faults = [
        *_workbook(folder / "matrix.xlsx"),
        *_page(folder / "briefing.html"),
        *_feed(folder / "changes.atom"),
        *(
            _fault(table, f"the quotation of {statement.id} is not in {statement.document}")
            for statement in misquoted(statements(table.read_bytes()), texts)
        ),
    ]
    if faults:
        raise BadOutput(*faults)


def misquoted(quoting: Iterable[Statement], texts: Mapping[str, str]) -> Iterator[Statement]:
    """The statements whose quotation does not stand in its place of its document's text."""
    for statement in quoting:
        text = texts.get(statement.document, "")
        if not statement.quote or text[statement.start : statement.end] != statement.quote:
            yield statement


def _workbook(path: Path) -> Iterator[Fault]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(path) as parts:
            broken = parts.testzip()
        workbook = load_workbook(path, read_only=True)
        sheets = workbook.sheetnames
        workbook.close()
    except Exception as error:  # noqa: BLE001 - whatever the library stumbles on, it is no workbook
        yield _fault(path, f"it does not open as a workbook ({error})")
        return
    if broken or not sheets:
        yield _fault(path, f"a part of the workbook is damaged ({broken or 'no sheet'})")


def _page(path: Path) -> Iterator[Fault]:
    try:
        page = _Page(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        yield _fault(path, f"it is not UTF-8 text ({error.reason})")
        return
    if not page.complete:
        yield _fault(path, "it is no whole page: <title>, <body> or the closing </html> is missing")
    for name in sorted(name for name, times in Counter(page.ids).items() if times > 1):
        yield _fault(path, f"two places of the page have the id {name!r}")


class _Page(HTMLParser):
    """What a page consists of, as far as it is checked."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.tags: set[str] = set()
        self.last = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]

    def handle_endtag(self, tag: str) -> None:
        self.last = tag

    @property
    def complete(self) -> bool:
        return self.tags >= {"html", "title", "body"} and self.last == "html"


def _feed(path: Path) -> Iterator[Fault]:
    try:
        ET.parse(path)  # noqa: S314 - our own file, written a moment ago
    except ET.ParseError as error:
        yield _fault(path, f"it is not well-formed XML ({error})")


def _fault(path: Path, what: str) -> Fault:
    return Fault(
        place=str(path),
        what=what,
        cure="This is a fault of the program or of a template: report it. Nothing was published.",
    )
