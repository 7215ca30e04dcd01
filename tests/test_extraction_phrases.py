"""Every phrase that stands in a sentence is found there, as whole words, and nothing else is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from positions.extraction.inflection import first_forms, last_forms
from positions.extraction.normal import fold, normal
from positions.extraction.phrases import Phrases
from positions.extraction.words import split

_PIECES = ["US", "us", "U.S.", "a", "cease", "ceasefire", "don't", "Kyiv's", "-", "x-ray", "é", "₂"]


def found(phrases: Phrases[str], text: str) -> list[tuple[str, str]]:
    """What is found in a text: the words there, and the phrase that they are."""
    source = normal(text)
    words = split(source.folded, 0, len(source.folded))
    return [
        (source.text[words[first].start : words[last - 1].end], meaning)
        for first, last, meaning in phrases.find(words, source)
    ]


def known(*phrases: str, acronym: bool = False) -> Phrases[str]:
    all_ = Phrases[str]()
    for phrase in phrases:
        all_.add(phrase, phrase, acronym=acronym)
    return all_


@pytest.mark.parametrize(
    ("phrase", "text", "there"),
    [
        ("cede", "They ceded and precede; cedes.", []),
        ("cede", "They cede.", ["cede"]),
        ("U.S.", "In the U.S. today", ["U.S."]),
        ("U.S.", "In the U.S.A today", []),
        ("security guarantees", "SECURITY\n guarantees", ["SECURITY guarantees"]),
        ("security guarantees", "security-guarantees, security, guarantees", []),
        ("x-ray", "an X-ray, an x - ray, an x ray", ["X-ray"]),
        ("do", "they don’t do it", ["do"]),
        ("don't", "they don’t do it", ["don't"]),
        ("Kyiv", "Kyiv's and Kyivs", ["Kyiv"]),
    ],
)
def test_a_phrase_is_whole_words_in_any_case(phrase: str, text: str, there: list[str]) -> None:
    assert [words for words, _ in found(known(phrase), text)] == there


def test_a_short_name_in_capitals_is_no_pronoun() -> None:
    assert found(known("US", "NATO", acronym=True), "The US gave us to nato, NATO") == [
        ("US", "US"),
        ("NATO", "NATO"),
    ]


def test_the_longest_of_those_that_begin_together_comes_first() -> None:
    all_ = known("peace", "peace plan", "plan", "peace plan for Ukraine")
    assert [words for words, _ in found(all_, "A peace plan for Ukraine")] == [
        "peace plan for Ukraine",
        "peace plan",
        "peace",
        "plan",
    ]


def test_first_and_last_word_are_found_in_all_their_forms() -> None:
    all_ = Phrases[str]()
    all_.add("withdraw its troop", "withdrawal", first_forms, last_forms)
    text = "Withdrew its troops, withdrawing its troop, withdraws their troops"
    assert [words for words, _ in found(all_, text)] == [
        "Withdrew its troops",
        "withdrawing its troop",
    ]


def test_a_phrase_that_is_added_late_is_found_too() -> None:
    all_ = known("peace")
    assert found(all_, "peace plan") == [("peace", "peace")]
    all_.add("peace plan", "plan")
    assert found(all_, "peace plan") == [("peace plan", "plan"), ("peace", "peace")]


_words = st.sampled_from(_PIECES)
_gaps = st.sampled_from([" ", "", ", ", "  ", "_"])


@st.composite
def _texts(draw: st.DrawFn) -> str:
    pieces = draw(st.lists(st.tuples(_words, _gaps), max_size=8))
    return "".join(word + gap for word, gap in pieces)


@given(
    st.lists(st.lists(_words, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=5),
    _texts(),
)
def test_what_is_found_is_what_a_search_for_each_phrase_finds(
    phrases: list[str], text: str
) -> None:
    source = normal(text)
    words = split(source.folded, 0, len(source.folded))
    starts, ends = {w.start for w in words}, {w.end for w in words}
    wanted = {
        (*place.span(1), phrase)
        for phrase in phrases
        for place in re.finditer(rf"(?<!\w)(?=({re.escape(fold(phrase))})(?!\w))", source.folded)
        if place.start(1) in starts and place.end(1) in ends
    }
    said = known(*phrases).find(words, source)
    assert {(words[a].start, words[b - 1].end, phrase) for a, b, phrase in said} == wanted
