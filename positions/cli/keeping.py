"""The commands that look at what has been published: diff, status, verify."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from positions.errors import BadOutput, Fault

_FOLDER = click.Path(path_type=Path)


@click.command(
    epilog="""\b
Examples:
  positions diff 2025-12-08 2025-12-21 --output output
  positions diff yesterday/output output --format markdown"""
)
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--output", type=_FOLDER, help="The output folder that keeps A and B.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help="Text, as for an e-mail; Markdown; or JSON for a program.",
)
def diff(before: str, after: str, output: Path | None, form: str) -> None:
    """Print what moved between two editions.

    A and B are the folders of editions, or output folders, whose current editions are meant;
    with --output also ids of editions, or as much of an id as no other begins with, such as its
    day. Each change comes with the sentences that make it.
    """
    from positions.publishing.comparing import compare_folders, find
    from positions.rendering.comparison import as_data, as_markdown, as_text

    found = compare_folders(find(before, output), find(after, output))
    if form == "json":
        click.echo(json.dumps(as_data(found), ensure_ascii=False, indent=2))
    else:
        click.echo(as_text(found) if form == "text" else as_markdown(found))
    if found.before.evidence_date > found.after.evidence_date:
        click.echo("warning: B is of an earlier day than A; what is told is looking back", err=True)


@click.command(
    epilog="""\b
Example:
  positions status output || mail -s "positions" desk@example.org < output/status.json"""
)
@click.argument("output", type=_FOLDER)
@click.option("--json", "as_json", is_flag=True, help="Print it for a program.")
@click.pass_context
def status(context: click.Context, output: Path, *, as_json: bool) -> None:
    """Print how the last run went.

    Says whether the last run into OUTPUT changed the edition, found nothing changed or failed,
    and whether a run that was due did not take place. Exit code 1 if the last run failed or
    one is overdue.
    """
    from positions.publishing.status import State, read_status

    found = read_status(output)
    if found is None:
        cure = "Name the folder that `positions build` writes to."
        raise BadOutput(Fault(place=str(output), what="no run has left a status here", cure=cure))
    state = found.state(datetime.now(UTC).isoformat())
    if as_json:
        told = {"state": state.value, **asdict(found)}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        lines = {
            "state": state.value,
            "edition": found.edition,
            "evidence through": found.evidence_through,
            "last run": found.last_run,
            "last success": found.last_success,
            "last change": found.last_change,
            "next expected": found.next_expected,
            "counts": ", ".join(f"{number} {name}" for name, number in found.counts.items()),
            "skipped": ", ".join(f"{one['path']} ({one['reason']})" for one in found.skipped),
            "error": found.error,
        }
        for name, value in lines.items():
            if value:
                click.echo(f"{name:17} {value}")
    if state in (State.FAILED, State.OVERDUE):
        context.exit(1)


@click.command(
    epilog="""\b
Example:
  positions verify output"""
)
@click.argument("output", type=_FOLDER)
def verify(output: Path) -> None:
    """Check that everything published is as it was.

    Hashes every file of every edition kept in OUTPUT, and looks every quotation up in the
    archived bytes of its source. Exit code 1 if anything is amiss.
    """
    from positions.publishing.verifying import verify as verify_output
    from positions.rendering.labels import count_words

    found = verify_output(output)
    click.echo(
        f"{found.found} of {count_words(found.quotations, 'quotation')} found in the sources; "
        f"{count_words(found.files, 'file')} in {count_words(found.editions, 'edition')} hashed"
    )
    if found.faults:
        raise BadOutput(*found.faults)
