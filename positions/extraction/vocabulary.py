"""Lexicon and codebook as one set of phrases, each with what it is to the reader of stances."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import product
from typing import Any

from positions.extraction.inflection import first_forms, last_forms, plural_forms, verb_forms
from positions.extraction.lexicon import Cue, CueKind, Lexicon, english
from positions.extraction.normal import NormalText
from positions.extraction.phrases import Forms, Phrases, as_written
from positions.extraction.words import Word
from positions.model import Actor, ActorKind, Codebook, Issue, Party, Term

_BEHIND = frozenset("to of in on for from over about at against towards toward with".split())
_PARTICLES = frozenset(("down", "out", "up", "off", "away", "back", "aside"))
_WITHIN = ("it", "them", "this", "that")
_THINGS = ("idea", "proposal", "request", "demand", "offer", "suggestion", "call", "plan", "notion")


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

    @property
    def personal(self) -> bool:
        """Whether "he" or "she" can stand for it: a person, or one of a group listed by name."""
        return self.kind is ActorKind.PERSON or (
            self.kind is ActorKind.GROUP and self.form == "name"
        )


@dataclass(frozen=True, slots=True, eq=False)
class TermRef:
    """A term of the codebook by its place.

    Attributes:
        things: the last words of all terms of the issue: what "these troops" may call it by.
    """

    issue: str
    number: int
    term: Term
    things: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hit:
    """What a stretch of text is; `value` depends on the mark."""

    mark: Mark
    value: Any


Place = tuple[int, int, Hit]
"""The words of a sentence from one index to another, and what they are."""


@dataclass(frozen=True, slots=True)
class Places:
    """The marked stretches of a sentence by what reads them, each by start and then longest first.

    Attributes:
        terms, near: of issues.
        names: whoever is named.
        cues: what can be a predicate.
        small: words that turn what is said.
    """

    terms: list[Place] = field(default_factory=list)
    near: list[Place] = field(default_factory=list)
    names: list[Place] = field(default_factory=list)
    cues: list[Place] = field(default_factory=list)
    small: list[Place] = field(default_factory=list)


_READER: Mapping[Mark, int] = {
    Mark.TERM: 0,
    Mark.NEAR: 1,
    **dict.fromkeys((Mark.ACTOR, Mark.OUTSIDER, Mark.AGENT, Mark.PERSON, Mark.SPEAKER), 2),
    **dict.fromkeys((Mark.CUE, Mark.NEUTRAL, Mark.SPEECH, Mark.VIEW), 3),
    **dict.fromkeys((Mark.OPINION, Mark.RECEIVING, Mark.EQUATIVE), 3),
    **dict.fromkeys((Mark.ACCORDING, Mark.NEGATOR, Mark.CONDITION, Mark.POSSIBILITY), 4),
    **dict.fromkeys((Mark.WISH, Mark.FIRM, Mark.ANAPHOR), 4),
}
"""The place of each mark's list among those of `Places`."""


