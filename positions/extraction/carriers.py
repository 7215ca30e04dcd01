"""Which marked stretches of a sentence can carry a stance or a report, by the parts of speech."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from positions.extraction.lexicon import CueKind
from positions.extraction.tags import AUXILIARY, VERBAL, Tag
from positions.extraction.vocabulary import Hit, Mark, Place
from positions.extraction.words import Word

_FAMILY = frozenset(
    (Mark.CUE, Mark.SPEECH, Mark.VIEW, Mark.OPINION, Mark.RECEIVING, Mark.EQUATIVE, Mark.NEUTRAL)
)
VERB_KINDS = (CueKind.VERB, CueKind.ACT, CueKind.FATE, CueKind.EFFECT)


def carriers(
    words: Sequence[Word], placed: Sequence[Place], inside: AbstractSet[int]
) -> dict[int, tuple[int, list[Hit]]]:
    """What may carry a stance, by first word: the end and the hits, the longest that overlap.

    Args:
        words: of the sentence, tagged.
        placed: hits with their word spans.
        inside: indexes of words that belong to a term.
    """
    family = [
        p
        for p in placed
        if p[2].mark in _FAMILY and inside.isdisjoint(range(p[0], p[1])) and _fits(words, p)
    ]
    family.sort(key=lambda p: (p[0] - p[1], p[0]))
    settled: dict[int, tuple[int, list[Hit]]] = {}
    used: set[int] = set()
    for first, last, hit in family:
        if first in settled and settled[first][0] == last:
            settled[first][1].append(hit)
        elif used.isdisjoint(range(first, last)):
            settled[first] = (last, [hit])
            used.update(range(first, last))
    return settled


def _fits(words: Sequence[Word], place: Place) -> bool:
    """Whether the part of its word allows a hit to be what it is."""
    first, last, hit = place
    tag = words[first].tag
    if tag is Tag.NAME:
        return False
    if hit.mark is Mark.CUE:
        if hit.value.kind in VERB_KINDS:
            phrase = last - first > 1 and (tag in AUXILIARY or tag is Tag.NEGATOR)
            return tag in VERBAL or phrase
        if hit.value.kind is CueKind.NOUN:
            return words[last - 1].tag not in VERBAL or last - first > 1
        return True
    if hit.mark is Mark.OPINION:
        return tag not in VERBAL
    said = hit.mark is Mark.SPEECH and last - first > 1 and tag in AUXILIARY  # "is convinced"
    return said or hit.mark is Mark.NEUTRAL or tag in VERBAL
