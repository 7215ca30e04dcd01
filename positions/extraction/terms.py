"""Where a sentence speaks of an issue: terms whose words, and whose `near` words, are there."""

from collections.abc import Sequence
from dataclasses import dataclass

from positions.extraction.tags import FINITE, VERBAL, Tag
from positions.extraction.vocabulary import Mark, Named, Places, TermRef
from positions.extraction.words import Word

_APART = frozenset(
    (";", ":", ".", "while", "but", "whereas", "if", "unless", "because", "although", "before")
)
_FOR = frozenset(("for", "to", "on", "of"))
_PHRASE = frozenset(
    (Tag.DETERMINER, Tag.ADJECTIVE, Tag.NOUN, Tag.NUMBER, Tag.MARK, Tag.NAME, Tag.BASE)
)
_LEADING = frozenset((Tag.PREPOSITION, Tag.TO))
_TOLD = frozenset((Tag.PAST, Tag.PRESENT))
_QUOTES = frozenset(('"', "'", "“", "”", "‘", "’"))
_POINTING = frozenset(("the", "this", "these", "those", "such"))
_IT = frozenset(("it", "them"))
_ELSE = frozenset(("to", "as", "at", "up"))  # "leave it to them", "leave it at that"
_BEHIND, _BEFORE = 9, 6  # words between the words of a term and those near them


@dataclass(frozen=True, slots=True)
class Spoken:
    """The ids of the issues of which a text has spoken, lately and at all."""

    lately: frozenset[str] = frozenset()
    ever: frozenset[str] = frozenset()


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


def terms(words: Sequence[Word], places: Places, folded: str, spoken: Spoken) -> list[TermUse]:
    """All terms in use, in order; a shorter one inside a longer one is left out.

    "The next package" needs no near word where the sentence before was about sanctions.
    """
    if not places.terms:
        return []
    near: dict[TermRef, list[tuple[int, int]]] = {hit.value: [] for _, _, hit in places.terms}
    for first, last, hit in places.near:
        if hit.value in near:
            near[hit.value].append((first, last))
    found: list[tuple[int, frozenset[int], TermUse]] = []
    for first, last, hit in places.terms:
        mate: tuple[int, int] | None = (first, last)
        if hit.value.term.near:
            mate = _mate(words, first, last, near[hit.value])
            if mate is None and hit.value.issue in spoken.lately:
                back = _pointed_at(words, first) or _of_it(words, first, last)
                mate = (first, last) if back else None
        if mate is None or _other_plan(words, first, last, hit.value, spoken):
            continue
        a, b = min(first, mate[0]), max(last, mate[1])
        start, end = words[a].start, words[b - 1].end
        use = TermUse(first, last, b, hit.value, start, end, folded[start:end])
        covered = frozenset((*range(first, last), *range(*mate)))
        found.append((len(covered), covered, use))
    kept = _longest(found)
    kept = [use for use in kept if not _single(words, use, kept)]
    names = [(a, b, hit.value) for a, b, hit in places.names if hit.mark is Mark.ACTOR]
    for use in kept:
        use.names = tuple(n for a, b, n in names if use.first <= a and b <= use.last)
    return sorted(kept, key=lambda use: (use.first, use.last))


def _single(words: Sequence[Word], use: TermUse, others: Sequence[TermUse]) -> bool:
    """As in "Washington's proposal for a truce": a wish for one thing and not its author's plan."""
    if not use.ref.term.author or use.ref.term.mutual or len(words) <= use.last:
        return False
    issues = (other for other in others if other.ref.issue != use.ref.issue)
    return words[use.last].text in _FOR and any(
        use.last < other.first
        and all(word.tag in _PHRASE for word in words[use.last + 1 : other.first])
        for other in issues
    )


def _other_plan(words: Sequence[Word], first: int, last: int, ref: TermRef, spoken: Spoken) -> bool:
    """Whether "the plan" is one of which the sentence before tells, in a text without another."""
    bare = last - first == 2 and words[first].text in _POINTING
    return bare and bool(ref.term.author and spoken.lately) and ref.issue not in spoken.ever


def _pointed_at(words: Sequence[Word], first: int) -> bool:
    """As in "the package", "these troops", "the next package"."""
    before = [word.text for word in words[max(0, first - 2) : first]]
    if words[first].text in _POINTING:
        return True  # "the draft"
    return bool(before) and (before[-1] in _POINTING or before == ["the", "next"])


def _of_it(words: Sequence[Word], first: int, last: int) -> bool:
    """As in "cede it", "give it up", where what it is was spoken of before."""
    within = any(word.text in _IT for word in words[first:last])
    behind = [word.text for word in words[last : last + 2]]
    return within or (bool(behind) and behind[0] in _IT and behind[-1] not in _ELSE)


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
    leading = words[last - 1].tag in _LEADING
    for a, b in near:
        if last <= a <= last + 2 * _BEHIND and _size(words[last:a]) <= _BEHIND:
            gap, between = (0, a - last), words[last:a]
        elif first - 2 * _BEFORE <= b <= first and _size(words[b:first]) <= _BEFORE:
            gap, between = (1, first - b), words[b:first]
        elif a < last and b > first:
            gap, between = (0, 0), words[:0]
        else:
            continue
        if any(word.text in _APART for word in between):
            continue
        if gap[0] == 0 and _cut(between, leading=leading):
            continue
        if gap[0] == 1 and leading and any(word.tag in _TOLD for word in between):
            continue
        if best is None or gap < best[0]:
            best = (gap, (a, b))
    return best[1] if best else None


def _cut(between: Sequence[Word], *, leading: bool) -> bool:
    """Whether a verb parts a term from words behind it.

    As in "goes to areas held by Moscow", "swapped prisoners, and Russia struck cities".

    Args:
        between: the words between the term and those near it.
        leading: whether the term ends with a preposition, which governs no verb.
    """
    if leading:
        return any(word.tag in VERBAL or word.tag in FINITE for word in between)
    comma = next((i for i, word in enumerate(between) if word.text == ","), len(between))
    return any(word.tag in FINITE for word in between[comma:])


def _size(between: Sequence[Word]) -> int:
    """How many words there are, without quotation marks."""
    return sum(word.text not in _QUOTES for word in between)
