"""What a sentence says of whom: verbs, and the nouns and adjectives that carry a stance."""

from dataclasses import dataclass, field
from enum import StrEnum

from positions.extraction.lexicon import Cue
from positions.extraction.mentions import Mention
from positions.extraction.terms import TermUse


class Form(StrEnum):
    """The construction of a predicate."""

    FINITE = "finite"
    INFINITIVE = "infinitive"
    GERUND = "gerund"
    PASSIVE = "passive"
    PARTICIPLE = "participle"  # "backed by Paris", "US-brokered"
    NOUN = "noun"
    ADJECTIVE = "adjective"
    JUDGEMENT = "judgement"


class Link(StrEnum):
    """How a predicate hangs on another."""

    THAT = "that"  # as its clause
    OBJECT = "object"  # as its infinitive, gerund or noun
    SUBJECT = "subject"  # as what it says something of
    RELATIVE = "relative"  # as a clause about its object


@dataclass(slots=True, eq=False)
class Predicate:
    """A verb, noun or adjective that says something, in its construction.

    Attributes:
        first, last: word span with auxiliaries and particles.
        head: index of its own first word.
        cues: the cues that it can be; empty for a verb without a sign.
        use: the term that it is itself ("cede ... Donbas").
        finite: whether it can head a clause.
        base: whether it is the bare verb of a demand ("that Kyiv withdraw").
        modal: "will", "must", "may" or "".
        negator: the words that negate it, or None.
        subjects: whose act, wish or view it is.
        zone: where the words of its subject begin.
        opener: index of the word that opens its clause ("that", "which", "if"), or -1.
        parent, link: the predicate it hangs on, and how.
    """

    first: int
    last: int
    head: int
    form: Form
    cues: tuple[Cue, ...] = ()
    use: TermUse | None = None
    finite: bool = False
    base: bool = False
    copula: bool = False
    speech: bool = False
    view: bool = False
    opinion: bool = False
    receiving: bool = False
    modal: str = ""
    negator: tuple[int, int] | None = None
    subjects: list[Mention] = field(default_factory=list)
    zone: int = 0
    opener: int = -1
    parent: "Predicate | None" = None
    link: Link | None = None

    @property
    def verbal(self) -> bool:
        """Whether it is a verb rather than a noun, adjective or judgement."""
        return self.form not in (Form.NOUN, Form.ADJECTIVE, Form.JUDGEMENT)
