"""Verbs whose preposition stands apart: "called in a joint statement for"."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache

from positions.extraction.inflection import verb_forms
from positions.extraction.lexicon import Cue, CueKind, english
from positions.extraction.tags import Tag
from positions.extraction.words import Word

_PREPOSITIONS = frozenset(("for", "on", "against", "upon", "to", "with"))
_APART = 6  # words between a verb and its preposition
_BETWEEN = frozenset(
    (Tag.ADVERB, Tag.PREPOSITION, Tag.DETERMINER, Tag.ADJECTIVE, Tag.NOUN, Tag.NAME, Tag.NUMBER)
)


def stretched(
    words: Sequence[Word], verb: int, inside: Collection[int]
) -> tuple[int, tuple[Cue, ...]]:
    """The end of a verb with the preposition that makes a cue of it, and its cues.

    Gives the index behind the verb alone and no cue where no such preposition follows.

    Args:
        words: of the sentence, tagged.
        verb: index of the verb.
        inside: indexes of words that belong to a term.
    """
    own = _table().get(words[verb].text)
    begins = words[verb + 1].tag if own and verb + 1 < len(words) else Tag.MARK
    if own is None:
        return verb + 1, ()
    if begins not in (Tag.ADVERB, Tag.PREPOSITION):  # "warned Norda against", "threatened it with"
        own = {word: cues for word, cues in own.items() if word in ("with", "against")}
    for i in range(verb + 2, min(verb + 2 + _APART, len(words))):
        if words[i].tag in (Tag.PREPOSITION, Tag.TO) and words[i].text in own:
            return i + 1, own[words[i].text]
        if words[i].tag not in _BETWEEN or i in inside:
            break
    return verb + 1, ()


@cache
def _table() -> Mapping[str, Mapping[str, tuple[Cue, ...]]]:
    """The cues of a verb and a preposition: by the verb's form, then the preposition."""
    found: dict[str, dict[str, tuple[Cue, ...]]] = {}
    for cue in english().cues:
        for phrase in cue.words if cue.kind is CueKind.VERB else ():
            verb, _, preposition = phrase.partition(" ")
            if preposition in _PREPOSITIONS:
                for form in verb_forms(verb):
                    cues = found.setdefault(form, {})
                    cues[preposition] = (*cues.get(preposition, ()), cue)
    return found
