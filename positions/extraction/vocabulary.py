"""Lexicon and codebook compiled to one automaton that marks a text in one pass.

Every phrase is matched as whole words in any case and in its inflections; `(?<!\\w)` and
`(?!\\w)` rather than `\\b`, which misses "U.S.". Overlapping hits are all found first and
settled afterwards: a longest match taken before the boundary check loses real ones.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind
from lemminflect import getAllInflections

from positions.extraction.lexicon import Cue, CueKind, english
from positions.model import Actor, ActorKind, Codebook, Party, Term


class Mark(StrEnum):
    """What a stretch of text is to the reader of stances."""

    ACTOR = "actor"
    OUTSIDER = "outsider"  # bystanders of the codebook and those of the lexicon
    AGENT = "agent"
    PERSON = "person"  # a personal pronoun
    SPEAKER = "speaker"  # we, our, I: the party that speaks
    CUE = "cue"
    NEUTRAL = "neutral"  # words that hold a cue and take no stand ("end the war")
    TERM = "term"
    NEAR = "near"
    SPEECH = "speech"
    VIEW = "view"
    ACCORDING = "according"
    NEGATOR = "negator"
    CONDITION = "condition"
    POSSIBILITY = "possibility"
    WISH = "wish"
    FIRM = "firm"
    PREPOSITION = "preposition"
    BREAKER = "breaker"
    ANAPHOR = "anaphor"


@dataclass(frozen=True, slots=True)
class Named:
    """Whom an alias names.

    Attributes:
        form: "name", "adjective" or "title".
    """

    party: str
    actor: str
    kind: ActorKind
    pronoun: str
    form: str


@dataclass(frozen=True, slots=True)
class CueForm:
    """A cue in one inflection; `tag` is the Penn tag of its verb, or ""."""

    cue: Cue
    tag: str


@dataclass(frozen=True, slots=True, eq=False)
class TermRef:
    """A term of the codebook by its place."""

    issue: str
    number: int
    term: Term


@dataclass(frozen=True, slots=True)
class Hit:
    """One marked stretch of the normal text; `value` depends on the mark."""

    start: int
    end: int
    mark: Mark
    value: Any


@dataclass(frozen=True, slots=True)
class NormalText:
    """A text with its white space evened out, and the way back to its offsets.

    Attributes:
        text: one space for every run of white space, nothing for invisible characters,
            straight apostrophes, addresses blanked; case as it was.
        folded: the same in lower case, character for character.
        starts, shifts: from position `starts[i]` on, the original offset is `shifts[i]` higher.
    """

    text: str
    folded: str
    starts: list[int]
    shifts: list[int]

    def original(self, position: int) -> int:
        """The offset in the original text of a position in the normal one."""
        return position + self.shifts[bisect_right(self.starts, position) - 1]

    def position(self, original: int) -> int:
        """The position in the normal text of an offset of the original one."""
        low, high = 0, len(self.starts)
        while low < high:
            index = (low + high) // 2
            if self.starts[index] + self.shifts[index] <= original:
                low = index + 1
            else:
                high = index
        index = max(low - 1, 0)
        return max(original - self.shifts[index], self.starts[index])


_UNEVEN = re.compile(
    r"\]\(\s*[a-z]+://[^)\s]{0,2000}\)"  # the address of a Markdown link
    r"|[\[\]]"
    r"|https?://\S{1,2000}"
    r"|[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]+"  # invisible
    r"|\s+"
)


def normal(text: str, start: int, end: int) -> NormalText:
    """The stretch of a text between two offsets, evened out."""
    pieces: list[str] = []
    starts, shifts = [0], [start]
    length, last = 0, start
    for found in _UNEVEN.finditer(text, start, end):
        a, b = found.span()
        if b - a == 1 and text[a] == " ":
            continue
        pieces.append(text[last:a])
        length += a - last
        replaced = "" if text[a] in _INVISIBLE or text[a] in "[]" else " "
        pieces.append(replaced)
        length += len(replaced)
        last = b
        starts.append(length)
        shifts.append(b - length)
    pieces.append(text[last:end])
    even = "".join(pieces).translate(_QUOTES)
    lower = even.lower()
    if len(lower) != len(even):  # one İ would shift every offset after it
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in even)
    return NormalText(even, lower, starts, shifts)


_INVISIBLE = frozenset(
    map(chr, [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF, 0xAD])
)
_QUOTES = str.maketrans({"’": "'", "ʼ": "'", "`": "'"})


@cache
def _inflections(word: str) -> dict[str, tuple[str, ...]]:
    return {tag: tuple(forms) for tag, forms in getAllInflections(word).items()}


def verb_forms(word: str) -> dict[str, str]:
    """Every form of a verb with its Penn tag; the word itself is VB."""
    forms = {word: "VB"}
    for tag in ("VBZ", "VBG", "VBN", "VBD"):
        for form in _inflections(word).get(tag, ()):
            if form != word:
                forms[form] = tag
    return forms


def plural_forms(word: str) -> set[str]:
    """A noun and its plurals."""
    return {word, *_inflections(word).get("NNS", ())}


def _phrase_forms(phrase: str) -> set[str]:
    """A phrase with its first word as verb or noun and its last as noun in all inflections.

    Words with a capital are names and are not inflected.
    """
    words = phrase.split(" ")
    first = {words[0]}
    if words[0].isalpha() and words[0].islower():
        first |= set(verb_forms(words[0])) | plural_forms(words[0])
    if len(words) == 1:
        return first
    last = {words[-1]}
    if words[-1].isalpha() and words[-1].islower():
        last |= plural_forms(words[-1])
    middle = words[1:-1]
    return {" ".join((a, *middle, b)) for a in first for b in last}


def _fold(phrase: str) -> str:
    return " ".join(phrase.translate(_QUOTES).lower().split())


class Vocabulary:
    """All patterns of the lexicon and one codebook, and the pass that finds them."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self._meanings: dict[str, list[tuple[Mark, Any, bool]]] = defaultdict(list)
        self._add_lexicon()
        for party in codebook.parties:
            self._add_party(party)
        for bystander in codebook.bystanders:
            for alias in bystander.aliases:
                self._add(alias, Mark.OUTSIDER, bystander.id)
        for issue in codebook.issues:
            for number, term in enumerate(issue.terms):
                ref = TermRef(issue.id, number, term)
                for mark, phrases in ((Mark.TERM, term.words), (Mark.NEAR, term.near)):
                    for phrase in phrases:
                        for form in _phrase_forms(phrase):
                            self._add(form, mark, ref)
        self._patterns = list(self._meanings)
        self._automaton = AhoCorasick(
            self._patterns, matchkind=MatchKind.Standard, implementation=Implementation.DFA
        )

    def hits(self, normal_text: NormalText) -> list[Hit]:
        """Every marked stretch, by start and then longest first; overlaps included."""
        folded, text = normal_text.folded, normal_text.text
        found = []
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if start and (folded[start - 1].isalnum() or folded[start - 1] == "_"):
                continue
            if end < len(folded) and (folded[end].isalnum() or folded[end] == "_"):
                continue
            for mark, value, capitals in self._meanings[self._patterns[index]]:
                if not capitals or text[start:end].isupper():
                    found.append(Hit(start, end, mark, value))
        found.sort(key=lambda hit: (hit.start, -hit.end))
        return found

    def _add(self, phrase: str, mark: Mark, value: Any) -> None:
        """An acronym is matched in capitals alone, so that "us" is not the US."""
        capitals = mark in (Mark.ACTOR, Mark.OUTSIDER) and phrase.isupper() and len(phrase) <= 4
        meaning = (mark, value, capitals)
        meanings = self._meanings[_fold(phrase)]
        if meaning not in meanings:
            meanings.append(meaning)

    def _add_party(self, party: Party) -> None:
        state = Named(party.id, party.id, ActorKind.STATE, "", "name")
        for alias in party.aliases:
            self._add(alias, Mark.ACTOR, state)
        for adjective in party.adjectives:
            self._add(adjective, Mark.ACTOR, Named(party.id, party.id, ActorKind.STATE, "", "adjective"))
        for actor in party.actors:
            self._add_actor(party, actor)

    def _add_actor(self, party: Party, actor: Actor) -> None:
        for form, names in (("name", actor.aliases), ("title", actor.titles)):
            for name in names:
                self._add(name, Mark.ACTOR, Named(party.id, actor.id, actor.kind, actor.pronoun, form))

    def _add_lexicon(self) -> None:
        lexicon = english()
        for cue in lexicon.cues:
            for phrase in cue.words:
                self._add_cue(cue, phrase)
        for mark, verbs in ((Mark.SPEECH, lexicon.speech), (Mark.VIEW, lexicon.views)):
            for phrase in verbs:
                first, *rest = phrase.split(" ")
                for form, tag in verb_forms(first).items():
                    self._add(" ".join((form, *rest)), mark, tag)
        for phrase in lexicon.agents + lexicon.outsiders:
            mark = Mark.AGENT if phrase in lexicon.agents else Mark.OUTSIDER
            *before, last = phrase.split(" ")
            for form in plural_forms(last):
                self._add(" ".join((*before, form)), mark, "")
        for word, pronoun in lexicon.people.items():
            self._add(word, Mark.PERSON, pronoun)
        for mark, words in (
            (Mark.SPEAKER, lexicon.speakers),
            (Mark.NEUTRAL, lexicon.neutral),
            (Mark.ACCORDING, lexicon.according),
            (Mark.CONDITION, lexicon.conditions),
            (Mark.POSSIBILITY, lexicon.possibility),
            (Mark.WISH, lexicon.wish),
            (Mark.FIRM, lexicon.firm),
            (Mark.PREPOSITION, lexicon.prepositions),
            (Mark.BREAKER, lexicon.breakers),
            (Mark.ANAPHOR, lexicon.anaphors),
        ):
            for phrase in words:
                self._add(phrase, mark, phrase)
        for phrase in lexicon.negators:
            self._add(phrase, Mark.NEGATOR, True)
        for phrase in lexicon.false_negators:
            self._add(phrase, Mark.NEGATOR, False)

    def _add_cue(self, cue: Cue, phrase: str) -> None:
        words = phrase.split(" ")
        if cue.kind in (CueKind.VERB, CueKind.ACT):
            for form, tag in verb_forms(words[0]).items():
                self._add(" ".join((form, *words[1:])), Mark.CUE, CueForm(cue, tag))
        elif cue.kind is CueKind.NOUN:
            for form in plural_forms(words[-1]):
                self._add(" ".join((*words[:-1], form)), Mark.CUE, CueForm(cue, ""))
        else:
            self._add(phrase, Mark.CUE, CueForm(cue, ""))
