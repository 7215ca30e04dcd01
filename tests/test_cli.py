"""The command line: what it prints where, and how it ends."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from openpyxl import load_workbook

from commands import Run
from dossiers import add_text, write_dossier
from positions.cli.main import cli
from positions.publishing.lock import locked
from positions.publishing.status import read_status

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return write_dossier(tmp_path / "dossier")


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


def commands() -> list[tuple[str, click.Command]]:
    context = click.Context(cli)
    found = [(name, cli.get_command(context, name)) for name in cli.list_commands(context)]
    return [(name, command) for name, command in found if command]


# Help


def test_without_a_command_the_program_shows_two_examples(run: Run) -> None:
    code, printed, said = run()
    assert code == 2
    assert "positions build talks --output output" in printed + said
    assert "positions explain seeds russia territory" in printed + said


@pytest.mark.parametrize(("name", "command"), commands(), ids=[n for n, _ in commands()])
def test_every_command_says_what_it_does_and_shows_an_example(
    run: Run, name: str, command: click.Command
) -> None:
    code, printed, _ = run(name, "-h")
    assert code == 0
    assert re.search(rf"Examples?:\n\s+positions {name} ", printed)
    assert command.get_short_help_str(100).endswith(".")
    for option in command.params:
        assert not isinstance(option, click.Option) or option.help


@pytest.mark.parametrize(
    "arguments",
    [
        ("biuld", "seeds"),
        ("build", "seeds"),
        ("build", "seeds", "--output", "x", "--as-of", "2025-13-01"),
        ("build", "seeds", "--output", "x", "--as-of", "8.12.2025"),
        ("build", "seeds", "--output", "x", "--timeout", "0"),
        ("build", "seeds", "--output", "x", "--keep", "0"),
        ("build", "seeds", "--output", "x", "--keep-days", "-1"),
        ("build", "seeds", "--output", "x", "--ping", "file:///etc/passwd"),
        ("build", "seeds", "--output", "x", "--ping", "https://"),
        ("build", "seeds", "--output", "x", "--ping", "https://a.example/ x"),
        ("explain", "seeds", "russia"),
        ("explain", str(SEEDS), "russia", "weather"),
        ("explain", str(SEEDS), "mars", "territory"),
        ("add", "seeds", "x.txt", "--date", "yesterday"),
        ("add", "seeds", "x.txt", "--url", "javascript:alert(1)"),
        ("add", "seeds", "x.txt", "--tier", "hearsay"),
    ],
)
def test_wrong_usage_is_two_and_says_what_is_right(run: Run, arguments: tuple[str, ...]) -> None:
    code, printed, said = run(*arguments)
    assert code == 2
    assert printed == ""
    assert "Usage: positions" in said
    assert "Error: " in said


# Build


def test_a_build_says_one_line_and_where_to_look(run: Run, dossier: Path, output: Path) -> None:
    code, printed, said = run("build", dossier, "--output", output)
    assert (code, printed) == (0, "")
    (line,) = said.splitlines()
    assert re.match(
        r"Edition 2025-04-10-[0-9a-f]{10}: 2 documents, \d statements, 3 of 4 cells", line
    )
    assert line.endswith(str(output / "briefing.html"))
    assert (output / "matrix.xlsx").is_file()
    assert run("build", dossier, "--output", output)[2].endswith("nothing has changed.\n")


def test_a_quiet_build_says_nothing_and_a_script_can_ask_whether_it_changed(
    run: Run, dossier: Path, output: Path
) -> None:
    build = ("build", dossier, "--output", output, "-q", "--exit-code")
    assert run(*build) == (10, "", "")
    assert run(*build) == (0, "", "")
    add_text(dossier, "third", "The South met.\n", "2025-04-11")
    assert run(*build) == (10, "", "")


def test_the_workbook_comes_as_an_office_needs_it(run: Run, dossier: Path, output: Path) -> None:
    """Another paper or another form is another edition of the same evidence."""
    build = ("build", dossier, "--output", output, "-q", "--exit-code")
    assert run(*build)[0] == 10
    assert run(*build, "--accessible", "--paper", "Letter")[0] == 10
    book = load_workbook(output / "matrix.xlsx")
    assert {sheet.freeze_panes for sheet in book.worksheets} == {None}
    assert {str(sheet.page_setup.paperSize) for sheet in book.worksheets} == {"1"}
    assert run(*build, "--accessible", "--paper", "Letter")[0] == 0
    assert run(*build, "--paper", "A5")[0] == 2


def test_what_a_person_should_know_is_said_as_a_warning(
    run: Run, tmp_path: Path, output: Path
) -> None:
    dossier = write_dossier(tmp_path / "undated", dates=False)
    (dossier / "documents" / "bad.txt").write_bytes(b"\0\1\2\3" * 99)
    code, printed, said = run("build", dossier, "--output", output)
    assert (code, printed) == (0, "")
    warnings = [line for line in said.splitlines() if line.startswith("warning: ")]
    assert len(warnings) == 3
    assert "bad.txt was skipped" in warnings[-1]


def test_a_log_has_one_line_for_each_thing_whatever_files_are_called(
    run: Run, dossier: Path, output: Path
) -> None:
    evil = dossier / "documents" / "a\nEdition 2099-01-01: \x1b[2Jall is well\r\u202e.txt"
    evil.write_bytes(b"\0\1\2\3" * 99)
    lines = run("build", dossier, "--output", output)[2].split("\n")
    assert [line.partition(" ")[0] for line in lines] == ["warning:", "Edition", ""]
    for bad in (dossier / "codebook.yaml", dossier / "dossier.yaml"):
        bad.write_text('"a\\nb\\e[2J": 1\n')
    code, _, said = run("build", dossier, "--output", output)
    assert code == 65
    assert all(line.startswith("error: ") for line in said.splitlines())
    for text in ("\n".join(lines), said):
        assert {character for character in text if not character.isprintable()} == {"\n"}


def test_a_file_where_a_link_belongs_is_set_aside_and_named(
    run: Run, dossier: Path, output: Path
) -> None:
    output.mkdir()
    (output / "matrix.xlsx").write_text("somebody's own")
    said = run("build", dossier, "--output", output)[2]
    assert "matrix (1).xlsx" in said
    assert (output / "matrix (1).xlsx").read_text() == "somebody's own"


def test_a_bad_dossier_is_65_with_every_fault_on_a_line(
    run: Run, dossier: Path, output: Path
) -> None:
    (dossier / "dossier.yaml").write_text("schedule: noon\ntime_zone: Mars\n")
    code, printed, said = run("build", dossier, "--output", output)
    assert (code, printed) == (65, "")
    assert [line.startswith("error: ") for line in said.splitlines()] == [True, True]
    assert "Traceback" not in said


def test_a_second_build_at_the_same_time_is_75(run: Run, dossier: Path, output: Path) -> None:
    with locked(output, dossier):
        code, _, said = run("build", dossier, "--output", output)
    assert code == 75
    assert "another build holds the lock" in said
    assert not (output / "status.json").exists()


SLOW = """\
import sys, time
from positions.cli import main
from positions.pipeline import building
def slow(*_):
    print("at work", flush=True)
    time.sleep(60)
