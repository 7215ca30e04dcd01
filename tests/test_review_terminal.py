"""The review in a terminal: a key a decision, written at once, and taken back by undo."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from positions import curation
from positions.errors import BadInput
from positions.model import Decision, Stance, StatementDecision, Verdict
from positions.review.deciding import Desk
from positions.review.draft import Draft
from positions.review.queue import queue
from positions.review.terminal import HELP, Session, Step, begin, converse, press, screen
from reviews import CODEBOOK, PROPOSED, WHEN, document, draft, statement

ASKED = queue(draft()).statements
FIRST = ASKED[0].statement  # "Velm sends boats", proposed as support


def played(keys: str, of: Draft | None = None) -> tuple[Session, list[Step], list[str]]:
    """A session in which somebody presses these keys and then ends it."""
    of = of or draft()
    steps: list[Step] = []
    told: list[str] = []
    typed: Iterator[str] = iter(keys + "q")
    desk = Desk.of(of, "mia", WHEN)
    ended = converse(begin(queue(of)), of, desk, lambda: next(typed), told.append, steps.append)
    return ended, steps, told


def decisions(session: Session) -> list[StatementDecision]:
    return [decision for _, decision in session.made]


@pytest.mark.parametrize(
    ("key", "verdict", "stance"),
    [
        ("a", Verdict.ACCEPT, Stance.SUPPORT),
        ("A", Verdict.ACCEPT, Stance.SUPPORT),
        ("r", Verdict.REJECT, None),
        ("u", Verdict.UNSURE, None),
        ("s", Verdict.ACCEPT, Stance.SUPPORT),
        ("c", Verdict.RECODE, Stance.CONDITIONAL),
        ("o", Verdict.RECODE, Stance.OPPOSE),
    ],
)
def test_a_key_is_a_decision_on_the_statement_that_is_shown(
    key: str, verdict: Verdict, stance: Stance | None
) -> None:
    ended, steps, _ = played(key)
    (decision,) = decisions(ended)
    assert (decision.verdict, decision.stance) == (verdict, stance)
    assert decision.evidence.quote == "Velm sends boats"
    assert (decision.who, decision.when) == ("mia", WHEN)
    assert [step.add for step in steps if step.add] == [decision]
    assert ended.at == 1


def test_a_statement_put_off_is_asked_about_next_time() -> None:
    ended, steps, _ = played(" a")
    assert [one.evidence.quote for one in decisions(ended)] == ["Osta is wary of boats"]
    assert not steps[0].add
    after = draft(decisions(ended))
    assert FIRST in {one.statement for one in queue(after).statements}


def test_undo_goes_back_and_takes_back_one_after_the_other() -> None:
    ended, steps, told = played("aarzz")
    assert [one.evidence.quote for one in decisions(ended)] == ["Velm sends boats"]
    assert ended.at == 1
    taken = [step.take_back for step in steps if step.take_back]
    made = [step.add for step in steps if step.add]
    assert taken == made[:0:-1]
    assert "Taken back." in told


def test_undo_without_a_decision_says_so() -> None:
    _, steps, told = played("z")
    assert "There is nothing to take back." in told
    assert not [step for step in steps if step.take_back]


def test_what_was_taken_back_can_be_decided_otherwise_and_the_next_is_not_repeated() -> None:
    ended, _, _ = played("aa z r a".replace(" ", ""))
    assert [one.verdict for one in decisions(ended)] == [
        Verdict.ACCEPT,
        Verdict.REJECT,
        Verdict.ACCEPT,
    ]
    assert len({one.evidence for one in decisions(ended)}) == 3


def test_at_the_end_the_session_says_what_is_left() -> None:
    ended, steps, told = played("a" * (len(PROPOSED) - 1) + " a")
    assert ended.question is None
    assert told[-2].startswith("That was the last one: 6 decided, 1 left for later.")
    assert told[-1].startswith("Nothing is left.")
    assert sum(step.add is not None for step in steps) == len(PROPOSED) - 1


@pytest.mark.parametrize("key", ["?", "x", "\x1b[A", "é"])
def test_any_other_key_shows_the_keys_and_decides_nothing(key: str) -> None:
    session = begin(queue(draft()))
    step = press(session, key, draft().cases(), Desk.of(draft(), "mia", WHEN))
    assert step == Step(session=session, say=HELP)


def test_the_screen_shows_the_words_in_their_place_and_where_they_come_from() -> None:
    of = draft()
    shown = screen(begin(queue(of)), of, of.cases())
    for part in (
        "1 of 7: the party is in conflict with itself",
        "Union on Patrol: support?",
        "the proposition: There is patrol",
        "a cue(−) × a term(+) → support",
        "“We want the patrol,” Ada said.\n >> Velm sends boats\n    , but Osta is wary",
        "The one day, River Post, 2025-12-01",
        FIRST,
    ):
        assert part in shown


def test_a_text_cannot_write_to_the_terminal() -> None:
    source = document("Before \x1b[2J Velm\x1b]0;x\x07 sends\nboats. After \x9b5m.")
    of = draft(documents=[source], proposed=[statement("Velm\x1b]0;x\x07 sends\nboats.", source)])
    shown = screen(begin(queue(of)), of, of.cases())
    assert all(len(line) <= 90 for line in shown.splitlines())
    assert not [char for char in shown if char != "\n" and not char.isprintable()]
    assert "Velm[U+001B]]0;x[U+0007] sends boats." in shown


# --- taking back --------------------------------------------------------------------------


def two_decisions() -> tuple[Decision, Decision]:
    first, second = decisions(played("ar")[0])
    return first, second


def test_a_decision_taken_back_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "decisions.yaml"
    first, second = two_decisions()
    curation.append(path, [first])
    before = path.read_bytes()
    curation.append(path, [second])
    curation.take_back(path, second)
    assert path.read_bytes() == before
    curation.take_back(path, first)
    assert curation.load(path, CODEBOOK) == ()


def test_a_decision_below_which_another_was_added_is_not_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "decisions.yaml"
    first, second = two_decisions()
    curation.append(path, [first, second])
    with pytest.raises(BadInput, match="another decision was added meanwhile"):
        curation.take_back(path, first)
    assert curation.load(path, CODEBOOK) == (first, second)
