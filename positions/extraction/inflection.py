"""The forms of English words, from the tables of lemminflect: no model, no guess by context."""

from functools import cache, lru_cache

from positions.extraction.tables import getAllInflectionsOOV, inflections, lemmas


@cache
def verb_forms(word: str) -> frozenset[str]:
    """Every form of a verb, the word itself among them."""
    return frozenset({word}.union(*_of_verb(word).values()))


@cache
def plural_forms(word: str) -> frozenset[str]:
    """A noun and its plurals; of a hyphened word, the last part's; new words by rule."""
    head, hyphen, last = word.rpartition("-")
    if hyphen:
        return (
            frozenset(head + hyphen + form for form in plural_forms(last))
            if last
            else frozenset({word})
        )
    tables = inflections(word)
    if not tables and word.isalpha() and not word.endswith("s"):
        tables = getAllInflectionsOOV(word, "NOUN")
    return frozenset({word, *tables.get("NNS", ())})


def phrase_forms(phrase: str) -> set[str]:
    """A phrase with its first word as verb or noun and its last as noun in all inflections.

    Words with a capital are names and are not inflected.
    """
    first, *rest = phrase.split(" ")
    if not rest:
        return set(first_forms(first))
    middle, last = rest[:-1], rest[-1]
    return {" ".join((a, *middle, b)) for a in first_forms(first) for b in last_forms(last)}


def first_forms(word: str) -> frozenset[str]:
    """The first word of a phrase as verb or noun."""
    return verb_forms(word) | plural_forms(word) if _inflects(word) else frozenset((word,))


def last_forms(word: str) -> frozenset[str]:
    """The last word of a phrase as noun."""
    return plural_forms(word) if _inflects(word) else frozenset((word,))


def _inflects(word: str) -> bool:
    return word.replace("-", "").isalpha() and word.islower()


@lru_cache(maxsize=1 << 16)
def kinds(word: str) -> frozenset[str]:
    """What a word in lower case can be: Penn tags of its possible readings."""
    known = lemmas(word)
    found: set[str] = set()
    for lemma in known.get("VERB", ()):
        tables = _of_verb(lemma)
        found.update(tag for tag, forms in tables.items() if word in forms and tag != "VBP")
        if "VBD" in found and "VBN" not in tables:  # regular verbs are listed once
            found.add("VBN")
    if nouns := known.get("NOUN", ()):
        found.add("NN" if word in nouns else "NNS")
    if "ADJ" in known:
        found.add("JJ")
    if "ADV" in known:
        found.add("RB")
    return frozenset(found or _by_ending(word))


def _of_verb(word: str) -> dict[str, tuple[str, ...]]:
    return {tag: forms for tag, forms in inflections(word).items() if tag[0] in "VM"}


def _by_ending(word: str) -> set[str]:
    if word.endswith("ing"):
        return {"VBG", "NN"}
    if word.endswith("ed"):
        return {"VBD", "VBN", "JJ"}
    if word.endswith("ly"):
        return {"RB"}
    return {"NNS"} if word.endswith("s") and not word.endswith("ss") else {"NN"}
