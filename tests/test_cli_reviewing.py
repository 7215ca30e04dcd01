"""review, decide and log as an analyst or a script calls them, and what a build makes of it."""

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from commands import Run
from dossiers import write_dossier
from reviews import answered

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return write_dossier(tmp_path / "dossier")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "review.xlsx"


def statements(run: Run, dossier: Path, output: Path) -> dict[str, dict[str, str]]:
    """The rows of `statements.csv` of a build, by id."""
    code, _, said = run("build", dossier, "--output", output)
    assert code == 0, said
    with (output / "data" / "statements.csv").open(encoding="utf-8", newline="") as table:
        return {row["id"]: row for row in csv.DictReader(table)}


def positions(output: Path) -> dict[tuple[str, str], dict[str, str]]:
    """The rows of `positions.csv` of the last build, by party and issue."""
    with (output / "data" / "positions.csv").open(encoding="utf-8", newline="") as table:
        return {(row["party"], row["issue"]): row for row in csv.DictReader(table)}


def answer(book: Path, answers: dict[str, dict[str, object]], analyst: str = "mia") -> None:
    book.write_bytes(answered(book.read_bytes(), answers, analyst=analyst))


def test_a_dossier_is_exported_decided_imported_and_built(
    run: Run, dossier: Path, book: Path, tmp_path: Path
) -> None:
    before = statements(run, dossier, tmp_path / "output")
    code, printed, said = run("review", dossier, "--file", book)
    assert (code, printed) == (0, f"{book}\n")
    assert f"{len(before)} statements and 4 cells to decide" in said
    first = next(name for name, row in before.items() if row["party"] == "south")
    cell: dict[str, object] = {"Reviewed stance": "oppose", "Text": "Rejects shared fishing."}
    answer(book, {first: {"Decision": "reject"}, "north/river": cell})
    code, printed, said = run("review", dossier, "--import", book, "--when", "2025-05-01")
    assert code == 0, said
    assert printed.count("applied") == 2
    assert f"2 applied, {len(before) + 2} unchanged" in said
    after = statements(run, dossier, tmp_path / "output")
    assert (after[first]["status"], after[first]["reviewed_by"], after[first]["reviewed_on"]) == (
        "rejected",
        "mia",
        "2025-05-01",
    )
    assert [row for name, row in after.items() if name != first] == [
        row for name, row in before.items() if name != first
    ]
    found = positions(tmp_path / "output")
    assert found["north", "river"]["summary"] == "Rejects shared fishing."
    assert run("review", dossier, "--import", book)[2] == f"{len(before) + 4} unchanged\n"


def test_a_dry_run_says_the_same_and_writes_nothing(run: Run, dossier: Path, book: Path) -> None:
    run("review", dossier, "--file", book)
    answer(book, {"north/river": {"Reviewed stance": "none"}})
    code, printed, said = run("review", dossier, "--import", book, "--dry-run")
    assert code == 0
    assert "applied    Cells!" in printed
    assert "Nothing was written" in said
    assert not (dossier / "decisions.yaml").exists()
    assert run("review", dossier, "--import", book)[1] == printed


def test_answers_that_would_be_lost_stop_the_import_until_somebody_says_otherwise(
    run: Run, dossier: Path, book: Path
) -> None:
    run("review", dossier, "--file", book)
    answer(
        book,
        {"north/river": {"Reviewed stance": "none"}, "south/dam": {"Reviewed stance": "perhaps"}},
    )
    for more in ((), ("--dry-run",)):
        code, printed, said = run("review", dossier, "--import", book, *more)
        assert code == 65
        assert "invalid    Cells!" in printed
        assert "1 invalid" in said
        assert not (dossier / "decisions.yaml").exists()
    code, _, said = run("review", dossier, "--import", book, "--apply-rest")
    assert code == 0
    assert "cell: north/river" in (dossier / "decisions.yaml").read_text(encoding="utf-8")


def test_who_decided_is_on_the_first_sheet_or_on_the_command_line_or_asked_for(
    run: Run, dossier: Path, book: Path
) -> None:
    run("review", dossier, "--file", book)
    answer(book, {"north/river": {"Reviewed stance": "none"}}, analyst="")
    code, _, said = run("review", dossier, "--import", book)
    assert code == 65
    assert "beside 'Analyst'" in said
    assert run("review", dossier, "--import", book, "--who", "ben")[0] == 0
    assert "  ben  north/river: none" in run("log", dossier)[1]


def test_a_workbook_with_answers_is_not_written_over(run: Run, dossier: Path, book: Path) -> None:
    run("review", dossier, "--file", book)
    content = book.read_bytes()
    code, _, said = run("review", dossier, "--file", book)
    assert code == 1
    assert "it is there already" in said
    assert book.read_bytes() == content


def test_what_differs_from_the_last_edition_is_asked_first(
    run: Run, dossier: Path, book: Path, tmp_path: Path
) -> None:
    output = tmp_path / "output"
    code, _, said = run("review", dossier, "--file", book, "--output", tmp_path)
    assert code == 1
    assert "there is no edition here" in said
    statements(run, dossier, output)
    (dossier / "documents" / "third.txt").write_text("The South rejects an inspection.\n")
    with (dossier / "sources.csv").open("a", encoding="utf-8") as table:
        table.write("third,2025-06-01\n")
    assert run("review", dossier, "--file", book, "--output", output)[0] == 0
    code, _, _ = run("review", dossier, "--import", book, "--who", "x")
    assert code == 0


