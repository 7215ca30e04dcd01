"""Two coders held against each other: alpha as published, its units, and where they part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miniature_dossier import CODEBOOK
from positions.evaluation import Coded, Coding, agreement_of_coders, alpha

SUPPORT, MIXED, OPPOSE = Coding.SUPPORT, Coding.MIXED, Coding.OPPOSE
NORTH, SOUTH, UNION = "northland", "southmark", "lake-union"
WATER, DAM = "water-share", "dam-inspection"

# The values that each unit was given, "." where one is missing: examples A, B and C of
# K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", University of Pennsylvania, 2011.
_A = "01 11 01 00 00 01 00 00 10 00"
_B = "ab aa bb bb db cc cc cc ee dd dd ad"
_C = "11.1 2232 3333 3333 2222 1234 4444 1121 2222 .555 ..11 ..3."


@pytest.mark.parametrize(("values", "published"), [(_A, 0.095), (_B, 0.692), (_C, 0.743)])
def test_alpha_is_the_published_one(values: str, published: float) -> None:
    units = [unit.replace(".", "") for unit in values.split()]
    assert alpha(units) == pytest.approx(published, abs=0.0005)


@pytest.mark.parametrize("units", [[], ["a"], ["aa", "aa"], ["aa", "b"]])
def test_alpha_is_not_defined_where_no_values_could_differ(units: list[str]) -> None:
    assert alpha(units) is None


_UNITS = st.lists(st.text("abc", min_size=2, max_size=3), min_size=1)


@given(_UNITS)
def test_alpha_is_one_for_perfect_agreement_alone(units: list[str]) -> None:
    found = alpha(units)
    if found is not None:
        assert found <= 1
        assert (found == 1) == all(len(set(unit)) == 1 for unit in units)


@given(_UNITS)
def test_alpha_knows_neither_names_nor_order(units: list[str]) -> None:
    renamed = [unit[::-1].translate(str.maketrans("abc", "xya")) for unit in reversed(units)]
    assert alpha(units) == pytest.approx(alpha(renamed))


def coded(document: str, party: str, issue: str, stance: Coding) -> Coded:
    return Coded(document=document, party=party, issue=issue, stances=(stance,), evidence=("x",))


A = (
    coded("one", NORTH, WATER, OPPOSE),
    coded("one", SOUTH, WATER, SUPPORT),
    coded("one", NORTH, DAM, MIXED),
    coded("two", NORTH, WATER, SUPPORT),
    coded("three", NORTH, WATER, SUPPORT),
)
B = (
    coded("one", NORTH, WATER, OPPOSE),
    coded("one", SOUTH, WATER, MIXED),
    coded("two", NORTH, WATER, SUPPORT),
    coded("two", UNION, DAM, SUPPORT),
)


def test_units_of_alpha_are_what_both_coders_decided() -> None:
    """By hand: OO, SM, SS. One of three differs; by chance 2 (2 + 3 + 6) / 30 pairs would."""
    agreement = agreement_of_coders(A, B, CODEBOOK)
    assert agreement.documents == ("one", "two")
    assert agreement.units == 3
    assert agreement.alpha == pytest.approx(1 - (1 / 3) / (22 / 30))


def test_f1_counts_what_one_coder_alone_recorded() -> None:
    scores = agreement_of_coders(A, B, CODEBOOK).comparison.all
    assert scores.party_issue.f1 == pytest.approx(2 * 3 / (4 + 4))
    assert scores.position.f1 == pytest.approx(2 * 2 / (4 + 4))


def test_a_document_of_one_coder_alone_is_left_out_unless_both_read_it() -> None:
    assert agreement_of_coders(A, B, CODEBOOK).left_out == ("three",)
    both = agreement_of_coders(A, B, CODEBOOK, empty=["three", "four"])
    assert both.left_out == ()
    assert both.documents == ("four", "one", "three", "two")
    assert both.comparison.all.party_issue.gold == 5


def test_disagreements_are_listed_by_issue_with_both_records() -> None:
    listed = agreement_of_coders(A, B, CODEBOOK).disagreements
    assert [(each.key, each.a, each.b) for each in listed] == [
        (("one", SOUTH, WATER), A[1], B[1]),
        (("one", NORTH, DAM), A[2], None),
        (("two", UNION, DAM), None, B[3]),
    ]


def test_it_does_not_matter_which_coder_comes_first() -> None:
    one, other = agreement_of_coders(A, B, CODEBOOK), agreement_of_coders(B, A, CODEBOOK)
    assert one.alpha == other.alpha
    assert one.comparison.all.position.f1 == other.comparison.all.position.f1
    assert [each.key for each in one.disagreements] == [each.key for each in other.disagreements]
