"""Copies: the same text counts once, linked to the earliest."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from positions.documents.blocks import divide
from positions.documents.copies import linked_copies
from positions.model import Document

WORDS = "Kyiv Moscow envoys talks plan truce land vote army treaty border region deal".split()


def article(seed: int, size: int = 200) -> list[str]:
    """Words of an article that no other seed has."""
    chance = random.Random(seed)  # noqa: S311 - the same articles on every run
    return [f"{chance.choice(WORDS)}{chance.randrange(1000)}" for _ in range(size)]


def document(name: str, words: list[str] | str, date: str = "") -> Document:
    text = words if isinstance(words, str) else " ".join(words) + "."
    return Document(
        id=name, title="", date=date, path=f"{name}.txt", sha256="", text=text, blocks=divide(text)
    )


def links(*documents: Document) -> dict[str, str]:
    return {d.id: d.duplicate_of for d in linked_copies(documents) if d.duplicate_of}


def test_the_same_text_is_linked_to_the_earliest_wherever_it_stands() -> None:
    words = article(1)
    assert links(
        document("a", words, "2025-12-03"),
        document("b", words, "2025-12-01"),
        document("c", words, "2025-12-02"),
        document("d", article(2), "2025-11-01"),
    ) == {"a": "b", "c": "b"}


@pytest.mark.parametrize(
    ("first", "second", "earliest"),
    [
        ("2025-12-01", "2025-12-01", "a"),
        ("", "2025-12-01", "b"),
        ("2025-12", "2025-12-31", "b"),
        ("2025", "2026-01", "a"),
        ("", "", "a"),
    ],
)
def test_a_date_that_is_not_known_to_the_day_counts_as_its_latest(
    first: str, second: str, earliest: str
) -> None:
    found = links(document("a", article(1), first), document("b", article(1), second))
    assert set(found.values()) == {earliest}


@pytest.mark.parametrize(
    ("size", "changed", "is_copy"),
    [
        (200, 0, True),
        (200, 4, True),  # each changed word takes five runs: 176 of 216 in all are shared
        (200, 5, False),  # 171 of 221
        (49, 1, True),  # 40 of 50, which is four fifths
        (48, 1, False),  # 39 of 49
    ],
)
def test_copies_share_four_fifths_of_their_runs_of_five_words(
    size: int, changed: int, *, is_copy: bool
) -> None:
    words = article(1, size)
    edited = list(words)
    for n in range(changed):
        edited[10 + 30 * n] = f"edited{n}"
    assert bool(links(document("a", words), document("b", edited))) is is_copy


def test_copies_are_found_though_their_rarest_runs_are_what_parts_them() -> None:
    words = article(1, 13)  # nine runs, of which the last word changes one
    assert links(document("a", [*words[:-1], "one"]), document("b", [*words[:-1], "other"]))


def test_another_header_other_furniture_and_other_typography_make_no_other_text() -> None:
    sentence = "“We won’t go,” he said – and they didn’t."
    body = " ".join([sentence, *article(3, 40), "."])
    plainer = body.replace("“", '"').replace("”", '"').replace("’", "'").replace("–", "-")
    assert links(
        document(
            "a",
            f"{body}\n\nLeave a Comment\n\nYour email address will not be published. "
            "Required fields are marked *\n\nScroll to Top\n\nAll rights reserved.\n",
        ),
        document("b", f"Share\n\n{plainer.upper()}"),
    ) == {"b": "a"}


def test_a_copy_of_a_copy_belongs_to_the_first() -> None:
    words = article(1, 400)
    steps = [words, words[:360] + article(2, 40), words[:330] + article(2, 40)[:20]]
    names = "abc"
    assert not links(document("a", steps[0]), document("c", steps[2]))
    found = links(*(document(n, w) for n, w in zip(names, steps, strict=True)))
    assert found == {"b": "a", "c": "a"}


def test_short_texts_are_copies_only_if_they_are_the_same() -> None:
    assert links(
        document("a", "No deal."), document("b", "No deal."), document("c", "A deal.")
    ) == {"b": "a"}


def test_texts_that_say_nothing_are_no_copies() -> None:
    assert links(document("a", ""), document("b", " \n"), document("c", "")) == {}


def test_an_old_link_is_forgotten() -> None:
    once = linked_copies([document("a", article(1)), document("b", article(1))])
    assert links(once[1]) == {}
    assert linked_copies(once) == once


@given(st.lists(st.lists(st.sampled_from(WORDS[:3]), max_size=12), max_size=6), st.randoms())
def test_order_of_the_documents_changes_no_link(
    texts: list[list[str]], chance: random.Random
) -> None:
    documents = [document(f"d{n}", words) for n, words in enumerate(texts)]
    shuffled = list(documents)
    chance.shuffle(shuffled)
    found = links(*documents)
    assert links(*shuffled) == found
    assert not set(found.values()) & set(found)  # the earliest is a copy of nothing


@given(st.lists(st.lists(st.sampled_from(WORDS[:4]), min_size=5, max_size=14), max_size=5))
def test_no_pair_that_overlaps_enough_is_missed(texts: list[list[str]]) -> None:
    documents = [document(f"d{n}", words) for n, words in enumerate(texts)]
    group = {d.id: d.duplicate_of or d.id for d in linked_copies(documents)}
    runs = [
        {tuple(w.lower() for w in words[n : n + 5]) for n in range(len(words) - 4)}
        for words in texts
    ]
    for n, mine in enumerate(runs):
        for m, other in enumerate(runs[:n]):
            if 5 * len(mine & other) >= 4 * len(mine | other):
                assert group[f"d{n}"] == group[f"d{m}"]
