"""A sentence as words, each with its part: no model, but tables of forms and the neighbours.

English word order says most of what is needed: what follows "to" or "will" is a verb, what
follows "the" or "Moscow's" is not, and a word that can be both is decided by what is beside it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from positions.extraction.inflection import kinds
from positions.extraction.lexicon import english
from positions.extraction.tags import AUXILIARY, CLAUSE_ENDS, FINITE, VERBAL, Tag

# What the second part takes whole, most words, the third would try letter by letter.
_WORD = re.compile(
    r"(?:[a-z]\.){2,}|\w++(?!'t\b)|\w+?(?=n't\b)|n't\b|'(?:s|re|ve|ll|d|m)\b|\w+|[^\w\s]"
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
    return [Word(*found.span(), found[0]) for found in _WORD.finditer(folded, start, end)]


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
    hyphens = bool(words) and "-" in text[words[0].start : words[-1].end]
    for i in names:
        words[i].tag = Tag.NAME
    for i, word in enumerate(words):
        if i in names:
            pass
        elif i in qualifiers:
            word.tag = _qualifier(words, i)
        else:
            depends = word.text in _DEPENDING
            known = _by_neighbours(words, i, names) if depends else _closed(word.text)
            word.tag = known or _open(
                words,
                i,
                before,
                capital=capitals and _capital(words, i, text),
                compound=_compound(words, i) if hyphens else "",
            )
        if word.tag not in _SKIPPED:
            before = word.tag


_DEPENDING = frozenset(("that", "to", "neither", "better", "may", "'s", "'"))


@lru_cache(maxsize=1 << 16)
def _closed(text: str) -> Tag | None:
    """The part of a sign, a number or a function word; None for the other words."""
    known = _function_words()
    if not text[0].isalnum() and text not in known:
        return Tag.MARK
    return Tag.NUMBER if text[0].isdigit() else known.get(text)


def _by_neighbours(words: Sequence[Word], i: int, names: frozenset[int]) -> Tag | None:
    """The part of a word that depends on those beside it; None where it is of an open class."""
    text, before = words[i].text, words[i - 1].tag if i else Tag.MARK
    if text == "that":
        return Tag.DETERMINER if before is Tag.PREPOSITION else Tag.THAT
    if text == "to":
        return _to(words, i, names)
    if text == "may" and before is Tag.PREPOSITION:
        return Tag.NAME  # the month
    if text == "neither":
        return Tag.NEGATOR if before in AUXILIARY else Tag.DETERMINER
    if text == "better" and before in (Tag.NAME, Tag.PRONOUN) and i + 1 < len(words):
        return Tag.MODAL if "VB" in kinds(words[i + 1].text) else None  # "Kyiv better move fast"
    if text in ("'s", "'"):
        return Tag.BE if text == "'s" and before in (Tag.PRONOUN, Tag.RELATIVE) else Tag.POSSESSIVE
    return _closed(text)


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
    starts = [w.start for w in words if w.end - w.start > 3 and w.text[0].isalpha()]
    return 2 * sum([text[start].isupper() for start in starts]) <= len(starts)


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


def _open(words: Sequence[Word], i: int, before: Tag, *, capital: bool, compound: str) -> Tag:
    """The part of a word of an open class, from its forms and the word before it."""
    forms = kinds(words[i].text)
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
    if before is Tag.NOUN and words[i].text in english().mostly_nouns:
        return Tag.NOUN
    if before in VERBAL:
        return _behind_verb(words, i, forms)
    if "VBG" in forms:
        if words[i - 1].text.endswith("ly") and _noun_ahead(words, i):
            return Tag.ADJECTIVE  # "legally binding guarantees"
        return Tag.NOUN if before in (Tag.NOUN, Tag.NAME) and "NN" in forms else Tag.GERUND
    bare = {"VBN", "VB"} <= forms and "VBD" not in forms
    if bare and before in (Tag.NAME, Tag.NOUN):
        return Tag.BASE  # "that Ukraine become neutral"
    if "VBN" in forms and _qualifies(words, i):
        return Tag.ADJECTIVE
    if "VBD" in forms:
        verb = "NN" not in forms or before in (Tag.NAME, Tag.PRONOUN) or _joined_verb(words, i)
        return Tag.PAST if verb else Tag.NOUN
    if "VBN" in forms:
        return Tag.PARTICIPLE
    if "VBZ" in forms:
        return _present(words, i, before, forms)
    if "VB" in forms:
        return _base(words, i, before, forms)
    if "RB" in forms and "NN" not in forms:
        return Tag.ADVERB
    return _calm(forms)


_SAYING = frozenset("say says said think thinks thought believe believes believed".split())
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


def _qualifies(words: Sequence[Word], i: int) -> bool:
    """As in "Shared control ..." at the head of a clause, "a neutral, demilitarised country"."""
    following = words[i + 1].text if i + 1 < len(words) else "."
    ahead = following.isalpha() and following not in _function_words()
    return (ahead and _heads_clause(words, i)) or _second_adjective(words, i)


def _heads_clause(words: Sequence[Word], i: int) -> bool:
    """Whether a subject begins at a word, also behind "that" and "In May,"."""
    before, front = words[i - 1].tag if i else Tag.MARK, words[:i]
    fronted = words[0].tag is Tag.PREPOSITION and before is Tag.MARK
    if any(w.tag in FINITE for w in front) or sum(w.text == "," for w in front) > 1:
        fronted = False
    return not i or ((before is Tag.THAT or fronted) and _verb_ahead(words, i))


def _second_adjective(words: Sequence[Word], i: int) -> bool:
    """Whether a word stands between an adjective with "," or "and" and a noun or name."""
    if i < 2 or words[i - 1].text not in (",", "and", "or") or "JJ" not in kinds(words[i - 2].text):
        return False
    named = i + 1 < len(words) and words[i + 1].tag is Tag.NAME
    opens = i == 2 or words[i - 3].tag in (Tag.DETERMINER, Tag.PREPOSITION, Tag.POSSESSIVE)
    return opens and (named or _noun_ahead(words, i))


def _joined_verb(words: Sequence[Word], i: int) -> bool:
    """As in "to cut its army and make concessions", "The appeal, which failed, fell flat"."""
    joined = words[i - 1].tag is Tag.COORDINATOR or _closes_aside(words, i)
    return joined and words[i].text in english().mostly_verbs and not _noun_follows_of(words, i)


def _present(words: Sequence[Word], i: int, before: Tag, forms: frozenset[str]) -> Tag:
    """As in "Moscow demands" against "US sanctions"."""
    if "NNS" not in forms or before in (Tag.PRONOUN, Tag.RELATIVE):
        return Tag.PRESENT
    if (
        before is Tag.THAT
        and _opens_phrase(words, i)
        and "to" in [w.text for w in words[i : i + 5]]
    ):
        return Tag.PRESENT  # "a deal that forces Kyiv to"
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
        if word.tag in FINITE and word.text not in _SAYING:
            return True
        if word.tag in (*CLAUSE_ENDS, *FINITE, Tag.COORDINATOR) or word.text in _HEADS:
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
    verb = words[i].text in english().mostly_verbs
    if last.tag is Tag.NAME and (joined or verb or _opens_phrase(words, i)):
        return Tag.BASE if words[i].text not in english().mostly_nouns else Tag.NOUN
    listed = last.text == "," and any(word.tag is Tag.BASE for word in words[:back])
    joins = (last.tag is Tag.COORDINATOR or listed) and (
        _opens_phrase(words, i) or _joined_verb(words, i)
    )
    return Tag.BASE if joins else _calm(forms)
