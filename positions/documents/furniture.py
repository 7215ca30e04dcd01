"""Which lines of a text are page furniture: menus, prompts, captions, other stories.

The words are data (furniture.yaml); what shows in the shape of several lines is here.
Furniture never takes a full sentence by its shape alone, only by its words.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, ClassVar

from positions.documents.lines import Layout, Line, Mark, ends_sentence
from positions.documents.stops import spans
from positions.yamlfile import YamlFile

_FORBID: dict[str, Any] = {"extra": "forbid"}
_LONGEST = 600  # characters; no furniture is longer
_LABEL = 40  # characters of an entry of a menu
_LABEL_WORDS = 4
_LABELS = 4  # that make a menu
_LABELS_IN_A_LINE = 3
_MEAN_WORDS = 2.5  # of the entries of a menu; four short headlines have more
_HEADLINE_WORDS = 30
_COMMA = frozenset({",", ".", ";", ":", ")", "’", "”", '"', "&"})
_IMAGE = re.compile(r'!\[[^\[\]]*\]\((?:[^()\s]|\([^()\s]*\))*+(?:\s"[^"]*")?\)')
_LINK = re.compile(r'\[([^\[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*+(?:\s"[^"]*")?\)')
_TO_SEND = re.compile(r"\[(?:whatsapp|tg|viber|fb-messenger|sms|mailto):")  # a story, by its link
_EMPHASIS = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)|`")
_SAYS = re.compile(r"[^\W_]")
_PIECES = re.compile(r"\s*\|\s*|\s{2,}|\t")
_SEAM = re.compile(r"[a-z][A-Z]")
# The headline of another story, all in capitals, before a word that is not.
_CAPITALS = re.compile(r"(?![\"“‘'])(?:[^\sa-zß-öø-ÿ]++\s++){5,40}+(?=[\"“‘(]?[A-Z][a-z])")
_LONG_CAPITALS = re.compile(r"[A-Z]{5}")
_EDGES = " \t:.?…|>»«›→*#!–—-()[]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """Words that furniture consists of or begins with, and what they are."""

    __pydantic_config__: ClassVar[Any] = _FORBID

    words: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A regular expression for the whole of a furniture line, and what it finds.

    Attributes:
        holds: words in small letters, without one of which it need not be tried.
    """

    __pydantic_config__: ClassVar[Any] = _FORBID

    pattern: str
    note: str
    holds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The content of furniture.yaml."""

    __pydantic_config__: ClassVar[Any] = _FORBID

    lines: tuple[Phrases, ...]
    openings: tuple[Phrases, ...]
    patterns: tuple[Pattern, ...]
    announcements: tuple[Phrases, ...]
    run_in: tuple[Pattern, ...]


@cache
def _rules() -> Rules:
    return YamlFile.read(Path(__file__).with_name("furniture.yaml")).validate(Rules)


@cache
def _whole() -> frozenset[str]:
    return frozenset(_folded(words) for entry in _rules().lines for words in entry.words)


@cache
def _openings() -> tuple[str, ...]:
    return tuple(words.casefold() for entry in _rules().openings for words in entry.words)


@cache
def _announcements() -> frozenset[str]:
    return frozenset(_folded(words) for entry in _rules().announcements for words in entry.words)


@cache
def _pattern(*, holds: bool) -> re.Pattern[str]:
    """All patterns that need a word to be tried, or all that do not."""
    chosen = (entry.pattern for entry in _rules().patterns if bool(entry.holds) is holds)
    return re.compile("|".join(f"(?:{pattern})" for pattern in chosen))


@cache
def _held() -> tuple[str, ...]:
    return tuple({word for entry in _rules().patterns for word in entry.holds})


@cache
def _run_in() -> tuple[re.Pattern[str], ...]:
    patterns = (entry.pattern.replace(" ", r"\s+") for entry in _rules().run_in)
    return tuple(re.compile(rf"{pattern}\s+(?=[\"“‘(]?[A-Z])") for pattern in patterns)


def is_furniture(text: str) -> bool:
    """Whether a line or sentence is page furniture by its words alone."""
    if len(text) > _LONGEST:
        return False
    words = unmarked(text)
    bare = words.strip("()[] ")  # "(March 9, 2025)"
    return (
        not _SAYS.search(words)
        or _folded(words) in _whole()
        or _has_form(words)
        or (bare != words and _has_form(bare))
        or _is_menu_in_a_line(text)
        or _is_run_together(words)
        or _begins_as_furniture(words)
    )


def _has_form(words: str) -> bool:
    if _pattern(holds=False).fullmatch(words):
        return True
    small = words.casefold()
    held = any(word in small for word in _held())
    return held and bool(_pattern(holds=True).fullmatch(words))


def _begins_as_furniture(words: str) -> bool:
    """Whether every sentence of a line begins as furniture does: an article may follow a prompt."""
    return words.casefold().startswith(_openings()) and all(
        not _SAYS.search(sentence)
        or sentence.casefold().startswith(_openings())
        or _folded(sentence) in _whole()
        for sentence in (words[start:end] for start, end in spans(words, 0, len(words)))
    )


def after_run_in(text: str, start: int, end: int) -> int:
    """Where a sentence begins after the furniture that a lost line break left before it."""
    capitals = _CAPITALS.match(text, start, end)
    if capitals and len(_LONG_CAPITALS.findall(capitals[0])) > 1:
        return capitals.end()
    for pattern in _run_in():
        if found := pattern.match(text, start, end):
            return found.end()
    return start


def unmarked(text: str) -> str:
    """The words of a text without Markdown's links and emphasis, and with single spaces."""
    if "](" in text:
        text = _LINK.sub(r"\1", _IMAGE.sub(" ", text))
    if "*" in text or "_" in text or "`" in text:
        text = _EMPHASIS.sub("", text)
    return " ".join(text.split())


