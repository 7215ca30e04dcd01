"""The extractor held against coded gold: figures worked out by hand, and every miss shown."""

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miniature_dossier import CODEBOOK
from positions.aggregation import document_positions
from positions.evaluation import Coded, Coding, Count, Evaluation, evaluate, rule_counts
from positions.evaluation.records import MissKind, Score
from positions.model import Attribution, DocumentPosition, Stance, Statement

SUPPORT, MIXED, OPPOSE = Coding.SUPPORT, Coding.MIXED, Coding.OPPOSE
QUOTE, REPORTED = Attribution.QUOTE, Attribution.REPORTED
NORTH, SOUTH, UNION = "northland", "southmark", "lake-union"
WATER, DAM, FLOOD = "water-share", "dam-inspection", "flood-payments"


def coded(
    document: str, party: str, issue: str, *stances: Coding, sure: int = 3, disputed: bool = False
) -> Coded:
    return Coded(
        document=document,
        party=party,
        issue=issue,
        stances=stances,
        disputed=disputed,
        evidence=(f"{party} on {issue}",),
        sure=sure,
    )


def says(
    document: str,
    party: str,
    issue: str,
    stance: Stance,
    rule: str = "verb",
    attribution: Attribution = REPORTED,
) -> Statement:
    quote = f"{document} says {party} {stance} {issue} by {rule}"
    return Statement(
        id=quote,
        document=document,
        party=party,
        actor=party,
        attribution=attribution,
        issue=issue,
        stance=stance,
        quote=quote,
        start=0,
        end=len(quote),
        confidence=0.5,
        rule=rule,
        explanation=f"{rule}(+)",
    )


def position(document: str, party: str, issue: str, stance: Stance) -> DocumentPosition:
    return DocumentPosition(
        document=document, date="", party=party, issue=issue, stance=stance, statements=()
    )


def of_positions(gold: Sequence[Coded], *found: DocumentPosition, empty: str = "") -> Evaluation:
    return evaluate(gold, found, (), CODEBOOK, empty=empty.split())


def of_statements(gold: Sequence[Coded], *said: Statement) -> Evaluation:
    return evaluate(gold, document_positions(said), said, CODEBOOK)


# A negotiation of eight coded positions in two documents. Found: seven, of which five are
# coded and three of these have the right stance.
GOLD = (
    coded("one", NORTH, WATER, OPPOSE),
    coded("one", SOUTH, WATER, SUPPORT),
    coded("one", NORTH, DAM, MIXED),
    coded("one", UNION, DAM, SUPPORT, sure=1),
    coded("two", NORTH, WATER, MIXED),
    coded("two", SOUTH, WATER, SUPPORT),
    coded("two", SOUTH, FLOOD, SUPPORT, sure=2),
    coded("two", NORTH, FLOOD, OPPOSE),
)
FOUND = (
    position("one", NORTH, WATER, Stance.OPPOSE),  # right
    position("one", SOUTH, WATER, Stance.OPPOSE),  # wrong stance
    position("one", NORTH, DAM, Stance.CONDITIONAL),  # right
    position("one", UNION, WATER, Stance.SUPPORT),  # not coded
    position("two", NORTH, WATER, Stance.SUPPORT),  # wrong stance
    position("two", SOUTH, WATER, Stance.SUPPORT),  # right
    position("two", SOUTH, DAM, Stance.SUPPORT),  # not coded
)


def test_the_figures_are_those_worked_out_by_hand() -> None:
    comparison = of_positions(GOLD, *FOUND).comparison
    found, right = comparison.all.party_issue, comparison.all.position
    assert (found.precision, found.recall) == (5 / 7, 5 / 8)
    assert found.f1 == pytest.approx(2 / 3)  # 2 x 5 / (7 + 8)
    assert (right.precision, right.recall) == (3 / 7, 3 / 8)
    assert right.f1 == pytest.approx(0.4)  # 2 x 3 / (7 + 8)
    assert comparison.right_where_found == pytest.approx(3 / 5)
    assert {name: scores.position for name, scores in comparison.by_party.items()} == {
        NORTH: Score(gold=4, found=3, right=2),
        SOUTH: Score(gold=3, found=3, right=1),
        UNION: Score(gold=1, found=1, right=0),
    }
    assert {name: scores.position.f1 for name, scores in comparison.by_issue.items()} == {
        WATER: pytest.approx(4 / 9),
        DAM: pytest.approx(2 / 4),
        FLOOD: 0.0,
    }
    assert comparison.mean_f1_over_issues == pytest.approx(4 / 9)  # one is coded three times


