"""The extractor reaches its quality floors, and the floors are as high as it reaches."""

import subprocess
import sys
from pathlib import Path

import pytest

import floors
import measuring

ROOT = Path(__file__).parent.parent
OLD = {"seeds": {"position_f1": 0.6, "recall": 0.5}}


def test_the_extractor_keeps_to_its_floors_and_the_floors_to_the_extractor() -> None:
    """Below a floor it has become worse; 0.02 above one, `python tests/floors.py --write`."""
    assert floors.complaints(floors.floors(), floors.measured()) == []


@pytest.mark.parametrize(
    ("f1", "complaint"),
    [
        (0.599, "below the floor of 0.600"),
        (0.6, ""),
        (0.619, ""),
        (0.62, "raise the floor of 0.600 to 0.620"),
        (0.9, "raise the floor of 0.600 to 0.900"),
    ],
)
def test_a_score_below_its_floor_or_far_above_it_is_a_complaint(f1: float, complaint: str) -> None:
    found = floors.complaints(OLD, {"seeds": {"position_f1": f1, "recall": 0.51}})
    assert len(found) == bool(complaint)
    assert all(complaint in line and "seeds, position_f1" in line for line in found)


@pytest.mark.parametrize("now", [{"seeds": {"recall": 0.5}}, {**OLD, "more": {"recall": 0.1}}])
def test_a_figure_without_a_floor_or_a_floor_without_a_figure_is_a_complaint(
    now: floors.Figures,
) -> None:
    assert floors.complaints(OLD, now)


def test_floors_only_rise() -> None:
    now = {"seeds": {"position_f1": 0.7, "recall": 0.4, "new": 0.2}}
    assert floors.raised(OLD, now) == {"seeds": {"position_f1": 0.7, "recall": 0.5, "new": 0.2}}


def test_the_command_prints_the_file_that_should_be() -> None:
    """And the phenomena of the sentences, the worst first, beside it."""
    command = [sys.executable, "tests/floors.py"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    raised = floors.raised(floors.floors(), floors.measured())
    assert told.stdout == floors.text_of(raised)
    assert floors.text_of(floors.floors()) == floors.FILE.read_text(encoding="utf-8")
    phenomena = [line.split()[-1] for line in told.stderr.splitlines()]
    texts = (*measuring.sentences(), *measuring.reports())
    assert sorted(phenomena) == sorted({each.phenomenon for each in texts})


def test_every_sentence_and_every_record_is_measured() -> None:
    assert len(measuring.sentences()) == 468
    assert len(measuring.reports()) == 802
    assert sum(not each.read for each in measuring.reports()) == 401
    assert len(measuring.articles().documents) == 10
    assert measuring.articles().comparison.all.position.gold == 208
    assert measuring.seeds().comparison.all.position.gold == 69


def test_a_sentence_is_right_if_nothing_more_and_nothing_less_comes_out() -> None:
    record = ("russia", "ceasefire", "oppose")
    other = ("russia", "ceasefire", "mixed")

    def right(expected: set[measuring.Record], found: set[measuring.Record]) -> bool:
        return measuring.Sentence(
            phenomenon="",
            text="",
            expected=frozenset(expected),
            found=frozenset(found),
        ).right

    assert right({record}, {record})
    assert right(set(), set())
    assert not right({record}, {other})
    assert not right({record}, {record, ("us", "ceasefire", "support")})
    assert not right(set(), {record})
    assert not right({record}, set())
