"""One more document for a dossier: its file, and its row in `sources.csv`."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from positions.documents import linked_copies, read_all, read_file
from positions.documents import sources as table
from positions.errors import BadInput, BadOutput, Fault
from positions.files import replace_file
from positions.model import Document, Skipped
from positions.pipeline.opening import DOCUMENTS, SOURCES


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a person knows of a document, "" where they do not."""

    date: str = ""
    title: str = ""
    publisher: str = ""
    url: str = ""
    tier: str = ""
    note: str = ""


def add_document(dossier: Path, file: Path, known: Known) -> Document:
    """Copy a file into a dossier and give it a row; returns the document as it is then read.

    Nothing is changed if any of it is wrong: the row is read back before it is kept.

    Raises:
        BadInput: there is no such file or dossier, the file cannot be read as a document, its
            name is taken, or something that is known of it is wrong.
        BadOutput: the dossier cannot be written.
    """
    documents, rows = dossier / DOCUMENTS, dossier / SOURCES
    if not dossier.is_dir():
        cure = "Name the folder of a dossier, or make one with `positions init DIR`."
        raise BadInput(Fault(place=str(dossier), what="there is no such folder", cure=cure))
    document = read_file(file, file.parent) if file.is_file() else _missing(file)
    if isinstance(document, Skipped):
        cure = "Save it as UTF-8 text, Markdown or a web page."
        what = f"it cannot be read as a document: {document.reason}"
        raise BadInput(Fault(place=str(file), what=what, cure=cure))
    place = documents / file.name
    taken = [each for each in documents.rglob("*") if each.stem == file.stem and each.is_file()]
    if taken:
        cure = "Give the file another name; a document once added is not replaced."
        what = f"there is a document with the id {file.stem!r} already, {taken[0]}"
        raise BadInput(Fault(place=str(file), what=what, cure=cure))
    before = rows.read_bytes() if rows.exists() else None
    if before is not None and (faults := table.read(rows)[1]):
        raise BadInput(*faults)
    try:
        replace_file(rows, _extended(before, file, known, document))
        documents.mkdir(exist_ok=True)
        replace_file(place, file.read_bytes())
        return _read_back(documents, rows, file.name)
    except BadInput:
        place.unlink(missing_ok=True)
        _restore(rows, before)
        raise
    except OSError as error:
        place.unlink(missing_ok=True)
        _restore(rows, before)
        cure = "Make room and the folder writable, then add it again; nothing was changed."
        what = f"it cannot be written ({error.strerror})"
        raise BadOutput(Fault(place=str(error.filename or dossier), what=what, cure=cure)) from None


def _missing(file: Path) -> Document | Skipped:
    what = "this is a folder" if file.is_dir() else "there is no such file"
    raise BadInput(Fault(place=str(file), what=what, cure="Name a file."))


def _extended(before: bytes | None, file: Path, known: Known, document: Document) -> bytes:
    """The bytes of `sources.csv` with one row more, in the columns that it has."""
    date = known.date or document.date
    values = {
        "id": document.id,
        "title": known.title or document.title,
        "publisher": known.publisher or document.publisher,
        "date": date,
        "date_basis": "given" if known.date else document.date_basis.value if date else "",
        "url": known.url or document.url,
        "path": file.name,
        "tier": known.tier,
        "note": known.note,
    }
    text = (before or b"").decode("utf-8-sig")
    if not text.strip():
        return (_line(table.COLUMNS) + _line(values.values())).encode()
    head, _, rest = text.partition("\n")
    columns = [column.strip() for column in next(csv.reader([head]))]
    # The rows above are left as they are; cells that they lack at the end are empty.
    columns += [column for column, value in values.items() if value and column not in columns]
    row = _line(values[column] for column in columns)
    above = rest if rest.endswith("\n") or not rest else rest + "\n"
    return f"{_line(columns)}{above}{row}".encode()


def _line(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(cells)
    return written.getvalue()


def _read_back(documents: Path, rows: Path, name: str) -> Document:
    found = linked_copies(read_all(documents, rows).documents)
    return next(document for document in found if document.path == name)


def _restore(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    elif path.read_bytes() != content:
        replace_file(path, content)