def furniture(lines: tuple[Line, ...], how: Layout) -> frozenset[int]:
    """The numbers of the lines that are furniture, by their words or by their shape."""
    rows = {n for n, line in enumerate(lines) if line.mark is Mark.ROW}
    found = {
        n
        for n, line in enumerate(lines)
        if n not in rows and is_furniture(line.text) and not _is_comma(line)
    }
    found |= {n for n in rows if not _SAYS.search(lines[n].text)}
    found |= set(_table_heads(lines))
    found |= set(_bare_links(lines))
    menus = set(_menus(lines, found))
    if not how.width:  # where lines are wrapped, a line without a stop is no headline
        found |= set(_other_stories(lines, menus))
    return frozenset(found | menus)


def _is_comma(line: Line) -> bool:
    """Whether a line is the punctuation after a link or emphasis that stood on its own line."""
    return not line.gap and line.text.strip("*_") in _COMMA


def _folded(text: str) -> str:
    return text.strip(_EDGES).casefold()


def _is_menu_in_a_line(text: str) -> bool:
    """A row of labels between bars or wide spaces ("Mail   Facebook   LinkedIn")."""
    pieces = [piece for piece in _PIECES.split(text.strip("| ")) if piece]
    return len(pieces) >= _LABELS_IN_A_LINE and all(_is_label(piece) for piece in pieces)


def _is_run_together(words: str) -> bool:
    """Labels between which the page had no blank ("RiskUkraine crisisEuropeRussia")."""
    seams = len(_SEAM.findall(words))
    return seams >= _LABELS and 2 * seams >= len(words.split()) and not ends_sentence(words)


def _is_label(text: str) -> bool:
    return len(text) <= _LABEL and len(text.split()) <= _LABEL_WORDS and not ends_sentence(text)


def _is_link(line: Line) -> bool:
    """Whether a line is a link or links alone, and no full sentence."""
    if len(line.text) > 4 * _LONGEST or "](" not in line.text or line.mark is Mark.HEADING:
        return False
    if _TO_SEND.match(line.text):
        return True
    return not _SAYS.search(_LINK.sub("", _IMAGE.sub("", line.text))) and not ends_sentence(
        unmarked(line.text)
    )


def _bare_links(lines: tuple[Line, ...]) -> Iterable[int]:
    """Lines of links that are no part of a paragraph: other pages, not this one."""
    links = [_is_link(line) for line in lines]
    for n, line in enumerate(lines):
        if not links[n]:
            continue
        before = line.gap or n == 0 or links[n - 1] or not _SAYS.search(lines[n - 1].text)
        last = n + 1 == len(lines)
        after = last or lines[n + 1].gap or links[n + 1] or lines[n + 1].mark is not Mark.NONE
        if line.mark is Mark.LIST or (before and after):
            yield n


def _menus(lines: tuple[Line, ...], known: set[int]) -> Iterable[int]:
    """Runs of labels, one to a line; what is furniture anyway may stand among them."""
    run: list[int] = []
    for n in range(len(lines) + 1):
        if n < len(lines) and (n in known or _may_be_menu(lines[n])):
            run.append(n)
            continue
        labels = [m for m in run if m not in known]
        if labels and labels[-1] == n - 1 and n < len(lines) and lines[n].ends_sentence:
            labels.pop()  # rather the heading of what follows
        words = sum(len(lines[m].text.split()) for m in labels)
        items = sum(lines[m].mark is Mark.LIST for m in labels)
        links = sum(lines[m].mark is Mark.LIST for m in run) - items
        # Short items of a list can be what the text is about, unless they stand among links.
        if (
            len(run) >= _LABELS
            and words <= _MEAN_WORDS * len(labels)
            and (not items or links >= items)
        ):
            yield from labels
        run = []


def _may_be_menu(line: Line) -> bool:
    return (
        line.mark in (Mark.NONE, Mark.LIST) and not line.quoted and _is_label(unmarked(line.text))
    )


def _other_stories(lines: tuple[Line, ...], menus: set[int]) -> Iterable[int]:
    """An announcement of other stories, and the headlines under it up to the next sentence."""
    announced = False
    for n, line in enumerate(lines):
        if n not in menus and len(line.text) <= _LONGEST and _announces(line.text):
            announced = True
            yield n
        elif announced:
            words = len(line.text.split())
            asks = unmarked(line.text[-40:]).endswith("?")
            announced = words <= _HEADLINE_WORDS and (asks or not line.ends_sentence)
            if line.mark is Mark.HEADING and not _is_link(line):
                announced = False
            if announced:
                yield n


def _announces(text: str) -> bool:
    words = _folded(unmarked(text))
    return words in _announcements() or bool(
        re.fullmatch(
            r"(?:popular|featured|more|latest|trending) (?:from|in|on) (?:\w+ ?){1,4}", words
        )
    )


def _table_heads(lines: tuple[Line, ...]) -> Iterable[int]:
    """The row of a table over its separating line: it names the columns and says nothing."""
    for n, (row, after) in enumerate(pairwise(lines)):
        if row.mark is after.mark is Mark.ROW and not after.gap and not _SAYS.search(after.text):
            yield n
