"""What an evaluation looks like to those who read it: a table, JSON, a page; and the command."""

import json
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from commands import Run
from dossiers import TEXTS, write_dossier
from miniature import HOSTILE
from miniature_dossier import CODEBOOK, DOCUMENTS, STATEMENTS
from positions.aggregation import document_positions
from positions.evaluation import Coded, Coding, Evaluation, agreement_of_coders, evaluate
from positions.evaluation.data import coders_json, evaluation_json
from positions.evaluation.table import coders_table, evaluation_table
from positions.model import Statement
from positions.rendering.evaluation_report import render_coders, render_evaluation

ROOT = Path(__file__).parent.parent
DEMAND = "Southmark demands half of the flow"
DENIAL = "Osta rejected the patrol outright"
BOTH = (
    ("opening-day", "northland", "water-share", "oppose", "We will never let half of the flow"),
    ("opening-day", "southmark", "water-share", "mixed", DEMAND),  # found: support
    ("patrol-quarrel", "lake-union", "river-patrol", "oppose", DENIAL),
    ("flood-bill", "northland", "flood-payments", "oppose", "may consider flood payments"),
)


def coded(*records: tuple[str, str, str, str, str]) -> tuple[Coded, ...]:
    return tuple(
        Coded(
            document=document,
            party=party,
            issue=issue,
            stances=(Coding(stance),),
            evidence=(evidence,),
            sure=2,
        )
        for document, party, issue, stance, evidence in records
    )


def evaluation(statements: tuple[Statement, ...] = STATEMENTS) -> Evaluation:
    return evaluate(coded(*BOTH), document_positions(statements), statements, CODEBOOK)


def hostile_gold() -> tuple[Coded, ...]:
    """Every text that comes from outside, hostile."""
    parties = [party.id for party in CODEBOOK.parties]
    issues = [issue.id for issue in CODEBOOK.issues]
    return tuple(
        Coded(
            document=f"{text[:60]}{number}",
            party=parties[number % len(parties)],
            issue=issues[number % len(issues)],
            stances=(Coding.SUPPORT,),
            evidence=(text,),
        )
        for number, text in enumerate(HOSTILE)
    )


