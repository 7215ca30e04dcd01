"""The workbook as a package: its parts agree with each other, and are the same on any day."""

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree as ET

import pytest
from openpyxl.utils import range_boundaries

from miniature import edition, hostile_edition
from miniature_large import large_edition
from positions.rendering.excel.styles import LOOKS
from workbooks import parts, written

ROOT = Path(__file__).parents[1]
ENVIRONMENT = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PACKAGES = {
    "miniature": written(edition()),
    "accessible": written(edition(), accessible=True),
    "hostile": written(hostile_edition()),
    "large": written(large_edition(60, 12, 1_500)),
}
ALL = pytest.mark.parametrize("content", PACKAGES.values(), ids=PACKAGES)

ORDER = (
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection "
    "protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells "
    "phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins "
    "pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors "
    "smartTags drawing legacyDrawing legacyDrawingHF picture oleObjects controls "
    "webPublishItems tableParts extLst"
).split()
"""The parts of a sheet in the order of the schema (CT_Worksheet)."""


def tree(content: bytes) -> ET.Element:
    return ET.fromstring(content)  # noqa: S314 (what we wrote ourselves)


def sheets(content: bytes) -> Iterator[tuple[str, ET.Element, dict[str, ET.Element]]]:
    """Each sheet with its name and its relations by id."""
    held = parts(content)
    for name in held:
        if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name):
            path = PurePosixPath(name)
            related = held.get(f"{path.parent}/_rels/{path.name}.rels", b"<none/>")
            yield name, tree(held[name]), {r.attrib["Id"]: r for r in tree(related)}


@ALL
def test_every_part_has_a_type_and_every_type_a_part(content: bytes) -> None:
    held = parts(content)
    types = tree(held["[Content_Types].xml"])
    named = [t.attrib["PartName"].lstrip("/") for t in types if "PartName" in t.attrib]
    endings = {t.attrib["Extension"] for t in types if "Extension" in t.attrib}
    assert len(set(named)) == len(named)
    assert set(named) <= set(held)
    for name in set(held) - set(named) - {"[Content_Types].xml"}:
        assert name.rpartition(".")[2] in endings


@ALL
def test_every_relation_leads_to_a_part_or_to_the_web(content: bytes) -> None:
    held = parts(content)
    for name in (name for name in held if name.endswith(".rels")):
        folder = PurePosixPath(name).parent.parent
        ids = [relation.attrib["Id"] for relation in tree(held[name])]
        assert len(set(ids)) == len(ids)
        for relation in tree(held[name]):
            target = relation.attrib["Target"]
            if relation.attrib.get("TargetMode") == "External":
                assert relation.attrib["Type"].endswith("/hyperlink")
                assert re.match(r"https?://[^/\s]", target)
                assert len(target) <= 2079
            else:
                path = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
                assert str(PurePosixPath(path)) in held


@ALL
def test_a_package_holds_nothing_that_acts(content: bytes) -> None:
    for name, part in parts(content).items():
        assert not re.search(r"vba|macro|activeX|externalLink|embeddings|queryTable", name)
        assert b"<f>" not in part
        assert b"<f " not in part


@ALL
def test_a_sheet_has_its_parts_in_the_order_of_the_schema(content: bytes) -> None:
    for _, sheet, _ in sheets(content):
        places = [ORDER.index(part.tag.removeprefix(MAIN)) for part in sheet]
        assert places == sorted(places)
        assert len(set(places)) == len(places)


@ALL
def test_rows_and_cells_stand_in_order_and_hold_what_a_cell_can_hold(content: bytes) -> None:
    formats = tree(parts(content)["xl/styles.xml"]).find(f"{MAIN}cellXfs")
    assert formats is not None
    for _, sheet, _ in sheets(content):
        last = 0
        for row in sheet.iter(f"{MAIN}row"):
            number = int(row.attrib["r"])
            assert number == last + 1
            last = number
            columns = []
            for cell in row:
                column, at, *_ = range_boundaries(cell.attrib["r"])
                assert at == number
                columns.append(column or 0)
                assert cell.attrib["t"] in ("inlineStr", "n")
                assert int(cell.attrib["s"]) < len(formats)
                shown = "".join(t.text or "" for t in cell.iter(f"{MAIN}t"))
                assert len(shown.encode("utf-16-le")) // 2 <= 32_767
                assert shown.count("\n") <= 253
            assert columns == sorted(set(columns))


