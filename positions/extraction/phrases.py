"""Thousands of phrases found in a sentence that is cut into words, each by its first word.

A phrase is looked for only where its first word stands, and is put into all its forms only when
a text first holds that word: most phrases of a codebook stand in no text of a dossier.

Phrases are matched as whole words, in any case and inflection, and with the blanks that they
are written with; every one that is there is found, also within and across others.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from positions.extraction.normal import NormalText, fold
from positions.extraction.words import Word, split

_T = TypeVar("_T")

_WORD = re.compile(r"\w")  # goes on where one stands; `\b` would miss the end of "U.S."

Forms = Callable[[str], Iterable[str]]
"""A word -> the words as which it may stand in a text."""

_ACRONYM = 4  # letters at most


def as_written(word: str) -> tuple[str, ...]:
    """The word alone, for phrases that are not inflected."""
    return (word,)


class _Phrase(NamedTuple, Generic[_T]):
    """A phrase as it was added, see `Phrases.add`."""

    words: str
    meaning: _T
    firsts: Forms
    lasts: Forms
    acronym: bool

    def forms(self, word: str) -> Iterator[str]:
        """All its forms of which a word of a text is the beginning."""
        first, *rest = self.words.split(" ")
        for form, begins in _beginnings(first, self.firsts):
            if begins != word:
                continue
            if rest:
                before = " ".join((form, *rest[:-1]))
                for last in self.lasts(rest[-1]):
                    yield f"{before} {last}"
            else:
                yield form


class _Node(Generic[_T]):
    """What the words so far can be: whole phrases, and beginnings of others.

    Attributes:
        meanings: of the phrases that end here, and whether capitals alone are it.
        spaced, glued: by the next word, behind a blank and without one; None for none, since
            most end here.
    """

    __slots__ = ("glued", "meanings", "spaced")

    def __init__(self) -> None:
        self.meanings: Sequence[tuple[_T, bool]] = ()
        self.spaced: dict[str, _Node[_T]] | None = None
        self.glued: dict[str, _Node[_T]] | None = None

    def mean(self, meaning: _T, *, capitals: bool) -> None:
        """Let a phrase end here."""
        if (meaning, capitals) not in self.meanings:
            self.meanings = (*self.meanings, (meaning, capitals))

    def next(self, text: str, *, glued: bool) -> "_Node[_T]":
        """The node behind one more word."""
        branch = self.glued if glued else self.spaced
        if branch is None:
            branch = {}
            if glued:
                self.glued = branch
            else:
                self.spaced = branch
        if text not in branch:
            branch[text] = _Node()
        return branch[text]


class Phrases(Generic[_T]):
    """Phrases with what each of them means."""

    def __init__(self) -> None:
        # By first words: the phrases, and what they are made into when a text has the word.
        self._phrases: dict[str, list[_Phrase[_T]]] = {}
        self._begun: dict[str, _Node[_T]] = {}

    def add(
        self,
        phrase: str,
        meaning: _T,
        firsts: Forms = as_written,
        lasts: Forms = as_written,
        *,
        acronym: bool = False,
    ) -> None:
        """Look for a phrase from now on.

        Args:
            phrase: as the lexicon or the codebook has it.
            meaning: what is found where it stands.
            firsts: the forms of its first word.
            lasts: those of its last one, if it has more than one.
            acronym: whether short capitals are found in capitals alone, so that "us" is not
                the US.
        """
        phrase = phrase.strip()
        added = _Phrase(phrase, meaning, firsts, lasts, acronym)
        for word in {word for _, word in _beginnings(phrase.split(" ")[0], firsts)}:
            self._begun.pop(word, None)
            if word in self._phrases:
                self._phrases[word].append(added)
            else:
                self._phrases[word] = [added]

    def find(self, words: Sequence[Word], source: NormalText) -> list[tuple[int, int, _T]]:
        """The phrases in a sentence: word spans and meanings, by start and then longest first."""
        found: list[tuple[int, int, _T]] = []
        phrases, begun = self._phrases, self._begun
        for i, word in enumerate(words):
            if word.text not in phrases or (
                (not i or words[i - 1].end == word.start)  # else there is a blank
                and word.start
                and _WORD.match(source.folded, word.start - 1)
            ):
                continue
            for last, meanings in _whole(begun.get(word.text) or self._begin(word.text), words, i):
                end = words[last - 1].end
                if (last == len(words) or words[last].start == end) and _WORD.match(
                    source.folded, end
                ):
                    continue
                for meaning, capitals in meanings:
                    if not capitals or source.text[word.start : end].isupper():
                        found.append((i, last, meaning))
        return found

    def _begin(self, word: str) -> _Node[_T]:
        """Put the phrases that begin with a word into all their forms."""
        begun = self._begun[word] = _Node()
        for phrase in self._phrases[word]:
            for form in phrase.forms(word):
                short = phrase.acronym and form.isupper() and len(form) <= _ACRONYM
                _end(begun, fold(form)).mean(phrase.meaning, capitals=short)
        return begun


def _end(node: _Node[_T], form: str) -> _Node[_T]:
    """The node where a folded form ends that begins at this one."""
    letters = form.split(" ")
    if all(map(str.isalpha, letters)):
        for text in letters[1:]:
            node = node.next(text, glued=False)
        return node
    before, *words = split(form, 0, len(form))
    for word in words:
        node = node.next(word.text, glued=word.start == before.end)
        before = word
    return node


def _whole(
    node: _Node[_T], words: Sequence[Word], first: int
) -> Sequence[tuple[int, Sequence[tuple[_T, bool]]]]:
    """The phrases that begin with a word, at its node: where they end, longest first."""
    last = first + 1
    found = [(last, node.meanings)] if node.meanings else []
    size = len(words)
    while last < size:
        end, following = words[last - 1].end, words[last]
        branch = node.glued if following.start == end else node.spaced
        if branch is None or following.start > end + 1 or following.text not in branch:
            break
        node = branch[following.text]
        last += 1
        if node.meanings:
            found.append((last, node.meanings))
    found.reverse()
    return found


@cache
def _beginnings(first: str, firsts: Forms) -> tuple[tuple[str, str], ...]:
    """The forms of a first word, each with the word by which it shows in a text."""
    return tuple((form, _first(form)) for form in firsts(first))


def _first(phrase: str) -> str:
    folded = fold(phrase)
    return folded if folded.isalpha() else split(folded, 0, len(folded))[0].text
