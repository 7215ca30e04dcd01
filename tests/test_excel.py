"""What each sheet of the workbook says."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from miniature import edition
from positions import codebook
from positions.analysis import GapKind, gaps
from positions.errors import BadInput
from positions.model import Basis, Edition, Position, Relation, Stance, Status
from positions.rendering.excel import write_workbook
from positions.rendering.excel.lookup import speakers
from positions.rendering.labels import CHANGES, GAPS, STANCES, written_date
from workbooks import SHEETS, find, linked, location, opened, table, texts, written

EDITION = edition()
BOOK = opened(written(EDITION))
PARTIES = {party.id: party.name for party in EDITION.codebook.parties}
ISSUES = {issue.id: issue.name for issue in EDITION.codebook.issues}
CELLS = [pytest.param(p, id=f"{p.party}-{p.issue}") for p in EDITION.positions]
FILLED = [c for c in CELLS if isinstance(p := c.values[0], Position) and p.statements]


def cell_of(sheet: Worksheet, position: Position) -> tuple[int, int]:
    """Row and column of a position on a sheet that has issues down and parties across."""
    column = find(sheet, PARTIES[position.party]).column
    name = ISSUES[position.issue]
    row = next(r for r in range(1, sheet.max_row + 1) if _begins(sheet.cell(r, 1).value, name))
    return row, column


def _begins(value: object, name: str) -> bool:
    return isinstance(value, str) and value.split("\n")[0] == name


def test_the_sheets_stand_in_their_order_and_the_first_is_in_front() -> None:
    assert tuple(BOOK.sheetnames) == SHEETS
    assert BOOK.active is BOOK["Read me"]
    assert [sheet.title for sheet in BOOK if sheet.sheet_view.tabSelected] == ["Read me"]


@pytest.mark.parametrize(
    "words",
    [
        EDITION.settings.title,
        written_date(EDITION.evidence_date),
        EDITION.id,
        f"positions {EDITION.version}",
        codebook.version(EDITION.codebook),
        EDITION.settings.contact,
        *(mark.meaning for mark in STANCES.values()),
    ],
)
def test_the_read_me_says(words: str) -> None:
    assert words in set(texts(BOOK["Read me"]))


def test_the_read_me_tells_in_five_lines_how_to_read_a_cell() -> None:
    sheet = BOOK["Read me"]
    start = find(sheet, "How to read a cell").row
    numbers = [sheet.cell(start + n, 1).value for n in range(1, 7)]
    assert numbers == ["1", "2", "3", "4", "5", None]


def test_the_read_me_of_an_edition_that_nobody_can_be_asked_about_names_nobody() -> None:
    silent = replace(EDITION, settings=replace(EDITION.settings, contact=""))
    assert "Whom to ask" not in set(texts(opened(written(silent))["Read me"]))


def test_the_contents_lead_to_every_sheet_and_every_sheet_leads_back() -> None:
    leads = {c.value: c.hyperlink.location for c in linked(BOOK["Contents"])}
    assert leads == {name: f"'{name}'!A1" for name in SHEETS}
    for sheet in BOOK:
        back = [c for c in linked(sheet) if c.hyperlink.location == "'Contents'!A1"]
        assert back


def test_every_link_within_the_workbook_leads_to_a_cell_that_is_there() -> None:
    for sheet in BOOK:
        for cell in linked(sheet):
            if cell.hyperlink.target:
                continue
            name, _, place = cell.hyperlink.location.rpartition("!")
            column, row, *_ = range_boundaries(place)
            assert BOOK[name.strip("'")].cell(row or 0, column or 0).value is not None


@pytest.mark.parametrize("position", CELLS)
def test_a_cell_of_the_matrix_says_the_stance_by_symbol_and_word(position: Position) -> None:
    row, column = cell_of(BOOK["Matrix"], position)
    mark = STANCES[position.stance]
    lines = str(BOOK["Matrix"].cell(row, column).value).split("\n")
    assert lines[0].startswith(f"{mark.symbol} {mark.word}")
    row, column = cell_of(BOOK["Short matrix"], position)
    assert BOOK["Short matrix"].cell(row, column).value == f"{mark.symbol} {mark.word}"


@pytest.mark.parametrize("position", CELLS)
def test_a_cell_of_the_matrix_says_what_it_rests_on_or_why_it_is_empty(position: Position) -> None:
    value = str(BOOK["Matrix"].cell(*cell_of(BOOK["Matrix"], position)).value)
    assert (position.summary or position.reason) in value
    if position.contested_since:
        assert value.splitlines()[0].endswith("(contested)")
        assert f"contested since {written_date(position.contested_since)}" in value
    elif position.basis is Basis.STATEMENTS:
        assert "unreviewed" in value
    elif position.basis is Basis.REVIEWED:
        assert "reviewed" in value
        assert "unreviewed" not in value
    if position.statements:
        number = position.sources
        assert f"{number} source{'' if number == 1 else 's'}" in value
        newest = f"newest {written_date(position.last_date)}"
        assert (newest if position.last_date else "undated") in value


def test_a_divided_cell_names_those_who_differ() -> None:
    divided = next(p for p in EDITION.positions if p.stance is Stance.DIVIDED)
    value = str(BOOK["Matrix"].cell(*cell_of(BOOK["Matrix"], divided)).value)
    assert "Velm ▲ support; Osta ▼ oppose" in value


@pytest.mark.parametrize("position", FILLED)
def test_a_click_leads_from_a_cell_to_its_statements_and_back(position: Position) -> None:
    matrix, evidence = BOOK["Matrix"], BOOK["Evidence"]
    row, column = cell_of(matrix, position)
    way = matrix.cell(row + 1, column)
    number = len(position.statements)
    assert way.value == f"{number} statement{'' if number == 1 else 's'}"
    name, _, place = location(way).rpartition("!")
    assert name == "'Evidence'"
    _, first, _, last = range_boundaries(place)
    assert first is not None
    assert last is not None
    found = [r for r in table(evidence, "Evidence") if r["row"] in range(first, last + 1)]
    assert [r["Statement"] for r in found if r["Stance"] and r["Status"][:8] != "rejected"] == [
        position.lead_statement,
        *(s for s in position.statements if s != position.lead_statement),
    ]
    for each in found:
        assert (each["Party"], each["Issue"]) == (PARTIES[position.party], ISSUES[position.issue])
        assert (
            location(evidence.cell(each["row"], 3))
            == f"'Matrix'!{matrix.cell(row, column).coordinate}"
        )


@pytest.mark.parametrize("position", FILLED)
def test_a_cell_names_ids_by_which_its_statements_are_found_after_sorting(
    position: Position,
) -> None:
    value = str(BOOK["Matrix"].cell(*cell_of(BOOK["Matrix"], position)).value)
    named = value.splitlines()[-1].replace(",", "").split(" ")
    assert set(named) <= set(position.statements)
    assert position.lead_statement in named


def test_a_cell_with_many_statements_names_the_first_and_counts_the_rest() -> None:
    statement = EDITION.statements[0]
    many = tuple(replace(statement, id=f"s{number:012}") for number in range(60))
    positions = tuple(
        replace(p, statements=tuple(s.id for s in many), lead_statement=many[0].id)
        if (p.party, p.issue) == (statement.party, statement.issue)
        else replace(p, statements=(), lead_statement="")
        for p in EDITION.positions
    )
    crowded = replace(EDITION, statements=many, positions=positions, changes=None)
    book = opened(written(crowded))
    position = next(p for p in positions if p.statements)
    row, column = cell_of(book["Matrix"], position)
    lines = str(book["Matrix"].cell(row, column).value).split("\n")
    assert lines[-2] == "s000000000000, s000000000001, s000000000002 and 57 more"
    assert lines[-1] == "10 of them only in data/statements.csv"
    assert len(table(book["Evidence"], "Evidence")) == 50
    assert any(
        "at most 50 a cell, all are in data/statements.csv" in t for t in texts(book["Evidence"])
    )


@pytest.mark.parametrize(
    ("issue", "words"),
    [
        ("Water share", "Blocked. Southmark supports; Northland opposes; "),
        ("Dam inspection", "Near. Southmark and Lake Union support; Northland sets conditions; "),
        ("River patrol", "Open. Southmark supports; Lake Union is divided; "),
        ("A seat for the tribes", "Too little known. Delta Tribes supports; "),
    ],
)
def test_a_line_for_each_issue_says_what_joins_and_what_blocks(issue: str, words: str) -> None:
    rows = {str(r["Issue"]).split("\n")[0]: r for r in table(BOOK["Matrix"], "Matrix")}
    assert rows[issue]["What joins, what blocks"].startswith(words)


def test_what_changed_shows_each_change_with_the_quotation_that_moved_it() -> None:
    rows = table(BOOK["What changed"], "Changes")
    assert EDITION.changes is not None
    expected = {(CHANGES[c.kind], PARTIES[c.party], ISSUES[c.issue]) for c in EDITION.changes}
    assert {(r["Kind"], r["Party"], r["Issue"]) for r in rows} == expected
    shift = rows[0]
    assert (shift["Kind"], shift["Before"], shift["After"]) == (
        "Shift",
        "◆ conditional",
        "▲ support",
    )
    assert shift["Quotation that moved it"] == EDITION.statements[7].quote
    assert shift["Statement"] == EDITION.statements[7].id
    gone = next(r for r in rows if r["Kind"] == "Withdrawn")
    assert gone["Quotation that moved it"] == "none in this edition"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (None, "This is the first edition; there is none before it to compare with."),
        ((), "Since the edition of 10 March 2025 (2025-03-10-abcdef0123). Nothing changed."),
    ],
)
def test_what_changed_says_so_where_there_is_nothing_to_tell(
    changes: tuple[()] | None, words: str
) -> None:
    sheet = opened(written(replace(EDITION, changes=changes)))["What changed"]
    assert words in set(texts(sheet))
    assert not sheet.tables


def test_evidence_has_a_row_for_every_statement_the_rejected_included() -> None:
    rows = {r["Statement"]: r for r in table(BOOK["Evidence"], "Evidence")}
    assert len(rows) == len(EDITION.statements)
    titles = {document.id: document.title for document in EDITION.documents}
    for statement in EDITION.statements:
        row = rows[statement.id]
        assert row["Party"] == PARTIES[statement.party]
        assert row["Quotation"] == statement.quote
        assert row["Why"] == statement.explanation
        assert row["Source"] == titles[statement.document]
        assert row["Confidence"] == pytest.approx(statement.confidence, abs=0.005)
        if statement.status is not Status.UNREVIEWED:
            assert row["Reviewed by"] == statement.reviewed_by


def test_evidence_shows_what_stands_around_a_quotation() -> None:
    rows = {r["Quotation"]: r for r in table(BOOK["Evidence"], "Evidence")}
    assert rows["Southmark demands half of the flow"]["Context"] == (
        "“We will never let half of the flow go to waste,” Ada Berg told reporters. […], "
        "as in the treaty of 1911. The hall was cold."
    )


def test_a_source_opens_at_the_sentence_where_it_has_an_address() -> None:
    opening = [c.hyperlink for c in linked(BOOK["Evidence"]) if c.hyperlink.target]
    targets = Counter(link.target for link in opening)
    assert targets["https://gazette.example/2025/opening-day"] == 4
    assert "https://wire.example/a?id=7&page=2" in targets
    assert all(":~:text=" in link.location for link in opening)
    assert all(link.target.startswith(("http://", "https://")) for link in opening)


def test_dates_are_dates_as_far_as_the_day_is_known_and_numbers_are_numbers() -> None:
    days = {r["Date"] for r in table(BOOK["Evidence"], "Evidence")}
    assert days == {
        datetime(2025, 3, 3),  # noqa: DTZ001 (a day of the calendar has no zone)
        datetime(2025, 3, 10),  # noqa: DTZ001
        datetime(2025, 4, 14),  # noqa: DTZ001
        "January 2025",
        "undated",
    }
    for row in table(BOOK["Sources"], "Sources"):
        assert isinstance(row["Words"], int)
        assert isinstance(row["Statements"], int)


def test_agreement_counts_the_relations_of_each_pair_the_closest_first() -> None:
    rows = table(BOOK["Agreement"], "Pairs")
    found = {r["Parties"]: r for r in rows}
    for a, b in {(one.party_a, one.party_b) for one in EDITION.agreement}:
        row = found[f"{PARTIES[a]} and {PARTIES[b]}"]
        pair = [one for one in EDITION.agreement if (one.party_a, one.party_b) == (a, b)]
        for relation, head in (
            (Relation.AGREE, "Agree"),
            (Relation.DIFFER, "Differ"),
            (Relation.OPPOSE, "Oppose"),
            (Relation.UNKNOWN, "Not known"),
        ):
            assert row[head] == sum(one.relation is relation for one in pair)
        agreed = [ISSUES[one.issue] for one in pair if one.relation is Relation.AGREE]
        assert row["Agree on"] == (", ".join(agreed) or "none")
    steps = [
        (r["Differ"] + 2 * r["Oppose"]) / r["Issues known"] if r["Issues known"] else 3
        for r in rows
    ]
    assert steps == sorted(steps)


def test_agreement_names_the_ends_and_what_is_near_and_what_blocks() -> None:
    assert any(
        t.startswith("Closest: Southmark and Lake Union agree on 1 of 2 issues.")
        for t in texts(BOOK["Agreement"])
    )
    rows = {r["Issue"]: r for r in table(BOOK["Agreement"], "Outlook")}
    assert next(iter(rows)) == "Dam inspection"
    assert rows["Dam inspection"]["Outlook"] == "Near"
    assert rows["Water share"]["Outlook"] == "Blocked"
    assert rows["Water share"]["Who supports"] == "Southmark"
    assert rows["Water share"]["Who opposes"] == "Northland"


def test_gaps_are_the_reading_list_of_the_analyst() -> None:
    rows = table(BOOK["Gaps"], "Gaps")
    expected = [(GAPS[g.kind], PARTIES[g.party], ISSUES[g.issue]) for g in gaps(EDITION)]
    assert [(r["Gap"], r["Party"], r["Issue"]) for r in rows] == expected
    assert {r["Gap"] for r in rows} == {GAPS[kind] for kind in GapKind}
    old = next(r for r in rows if r["Gap"] == GAPS[GapKind.OLD])
    assert old["Detail"] == "42 days"
    (lost,) = table(BOOK["Gaps"], "LostQuotations")
    assert lost["Quotation that is gone"].startswith("no foreign boats\n")


def test_an_edition_without_gaps_says_so() -> None:
    perfect = replace(EDITION, positions=tuple(_perfect(p) for p in EDITION.positions))
    sheet = opened(written(perfect))["Gaps"]
    assert any(t.startswith("None: every cell has a position") for t in texts(sheet))
    assert "Gaps" not in sheet.tables


def _perfect(position: Position) -> Position:
    return replace(
        position,
        stance=Stance.SUPPORT,
        basis=Basis.REVIEWED,
        statements=(EDITION.statements[12].id,),
        lead_statement=EDITION.statements[12].id,
        last_date=EDITION.evidence_date,
        sources=2,
    )


def test_every_source_is_listed_a_copy_under_its_original_and_counted_once() -> None:
    rows = table(BOOK["Sources"], "Sources")
    assert sorted(r["File"] for r in rows) == sorted(d.path for d in EDITION.documents)
    files = [r["File"] for r in rows]
    place = files.index("opening-day-wire.txt")
    assert files[place - 1] == "opening-day.txt"
    assert rows[place]["Counts as"] == "nothing: a copy of the one above (Halm Gazette)"
    assert rows[place - 1]["Counts as"] == "1 source, with 1 copy"
    assert any("6 documents, 5 independent sources" in t for t in texts(BOOK["Sources"]))
    assert table(BOOK["Sources"], "NotRead") == [
        {
            "row": find(BOOK["Sources"], "scan.pdf").row,
            "File not read": "scan.pdf",
            "Why it was not": "no text can be read from it",
        }
    ]
    assert set(EDITION.warnings) <= set(texts(BOOK["Sources"]))


def test_columns_that_would_be_empty_are_left_out() -> None:
    bare = replace(
        EDITION,
        documents=tuple(replace(d, url="", note="") for d in EDITION.documents),
        statements=tuple(replace(s, condition="") for s in EDITION.statements),
    )
    book = opened(written(bare))
    assert not {"Open", "Condition"} & set(table(book["Evidence"], "Evidence")[0])
    assert not {"Open", "Address", "Note"} & set(table(book["Sources"], "Sources")[0])


def test_the_codebook_lists_issues_parties_and_actors() -> None:
    issues = table(BOOK["Codebook"], "Issues")
    assert [r["Issue"] for r in issues] == list(ISSUES.values())
    actors = table(BOOK["Codebook"], "Actors")
    expected = [
        (party.name, actor.name) for party in EDITION.codebook.parties for actor in speakers(party)
    ]
    assert [(r["Party"], r["Actor"]) for r in actors] == expected


def test_the_method_tells_the_rules_and_how_to_cite() -> None:
    words = " ".join(texts(BOOK["Method"]))
    for rule in ("14 days older", "in the 30 days before", "older than 30 days", EDITION.id):
        assert rule in words


def test_the_method_says_how_many_of_the_unseen_statements_are_right_as_far_as_it_was_counted() -> (
    None
):
    (quality,) = [t for t in texts(BOOK["Method"]) if t.startswith("No person has seen")]
    unseen = sum(s.status is Status.UNREVIEWED for s in EDITION.statements)
    assert f"{unseen} statements of this edition" in quality
    assert re.search(r"about \d+ in 100 .* \(\d+ cases?", quality)


def test_the_properties_name_title_edition_and_the_evidence_date() -> None:
    properties = BOOK.properties
    assert properties.title == "River talks of Halm: where the parties stand"
    assert EDITION.id in (properties.subject or "")
    assert properties.language == "en"
    for stamp in (properties.created, properties.modified):
        assert stamp is not None
        assert stamp.date() == date.fromisoformat(EDITION.evidence_date)


def test_an_edition_without_anything_found_still_opens() -> None:
    nothing = replace(
        EDITION,
        evidence_date="",
        documents=(),
        statements=(),
        skipped=(),
        changes=None,
        orphans=(),
        warnings=(),
        positions=tuple(
            Position(party=p.party, issue=p.issue, stance=Stance.NONE, reason="not found")
            for p in EDITION.positions
        ),
    )
    book = opened(written(nothing))
    assert tuple(book.sheetnames) == SHEETS
    assert "No statement was found in the documents." in set(texts(book["Evidence"]))
    assert "undated" in set(texts(book["Read me"]))


def test_a_dossier_of_one_party_has_no_pairs() -> None:
    parties = EDITION.codebook.parties[:1]
    alone: Edition = replace(
        EDITION,
        codebook=replace(EDITION.codebook, parties=parties),
        positions=tuple(p for p in EDITION.positions if p.party == parties[0].id),
        statements=tuple(s for s in EDITION.statements if s.party == parties[0].id),
        agreement=(),
        changes=None,
    )
    assert "There is but one party." in set(texts(opened(written(alone))["Agreement"]))


def test_a_paper_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="Name one of A4, Letter"):
        write_workbook(EDITION, tmp_path / "matrix.xlsx", paper="A7")
    assert not list(tmp_path.iterdir())
