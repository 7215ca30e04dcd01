"""Addresses: of a cell on the page, and of a sentence in its source.

A cell keeps its address in every edition, so that a mail, a feed or a workbook can point at it.
"""

import re
from urllib.parse import quote, urlsplit

_PLAIN = re.compile(r"[A-Za-z0-9_-]")
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\x9f\"<>\\^`{|}]")
_SHORT = 12
"""Words up to which a quotation is put into an address whole; a longer one by both its ends."""

_ENDS = 5


def cell_anchor(party: str, issue: str) -> str:
    """The fragment that names a cell: "russia--territory"."""
    return f"{fragment(party)}--{fragment(issue)}"


def fragment(name: str) -> str:
    """A name as an `id` of a page: all but letters, digits, hyphen and underscore spelled out."""
    return "".join(c if _PLAIN.match(c) else f".{ord(c):x}" for c in name)


def web_address(url: str) -> str:
    """The address if it leads to the web (http or https, with a host), else ""."""
    try:
        parts = urlsplit(url)
        leads = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:  # such as an unclosed bracket around a host
        return ""
    return url if leads and not _UNSAFE.search(url) else ""


def quotation_address(url: str, quotation: str) -> str:
    """The address at which a browser opens the source at the quotation; "" if there is none.

    A long quotation is named by its first and last words, so that a source that broke a line or
    put a note in its middle is still found.
    """
    address = web_address(url)
    words = quotation.split()
    if not address or not words:
        return address
    if len(words) <= _SHORT:
        text = _encoded(" ".join(words))
    else:
        text = f"{_encoded(' '.join(words[:_ENDS]))},{_encoded(' '.join(words[-_ENDS:]))}"
    return f"{address}{'' if '#' in address else '#'}:~:text={text}"


def _encoded(text: str) -> str:
    # A hyphen, comma or ampersand has a meaning of its own in a text fragment.
    return quote(text, safe="", errors="replace").replace("-", "%2D")
