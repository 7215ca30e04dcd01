"""Characters that a reader could not see, or that would deceive one: written out."""

import re

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Control characters, marks that turn the direction of writing, and what is no character."""

_BREAKS = re.compile("[\t\n\r\u2028\u2029]+")


def visible(text: str) -> str:
    """A text in which characters that would not show are written out, as in "[U+202E]"."""
    if not _HIDDEN.search(text):
        return text
    return _HIDDEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def on_one_line(text: str) -> str:
    """The same on one line; a break of the line becomes a space."""
    return _BREAKS.sub(" ", visible(text))
