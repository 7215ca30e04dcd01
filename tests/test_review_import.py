"""A workbook that comes back: what each row becomes, and that no decision is lost or moved."""

import datetime as dt
import os
import signal
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from positions import curation
from positions.curation.writing import HEAD
from positions.errors import BadInput
from positions.model import (
    CellDecision,
    Citation,
    Decision,
    Stance,
    StatementDecision,
    Status,
    Verdict,
)
from positions.review.columns import ADD, CELLS, LISTS, STATEMENTS
from positions.review.draft import Draft
from positions.review.importing import Outcome, Plan, carry_out
from positions.review.queue import queue
from publications import Seam, kill
from reviews import (
    ADDED,
    ALL_KINDS,
    BOATS,
    CODEBOOK,
    DAM,
    DOCUMENTS,
    EXPORT,
    ONE,
    OPEN,
    PATROL,
    PROPOSED,
    REJECTS,
    REJECTS_AGAIN,
    TWO,
    WARY,
    answered,
    document,
    draft,
    exported,
    heads,
    imported,
    opened,
    outcomes,
    saved,
)


def status_of(of: Draft) -> dict[str, Status]:
    return {one.id: one.status for one in of.curated.statements}


def line_of(made: Plan, part: str) -> str:
    return next(str(line) for line in made.lines if part in str(line))


def test_every_kind_of_answer_becomes_its_decision(tmp_path: Path) -> None:
    before = draft()
    made, after = imported(before, answered(EXPORT, ALL_KINDS, [ADDED]), tmp_path)
    assert not made.lost, "\n".join(map(str, made.lost))
    assert outcomes(made)["applied"] == 10
    found = {one.id: one for one in after.curated.statements}
    assert found[REJECTS].status is Status.ACCEPTED
    assert found[REJECTS_AGAIN].status is Status.REJECTED
    assert (found[PATROL].stance, found[PATROL].actor) == (Stance.CONDITIONAL, "north")
    assert (found[BOATS].issue, found[BOATS].stance) == ("dam", Stance.SUPPORT)
    assert found[BOATS].actor == "velm"
    assert (found[WARY].stance, found[WARY].actor) == (Stance.CONDITIONAL, "velm")
    assert found[DAM].status is Status.UNSURE
    (added,) = [one for one in after.curated.statements if one.status is Status.ADDED]
    assert added.quote == "Osta wants the dam – “at once”."
    assert (added.party, added.actor, added.issue, added.stance) == (
        "union",
        "osta",
        "dam",
        Stance.SUPPORT,
    )
    assert found[OPEN].status is Status.UNREVIEWED
    cells = after.curated.cells
    assert cells["north", "water"].summary == "Is open to it now."
    assert [one.quote for one in cells["north", "water"].evidence] == [
        "Ada rejects the water plan.",
        "Ada is open to the water plan now.",
    ]
    assert cells["union", "water"].evidence == (Citation(document="one"), Citation(document="two"))
    assert cells["union", "patrol"].why == "so far"
    for decision in made.decisions:
        assert (decision.who, decision.when) == ("mia", "2026-01-02")
        assert decision.proposition == CODEBOOK.issue(_issue(decision)).proposition


def _issue(decision: Decision) -> str:
    moved = decision.new_issue if isinstance(decision, StatementDecision) else ""
    return moved or decision.issue


def test_what_is_imported_is_read_back_from_the_file_of_decisions(tmp_path: Path) -> None:
    before = draft()
    made, _ = imported(before, answered(EXPORT, ALL_KINDS, [ADDED]), tmp_path)
    carry_out(made, tmp_path / "decisions.yaml", b"")
    assert curation.load(tmp_path / "decisions.yaml", CODEBOOK) == made.decisions


