"""The commands by which analysts decide: review, decide, log."""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from positions.errors import BadInput, BadOutput, Fault

if TYPE_CHECKING:
    from positions.model import Position
    from positions.pipeline.opening import Dossier
    from positions.review.draft import Draft
    from positions.review.importing import Plan
    from positions.review.terminal import Step

_FOLDER = click.Path(path_type=Path)


def _day(_context: click.Context, _option: click.Parameter, value: str) -> str:
    from positions.review.answers import as_day

    if value and not as_day(value):
        raise click.BadParameter(f"{value!r} is no day; write it like 2025-12-08")
    return as_day(value)


_who = click.option("--who", default="", metavar="NAME", help="Who decides.")
_when = click.option(
    "--when", callback=_day, default="", metavar="DAY", help="The day of the decision, else today."
)


@click.command(
    epilog="""\b
Examples:
  positions review seeds --file review.xlsx
  positions review seeds --import review.xlsx --dry-run
  positions review seeds --next --who "Mia Lund" """
)
@click.argument("dossier", type=_FOLDER, default=".")
@click.option(
    "--file",
    type=_FOLDER,
    default="review.xlsx",
    show_default=True,
    help="Where to write the workbook to fill in.",
)
@click.option("--import", "sent", type=_FOLDER, metavar="FILE", help="A workbook filled in.")
@click.option("--dry-run", is_flag=True, help="With --import: say what would be done, no more.")
@click.option(
    "--apply-rest",
    is_flag=True,
    help="With --import: add the good rows though others conflict or are refused.",
)
@click.option("--next", "in_terminal", is_flag=True, help="Decide here, one statement at a time.")
@click.option(
    "--output",
    type=_FOLDER,
    help="The folder with the last edition; cells that would differ from it come first.",
)
@_who
@_when
def review(
    dossier: Path,
    file: Path,
    sent: Path | None,
    output: Path | None,
    who: str,
    when: str,
    *,
    dry_run: bool,
    apply_rest: bool,
    in_terminal: bool,
) -> None:
    """Ask the analysts what they make of the statements.

    Writes a workbook with everything that is to be decided in DOSSIER, the most pressing
    first; what is decided is never asked again. Or reads such a workbook back: every row is
    told of, and nothing is written if an answer would be lost.
    """
    if sent and in_terminal:
        raise click.UsageError("--import and --next are two ways; choose one")
    if (dry_run or apply_rest) and not sent:
        raise click.UsageError("--dry-run and --apply-rest belong to --import")
    if sent:
        _import(dossier, sent, who, when, dry_run=dry_run, rest=apply_rest)
    elif in_terminal:
        _ask(dossier, output, who, when)
    else:
        _export(dossier, file, output)


def _export(path: Path, file: Path, output: Path | None) -> None:
    from positions.rendering.labels import count_words
    from positions.review.queue import queue
    from positions.review.workbook_out import write_review

    dossier, draft = _drafted(path)
    asked = queue(draft, _published(output))
    write_review(file, draft, asked, dossier.settings.title)
    click.echo(file)
    statements = count_words(len(asked.statements), "statement")
    cells = count_words(len(asked.cells), "cell")
    click.echo(f"{statements} and {cells} to decide. Then: --import {file}", err=True)


def _import(path: Path, sent: Path, who: str, when: str, *, dry_run: bool, rest: bool) -> None:
    from positions.curation import content_of
    from positions.review.importing import carry_out, plan, refuse_loss
    from positions.review.workbook_in import read_workbook

    filled = read_workbook(sent)
    analyst = who or filled.analyst
    if not analyst.strip():
        cure = "Write the name beside 'Analyst' on the first sheet, or give it by --who."
        raise BadInput(Fault(place=str(sent), what="nobody is named who decided", cure=cure))
    decisions = _decisions_file(path)
    known = content_of(decisions)
    dossier, draft = _drafted(path)
    made = plan(draft, filled, analyst.strip(), when or _today(dossier))
    for line in made.lines:
        if line.what:
            click.echo(line)
    click.echo(_summary(made), err=True)
    if not dry_run:
        carry_out(made, decisions, known, rest=rest)
    elif rest:
        click.echo("Nothing was written.", err=True)
    else:
        refuse_loss(made)
        click.echo("Nothing was written; nothing would be lost.", err=True)


def _summary(made: "Plan") -> str:
    from positions.review.importing import Outcome

    counts = [(sum(line.outcome is kind for line in made.lines), kind) for kind in Outcome]
    return ", ".join(f"{number} {kind}" for number, kind in counts if number) or "no rows"


def _ask(path: Path, output: Path | None, who: str, when: str) -> None:
    from positions.curation import content_of
    from positions.rendering.labels import count_words
    from positions.review.deciding import Desk
    from positions.review.queue import queue
    from positions.review.terminal import HELP, begin, converse

    if not who.strip():
        raise click.UsageError("--next needs --who, the name of who decides")
    if not sys.stdin.isatty():
        raise click.UsageError("--next needs a terminal; in scripts use `positions decide`")
    decisions = _decisions_file(path)
    carry_out = _carrying_out(decisions, content_of(decisions))
    dossier, draft = _drafted(path)
    desk = Desk.of(draft, who.strip(), when or _today(dossier))
    click.echo(HELP)
    session = begin(queue(draft, _published(output)))
    ended = converse(session, draft, desk, _key, click.echo, carry_out)
    click.echo(f"{count_words(len(ended.made), 'statement')} decided.", err=True)


