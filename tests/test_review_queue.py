"""What is asked first, and that nothing decided is asked twice."""

from dataclasses import replace

import pytest

from positions.model import (
    Attribution,
    CellDecision,
    Citation,
    Decision,
    Stance,
    StatementDecision,
    Verdict,
)
from positions.review.queue import Reason, queue
from reviews import DOCUMENTS, ONE, PROPOSED, TWO, WHEN, draft, statement


def on_statement(verdict: Verdict, quote: str = "Velm sends boats") -> StatementDecision:
    return StatementDecision(
        party="union",
        issue="patrol",
        verdict=verdict,
        evidence=Citation(document="one", quote=quote),
        stance=None if verdict in (Verdict.REJECT, Verdict.UNSURE) else Stance.SUPPORT,
        who="mia",
        when=WHEN,
    )


def on_cell(stance: Stance, *documents: str, cell: str = "north/water") -> CellDecision:
    party, issue = cell.split("/")
    quotes = {"one": "Ada rejects the water plan. The", "two": "Ada is open"}
    cited = [
        Citation(document=name, quote="" if stance is Stance.NONE else quotes[name])
        for name in documents
    ]
    return CellDecision(
        party=party,
        issue=issue,
        stance=stance,
        summary="" if stance is Stance.NONE else "So it is.",
        evidence=tuple(cited),
        who="mia",
        when=WHEN,
    )


def first_reason(decisions: list[Decision], cell: str) -> Reason | None:
    """Why a cell is asked about first of all; None if it is not."""
    asked = {f"{one.party}/{one.issue}": one for one in queue(draft(decisions)).cells}
    return asked[cell].reasons[0][0] if cell in asked else None


def test_the_most_pressing_comes_first() -> None:
    of = draft([on_cell(Stance.OPPOSE, "one")])
    published = [
        replace(one, stance=Stance.SUPPORT) if one.issue == "dam" and one.party == "union" else one
        for one in draft().positions()
    ]
    asked = queue(of, published).cells
    assert [(f"{one.party}/{one.issue}", one.reasons[0][0]) for one in asked] == [
        ("north/water", Reason.CONTESTED),
        ("union/dam", Reason.CHANGES),
        ("union/patrol", Reason.CONFLICT),
        ("north/patrol", Reason.SINGLE_SOURCE),
        ("union/water", Reason.EMPTY),
        ("north/dam", Reason.EMPTY),
    ]
    assert asked[0].why == (
        "newer statements contradict the decision "
        "(it rests on what was there to 2025-12-01; 1 since 2025-12-08 say otherwise)"
    )
    assert "support → conditional" in asked[1].why
    assert "1 support, 1 oppose" in asked[2].why
    assert "The one day" in asked[3].why


def test_statements_come_in_the_order_of_their_cells_the_newest_and_least_sure_first() -> None:
    sure = replace(statement("Velm sends boats", ONE, "north/water"), confidence=0.9)
    unsure = replace(statement("Osta is wary of boats", ONE, "north/water"), confidence=0.2)
    new = statement("Ada is open to the water plan now.", TWO)
    other = replace(PROPOSED[3], attribution=Attribution.DESCRIBED)
    asked = queue(draft(proposed=[sure, unsure, new, other])).statements
    assert [one.statement for one in asked] == [other.id, new.id, unsure.id, sure.id]


@pytest.mark.parametrize("verdict", Verdict)
def test_a_statement_is_asked_about_until_somebody_decides_even_unsurely(verdict: Verdict) -> None:
    asked = {one.statement for one in queue(draft()).statements}
    assert asked == {one.id for one in PROPOSED}
    after = {one.statement for one in queue(draft([on_statement(verdict)])).statements}
    assert asked - after == {PROPOSED[3].id}


@pytest.mark.parametrize(
    ("decision", "reason"),
    [
        (on_cell(Stance.OPPOSE, "one"), Reason.CONTESTED),
        (on_cell(Stance.OPPOSE, "one", "two"), None),
        (on_cell(Stance.CONDITIONAL, "one"), None),
        (on_cell(Stance.NONE, "one", "two"), None),
        (on_cell(Stance.NONE, "one"), Reason.CONTESTED),
    ],
)
def test_a_decided_cell_is_asked_about_again_only_when_it_is_contested(
    decision: CellDecision, reason: Reason | None
) -> None:
    assert first_reason([decision], "north/water") is reason


def test_a_cell_whose_quotations_are_all_gone_is_asked_about_again() -> None:
    decision = replace(
        on_cell(Stance.OPPOSE, "one"), evidence=(Citation(document="one", quote="Ada sings."),)
    )
    assert first_reason([decision], "north/water") is not None


def test_statements_of_a_decided_cell_come_after_those_that_may_move_one() -> None:
    asked = queue(draft([on_cell(Stance.CONDITIONAL, "one", "two")])).statements
    last = [one for one in asked if (one.party, one.issue) == ("north", "water")]
    assert asked[-len(last) :] == tuple(last)
    assert last[0].why == "not decided yet (the cell is decided)"


def test_an_edition_that_says_the_same_makes_nothing_more_pressing() -> None:
    of = draft()
    assert queue(of, of.positions()) == queue(of)
    assert queue(draft(documents=DOCUMENTS, proposed=())).statements == ()
