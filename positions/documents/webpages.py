"""Saved web pages to articles: trafilatura finds the article, and its tree becomes plain text.

The text is written the way a person would type it (a heading after "# ", an item after
"- ", a row between bars), so that pages and text files are divided by the same rules.
"""

import re
from collections.abc import Iterator
from typing import Any

from positions.documents.articles import Article, is_address
from positions.documents.dates import date_of
from positions.documents.decoding import Unreadable, decode

Element = Any  # of lxml, which has no types

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w-]{1,40})""", re.IGNORECASE)
# Without a last date the library takes today's and refuses what is later: the same page
# would be read differently tomorrow. Its extensive search guesses from copyright lines.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}


def web_page(data: bytes) -> Article:
    """The article on a saved page; Unreadable if there is none."""
    from trafilatura import bare_extraction

    declared = _CHARSET.search(data[:4096])
    html = decode(data, declared[1].decode("ascii") if declared else "")
    if not html.strip():
        return Article(text="")
    try:
        found: Any = bare_extraction(
            html,
            favor_precision=True,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            date_extraction_params=_DATES,
        )
    except Exception as error:  # noqa: BLE001 - whatever a broken page breaks in the library, it is the page
        raise Unreadable(f"its HTML cannot be parsed ({type(error).__name__})") from None
    text = "".join(_paragraphs(found.body)) if found is not None else ""
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


def _paragraphs(body: Element) -> Iterator[str]:
    """The paragraphs of an article's tree, each with its mark and the blank line after it."""
    for part in body:
        match part.tag:
            case "head":
                yield from _marked("# ", part)
            case "list":
                items = [line for item in part for line in _marked("- ", item, end="\n")]
                if items:
                    yield "".join((*items, "\n"))
            case "table":
                rows = list(_rows(part))
                if rows:
                    yield "".join((*rows, "\n"))
            case "quote" if len(part) and not (part.text or "").strip():
                yield from _paragraphs(part)
            case _:
                yield from _marked("", part)


def _marked(mark: str, part: Element, end: str = "\n\n") -> Iterator[str]:
    if words := _words(part):
        yield f"{mark}{words}{end}"


def _rows(table: Element) -> Iterator[str]:
    for number, row in enumerate(table.iter("row")):
        cells = [_words(cell).replace("|", "/") for cell in row]
        if any(cells):
            yield f"| {' | '.join(cells)} |\n"
            if number == 0 and all(cell.get("role") == "head" for cell in row):
                yield f"|{'---|' * len(cells)}\n"


def _words(part: Element) -> str:
    """The words in an element; a line break in a paragraph of the page is a space."""
    for line_break in part.iter("lb"):
        line_break.tail = " " + (line_break.tail or "")
    return _one_line("".join(part.itertext()))


def _one_line(text: str) -> str:
    return " ".join(text.split())
