"""Where a quotation stands in its document: the exact characters, or nowhere.

A quotation is never moved to words that resemble it; `likely` only shows them to a person.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from positions.documents import sentences
from positions.model import Citation, Document

_WORD = re.compile(r"\w+")
_CANDIDATES = 12  # passages compared word by word; the others share too few words
_LONGEST = 400  # words of a passage that are compared
_ALIKE = 0.5  # share of the quotation's words that must come back in order
_CONTEXT = 40


def places(citation: Citation, text: str) -> tuple[int, ...]:
    """Where the quotation begins in the text: each place with exactly its words and context."""
    return tuple(
        start
        for start in _found(citation.quote, text)
        if text.endswith(citation.before, 0, start)
        and text.startswith(citation.after, start + len(citation.quote))
    )


def cite(document: Document, start: int, end: int) -> Citation:
    """The citation of a span, with as much context as tells it from its like.

    No context is kept where the words occur once, so that a change beside them is no loss.
    """
    text, width = document.text, 0
    while True:
        citation = Citation(
            document=document.id,
            quote=text[start:end],
            before=text[max(0, start - width) : start],
            after=text[end : end + width],
        )
        if width >= len(text) or len(places(citation, text)) == 1:
            return citation
        width = 2 * width or _CONTEXT


def likely(quote: str, document: Document) -> str:
    """The sentence of a document that most resembles a quotation; "" if none does."""
    start, end = likely_span(quote, document)
    return document.text[start:end]


def likely_span(quote: str, document: Document) -> tuple[int, int]:
    """Where that sentence stands; an empty span if there is none."""
    words = _WORD.findall(quote.casefold())
    wanted = frozenset(words)
    passages = _passages(document)
    near = sorted(range(len(passages)), key=lambda n: (-len(wanted & passages[n][1]), n))
    best, span = _ALIKE, (0, 0)
    for n in near[:_CANDIDATES]:
        start, end = passages[n][0]
        found = _WORD.findall(document.text[start:end].casefold())[:_LONGEST]
        matcher = SequenceMatcher(None, words, found, autojunk=False)
        kept = sum(block.size for block in matcher.get_matching_blocks())
        # Of two passages with the same words of the quotation, the one with less beside them.
        alike = kept / max(len(words), 1) + matcher.ratio() / 1000
        if kept and alike > best:
            best, span = alike, (start, end)
    return span


@lru_cache(maxsize=8)
def _passages(document: Document) -> tuple[tuple[tuple[int, int], frozenset[str]], ...]:
    spans = ((one.start, one.end) for one in sentences(document))
    return tuple(
        ((start, end), frozenset(_WORD.findall(document.text[start:end].casefold())))
        for start, end in spans
    )


def _found(quote: str, text: str) -> Iterator[int]:
    start = text.find(quote)
    while start >= 0:
        yield start
        start = text.find(quote, start + 1)