def test_the_confusion_says_which_stance_is_taken_for_which() -> None:
    assert of_positions(GOLD, *FOUND).comparison.confusion == {
        (OPPOSE, OPPOSE): 1,
        (MIXED, MIXED): 1,
        (SUPPORT, SUPPORT): 1,
        (SUPPORT, OPPOSE): 1,
        (MIXED, SUPPORT): 1,
        (SUPPORT, None): 2,
        (OPPOSE, None): 1,
        (None, SUPPORT): 2,
    }


@pytest.mark.parametrize("stance", [Stance.CONDITIONAL, Stance.DIVIDED])
def test_conditional_and_divided_are_what_coders_call_mixed(stance: Stance) -> None:
    gold = [coded("one", NORTH, WATER, MIXED)]
    found = of_positions(gold, position("one", NORTH, WATER, stance))
    assert found.comparison.all.position.f1 == 1
    assert not found.misses


def test_a_position_of_none_is_no_position() -> None:
    found = of_positions(GOLD, position("one", SOUTH, DAM, Stance.NONE))
    assert found.comparison.all.position.found == 0


def test_only_documents_that_were_coded_are_scored() -> None:
    """What nobody has read can be neither right nor wrong."""
    found = position("three", NORTH, WATER, Stance.SUPPORT)
    unread = of_positions(GOLD, *FOUND, found)
    assert unread.documents == ("one", "two")
    assert unread.comparison.all.position.found == 7
    read = of_positions(GOLD, *FOUND, found, empty="three")
    assert read.documents == ("one", "three", "two")
    assert read.comparison.all.position.found == 8
    assert [miss.kind for miss in read.misses if miss.document == "three"] == [MissKind.EXCESS]


@pytest.mark.parametrize(
    ("stance", "found", "misses"),
    [
        (None, 0, []),  # nobody can say that it is missing
        (Stance.OPPOSE, 0, []),  # one of the coders thought so
        (Stance.CONDITIONAL, 0, []),  # the other one did
        (Stance.SUPPORT, 1, [MissKind.EXCESS]),  # neither did
    ],
)
def test_a_disputed_record_counts_for_what_no_coder_wrote(
    stance: Stance | None, found: int, misses: list[MissKind]
) -> None:
    gold = [coded("one", NORTH, WATER, OPPOSE, MIXED, disputed=True)]
    said = [says("one", NORTH, WATER, stance)] if stance else []
    evaluation = of_statements(gold, *said)
    assert evaluation.disputed == 1
    assert evaluation.comparison.all.position == Score(gold=0, found=found, right=0)
    assert [miss.kind for miss in evaluation.misses] == misses
    assert sum(group.statements.of for group in evaluation.by_rule.values()) == found


def test_misses_come_by_issue_and_kind() -> None:
    misses = of_positions(GOLD, *FOUND).misses
    assert [(miss.issue, miss.kind, miss.party, miss.document) for miss in misses] == [
        (WATER, MissKind.STANCE, NORTH, "two"),
        (WATER, MissKind.STANCE, SOUTH, "one"),
        (WATER, MissKind.EXCESS, UNION, "one"),
        (DAM, MissKind.MISSED, UNION, "one"),
        (DAM, MissKind.EXCESS, SOUTH, "two"),
        (FLOOD, MissKind.MISSED, NORTH, "two"),
        (FLOOD, MissKind.MISSED, SOUTH, "two"),
    ]


def test_the_worst_issue_comes_first_and_in_it_what_is_surest() -> None:
    """An analyst mends one issue's terms at a time."""
    gold = (
        coded("one", NORTH, WATER, OPPOSE),
        coded("one", NORTH, FLOOD, OPPOSE, sure=1),
        coded("one", SOUTH, FLOOD, SUPPORT, sure=3),
    )
    assert [(miss.issue, miss.party) for miss in of_positions(gold).misses] == [
        (FLOOD, SOUTH),
        (FLOOD, NORTH),
        (WATER, NORTH),
    ]


