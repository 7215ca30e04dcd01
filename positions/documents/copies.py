"""Which documents are copies of one another, so that a text counts once.

Two documents are copies if their articles are the same or share most of their runs of five
words. Each document is compared only with those that share one of its rarest runs: two
sets that overlap enough must share one of them, so that no pair is missed.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from math import ceil

from positions.model import BlockKind, Document

_WORD = re.compile(r"[^\W_]+")
_RUN = 5  # words
_OVERLAP = Fraction(4, 5)  # shared runs by all runs of both


class _Groups:
    """Numbers that have been joined, directly or through others."""

    def __init__(self, size: int) -> None:
        self._next = list(range(size))

    def head(self, number: int) -> int:
        while self._next[number] != number:
            self._next[number] = number = self._next[self._next[number]]
        return number

    def join(self, one: int, other: int) -> None:
        self._next[self.head(one)] = self.head(other)


def linked_copies(documents: Iterable[Document]) -> tuple[Document, ...]:
    """The same documents, each copy linked to the earliest of its group by `duplicate_of`.

    The earliest is by date, then by id; where the date is not known to the day, the latest
    that it can be counts. A copy of a copy belongs to the group.
    """
    documents = tuple(documents)
    groups = _Groups(len(documents))
    articles = [_article(document) for document in documents]
    _join_same(articles, groups)
    _join_overlapping(articles, groups)
    members: dict[int, list[Document]] = defaultdict(list)
    for n, document in enumerate(documents):
        members[groups.head(n)].append(document)
    earliest = {head: min(found, key=_age).id for head, found in members.items()}
    return tuple(
        replace(document, duplicate_of="" if first == document.id else first)
        for n, document in enumerate(documents)
        for first in [earliest[groups.head(n)]]
    )


def _age(document: Document) -> tuple[str, str]:
    return (document.date + "9999-99-99"[len(document.date) :], document.id)


def _article(document: Document) -> list[str]:
    """The words of the article, furniture and header left out unless there is nothing else.

    Without punctuation: papers set quotation marks and dashes of a wire text in their own way.
    """
    words = [
        word
        for block in document.blocks
        if block.kind is not BlockKind.FURNITURE
        for word in _WORD.findall(document.text[block.start : block.end].casefold())
    ]
    return words or document.text.casefold().split()


def _join_same(articles: list[list[str]], groups: _Groups) -> None:
    """Join equal articles: they may be too short to have runs of words."""
    first: dict[tuple[str, ...], int] = {}
    for n, words in enumerate(articles):
        if words:
            groups.join(n, first.setdefault(tuple(words), n))


def _join_overlapping(articles: list[list[str]], groups: _Groups) -> None:
    """Join articles that share enough of their runs."""
    numbers: dict[str, int] = {}
    runs = [_runs(words, numbers) for words in articles]
    frequency = Counter(run for found in runs for run in found)
    holders: dict[int, list[int]] = defaultdict(list)
    for n, mine in enumerate(runs):
        # Whoever overlaps shares at least ceil(size * overlap) of these runs, and so at least
        # one of the rarest of them that are left when one fewer is taken away.
        enough = ceil(len(mine) * _OVERLAP)
        rarest = sorted(mine, key=lambda run: (frequency[run], run))[: len(mine) - enough + 1]
        for other in sorted({other for run in rarest for other in holders[run]}):
            if groups.head(other) != groups.head(n):
                shared = len(mine & runs[other])
                if shared >= _OVERLAP * (len(mine) + len(runs[other]) - shared):
                    groups.join(n, other)
        for run in rarest:
            holders[run].append(n)


def _runs(words: list[str], numbers: dict[str, int]) -> frozenset[int]:
    """Every run of five words, as one whole number made of the words' numbers."""
    mask = (1 << 32 * _RUN) - 1
    found, run = set(), 0
    for place, word in enumerate(words, start=1):
        run = (run << 32 | numbers.setdefault(word, len(numbers))) & mask
        if place >= _RUN:
            found.add(run)
    return frozenset(found)
