"""Where sentences end: a stop is a candidate, and a list of vetoes decides.

Every look around a stop is bounded, and every pattern takes what it can without trying
again, so that the time grows with the length of the text and with nothing else.
"""

import re
from collections.abc import Iterator
from functools import cache

from positions.documents.english import english

_STOP = re.compile(
    r"""(?<![.!?…])(?P<stop>[.!?…]++(?:(?:\s\.){2,3})?+)
        (?P<close>(?:\]\([^()\s]{0,300}\)|\[\d{1,3}\]|["'”’»)\]*_])*+)
        (?P<space>\s++|(?=[A-Z“"‘]))""",
    re.VERBOSE,
)
_AROUND = 80  # characters looked at on either side of a stop
_TOKEN = re.compile(r"[^\s(\[{“\"‘«—–/]+\Z")
_OPENING = "\"'“‘«([*_"
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_LETTERS_AND_DOTS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_QUOTES = frozenset("\"'”’»")

_LONG = 400  # characters; a longer stretch without a stop is a transcript or a list
_VERY_LONG = 1500  # and a longer one with a stop at its end is no sentence of a person either
_LINE_END = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+\s*")


def spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence between two places of a text."""
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if stop.end() < end and _ends_here(text, begin, stop, end):
            yield from _in_pieces(text, begin, stop.start("space"))
            begin = stop.end()
    yield from _in_pieces(text, begin, end)


def _ends_here(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    """Whether a sentence that began at `begin` ends with this stop."""
    after = text[stop.end() : min(end, stop.end() + _AROUND)]
    inside = after.lstrip(_OPENING)
    first = inside[:1]
    quoted = any(char in _QUOTES for char in stop["close"])
    asked_aside = stop["stop"][0] in "?!" and text.endswith(
        ("(", "["), begin, stop.start()
    )  # "(?)"
    if asked_aside or first.islower() or first in ",;:.!?%)]}”’…/":  # which "" is, too
        return False
    if first in "—–-":
        return not quoted and inside[1:].lstrip()[:1].isupper()
    if not stop["space"]:
        return _is_glued(text, begin, stop, after)
    if stop["stop"] == ".":
        before = text[max(begin, stop.start() - _AROUND) : stop.start()]
        is_first = stop.start() - begin <= _AROUND and before.strip().isdigit()
        # The number of an item ("3. Ukraine ...") is no sentence.
        return not is_first and _full_stop(before, inside, is_opened=after != inside)
    # “Who pays?” Merz asked. The words after belong to the question.
    return not (quoted and after == inside and _saying().match(after))


@cache
def _saying() -> re.Pattern[str]:
    """A name or two, and a verb of saying."""
    verbs = "|".join(sorted(english().saying.words))
    return re.compile(
        rf"(?:[A-Z][\w’'-]*\s){{1,4}}?(?:(?:has|had|also|later|then)\s)?(?:{verbs})\b"
    )


def _is_glued(text: str, begin: int, stop: re.Match[str], after: str) -> bool:
    """Whether the blank after a stop is missing, as between two paragraphs run together."""
    token = text[max(begin, stop.start() - _AROUND) : stop.start()].rsplit(maxsplit=1)[-1:]
    if not token or not token[0][-2:].islower() or any(char in token[0] for char in "./@:#"):
        return False
    word = _WORD.match(after.lstrip(_OPENING))
    if word is None or stop["stop"] not in (".", "?", "!"):
        return False
    return word[0] in ("A", "I") or word[0][1:].islower()


def _full_stop(before: str, inside: str, *, is_opened: bool) -> bool:
    """Whether one full stop, with white space and no small letter after it, ends a sentence.

    Args:
        before: what precedes the stop in the sentence.
        inside: what follows it, opening quotation marks and brackets left out.
        is_opened: whether there were such marks.
    """
    known = english()
    token = _TOKEN.search(before)
    last = token[0].strip("'’*_") if token else ""
    following = _WORD.match(inside)
    word = following[0] if following else ""
    if last.isupper() and word.isupper() and last.capitalize() in known.before_name.words:
        return False  # a speaker in a transcript ("MS. LEAVITT: ...")
    begins = is_opened or re.split("[’']", word)[0] in known.beginners.words
    if last in known.before_name.words:
        return last == "St" and begins  # "in Downing St. The"
    if last in known.before_number.words:
        return not inside[:1].isdigit()
    if last in known.clock.words:
        return word not in known.times.words
    if len(last) == 1 and last.isupper():
        return _letter_ends(before.split()[-2:-1], last, begins=begins)
    if last in known.within.words or _LETTERS_AND_DOTS.fullmatch(last):
        return begins or not inside[:1].isalnum()
    return True


def _letter_ends(previous: list[str], letter: str, *, begins: bool) -> bool:
    """Whether a capital before a stop is a word ("plan B.", "than I.", "on X.") and no initial."""
    if not previous:
        return False
    if previous[0].casefold() in english().lettered.words:
        return True
    return previous[0][:1].islower() and (begins or letter in "IX")


def _in_pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence without the white space around it, cut at line ends if it is too long for one."""
    start, end = _stripped(text, start, end)
    stopped = text[max(start, end - 12) : end].rstrip("\"'”’»)]*_").endswith((".", "!", "?", "…"))
    if end - start > (_VERY_LONG if stopped else _LONG):
        last = start  # the last line end that the piece could be cut at
        for line_end in _LINE_END.finditer(text, start, end):
            if line_end.end() - start > _LONG and last > start:
                yield _stripped(text, start, last)
                start = last
            last = line_end.end()
        if end - start > _LONG and last > start:
            yield _stripped(text, start, last)
            start = last
    if start < end:
        yield start, end


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
