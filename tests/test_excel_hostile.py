"""Nothing from a document becomes a formula, a link or a broken file, and nothing is lost."""

import re
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from miniature import HOSTILE, edition, hostile_edition
from positions.rendering.excel.cells import day
from positions.rendering.excel.links import to_source
from positions.rendering.excel.measure import HIGHEST, height
from positions.rendering.excel.text import LONGEST, cell_text, encoded, formula_like, one_line
from workbooks import linked, opened, parts, table, written

HOSTILE_BYTES = written(hostile_edition())
BOOK = opened(HOSTILE_BYTES)
TEXTS = st.text(st.characters(exclude_categories=()), max_size=60) | st.sampled_from(HOSTILE)


def decoded(text: str) -> str:
    """A text of the file as Excel reads it; openpyxl leaves its codes as they are."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def values(content: bytes) -> dict[str, list[list[Any]]]:
    """What a second reader, which shares no code with the writer, finds on each sheet."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_no_cell_is_a_formula_an_error_or_a_truth_value() -> None:
    types = {c.data_type for sheet in BOOK for row in sheet.iter_rows() for c in row}
    assert types <= {"s", "n", "d"}


def test_a_text_that_looks_like_a_formula_bears_the_mark_of_a_text() -> None:
    found = 0
    for sheet in BOOK:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and formula_like(cell.value):
                    found += 1
                    assert cell.quotePrefix
    assert found >= 10


def test_a_link_leads_into_the_workbook_or_to_the_address_of_a_document() -> None:
    allowed = {"https://long.example/" + "a" * 3_000, "https://space.example/a b"}
    for sheet in BOOK:
        for cell in linked(sheet):
            target = cell.hyperlink.target
            assert target is None or target not in allowed
            if target is None:
                assert re.fullmatch(r"'[A-Za-z ]+'![A-Z]+\d+(:[A-Z]+\d+)?", cell.hyperlink.location)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        '=HYPERLINK("http://evil.example")',
        "ftp://old.example/a",
        "https://long.example/" + "a" * 3_000,
        "https://space.example/a b",
        "",
    ],
)
def test_an_address_that_leads_nowhere_safe_is_no_link(url: str) -> None:
    assert to_source(url, "Opens the source", "some words") is None


def test_a_long_quotation_does_not_make_an_address_too_long() -> None:
    link = to_source("https://a.example/" + "b" * 1_900, "Opens the source", "слово " * 40)
    assert link is not None
    assert link.location == ""
    assert link.target.startswith("https://a.example/b")


def test_an_address_with_a_place_of_its_own_keeps_it_before_the_quotation() -> None:
    link = to_source("https://a.example/b#part", "Opens the source", "the words")
    assert link is not None
    assert (link.target, link.location) == ("https://a.example/b", "part:~:text=the%20words")


@pytest.mark.parametrize("content", [HOSTILE_BYTES, written(edition())], ids=["hostile", "calm"])
def test_a_second_reader_agrees_on_every_value(content: bytes) -> None:
    found = values(content)
    book = opened(content)
    assert list(found) == book.sheetnames
    for sheet in book:
        rows = found[sheet.title]
        for number, row in enumerate(sheet.iter_rows()):
            for place, cell in enumerate(row):
                seen = rows[number][place]
                if isinstance(cell.value, str):
                    assert seen == decoded(cell.value)
                elif isinstance(cell.value, datetime):
                    assert seen == cell.value.date()
                else:
                    assert seen == ("" if cell.value is None else cell.value)


def test_a_quotation_of_any_length_stands_with_a_note_where_the_rest_is() -> None:
    calm = edition()
    long = "word " * 8_000
    statements = tuple(replace(s, quote=long) for s in calm.statements[:1])
    positions = tuple(replace(p, statements=(), lead_statement="") for p in calm.positions)
    sheet = opened(
        written(replace(calm, statements=statements, positions=positions, changes=None))
    )["Evidence"]
    (row,) = table(sheet, "Evidence")
    assert row["Quotation"].startswith(long[:30_000])
    assert row["Quotation"].endswith(" … [cut; whole in data/statements.csv]")
    assert units(row["Quotation"]) == LONGEST


@given(TEXTS)
@example("\U0001f600" * 20_000)
@example("_x0041_" * 9_000)
@example("line\n" * 400)
@example("\ud800\udfff")
def test_any_text_fits_a_cell_and_shows_all_it_holds(text: str) -> None:
    shown = cell_text(text, "data/statements.csv")
    written_text = encoded(shown)
    assert units(written_text) <= LONGEST
    assert decoded(written_text) == shown
    assert shown.count("\n") <= 253
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]", shown
    )
    assert cell_text(shown, "data/statements.csv") == shown
    if len(text) < 5_000 and text.isprintable():
        assert shown == text


@given(TEXTS, st.integers(min_value=3, max_value=80))
def test_any_text_can_be_set_on_one_line_of_any_length(text: str, longest: int) -> None:
    assert "\n" not in one_line(text, longest)
    assert len(one_line(text, longest)) <= longest


@given(TEXTS, st.floats(min_value=8, max_value=60), st.sampled_from([9.0, 10.0, 11.0]))
def test_a_row_is_at_least_one_line_high_and_never_higher_than_excel_allows(
    text: str, width: float, size: float
) -> None:
    assert size < height(cell_text(text), width, size) <= HIGHEST


@pytest.mark.parametrize(
    ("iso", "value"),
    [
        ("2025-12-01", "2025-12-01"),
        ("1900-01-01", "1 January 1900"),
        ("2025-12", "December 2025"),
        ("2025", "2025 (year only)"),
        ("", "undated"),
    ],
)
def test_a_date_is_a_date_only_where_excel_can_reckon_with_it(iso: str, value: str) -> None:
    assert str(day(iso).value) == value


def test_a_title_full_of_codes_does_not_break_the_footers() -> None:
    for name, part in parts(HOSTILE_BYTES).items():
        if name.startswith("xl/worksheets/sheet"):
            assert len(re.findall(rb"<oddFooter>", part)) == 1
            (footer,) = re.findall(rb"<oddFooter>([^<]*)</oddFooter>", part)
            assert footer.startswith(b"&amp;L=1+1[U+0001] &lt;/title&gt;&amp;C")
