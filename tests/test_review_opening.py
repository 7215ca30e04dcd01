"""Files that are no review workbook, or would do harm: a clear error, and nothing changed."""

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from positions.errors import BadInput
from positions.review import opening, workbook_in
from positions.review.columns import ADD, CELLS, STATEMENTS
from positions.review.workbook_in import read_workbook
from reviews import EXPORT, draft, heads, opened, saved

BILLION = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 or str()};" * 10}">' for n in range(1, 10))
    + "]><a>&a9;</a>"
)


def with_part(name: str, content: bytes | str, of: bytes = EXPORT) -> bytes:
    """A workbook with one part more, or another in its place."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(of)) as parts, zipfile.ZipFile(made, "w") as whole:
        for part in parts.infolist():
            if part.filename != name:
                whole.writestr(part.filename, parts.read(part), zipfile.ZIP_DEFLATED)
        whole.writestr(name, content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def sheet_part(rows: str) -> str:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'


def bomb() -> bytes:
    return with_part("xl/media/image1.png", b"\0" * (opening.LARGEST_UNPACKED + 1))


def lying_bomb() -> bytes:
    """A part of which the directory says that it is small."""
    content = bytearray(with_part("xl/media/image1.png", b"\0" * 50_000_000))
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(content)


def million_empty_rows() -> bytes:
    name = "xl/worksheets/sheet2.xml"
    rows = "".join(f'<row r="{n}"/>' for n in range(9, 1_000_001))
    with zipfile.ZipFile(io.BytesIO(EXPORT)) as parts:
        sheet = parts.read(name).decode()
    return with_part(name, sheet.replace("</sheetData>", f"{rows}</sheetData>"))


def other_sheets() -> bytes:
    workbook = Workbook()
    workbook.create_sheet("Budget")
    return saved(workbook)


def without_head() -> bytes:
    workbook = opened(EXPORT)
    workbook[STATEMENTS].delete_rows(1)
    return saved(workbook)


def without_column() -> bytes:
    workbook = opened(EXPORT)
    sheet = workbook[CELLS]
    sheet.delete_cols(heads(sheet)["row_hash"])
    return saved(workbook)


def head_twice() -> bytes:
    workbook = opened(EXPORT)
    sheet = workbook[ADD]
    sheet.cell(1, 7).value = "Stance"
    return saved(workbook)


def cut_off() -> bytes:
    return EXPORT[: len(EXPORT) // 2]


def spoilt_part() -> bytes:
    content = bytearray(EXPORT)
    content[content.index(b"xl/worksheets/sheet2.xml") + 400] ^= 255
    return bytes(content)


def zip_with_password() -> bytes:
    content = bytearray(EXPORT)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(mark) + place
        content[at] |= 1
    return bytes(content)


def many_parts() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as whole:
        for n in range(opening.MOST_PARTS + 1):
            whole.writestr(f"xl/{n}.xml", "")
    return made.getvalue()


OLD = opening._OLD_OFFICE  # noqa: SLF001
EMPTY_ZIP = b"PK\x05\x06" + bytes(18)
FIRST_SHEET = "xl/worksheets/sheet2.xml"
STRINGS = "xl/sharedStrings.xml"

BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "no workbook": (lambda: b"Decision,Stance\naccept,support\n", "it is no workbook"),
    "an empty file": (lambda: b"", "it is no workbook"),
    "another zip": (lambda: with_part("a.txt", "a", of=EMPTY_ZIP), "it is no workbook"),
    "OpenDocument": (lambda: with_part("content.xml", "<a/>", of=EMPTY_ZIP), "it is no workbook"),
    "a password": (
        lambda: OLD + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "protected by a password",
    ),
    "a zip with a password": (zip_with_password, "protected by a password"),
    "an old workbook": (lambda: OLD + bytes(600), "an old kind"),
    "cut off": (cut_off, "no whole workbook"),
    "a spoilt part": (spoilt_part, "no whole workbook"),
    "other sheets": (other_sheets, "none of the sheets Statements, Cells, Add"),
    "no heads": (without_head, "heads of the columns is missing"),
    "a column is gone": (without_column, "the columns row_hash are missing"),
    "a head twice": (head_twice, "the head 'Stance' stands twice"),
    "a million empty rows": (million_empty_rows, "more than 50,000 rows"),
    "a cell far below": (
        lambda: with_part(FIRST_SHEET, sheet_part('<row r="1048576"><c r="A1048576"/></row>')),
        "heads of the columns is missing",
    ),
    "macros": (lambda: with_part("xl/vbaProject.bin", b"sub"), "it holds macros"),
    "external links": (
        lambda: with_part("xl/externalLinks/externalLink1.xml", "<a/>"),
        "links to other",
    ),
    "connections": (lambda: with_part("xl/connections.xml", "<a/>"), "data from elsewhere"),
    "an embedded file": (lambda: with_part("xl/embeddings/a.bin", b"a"), "holds another file"),
    "a bomb": (bomb, "unpacked it has 64 MB"),
    "a bomb that lies": (lying_bomb, "no whole workbook"),
    "a billion laughs": (lambda: with_part(STRINGS, BILLION), "declares types"),
    "a billion in UTF-16": (
        lambda: with_part(STRINGS, BILLION.encode("utf-16-le")),
        "declares types",
    ),
    "too many parts": (many_parts, "1001 parts"),
    "too large": (lambda: b"PK" + bytes(opening.LARGEST), "20 MB, and the limit is 20"),
    "nonsense for a sheet": (
        lambda: with_part(FIRST_SHEET, "<worksheet"),
        "cannot be read as a workbook",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_workbook_is_refused_with_its_name_the_reason_and_a_cure(
    tmp_path: Path, name: str
) -> None:
    content, complaint = BAD[name]
    path = tmp_path / "sent.xlsx"
    path.write_bytes(content())
    with pytest.raises(BadInput, match=complaint) as caught:
        read_workbook(path)
    (fault,) = caught.value.faults
    assert str(path) in fault.place
    assert fault.cure.endswith("Nothing was changed.")
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_not_there_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such file"):
        read_workbook(tmp_path / "gone.xlsx")
    with pytest.raises(BadInput, match="a folder"):
        read_workbook(tmp_path)


def test_nothing_is_unpacked_of_a_file_whose_directory_says_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "sent.xlsx"
    path.write_bytes(bomb())

    def unpacked(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(zipfile.ZipFile, "open", unpacked)
    monkeypatch.setattr(zipfile.ZipFile, "read", unpacked)
    with pytest.raises(BadInput, match="unpacked"):
        read_workbook(path)


def test_no_more_rows_are_read_than_the_limit_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook_in, "MOST_ROWS", 8)
    path = tmp_path / "sent.xlsx"
    path.write_bytes(EXPORT)
    with pytest.raises(BadInput, match="more than 8 rows"):
        read_workbook(path)


def test_columns_far_to_the_right_are_not_read(tmp_path: Path) -> None:
    workbook = opened(EXPORT)
    workbook[STATEMENTS]["XFD2"] = "=far()"
    path = tmp_path / "sent.xlsx"
    path.write_bytes(saved(workbook))
    assert len(read_workbook(path).statements) == len(draft().proposed)


def test_a_workbook_with_links_in_its_cells_is_no_danger(tmp_path: Path) -> None:
    workbook = opened(EXPORT)
    workbook[STATEMENTS]["G2"].hyperlink = "https://gazette.example/"
    path = tmp_path / "sent.xlsx"
    path.write_bytes(saved(workbook))
    assert read_workbook(path).statements