building.draft = slow
main(sys.argv[1:])
"""


@pytest.mark.parametrize(
    ("stop", "code"),
    [(signal.SIGTERM, 143), (signal.SIGINT, 130), (None, 124)],
    ids=["terminated", "interrupted", "out of time"],
)
def test_a_run_that_is_stopped_says_so_and_frees_the_lock(
    run: Run, dossier: Path, output: Path, stop: signal.Signals | None, code: int
) -> None:
    run("build", dossier, "--output", output)
    add_text(dossier, "third", "The South met.\n", "2025-04-11")
    limit = [] if stop else ["--timeout", "1"]
    with subprocess.Popen(
        [sys.executable, "-c", SLOW, "build", str(dossier), "--output", str(output), *limit],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "at work\n"
        if stop:
            process.send_signal(stop)
        _, said = process.communicate(timeout=30)
    assert process.returncode == code
    assert "Traceback" not in said
    status = read_status(output)
    assert status is not None
    assert status.error
    assert run("build", dossier, "--output", output)[0] == 0


# Check and explain


def test_check_counts_what_it_found_no_fault_in(run: Run) -> None:
    code, printed, said = run("check", SEEDS)
    assert (code, said) == (0, "")
    assert re.search(r"5 documents, \d+ statements, 31 of 60 cells filled", printed)


def test_check_finds_documents_that_cannot_be_read(run: Run, dossier: Path) -> None:
    (dossier / "documents" / "bad.txt").write_bytes(b"\0\1\2\3" * 99)
    code, _, said = run("check", dossier)
    assert code == 65
    assert "bad.txt: it cannot be read" in said


def test_check_finds_decisions_whose_quotation_is_gone(run: Run, dossier: Path) -> None:
    (dossier / "decisions.yaml").write_text(
        "- {cell: south/dam, stance: support, who: ines, when: 2025-05-01,\n"
        '   evidence: [{document: second, quote: "The South demands inspections of the dam"}],\n'
        "   summary: It wants one.}\n"
    )
    code, _, said = run("check", dossier)
    assert code == 65
    assert "south/dam" in said
    assert "likely now: 'The South demands an inspection of the dam.'" in said


def test_explain_leads_from_a_cell_to_the_line_of_the_source(run: Run, dossier: Path) -> None:
    code, printed, said = run("explain", dossier, "south", "river")
    assert (code, said) == (0, "")
    assert printed.startswith("South on River: ▲ support\n")
    assert "“The South said it supports shared fishing.”" in printed
    assert "shared fishing(+) → supports" in printed
    assert "first.txt, line 3, characters 35–77" in printed


def test_explain_tells_a_program_the_same(run: Run, dossier: Path) -> None:
    told = json.loads(run("explain", dossier, "south", "river", "--json")[1])
    assert told["stance"] == "support"
    (statement,) = told["statements"]
    text = (dossier / "documents" / statement["path"]).read_text()
    assert text[statement["start"] : statement["end"]] == statement["quote"]
    assert text.splitlines()[statement["line"] - 1] == statement["quote"]


def test_explain_says_why_a_cell_is_empty(run: Run, dossier: Path) -> None:
    printed = run("explain", dossier, "north", "dam")[1]
    assert "North on Dam: ○ no position" in printed
    assert "not found in 2 documents to 2025-04-10" in printed


# Init and add


def test_init_makes_a_dossier_that_builds_at_once(run: Run, tmp_path: Path, output: Path) -> None:
    code, printed, said = run("init", tmp_path / "talks")
    assert code == 0
    assert str(tmp_path / "talks" / "codebook.yaml") in printed.splitlines()
    assert "positions build" in said
    assert run("check", tmp_path / "talks")[0] == 0
    code, _, said = run("build", tmp_path / "talks", "--output", output)
    assert (code, "warning" in said) == (0, False)
    filled = run("explain", tmp_path / "talks", "northland", "water-share")[1]
    assert filled.startswith("Northland on Water share: ▼ oppose")


def test_init_touches_no_folder_that_has_something_in_it(run: Run, dossier: Path) -> None:
    before = sorted(dossier.rglob("*"))
    code, _, said = run("init", dossier)
    assert code == 65
    assert "nothing was changed" in said
    assert sorted(dossier.rglob("*")) == before


def test_add_copies_a_document_and_writes_its_row(run: Run, dossier: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("The South rejects shared fishing.\n")
    code, printed, said = run(
        *("add", dossier, report, "--date", "2025-04-12", "--publisher", '"H"'),
        *("--url", "https://halm.example/1,2", "--tier", "on record", "--title", "=cmd()"),
    )
    assert (code, said) == (0, "")
    assert printed == "report: =cmd() (5 words, 2025-04-12)\n"
    assert (dossier / "documents" / "report.txt").read_bytes() == report.read_bytes()
    assert "report (1" not in run("check", dossier)[1]
    table = (dossier / "sources.csv").read_text().splitlines()
    assert table == [
        "id,date,title,publisher,date_basis,url,path,tier",
        "first,2025-04-01",
        "second,2025-04-10",
        'report,2025-04-12,=cmd(),"""H""",given,"https://halm.example/1,2",report.txt,on record',
    ]


def test_add_makes_the_table_of_a_dossier_that_has_none(run: Run, tmp_path: Path) -> None:
    dossier = write_dossier(tmp_path / "talks", dates=False)
    report = tmp_path / "report.md"
    report.write_text("The South rejects shared fishing.\n")
    run("add", dossier, report, "--date", "2025-04", "--publisher", 'Halm "Gazette", daily')
    table = (dossier / "sources.csv").read_text().splitlines()
    assert table[0] == "id,title,publisher,date,date_basis,url,path,tier,note"
    assert '"Halm ""Gazette"", daily",2025-04,given' in table[1]
    assert run("check", dossier)[0] == 0


def test_add_says_that_a_document_is_a_copy(run: Run, dossier: Path, tmp_path: Path) -> None:
    copy = tmp_path / "again.txt"
    copy.write_bytes((dossier / "documents" / "first.txt").read_bytes())
    said = run("add", dossier, copy, "--date", "2025-04-30")[2]
    assert "copy of first" in said


@pytest.mark.parametrize(
    ("prepare", "what"),
    [
        (lambda folder: folder / "gone.txt", "there is no such file"),
        (lambda folder: folder, "this is a folder"),
        (lambda folder: _file(folder / "first.txt", b"other text"), "id 'first' already"),
        (lambda folder: _file(folder / "bad.txt", b"\0\1\2\3" * 99), "cannot be read"),
        (lambda folder: _file(folder / "bad.docx", b"PK"), "cannot be read"),
        (lambda folder: _file(folder / "empty.txt", b" \n"), "empty"),
    ],
    ids=["missing", "folder", "taken", "binary", "format", "empty"],
)
def test_add_changes_nothing_if_anything_is_wrong(
    run: Run, dossier: Path, tmp_path: Path, prepare: Callable[[Path], Path], what: str
) -> None:
    before = {p: p.read_bytes() for p in dossier.rglob("*") if p.is_file()}
    (tmp_path / "new").mkdir()
    code, _, said = run("add", dossier, prepare(tmp_path / "new"))
    assert code == 65
    assert what in said
    assert {p: p.read_bytes() for p in dossier.rglob("*") if p.is_file()} == before


def _file(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_add_leaves_a_table_with_faults_alone(run: Run, dossier: Path, tmp_path: Path) -> None:
    with (dossier / "sources.csv").open("a") as table:
        table.write("second,2025-99\n")
    before = (dossier / "sources.csv").read_bytes()
    code, _, said = run("add", dossier, _file(tmp_path / "report.txt", b"Text.\n"))
    assert code == 65
    assert "line 4" in said
    assert (dossier / "sources.csv").read_bytes() == before
    assert not (dossier / "documents" / "report.txt").exists()


# Status and verify


def test_status_tells_unchanged_failed_and_overdue_apart(
    run: Run, dossier: Path, output: Path
) -> None:
    build = ("build", dossier, "--output", output)
    run(*build)
    code, printed, said = run("status", output)
    assert (code, said) == (0, "")
    assert printed.startswith("state             changed\n")
    run(*build)
    assert run("status", output)[1].startswith("state             unchanged\n")
    (dossier / "dossier.yaml").write_text("schedule: noon\n")
    run(*build)
    code, printed, _ = run("status", output)
    assert (code, printed.splitlines()[0]) == (1, "state             failed")
    assert "'noon' is no time of day" in printed
    told = json.loads((output / "status.json").read_text())
    told |= {"error": "", "next_expected": "2025-04-11T07:30:00+00:00"}
    (output / "status.json").write_text(json.dumps(told))
    assert json.loads(run("status", output, "--json")[1])["state"] == "overdue"
    assert run("status", output)[0] == 1


def test_status_of_a_folder_without_one_is_an_error(run: Run, tmp_path: Path) -> None:
    code, printed, said = run("status", tmp_path)
    assert (code, printed) == (1, "")
    assert "no run has left a status here" in said


def test_verify_counts_and_a_changed_byte_is_found(run: Run, dossier: Path, output: Path) -> None:
    run("build", dossier, "--output", output)
    code, printed, _ = run("verify", output)
    assert code == 0
    assert re.match(
        r"3 of 3 quotations found in the sources; \d+ files in 1 edition hashed", printed
    )
    (source,) = (p for p in (output / "sources").iterdir() if b"demands" in p.read_bytes())
    source.chmod(0o644)
    source.write_bytes(source.read_bytes().replace(b"demands", b"demandz"))
    code, printed, said = run("verify", output)
    assert code == 1
    assert printed.startswith("2 of 3 quotations")
    assert source.name in said
