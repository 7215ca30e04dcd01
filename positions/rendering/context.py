"""The words around a quotation: what stands before and after it in its document."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from positions.documents import sentences
from positions.model import Document, Sentence, Statement

_LONGEST = 300
"""Characters shown on each side at most; a transcript may have a sentence of pages."""

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What stands around a quotation, white space made single, "" at an end of the document.

    Both keep the space, if any, that parts them from the quotation, so that the three can be
    set one after the other.

    Attributes:
        before: the rest of the quotation's own sentence and the sentence before it.
        after: the same on the other side.
    """

    before: str = ""
    after: str = ""


def contexts(
    documents: Iterable[Document], statements: Iterable[Statement]
) -> Mapping[str, Context]:
    """The context of every statement by its id, with one sentence on each side."""
    spans: dict[str, list[Statement]] = {}
    for statement in statements:
        spans.setdefault(statement.document, []).append(statement)
    found: dict[str, Context] = {}
    for document in documents:
        wanted = spans.get(document.id)
        if not wanted:
            continue
        split = _sentences(document)
        starts = [sentence.start for sentence in split]
        ends = [sentence.end for sentence in split]
        for statement in wanted:
            found[statement.id] = _around(document.text, split, starts, ends, statement)
    return found


@lru_cache(maxsize=256)
def _sentences(document: Document) -> tuple[Sentence, ...]:
    """The sentences of a document, for the workbook and for the page; enough of most dossiers."""
    return sentences(document)


def _around(
    text: str,
    split: tuple[Sentence, ...],
    starts: list[int],
    ends: list[int],
    statement: Statement,
) -> Context:
    first = bisect_right(ends, statement.start)  # the first sentence that ends after the start
    last = bisect_left(starts, statement.end) - 1  # the last one that starts before the end
    before, after = [], []
    if first > 0:
        before += [text[split[first - 1].start : split[first - 1].end], " "]
    if first < len(split) and split[first].start < statement.start:
        before.append(text[split[first].start : statement.start])
    if 0 <= last < len(split) and statement.end < split[last].end:
        after.append(text[statement.end : split[last].end])
    if last + 1 < len(split):
        after += [" ", text[split[last + 1].start : split[last + 1].end]]
    return Context(before=_last_words("".join(before)), after=_first_words("".join(after)))


def _last_words(text: str) -> str:
    words = _single_spaced(text).lstrip()
    return words if len(words) <= _LONGEST else "… " + words[-_LONGEST:].partition(" ")[2]


def _first_words(text: str) -> str:
    words = _single_spaced(text).rstrip()
    return words if len(words) <= _LONGEST else words[:_LONGEST].rpartition(" ")[0] + " …"


def _single_spaced(text: str) -> str:
    return _SPACES.sub(" ", text)
