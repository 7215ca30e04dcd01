"""Who decided what, when and why."""

from dataclasses import replace

from positions.model import CellDecision, Citation, Decision, Stance, StatementDecision, Verdict
from positions.review.log import has_older_wording, line, log
from reviews import CODEBOOK

ON_CELL = CellDecision(
    party="north",
    issue="water",
    stance=Stance.OPPOSE,
    summary="Rejects it.",
    evidence=(Citation(document="one", quote="Ada rejects\nthe water plan."),),
    proposition="There is water",
    who="mia",
    when="2026-01-02",
    why="read twice",
)
ON_STATEMENT = StatementDecision(
    party="union",
    issue="patrol",
    verdict=Verdict.RECODE,
    evidence=Citation(document="one", quote="Velm sends boats"),
    stance=Stance.CONDITIONAL,
    new_party="north",
    new_issue="water",
    proposition="There is water",
    who="ben",
    when="2026-01-05",
)
NONE = CellDecision(
    party="union",
    issue="dam",
    stance=Stance.NONE,
    evidence=(Citation(document="one"), Citation(document="two")),
    who="mia",
    when="2026-01-03",
)


def test_the_newest_decision_comes_first_and_of_one_day_the_last_made() -> None:
    again = replace(ON_CELL, stance=Stance.SUPPORT)
    made: list[Decision] = [ON_STATEMENT, ON_CELL, NONE, again]
    assert [entry.decision for entry in log(made, CODEBOOK)] == [ON_STATEMENT, NONE, again, ON_CELL]


def test_a_decision_that_a_later_one_replaced_is_marked() -> None:
    again = replace(ON_CELL, stance=Stance.SUPPORT, when="2026-01-04")
    entries = {e.decision: e.in_force for e in log([ON_CELL, again, ON_STATEMENT], CODEBOOK)}
    assert entries == {ON_CELL: False, again: True, ON_STATEMENT: True}
    told = line(log([ON_CELL, again], CODEBOOK)[1])
    assert "(replaced by a later decision)" in told


def test_the_log_of_a_cell_has_also_the_statements_that_were_moved_into_it_or_out_of_it() -> None:
    made: list[Decision] = [ON_CELL, ON_STATEMENT, NONE]
    for cell, expected in {
        ("north", "water"): [ON_STATEMENT, ON_CELL],
        ("union", "patrol"): [ON_STATEMENT],
        ("union", "dam"): [NONE],
        ("north", "dam"): [],
    }.items():
        assert [entry.decision for entry in log(made, CODEBOOK, cell)] == expected


def test_a_decision_made_under_an_older_wording_is_marked() -> None:
    assert not has_older_wording(ON_CELL, CODEBOOK)
    assert not has_older_wording(replace(ON_CELL, proposition=""), CODEBOOK)
    assert not has_older_wording(ON_STATEMENT, CODEBOOK), "the wording of the issue it moved to"
    older = replace(ON_CELL, proposition="There is no water")
    assert has_older_wording(older, CODEBOOK)
    assert "under an older wording of the proposition" in line(log([older], CODEBOOK)[0])


def test_an_entry_says_who_when_what_why_and_on_which_words() -> None:
    assert line(log([ON_CELL], CODEBOOK)[0]).splitlines() == [
        "2026-01-02  mia  north/water: oppose: Rejects it.",
        "    “Ada rejects the water plan.” (one)",
        "    why: read twice",
    ]
    assert line(log([NONE], CODEBOOK)[0]).splitlines() == [
        "2026-01-03  mia  union/dam: none",
        "    read: one, two",
    ]
    assert line(log([ON_STATEMENT], CODEBOOK)[0]).splitlines()[0] == (
        "2026-01-05  ben  union/patrol: recode conditional → north/water"
    )
