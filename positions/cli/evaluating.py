"""The command that holds what is extracted against what people coded: evaluate."""

from pathlib import Path

import click

from positions.evaluation import data, table
from positions.pipeline.evaluating import compare_coders, evaluate_dossier
from positions.pipeline.opening import open_dossier
from positions.pipeline.remembering import Memory
from positions.rendering import evaluation_report as page

_PATH = click.Path(path_type=Path)


def _ids(_context: click.Context, _option: click.Parameter, value: str) -> tuple[str, ...]:
    return tuple(filter(None, (one.strip() for one in value.split(","))))


@click.command(
    epilog="""\b
Examples:
  positions evaluate seeds
  positions evaluate seeds gold.jsonl --misses
  positions evaluate seeds --coders anna.jsonl ben.jsonl --html agreement.html"""
)
@click.argument("dossier", type=_PATH)
@click.argument("gold", type=_PATH, required=False)
@click.option(
    "--coders", type=_PATH, nargs=2, metavar="A B", help="Compare two coders' files instead."
)
@click.option(
    "--documents",
    callback=_ids,
    default="",
    metavar="ID,ID",
    help="Documents that were read too, though nothing was coded in them.",
)
@click.option("--misses", is_flag=True, help="List what differs, with its sentences.")
@click.option("--json", "as_json", is_flag=True, help="Print it for a program.")
@click.option("--html", type=_PATH, metavar="FILE", help="Write it as a page, too.")
def evaluate(
    dossier: Path,
    gold: Path | None,
    coders: tuple[Path, Path] | None,
    documents: tuple[str, ...],
    html: Path | None,
    *,
    misses: bool,
    as_json: bool,
) -> None:
    """Measure how well positions are extracted.

    What is extracted from DOSSIER, before any decision, is held against GOLD, a file of
    coded positions in JSON lines; gold.jsonl in the dossier if none is named.
    """
    if coders and gold:
        raise click.UsageError("name GOLD or --coders, not both")
    memory = Memory()
    opened = open_dossier(dossier, memory)
    of = opened.codebook, opened.settings.title
    if coders:
        agreement = compare_coders(opened, *coders, empty=documents)
        if html:
            names = coders[0].name, coders[1].name
            page.write_report(page.render_coders(agreement, *of, names), html)
        text = (
            data.coders_json(agreement) if as_json else table.coders_table(agreement, misses=misses)
        )
    else:
        found = evaluate_dossier(opened, memory, gold, empty=documents)
        if html:
            page.write_report(page.render_evaluation(found, *of), html)
        text = (
            data.evaluation_json(found) if as_json else table.evaluation_table(found, misses=misses)
        )
    click.echo(text, nl=False)