@ALL
def test_links_of_a_sheet_are_fewer_than_excel_bears_and_stand_on_its_cells(
    content: bytes,
) -> None:
    for _, sheet, relations in sheets(content):
        cells = {cell.attrib["r"] for cell in sheet.iter(f"{MAIN}c")}
        links = list(sheet.iter(f"{MAIN}hyperlink"))
        assert len(links) <= 65_530
        for link in links:
            assert link.attrib["ref"] in cells
            assert link.attrib["tooltip"]
            if f"{OFFICE}id" in link.attrib:
                assert link.attrib[f"{OFFICE}id"] in relations
            else:
                assert link.attrib["location"].startswith("'")


@ALL
def test_tables_have_ids_of_their_own_and_do_not_overlap(content: bytes) -> None:
    held = parts(content)
    ids, owned = [], []
    for _, sheet, relations in sheets(content):
        rows: set[int] = set()
        for part in sheet.iter(f"{MAIN}tablePart"):
            name = relations[part.attrib[f"{OFFICE}id"]].attrib["Target"].lstrip("/")
            owned.append(name)
            table = tree(held[name])
            ids.append(table.attrib["id"])
            left, top, right, bottom = (n or 0 for n in range_boundaries(table.attrib["ref"]))
            assert left == 1
            assert bottom > top
            assert not rows & set(range(top, bottom + 1))
            rows |= set(range(top, bottom + 1))
            columns = list(table.iter(f"{MAIN}tableColumn"))
            assert [c.attrib["id"] for c in columns] == [str(n) for n in range(1, right + 1)]
            first = next(r for r in sheet.iter(f"{MAIN}row") if r.attrib["r"] == str(top))
            heads = ["".join(t.text or "" for t in cell.iter(f"{MAIN}t")) for cell in first]
            assert [c.attrib["name"] for c in columns] == heads
    assert len(set(ids)) == len(ids)
    assert sorted(owned) == sorted(name for name in held if name.startswith("xl/tables/"))


@ALL
def test_names_of_the_workbook_belong_to_sheets_that_are_there(content: bytes) -> None:
    workbook = tree(parts(content)["xl/workbook.xml"])
    count = len(list(workbook.iter(f"{MAIN}sheet")))
    for name in workbook.iter(f"{MAIN}definedName"):
        assert name.attrib["name"] == "_xlnm.Print_Titles"
        assert int(name.attrib["localSheetId"]) < count


@ALL
def test_the_styles_are_named_and_a_font_has_its_parts_in_the_order_of_the_schema(
    content: bytes,
) -> None:
    styles = tree(parts(content)["xl/styles.xml"])
    assert set(LOOKS) <= {style.attrib["name"] for style in styles.iter(f"{MAIN}cellStyle")}
    order = "b i strike condense extend outline shadow u vertAlign sz color name family".split()
    for font in styles.iter(f"{MAIN}font"):
        found = [p.tag.removeprefix(MAIN) for p in font]
        places = [order.index(part) for part in found if part in order]
        assert places == sorted(places)


def test_the_same_edition_gives_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from miniature import hostile_edition; "
        "from positions.rendering.excel import write_workbook; "
        "write_workbook(hostile_edition(), Path(sys.argv[1]))"
    )
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / seed)],
            env={**ENVIRONMENT, "PYTHONHASHSEED": seed, "TZ": f"UTC+{seed}"},
            check=True,
        )
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()
    assert (tmp_path / "1").read_bytes() == PACKAGES["hostile"]


def test_a_command_that_writes_no_workbook_does_not_load_what_writes_one() -> None:
    script = "import sys, positions.rendering.excel; sys.exit('openpyxl' in sys.modules)"
    subprocess.run([sys.executable, "-c", script], env=ENVIRONMENT, check=True)


def test_every_part_bears_the_evidence_date_and_no_other() -> None:
    with zipfile.ZipFile(BytesIO(PACKAGES["miniature"])) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2025, 4, 14, 0, 0, 0)}
    core = parts(PACKAGES["miniature"])["docProps/core.xml"].decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+", core)) == {"2025-04-14T00:00:00"}


@pytest.mark.parametrize(
    ("evidence", "stamp"),
    [("", (1980, 1, 1)), ("1954-07-20", (1980, 7, 20)), ("2025-12", (2025, 12, 1))],
)
def test_a_date_that_a_zip_file_cannot_bear_becomes_one_that_it_can(
    evidence: str, stamp: tuple[int, int, int]
) -> None:
    content = written(replace(edition(), evidence_date=evidence))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {stamp}
