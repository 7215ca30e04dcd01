"""How the workbook looks, prints and holds together, for Excel's own rules and for people."""

import re
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock

from miniature import edition
from miniature_large import large_edition
from positions.model import Stance
from positions.rendering.excel import measure
from positions.rendering.excel.styles import LOOKS
from positions.rendering.labels import STANCES
from workbooks import SHEETS, linked, opened, parts, texts, written

CONTENT = written(edition())
BOOK = opened(CONTENT)
ACCESSIBLE = opened(written(edition(), accessible=True))
LETTER = opened(written(edition(), paper="Letter"))
LARGE = opened(written(large_edition(60, 12, 1_500)))
EDITIONS = pytest.mark.parametrize(
    "book", [BOOK, ACCESSIBLE, LETTER, LARGE], ids=["a4", "accessible", "letter", "large"]
)
WITH_HEADS = ("Matrix", "Short matrix", "What changed", "Evidence", "Gaps", "Sources")
WHITE = "FFFFFF"


def font(block: object) -> Any:
    """The font of a part of a cell's text, which every part has."""
    assert isinstance(block, TextBlock)
    return block.font


@EDITIONS
def test_nothing_is_merged_or_hidden(book: Workbook) -> None:
    for sheet in book:
        assert sheet.sheet_state == "visible"
        assert not sheet.merged_cells.ranges
        assert not any(d.hidden for d in sheet.column_dimensions.values())
        assert not any(d.hidden for d in sheet.row_dimensions.values())


@EDITIONS
def test_every_cell_has_a_named_style(book: Workbook) -> None:
    used = {c.style for sheet in book for row in sheet.iter_rows() for c in row if c.value}
    assert used <= set(LOOKS)


@EDITIONS
def test_tables_have_names_of_their_own_and_heads_that_are_texts_and_distinct(
    book: Workbook,
) -> None:
    names = [name.casefold() for sheet in book for name in sheet.tables]
    assert len(set(names)) == len(names)
    for sheet in book:
        for table in sheet.tables.values():
            assert re.fullmatch(r"[A-Za-z]+", table.displayName)
            heads, *rows = sheet[table.ref]
            values = [cell.value for cell in heads]
            assert [column.name for column in table.tableColumns] == values
            assert all(isinstance(value, str) and value for value in values)
            assert len({str(value).casefold() for value in values}) == len(values)
            assert rows
            assert all(cell.value is not None for row in rows for cell in row)


def test_every_table_has_an_alternative_text() -> None:
    tables = [t for name, t in parts(CONTENT).items() if name.startswith("xl/tables/")]
    summaries = [re.search(rb'altTextSummary="([^"]+)"', table) for table in tables]
    assert len(tables) == sum(len(sheet.tables) for sheet in BOOK)
    assert all(summaries)


@pytest.mark.parametrize("name", WITH_HEADS)
def test_heads_stay_in_sight_and_stand_on_every_page(name: str) -> None:
    sheet = BOOK[name]
    assert re.fullmatch(r"[AB]5", sheet.freeze_panes or "")
    assert sheet.print_title_rows == "$4:$4"
    (filtered,) = [t for t in sheet.tables.values() if t.ref.startswith("A4:")]
    assert filtered.autoFilter is not None
    assert filtered.autoFilter.ref == filtered.ref


@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_is_fitted_to_the_width_of_the_paper_and_numbers_its_pages(name: str) -> None:
    for book, paper in ((BOOK, 9), (LETTER, 1)):
        sheet: Any = book[name]
        assert sheet.page_setup.paperSize == paper
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth == (2 if name == "Evidence" else 1)
        assert sheet.oddFooter.right.text == "Page &P of &N"
    upright = name in ("Read me", "Contents", "Method")
    assert BOOK[name].page_setup.orientation == ("portrait" if upright else "landscape")


@pytest.mark.parametrize("name", SHEETS)
def test_the_accessible_edition_says_the_same_without_panes_filters_fills_and_footers(
    name: str,
) -> None:
    sheet: Any = ACCESSIBLE[name]
    assert list(texts(sheet)) == list(texts(BOOK[name]))
    assert sheet.freeze_panes is None
    assert not any(table.autoFilter for table in sheet.tables.values())
    assert not any(cell.fill.fill_type for row in sheet.iter_rows() for cell in row)
    assert not sheet.oddFooter.right.text
    assert not sheet.oddFooter.left.text


def test_the_footer_shows_a_title_with_the_codes_of_footers_as_it_is() -> None:
    calm = edition()
    nasty = replace(calm, settings=replace(calm.settings, title="Peace & &P talks"))
    footer = parts(written(nasty))["xl/worksheets/sheet3.xml"]
    assert b"&amp;LPeace &amp;&amp; &amp;&amp;P talks" in footer