def _key() -> str:
    try:
        return click.getchar()
    except EOFError:
        return "q"


def _carrying_out(decisions: Path, known: bytes) -> Callable[["Step"], None]:
    """What writes each step at once, as long as nobody else decides meanwhile."""
    from positions.curation import append, content_of, take_back

    def carry_out(step: "Step") -> None:
        nonlocal known
        if step.add:
            append(decisions, [step.add], known)
        if step.take_back:
            take_back(decisions, step.take_back)
        known = content_of(decisions)

    return carry_out


@click.command(
    epilog="""\b
Examples:
  positions decide talks s0f27896723ab accept --who "Mia Lund"
  positions decide talks north/river oppose --text "Rejects it." --who "Mia Lund"
  positions decide talks first add --quote "the words" --holder north --issue river \\
    --stance oppose --who "Mia Lund" """
)
@click.argument("dossier", type=_FOLDER)
@click.argument("subject")
@click.argument("decision")
@click.option("--stance", default="", help="The stance of a statement that is recoded or added.")
@click.option("--issue", default="", help="The issue of a statement that is recoded or added.")
@click.option("--holder", default="", help="The party, or the actor of one, whose stance it is.")
@click.option("--quote", default="", help="The words of a statement to add.")
@click.option("--text", default="", help="The sentence for a cell.")
@click.option("--as-of", default="", metavar="DAY", help="Decide a cell on what was there then.")
@click.option("--note", default="", help="Why.")
@_who
@_when
def decide(
    dossier: Path,
    subject: str,
    decision: str,
    stance: str,
    issue: str,
    holder: str,
    quote: str,
    text: str,
    as_of: str,
    note: str,
    who: str,
    when: str,
) -> None:
    """Decide one thing, from a script.

    SUBJECT is the id of a statement (DECISION: accept, reject, recode, unsure), a cell as
    party/issue (DECISION: its stance), or a document to which a missed statement is added
    (DECISION: add).
    """
    from positions.curation import append, content_of
    from positions.review.answers import Answer, Refusal
    from positions.review.deciding import Desk, on_subject
    from positions.review.log import said

    if not who.strip():
        raise click.UsageError("--who is missing, the name of who decides")
    decisions = _decisions_file(dossier)
    known = content_of(decisions)
    opened, draft = _drafted(dossier)
    desk = Desk.of(draft, who.strip(), when or _today(opened))
    answer = Answer(
        decision=decision,
        stance=stance,
        issue=issue,
        holder=holder,
        quote=quote,
        text=text,
        as_of=as_of,
        note=note,
    )
    made = on_subject(draft, desk, subject, answer)
    if isinstance(made, Refusal):
        raise click.UsageError(f"{made.what}. {made.cure}")
    if made:
        append(decisions, [made], known)
        click.echo(f"{made.party}/{made.issue}: {said(made)}")
    else:
        click.echo("So it is decided already; nothing was changed.", err=True)


@click.command(
    epilog="""\b
Examples:
  positions log seeds
  positions log seeds russia territory"""
)
@click.argument("dossier", type=_FOLDER)
@click.argument("party", required=False, default="")
@click.argument("issue", required=False, default="")
@click.option("--json", "as_json", is_flag=True, help="Print it for a program.")
def log(dossier: Path, party: str, issue: str, *, as_json: bool) -> None:
    """Print who decided what, when and why.

    The newest comes first. With PARTY and ISSUE, ids of DOSSIER's codebook, only what was
    decided on this cell and on the statements in it. Decisions that a later one replaced, and
    those made under an older wording of the proposition, are marked.
    """
    from positions.pipeline.opening import open_dossier
    from positions.pipeline.remembering import Memory
    from positions.review.log import line
    from positions.review.log import log as decided

    opened = open_dossier(dossier, Memory())
    _check_known("party", party, [each.id for each in opened.codebook.parties])
    _check_known("issue", issue, [each.id for each in opened.codebook.issues])
    if party and not issue:
        raise click.UsageError("name the issue, too, or neither")
    entries = decided(opened.decisions, opened.codebook, (party, issue) if party else None)
    if as_json:
        told = [asdict(entry) for entry in entries]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for entry in entries:
            click.echo(line(entry))


def _check_known(what: str, name: str, names: list[str]) -> None:
    if name and name not in names:
        raise click.UsageError(f"there is no {what} {name!r}; there are {', '.join(names)}")


def _drafted(path: Path) -> "tuple[Dossier, Draft]":
    """A dossier as it is now, and what the next edition would show of it."""
    from positions.pipeline.drafting import draft
    from positions.pipeline.opening import open_dossier
    from positions.pipeline.remembering import Memory
    from positions.review.draft import Draft

    memory = Memory()
    opened = open_dossier(path, memory)
    made = draft(opened, memory)
    edition = made.edition
    return opened, Draft.of(edition.codebook, edition.documents, made.proposed, made.decisions)


def _published(output: Path | None) -> "tuple[Position, ...]":
    """The positions that readers see now."""
    if output is None:
        return ()
    from positions.publishing.editions import current
    from positions.publishing.records import load

    name = current(output)
    if not name:
        what, cure = "there is no edition here", "Name the folder that `positions build` writes to."
        raise BadOutput(Fault(place=str(output), what=what, cure=cure))
    return load(output, name).positions


def _decisions_file(dossier: Path) -> Path:
    from positions.pipeline.opening import DECISIONS

    return dossier / DECISIONS


def _today(dossier: "Dossier") -> str:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo(dossier.settings.time_zone)).date().isoformat()
