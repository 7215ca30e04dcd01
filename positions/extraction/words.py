"""A sentence as words, each with its part: no model, but tables of forms and the neighbours.

English word order says most of what is needed: what follows "to" or "will" is a verb, what
follows "the" or "Moscow's" is not, and a word that can be both is decided by what is beside it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from positions.extraction.inflection import kinds
from positions.extraction.lexicon import english
from positions.extraction.tags import AUXILIARY, FINITE, VERBAL, Tag

_WORD = re.compile(r"(?:[a-z]\.){2,}|\w+?(?=n't\b)|n't\b|'(?:s|re|ve|ll|d|m)\b|\w+|[^\w\s]")


_NOMINAL = frozenset(
    (Tag.DETERMINER, Tag.ADJECTIVE, Tag.NOUN, Tag.NAME, Tag.NUMBER, Tag.POSSESSIVE)
)
_BEFORE_NOUNS = frozenset((Tag.DETERMINER, Tag.POSSESSIVE, Tag.ADJECTIVE, Tag.NUMBER))
_SKIPPED = frozenset((Tag.ADVERB, Tag.NEGATOR))


@dataclass(slots=True)
class Word:
    """A word or a sign with its place in the normal text, in lower case."""

    start: int
    end: int
    text: str
    tag: Tag = Tag.NOUN


@cache
def _function_words() -> dict[str, Tag]:
    return {
        word: Tag(tag)
        for tag, words in reversed(english().function_words.items())
        for word in words
    }


def split(folded: str, start: int, end: int) -> list[Word]:
    """The words of a stretch of folded text, not yet tagged."""
    return [Word(m.start(), m.end(), m.group()) for m in _WORD.finditer(folded, start, end)]


def tag(
    words: Sequence[Word], names: frozenset[int], qualifiers: frozenset[int], text: str
) -> None:
    """Give every word its part.

    Args:
        words: of one sentence.
        names: indexes of the words that belong to a name.
        qualifiers: those of adjectives made from names ("Ukrainian").
        text: the text as written, where a capital within a sentence marks a name.
    """
    capitals = _capitals_mean_names(words, text)
    before = Tag.MARK
    for i in names:
        words[i].tag = Tag.NAME
    for i, word in enumerate(words):
        if i in qualifiers and i not in names:
            word.tag = _qualifier(words, i)
        elif i not in names:
            word.tag = _closed(words, i, names) or _open(
                words, i, before, capital=capitals and _capital(words, i, text)
            )
        if word.tag not in _SKIPPED:
            before = word.tag
    start = 0
    for i in range(len(words) + 1):
        if i == len(words) or words[i].tag in _CLAUSE_ENDS or words[i].text in (";", ":", "."):
            _verb_of_last_resort(words[start:i])
            start = i + 1
    _settle(words)


_CLAUSE_ENDS = frozenset((Tag.THAT, Tag.SUBORDINATOR, Tag.RELATIVE, Tag.CONTRAST, Tag.DOUBTFUL))


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


def _closed(words: Sequence[Word], i: int, names: frozenset[int]) -> Tag | None:
    """The part of a sign, a number or a function word; None for the other words."""
    text, before = words[i].text, words[i - 1].tag if i else Tag.MARK
    known = _function_words()
    if not text[0].isalnum() and text not in known:
        if text == "'s" and before in (Tag.PRONOUN, Tag.RELATIVE):
            return Tag.BE
        return Tag.POSSESSIVE if text in ("'s", "'") else Tag.MARK
    if text == "that":
        return Tag.DETERMINER if before is Tag.PREPOSITION else Tag.THAT
    if text == "to":
        return _to(words, i, names)
    if text == "better" and before in (Tag.NAME, Tag.PRONOUN) and i + 1 < len(words):
        return Tag.MODAL if "VB" in kinds(words[i + 1].text) else None  # "Kyiv better move fast"
    return Tag.NUMBER if text[0].isdigit() else known.get(text)


def _qualifier(words: Sequence[Word], i: int) -> Tag:
    """As in "British troops" against "the British signed"."""
    following = words[i + 1].text if i + 1 < len(words) else "."
    known = _function_words().get(following)
    if known in AUXILIARY or known is Tag.COORDINATOR or not following[0].isalnum():
        return Tag.NAME if following != "-" else Tag.ADJECTIVE
    verb = (
        known is None
        and kinds(following) & {"VBD", "VBZ"}
        and not kinds(following) & {"NN", "NNS", "JJ"}
    )
    return Tag.NAME if verb and i and words[i - 1].text in ("the", "and", ",") else Tag.ADJECTIVE


def _capitals_mean_names(words: Sequence[Word], text: str) -> bool:
    """Not in a headline that writes every long word with a capital."""
    long = [word for word in words if word.end - word.start > 3 and word.text[0].isalpha()]
    return not long or 2 * sum(text[word.start].isupper() for word in long) <= len(long)


def _capital(words: Sequence[Word], i: int, text: str) -> bool:
    word = words[i]
    return i > 0 and text[word.start].isupper() and not text[word.start : word.end].isupper()


def _to(words: Sequence[Word], i: int, names: frozenset[int]) -> Tag:
    """Whether "to" stands before a verb."""
    for j in range(i + 1, min(i + 4, len(words))):
        if j in names:
            return Tag.PREPOSITION
        text = words[j].text
        if _function_words().get(text) is Tag.ADVERB or (text.endswith("ly") and len(text) > 4):
            continue
        verb = text in ("be", "have", "do") or "VB" in kinds(text)
        return Tag.TO if verb and text not in _function_words().keys() - _VERBS else Tag.PREPOSITION
    return Tag.PREPOSITION


_VERBS = frozenset(("be", "have", "do", "back"))


def _open(words: Sequence[Word], i: int, before: Tag, *, capital: bool) -> Tag:
    """The part of a word of an open class, from its forms and the word before it."""
    word = words[i]
    forms = kinds(word.text)
    compound = _compound(words, i)
    if compound:
        return Tag.PARTICIPLE if compound == "led" and "VBN" in forms else Tag.ADJECTIVE
    if before is Tag.TO or before in (Tag.MODAL, Tag.DO):
        return Tag.BASE if "VB" in forms else _calm(forms)
    if before is Tag.HAVE:
        return Tag.PARTICIPLE if "VBN" in forms else _calm(forms)
    if before is Tag.BE:
        return _after_be(forms)
    if capital:
        return Tag.NAME if before is not Tag.MARK else _calm(forms)
    if {"JJ", "NN"} <= forms and before in (*_BEFORE_NOUNS, Tag.PREPOSITION):
        return Tag.ADJECTIVE if _noun_ahead(words, i) else Tag.NOUN
    if before in _BEFORE_NOUNS:
        return _noun_or_modifier(forms, words, i)
    if before is Tag.PREPOSITION:
        return Tag.GERUND if "VBG" in forms and not _noun_follows_of(words, i) else _calm(forms)
    return _free(words, i, before, forms)


def _compound(words: Sequence[Word], i: int) -> str:
    """Whether a hyphen without spaces joins a word: "led" behind a name, "joined" elsewhere."""
    if i > 1 and words[i - 1].text == "-" and words[i - 1].start == words[i - 2].end:
        if words[i].start == words[i - 1].end:
            return "led" if words[i - 2].tag is Tag.NAME else "joined"
    elif i + 2 < len(words) and words[i + 1].text == "-" and words[i + 1].start == words[i].end:
        return "joined" if words[i + 2].start == words[i + 1].end else ""
    return ""


def _noun_follows_of(words: Sequence[Word], i: int) -> bool:
    return i + 1 < len(words) and words[i + 1].text == "of"


def _noun_ahead(words: Sequence[Word], i: int) -> bool:
    """Whether the next word can be the noun that this one qualifies."""
    following = words[i + 1].text if i + 1 < len(words) else ""
    if not following.isalpha() or following in _function_words():
        return False
    return bool(kinds(following) & {"NN", "NNS"})


def _calm(forms: frozenset[str]) -> Tag:
    """The part of a word where no verb is expected."""
    if "NN" in forms or "NNS" in forms:
        return Tag.NOUN
    if "JJ" in forms:
        return Tag.ADJECTIVE
    if "RB" in forms:
        return Tag.ADVERB
    if "VBG" in forms:
        return Tag.GERUND
    return Tag.ADJECTIVE if "VBN" in forms else Tag.NOUN


def _after_be(forms: frozenset[str]) -> Tag:
    if "VBG" in forms:
        return Tag.GERUND
    if "VBN" in forms:
        return Tag.PARTICIPLE
    if "JJ" in forms:
        return Tag.ADJECTIVE
    return _calm(forms)


def _noun_or_modifier(forms: frozenset[str], words: Sequence[Word], i: int) -> Tag:
    if "NN" in forms or "NNS" in forms:
        return Tag.NOUN
    if "JJ" in forms or "VBN" in forms:
        return Tag.ADJECTIVE
    if "RB" in forms:
        return Tag.ADVERB
    if "VBG" in forms:
        follows = words[i + 1].text if i + 1 < len(words) else ""
        if follows == "of" or not follows.isalpha():
            return Tag.NOUN
        return Tag.ADJECTIVE if words[i - 1].text in ("the", "a", "an", "this") else Tag.GERUND
    return Tag.PRESENT if "VBZ" in forms else Tag.NOUN


def _free(words: Sequence[Word], i: int, before: Tag, forms: frozenset[str]) -> Tag:
    """A word behind a noun, a name, a pronoun or a boundary, where either part is possible."""
    word = words[i].text
    if before is Tag.NOUN and word in english().mostly_nouns:
        return Tag.NOUN
    if before in VERBAL:
        return _behind_verb(words, i, forms)
    if "VBG" in forms:
        return Tag.NOUN if before in (Tag.NOUN, Tag.NAME) and "NN" in forms else Tag.GERUND
    if "VBN" in forms and "VB" in forms and before is Tag.NAME and "VBD" not in forms:
        return Tag.BASE  # "that Ukraine become neutral"
    following = words[i + 1].text if i + 1 < len(words) else "."
    if not i and "VBN" in forms and following.isalpha() and following not in _function_words():
        return Tag.ADJECTIVE  # "Shared control ..."
    if "VBD" in forms:
        return Tag.PAST if "NN" not in forms or before in (Tag.NAME, Tag.PRONOUN) else Tag.NOUN
    if "VBN" in forms:
        return Tag.PARTICIPLE
    if "VBZ" in forms:
        return _present(words, i, before, forms)
    if "VB" in forms:
        return _base(words, i, before, forms)
    if "RB" in forms and "NN" not in forms:
        return Tag.ADVERB
    return _calm(forms)


_HEADS = frozenset("he she it they we i you".split())
_HELPING = frozenset("help helps helped helping let lets make makes made".split())


def _behind_verb(words: Sequence[Word], i: int, forms: frozenset[str]) -> Tag:
    """As in "pledged sustained support", "helped secure": its object begins, or its verb."""
    if "VB" in forms and words[i - 1].text in _HELPING:
        return Tag.BASE
    if "VBG" in forms and "NN" not in forms:
        return Tag.GERUND
    if "VBN" in forms and not forms & {"NN", "VB"}:
        return Tag.ADJECTIVE
    return _calm(forms)


def _present(words: Sequence[Word], i: int, before: Tag, forms: frozenset[str]) -> Tag:
    """As in "Moscow demands" against "US sanctions"."""
    if "NNS" not in forms or before in (Tag.PRONOUN, Tag.RELATIVE):
        return Tag.PRESENT
    if before is Tag.THAT:
        return Tag.NOUN if _verb_ahead(words, i) else Tag.PRESENT
    if words[i].text in english().mostly_nouns:
        return Tag.NOUN
    if before is Tag.NOUN and _has_verb(words, i) and not _opens_phrase(words, i):
        return Tag.NOUN
    if before in (Tag.NAME, Tag.NOUN):
        return Tag.PRESENT if _opens_phrase(words, i) or not _verb_ahead(words, i) else Tag.NOUN
    if before is Tag.MARK and _closes_aside(words, i):
        return Tag.PRESENT
    joined = before in (Tag.COORDINATOR, Tag.CONTRAST) and _opens_phrase(words, i)
    return Tag.PRESENT if joined else Tag.NOUN


def _closes_aside(words: Sequence[Word], i: int) -> bool:
    """As in "Berg, who met fishermen, rejects ...": behind the second comma, and no list."""
    if words[i - 1].text != "," or not any(word.text == "," for word in words[: i - 1]):
        return False
    following = words[i + 1].text if i + 1 < len(words) else ","
    return following[0].isalnum() and following not in ("and", "or")


def _has_verb(words: Sequence[Word], i: int) -> bool:
    """Whether the clause of a word already has its verb before it."""
    for word in reversed(words[:i]):
        if word.tag in FINITE:
            return True
        if word.tag in _CLAUSE_ENDS or word.tag is Tag.COORDINATOR or word.text in _HEADS:
            return False
    return False


def _opens_phrase(words: Sequence[Word], i: int) -> bool:
    """Whether an object or a clause begins right behind a word, as behind a verb."""
    follows = words[i + 1].text if i + 1 < len(words) else ""
    known = _function_words().get(follows)
    name = i + 1 < len(words) and words[i + 1].tag is Tag.NAME
    return name or follows in ("to", "that") or known in (Tag.DETERMINER, Tag.PRONOUN, Tag.NEGATOR)


def _verb_ahead(words: Sequence[Word], i: int) -> bool:
    """Whether a verb comes before the next boundary, so that this word is its subject."""
    for word in words[i + 1 : i + 9]:
        known = _function_words().get(word.text)
        if known in AUXILIARY:
            return word.text != "be"
        if known in (Tag.SUBORDINATOR, Tag.RELATIVE, Tag.COORDINATOR, Tag.CONTRAST):
            return False
        if not word.text[0].isalnum() or word.text == "that":
            return False
        forms = kinds(word.text)
        if "VBD" in forms and not forms & {"NN", "JJ", "VBN"}:
            return True
    return False


def _base(words: Sequence[Word], i: int, before: Tag, forms: frozenset[str]) -> Tag:
    """As in "Leaders support", "demands Kyiv withdraw" against "the Trump plan"."""
    noun = bool(forms & {"NN", "JJ", "RB"})
    if before is Tag.PRONOUN or not noun:
        return Tag.BASE
    back = i - 1
    while back > 0 and words[back].tag in _SKIPPED:
        back -= 1
    last = words[back]
    plural = last.tag is Tag.NOUN and "NNS" in kinds(last.text) and "NN" not in kinds(last.text)
    joined = any(w.text == "and" for w in words[max(0, back - 3) : back])
    if last.tag is Tag.RELATIVE or (plural and words[i].text not in english().mostly_nouns):
        return Tag.BASE
    if last.tag is Tag.NAME and (joined or _opens_phrase(words, i)):
        return Tag.BASE if words[i].text not in english().mostly_nouns else Tag.NOUN
    if last.tag is Tag.COORDINATOR and _opens_phrase(words, i):
        return Tag.BASE
    return _calm(forms)


def _settle(words: Sequence[Word]) -> None:
    """As in "before talks" is a phrase, "before they talk" a clause."""
    for i, word in enumerate(words):
        if word.tag is Tag.DOUBTFUL:
            complement = word.text == "as" and words[i + 1 : i + 2] and _describes(words, i + 1)
            clause = not complement and _clause_follows(words, i)
            word.tag = Tag.SUBORDINATOR if clause else Tag.PREPOSITION


def _describes(words: Sequence[Word], i: int) -> bool:
    """As in "recognition of Crimea as Russian was offered": a bare adjective before a verb."""
    return words[i].tag is Tag.ADJECTIVE or (
        words[i].tag is Tag.NAME and words[i].text.endswith(("ian", "ish", "ean"))
    )


def _clause_follows(words: Sequence[Word], i: int) -> bool:
    for word in words[i + 1 : i + 10]:
        if word.tag in FINITE:
            return True
        if word.tag not in _NOMINAL and word.tag not in (*_SKIPPED, Tag.PRONOUN, Tag.COORDINATOR):
            return False
    return False
