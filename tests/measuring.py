"""The extractor on coded text that is in the project: seeds, invented articles and sentences."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from positions import codebook
from positions.aggregation import document_positions
from positions.documents import read_all
from positions.documents.blocks import divide
from positions.evaluation import Evaluation, coding, evaluate, load_gold
from positions.extraction import Extractor
from positions.model import Document

HERE = Path(__file__).parent / "extraction"
SEEDS = Path(__file__).parents[1] / "seeds"
_TOLD = "2026-02"  # when the sentences are told, so that 1994 is long ago

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Record = tuple[str, str, str | None]
"""Party, issue and stance, as coders write it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A short text: the records that a coder makes of it, and what comes out.

    Attributes:
        phenomenon: what a test sentence is about; of a report, where it is from.
        read: whether the rules were written with the text in sight.
    """

    phenomenon: str
    read: bool = True
    text: str
    expected: frozenset[Record]
    found: frozenset[Record]

    @property
    def right(self) -> bool:
        """Exactly the expected records come out."""
        return self.found == self.expected


def seeds() -> Evaluation:
    """The five articles of the first dossier."""
    return _evaluation(SEEDS / "documents", SEEDS / "gold.jsonl", SEEDS / "sources.csv")


def articles() -> Evaluation:
    """The ten articles that were invented for these tests."""
    return _evaluation(HERE / "articles", HERE / "articles.jsonl", None)


@cache
def sentences() -> tuple[Sentence, ...]:
    """The sentences of one phenomenon each."""
    return _coded("sentences.yaml")


@cache
def reports() -> tuple[Sentence, ...]:
    """What reporters write, in one sentence or a few."""
    return _coded("reports.yaml")


def _coded(name: str) -> tuple[Sentence, ...]:
    cases = yaml.load((HERE / name).read_text(encoding="utf-8"), _Loader)  # noqa: S506 - a safe one
    return tuple(
        Sentence(
            phenomenon=case.get("phenomenon") or case["from"],
            read=case.get("read", True),
            text=case["text"],
            expected=frozenset(
                (each["party"], each["issue"], _CODINGS[each["stance"]]) for each in case["expect"]
            ),
            found=_found(case["text"]),
        )
        for case in cases
    )


_CODINGS = {"support": "support", "conditional": "mixed", "oppose": "oppose"}


@cache
def _extractor() -> Extractor:
    return Extractor(codebook.load(SEEDS / "codebook.yaml"))


@cache
def _evaluation(folder: Path, gold: Path, sources: Path | None) -> Evaluation:
    documents = read_all(folder, sources).documents
    extractor = _extractor()
    records = load_gold(gold, extractor.codebook, documents)
    statements = [each for document in documents for each in extractor.statements(document)]
    positions = document_positions(statements)
    return evaluate(records, positions, statements, extractor.codebook)


def _found(text: str) -> frozenset[Record]:
    document = Document(
        id="one", title="", date=_TOLD, path="", sha256="", text=text, blocks=divide(text, 0)
    )
    positions = document_positions(_extractor().statements(document))
    return frozenset((each.party, each.issue, coding(each.stance)) for each in positions)
