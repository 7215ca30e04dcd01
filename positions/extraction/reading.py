"""A sentence as the extractor sees it: words, the names in it, and the verbs of taking a stand.

No parser and no model: roles are read off the neighbours of a word, which English word
order allows for the plain constructions of news prose.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from positions.extraction.lexicon import Cue, CueKind, CueSign
from positions.extraction.vocabulary import CueForm, Hit, Mark, Named, NormalText, TermRef
from positions.model import ActorKind

_TOKEN = re.compile(r"\w+|[^\w\s]")
_BE = frozenset("is are was were be been being 's 're 'm am".split())
_HAVE = frozenset("has have had having 've".split())
_MODAL = frozenset("will would shall should can could may might must do does did 'll 'd to".split())
_DETERMINERS = frozenset("the a an any all some no this that these those its their his her our my your such each every both new".split())
_ADVERBS = frozenset(
    "also again once now still both all even only just already long since then later thus always often"
    " further meanwhile previously today yesterday not never n t t no longer ever so far too instead".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign with its place in the normal text."""

    start: int
    end: int
    text: str


@dataclass(slots=True, eq=False)
class Noun:
    """A name, or a description that stands for one, and its part in the sentence.

    Attributes:
        first, last: token span, last exclusive.
        named: whom it means; None for an outsider or an unresolved pronoun.
        role: "subject" where it can head a clause, "owner" where it qualifies the noun
            after it, else the preposition that governs it.
        pronoun: the pronoun's kind, where it is one.
    """

    first: int
    last: int
    named: Named | None
    role: str
    pronoun: str = ""
    outsider: bool = False
    plan: bool = False


@dataclass(slots=True)
class Verb:
    """A cue, a verb of saying or a verb of seeing, in its construction.

    Attributes:
        form: "finite", "infinitive", "gerund", "passive", "noun", "adjective", "judgement".
        cue: the cue, or None where the word is only of saying or seeing.
    """

    first: int
    last: int
    form: str
    cue: Cue | None = None
    speech: bool = False
    view: bool = False


@dataclass(slots=True, eq=False)
class TermUse:
    """An issue's term in the sentence; `names` are the parties within the term's own words."""

    first: int
    last: int
    ref: TermRef
    names: tuple[Named, ...] = ()
    start: int = 0
    end: int = 0
    words: str = ""


@dataclass(slots=True)
class Line:
    """One sentence, read.

    Attributes:
        signs: token index to the small words there (negator, condition, wish ...).
        quoted: token spans inside quotation marks.
    """

    tokens: list[Token]
    nouns: list[Noun] = field(default_factory=list)
    verbs: list[Verb] = field(default_factory=list)
    terms: list[TermUse] = field(default_factory=list)
    signs: dict[int, tuple[Mark, str, int]] = field(default_factory=dict)
    quoted: list[tuple[int, int]] = field(default_factory=list)

    def text(self, index: int) -> str:
        """The token at an index in lower case, "" beyond the ends."""
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ""

    def inside_quote(self, index: int) -> bool:
        """Whether a token stands inside quotation marks."""
        return any(a <= index < b for a, b in self.quoted)

    def back(self, index: int) -> int:
        """The index of the word before, adverbs and negators left out."""
        index -= 1
        while index >= 0 and (
            (word := self.tokens[index].text) in _ADVERBS or word == "'" or (word.endswith("ly") and len(word) > 4)
        ):
            index -= 1
        return index


_FAMILY = (Mark.CUE, Mark.SPEECH, Mark.VIEW, Mark.NEUTRAL)
_SMALL = (Mark.NEGATOR, Mark.CONDITION, Mark.POSSIBILITY, Mark.WISH, Mark.FIRM, Mark.BREAKER, Mark.ANAPHOR, Mark.ACCORDING)