@pytest.mark.parametrize("parties", [2, 4, 8, 12])
@pytest.mark.parametrize(("paper", "longer"), [("A4", 297.0), ("Letter", 279.4)])
def test_the_matrix_is_one_page_wide_with_letters_of_seven_points_or_more(
    parties: int, paper: str, longer: float
) -> None:
    book = opened(written(large_edition(3, parties, 60), paper=paper), rich_text=True)
    sheet = book["Matrix"]
    margins = (sheet.page_margins.left + sheet.page_margins.right) * 25.4
    wide = sum(dimension.width for dimension in sheet.column_dimensions.values())
    scale = min(1, measure.characters(longer - margins) / wide)
    sizes = {cell.font.sz for row in sheet.iter_rows() for cell in row if cell.value}
    sizes |= {
        font(block).sz
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, CellRichText)
        for block in cell.value
    }
    assert len(sizes) > 2
    assert sheet.page_setup.fitToWidth == 1
    assert min(sizes) * scale >= 7


@pytest.mark.parametrize(("issues", "parties", "pages"), [(15, 4, 1), (20, 8, 1), (60, 12, 0)])
def test_the_short_matrix_is_one_page_where_letters_of_eight_points_allow_it(
    issues: int, parties: int, pages: int
) -> None:
    sheet = opened(written(large_edition(issues, parties, 60)))["Short matrix"]
    assert sheet.page_setup.fitToHeight == pages


def test_a_link_beyond_what_a_sheet_bears_is_a_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("positions.rendering.excel.sheet.MOST", 5)
    evidence = opened(written(edition()))["Evidence"]
    assert len(linked(evidence)) == 5
    issues = [cell for cell in evidence["C"][4:] if not cell.hyperlink]
    assert issues
    assert {cell.style for cell in issues} == {"table text"}


def test_matrix_rows_of_many_parties_are_not_higher_than_excel_allows() -> None:
    for sheet in LARGE:
        for dimension in sheet.row_dimensions.values():
            assert (dimension.height or 0) <= 409


def test_a_sentence_too_long_for_its_cell_is_cut_where_it_stands_between_many_parties() -> None:
    large = large_edition(2, 12, 60)
    wordy = tuple(
        replace(p, summary="A long sentence about the matter. " * 40) for p in large.positions
    )
    sheet = opened(written(replace(large, positions=wordy)))["Matrix"]
    lines = str(sheet["B5"].value).split("\n")
    assert lines[1].endswith(" …")
    width = sheet.column_dimensions["B"].width
    assert sum(measure.lines(line, width, 10, spare=0) for line in lines) * 12.75 <= 409


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    channels = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    """Contrast ratio by WCAG 2.2."""
    lighter, darker = sorted((luminance(a), luminance(b)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_every_text_stands_out_from_its_ground_in_every_edition() -> None:
    for book in (BOOK, ACCESSIBLE):
        for sheet in book:
            for row in sheet.iter_rows():
                for cell in (cell for cell in row if cell.value is not None):
                    ground = cell.fill.fgColor.rgb[2:] if cell.fill.fill_type else WHITE
                    assert contrast(cell.font.color.rgb[2:], ground) >= 4.5


def test_the_parts_of_a_cell_stand_out_from_its_ground() -> None:
    found = 0
    for row in opened(CONTENT, rich_text=True)["Matrix"].iter_rows():
        for cell in row:
            if isinstance(cell.value, CellRichText):
                ground = cell.fill.fgColor.rgb[2:] if cell.fill.fill_type else WHITE
                for block in cell.value:
                    found += 1
                    assert contrast(font(block).color.rgb[2:], ground) >= 4.5
    assert found > 50


LIGHT = {  # linear red, green and blue as an eye without one kind of cone sees them
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
    "all cones": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
}
"""Machado, Oliveira and Fernandes 2009, severity 1."""


def lab(colour: str, eye: str) -> tuple[float, float, float]:
    """A colour in CIE L*a*b* as an eye sees it."""
    channels = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    seen = [
        min(1.0, max(0.0, sum(m * c for m, c in zip(row, linear, strict=True))))
        for row in LIGHT[eye]
    ]
    to_xyz = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    x, y, z = (
        sum(m * c for m, c in zip(row, seen, strict=True)) / white
        for row, white in zip(to_xyz, (0.9505, 1.0, 1.089), strict=True)
    )
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return (116 * y - 16, 500 * (x - y), 200 * (y - z))


@pytest.mark.parametrize("eye", LIGHT)
@pytest.mark.parametrize(("one", "other"), [*combinations(Stance, 2)])
def test_the_fills_of_two_stances_look_different_to_every_eye(
    eye: str, one: Stance, other: Stance
) -> None:
    a, b = (lab(STANCES[stance].fill, eye) for stance in (one, other))
    assert sum((p - q) ** 2 for p, q in zip(a, b, strict=True)) ** 0.5 >= 10


def test_no_two_stances_share_symbol_or_word() -> None:
    assert len({mark.symbol for mark in STANCES.values()}) == len(STANCES)
    assert len({mark.word for mark in STANCES.values()}) == len(STANCES)
