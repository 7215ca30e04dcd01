"""Conditions: what makes a stance conditional, and what is itself demanded as a price."""

from positions.extraction.lexicon import CueKind, english
from positions.extraction.predicates import Form, Predicate
from positions.extraction.reading import Line
from positions.extraction.scene import Scene
from positions.extraction.tags import Tag
from positions.extraction.terms import TermUse
from positions.extraction.vocabulary import Mark

_NEAR = 12  # words between a term and the condition on it
_ASKING = frozenset(("demand", "want", "wish-noun"))
_YIELDING = frozenset(("accept", "ready", "consider", "open-to", "propose", "voice-support"))
# "Until" and "once" say when more often than on what condition.
_TIMES = frozenset(("not before", "once", "even if", "until"))
_PRICES = english().prices | frozenset(
    ("if", "as long as", "so long as", "once", "until", "before", "not unless", "as soon as")
)


def condition_on(scene: Scene, predicate: Predicate, use: TermUse) -> tuple[str, bool]:
    """The words of the condition on a claim, and whether the term itself is the price.

    What somebody asks for is not made conditional by what is offered for it.
    """
    line = scene.line
    for i, (mark, word, last) in sorted(line.signs.items()):
        if mark is not Mark.CONDITION or word in _TIMES:
            continue
        if predicate.last <= i < use.first:
            price = word in english().prices
            return ("" if price or _asks(predicate, word) else _words(line, i, last)), price
        leading = i < 3 and i < predicate.first and word in english().supposing
        if 0 <= i - use.last < _NEAR or leading:
            late = word.startswith(("only", "not"))  # "insists that it will stop only after"
            asked = _asks(predicate, word) and not late
            return ("" if asked else _words(line, i, last)), False
    return "", False


def _asks(predicate: Predicate, word: str) -> bool:
    """Whether something is asked for, and something else is given for it."""
    if word in english().supposing:
        return False
    ids = {cue.id for cue in predicate.cues}
    return bool(ids & (_ASKING | {"propose"})) and not ids & (_YIELDING - {"propose"})


def _words(line: Line, first: int, last: int) -> str:
    """A condition as written, to the end of its clause."""
    end = last
    while end < min(last + 14, len(line.words)):
        if line.text(end) in (",", ";", ".", ":", '"', "”", "—", "–"):
            break
        if line.tag(end) in (Tag.CONTRAST, Tag.RELATIVE):
            break
        end += 1
    return line.written(first, end)


def prices(scene: Scene, use: TermUse) -> tuple[Predicate, int, str] | None:
    """The main predicate on which a clause with this term is put as a price.

    Gives it with the index where the words of the condition end, and these: what somebody makes a
    condition is demanded ("only if Kyiv gives up Donbas").
    """
    line = scene.line
    for i, (mark, word, last) in line.signs.items():
        if mark is not Mark.CONDITION or word not in _PRICES or last > use.first:
            continue
        if any(line.text(j) in (",", ";") for j in range(last, use.first)):
            continue
        if sum(p.finite and last <= p.first < use.first for p in line.predicates) > 1:
            continue  # "if Kyiv balks that Paris will not hesitate": a clause of its own
        main = _main(line, i, use)
        if main is None or (not main.subjects and not _clause(line, last, use)):
            continue
        if _is_price(main, word):
            return main, last, word
    return None


def _clause(line: Line, first: int, use: TermUse) -> bool:
    """As in "only if Norda shares the river", and not "only after the inspection"."""
    return any(p.finite and first <= p.first < use.last for p in line.predicates)


def _main(line: Line, index: int, use: TermUse) -> Predicate | None:
    """The predicate of the clause on which a condition is put."""
    heads = [
        p
        for p in line.predicates
        if (p.subjects and (p.finite or p.form is Form.ADJECTIVE))
        or (p.finite and (p.modal == "will" or p.form is Form.JUDGEMENT))
    ]
    before = [p for p in heads if p.last <= index]
    after = [p for p in heads if p.first >= use.last]
    return before[-1] if before else after[0] if after else None


def _is_price(main: Predicate, word: str) -> bool:
    """Whether a condition is a price and no threat."""
    if word in ("until", "before"):
        return main.negator is not None
    if not main.subjects:
        comes = (CueKind.FATE, CueKind.JUDGEMENT)  # "peace will come once", "is possible only if"
        return any(cue.kind in comes for cue in main.cues)
    yields = any(cue.id in _YIELDING for cue in main.cues)
    only = word.startswith("only") and main.modal == "will"
    return yields or only or (main.use is not None and main.modal in ("will", "may"))