def read(normal_text: NormalText, start: int, end: int, hits: Sequence[Hit]) -> Line:
    """Read the stretch of a normal text with the hits that fall into it."""
    folded = normal_text.folded
    tokens = [Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(folded, start, end)]
    line = Line(tokens)
    if not tokens:
        return line
    firsts = {token.start: i for i, token in enumerate(tokens)}
    lasts = {token.end: i + 1 for i, token in enumerate(tokens)}
    placed: list[tuple[int, int, Hit]] = []
    for hit in hits:
        first, last = firsts.get(hit.start), lasts.get(hit.end)
        if first is not None and last is not None:
            placed.append((first, last, hit))
    line.terms = _terms(line, placed, normal_text)
    inside = {i for use in line.terms for i in range(use.first, use.last)}
    _small_words(line, placed, inside)
    _verbs(line, placed, inside)
    _nouns(line, placed, inside, normal_text)
    _plans(line)
    return line


def _plans(line: Line) -> None:
    """A plan speaks for its author: "the US proposal calls for ..."."""
    for use in line.terms:
        author = use.ref.term.author
        if not author or use.ref.term.mutual:
            continue
        before = next((n for n in reversed(line.nouns) if n.last <= use.first and use.first - n.last <= 3), None)
        other = before is not None and before.role == "owner" and before.named is not None and before.named.party != author
        if other or before is not None and before.outsider:
            continue
        role = _role(line, use.first, use.last, False)
        if role == "subject":
            named = Named(author, author, ActorKind.BODY, "", "title")
            line.nouns.append(Noun(use.first, use.last, named, role, plan=True))
    line.nouns.sort(key=lambda noun: noun.first)


def _terms(line: Line, placed: list[tuple[int, int, Hit]], normal_text: NormalText) -> list[TermUse]:
    """Terms whose words are there, and whose `near` words are too; the longest first."""
    near: dict[TermRef, list[tuple[int, int]]] = {}
    for first, last, hit in placed:
        if hit.mark is Mark.NEAR:
            near.setdefault(hit.value, []).append((first, last))
    found: list[tuple[int, int, int, TermUse]] = []
    for first, last, hit in placed:
        if hit.mark is not Mark.TERM:
            continue
        ref: TermRef = hit.value
        size = hit.end - hit.start
        span = (first, last)
        if ref.term.near:
            mate = _mate(line, first, last, near.get(ref, ()))
            if mate is None:
                continue
            span = (min(first, mate[0]), max(last, mate[1]))
            size += line.tokens[mate[1] - 1].end - line.tokens[mate[0]].start
        use = TermUse(first, last, ref, start=line.tokens[span[0]].start, end=line.tokens[span[1] - 1].end)
        found.append((size, span[0], span[1], use))
    found.sort(key=lambda f: (-f[0], f[1]))
    kept: list[tuple[int, int, TermUse]] = []
    for _, a, b, use in found:
        covered = any(
            (ka <= use.first and use.last <= kb)
            and not ((ka, kb) == (a, b) and kept_use.ref.issue != use.ref.issue)
            for ka, kb, kept_use in kept
        )
        if not covered:
            kept.append((a, b, use))
    names = [(f, l, h.value) for f, l, h in placed if h.mark is Mark.ACTOR]
    result = []
    for a, b, use in kept:
        use.names = tuple(n for f, l, n in names if use.first <= f and l <= use.last)
        result.append(use)
    result.sort(key=lambda use: (use.first, use.last))
    return result