def test_nothing_decided_is_asked_again_and_only_the_decided_changes(tmp_path: Path) -> None:
    before = draft()
    _, after = imported(before, answered(EXPORT, ALL_KINDS, [ADDED]), tmp_path)
    asked = queue(after)
    assert [one.statement for one in asked.statements] == [OPEN]
    assert ("north", "water") not in {(one.party, one.issue) for one in asked.cells}
    kept = {one.id: one for one in after.curated.statements}
    for one in before.curated.statements:
        if one.id not in ALL_KINDS:
            assert kept[one.id] == one
    positions = dict(zip(before.positions(), after.positions(), strict=True))
    changed = {(now.party, now.issue) for was, now in positions.items() if was != now}
    assert changed == {
        ("north", "water"),
        ("north", "patrol"),
        ("union", "water"),
        ("union", "patrol"),
        ("union", "dam"),
    }


def test_an_unchanged_export_changes_nothing(tmp_path: Path) -> None:
    for decisions in ((), imported_decisions(tmp_path)):
        of = draft(decisions)
        made, _ = imported(of, exported(of), tmp_path)
        assert set(outcomes(made)) == {"unchanged"}
        assert not made.decisions


def imported_decisions(folder: Path) -> tuple[Decision, ...]:
    before = draft()
    made, _ = imported(before, answered(EXPORT, ALL_KINDS, [ADDED]), folder)
    return made.decisions


def test_a_workbook_imported_again_changes_nothing(tmp_path: Path) -> None:
    before = draft()
    content = answered(EXPORT, ALL_KINDS, [ADDED])
    _, after = imported(before, content, tmp_path)
    again, _ = imported(after, content, tmp_path)
    assert set(outcomes(again)) == {"unchanged"}, "\n".join(map(str, again.lost))
    assert not again.decisions


def test_an_analyst_goes_on_in_the_same_workbook_after_an_import(tmp_path: Path) -> None:
    before = draft()
    content = answered(EXPORT, {REJECTS: {"Decision": "reject"}})
    _, middle = imported(before, content, tmp_path)
    more = answered(content, {"north/water": {"Reviewed stance": "oppose", "Text": "Against."}})
    made, after = imported(middle, more, tmp_path)
    assert outcomes(made)["applied"] == 1, "\n".join(map(str, made.lost))
    cited = after.curated.cells["north", "water"].evidence
    assert len(cited) == 2, "the rejected statement is no evidence"


# --- two analysts -------------------------------------------------------------------------


def test_the_order_of_two_imports_that_do_not_touch_each_other_does_not_matter(
    tmp_path: Path,
) -> None:
    before = draft()
    export = EXPORT
    mias = answered(export, {REJECTS: {"Decision": "accept"}, OPEN: {"Decision": "accept"}})
    bens = answered(
        export,
        {
            BOATS: {"Decision": "reject"},
            "north/patrol": {"Reviewed stance": "support", "Text": "Wants it."},
        },
    )
    ends = []
    for first, second in (((mias, "mia"), (bens, "ben")), ((bens, "ben"), (mias, "mia"))):
        _, middle = imported(before, first[0], tmp_path, first[1])
        made, after = imported(middle, second[0], tmp_path, second[1])
        assert not made.lost
        ends.append(after)
    assert ends[0].curated == ends[1].curated
    assert len(ends[0].decisions) == 4


def test_what_two_analysts_see_differently_is_a_list_that_shows_both(tmp_path: Path) -> None:
    before = draft()
    export = EXPORT
    mias = answered(
        export,
        {
            REJECTS: {"Decision": "accept"},
            BOATS: {"Decision": "reject"},
            "north/patrol": {"Reviewed stance": "support", "Text": "Wants it."},
        },
        [ADDED],
    )
    bens = answered(
        export,
        {
            REJECTS: {"Decision": "accept"},
            BOATS: {"Decision": "accept"},
            OPEN: {"Decision": "accept"},
            "north/patrol": {"Reviewed stance": "conditional", "Text": "Wants it, perhaps."},
        },
        [{**ADDED, "Stance": "oppose"}],
    )
    _, middle = imported(before, mias, tmp_path)
    made, after = imported(middle, bens, tmp_path, "ben")
    assert [line.outcome for line in made.lost] == [Outcome.CONFLICT] * 3
    told = line_of(made, "Velm sends boats")
    assert "this row says accept support" in told
    assert "reject by mia on 2026-01-02" in told
    told = line_of(made, "north/patrol: ")
    assert "Wants it, perhaps." in told
    assert "support: Wants it. by mia" in told
    assert "add support through osta by mia" in line_of(made, "Osta wants")
    assert after is middle, "nothing is applied as long as something would be lost"
    path = tmp_path / "decisions.yaml"
    with pytest.raises(BadInput, match="3 conflict"):
        carry_out(made, path, b"")
    assert not path.exists()
    carry_out(made, path, b"", rest=True)
    assert [one.who for one in curation.load(path, CODEBOOK)] == ["ben"]


