"""A dossier and coded gold -> how well the extractor does; two coders -> how far they agree."""

from collections.abc import Collection
from pathlib import Path

from positions.aggregation import document_positions
from positions.evaluation import (
    CoderAgreement,
    Evaluation,
    agreement_of_coders,
    check_known,
    evaluate,
    load_gold,
)
from positions.pipeline.opening import Dossier
from positions.pipeline.remembering import Memory

GOLD = "gold.jsonl"


def evaluate_dossier(
    dossier: Dossier, memory: Memory, gold: Path | None = None, *, empty: Collection[str] = ()
) -> Evaluation:
    """Hold what is extracted from a dossier, before any decision, against coded gold.

    The gold is `gold.jsonl` in the dossier if no other file is named; `empty` lists the
    documents that were read and hold no position.

    Raises:
        BadInput: with all faults of the gold at once.
    """
    documents = dossier.reading.documents
    check_known(empty, documents, "--documents")
    records = load_gold(gold or dossier.path / GOLD, dossier.codebook, documents)
    scored = {record.document for record in records} | set(empty)
    statements = memory.statements(
        [document for document in documents if document.id in scored],
        dossier.codebook,
        lambda _done: None,
    )
    positions = document_positions(statements)
    return evaluate(records, positions, statements, dossier.codebook, empty=empty)


def compare_coders(
    dossier: Dossier, a: Path, b: Path, *, empty: Collection[str] = ()
) -> CoderAgreement:
    """Hold the files of two coders of a dossier's documents against each other.

    `empty` lists the documents that both read, though not both recorded a position.

    Raises:
        BadInput: with all faults of a coder's file at once.
    """
    documents = dossier.reading.documents
    check_known(empty, documents, "--documents")
    first, second = (
        load_gold(each, dossier.codebook, documents, one_coder=True) for each in (a, b)
    )
    return agreement_of_coders(first, second, dossier.codebook, empty=empty)
