r"""Lexicon and codebook compiled to one automaton that marks a text in one pass.

Every phrase is matched as whole words in any case and in its inflections; `(?<!\w)` and
`(?!\w)` rather than `\b`, which misses "U.S.". Overlapping hits are all found first and
settled afterwards: a longest match taken before the boundary check loses real ones.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from positions.extraction.inflection import phrase_forms, plural_forms, verb_forms
from positions.extraction.lexicon import Cue, CueKind, Lexicon, english
from positions.extraction.normal import NormalText, fold
from positions.model import Actor, ActorKind, Codebook, Party, Term

_PARTICLES = frozenset(("down", "out", "up", "off", "away", "back", "aside"))
_WITHIN = ("it", "them", "this", "that")


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
    OPINION = "opinion"
    RECEIVING = "receiving"
    EQUATIVE = "equative"
    ACCORDING = "according"
    NEGATOR = "negator"
    CONDITION = "condition"
    POSSIBILITY = "possibility"
    WISH = "wish"
    FIRM = "firm"
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


class Vocabulary:
    """All patterns of the lexicon and one codebook, and the pass that finds them."""

    def __init__(self, codebook: Codebook) -> None:
        self._meanings: dict[str, list[tuple[Mark, Any, bool]]] = defaultdict(list)
        self._add_lexicon(english())
        for party in codebook.parties:
            self._add_party(party)
        for bystander in codebook.bystanders:
            self._add_all(Mark.OUTSIDER, bystander.aliases, bystander.id)
        for issue in codebook.issues:
            for number, term in enumerate(issue.terms):
                ref = TermRef(issue.id, number, term)
                for mark, phrases in ((Mark.TERM, term.words), (Mark.NEAR, term.near)):
                    for phrase in phrases:
                        self._add_all(mark, sorted(phrase_forms(phrase)), ref)
        self._patterns = list(self._meanings)
        # A DFA takes six times as long to make and finds nothing faster.
        self._automaton = AhoCorasick(
            self._patterns,
            matchkind=MatchKind.Standard,
            implementation=Implementation.ContiguousNFA,
        )

    def hits(self, normal_text: NormalText) -> list[Hit]:
        """Every marked stretch, by start and then longest first; overlaps included."""
        folded, text = normal_text.folded, normal_text.text
        size = len(folded)
        found = []
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if start and (folded[start - 1].isalnum() or folded[start - 1] == "_"):
                continue
            if end < size and (folded[end].isalnum() or folded[end] == "_"):
                continue
            for mark, value, capitals in self._meanings[self._patterns[index]]:
                if not capitals or text[start:end].isupper():
                    found.append(Hit(start, end, mark, value))
        found.sort(key=lambda hit: (hit.start, -hit.end))
        return found

    def _add(self, phrase: str, mark: Mark, value: Any) -> None:
        """An acronym is matched in capitals alone, so that "us" is not the US."""
        short = phrase.isupper() and len(phrase) <= 4
        meaning = (mark, value, short and mark in (Mark.ACTOR, Mark.OUTSIDER))
        meanings = self._meanings[fold(phrase)]
        if meaning not in meanings:
            meanings.append(meaning)

    def _add_all(self, mark: Mark, phrases: Iterable[str], value: Any = None) -> None:
        """Each phrase under one mark, with one value or with itself."""
        for phrase in phrases:
            self._add(phrase, mark, phrase if value is None else value)

    def _add_party(self, party: Party) -> None:
        state = Named(party.id, party.id, ActorKind.STATE, "", "name")
        self._add_all(Mark.ACTOR, party.aliases, state)
        adjective = Named(party.id, party.id, ActorKind.STATE, "", "adjective")
        self._add_all(Mark.ACTOR, party.adjectives, adjective)
        for actor in party.actors:
            self._add_actor(party, actor)

    def _add_actor(self, party: Party, actor: Actor) -> None:
        for form, names in (("name", actor.aliases), ("title", actor.titles)):
            named = Named(party.id, actor.id, actor.kind, actor.pronoun, form)
            self._add_all(Mark.ACTOR, names, named)

    def _add_lexicon(self, lexicon: Lexicon) -> None:
        for cue in lexicon.cues:
            for phrase in cue.words:
                self._add_all(Mark.CUE, sorted(_cue_forms(cue, phrase)), cue)
        for mark, verbs in (
            (Mark.SPEECH, lexicon.speech),
            (Mark.VIEW, lexicon.views),
            (Mark.RECEIVING, lexicon.receiving),
            (Mark.EQUATIVE, lexicon.equative),
        ):
            for phrase in verbs:
                self._add_all(mark, sorted(_first_as_verb(phrase)), "")
        for mark, nouns in (
            (Mark.AGENT, lexicon.agents),
            (Mark.OUTSIDER, lexicon.outsiders),
            (Mark.OPINION, lexicon.opinions),
        ):
            for phrase in nouns:
                self._add_all(mark, sorted(_last_as_noun(phrase)), "")
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
            (Mark.ANAPHOR, lexicon.anaphors),
        ):
            self._add_all(mark, words)
        self._add_all(Mark.CONDITION, lexicon.false_conditions, value="")
        self._add_all(Mark.NEGATOR, lexicon.negators, value=True)
        self._add_all(Mark.NEGATOR, lexicon.false_negators, value=False)


def _first_as_verb(phrase: str) -> set[str]:
    first, *rest = phrase.split(" ")
    return {" ".join((form, *rest)) for form in verb_forms(first)}


def _last_as_noun(phrase: str) -> set[str]:
    *before, last = phrase.split(" ")
    return {" ".join((*before, form)) for form in plural_forms(last)}


def _split(phrase: str) -> list[str]:
    """As in "turn it down": a short object within a verb and its particle."""
    verb, _, particle = phrase.partition(" ")
    return [f"{verb} {thing} {particle}" for thing in _WITHIN] if particle in _PARTICLES else []


def _cue_forms(cue: Cue, phrase: str) -> set[str]:
    if cue.kind in (CueKind.VERB, CueKind.ACT, CueKind.FATE):
        if phrase.startswith("not "):  # "not back down on": the negation may stand apart
            return {phrase}
        return {form for whole in (phrase, *_split(phrase)) for form in _first_as_verb(whole)}
    if cue.kind is CueKind.NOUN:
        return _last_as_noun(phrase)
    return {phrase}
