"""Count how often each rule of extraction is right, and write the counts into the package.

python tests/rule_counts.py DOCUMENTS GOLD [DOCUMENTS GOLD ...]

DOCUMENTS is a folder of documents, GOLD the file of what was coded in them; the counts of
several pairs are added up. Documents count that the gold names, and those that are listed as
holding no position. Give text that the rules were not written from. The counts go to
positions/extraction/confidence.yaml, from which every statement has its confidence; since the
confidence of rules decides which of two speaks for a sentence, count again while they change.
"""

import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import click
import yaml

import measuring
from positions import codebook
from positions.documents import read_all
from positions.errors import BadInput
from positions.evaluation import Count, load_gold, rule_counts
from positions.extraction import Extractor

FILE = Path(__file__).parents[1] / "positions" / "extraction" / "confidence.yaml"

_PATH = click.Path(exists=True, path_type=Path)


@click.command(help=__doc__)
@click.argument("pairs", metavar="DOCUMENTS GOLD ...", nargs=-1, type=_PATH)
@click.option("--codebook", "book", type=_PATH, default=measuring.SEEDS / "codebook.yaml")
@click.option("--documents", default="", metavar="ID,ID", help="Those that hold no position.")
def main(pairs: tuple[Path, ...], book: Path, documents: str) -> None:
    """Count over all pairs and write the file."""
    if not pairs or len(pairs) % 2:
        raise click.UsageError("name folders of documents, each with its file of gold")
    extractor = Extractor(codebook.load(book))
    empty = set(filter(None, documents.split(",")))
    total: dict[str, Count] = {}
    coded, seen = 0, set[str]()
    for folder, gold in zip(pairs[::2], pairs[1::2], strict=True):
        read = read_all(folder, None).documents
        records = load_gold(gold, extractor.codebook, read)
        scored = {record.document for record in records} | empty
        kept = [document for document in read if document.id in scored]
        statements = [each for document in kept for each in extractor.statements(document)]
        total = added(total, rule_counts(records, statements, empty=empty))
        coded += len(records)
        seen |= {f"{folder}/{document.id}" for document in kept}
    if unread := empty - {name.rpartition("/")[2] for name in seen}:
        raise click.UsageError(f"no folder has the documents {', '.join(sorted(unread))}")
    new = text_of(total, len(seen), coded)
    changed = new != FILE.read_text(encoding="utf-8")
    FILE.write_text(new, encoding="utf-8")
    click.echo(f"{FILE.name}: {len(total)} rules, {'changed' if changed else 'as it was'}")


def added(a: Mapping[str, Count], b: Mapping[str, Count]) -> dict[str, Count]:
    """The counts of two codings together."""
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for counts in (a, b):
        right.update({rule: count.right for rule, count in counts.items()})
        of.update({rule: count.of for rule, count in counts.items()})
    return {rule: Count(right=right[rule], of=of[rule]) for rule in sorted(of)}


def text_of(counts: Mapping[str, Count], texts: int, coded: int) -> str:
    """The content of confidence.yaml; see positions/extraction/confidence.py."""
    head = (
        "# How many of a rule's statements were right, of how many; tests/rule_counts.py counts.\n"
        f"# Counted in {texts} documents with {coded} coded positions.\n"
    )
    content = {rule: {"right": one.right, "of": one.of} for rule, one in counts.items()}
    return head + yaml.safe_dump(content, sort_keys=False, default_flow_style=None)


if __name__ == "__main__":
    try:
        main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BadInput as error:
        sys.exit(str(error))
