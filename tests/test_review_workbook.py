"""The workbook that an analyst gets: what stands in it, and what can be done with it."""

import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from positions.errors import BadOutput
from positions.model import (
    CellDecision,
    Citation,
    Orphan,
    Stance,
    StatementDecision,
    Verdict,
)
from positions.review.columns import ADD, CELLS, LISTS, ORPHANS, READ_ME, SHEETS, STATEMENTS
from positions.review.queue import queue
from positions.review.workbook_in import read_workbook
from positions.review.workbook_out import write_review
from reviews import (
    ADDED,
    ALL_KINDS,
    CODEBOOK,
    EXPORT,
    PROPOSED,
    WHEN,
    answered,
    document,
    draft,
    exported,
    heads,
    imported,
    opened,
    outcomes,
    saved,
    saved_by_libreoffice,
    statement,
)

SORTED_BY = re.compile(rb"<sheetProtection[^>]*/><protectedRanges><protectedRange name=\"rows\"")


def rows(sheet: Worksheet) -> list[dict[str, object]]:
    """The rows of a sheet, each by its heads."""
    places = heads(sheet)
    return [
        {head: sheet.cell(number, place).value for head, place in places.items()}
        for number in range(2, sheet.max_row + 1)
    ]


def test_each_statement_has_a_row_with_its_words_around_it_and_the_chain() -> None:
    found = {row["id"]: row for row in rows(opened(EXPORT)[STATEMENTS])}
    assert set(found) == {one.id for one in PROPOSED}
    row = found[PROPOSED[3].id]
    assert row["Quotation"] == "Velm sends boats"
    assert str(row["Before"]).endswith("“We want the patrol,” Ada said.")
    assert str(row["After"]).startswith(", but Osta is wary of boats.")
    assert (row["Proposed party"], row["Proposed issue"], row["Proposed stance"]) == (
        "Union",
        "Patrol",
        "support",
    )
    assert (row["Actor"], row["Document"], row["Publisher"]) == (
        "Velm",
        "The one day",
        "River Post",
    )
    assert str(row["Date"]).startswith("2025-12-01")
    assert row["Chain"] == "a cue(−) × a term(+) → support"
    assert row["Status"] == "unreviewed"
    assert "in conflict with itself" in str(row["Why now"])


def test_the_rows_come_in_the_order_of_the_queue() -> None:
    asked = queue(draft())
    book = opened(EXPORT)
    assert [row["id"] for row in rows(book[STATEMENTS])] == [
        one.statement for one in asked.statements
    ]
    assert [row["Order"] for row in rows(book[STATEMENTS])] == list(range(1, len(PROPOSED) + 1))
    cells = [f"{one.party}/{one.issue}" for one in asked.cells]
    assert [row["id"] for row in rows(book[CELLS])][: len(cells)] == cells


def test_there_is_a_row_for_every_party_and_issue() -> None:
    names = {f"{party.id}/{issue.id}" for party in CODEBOOK.parties for issue in CODEBOOK.issues}
    found = rows(opened(EXPORT)[CELLS])
    assert {row["id"] for row in found} == names
    row = next(row for row in found if row["id"] == "north/water")
    assert row["Proposition"] == "There is water"
    assert row["Evidence"] == "1 conditional, 2 oppose; 2 sources"
    assert row["From the statements"] == "conditional"
    assert str(row["Newest quotations"]).splitlines() == [
        "2025-12-08, conditional: “Ada is open to the water plan now.”",
        "2025-12-01, oppose: “Ada rejects the water plan.”",
        "2025-12-01, oppose: “Ada rejects the water plan.”",
    ]


