"""From statements to cells: who counts, how much, and what a person's decision does."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from positions.aggregation import positions, stance_of
from positions.curation import Curated
from positions.model import (
    Attribution,
    Basis,
    CellDecision,
    Citation,
    Codebook,
    Direction,
    Document,
    Issue,
    Party,
    Position,
    Stance,
    Statement,
    Status,
    Term,
)

SUPPORT, OPPOSE, CONDITIONAL = Stance.SUPPORT, Stance.OPPOSE, Stance.CONDITIONAL
QUOTE, REPORTED = Attribution.QUOTE, Attribution.REPORTED
DESCRIBED, ALLEGED = Attribution.DESCRIBED, Attribution.ALLEGED

BOOK = Codebook(
    parties=(Party(id="north", name="North", aliases=("North",)),),
    issues=(
        Issue(
            id="river",
            name="River",
            question="Is the river shared?",
            proposition="The river is shared",
            terms=(Term(words=("sharing",), direction=Direction.FOR),),
        ),
    ),
)


def said(
    stance: Stance,
    date: str = "2025-04-01",
    *,
    document: str = "",
    actor: str = "north",
    attribution: Attribution = REPORTED,
    status: Status = Status.UNREVIEWED,
    quote: str = "",
) -> Statement:
    """A statement of the North on the river, each in a document of its own day."""
    document = document or f"d{date}"
    quote = quote or f"{document} {actor} {stance}"
    return Statement(
        id=f"{document}/{actor}/{stance}/{attribution}/{quote}",
        document=document,
        date=date,
        party="north",
        actor=actor,
        attribution=attribution,
        issue="river",
        stance=stance,
        quote=quote,
        start=0,
        end=len(quote),
        confidence=0.7,
        status=status,
    )


def document(name: str, date: str, duplicate_of: str = "") -> Document:
    return Document(
        id=name,
        title=name,
        date=date,
        path=f"{name}.txt",
        sha256=name,
        text="",
        duplicate_of=duplicate_of,
    )


def cell(
    *statements: Statement,
    decision: CellDecision | None = None,
    copies: dict[str, str] | None = None,
    through: str = "2025-04-30",
) -> Position:
    """The one cell of the codebook."""
    names = {s.document: s.date for s in statements}
    documents = [document(n, d, (copies or {}).get(n, "")) for n, d in sorted(names.items())]
    cells = {("north", "river"): decision} if decision else {}
    curated = Curated(statements=statements, cells=cells, orphans=())
    (found,) = positions(BOOK, documents, curated, through)
    return found


def decided(stance: Stance, *evidence: Citation, summary: str = "It does.") -> CellDecision:
    return CellDecision(
        party="north",
        issue="river",
        stance=stance,
        summary="" if stance is Stance.NONE else summary,
        evidence=evidence,
        who="ines",
        when="2025-05-01",
    )


@pytest.mark.parametrize(
    ("statements", "stance"),
    [
        pytest.param([said(SUPPORT)], SUPPORT, id="one statement"),
        pytest.param(
            [said(OPPOSE, "2025-04-01"), said(SUPPORT, "2025-04-15")],
            SUPPORT,
            id="of two documents the newer counts more",
        ),
        pytest.param(
            [
                said(OPPOSE, "2025-04-13"),
                said(OPPOSE, "2025-04-14"),
                said(SUPPORT, "2025-04-15"),
            ],
            OPPOSE,
            id="two of almost the same day outweigh one",
        ),
        pytest.param(
            [
                said(OPPOSE, "2025-03-01"),
                said(OPPOSE, "2025-03-02"),
                said(SUPPORT, "2025-04-15"),
            ],
            SUPPORT,
            id="two of six weeks ago do not",
        ),
        pytest.param(
            [said(OPPOSE, document="a"), said(SUPPORT, document="b")],
            CONDITIONAL,
            id="for and against on one day, by one voice",
        ),
        pytest.param(
            [said(OPPOSE, ""), said(SUPPORT, "2025-04-01"), said(SUPPORT, "2025-03-01")],
            SUPPORT,
            id="a document without a date weighs as little as the oldest",
        ),
        pytest.param([said(SUPPORT, attribution=DESCRIBED)], SUPPORT, id="described is enough"),
        pytest.param([said(SUPPORT, attribution=ALLEGED)], Stance.NONE, id="alleged is not"),
    ],
)
def test_the_stance_of_a_cell(statements: list[Statement], stance: Stance) -> None:
    assert cell(*statements).stance is stance
    assert cell(*reversed(statements)).stance is stance


def test_actors_who_differ_at_the_same_time_make_a_party_divided_and_are_named() -> None:
    found = cell(
        said(SUPPORT, "2025-04-10", actor="velm"), said(OPPOSE, "2025-04-20", actor="osta")
    )
    assert found.stance is Stance.DIVIDED
    assert found.dissent == (("velm", SUPPORT), ("osta", OPPOSE))


@pytest.mark.parametrize(
    "statements",
    [
        pytest.param(
            [said(SUPPORT, "2025-04-10", actor="velm"), said(OPPOSE, "2025-04-20", actor="velm")],
            id="one actor who changes over time",
        ),
        pytest.param(
            [said(SUPPORT, "2025-02-01", actor="velm"), said(OPPOSE, "2025-04-20", actor="osta")],
            id="not at the same time",
        ),
        pytest.param(
            [said(SUPPORT, "2025-04-10"), said(OPPOSE, "2025-04-20", actor="osta")],
            id="the party as a whole is no actor beside its own",
        ),
        pytest.param(
            [
                said(SUPPORT, "2025-04-10", actor="velm", attribution=ALLEGED),
                said(OPPOSE, "2025-04-20", actor="osta"),
            ],
            id="what another party alleges",
        ),
        pytest.param(
            [
                said(SUPPORT, "2025-04-10", actor="velm", attribution=DESCRIBED),
                said(OPPOSE, "2025-04-20", actor="osta"),
            ],
            id="what a writer describes",
        ),
        pytest.param(
            [said(CONDITIONAL, "2025-04-10", actor="velm"), said(OPPOSE, actor="osta")],
            id="conditions are no opposition",
        ),
    ],
)
def test_what_does_not_divide_a_party(statements: list[Statement]) -> None:
    found = cell(*statements)
    assert found.stance is not Stance.DIVIDED
    assert found.dissent == ()


def test_a_rejected_statement_counts_nowhere_and_an_unsure_one_counts() -> None:
    rejected = said(OPPOSE, "2025-04-20", status=Status.REJECTED)
    unsure = said(SUPPORT, "2025-04-01", status=Status.UNSURE)
    found = cell(rejected, unsure)
    assert found.stance is SUPPORT
    assert found.statements == (unsure.id,)


def test_five_copies_of_a_wire_are_one_source() -> None:
    wire = [said(OPPOSE, "2025-04-02", document=f"copy{n}") for n in range(5)]
    own = said(SUPPORT, "2025-04-02", document="own")
    copies = {f"copy{n}": "copy0" for n in range(1, 5)}
    found = cell(*wire, own, copies=copies)
    assert found.stance is CONDITIONAL  # one against one
    assert found.sources == 2
    assert len(found.statements) == len(found.documents) == 6


def test_an_empty_cell_says_in_how_many_documents_nothing_was_found() -> None:
    curated = Curated(statements=(), cells={}, orphans=())
    read = [document("a", "2025-04-01"), document("b", "2025-04-02", duplicate_of="a")]
    (found,) = positions(BOOK, read, curated, "2025-04-02")
    assert found.reason == "not found in 1 document to 2025-04-02"
    assert found.basis is Basis.NONE
    assert (found.summary, found.lead_statement, found.confidence) == ("", "", "")


def test_what_is_only_alleged_leaves_the_cell_empty_and_says_so() -> None:
    found = cell(said(SUPPORT, attribution=ALLEGED))
    assert found.reason == "below the sufficiency rule: alleged by another party alone"
    assert len(found.statements) == 1


def test_the_lead_says_what_the_cell_says_in_the_most_direct_words() -> None:
    described = said(SUPPORT, "2025-04-09", attribution=DESCRIBED)
    quoted = said(SUPPORT, "2025-04-08", attribution=QUOTE, quote='"We share  it,"\nhe said.')
    against = said(OPPOSE, "2025-03-01", attribution=QUOTE)
    found = cell(described, quoted, against)
    assert found.lead_statement == quoted.id
    assert found.summary == '“We share it," he said.”'


def test_a_long_quotation_is_cut_after_a_word_to_stand_in_a_cell() -> None:
    found = cell(said(SUPPORT, quote="word " * 100))
    assert len(found.summary) <= 300
    assert found.summary.endswith("word …”")


def test_a_decision_outranks_the_statements() -> None:
    statement = said(OPPOSE, "2025-04-02", document="a", quote="never")
    decision = decided(CONDITIONAL, Citation(document="a", quote="never"))
    found = cell(statement, decision=decision)
    assert (found.stance, found.summary) == (CONDITIONAL, "It does.")
    assert (found.basis, found.reviewed_by) == (Basis.REVIEWED, "ines")
    assert found.as_of == "2025-04-02"
    assert found.contested_since == ""
    assert found.lead_statement == statement.id


def test_a_decided_cell_names_the_statements_that_the_decision_rests_on() -> None:
    cited = said(OPPOSE, document="a", quote="It never will, it said.")
    misread = said(SUPPORT, document="b", quote="It never will")
    other = said(OPPOSE, document="a", quote="Nor next year.")
    found = cell(
        *(cited, misread, other),
        decision=decided(
            OPPOSE, *(Citation(document=name, quote="It never will") for name in ("a", "b"))
        ),
    )
    assert found.cited == (cited.id,)
    assert cell(cited, misread, other).cited == ()
    none = decided(Stance.NONE, Citation(document="a"))
    assert cell(cited, decision=none).cited == ()


def test_a_decision_for_none_empties_a_cell_that_has_statements() -> None:
    found = cell(
        said(OPPOSE, "2025-04-02", document="a"),
        decision=decided(Stance.NONE, Citation(document="a")),
    )
    assert (found.stance, found.reason) == (Stance.NONE, "reviewed as none")
    assert found.basis is Basis.REVIEWED


@pytest.mark.parametrize(
    ("decision", "newer", "since"),
    [
        (SUPPORT, [said(OPPOSE, "2025-04-05")], "2025-04-05"),
        (SUPPORT, [said(SUPPORT, "2025-04-05"), said(OPPOSE, "2025-04-27")], "2025-04-27"),
        (SUPPORT, [said(SUPPORT, "2025-04-05")], ""),
        (SUPPORT, [said(OPPOSE, "2025-04-05", attribution=ALLEGED)], ""),
        (SUPPORT, [said(OPPOSE, "2025-04-02")], ""),  # the same day: the analyst had it
        (SUPPORT, [said(OPPOSE, "2025-04")], ""),  # perhaps the same day
        (SUPPORT, [said(OPPOSE, "")], ""),
        (Stance.NONE, [said(OPPOSE, "2025-04-05")], "2025-04-05"),
        (Stance.DIVIDED, [said(OPPOSE, "2025-04-05")], ""),
    ],
)
def test_newer_statements_contest_a_decision_and_only_newer_ones(
    decision: Stance, newer: list[Statement], since: str
) -> None:
    evidence = Citation(document="d2025-04-02", quote="" if decision is Stance.NONE else "x")
    known = said(SUPPORT, "2025-04-02", quote="x y")
    found = cell(known, *newer, decision=decided(decision, evidence))
    assert found.contested_since == since
    assert found.stance is decision  # it stays published until a person decides again


def test_a_decided_division_names_the_voices_that_the_analyst_named() -> None:
    evidence = (
        Citation(document="a", quote="yes", stance=SUPPORT, actor="velm"),
        Citation(document="a", quote="no", stance=OPPOSE, actor="osta"),
    )
    found = cell(said(SUPPORT, document="a"), decision=decided(Stance.DIVIDED, *evidence))
    assert found.dissent == (("velm", SUPPORT), ("osta", OPPOSE))


@pytest.mark.parametrize(
    ("statements", "confidence"),
    [
        ([said(SUPPORT, attribution=DESCRIBED)], "low"),
        ([said(SUPPORT)], "moderate"),
        ([said(SUPPORT, document="a"), said(SUPPORT, document="b")], "high"),
        ([said(SUPPORT, document="a"), said(OPPOSE, "2025-01-01", document="b")], "low"),
        ([said(SUPPORT, status=Status.ACCEPTED)], "high"),
        (
            [said(SUPPORT, document=name, attribution=DESCRIBED) for name in ("a", "b")],
            "moderate",
        ),
    ],
)
def test_confidence_is_by_sources_directness_contradiction_and_review(
    statements: list[Statement], confidence: str
) -> None:
    assert cell(*statements).confidence == confidence


def test_dates_are_those_of_the_evidence() -> None:
    found = cell(said(SUPPORT, "2025-04-05"), said(SUPPORT, "2025-03"), said(SUPPORT, ""))
    assert (found.first_date, found.last_date) == ("2025-03", "2025-04-05")
    assert found.as_of == "2025-04-30"


STATEMENTS = st.lists(
    st.builds(
        said,
        st.sampled_from([SUPPORT, OPPOSE, CONDITIONAL]),
        st.sampled_from(["", "2025", "2025-04", "2025-04-01", "2025-04-20"]),
        document=st.sampled_from(["a", "b", "c"]),
        actor=st.sampled_from(["north", "velm", "osta"]),
        attribution=st.sampled_from(list(Attribution)),
    ),
    max_size=8,
    unique_by=lambda s: s.id,
).map(lambda found: [replace(s, date=f"2025-04-0{'abc'.index(s.document) + 1}") for s in found])


@given(STATEMENTS, st.randoms(use_true_random=False))
def test_the_order_in_which_statements_come_makes_no_difference(
    statements: list[Statement], random: object
) -> None:
    shuffled = list(statements)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert stance_of(shuffled) is stance_of(statements)
