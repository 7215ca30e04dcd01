"""The commands that look at an output folder: status, verify."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from positions.errors import BadOutput, Fault

_FOLDER = click.Path(path_type=Path)


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
