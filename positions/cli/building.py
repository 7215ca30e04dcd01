"""The commands that read a dossier: build, check, explain."""

import re
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

import click

from positions.cli.main import say
from positions.errors import BadInput, Fault, TimedOut
from positions.pipeline.running import Options, Progress, Run, run

if TYPE_CHECKING:  # what a run that finds nothing changed must not load
    from positions.model import Edition

_FOLDER = click.Path(path_type=Path)
_CHANGED = 10
_WEB = re.compile(r"https?://[!-.0-~][!-~]*\Z")
_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)


def _day(_context: click.Context, _option: click.Parameter, value: str) -> str:
    if not value:
        return ""
    from datetime import date

    try:
        if not _DAY.match(value):
            raise ValueError
        date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no day; write it like 2025-12-08") from None
    return value


def _watch(_context: click.Context, _option: click.Parameter, value: str) -> str:
    if value and not _WEB.match(value):
        raise click.BadParameter(f"{value!r} is no address that begins with http:// or https://")
    return value


@click.command(
    epilog="""\b
Examples:
  positions build seeds --output output
  positions build seeds --output output --as-of 2025-12-08
  positions build seeds --output output --quiet --exit-code   # in scripts: 10 is "changed" """
)
@click.argument("dossier", type=_FOLDER, default=".")
@click.option(
    "--output", type=_FOLDER, required=True, help="The folder to publish in; made if need be."
)
@click.option(
    "--as-of", callback=_day, default="", metavar="DAY", help="What was known on that day."
)
@click.option("--templates", type=_FOLDER, help="A folder with your own templates of the page.")
@click.option(
    "--accessible", is_flag=True, help="A workbook without frozen panes, filters and fills."
)
@click.option(
    "--paper",
    type=click.Choice(["A4", "Letter"]),
    default="A4",
    help="What the workbook prints on.",
)
@click.option("--strict", is_flag=True, help="Refuse to build if a document cannot be read.")
@click.option(
    "--keep", type=click.IntRange(min=1), metavar="N", help="Remove all but the N newest editions."
)
@click.option(
    "--keep-days",
    type=click.IntRange(min=1),
    metavar="N",
    help="Remove editions whose evidence ends more than N days before the current one's.",
)
@click.option("--exit-code", is_flag=True, help=f"Exit with {_CHANGED} if the edition is new.")
@click.option("--timeout", type=click.IntRange(min=1), metavar="SECONDS", help="Give up then.")
@click.option(
    "--ping",
    callback=_watch,
    default="",
    metavar="URL",
    help="A watch to tell how the run goes: URL/start, then URL, or URL/fail if it failed.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
@click.pass_context
def build(
    context: click.Context,
    dossier: Path,
    output: Path,
    as_of: str,
    templates: Path | None,
    paper: str,
    keep: int | None,
    keep_days: int | None,
    ping: str,
    *,
    accessible: bool,
    strict: bool,
    exit_code: bool,
    timeout: int | None,
    quiet: bool,
) -> None:
    """Build the edition of a dossier.

    DOSSIER is its folder, this one if none is named. Readers open matrix.xlsx and briefing.html
    in the output folder. An edition is published whole or not at all, and the one before stays
    until then. All editions are kept, unless --keep or --keep-days says how many; of the two
    limits, the one that keeps more. What readers see is always kept, and what it, or another
    that is kept, was compared with.
    """
    options = Options(
        as_of=as_of,
        templates=templates,
        accessible=accessible,
        paper=paper,
        strict=strict,
        keep=keep or 0,
        keep_days=keep_days or 0,
    )
    with (
        _pinged(ping, quiet=quiet),
        _time_limit(timeout, output),
        _progress(quiet=quiet) as progress,
    ):
        done = run(dossier, output, options, progress)
    if not quiet and done.edition and done.published:
        for path in done.published.set_aside:
            say(f"a file stood where a link belongs; it is now {path}")
        _tell_warnings(done.edition)
        say(_one_line(done, done.edition, output))
    elif not quiet:
        click.echo(f"Edition {done.id}: nothing has changed.{_removed(done)}", err=True)
    if exit_code and done.new:
        context.exit(_CHANGED)


@click.command(
    epilog="""\b
Example:
  positions check seeds"""
)
@click.argument("dossier", type=_FOLDER, default=".")
def check(dossier: Path) -> None:
    """Find everything that is wrong in a dossier.

    Looks at the codebook, the sources, the documents and the decisions of DOSSIER. All faults
    come in one report, each with its place and cure; exit code 65 if there are any.
    """
    from positions.pipeline.drafting import draft
    from positions.pipeline.opening import open_dossier
    from positions.pipeline.remembering import Memory

    memory = Memory()
    opened = open_dossier(dossier, memory)
    edition = draft(opened, memory).edition
    faults = [
        Fault(
            place=str(dossier / "documents" / one.path),
            what=f"it cannot be read: {one.reason}",
            cure="Mend it, or take it out of documents/.",
        )
        for one in edition.skipped
    ]
    faults += [
        Fault(
            place=f"{dossier / 'decisions.yaml'}, {o.decision.party}/{o.decision.issue}",
            what=f"its quotation is not in {o.citation.document} any more: {o.citation.quote!r}",
            cure=f"Decide again; likely now: {o.likely!r}." if o.likely else "Decide again.",
        )
        for o in edition.orphans
    ]
    if faults:
        raise BadInput(*faults)
    _tell_warnings(edition)
    click.echo(f"{dossier}: no fault in {_counts(edition)}.")


@click.command(
    epilog="""\b
Example:
  positions explain seeds russia territory"""
)
@click.argument("dossier", type=_FOLDER)
@click.argument("party")
@click.argument("issue")
@click.option(
    "--as-of", callback=_day, default="", metavar="DAY", help="What was known on that day."
)
@click.option("--json", "as_json", is_flag=True, help="Print it for a program.")
def explain(dossier: Path, party: str, issue: str, as_of: str, *, as_json: bool) -> None:
    """Print why a party stands where it stands.

    PARTY and ISSUE are ids of DOSSIER's codebook. The position, its statements, the chain of
    signs of each, the rule that found it, and the line of the source.
    """
    from positions.pipeline.drafting import draft
    from positions.pipeline.opening import open_dossier
    from positions.pipeline.remembering import Memory
    from positions.rendering import explaining

    memory = Memory()
    opened = open_dossier(dossier, memory)
    _known("party", party, [each.id for each in opened.codebook.parties])
    _known("issue", issue, [each.id for each in opened.codebook.issues])
    edition = draft(opened, memory, as_of).edition
    if as_json:
        import json

        told = explaining.explained(edition, party, issue)
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        click.echo(explaining.explain(edition, party, issue))


def _known(what: str, name: str, names: list[str]) -> None:
    if name not in names:
        raise click.UsageError(f"there is no {what} {name!r}; there are {', '.join(names)}")


def _tell_warnings(edition: "Edition") -> None:
    for warning in edition.warnings:
        say(f"warning: {warning}")
    for one in edition.skipped:
        say(f"warning: {one.path} was skipped: {one.reason}")
    for orphan in edition.orphans:
        decided = f"{orphan.decision.party}/{orphan.decision.issue}"
        say(
            f"warning: the decision on {decided} has lost its quotation in "
            f"{orphan.citation.document}; `positions check` says more"
        )


def _counts(edition: "Edition") -> str:
    from positions.rendering.labels import count_words

    filled = sum(position.stance != "none" for position in edition.positions)
    return (
        f"{count_words(len(edition.documents), 'document')}, "
        f"{count_words(len(edition.statements), 'statement')}, "
        f"{filled} of {len(edition.positions)} cells filled"
    )


def _one_line(done: Run, edition: "Edition", output: Path) -> str:
    from positions.rendering.labels import count_words

    moved = "the first one here"
    if edition.changes is not None:
        shifts = sum(change.kind == "shift" for change in edition.changes)
        others = count_words(len(edition.changes) - shifts, "other change")
        moved = f"{count_words(shifts, 'shift')} and {others}"
    shown = done.published is not None and done.published.current
    place = output / "briefing.html" if shown else output / "editions" / edition.id
    return (
        f"Edition {edition.id}: {_counts(edition)}; {moved}. "
        f"Read anew {done.read}, extracted anew {done.extracted}."
        f"{_removed(done)} See {place}"
    )


def _removed(done: Run) -> str:
    if not done.removed:
        return ""
    from positions.rendering.labels import count_words

    return f" Removed {count_words(len(done.removed), 'older edition')}."


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Progress | None]:
    """Says how far a long reading is, on a terminal and once a second at the most."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    told = monotonic()
    shown = False

    def tell(done: int, of: int) -> None:
        nonlocal told, shown
        if monotonic() - told >= 1:
            told, shown = monotonic(), True
            click.echo(f"\r{done} of {of} documents read", nl=False, err=True)

    yield tell
    if shown:
        click.echo("\r\x1b[K", nl=False, err=True)


@contextmanager
def _pinged(url: str, *, quiet: bool) -> Iterator[None]:
    """Tell a watch how the run within goes, if there is one; nothing else uses the network."""
    if not url:
        yield
        return
    from positions.pipeline.pinging import pinged

    def warn(what: str) -> None:
        if not quiet:
            say(f"warning: {what}")

    with pinged(url, warn):
        yield


@contextmanager
def _time_limit(seconds: int | None, output: Path) -> Iterator[None]:
    """Stop what runs within when its time is up, in the way that every error stops it."""

    def stop(_signal: int, _frame: FrameType | None) -> NoReturn:
        cure = "Give it more time by --timeout; the edition before is as it was."
        what = f"the build took longer than {seconds} seconds"
        raise TimedOut(Fault(place=str(output), what=what, cure=cure))

    if seconds is None:
        yield
        return
    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