def test_decided_rows_come_last_with_the_decision_in_place() -> None:
    decision = StatementDecision(
        party="union",
        issue="patrol",
        verdict=Verdict.RECODE,
        evidence=Citation(document="one", quote="Velm sends boats"),
        stance=Stance.CONDITIONAL,
        new_party="north",
        actor="ada",
        proposition="An older wording",
        who="ben",
        when=WHEN,
        why="she said so",
    )
    found = rows(opened(exported(draft([decision])))[STATEMENTS])[-1]
    assert (found["Decision"], found["Stance"], found["Holder"], found["Issue"]) == (
        "recode",
        "conditional",
        "North: Ada",
        None,
    )
    assert (found["Status"], found["Decided by"], found["Reason given"], found["Note"]) == (
        "recoded",
        "ben",
        "she said so",
        None,
    )
    assert found["Proposed stance"] == "support", "the machine's value stays beside the human's"
    assert found["Mark"] == "decided under an older wording of the proposition"
    assert found["Order"] is None


def test_a_contested_cell_heads_the_sheet() -> None:
    decision = CellDecision(
        party="north",
        issue="water",
        stance=Stance.OPPOSE,
        summary="Against.",
        evidence=(Citation(document="one", quote="Ada rejects the water plan. The"),),
        who="ben",
        when="2025-12-02",
    )
    first = rows(opened(exported(draft([decision])))[CELLS])[0]
    assert first["id"] == "north/water"
    assert first["Status"] == "contested since 2025-12-08"
    assert (first["Reviewed stance"], first["Text"]) == ("oppose", "Against.")


def test_orphans_are_listed_with_the_likely_new_place() -> None:
    decision = StatementDecision(
        party="union",
        issue="patrol",
        verdict=Verdict.ACCEPT,
        evidence=Citation(document="one", quote="Velm sends fast boats"),
        stance=Stance.SUPPORT,
        who="ben",
        when=WHEN,
    )
    of = draft([decision])
    (orphan,) = of.curated.orphans
    assert isinstance(orphan, Orphan)
    (row,) = rows(opened(exported(of))[ORPHANS])
    assert row["Quotation that is gone"] == "Velm sends fast boats"
    assert row["Likely new place"] == orphan.likely != ""
    assert (row["Decided"], row["Document"]) == ("statement: accept, support", "The one day")


# --- what an analyst can do with it -------------------------------------------------------


@pytest.mark.parametrize("name", [STATEMENTS, CELLS, ADD])
def test_only_the_columns_to_fill_in_are_free_and_each_says_what_it_wants(name: str) -> None:
    sheet = opened(EXPORT)[name]
    asked = {
        place: validation
        for validation in sheet.data_validations.dataValidation
        for place in str(validation.sqref).split()
    }
    for number, column in enumerate(SHEETS[name], 1):
        for cell in [row[0] for row in sheet.iter_rows(min_row=2, min_col=number, max_col=number)]:
            assert cell.protection.locked is not bool(column.field)
        letter = get_column_letter(number)
        validation = asked[f"{letter}2:{letter}{sheet.max_row}"]
        if column.field:
            assert validation.prompt == column.help
            assert validation.showInputMessage
            assert len(column.help) <= 255
        else:
            assert (validation.type, validation.formula1) == ("custom", "FALSE")
            assert validation.showErrorMessage
    assert all(cell.protection.locked for cell in sheet[1])


@pytest.mark.parametrize("name", [STATEMENTS, CELLS, ADD])
def test_a_dropdown_holds_exactly_the_names_on_the_visible_sheet_of_lists(name: str) -> None:
    book = opened(EXPORT)
    lists = book[LISTS]
    assert lists.sheet_state == "visible"
    offered = {
        str(cells[0].value): [str(c.value) for c in cells[1:] if c.value] for cells in lists.columns
    }
    assert offered["Decision"] == ["accept", "reject", "recode", "unsure"]
    assert offered["Stance"] == ["support", "conditional", "oppose"]
    assert offered["Reviewed stance"] == ["support", "conditional", "oppose", "divided", "none"]
    assert offered["Holder"] == ["North", "Union", "North: Ada", "Union: Velm", "Union: Osta"]
    by_place = {
        str(validation.sqref): validation
        for validation in book[name].data_validations.dataValidation
        if validation.type == "list"
    }
    assert by_place
    for number, column in enumerate(SHEETS[name], 1):
        if not column.choices:
            continue
        letter = get_column_letter(number)
        validation = by_place[f"{letter}2:{letter}{book[name].max_row}"]
        place = re.fullmatch(r"Lists!\$(\w+)\$2:\$\1\$(\d+)", str(validation.formula1))
        assert place
        values = [lists[f"{place[1]}{n}"].value for n in range(2, int(place[2]) + 1)]
        assert values == offered[column.choices]