def test_two_rows_of_one_workbook_that_contradict_each_other_decide_nothing(
    tmp_path: Path,
) -> None:
    before = draft()
    workbook = opened(answered(EXPORT, {REJECTS: {"Decision": "accept"}}))
    sheet = workbook[STATEMENTS]
    row = next(
        row for row in sheet.iter_rows(min_row=2) if row[heads(sheet)["id"] - 1].value == REJECTS
    )
    sheet.append([cell.value for cell in row])
    same, _ = imported(before, saved(workbook), tmp_path)
    assert outcomes(same)["applied"] == 1
    sheet.cell(sheet.max_row, heads(sheet)["Decision"]).value = "reject"
    made, _ = imported(before, saved(workbook), tmp_path)
    assert outcomes(made)["conflict"] == 2
    assert not made.decisions


# --- what changed since the export --------------------------------------------------------


def test_a_statement_that_the_extractor_reads_otherwise_now_is_a_conflict(tmp_path: Path) -> None:
    content = answered(EXPORT, {OPEN: {"Decision": "accept"}})
    proposed = [replace(one, stance=Stance.SUPPORT) if one.id == OPEN else one for one in PROPOSED]
    made, _ = imported(draft(proposed=proposed), content, tmp_path)
    told = line_of(made, "Ada is open")
    assert told.startswith("conflict")
    assert "proposed as support" in told


def test_a_statement_that_is_proposed_no_more_is_unknown_and_blocks_the_import(
    tmp_path: Path,
) -> None:
    content = answered(EXPORT, {OPEN: {"Decision": "accept"}, BOATS: {"Decision": "accept"}})
    made, _ = imported(draft(proposed=PROPOSED[:-1]), content, tmp_path)
    assert [line.outcome for line in made.lost] == [Outcome.UNKNOWN]
    assert "copy its words to the sheet Add" in made.lost[0].what


def test_new_statements_in_a_cell_since_the_export_are_a_conflict(tmp_path: Path) -> None:
    before = draft(proposed=PROPOSED[:-1])
    content = answered(
        exported(before), {"north/water": {"Reviewed stance": "oppose", "Text": "Against."}}
    )
    made, _ = imported(draft(), content, tmp_path)
    told = line_of(made, "north/water: ")
    assert told.startswith("conflict")
    assert "1 conditional, 2 oppose" in told


@pytest.mark.parametrize(("stance", "outcome"), [("none", "conflict"), ("oppose", "applied")])
def test_a_new_document_matters_to_who_found_nothing_in_those_before(
    tmp_path: Path, stance: str, outcome: str
) -> None:
    content = answered(EXPORT, {"north/water": {"Reviewed stance": stance, "Text": "As read."}})
    now = draft(documents=(*DOCUMENTS, document("Rain.", "three", "2025-12-20")))
    made, _ = imported(now, content, tmp_path)
    assert line_of(made, "north/water: ").startswith(outcome)


def test_words_that_moved_in_an_edited_document_take_the_decision_along(tmp_path: Path) -> None:
    content = answered(EXPORT, {BOATS: {"Decision": "accept"}})
    edited = document("A new first line.\n" + ONE.text)
    proposed = [
        replace(one, start=one.start + 18, end=one.end + 18) if one.document == "one" else one
        for one in PROPOSED
    ]
    made, after = imported(draft(documents=(edited, TWO), proposed=proposed), content, tmp_path)
    assert not made.lost
    assert status_of(after)[BOATS] is Status.ACCEPTED


