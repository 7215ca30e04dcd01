"""Where a sentence speaks of an issue: terms whose words, and whose `near` words, are there."""

from collections.abc import Sequence
from dataclasses import dataclass

from positions.extraction.vocabulary import Hit, Mark, Named, TermRef
from positions.extraction.words import Word

_APART = frozenset(
    (";", ":", ".", "while", "but", "whereas", "if", "unless", "because", "although")
)
_BEHIND, _BEFORE = 9, 6  # words between the words of a term and those near them


@dataclass(slots=True, eq=False)
class TermUse:
    """A term of an issue in one place of a sentence.

    Attributes:
        first, last: word span of the term's own words.
        reach: word index behind the term and its near words.
        names: the parties named within the term's own words.
        start, end: span of the whole in the normal text.
        words: as they stand there.
    """

    first: int
    last: int
    reach: int
    ref: TermRef
    start: int
    end: int
    words: str
    names: tuple[Named, ...] = ()


def terms(
    words: Sequence[Word], placed: Sequence[tuple[int, int, Hit]], folded: str
) -> list[TermUse]:
    """All terms in use, in order; a shorter one inside a longer one is left out."""
    near: dict[TermRef, list[tuple[int, int]]] = {}
    for first, last, hit in placed:
        if hit.mark is Mark.NEAR:
            near.setdefault(hit.value, []).append((first, last))
    found: list[tuple[int, frozenset[int], TermUse]] = []
    for first, last, hit in placed:
        if hit.mark is not Mark.TERM:
            continue
        mate: tuple[int, int] | None = (first, last)
        if hit.value.term.near:
            mate = _mate(words, first, last, near.get(hit.value, ()))
        if mate is None:
            continue
        a, b = min(first, mate[0]), max(last, mate[1])
        start, end = words[a].start, words[b - 1].end
        use = TermUse(first, last, b, hit.value, start, end, folded[start:end])
        covered = frozenset((*range(first, last), *range(*mate)))
        found.append((len(covered), covered, use))
    kept = _longest(found)
    names = [(a, b, hit.value) for a, b, hit in placed if hit.mark is Mark.ACTOR]
    for use in kept:
        use.names = tuple(n for a, b, n in names if use.first <= a and b <= use.last)
    return sorted(kept, key=lambda use: (use.first, use.last))


def _longest(found: list[tuple[int, frozenset[int], TermUse]]) -> list[TermUse]:
    """Longest first, without what lies within another; one span may speak of two issues."""
    found.sort(key=lambda f: (-f[0], f[2].first))
    kept: list[tuple[frozenset[int], TermUse]] = []
    for _, covered, use in found:
        own = range(use.first, use.last)
        if not any(
            words.issuperset(own) and (words != covered or other.ref.issue == use.ref.issue)
            for words, other in kept
        ):
            kept.append((covered, use))
    return [use for _, use in kept]


def _mate(
    words: Sequence[Word], first: int, last: int, near: Sequence[tuple[int, int]]
) -> tuple[int, int] | None:
    """The near words closest behind the words of a term, or else closest before them."""
    best: tuple[tuple[int, int], tuple[int, int]] | None = None
    for a, b in near:
        if last <= a <= last + _BEHIND:
            gap, between = (0, a - last), words[last:a]
        elif first - _BEFORE <= b <= first:
            gap, between = (1, first - b), words[b:first]
        elif a < last and b > first:
            gap, between = (0, 0), words[:0]
        else:
            continue
        if any(word.text in _APART for word in between):
            continue
        if best is None or gap < best[0]:
            best = (gap, (a, b))
    return best[1] if best else None
