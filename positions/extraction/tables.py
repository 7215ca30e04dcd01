"""The tables of lemminflect, of which only those lines are read that are asked for.

The library understands every line of both tables before it answers for the first word, which
takes longer than reading a short dossier; and it loads spaCy wherever that is installed.
"""

import gzip
import sys
from bisect import bisect_left
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import Any


class _NoSpacy(MetaPathFinder):
    """Says that there is no spaCy, into which the library would hook itself."""

    def find_spec(self, fullname: str, *_: Any) -> None:
        if fullname == "spacy":
            raise ModuleNotFoundError(fullname)


_no_spacy = _NoSpacy()
sys.meta_path.insert(0, _no_spacy)
try:
    from lemminflect import (
        Inflections,
        Lemmatizer,
        getAllInflections,
        getAllInflectionsOOV,
        getAllLemmas,
    )
    from lemminflect.codecs.InflectionLUCodec import InflectionLUCodec
    from lemminflect.codecs.LemmaLUCodec import LemmaLUCodec
    from lemminflect.codecs.OverridesCodec import OverridesCodec
    from lemminflect.core.LexicalUtils import categoryToUPos
finally:
    sys.meta_path.remove(_no_spacy)

__all__ = ["getAllInflections", "getAllInflectionsOOV", "getAllLemmas", "inflections", "lemmas"]

_Line = dict[str, tuple[str, ...]]


class Forms(dict[str, tuple[str, ...]]):
    """The forms of a word by their kinds; the library copies them each time that it is asked."""

    def __deepcopy__(self, _: object) -> "Forms":
        return Forms(self)


class Table:
    """A table of words and their forms, as the library asks for it.

    Attributes:
        read: what the library understands a line to say.
        own: what it knows of words beside the table.
        better: what it answers in place of both.
    """

    def __init__(
        self,
        file: Path,
        read: Callable[[str], _Line],
        own: Mapping[str, _Line],
        better: Mapping[str, _Line],
    ) -> None:
        self.lines = sorted(gzip.decompress(file.read_bytes()).decode().splitlines())
        self.read = read
        self.own = own
        self.better = better

    def get(self, word: str, default: _Line) -> _Line:
        """The forms of a word by their kinds."""
        if word in self.own:
            return Forms(self.own[word])
        begin = f"{word},"
        found = Forms()
        at = bisect_left(self.lines, begin)
        while at < len(self.lines) and self.lines[at].startswith(begin):
            found.update(self.read(self.lines[at]))
            at += 1
        return found or default

    def answer(self, word: str) -> _Line:
        """What the library answers for a word in small letters, without its many copies."""
        found = {**self.get(word, {}), **self.better.get(word, {})}
        return {kind: tuple(form.lower() for form in forms) for kind, forms in found.items()}


def _inflections(line: str) -> _Line:
    forms: _Line = InflectionLUCodec.fromString(line)[2]
    return forms


def _lemmas(line: str) -> _Line:
    _, category, forms = LemmaLUCodec.fromString(line)
    return {categoryToUPos(category): forms}


_INFLECTIONS = Table(
    Path(Inflections().infl_lu_fn),
    _inflections,
    InflectionLUCodec.updateForAuxMod({}),
    OverridesCodec.load(Inflections().overrides_fn),
)
_LEMMAS = Table(
    Path(Lemmatizer().lemma_lu_fn), _lemmas, {}, OverridesCodec.load(Lemmatizer().overrides_fn)
)
# Where a release of the library keeps its tables otherwise, it goes on reading them itself.
Inflections().infl_dict = _INFLECTIONS
Lemmatizer().lemma_dict = _LEMMAS


@lru_cache(maxsize=1 << 12)
def inflections(word: str) -> Mapping[str, tuple[str, ...]]:
    """The forms of a word by their Penn tags."""
    known: Mapping[str, tuple[str, ...]] = (
        _INFLECTIONS.answer(word) if word == word.lower() else getAllInflections(word)
    )
    return known


def lemmas(word: str) -> Mapping[str, tuple[str, ...]]:
    """What a word in small letters can be a form of, by part of speech."""
    return _LEMMAS.answer(word)