def test_an_orphan_goes_when_its_words_are_added_where_they_stand_now(tmp_path: Path) -> None:
    lost = StatementDecision(
        party="union",
        issue="patrol",
        verdict=Verdict.ACCEPT,
        evidence=Citation(document="one", quote="Velm sends many boats"),
        stance=Stance.SUPPORT,
        who="ben",
        when="2025-12-02",
    )
    before = draft([lost], proposed=())
    (orphan,) = before.curated.orphans
    row = {"Document": "one", "Holder": "Union", "Issue": "Patrol", "Stance": "support"}
    content = answered(exported(before), {}, [{**row, "Quotation": orphan.likely}])
    _, after = imported(before, content, tmp_path)
    assert not after.curated.orphans
    assert [one.quote for one in after.curated.statements] == [orphan.likely]


# --- what is refused ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "answer", "column", "complaint"),
    [
        (REJECTS, {"Decision": "yes"}, "Decision", "no decision 'yes'"),
        (REJECTS, {"Note": "hm"}, "Decision", "the decision is missing"),
        (REJECTS, {"Stance": "support"}, "Decision", "the decision is missing"),
        (REJECTS, {"Decision": "accept", "Stance": "support"}, "Stance", "accept keeps"),
        (REJECTS, {"Decision": "accept", "Issue": "Dam"}, "Issue", "accept keeps"),
        (REJECTS, {"Decision": "reject", "Stance": "support"}, "Stance", "would be lost"),
        (REJECTS, {"Decision": "unsure", "Holder": "Union"}, "Holder", "would be lost"),
        (REJECTS, {"Decision": "recode"}, "Decision", "recode changes nothing"),
        (REJECTS, {"Decision": "recode", "Stance": "oppose"}, "Decision", "changes nothing"),
        (REJECTS, {"Decision": "recode", "Stance": "divided"}, "Stance", "no stance 'divided'"),
        (REJECTS, {"Decision": "recode", "Issue": "Wine"}, "Issue", "no issue 'Wine'"),
        (REJECTS, {"Decision": "recode", "Holder": "West"}, "Holder", "no holder 'West'"),
        (REJECTS, {"Decision": "=1+1"}, "Decision", "a formula here"),
        (REJECTS, {"Decision": "#REF!"}, "Decision", "an error here"),
        (REJECTS, {"Decision": "accept", "row_hash": None}, "row_hash", "row_hash is missing"),
        (REJECTS, {"Decision": "accept", "id": None}, "id", "id is missing"),
        ("north/water", {"Reviewed stance": "against"}, "Reviewed stance", "no stance 'against'"),
        ("north/water", {"Text": "Alone."}, "Reviewed stance", "the stance is missing"),
        ("north/water", {"Reviewed stance": "oppose"}, "Text", "the sentence is missing"),
        ("north/water", {"Reviewed stance": "oppose", "Text": "x" * 301}, "Text", "301 characters"),
        (
            "north/water",
            {"Reviewed stance": "oppose", "Text": "No.", "As of": "soon"},
            "As of",
            "'soon' is no day",
        ),
        (
            "north/water",
            {"Reviewed stance": "oppose", "Text": "No.", "As of": "2025-01-01"},
            "Reviewed stance",
            "no statement stands in this cell through 2025-01-01",
        ),
        ("north/water", {"Reviewed stance": "none", "As of": "2025-01-01"}, "As of", "that old"),
        ("union/water", {"Reviewed stance": "oppose", "Text": "No."}, "Reviewed stance", "Add the"),
        ("union/dam", {"Reviewed stance": "divided", "Text": "Both."}, "Reviewed stance", "differ"),
    ],
)
def test_an_answer_that_cannot_be_taken_is_told_with_its_cell(
    tmp_path: Path, key: str, answer: Mapping[str, object], column: str, complaint: str
) -> None:
    before = draft()
    content = answered(EXPORT, {key: answer, OPEN: {"Decision": "accept"}})
    made, _ = imported(before, content, tmp_path)
    (line,) = made.lost
    assert line.outcome is Outcome.INVALID
    assert complaint in line.what
    name = CELLS if "/" in key else STATEMENTS
    sheet = opened(EXPORT)[name]
    places = heads(sheet)
    rows = range(2, sheet.max_row + 1)
    number = next(n for n in rows if sheet.cell(n, places["id"]).value == key)
    assert line.place == f"{name}!{get_column_letter(places[column])}{number}"


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"Document": "The third day"}, "no document 'The third day'"),
        ({"Document": None}, "the document is missing"),
        (
            {"Quotation": "Osta wants a dam."},
            "do not stand in two. Copy them from the document. The",
        ),
        ({"Quotation": None}, "it is empty"),
        ({"Document": "one", "Quotation": "boats"}, "stand 2 times in one"),
        ({"Holder": "Osta"}, "no holder 'Osta'"),
        ({"Issue": None}, "the issue is missing"),
        ({"Stance": "none"}, "no stance 'none'"),
        ({"Quotation": "=A1"}, "a formula"),
    ],
)
def test_a_statement_that_cannot_be_added_is_told_with_its_cell(
    tmp_path: Path, change: Mapping[str, object], complaint: str
) -> None:
    before = draft()
    made, _ = imported(before, answered(EXPORT, {}, [{**ADDED, **change}]), tmp_path)
    (line,) = made.lost
    assert line.outcome is Outcome.INVALID
    assert complaint in line.what
    assert line.place.startswith(f"{ADD}!")
    assert line.place.endswith("2")


