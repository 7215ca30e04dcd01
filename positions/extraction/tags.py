"""The kinds of words, as far as the reading of a sentence tells them apart."""

from enum import StrEnum


class Tag(StrEnum):
    """The part of a word in its sentence."""

    NAME = "name"
    NOUN = "noun"
    PRONOUN = "pronoun"
    ADJECTIVE = "adjective"
    ADVERB = "adverb"
    NUMBER = "number"
    DETERMINER = "determiner"
    POSSESSIVE = "possessive"
    PREPOSITION = "preposition"
    COORDINATOR = "coordinator"
    CONTRAST = "contrast"
    SUBORDINATOR = "subordinator"
    RELATIVE = "relative"
    THAT = "that"
    TO = "to"
    MODAL = "modal"
    BE = "be"
    HAVE = "have"
    DO = "do"
    NEGATOR = "negator"
    BASE = "base"  # verb forms: "demand", "demands", "demanded", "demanding", (is) "demanded"
    PRESENT = "present"
    PAST = "past"
    GERUND = "gerund"
    PARTICIPLE = "participle"
    DOUBTFUL = "doubtful"  # "before", "as": settled by what follows
    MARK = "mark"


VERBAL = frozenset((Tag.BASE, Tag.PRESENT, Tag.PAST, Tag.GERUND, Tag.PARTICIPLE))
FINITE = frozenset((Tag.BASE, Tag.PRESENT, Tag.PAST, Tag.MODAL, Tag.BE, Tag.HAVE, Tag.DO))
AUXILIARY = frozenset((Tag.MODAL, Tag.BE, Tag.HAVE, Tag.DO))
CLAUSE_ENDS = frozenset((Tag.THAT, Tag.SUBORDINATOR, Tag.RELATIVE, Tag.CONTRAST, Tag.DOUBTFUL))