def test_sheets_are_locked_without_a_password_and_can_be_sorted_and_filtered() -> None:
    book = opened(EXPORT)
    with zipfile.ZipFile(io.BytesIO(EXPORT)) as parts:
        for number, name in enumerate(book.sheetnames, 1):
            sheet = book[name]
            assert sheet.protection.sheet
            assert sheet.protection.password is None
            if name in SHEETS:
                assert not sheet.protection.sort
                assert not sheet.protection.autoFilter
                assert sheet.auto_filter.ref
                assert sheet.freeze_panes == "A2"
                part = parts.read(f"xl/worksheets/sheet{number}.xml")
                assert SORTED_BY.search(part), "Excel sorts only where cells may be edited"


def test_rows_are_coloured_by_what_is_decided_and_the_words_say_the_same() -> None:
    book = opened(EXPORT)
    formulas = [
        rule.formula[0] for place in book[STATEMENTS].conditional_formatting for rule in place.rules
    ]
    for verdict in ("accept", "recode", "add", "reject", "unsure"):
        assert f'LOWER(TRIM($I2))="{verdict}"' in formulas
    assert get_column_letter(heads(book[STATEMENTS])["Decision"]) == "I"


def test_the_first_sheet_says_how_and_asks_for_the_name() -> None:
    sheet = opened(EXPORT)[READ_ME]
    assert sheet["B1"].value == "River talks"
    assert (sheet["A3"].value, sheet["B3"].protection.locked) == ("Analyst", False)


def test_the_name_on_the_first_sheet_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "review.xlsx"
    path.write_bytes(answered(EXPORT, {}, analyst=" Mia Lund "))
    assert read_workbook(path).analyst == "Mia Lund"
    path.write_bytes(EXPORT)
    assert read_workbook(path).analyst == ""


# --- texts are data -----------------------------------------------------------------------

HOSTILE = (
    '=HYPERLINK("http://evil.example","x")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "-2+3",
    "#N/A",
    "\x07bell and \u202eturned\ufffe",
    "_x0041_ is no letter",
    "<b>&amp;</b>",
    "a" * 40_000,
    "𝒳" * 30_000,
    " led and trailed by spaces ",
)


def test_whatever_a_text_holds_it_stays_a_text() -> None:
    text = "\n".join(HOSTILE)
    source = replace(document(text, "bad"), title=HOSTILE[0], publisher=HOSTILE[1])
    proposed = [statement(one, source) for one in HOSTILE]
    content = exported(draft(documents=[source], proposed=proposed))
    book = opened(content)
    for sheet in book:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
    quoted = [str(row["Quotation"]) for row in rows(book[STATEMENTS])]
    for one in HOSTILE[:5]:
        assert one in quoted
    assert "[U+0007]bell and [U+202E]turned[U+FFFE]" in quoted
    assert "_x005F_x0041_ is no letter" in quoted, "Excel would show an A"
    for long in (one for one in quoted if one.endswith(" …")):
        assert 32_700 < len(long.encode("utf-16-le")) / 2 <= 32_767
    assert sum(one.endswith(" …") for one in quoted) == 2