@pytest.mark.parametrize("key", [REJECTS, "north/water"])
def test_a_decision_that_was_cleared_is_not_silently_kept_or_dropped(
    tmp_path: Path, key: str
) -> None:
    before = draft(imported_decisions(tmp_path))
    nothing = {"Decision": None, "Stance": None, "Issue": None, "Holder": None}
    if "/" in key:
        nothing = {"Reviewed stance": None, "Text": None}
    made, _ = imported(before, answered(exported(before), {key: nothing}), tmp_path)
    assert "cannot be taken back" in made.lost[0].what


def test_a_sentence_does_not_stay_behind_in_a_cell_that_becomes_empty(tmp_path: Path) -> None:
    before = draft(imported_decisions(tmp_path))
    export = exported(before)
    made, _ = imported(
        before, answered(export, {"north/water": {"Reviewed stance": "none"}}), tmp_path
    )
    assert "this is the sentence for conditional" in made.lost[0].what
    made, after = imported(
        before,
        answered(export, {"north/water": {"Reviewed stance": "none", "Text": None}}),
        tmp_path,
    )
    assert not made.lost
    assert after.curated.cells["north", "water"].stance is Stance.NONE


# --- decided before, decided again --------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        (REJECTS, {"Decision": "reject"}),
        (REJECTS_AGAIN, {"Decision": "accept"}),
        (PATROL, {"Decision": "reject"}),
        (BOATS, {"Issue": "Water"}),
        (WARY, {"Decision": "unsure"}),
        (DAM, {"Decision": "accept", "Note": "it is Velm"}),
        ("north/water", {"Text": "Is open to it."}),
        ("union/water", {"Note": "read again"}),
    ],
)
def test_what_is_decided_stands_in_the_workbook_and_can_be_decided_otherwise(
    tmp_path: Path, key: str, answer: Mapping[str, object]
) -> None:
    before = draft(imported_decisions(tmp_path))
    made, _ = imported(before, answered(exported(before), {key: answer}), tmp_path, "ben")
    assert not made.lost
    assert outcomes(made)["applied"] == 1
    assert [one.who for one in made.decisions] == ["ben"]