def test_a_script_decides_on_a_statement_a_cell_and_missed_words(
    run: Run, dossier: Path, tmp_path: Path
) -> None:
    name = min(statements(run, dossier, tmp_path / "output"))
    who = ("--who", "mia", "--when", "2025-05-01")
    assert run("decide", dossier, name, "reject", "--note", "a rumour", *who)[0] == 0
    code, printed, _ = run("decide", dossier, "north/dam", "none", *who)
    assert (code, printed) == (0, "north/dam: none\n")
    missed = ("--quote", "shared fishing.\n\nThe South", "--holder", "north", "--issue", "river")
    code, printed, _ = run("decide", dossier, "first", "add", *missed, "--stance", "oppose", *who)
    assert (code, printed) == (0, "north/river: add oppose\n")
    code, printed, said = run("decide", dossier, "north/dam", "none", *who)
    assert (code, printed) == (0, "")
    assert "decided already" in said
    after = statements(run, dossier, tmp_path / "output")
    assert after[name]["status"] == "rejected"
    assert [row["quote"] for row in after.values() if row["status"] == "added"] == [
        "shared fishing.\n\nThe South"
    ]
    entries = json.loads(run("log", dossier, "--json")[1])
    assert [entry["decision"]["why"] for entry in entries][-1] == "a rumour"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("decide", "DOSSIER", "north/river", "oppose", "--who", "mia"), "sentence is missing"),
        (("decide", "DOSSIER", "north/rain", "none", "--who", "mia"), "no cell 'north/rain'"),
        (("decide", "DOSSIER", "s000000000000", "accept", "--who", "mia"), "no statement"),
        (("decide", "DOSSIER", "north/dam", "none"), "--who is missing"),
        (("decide", "DOSSIER", "first", "add", "--who", "mia"), "the holder is missing"),
        (("decide", "DOSSIER", "north/dam", "none", "--who", "m", "--when", "soon"), "no day"),
        (("review", "DOSSIER", "--dry-run"), "belong to --import"),
        (("review", "DOSSIER", "--next", "--import", "x.xlsx"), "choose one"),
        (("review", "DOSSIER", "--next"), "needs --who"),
        (("review", "DOSSIER", "--next", "--who", "mia"), "needs a terminal"),
        (("log", "DOSSIER", "north"), "name the issue"),
        (("log", "DOSSIER", "mars", "river"), "no party 'mars'"),
        (("log", "DOSSIER", "north", "rain"), "no issue 'rain'"),
    ],
)
def test_wrong_usage_is_two_and_says_what_is_right(
    run: Run, dossier: Path, arguments: tuple[str, ...], complaint: str
) -> None:
    code, printed, said = run(*(dossier if one == "DOSSIER" else one for one in arguments))
    assert (code, printed) == (2, "")
    assert complaint in said
    assert not (dossier / "decisions.yaml").exists()


class _Terminal:
    """A standard input at which somebody sits."""

    def isatty(self) -> bool:
        return True


def typing(monkeypatch: pytest.MonkeyPatch, keys: str) -> None:
    typed: Iterator[str] = iter(keys)

    def getchar() -> str:
        key = next(typed)
        if key == "\x04":
            raise EOFError
        if key == "\x03":
            raise KeyboardInterrupt
        return key

    monkeypatch.setattr(sys, "stdin", _Terminal())
    monkeypatch.setattr(click, "getchar", getchar)


@pytest.mark.parametrize(
    ("keys", "code", "verdicts"),
    [
        ("arq", 0, ["accept", "reject"]),
        ("arzq", 0, ["accept"]),
        ("arzzuq", 0, ["unsure"]),
        ("a\x04", 0, ["accept"]),
        ("ar\x03", 130, ["accept", "reject"]),
        ("q", 0, []),
    ],
)
def test_in_a_terminal_each_key_is_kept_at_once_and_undo_takes_it_back(
    run: Run,
    dossier: Path,
    monkeypatch: pytest.MonkeyPatch,
    keys: str,
    code: int,
    verdicts: list[str],
) -> None:
    typing(monkeypatch, keys)
    ended, printed, _ = run("review", dossier, "--next", "--who", "mia")
    assert ended == code
    assert ">> " in printed
    entries = json.loads(run("log", dossier, "--json")[1])
    assert [entry["decision"]["verdict"] for entry in entries[::-1]] == verdicts


def test_in_a_terminal_nobody_overrules_a_decision_that_was_made_meanwhile(
    run: Run, dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = dossier / "decisions.yaml"

    def getchar() -> str:
        path.write_text("- {cell: north/dam, stance: none, who: ben, when: 2025-05-01, "
                        "evidence: [{document: first}]}\n")  # fmt: skip
        return "a"

    typing(monkeypatch, "")
    monkeypatch.setattr(click, "getchar", getchar)
    code, _, said = run("review", dossier, "--next", "--who", "mia")
    assert code == 65
    assert "somebody else has decided meanwhile" in said
    assert "mia" not in path.read_text()
