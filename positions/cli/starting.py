"""The commands that fill a dossier: init, add."""

from pathlib import Path

import click

_FOLDER = click.Path(path_type=Path)


def _date(_context: click.Context, _option: click.Parameter, value: str) -> str:
    from positions.documents.dates import is_date

    if value and not is_date(value):
        raise click.BadParameter(f"{value!r} is no date; write 2025-12-01, 2025-12 or 2025")
    return value


def _url(_context: click.Context, _option: click.Parameter, value: str) -> str:
    from positions.documents.articles import is_address

    if value and not is_address(value):
        raise click.BadParameter(f"{value!r} is no address; it begins with http:// or https://")
    return value


def _tier(_context: click.Context, _option: click.Parameter, value: str) -> str:
    from positions.model import Tier

    if value and value not in list(Tier):
        raise click.BadParameter(f"{value!r} is none of {', '.join(Tier)}")
    return value


@click.command(
    epilog="""\b
Example:
  positions init talks
  positions build talks --output output"""
)
@click.argument("folder", type=_FOLDER)
def init(folder: Path) -> None:
    """Make a dossier to start from in FOLDER.

    It is a small invented one that builds at once; put your own negotiation in its place.
    """
    from positions.pipeline.starting import start_dossier

    for path in start_dossier(folder):
        click.echo(path)
    click.echo(f"Now: positions build {folder} --output output", err=True)


@click.command(
    epilog="""\b
Example:
  positions add talks report.txt --date 2025-12-08 --publisher "Halm Gazette" \\
    --url https://gazette.example/report"""
)
@click.argument("dossier", type=_FOLDER)
@click.argument("file", type=_FOLDER)
@click.option("--date", callback=_date, default="", help="Of the document: day, month or year.")
@click.option("--publisher", default="", help="Who published it.")
@click.option("--url", callback=_url, default="", help="Where it was published.")
@click.option("--title", default="", help="Its title, if not the first line.")
@click.option(
    "--tier",
    callback=_tier,
    default="",
    help="What kind of source it is: proposal text, on record, reported, unnamed, comment.",
)
@click.option("--note", default="", help="What a colleague should know of it.")
def add(
    dossier: Path,
    file: Path,
    date: str,
    publisher: str,
    url: str,
    title: str,
    tier: str,
    note: str,
) -> None:
    """Add a document to DOSSIER, with its row in sources.csv.

    FILE is a text, a Markdown file or a saved web page; it is copied. If anything is wrong
    with it, nothing is changed.
    """
    from positions.pipeline.adding import Known, add_document

    known = Known(date=date, publisher=publisher, url=url, title=title, tier=tier, note=note)
    document = add_document(dossier, file, known)
    dated = document.date or "no date (give it by --date, or in sources.csv)"
    click.echo(f"{document.id}: {document.title} ({document.words} words, {dated})")
    if document.duplicate_of:
        click.echo(f"It is a copy of {document.duplicate_of} and will count once.", err=True)
