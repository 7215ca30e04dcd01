"""Conditions: what makes a stance conditional, and what is itself demanded as a price."""

from positions.extraction.lexicon import english
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
            return ("" if _asks(predicate, word) else _words(line, i, last)), False
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


def prices(scene: Scene, use: TermUse) -> tuple[Predicate, int] | None:
    """The main predicate on which a clause with this term is put as a price.

    Gives it with the index where the words of the condition end: what somebody makes a
    condition is demanded ("only if Kyiv gives up Donbas").
    """
    line = scene.line
    for i, (mark, word, last) in line.signs.items():
        if mark is not Mark.CONDITION or word not in _PRICES or last > use.first:
            continue
        if any(line.text(j) in (",", ";") for j in range(last, use.first)):
            continue
        main = _main(line, i, use)
        if main is not None and _is_price(main, word):
            return main, last
    return None


def _main(line: Line, index: int, use: TermUse) -> Predicate | None:
    """The predicate of the clause on which a condition is put."""
    heads = [p for p in line.predicates if p.subjects and (p.finite or p.form is Form.ADJECTIVE)]
    before = [p for p in heads if p.last <= index]
    after = [p for p in heads if p.first >= use.last]
    return before[-1] if before else after[0] if after else None


def _is_price(main: Predicate, word: str) -> bool:
    """Whether a condition is a price and no threat."""
    if word in ("until", "before"):
        return main.negator is not None
    yields = any(cue.id in _YIELDING for cue in main.cues)
    return yields or (main.use is not None and main.modal in ("will", "may"))
