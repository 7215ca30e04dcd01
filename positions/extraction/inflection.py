"""The forms of English words, from the tables of lemminflect: no model, no guess by context."""

from functools import cache, lru_cache

from positions.extraction.tables import getAllInflections, getAllInflectionsOOV, getAllLemmas


@cache
def verb_forms(word: str) -> frozenset[str]:
    """Every form of a verb, the word itself among them."""
    tables = getAllInflections(word, upos="VERB")
    return frozenset({word}.union(*tables.values()))


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
    tables = getAllInflections(word)
    if not tables and word.isalpha() and not word.endswith("s"):
        tables = getAllInflectionsOOV(word, "NOUN")
    return frozenset({word, *tables.get("NNS", ())})


def phrase_forms(phrase: str) -> set[str]:
    """A phrase with its first word as verb or noun and its last as noun in all inflections.

    Words with a capital are names and are not inflected.
    """
    words = phrase.split(" ")
    first = {words[0]}
    if words[0].replace("-", "").isalpha() and words[0].islower():
        first |= verb_forms(words[0]) | plural_forms(words[0])
    if len(words) == 1:
        return first
    last = {words[-1]}
    if words[-1].replace("-", "").isalpha() and words[-1].islower():
        last |= plural_forms(words[-1])
    middle = words[1:-1]
    return {" ".join((a, *middle, b)) for a in first for b in last}


@lru_cache(maxsize=1 << 16)
def kinds(word: str) -> frozenset[str]:
    """What a word in lower case can be: Penn tags of its possible readings."""
    lemmas = getAllLemmas(word)
    found: set[str] = set()
    for lemma in lemmas.get("VERB", ()):
        tables = getAllInflections(lemma, upos="VERB")
        found.update(tag for tag, forms in tables.items() if word in forms and tag != "VBP")
        if "VBD" in found and "VBN" not in tables:  # regular verbs are listed once
            found.add("VBN")
    if nouns := lemmas.get("NOUN", ()):
        found.add("NN" if word in nouns else "NNS")
    if "ADJ" in lemmas:
        found.add("JJ")
    if "ADV" in lemmas:
        found.add("RB")
    return frozenset(found or _by_ending(word))


def _by_ending(word: str) -> set[str]:
    if word.endswith("ing"):
        return {"VBG", "NN"}
    if word.endswith("ed"):
        return {"VBD", "VBN", "JJ"}
    if word.endswith("ly"):
        return {"RB"}
    return {"NNS"} if word.endswith("s") and not word.endswith("ss") else {"NN"}
