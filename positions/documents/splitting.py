"""The blocks of a document cut into its sentences."""

from positions.documents.furniture import after_run_in, is_furniture
from positions.documents.stops import spans
from positions.model import BlockKind, Document, Sentence

_PROMPT = 200  # characters; a longer sentence may hold a prompt and the article's own words


def sentences(document: Document) -> tuple[Sentence, ...]:
    """The sentences of a document in order, furniture and header left out.

    A sentence stands in one block, and neither begins nor ends with white space.
    """
    found: list[Sentence] = []
    heading: tuple[int, int] | None = None  # of the section
    question: tuple[int, int] | None = None  # of the answer
    for number, block in enumerate(document.blocks):
        if block.kind is BlockKind.FURNITURE:
            continue
        if block.kind is BlockKind.HEADING:
            heading = question = None
        if block.kind is BlockKind.QUESTION:
            question = None
        for start, end in spans(document.text, block.start, block.end):
            begin = start
            # In a text that is all one line, furniture shows only sentence by sentence.
            if block.kind in (BlockKind.PROSE, BlockKind.LIST):
                begin = after_run_in(document.text, start, end)
                if end - begin <= _PROMPT and is_furniture(document.text[begin:end]):
                    continue
            found.append(
                Sentence(
                    start=begin,
                    end=end,
                    kind=block.kind,
                    block=number,
                    heading=question or heading,
                )
            )
        if block.kind is BlockKind.HEADING:
            heading = (block.start, block.end)
        if block.kind is BlockKind.QUESTION:
            question = (block.start, block.end)
    return tuple(found)