def _mate(line: Line, first: int, last: int, near: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The near word closest behind the words of a term, or else closest before them."""
    best = None
    for a, b in near:
        if a >= last and a - last <= 9:
            gap = (0, a - last)
            between = range(last, a)
        elif b <= first and first - b <= 6:
            gap = (1, first - b)
            between = range(b, first)
        elif a >= first and b <= last or (a < last and b > first):
            gap, between = (0, 0), range(0)
        else:
            continue
        if any(line.text(i) in (";", ":", ".", "while", "but") for i in between):
            continue
        if best is None or gap < best[0]:
            best = (gap, (a, b))
    return best[1] if best else None


def _small_words(line: Line, placed: list[tuple[int, int, Hit]], inside: set[int]) -> None:
    taken: set[int] = set()
    small = [p for p in placed if p[2].mark in _SMALL]
    small.sort(key=lambda p: (p[0] - p[1], p[0]))
    for first, last, hit in small:
        if any(i in taken for i in range(first, last)) and hit.mark in (Mark.NEGATOR, Mark.BREAKER):
            continue
        if hit.mark is Mark.NEGATOR and hit.value is False:
            taken.update(range(first, last))
            continue
        if hit.mark in (Mark.NEGATOR, Mark.CONDITION, Mark.ANAPHOR, Mark.WISH):
            taken.update(range(first, last))
        if first in inside and hit.mark is not Mark.NEGATOR:
            continue
        if hit.mark is Mark.BREAKER and first in line.signs:
            continue
        word = hit.value if isinstance(hit.value, str) else ""
        line.signs[first] = (hit.mark, word, last)
    for i, token in enumerate(line.tokens):  # "n't" is cut in two by its apostrophe
        if token.text == "t" and line.text(i - 1) == "'" and i >= 2:
            line.signs[i] = (Mark.NEGATOR, "n't", i + 1)
            line.signs.pop(i - 2, None) if line.text(i - 2) in ("can", "won", "don") else None


def _verbs(line: Line, placed: list[tuple[int, int, Hit]], inside: set[int]) -> None:
    family = [p for p in placed if p[2].mark in _FAMILY and not any(i in inside for i in range(p[0], p[1]))]
    family.sort(key=lambda p: (p[0] - p[1], p[0]))
    taken: dict[tuple[int, int], list[Hit]] = {}
    used: set[int] = set()
    for first, last, hit in family:
        if (first, last) in taken:
            taken[first, last].append(hit)
        elif not any(i in used for i in range(first, last)):
            taken[first, last] = [hit]
            used.update(range(first, last))
    names = {i for f, l, h in placed if h.mark is Mark.ACTOR and h.value.form != "adjective" for i in range(f, l)}
    for (first, last), hits in sorted(taken.items()):
        if first in names:
            continue
        verb = _verb(line, first, last, hits)
        if verb is not None:
            line.verbs.append(verb)


def _verb(line: Line, first: int, last: int, hits: list[Hit]) -> Verb | None:
    cues: list[CueForm] = [h.value for h in hits if h.mark is Mark.CUE]
    speech = any(h.mark is Mark.SPEECH for h in hits)
    view = any(h.mark is Mark.VIEW for h in hits)
    tags = {h.value for h in hits if h.mark in (Mark.SPEECH, Mark.VIEW)} | {c.tag for c in cues if c.tag}
    verbal = next((c for c in cues if c.cue.kind is CueKind.VERB), None) or next(
        (c for c in cues if c.cue.kind is CueKind.ACT), None
    )
    noun = next((c for c in cues if c.cue.kind is CueKind.NOUN), None)
    other = next((c for c in cues if c.cue.kind in (CueKind.ADJECTIVE, CueKind.JUDGEMENT)), None)
    if other is not None and verbal is None and noun is None:
        form = "adjective" if other.cue.kind is CueKind.ADJECTIVE else "judgement"
        return Verb(first, last, form, other.cue)
    if verbal is None and noun is None and not speech and not view:
        return None
    before_index = line.back(first)
    before = line.text(before_index)
    if noun is not None and (verbal is None and not speech or _is_noun(line, first, before_index, before, tags)):
        return Verb(first, last, "noun", noun.cue)
    if verbal is not None or speech or view:
        if _is_noun(line, first, before_index, before, tags) and "VBG" not in tags and "VBD" not in tags and "VBN" not in tags:
            return None if noun is None else Verb(first, last, "noun", noun.cue)
        form = _form(line, first, last, before, tags)
        return Verb(first, last, form, verbal.cue if verbal else None, speech, view)
    return None


def _is_noun(line: Line, first: int, before_index: int, before: str, tags: set[str]) -> bool:
    """Whether a word that can be a noun is one here, by the word before it."""
    if before in _MODAL or before in _HAVE or before == "to":
        return False
    if before in _DETERMINERS or before == "s" or before in ("of", "for", "with", "and", "a", "its", "in", "on", "from", "by", "under", "as", "at", "about"):
        return before not in ("and", "as") or "VB" in tags and before == "as"
    if before and before.isalpha() and not tags & {"VBZ"} and _looks_adjectival(before):
        return True
    return False


def _looks_adjectival(word: str) -> bool:
    return word.endswith(("al", "ic", "ive", "ous", "ful", "ian", "ean", "ish", "able", "ed", "can", "ary", "ing", "ent", "ong")) or word in (
        "new", "key", "main", "long", "public", "strong", "further", "first", "latest", "us", "clear", "firm", "little", "full", "more", "greater",
    )


def _form(line: Line, first: int, last: int, before: str, tags: set[str]) -> str:
    if "VBG" in tags and line.text(first).endswith("ing"):
        return "finite" if before in _BE or before in ("s", "re", "m") and line.text(line.back(first) - 1) == "'" else "gerund"
    past = bool(tags & {"VBN", "VBD"}) and not tags & {"VB"} or line.text(first).endswith("ed")
    if past:
        if before in _BE or before in ("being", "been", "get", "got", "s", "re") and line.text(line.back(first) - 1) in ("'", "has", "have", "had"):
            return "passive"
        if line.text(last) == "by" or line.text(last) == "in" and False:
            return "passive"
        if before in _HAVE:
            return "finite"
        return "finite"
    if before == "to" and "VB" in tags:
        return "infinitive"
    return "finite"


def _nouns(line: Line, placed: list[tuple[int, int, Hit]], inside: set[int], normal_text: NormalText) -> None:
    """Names with their parts; a title or an office joins the name that follows it."""
    spans: list[tuple[int, int, Hit]] = []
    used: set[int] = set()
    wanted = (Mark.ACTOR, Mark.OUTSIDER, Mark.AGENT, Mark.PERSON, Mark.SPEAKER)
    order = {Mark.ACTOR: 0, Mark.OUTSIDER: 1, Mark.AGENT: 2, Mark.PERSON: 3, Mark.SPEAKER: 4}
    candidates = [p for p in placed if p[2].mark in wanted]
    candidates.sort(key=lambda p: (p[0] - p[1], order[p[2].mark], p[0]))
    for first, last, hit in candidates:
        if any(i in used for i in range(first, last)) or any(i in inside for i in range(first, last)):
            continue
        if hit.mark is Mark.SPEAKER and normal_text.text[hit.start : hit.end] == "US":
            continue
        used.update(range(first, last))
        spans.append((first, last, hit))
    spans.sort(key=lambda p: p[0])
    index = 0
    while index < len(spans):
        first, last, hit = spans[index]
        named, outsider = _who(hit)
        owner = named if named and hit.mark is Mark.ACTOR else None
        head_is_person = bool(named and (named.form != "adjective" and named.kind is ActorKind.PERSON))
        consumed = index
        while consumed + 1 < len(spans):
            nfirst, nlast, nhit = spans[consumed + 1]
            gap = range(last, nfirst)
            words = [line.text(i) for i in gap]
            if len(words) > 4 or nhit.mark in (Mark.PERSON, Mark.SPEAKER) or hit.mark in (Mark.PERSON, Mark.SPEAKER):
                break
            joined = all(w in ("'", "s", "-", ".") or (w.isalpha() and w not in _STOP and i not in line.signs) for w, i in zip(words, gap, strict=True))
            if not joined or any(v.first in gap for v in line.verbs if v.form != "noun"):
                break
            nnamed, noutsider = _who(nhit)
            possessive = "s" in words or (line.text(last) == "'" and bool(words))
            if nhit.mark is Mark.AGENT and owner is not None:
                if len(words) > (3 if possessive else 2):
                    break
                named = Named(owner.party, owner.party if owner.form == "adjective" or possessive else owner.actor, ActorKind.GROUP, "", "title")
                if owner.form == "title":
                    named = owner
            elif nhit.mark is Mark.ACTOR and (hit.mark is Mark.AGENT or owner is not None) and len(words) <= 2 + possessive:
                if owner is not None and nnamed is not None and not possessive and words and words != ["-"] and hit.mark is Mark.ACTOR and spans[consumed][2].mark is Mark.ACTOR and not _adjective_use(line, spans[consumed], normal_text):
                    break
                if words == ["-"]:
                    break
                named, outsider = nnamed, noutsider
                owner = nnamed
            elif nhit.mark is Mark.OUTSIDER and owner is not None and len(words) <= 1 + possessive:
                named, outsider = None, True
                owner = None
            else:
                break
            last, hit = nlast, nhit
            consumed += 1
        index = consumed + 1
        if hit.mark is Mark.PERSON:
            line.nouns.append(Noun(first, last, None, _role(line, first, last, line.text(first) in ("his", "her", "its", "their")), pronoun=hit.value))
            continue
        if hit.mark is Mark.SPEAKER:
            line.nouns.append(Noun(first, last, None, _role(line, first, last, line.text(first) in ("our", "my")), pronoun="we"))
            continue
        if hit.mark is Mark.AGENT and named is None:
            if line.text(first - 1) == "the" and not outsider:
                line.nouns.append(Noun(first - 1, last, None, _role(line, first - 1, last, line.text(last) == "'"), pronoun="he" if line.text(last - 1) in _OFFICES else "office"))
            continue
        adjective = named is not None and named.form == "adjective" or hit.mark is Mark.ACTOR and _adjective_use(line, (first, last, hit), normal_text)
        possessive = line.text(last) == "'" and line.text(last + 1) in ("s", "") or line.text(last) == "'" and line.text(last - 1).endswith("s")
        line.nouns.append(Noun(first, last, named, _role(line, first, last, adjective or possessive), outsider=outsider))
        del head_is_person


_OFFICES = frozenset("president leader minister chancellor negotiator spokesman spokesperson spokeswoman envoy secretary diplomat adviser advisor aide ambassador".split())
_STOP = frozenset("and or but that which who to in on at of for with by from is are was were has have had will would said says".split())


def _who(hit: Hit) -> tuple[Named | None, bool]:
    if hit.mark is Mark.ACTOR:
        return hit.value, False
    return None, hit.mark is Mark.OUTSIDER


def _adjective_use(line: Line, span: tuple[int, int, Hit], normal_text: NormalText) -> bool:
    """Whether a state's name qualifies the noun after it ("US sanctions")."""
    first, last, hit = span
    named: Named = hit.value
    if named.form == "adjective":
        return True
    if named.kind is ActorKind.PERSON or named.party == named.actor and line.text(first) not in ("us", "u", "eu", "uk", "kremlin", "washington", "nato"):
        return False
    after = line.text(last)
    if line.text(last - 1) == "." and after == ".":
        after = line.text(last + 1)
    if not after.isalpha() or last in line.signs or after in _STOP or after in _MODAL or after in _BE or after in _HAVE:
        return False
    return not any(v.first == last and v.form != "noun" for v in line.verbs) and not after.endswith(("ed", "ly"))


_PREPOSITIONS = frozenset(
    "in at to from with of by for on against between over into toward towards about near through across inside outside around under"
    " behind beyond within among amid despite regarding via during versus upon like including onto off alongside without than".split()
)


def _role(line: Line, first: int, last: int, qualifies: bool) -> str:
    if qualifies:
        return "owner"
    index = first - 1
    while index >= 0 and (line.text(index) in _DETERMINERS or line.text(index).endswith(("ior", "mer")) or line.text(index) in ("top", "senior", "chief", "key", "many", "most", "some", "several")):
        index -= 1
    before = line.text(index)
    if before == "and" or before == ",":  # "between Russia and Ukraine": the second takes the first's part
        for noun in reversed(line.nouns):
            if noun.last == index or noun.last == index - 1 and before == "and" and line.text(index - 1) == ",":
                return noun.role if noun.role != "owner" else "subject"
            break
    if before in _PREPOSITIONS:
        return before
    return "subject"


def is_firm(sign: CueSign) -> bool:
    """Whether a sign leaves no opening."""
    return sign is not CueSign.OPEN
