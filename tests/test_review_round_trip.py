"""The first dossier, exported, decided, imported and built: exactly what was decided changes."""

import csv
import shutil
from collections.abc import Mapping
from itertools import cycle
from pathlib import Path

import pytest

from positions.cli.main import main
from positions.model import Stance
from positions.pipeline.drafting import draft
from positions.pipeline.opening import open_dossier
from positions.pipeline.remembering import Memory
from positions.review.draft import Draft
from positions.review.queue import queue
from reviews import answered, saved_by_libreoffice

SEEDS = Path(__file__).parent.parent / "seeds"
OTHER = {"support": "oppose", "conditional": "support", "oppose": "conditional"}

Table = dict[tuple[str, ...], dict[str, str]]


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """The seeds before anybody has decided anything."""
    copy = shutil.copytree(SEEDS, tmp_path / "seeds")
    (copy / "decisions.yaml").unlink()
    return copy


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    assert isinstance(left.value.code, int)
    return left.value.code


def built(dossier: Path, output: Path) -> tuple[Table, Table]:
    """The tables of statements and positions of a build."""
    assert run("build", dossier, "--output", output, "--quiet") == 0

    def table(name: str, *key: str) -> Table:
        with (output / "data" / name).open(encoding="utf-8", newline="") as file:
            return {tuple(row[column] for column in key): row for row in csv.DictReader(file)}

    return table("statements.csv", "id"), table("positions.csv", "party", "issue")


def drafted(dossier: Path) -> Draft:
    memory = Memory()
    opened = open_dossier(dossier, memory)
    made = draft(opened, memory)
    edition = made.edition
    return Draft.of(edition.codebook, edition.documents, made.proposed, made.decisions)


def thirty_answers(of: Draft) -> tuple[dict[str, dict[str, object]], dict[str, object]]:
    """Twenty statements and nine cells, with answers of all kinds, and words to add."""
    asked = queue(of)
    proposed = {one.id: one for one in of.proposed}
    answers: dict[str, dict[str, object]] = {}
    kinds = cycle(("accept", "reject", "recode", "unsure", "issue", "holder"))
    for question, kind in zip(asked.statements[:20], kinds, strict=False):
        one = proposed[question.statement]
        issue = "Elections" if one.issue != "elections" else "Territory"
        holder = "Europe" if one.party != "europe" else "Russia"
        kinds_of_answer: dict[str, dict[str, object]] = {
            "accept": {"Decision": "accept", "Note": "plain words"},
            "reject": {"Decision": "reject"},
            "recode": {"Decision": "recode", "Stance": OTHER[one.stance]},
            "unsure": {"Decision": "unsure", "Note": "who speaks?"},
            "issue": {"Decision": "recode", "Issue": issue},
            "holder": {"Decision": "recode", "Holder": holder, "Stance": OTHER[one.stance]},
        }
        answers[one.id] = kinds_of_answer[kind]
    standing = of.standing()
    touched = {(proposed[name].party, proposed[name].issue) for name in answers}
    free = [(one.party, one.issue) for one in asked.cells]
    free = [cell for cell in free if cell not in touched and cell[1] != "elections"]
    filled = [cell for cell in free if standing.get(cell)][:5]
    empty = [cell for cell in free if not standing.get(cell)][:4]
    for cell in filled:
        answers["/".join(cell)] = {"Reviewed stance": "conditional", "Text": f"Of {cell[1]}."}
    for cell in empty:
        answers["/".join(cell)] = {"Reviewed stance": "none"}
    source = of.documents[0]
    missed = next(line for line in source.text.splitlines() if len(line.split()) > 12)
    added: dict[str, object] = {
        "Document": source.id,
        "Quotation": missed,
        "Holder": "us",
        "Issue": "elections",
        "Stance": "support",
    }
    return answers, added


@pytest.mark.parametrize("program", ["a library", "LibreOffice"])
def test_thirty_answers_of_all_kinds_change_exactly_what_they_say(
    dossier: Path, tmp_path: Path, program: str, request: pytest.FixtureRequest
) -> None:
    output, book = tmp_path / "output", tmp_path / "review.xlsx"
    before = built(dossier, output)
    of = drafted(dossier)
    answers, added = thirty_answers(of)
    assert len(answers) + 1 == 30
    assert run("review", dossier, "--file", book) == 0
    content = answered(book.read_bytes(), answers, [added])
    if program == "LibreOffice":
        soffice = request.getfixturevalue("soffice_path")
        content = saved_by_libreoffice(soffice, tmp_path, {"sent": content})["sent"]
    book.write_bytes(content)
    assert run("review", dossier, "--import", book, "--when", "2026-01-02") == 0
    after = built(dossier, output)
    assert_statements(before[0], after[0], answers)
    assert_positions(before, after, answers)
    assert_nothing_is_asked_twice(drafted(dossier), answers)
    decided = (dossier / "decisions.yaml").read_bytes()
    assert run("review", dossier, "--import", book, "--when", "2026-01-02") == 0
    assert (dossier / "decisions.yaml").read_bytes() == decided


def assert_statements(
    before: Table, after: Table, answers: Mapping[str, Mapping[str, object]]
) -> None:
    new = after.keys() - before.keys()
    assert [after[key]["status"] for key in new] == ["added"]
    assert before.keys() <= after.keys()
    for key, row in before.items():
        now, answer = after[key], answers.get(key[0])
        if answer is None:
            assert now == row
            continue
        status = {"accept": "accepted", "reject": "rejected", "unsure": "unsure"}
        assert now["status"] == status.get(str(answer["Decision"]), "recoded")
        assert (now["reviewed_by"], now["reviewed_on"]) == ("mia", "2026-01-02")
        expected = str(answer.get("Stance", row["stance"]))
        changed = {"status", "reviewed_by", "reviewed_on"}
        changed |= {"stance"} if "Stance" in answer else set()
        changed |= {"issue"} if "Issue" in answer else set()
        changed |= {"party", "actor"} if "Holder" in answer else set()
        assert now["stance"] == expected
        assert {column for column in row if row[column] != now[column]} <= changed


def assert_positions(
    before: tuple[Table, Table],
    after: tuple[Table, Table],
    answers: Mapping[str, Mapping[str, object]],
) -> None:
    touched = {
        (row["party"], row["issue"])
        for tables in (before, after)
        for key, row in tables[0].items()
        if key[0] in answers or row["status"] == "added"
    }
    for cell, row in after[1].items():
        answer = answers.get("/".join(cell))
        if answer:
            assert row["stance"] == answer["Reviewed stance"]
            assert (row["basis"], row["reviewed_by"]) == ("reviewed", "mia")
            if row["stance"] != Stance.NONE:
                assert row["summary"] == answer["Text"]
        elif cell not in touched:
            assert row == before[1][cell]


def assert_nothing_is_asked_twice(of: Draft, answers: Mapping[str, object]) -> None:
    asked = queue(of)
    assert not {one.statement for one in asked.statements} & answers.keys()
    assert not {f"{one.party}/{one.issue}" for one in asked.cells} & answers.keys()
