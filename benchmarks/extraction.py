"""How fast the extractor is, against a warm spaCy pipeline on the same text and phrases.

The peer is a blank English pipeline with the sentencizer and a PhraseMatcher for every phrase
of the codebook: it finds words, and takes no stand. The extractor's own search for its phrases,
without all that follows, is reported beside it. Rounds are interleaved, medians are printed.
"""

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import spacy
from spacy.matcher import PhraseMatcher

from positions import codebook
from positions.documents import read_all
from positions.extraction import Extractor
from positions.extraction.normal import normal
from positions.extraction.vocabulary import Vocabulary
from positions.extraction.words import split
from positions.model import Codebook, Document

ROOT = Path(__file__).parent.parent
ROUNDS = 7


def phrases(book: Codebook) -> list[str]:
    """Everything that the codebook wants found, as it is written there."""
    found: list[str] = []
    for party in book.parties:
        found += [*party.aliases, *party.adjectives]
        for actor in party.actors:
            found += [*actor.aliases, *actor.titles]
    for bystander in book.bystanders:
        found += bystander.aliases
    for issue in book.issues:
        for term in issue.terms:
            found += [*term.words, *term.near]
    return list(dict.fromkeys(found))


def corpus() -> tuple[Document, ...]:
    """The seeds and the articles that we wrote."""
    folders = (ROOT / "seeds/documents", ROOT / "tests/extraction/articles")
    return tuple(d for folder in folders for d in read_all(folder, None).documents)


def rounds(*ways: Callable[[], object]) -> Iterator[list[float]]:
    """The seconds of each way in one round after another."""
    for way in ways:
        way()
    for _ in range(ROUNDS):
        taken = []
        for way in ways:
            begun = time.perf_counter()
            way()
            taken.append(time.perf_counter() - begun)
        yield taken


def growth(extractor: Extractor, documents: tuple[Document, ...]) -> None:
    """Seconds for texts of several sizes and for text that is meant to hurt."""
    sample = documents[0]
    prose = " ".join(d.text for d in documents)
    times = 5_000_000 // len(prose) + 1
    hostile = {
        "1 MB of prose": (prose * times)[:1_000_000],
        "2 MB of prose": (prose * times)[:2_000_000],
        "5 MB of prose": (prose * times)[:5_000_000],
        "a sentence of 100,000 characters": "Russia rejects the ceasefire and " * 3030,
        "100,000 quotation marks": "“Russia” " * 50_000,
        "100,000 negations": "not " * 100_000,
        "100,000 names": "Russia, " * 100_000,
        "100,000 terms": "ceasefire " * 100_000,
    }
    for name, text in hostile.items():
        block = replace(sample.blocks[0], start=0, end=len(text))
        document = replace(sample, text=text, blocks=(block,))
        begun = time.perf_counter()
        extractor.statements(document)
        print(f"{name:34} {len(text) / 1e6:5.2f} MB  {time.perf_counter() - begun:6.2f} s")


def main() -> int:
    """Measure and print."""
    book = codebook.load(ROOT / "seeds/codebook.yaml")
    documents = corpus()
    megabytes = sum(len(d.text.encode()) for d in documents) / 1e6
    extractor, vocabulary = Extractor(book), Vocabulary(book)
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    matcher = PhraseMatcher(pipeline.vocab, attr="LOWER")
    matcher.add("phrase", [pipeline.make_doc(phrase) for phrase in phrases(book)])

    def ours() -> None:
        for document in documents:
            extractor.statements(document)

    def peer() -> None:
        for document in documents:
            read = pipeline(document.text)
            list(read.sents)
            matcher(read)

    def scan() -> None:
        for document in documents:
            text = normal(document.text)
            vocabulary.places(split(text.folded, 0, len(text.folded)), text)

    taken = list(rounds(ours, peer, scan))
    names = ("extraction", "spaCy sentencizer + PhraseMatcher", "our search for phrases alone")
    print(f"{len(documents)} documents, {megabytes:.2f} MB, {len(phrases(book))} phrases")
    for place, name in enumerate(names):
        seconds = statistics.median(row[place] for row in taken)
        print(f"{name:34} {megabytes / seconds:6.2f} MB/s")
    ratio = statistics.median(row[1] / row[0] for row in taken)
    print(f"speed of extraction, spaCy = 1: {ratio:.2f}")
    growth(extractor, documents)
    return 0


if __name__ == "__main__":
    sys.exit(main())
