"""Words whose part only the rest of their sentence settles.

A clause wants a verb; "before talks" is a phrase, "before they talk" a clause.
"""

from collections.abc import Sequence

from positions.extraction.inflection import kinds
from positions.extraction.lexicon import english
from positions.extraction.tags import CLAUSE_ENDS, FINITE, Tag
from positions.extraction.words import Word

_STOPS = frozenset((";", ":", "."))
_NOMINAL = frozenset(
    (Tag.DETERMINER, Tag.ADJECTIVE, Tag.NOUN, Tag.NAME, Tag.NUMBER, Tag.POSSESSIVE)
)
_PHRASE = _NOMINAL | {Tag.ADVERB, Tag.NEGATOR, Tag.PRONOUN, Tag.COORDINATOR}


def settle(words: Sequence[Word]) -> None:
    """Find the verb of clauses that have none, and tell prepositions from what opens a clause."""
    start = 0
    for i, word in enumerate(words):
        if word.tag in CLAUSE_ENDS or word.text in _STOPS:
            _verb_of_last_resort(words[start:i])
            start = i + 1
    _verb_of_last_resort(words[start:])
    for i, word in enumerate(words):
        if word.tag is Tag.DOUBTFUL and i and words[i - 1].tag is Tag.HAVE:
            word.tag = Tag.ADVERB  # "has since refused"
        elif word.tag is Tag.DOUBTFUL:
            complement = word.text == "as" and words[i + 1 : i + 2] and _describes(words, i + 1)
            clause = not complement and _clause_follows(words, i)
            word.tag = Tag.SUBORDINATOR if clause else Tag.PREPOSITION


def _verb_of_last_resort(clause: Sequence[Word]) -> None:
    """As in "European states, France among them, urge restraint": a clause wants a verb."""
    if len(clause) < 3 or any(
        word.tag in FINITE and not (word.tag is Tag.BASE and before.tag is Tag.TO)
        for before, word in zip((clause[0], *clause), clause, strict=False)
    ):
        return
    for i, word in enumerate(clause[1:], 1):
        if word.tag is not Tag.NOUN or word.text in english().mostly_nouns:
            continue
        before = clause[i - 1]
        after = clause[i + 1].tag if i + 1 < len(clause) else Tag.MARK
        forms = kinds(word.text)
        subject = before.tag in (Tag.NAME, Tag.NOUN) or before.text == ","
        object_ = after in _NOMINAL or (after in (Tag.MARK, Tag.ADVERB) and before.tag is Tag.NAME)
        if subject and forms & {"VB", "VBZ"} and object_:
            word.tag = Tag.PRESENT if "VBZ" in forms else Tag.BASE
            return


def _describes(words: Sequence[Word], i: int) -> bool:
    """As in "recognition of Crimea as Russian was offered": a bare adjective before a verb."""
    if words[i + 1 : i + 2] and words[i + 1].tag in (Tag.NOUN, Tag.NAME, Tag.COORDINATOR):
        return False  # "as Russian and American officials met"
    return words[i].tag is Tag.ADJECTIVE or (
        words[i].tag is Tag.NAME and words[i].text.endswith(("ian", "ish", "ean"))
    )


def _clause_follows(words: Sequence[Word], i: int) -> bool:
    for word in words[i + 1 : i + 10]:
        if word.tag in FINITE:
            return True
        if word.tag not in _PHRASE:
            return False
    return False
