"""The confidence of a rule: the share that was counted, drawn towards that of all rules."""

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import measuring
import rule_counts
from positions.evaluation import Count
from positions.extraction.confidence import cases, confidence, evidence_words, smoothed

COUNTED = yaml.safe_load(rule_counts.FILE.read_text(encoding="utf-8"))
POOLED = (sum(one["right"] for one in COUNTED.values()) + 1) / (
    sum(one["of"] for one in COUNTED.values()) + 2
)


def test_a_rule_s_confidence_is_its_counted_share_drawn_to_that_of_all() -> None:
    """Ten cases of its own weigh as much as what all rules say of it."""
    for rule, one in COUNTED.items():
        assert confidence(rule) == pytest.approx((one["right"] + 10 * POOLED) / (one["of"] + 10))
        assert cases(rule) == one["of"]


def test_a_rule_that_was_never_counted_is_as_good_as_all_and_says_so() -> None:
    assert confidence("a rule of tomorrow") == pytest.approx(POOLED)
    assert cases("a rule of tomorrow") == 0


@pytest.mark.parametrize(
    ("of", "words"),
    [(0, "0 cases, low evidence"), (1, "1 case, low evidence"), (10, "10 cases")],
)
def test_under_ten_cases_the_evidence_is_low(of: int, words: str) -> None:
    assert evidence_words(of) == words


@given(st.integers(0, 500), st.integers(0, 500), st.floats(0.01, 0.99))
def test_a_share_stays_between_its_own_and_that_of_all(
    right: int, wrong: int, pooled: float
) -> None:
    of = right + wrong
    own = right / of if of else pooled
    low, high = sorted((own, pooled))
    assert low - 1e-9 <= smoothed(right, of, pooled) <= high + 1e-9


def test_more_cases_bring_a_rule_nearer_to_its_own_share() -> None:
    shares = [smoothed(n, n, 0.5) for n in (0, 1, 10, 100, 1000)]
    assert shares == sorted(shares)
    assert shares[0] == 0.5
    assert shares[2] == 0.75
    assert shares[-1] > 0.99


def test_what_is_counted_is_right_of_how_many() -> None:
    assert all(0 <= one["right"] <= one["of"] and one["of"] for one in COUNTED.values())


# Counting anew


def test_counts_of_several_codings_add_up() -> None:
    a = {"verb": Count(right=2, of=3), "act": Count(right=0, of=1)}
    b = {"verb": Count(right=1, of=4), "wish": Count(right=1, of=1)}
    assert rule_counts.added(a, b) == {
        "act": Count(right=0, of=1),
        "verb": Count(right=3, of=7),
        "wish": Count(right=1, of=1),
    }


def test_rules_of_any_name_can_be_read_back() -> None:
    counts = {name: Count(right=1, of=2) for name in ("no", "a: b", "#1", "12", "")}
    read = yaml.safe_load(rule_counts.text_of(counts, 3, 4))
    assert read == {name: {"right": 1, "of": 2} for name in counts}


def test_the_command_counts_the_rules_of_coded_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = tmp_path / "confidence.yaml"
    counted.write_text("{}\n", encoding="utf-8")
    monkeypatch.setattr(rule_counts, "FILE", counted)
    documents, gold = measuring.HERE / "articles", measuring.HERE / "articles.jsonl"
    ran = CliRunner().invoke(rule_counts.main, [str(documents), str(gold)])
    assert ran.exit_code == 0, ran.output
    assert "changed" in ran.output
    content = counted.read_text(encoding="utf-8")
    rules = measuring.articles().by_rule
    assert "10 documents with 208 coded positions" in content
    assert yaml.safe_load(content) == {
        rule: {"right": group.statements.right, "of": group.statements.of}
        for rule, group in rules.items()
    }


def test_a_folder_without_its_gold_is_wrong_usage(tmp_path: Path) -> None:
    for arguments in ([], [str(tmp_path)]):
        ran = CliRunner().invoke(rule_counts.main, arguments)
        assert ran.exit_code == 2
        assert "each with its file of gold" in ran.output


def test_documents_listed_as_empty_must_be_there() -> None:
    """A slip in an id would count a rule too good, for what it finds there is wrong."""
    documents, gold = measuring.HERE / "articles", measuring.HERE / "articles.jsonl"
    before = rule_counts.FILE.read_bytes()
    arguments = [str(documents), str(gold), "--documents", "a01,a99"]
    ran = CliRunner().invoke(rule_counts.main, arguments)
    assert ran.exit_code == 2
    assert "no folder has the documents a99" in ran.output
    assert rule_counts.FILE.read_bytes() == before