class _Tags(HTMLParser):
    """The tags of a page, and its text without its style."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "link", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data


# The table


def test_the_table_begins_with_the_figures_that_matter() -> None:
    lines = evaluation_table(evaluation()).splitlines()
    assert re.match(r"3 documents: 4 positions coded, \d+ found", lines[0])
    (all_,) = (line.split() for line in lines if line.startswith("all "))
    score = evaluation().comparison.all
    assert float(all_[5]) == round(score.party_issue.f1, 3)
    assert float(all_[8]) == round(score.position.f1, 3)


def test_misses_are_listed_when_they_are_asked_for() -> None:
    counted, listed = evaluation_table(evaluation()), evaluation_table(evaluation(), misses=True)
    assert "list them with --misses" in counted
    assert "list them with --misses" not in listed
    assert f"“{DEMAND}”" not in counted
    miss = listed[listed.index("wrong stance: water-share, southmark, opening-day") :]
    assert re.match(
        r"wrong stance.*\n  coded mixed, sure 2\n    “Southmark demands half of the flow”\n"
        r"  found support\n    “Southmark demands half of the flow”\n"
        r"      verb-term, reported: demands\(\+\) × half of the flow\(\+\) → supports\n",
        miss,
    )


def test_a_rule_without_enough_cases_is_marked() -> None:
    assert "verb-term" in evaluation_table(evaluation())
    assert re.search(
        r"^verb-term .* 0 cases, low evidence$", evaluation_table(evaluation()), re.MULTILINE
    )


def test_no_source_text_can_steer_a_terminal() -> None:
    gold = hostile_gold()
    tables = (
        evaluation_table(evaluate(gold, (), (), CODEBOOK), misses=True),
        coders_table(agreement_of_coders(gold, gold[:2], CODEBOOK), misses=True),
    )
    for text in tables:
        text.encode("utf-8")
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202a-\u202e]", text)
        assert max(map(len, text.splitlines())) < 2000


def test_the_table_of_coders_says_over_what_alpha_is_counted() -> None:
    a, b = coded(*BOTH), coded(*BOTH[:2], (*BOTH[2][:3], "support", DENIAL))
    agreement = agreement_of_coders(a, b, CODEBOOK)
    text = coders_table(agreement, misses=True)
    assert "Krippendorff's alpha of the stance (nominal)  0.545" in text  # 1 - (1/3) / (22/30)
    assert "over 3 units" in text
    assert "left out, for one coder alone has them: flood-bill" in text
    assert "river-patrol, lake-union, patrol-quarrel\n  A oppose, sure 2\n" in text
    assert "not defined" in coders_table(agreement_of_coders(a[:1], a[:1], CODEBOOK))


# JSON


def test_the_json_has_the_same_figures_and_every_miss() -> None:
    found = evaluation()
    told = json.loads(evaluation_json(found))
    assert told["documents"] == ["flood-bill", "opening-day", "patrol-quarrel"]
    assert told["gold"] == 4
    assert told["position"]["f1"] == round(found.comparison.all.position.f1, 3)
    assert told["by_issue"]["water-share"]["party_issue"]["recall"] == 1.0
    assert len(told["misses"]) == len(found.misses)
    (wrong,) = (miss for miss in told["misses"] if miss["party"] == "southmark" if miss["coded"])
    assert wrong["coded"] == {"stances": ["mixed"], "sure": 2, "evidence": [DEMAND]}
    assert wrong["statements"][0]["quote"] == DEMAND
    right = sum(c["count"] for c in told["confusion"] if c["gold"] == c["predicted"])
    assert right == found.comparison.all.position.right


def test_the_json_keeps_every_text_as_it_stands() -> None:
    gold = hostile_gold()
    printed = evaluation_json(evaluate(gold, (), (), CODEBOOK))
    assert printed.isascii()  # half a character can be printed in no other way
    told = json.loads(printed)
    evidence = {miss["coded"]["evidence"][0] for miss in told["misses"]}
    assert evidence == {*HOSTILE}
    coders = json.loads(coders_json(agreement_of_coders(gold, gold[:2], CODEBOOK)))
    assert (coders["units"], coders["alpha"]) == (2, None)


# The page


def pages() -> dict[str, str]:
    gold = hostile_gold()
    hostile = evaluate(gold, (), (), CODEBOOK)
    agreement = agreement_of_coders(
        gold, gold[:1], CODEBOOK, empty=[record.document for record in gold]
    )
    return {
        "evaluation": render_evaluation(evaluation(), CODEBOOK, "River talks"),
        "hostile": render_evaluation(hostile, CODEBOOK, HOSTILE[8]),
        "coders": render_coders(agreement, CODEBOOK, HOSTILE[8], (HOSTILE[8], "b.jsonl")),
    }


@pytest.mark.parametrize("name", ["evaluation", "hostile", "coders"])
def test_a_page_holds_no_script_and_loads_nothing(name: str) -> None:
    page = _Tags(pages()[name])
    assert not page.open
    assert not {tag for tag, _ in page.tags} & {"script", "iframe", "img", "object", "form"}
    policy = next(each["content"] for tag, each in page.tags if "http-equiv" in each)
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    for _, attributes in page.tags:
        assert not [one for one in attributes if one.startswith("on") or one in ("src", "style")]
        assert (attributes.get("href") or "#").startswith(("#", "data:,"))


@pytest.mark.parametrize("name", ["hostile", "coders"])
def test_a_page_shows_hostile_texts_as_text(name: str) -> None:
    text = pages()[name]
    text.encode("utf-8")
    assert "<script>alert(1)</script>&amp;\"'" in _Tags(text).text
    assert "{{ 7 * 7 }} {% raw %}" in _Tags(text).text
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e]", text)


def test_the_page_shows_the_figures_by_name_and_the_sentences_of_every_miss() -> None:
    text = " ".join(_Tags(pages()["evaluation"]).text.split())
    assert "River talks" in text
    assert f"{evaluation().comparison.all.position.f1:.3f}" in text
    assert "Water share" in text
    assert "Southmark wrong stance opening-day" in text
    for miss in evaluation().misses:
        for statement in miss.statements:
            assert " ".join(statement.quote.split()) in text
    assert "demands(+) × half of the flow(+) → supports" in text


def test_the_same_evaluation_gives_the_same_page() -> None:
    assert pages() == pages()


def test_the_page_prints(tmp_path: Path, chromium_path: Path, pdftotext_path: Path) -> None:
    page, paper = tmp_path / "evaluation.html", tmp_path / "evaluation.pdf"
    page.write_text(pages()["evaluation"], encoding="utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'u'}"]
    command = [str(chromium_path), *flags, f"--print-to-pdf={paper}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    command = [str(pdftotext_path), "-layout", str(paper), "-"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "River talks" in printed
    assert "Southmark wrong stance" in printed
    assert DEMAND in " ".join(printed.split())


# The command

GOLD = (
    {"doc": "first", "party": "north", "issue": "river", "stance": "oppose",
     "evidence": ["The North rejects shared fishing."], "sure": 3},
    {"doc": "first", "party": "south", "issue": "river", "stance": "mixed",
     "evidence": ["it supports shared fishing"], "sure": 1},
)  # fmt: skip


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    texts = {**TEXTS, "second": "The South rejects shared fishing.\n"}
    folder = write_dossier(tmp_path / "dossier", texts=texts)
    _write(folder / "gold.jsonl", *GOLD)
    return folder


def _write(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text("".join(f"{json.dumps(one)}\n" for one in records), encoding="utf-8")
    return path


def test_a_dossier_s_own_gold_is_taken_if_none_is_named(run: Run, dossier: Path) -> None:
    code, printed, said = run("evaluate", dossier)
    assert (code, said) == (0, "")
    assert printed.startswith("1 document: 2 positions coded, 2 found")
    assert run("evaluate", dossier, dossier / "gold.jsonl") == (0, printed, "")


def test_the_command_reads_before_any_decision(run: Run, dossier: Path) -> None:
    """What an analyst rejected is still what the extractor said."""
    before = run("evaluate", dossier)
    (dossier / "decisions.yaml").write_text(
        "- {verdict: reject, who: mo, when: 2025-04-20, statement: {party: north, issue: river,"
        " document: first, quote: The North rejects shared fishing.}}\n",
        encoding="utf-8",
    )
    assert run("evaluate", dossier) == before


def test_documents_that_hold_nothing_can_be_listed(run: Run, dossier: Path) -> None:
    _, printed, _ = run("evaluate", dossier, "--documents", "second, first", "--misses")
    assert printed.startswith("2 documents: 2 positions coded, 3 found")
    assert "not coded: river, south, second" in printed
    code, _, said = run("evaluate", dossier, "--documents", "secund")
    assert code == 65
    assert "there is no document 'secund'. Did you mean 'second'?" in said


def test_json_and_page_come_from_the_same_command(run: Run, dossier: Path, tmp_path: Path) -> None:
    code, printed, _ = run("evaluate", dossier, "--json", "--html", tmp_path / "page.html")
    assert code == 0
    assert json.loads(printed)["gold"] == 2
    assert "it supports shared fishing" in (tmp_path / "page.html").read_text(encoding="utf-8")
    code, printed, said = run("evaluate", dossier, "--html", tmp_path / "none" / "page.html")
    assert (code, printed) == (1, "")
    assert "page.html: it cannot be written (No such file or directory)" in said


def test_two_coders_are_compared_by_the_same_command(
    run: Run, dossier: Path, tmp_path: Path
) -> None:
    other = _write(tmp_path / "ben.jsonl", GOLD[0], {**GOLD[1], "stance": "support"})
    arguments = ("evaluate", dossier, "--coders", dossier / "gold.jsonl", other)
    code, printed, _ = run(*arguments, "--html", tmp_path / "coders.html")
    assert code == 0
    assert "over 2 units" in printed
    assert "ben.jsonl" in (tmp_path / "coders.html").read_text(encoding="utf-8")
    assert json.loads(run(*arguments, "--json")[1])["units"] == 2


def test_gold_and_coders_together_are_wrong_usage(run: Run, dossier: Path) -> None:
    gold = dossier / "gold.jsonl"
    code, printed, said = run("evaluate", dossier, gold, "--coders", gold, gold)
    assert (code, printed) == (2, "")
    assert "not both" in said


def test_faults_of_the_gold_come_without_a_traceback(run: Run, dossier: Path) -> None:
    _write(dossier / "gold.jsonl", {**GOLD[0], "party": "nord", "stance": "against"})
    code, printed, said = run("evaluate", dossier)
    assert (code, printed) == (65, "")
    assert said.count("error: ") == said.count("\n") == 2
    assert "Did you mean 'north'?" in said


def test_the_seeds_can_be_evaluated_as_they_come(run: Run) -> None:
    code, printed, _ = run("evaluate", ROOT / "seeds", "--json")
    assert code == 0
    told = json.loads(printed)
    assert (len(told["documents"]), told["gold"]) == (5, 69)


def test_evidence_of_the_miniature_is_its_own() -> None:
    """What these tests take for granted."""
    texts = {document.id: document.text for document in DOCUMENTS}
    assert all(evidence in texts[document] for document, *_, evidence in BOTH)
