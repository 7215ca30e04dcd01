"""The workbook in real programs: LibreOffice prints it, converts it, and cuts and loses nothing."""

import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from miniature import edition, hostile_edition
from positions import codebook
from positions.rendering.excel import write_workbook
from positions.rendering.excel.measure import lines
from workbooks import SHEETS, linked, opened

CODEBOOK = codebook.load(Path(__file__).parents[1] / "seeds" / "codebook.yaml")
WHOLE = ("miniature", "accessible", "seeds")  # whose every text can be read on paper


_HEIGHT_OF_CARLITO = 1.2207  # from the top to the bottom of its letters, by their size


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A printed page: the sheet that it is of, its text, its sides and its words with place."""

    sheet: str
    text: str
    wide: float
    high: float
    words: tuple[tuple[str, float, float], ...]
    """Each word with the top and the bottom of its letters, in points from the top."""

    @property
    def smallest(self) -> float:
        """Points of the smallest letters."""
        return min(bottom - top for _, top, bottom in self.words) / _HEIGHT_OF_CARLITO


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """A workbook and what LibreOffice made of it."""

    book: Workbook
    values: Mapping[str, Mapping[str, list[list[Any]]]]
    pages: tuple[Page, ...]

    def of(self, sheet: str) -> list[Page]:
        return [page for page in self.pages if page.sheet == sheet]


@pytest.fixture(scope="module")
def converted(
    seeds_output: Path,
    soffice_path: Path,
    pdftotext_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Mapping[str, Converted]:
    """All workbooks, converted together, for the program is slow to start."""
    folder = tmp_path_factory.mktemp("workbooks")
    write_workbook(edition(), folder / "miniature.xlsx")
    write_workbook(edition(), folder / "accessible.xlsx", accessible=True, paper="Letter")
    write_workbook(hostile_edition(), folder / "hostile.xlsx")
    shutil.copyfile(seeds_output / "matrix.xlsx", folder / "seeds.xlsx")
    files = sorted(folder.glob("*.xlsx"))
    for kind in ("pdf", "xlsx", "ods"):
        subprocess.run(
            [
                str(soffice_path),
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                kind,
                "--outdir",
                str(folder / kind),
                *map(str, files),
            ],
            check=True,
            capture_output=True,
        )
    return {
        file.stem: Converted(
            book=opened(file.read_bytes()),
            values={
                kind: _values(folder / kind / f"{file.stem}.{kind}") for kind in ("xlsx", "ods")
            }
            | {"ours": _values(file)},
            pages=_pages(folder / "pdf" / f"{file.stem}.pdf", pdftotext_path),
        )
        for file in files
    }


def _values(path: Path) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def _pages(path: Path, pdftotext: Path) -> tuple[Page, ...]:
    def read(option: str) -> str:
        command = [str(pdftotext), option, str(path), "-"]
        return subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8")

    box = r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>'
    boxes = re.findall(box, read("-bbox"), re.DOTALL)
    texts = read("-raw").split("\f")[:-1]
    found = []
    for text, (wide, high, words) in zip(texts, boxes, strict=True):
        name = re.search(rf"({'|'.join(SHEETS)}) Page \d+ of \d+$", text, re.MULTILINE)
        place = r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]*)<'
        places = re.findall(place, words)
        found.append(
            Page(
                sheet=name[1] if name else "",
                text=text,
                wide=float(wide),
                high=float(high),
                words=tuple((word, float(top), float(low)) for top, low, word in places),
            )
        )
    return tuple(found)


def squeezed(text: str) -> str:
    """A text without white space and symbols, which are of another font and drawn apart."""
    return re.sub(r"[\s\u25a0-\u25ff]", "", text)


@pytest.mark.parametrize("name", WHOLE)
def test_no_text_is_cut_on_paper(converted: Mapping[str, Converted], name: str) -> None:
    printed = squeezed("".join(page.text for page in converted[name].pages))
    cut = [
        (sheet.title, cell.coordinate, cell.value)
        for sheet in converted[name].book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and squeezed(cell.value) not in printed
    ]
    assert cut == []


def test_no_line_reaches_into_the_row_below(converted: Mapping[str, Converted]) -> None:
    ids = {cell.value for cell in converted["seeds"].book["Evidence"]["A"]}
    pages = converted["seeds"].of("Evidence")
    assert len(pages) > 10
    for page in pages:
        tops = [top for word, top, _ in page.words if word in ids]
        crossed = [
            word for word, top, bottom in page.words for row in tops if top + 1 < row < bottom - 1
        ]
        assert crossed == []


@pytest.mark.parametrize("name", WHOLE)
def test_a_text_with_a_link_fits_its_column_for_it_cannot_wrap(
    converted: Mapping[str, Converted], name: str
) -> None:
    for sheet in converted[name].book:
        for cell in linked(sheet):
            width = sheet.column_dimensions[cell.column_letter].width
            assert lines(str(cell.value), width, cell.font.sz, bold=bool(cell.font.b)) == 1


def test_the_short_matrix_is_one_page_across_at_eight_points_or_more(
    converted: Mapping[str, Converted],
) -> None:
    (page,) = converted["seeds"].of("Short matrix")
    assert page.wide > page.high
    assert page.smallest >= 8
    for issue in CODEBOOK.issues:
        assert issue.name in page.text


def test_the_full_matrix_is_one_page_wide_at_seven_points_or_more_with_its_heads_on_each(
    converted: Mapping[str, Converted],
) -> None:
    pages = converted["seeds"].of("Matrix")
    heads = ["Issue", *(party.name for party in CODEBOOK.parties)]
    assert len(pages) > 1
    for page in pages:
        assert page.wide > page.high
        assert page.smallest >= 7
        assert " ".join([*heads, "What joins, what blocks"]) in page.text


def test_every_sheet_is_printed_with_the_title_and_the_number_of_the_page(
    converted: Mapping[str, Converted],
) -> None:
    pages = converted["seeds"].pages
    assert list(dict.fromkeys(page.sheet for page in pages)) == list(SHEETS)
    title = converted["seeds"].book["Read me"]["A1"].value
    for number, page in enumerate(pages, start=1):
        assert f"{title} {page.sheet} Page {number} of {len(pages)}\n" in page.text


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
@pytest.mark.parametrize("name", WHOLE)
def test_converting_and_reading_back_loses_no_value(
    converted: Mapping[str, Converted], name: str, kind: str
) -> None:
    values = converted[name].values
    assert list(values[kind]) == list(SHEETS)
    for sheet, rows in values["ours"].items():
        back = values[kind][sheet]
        for number, row in enumerate(rows):
            assert back[number][: len(row)] == row


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_hostile_text_opens_clean(converted: Mapping[str, Converted], kind: str) -> None:
    """Spaces apart, and the ends of words of 32,000 letters, which LibreOffice breaks."""
    values = converted["hostile"].values
    for sheet, rows in values["ours"].items():
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                found = values[kind][sheet][number][place]
                if isinstance(value, str):
                    assert squeezed(found)[:16_000] == squeezed(value)[:16_000]
                else:
                    assert found == value