def test_a_contested_cell_is_kept_as_it_is_by_another_day(tmp_path: Path) -> None:
    """The newer statement is conditional; the analyst reads it and stays with oppose."""
    decision = CellDecision(
        party="north",
        issue="water",
        stance=Stance.OPPOSE,
        summary="Against.",
        evidence=(Citation(document="one", quote="Ada rejects the water plan. The"),),
        who="ben",
        when="2025-12-02",
    )
    before = draft([decision])
    asked = queue(before).cells[0]
    assert (asked.party, asked.issue) == ("north", "water")
    assert "contradict" in asked.why
    content = answered(exported(before), {"north/water": {"As of": dt.date(2025, 12, 8)}})
    made, after = imported(before, content, tmp_path)
    assert not made.lost
    position = next(
        one for one in after.positions() if (one.party, one.issue) == ("north", "water")
    )
    assert (position.stance, position.contested_since, position.as_of) == (
        Stance.OPPOSE,
        "",
        "2025-12-08",
    )
    again, _ = imported(after, content, tmp_path)
    assert not again.decisions
    assert not again.lost


def test_a_divided_cell_keeps_each_voice_with_its_actor(tmp_path: Path) -> None:
    before = draft()
    content = answered(
        EXPORT, {"union/patrol": {"Reviewed stance": "divided", "Text": "They differ."}}
    )
    _, after = imported(before, content, tmp_path)
    cited = after.curated.cells["union", "patrol"].evidence
    assert [(one.actor, one.stance) for one in cited] == [
        ("velm", Stance.SUPPORT),
        ("osta", Stance.OPPOSE),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Says “_x0041_” twice.",
        "Two\nlines, = and + 1.",
        "=Begins like a formula",
        "Turned \u202e around",
        " 42 ",
        "𝒳 and ünïcode",
    ],
)
def test_a_sentence_of_any_kind_comes_back_as_it_was(tmp_path: Path, text: str) -> None:
    decision = CellDecision(
        party="north",
        issue="water",
        stance=Stance.OPPOSE,
        summary=text,
        evidence=(Citation(document="one", quote="Ada rejects the water plan. The"),),
        who="ben",
        when="2025-12-02",
    )
    before = draft([decision])
    content = exported(before)
    untouched, _ = imported(before, content, tmp_path)
    assert set(outcomes(untouched)) == {"unchanged"}
    made, _ = imported(before, answered(content, {"north/water": {"Note": "yes"}}), tmp_path)
    (again,) = made.decisions
    assert isinstance(again, CellDecision)
    assert again.summary == " ".join(text.replace("\u202e", "[U+202E]").split())


# --- what programs do to a workbook -------------------------------------------------------


def sorted_rows(workbook: Workbook) -> None:
    for name in (STATEMENTS, CELLS):
        sheet = workbook[name]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        rows.sort(key=lambda row: str(row[-1]))
        for number, row in enumerate(rows, 2):
            for place, value in enumerate(row, 1):
                sheet.cell(number, place).value = value


def moved_columns(workbook: Workbook) -> None:
    for name in (STATEMENTS, CELLS, ADD):
        sheet = workbook[name]
        rows = [[cell.value for cell in row][::-1] for row in sheet.iter_rows()]
        sheet.delete_rows(1, sheet.max_row)
        sheet.append(["Exported from somewhere"])
        sheet.append([])
        for row in rows:
            sheet.append([None, *row, "more"] if any(row) else row)


def deleted_rows(workbook: Workbook) -> None:
    for name in (STATEMENTS, CELLS):
        sheet = workbook[name]
        keys = {*ALL_KINDS}
        for number in range(sheet.max_row, 1, -1):
            if sheet.cell(number, heads(sheet)["id"]).value not in keys:
                sheet.delete_rows(number)


def other_types(workbook: Workbook) -> None:
    for name in (STATEMENTS, CELLS):
        sheet = workbook[name]
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                if isinstance(cell.value, dt.datetime | int | float):
                    cell.value = str(cell.value)
                elif isinstance(cell.value, str) and not cell.value.startswith("="):
                    cell.value = f" {cell.value} "
        for cell in sheet[1]:
            cell.value = str(cell.value).strip().upper()


def shouted(workbook: Workbook) -> None:
    for row in workbook[STATEMENTS].iter_rows(min_row=2):
        for cell in row[8:12]:
            if cell.value:
                cell.value = str(cell.value).upper()