def test_a_second_reader_finds_the_same_values() -> None:
    book = opened(EXPORT)
    other = CalamineWorkbook.from_filelike(io.BytesIO(EXPORT))
    assert other.sheet_names == book.sheetnames
    for name in (STATEMENTS, CELLS, LISTS):
        table = other.get_sheet_by_name(name).to_python()
        for cells, row in zip(book[name].iter_rows(), table, strict=True):
            for cell, value in zip(cells, row, strict=True):
                ours = "" if cell.value is None else cell.value
                ours = ours.date() if hasattr(ours, "date") else ours
                assert ours == value if isinstance(ours, int | float) else str(ours) == str(value)


def test_the_same_draft_gives_the_same_bytes_in_every_process() -> None:
    code = (
        "import hashlib, sys; from reviews import draft, exported;"
        "sys.stdout.write(hashlib.sha256(exported(draft())).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_names_that_are_alike_can_be_told_apart_in_the_lists() -> None:
    same = [replace(document(f"Text {n}.", f"d{n}"), title=title) for n, title in enumerate(
        ("The day", "the  day", "d0", "", "x" * 300)
    )]  # fmt: skip
    book = opened(exported(draft(documents=same, proposed=())))
    names = next(cells for cells in book[LISTS].columns if cells[0].value == "Document")
    assert [str(cell.value) for cell in names[1:6]] == [
        "The day (d0)",
        "the day (d1)",
        "d0 (d2)",
        "d3",
        "x" * 120,
    ]


# --- the file -----------------------------------------------------------------------------


def test_a_workbook_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "review.xlsx"
    of = draft()
    write_review(path, of, queue(of), "River talks")
    assert path.read_bytes() == EXPORT
    path.write_bytes(b"answers")
    with pytest.raises(BadOutput, match="there already"):
        write_review(path, of, queue(of), "River talks")
    assert path.read_bytes() == b"answers"


def test_a_folder_that_cannot_be_written_is_told_of(unprivileged: Path) -> None:
    unprivileged.chmod(0o500)
    of = draft()
    with pytest.raises(BadOutput, match="cannot be written"):
        write_review(unprivileged / "review.xlsx", of, queue(of), "River talks")


# --- LibreOffice --------------------------------------------------------------------------


@pytest.fixture(scope="session")
def through_libreoffice(
    soffice_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    """A plain export and one with answers, opened and saved by LibreOffice."""
    contents = {"plain": EXPORT, "answered": answered(EXPORT, ALL_KINDS, [ADDED])}
    return saved_by_libreoffice(soffice_path, tmp_path_factory.mktemp("office"), contents)


def test_an_export_saved_by_libreoffice_changes_nothing(
    tmp_path: Path, through_libreoffice: dict[str, bytes]
) -> None:
    made, _ = imported(draft(), through_libreoffice["plain"], tmp_path)
    assert set(outcomes(made)) == {"unchanged"}, "\n".join(map(str, made.lost))


def test_answers_saved_by_libreoffice_become_the_same_decisions(
    tmp_path: Path, through_libreoffice: dict[str, bytes]
) -> None:
    of = draft()
    expected, _ = imported(of, answered(EXPORT, ALL_KINDS, [ADDED]), tmp_path)
    made, after = imported(of, through_libreoffice["answered"], tmp_path)
    assert not made.lost, "\n".join(map(str, made.lost))
    assert made.decisions == expected.decisions
    again, _ = imported(after, through_libreoffice["answered"], tmp_path)
    assert not again.decisions
    assert not again.lost


def test_libreoffice_keeps_lists_locks_and_colours(
    through_libreoffice: dict[str, bytes],
) -> None:
    before, after = opened(EXPORT), opened(through_libreoffice["plain"])
    for name in (STATEMENTS, CELLS):
        ours, theirs = before[name], after[name]
        assert theirs.protection.sheet
        assert theirs.conditional_formatting
        lists = [
            sorted(str(v.sqref) for v in sheet.data_validations.dataValidation if v.type == "list")
            for sheet in (ours, theirs)
        ]
        assert lists[0] == lists[1]
    assert saved(after)
