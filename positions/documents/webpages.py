"""Saved web pages to articles: trafilatura finds the article, and its tree becomes plain text.

The text is written the way a person would type it (a heading after "# ", an item after
"- ", a row between bars), so that pages and text files are divided by the same rules.
"""

import logging
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from positions.documents.articles import Article, is_address
from positions.documents.dates import date_of
from positions.documents.decoding import Unreadable, decode

Element = Any  # of lxml, which has no types

_CHARSET = re.compile(
    rb"""<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*["']?([\w-]{1,40})""",
    re.IGNORECASE,
)
# Without a last date the library takes today's and refuses what is later: the same page
# would be read differently tomorrow. Its extensive search guesses from copyright lines.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}
# Beyond some five seconds the library's time grows with the square of the page.
_MOST_TAGS = 100_000
_INLINE = frozenset({"code", "del", "graphic", "hi", "ref", "span"})
_MARKS = {"head": "# ", "item": "- ", "row": "| "}
_CLOSE = frozenset({"- ", "| "})  # marks of lines that follow one another without a blank one


def web_page(data: bytes) -> Article:
    """The article on a saved page; Unreadable if there is none."""
    declared = _CHARSET.search(data[:4096])
    html = decode(data, declared[1].decode("ascii") if declared else "")
    if not html.strip():
        return Article(text="")
    if (tags := html.count("<")) > _MOST_TAGS:
        raise Unreadable(f"too large: {tags} tags, and the limit is {_MOST_TAGS}")
    found = _found(html, fast=True) or _found(html, fast=False)
    text = _text(found.body) if found is not None else ""
    if not text:
        raise Unreadable("no article was found on the page")
    url = (found.url or "").strip()
    return Article(
        text=text,
        title=_one_line(found.title or ""),
        publisher=_one_line(found.sitename or ""),
        url=url if is_address(url) else "",
        date=date_of(found.date or ""),
    )


def _found(html: str, *, fast: bool) -> Any:
    """What the library finds on a page, or None; without `fast` it tries other ways as well."""
    try:
        return _extraction()(
            html,
            fast=fast,
            favor_precision=True,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            date_extraction_params=_DATES,
        )
    except Exception as error:  # noqa: BLE001 - whatever a broken page breaks in the library, it is the page
        raise Unreadable(f"its HTML cannot be parsed ({type(error).__name__})") from None


@cache
def _extraction() -> Callable[..., Any]:
    """The library's extraction, told to keep its log to itself: what it refuses, we list."""
    from trafilatura import bare_extraction

    for library in ("trafilatura", "htmldate"):
        logging.getLogger(library).setLevel(logging.CRITICAL + 1)
    return bare_extraction


def _text(body: Element) -> str:
    """The paragraphs of an article's tree, each with its mark, and blank lines between them."""
    lines = [*_lines(body), ("", "")]
    return "".join(
        f"{mark}{words}\n" if mark == after and mark in _CLOSE else f"{mark}{words}\n\n"
        for (mark, words), (after, _) in pairwise(lines)
    )


def _lines(part: Element, mark: str = "") -> Iterator[tuple[str, str]]:
    """The lines in an element, each with its mark; an element within it is a line of its own."""
    words: list[str] = []
    for piece in _pieces(part):
        if isinstance(piece, str):
            words.append(piece)
            continue
        if line := _one_line("".join(words)):
            yield mark, line
        words = []
        if piece is not None:
            yield from (
                _rows(piece) if piece.tag == "table" else _lines(piece, _MARKS.get(piece.tag, mark))
            )
    if line := _one_line("".join(words)):
        yield mark, line


def _pieces(part: Element) -> Iterator[Any]:
    """The text in an element, the elements that are lines of their own, and None for a break."""
    yield part.text or ""
    broken = False
    for child in part:
        tail = child.tail or ""
        if child.tag == "lb":  # one is a space, two are a new paragraph
            yield None if broken else " "
        elif child.tag in _INLINE:
            yield from _pieces(child)
        else:
            yield child
        broken = child.tag == "lb" and not tail.strip()
        yield tail


def _rows(table: Element) -> Iterator[tuple[str, str]]:
    for number, row in enumerate(table.iter("row")):
        cells = [" ".join(words for _, words in _lines(cell)).replace("|", "/") for cell in row]
        if any(cells):
            yield "| ", " | ".join(cells) + " |"
            if number == 0 and all(cell.get("role") == "head" for cell in row):
                yield "| ", " | ".join("---" for _ in cells) + " |"


def _one_line(text: str) -> str:
    return " ".join(text.split())