def without_lists(workbook: Workbook) -> None:
    del workbook[LISTS]
    workbook[STATEMENTS].title = "statements "


@pytest.mark.parametrize(
    "shape", [sorted_rows, moved_columns, deleted_rows, other_types, shouted, without_lists]
)
def test_whatever_a_program_did_to_the_workbook_the_decisions_are_the_same(
    tmp_path: Path, shape: Callable[[Workbook], None]
) -> None:
    before = draft()
    content = answered(EXPORT, ALL_KINDS, [ADDED])
    expected, _ = imported(before, content, tmp_path)
    workbook = opened(content)
    shape(workbook)
    made, _ = imported(before, saved(workbook), tmp_path)
    assert not made.lost, "\n".join(map(str, made.lost))
    assert sorted(map(str, made.decisions)) == sorted(map(str, expected.decisions))


@pytest.mark.parametrize(
    "day",
    [dt.datetime.fromisoformat("2025-12-05"), dt.date(2025, 12, 5), "2025-12-05", "5 December 2025",
     "5 Dec 2025", " 2025-12-05 ", 45996],
)  # fmt: skip
def test_a_day_is_understood_as_a_date_a_number_or_a_text(tmp_path: Path, day: object) -> None:
    before = draft()
    content = answered(
        EXPORT,
        {"north/water": {"Reviewed stance": "oppose", "Text": "Against.", "As of": day}},
    )
    made, _ = imported(before, content, tmp_path)
    (decision,) = made.decisions
    assert isinstance(decision, CellDecision)
    assert {one.document for one in decision.evidence} == {"one"}


# --- the file of decisions ----------------------------------------------------------------


def test_two_imports_at_once_are_not_mistaken_for_one_after_the_other(tmp_path: Path) -> None:
    """Both were planned on the same decisions; the second would overrule the first unseen."""
    before, path = draft(), tmp_path / "decisions.yaml"
    export = EXPORT
    known = curation.content_of(path)
    mias, _ = imported(before, answered(export, {BOATS: {"Decision": "accept"}}), tmp_path)
    bens, _ = imported(before, answered(export, {BOATS: {"Decision": "reject"}}), tmp_path, "ben")
    carry_out(mias, path, known)
    with pytest.raises(BadInput, match="somebody else has decided meanwhile"):
        carry_out(bens, path, known)
    assert [one.who for one in curation.load(path, CODEBOOK)] == ["mia"]


def killed(made: Plan, path: Path, at: int) -> bool:
    """Whether an import in a process of its own was killed; it is not if it ends before."""
    run = os.fork()
    if not run:
        with Seam(at, kill):
            carry_out(made, path, curation.content_of(path))
        os._exit(0)
    ended = os.waitstatus_to_exitcode(os.waitpid(run, 0)[1])
    assert ended in (0, -signal.SIGKILL)
    return ended != 0


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_an_import_killed_at_any_write_leaves_all_decisions_made_before_and_none_by_half(
    tmp_path: Path,
) -> None:
    before, path = draft(), tmp_path / "decisions.yaml"
    export = EXPORT
    first, _ = imported(before, answered(export, {BOATS: {"Decision": "accept"}}), tmp_path)
    others = {name: answer for name, answer in ALL_KINDS.items() if name != BOATS}
    made, _ = imported(before, answered(export, others, [ADDED]), tmp_path)
    kills = 0
    for start in (b"", HEAD.encode(), None):
        for at in count(1):
            path.unlink(missing_ok=True)
            if start is None:
                carry_out(first, path, b"")
            elif start:
                path.write_bytes(start)
            kept = curation.load(path, CODEBOOK)
            if not killed(made, path, at):
                break
            kills += 1
            assert curation.load(path, CODEBOOK) in (kept, (*kept, *made.decisions))
            carry_out(Plan(lines=(), decisions=first.decisions), path, curation.content_of(path))
        assert curation.load(path, CODEBOOK) == (*kept, *made.decisions)
    assert kills >= 20