def test_a_miss_shows_the_sentences_of_both_sides() -> None:
    wrong = says("one", NORTH, WATER, Stance.SUPPORT)
    (missed, wrong_stance) = of_statements(
        [coded("one", SOUTH, WATER, SUPPORT), coded("one", NORTH, WATER, OPPOSE)],
        wrong,
        says("two", SOUTH, WATER, Stance.SUPPORT),
    ).misses
    assert (missed.kind, missed.coded, missed.statements) == (
        MissKind.MISSED,
        coded("one", SOUTH, WATER, SUPPORT),
        (),
    )
    assert wrong_stance.coded == coded("one", NORTH, WATER, OPPOSE)
    assert (wrong_stance.found, wrong_stance.statements) == (SUPPORT, (wrong,))


SAID = (
    says("one", NORTH, WATER, Stance.OPPOSE, "verb"),  # right
    says("one", NORTH, WATER, Stance.OPPOSE, "verb", QUOTE),  # right, the same again
    says("one", SOUTH, WATER, Stance.OPPOSE, "verb"),  # wrong stance
    says("one", UNION, WATER, Stance.SUPPORT, "nominal"),  # not coded
    says("two", SOUTH, WATER, Stance.SUPPORT, "nominal", QUOTE),  # right
    says("three", SOUTH, WATER, Stance.SUPPORT, "passive"),  # not read
)


def test_rules_are_judged_by_what_their_statements_say() -> None:
    rules = of_statements(GOLD, *SAID).by_rule
    assert list(rules) == ["verb", "nominal"]
    assert rules["verb"].statements == Count(right=2, of=3)
    assert rules["verb"].scores.position == Score(gold=8, found=2, right=1)
    assert rules["verb"].scores.party_issue == Score(gold=8, found=2, right=2)
    assert rules["nominal"].statements == Count(right=1, of=2)
    assert rules["nominal"].scores.position == Score(gold=8, found=2, right=1)


def test_attributions_are_judged_by_what_their_statements_say() -> None:
    attributions = of_statements(GOLD, *SAID).by_attribution
    assert {name: group.statements for name, group in attributions.items()} == {
        "reported": Count(right=1, of=3),
        "quote": Count(right=2, of=2),
    }


def test_statements_of_a_rule_are_counted_without_their_positions() -> None:
    assert rule_counts(GOLD, SAID) == {
        "verb": Count(right=2, of=3),
        "nominal": Count(right=1, of=2),
    }
    assert rule_counts(GOLD, SAID, empty=["three"])["passive"] == Count(right=0, of=1)


# For any coding

_KEYS = st.tuples(
    st.sampled_from(["one", "two"]), st.sampled_from([NORTH, SOUTH]), st.sampled_from([WATER, DAM])
)
_CODINGS = st.dictionaries(_KEYS, st.sampled_from(Coding))
_STANCES = {SUPPORT: Stance.SUPPORT, MIXED: Stance.CONDITIONAL, OPPOSE: Stance.OPPOSE}


@given(_CODINGS, _CODINGS)
def test_parts_add_up_to_the_whole(
    gold: dict[tuple[str, str, str], Coding], found: dict[tuple[str, str, str], Coding]
) -> None:
    records = [coded(*key, stance) for key, stance in gold.items()]
    positions = [position(*key, _STANCES[stance]) for key, stance in found.items()]
    evaluation = of_positions(records, *positions, empty="one two")
    comparison = evaluation.comparison
    whole = comparison.all.position
    for parts in (comparison.by_party, comparison.by_issue):
        assert sum(one.position.gold for one in parts.values()) == whole.gold == len(gold)
        assert sum(one.position.found for one in parts.values()) == whole.found == len(found)
        assert sum(one.position.right for one in parts.values()) == whole.right
    right = sum(comparison.confusion.get((one, one), 0) for one in Coding)
    assert whole.right == right
    assert sum(comparison.confusion.values()) - right == len(evaluation.misses)
    shares = (
        (score.precision, score.recall, score.f1)
        for score in (comparison.all.party_issue, comparison.all.position)
    )
    assert all(0 <= share <= 1 for share in itertools.chain(*shares))
