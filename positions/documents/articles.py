"""What the bytes of one file say: a text, and what the text says about itself.

Plain text and Markdown stay as they are, character for character. A text may begin with
four lines (title, publisher, address, date) and a blank one.
"""

import re
from dataclasses import dataclass

from positions.documents.dates import date_of
from positions.documents.decoding import decode

_ADDRESS = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
_LONGEST_DATE = 60  # characters
_UNKNOWN = frozenset({"", "-", "–", "—", "unknown", "n/a"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text and its own metadata, "" where it gives none.

    Attributes:
        body: where the article begins, after the header lines if there are any.
    """

    text: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    date: str = ""
    body: int = 0


def plain(data: bytes) -> Article:
    """The article in a plain text or Markdown file; Unreadable if it is no text."""
    text = decode(data)
    return _with_header(text) or Article(text=text)


def is_address(text: str) -> bool:
    """Whether the whole text is an address of the web."""
    return bool(_ADDRESS.fullmatch(text))


def _with_header(text: str) -> Article | None:
    """The article, if its text begins with the four lines and a blank one."""
    lines, body = [], 0
    for _ in range(5):
        line = _line(text, body)
        body += len(line)
        lines.append(" ".join(line.split()))
    title, publisher, address, stated, blank = lines
    if not title or blank:
        return None
    date = date_of(stated)
    # Strict, because a mistake would hide four lines of an article: an address or a date
    # must be there, or both lines must say in a word that it is not known.
    if is_address(address):
        fits = bool(date) or stated.lower() in _UNKNOWN or _is_like_date(stated)
    elif date:
        fits = address.lower() in _UNKNOWN
    else:
        fits = all(line and line.lower() in _UNKNOWN for line in (address, stated))
    if not fits:
        return None
    return Article(
        text=text,
        title=title,
        publisher="" if publisher.lower() in _UNKNOWN else publisher,
        url=address if is_address(address) else "",
        date=date,
        body=body,
    )


def _is_like_date(line: str) -> bool:
    """Whether a line under an address is a date that we cannot read ("01/02/2025")."""
    return len(line) <= _LONGEST_DATE and any(char.isdigit() for char in line)


def _line(text: str, start: int) -> str:
    """The line of a text that begins at a place, with its end."""
    # The first line may be all of a large file, so that it is looked at in growing pieces.
    size = 1000
    while True:
        piece = text[start : start + size].splitlines(keepends=True)
        if len(piece) > 1 or start + size >= len(text):
            return piece[0] if piece else ""
        size *= 4