class Vocabulary:
    """All patterns of the lexicon and one codebook, and the pass that finds them.

    Attributes:
        meetings: the issues of meeting; "the meeting" may be any other than the one before.
    """

    def __init__(self, codebook: Codebook) -> None:
        self._phrases: Phrases[Hit] = Phrases()
        self._add_lexicon(english())
        self._spellings = {word: group for group in codebook.spellings for word in group}
        self._spelt = _any_of(self._spellings)
        for party in codebook.parties:
            self._add_party(party)
        for bystander in codebook.bystanders:
            self._add_all(Mark.OUTSIDER, bystander.aliases, bystander.id)
        self.meetings = frozenset(
            issue.id for issue in codebook.issues if any(term.mutual for term in issue.terms)
        )
        for issue in codebook.issues:
            things = _things(issue)
            for number, term in enumerate(issue.terms):
                ref = TermRef(issue.id, number, term, things)
                for mark, phrases in ((Mark.TERM, term.words), (Mark.NEAR, term.near)):
                    self._add_all(mark, self._spelled(phrases), ref, first_forms, last_forms)
                for phrase in term.words if term.near else ():
                    # "give it up", where land was spoken of
                    self._add_all(Mark.TERM, _split(phrase), ref, verb_forms)

    def places(self, words: Sequence[Word], source: NormalText) -> Places:
        """Every marked stretch of a sentence; overlaps too."""
        lists: tuple[list[Place], ...] = ([], [], [], [], [])
        for place in self._phrases.find(words, source):
            lists[_READER[place[2].mark]].append(place)
        return Places(*lists)

    def _add_all(
        self,
        mark: Mark,
        phrases: Iterable[str],
        value: Any = None,
        firsts: Forms = as_written,
        lasts: Forms = as_written,
    ) -> None:
        """Each phrase under one mark, with one value or with itself."""
        acronym = mark in (Mark.ACTOR, Mark.OUTSIDER)
        one = Hit(mark, value)
        for phrase in phrases:
            hit = Hit(mark, phrase) if value is None else one
            self._phrases.add(phrase, hit, firsts, lasts, acronym=acronym)

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

    def _spelled(self, phrases: Iterable[str]) -> Iterator[str]:
        """Phrases of terms, in all the spellings of their words."""
        for phrase in phrases:
            found = self._spelt.split(phrase)  # the text between, a spelling, the text between
            choices = [self._spellings.get(part, (part,)) for part in found]
            yield from map("".join, product(*choices))

    def _add_lexicon(self, lexicon: Lexicon) -> None:
        for cue in lexicon.cues:
            self._add_cue(cue)
        for mark, verbs in (
            (Mark.SPEECH, lexicon.speech),
            (Mark.VIEW, lexicon.views),
            (Mark.RECEIVING, lexicon.receiving),
            (Mark.EQUATIVE, lexicon.equative),
        ):
            self._add_all(mark, verbs, "", verb_forms)
        for mark, nouns in (
            (Mark.AGENT, lexicon.agents),
            (Mark.OUTSIDER, lexicon.outsiders),
            (Mark.OPINION, lexicon.opinions),
        ):
            self._add_nouns(mark, nouns, "")
        for words, alone in ((lexicon.anaphors, "the"), (lexicon.pointed_at, "")):
            self._add_nouns(Mark.ANAPHOR, words, alone)
        for word, pronoun in lexicon.people.items():
            self._add_all(Mark.PERSON, (word,), pronoun)
        for mark, words in (
            (Mark.SPEAKER, lexicon.speakers),
            (Mark.NEUTRAL, lexicon.neutral),
            (Mark.ACCORDING, lexicon.according),
            (Mark.CONDITION, lexicon.conditions),
            (Mark.POSSIBILITY, lexicon.possibility),
            (Mark.WISH, lexicon.wish),
            (Mark.FIRM, lexicon.firm),
        ):
            self._add_all(mark, words)
        self._add_all(Mark.CONDITION, lexicon.false_conditions, value="")
        self._add_all(Mark.NEGATOR, lexicon.negators, value=True)
        self._add_all(Mark.NEGATOR, lexicon.false_negators, value=False)

    def _add_cue(self, cue: Cue) -> None:
        if cue.kind is CueKind.NOUN:
            self._add_nouns(Mark.CUE, cue.words, cue)
            return
        verb = cue.kind in (CueKind.VERB, CueKind.ACT, CueKind.FATE, CueKind.EFFECT)
        for phrase in cue.words:
            if verb and not phrase.startswith("not "):
                self._add_all(Mark.CUE, (phrase, *_split(phrase)), cue, verb_forms)
            else:  # "not back down on": the negation may stand apart
                self._add_all(Mark.CUE, (phrase,), cue)

    def _add_nouns(self, mark: Mark, phrases: Iterable[str], value: Any) -> None:
        """Each phrase with the plurals of its noun: the last word, or before a preposition."""
        for phrase in phrases:
            words = phrase.split(" ")
            behind = (i for i, word in enumerate(words) if i and word in _BEHIND)
            if (end := next(behind, len(words))) < len(words):
                *front, noun = words[:end]
                forms = [" ".join((*front, form, *words[end:])) for form in plural_forms(noun)]
                self._add_all(mark, forms, value)
            else:
                firsts = as_written if " " in phrase else plural_forms
                self._add_all(mark, (phrase,), value, firsts, plural_forms)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that splits a phrase at each of some words and keeps the word."""
    longest = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest)) or '(?!)'})(?!\w)")


def _things(issue: Issue) -> frozenset[str]:
    """The last words of an issue's terms, in all forms of a noun."""
    words = {phrase.split(" ")[-1].lower() for term in issue.terms for phrase in term.words}
    return frozenset(form for word in words for form in plural_forms(word))


def _split(phrase: str) -> list[str]:
    """As in "turn it down": a short object within a verb and its particle."""
    verb, _, particle = phrase.partition(" ")
    within = (*_WITHIN, *(f"the {thing}" for thing in _THINGS))
    return [f"{verb} {thing} {particle}" for thing in within] if particle in _PARTICLES else []
