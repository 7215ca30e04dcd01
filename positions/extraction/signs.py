"""The arithmetic of stance: cues and directions as signs, and their product along a chain."""

from dataclasses import dataclass

from positions.extraction.lexicon import Cue, CueKind, CueSign
from positions.extraction.terms import TermUse
from positions.extraction.vocabulary import Named
from positions.model import Attribution, Direction, Strength

VOID = 9  # the sign of a cue that under its negation takes no stand
SIGN = {CueSign.FOR: 1, CueSign.AGAINST: -1, CueSign.OPEN: 0, CueSign.NOTHING: VOID}
_DIRECTION = {Direction.FOR: 1, Direction.AGAINST: -1, Direction.TOPIC: 0}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a chain: the words and the sign that they add."""

    words: str
    sign: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A stance found in a sentence, before it becomes a Statement.

    Attributes:
        value: 1 for, -1 against, 0 neither yes nor no, towards the issue's proposition.
    """

    named: Named
    issue: str
    value: int
    attribution: Attribution
    rule: str
    chain: tuple[Step, ...]
    term: TermUse
    speaker: str = ""
    strength: Strength = Strength.PLAIN
    condition: str = ""


def combine(outer: int, inner: int) -> int:
    """The sign of one cue inside another: refusing to consider is refusing."""
    if VOID in (outer, inner):
        return VOID
    if outer == 0:
        return 0
    if inner == 0:
        return -1 if outer < 0 else 0
    return outer * inner


def negated(cue: Cue) -> int:
    """The sign of a cue under a negation."""
    if cue.negated is not None:
        return SIGN[cue.negated]
    if cue.sign is CueSign.FOR:
        return -1
    if cue.sign is CueSign.OPEN:
        return 0
    return 1 if cue.kind in (CueKind.ACT, CueKind.FATE) else 0  # "not reject" is not accepting


def direction_for(use: TermUse, party: str) -> int:
    """1, -1 or 0 (points nowhere): which way a term points for this party."""
    term = use.ref.term
    return _DIRECTION[(term.direction_of or {}).get(party, term.direction)]


def pointing(use: TermUse) -> bool:
    """Whether a term points anywhere at all, and does not only take words away from others."""
    term = use.ref.term
    return term.direction is not Direction.TOPIC or bool(term.direction_of)
