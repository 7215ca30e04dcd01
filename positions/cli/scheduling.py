"""The command that makes an edition every day by itself: schedule."""

from collections.abc import Sequence
from pathlib import Path

import click

from positions.cli.building import build
from positions.dossier import load_settings
from positions.errors import BadInput, Fault
from positions.model import Settings
from positions.schedule import (
    Job,
    cron_block,
    install,
    install_units,
    machine_zone,
    own_name,
    own_program,
    remove,
    remove_units,
    unit_folder,
    units,
)

_FOLDER = click.Path(path_type=Path)


@click.command(
    epilog="""\b
Examples:
  positions schedule seeds --output output --install
  positions schedule seeds --output output --daily 06:30 --systemd
  positions schedule seeds --output output --install -- --keep 60 --timeout 3600
  positions schedule seeds --remove"""
)
@click.argument("dossier", type=_FOLDER)
@click.argument("options", nargs=-1, metavar="[BUILD OPTIONS]...")
@click.option("--output", type=_FOLDER, help="The folder that is published in.")
@click.option(
    "--daily", metavar="HH:MM", help="The time of day; without it the schedule of dossier.yaml."
)
@click.option("--systemd", is_flag=True, help="A service and a timer of systemd, not cron's line.")
@click.option("--install", "puts", is_flag=True, help="Put it in the place where it runs.")
@click.option("--remove", "removes", is_flag=True, help="Take it out of there.")
@click.option("--mail", metavar="ADDRESS", help="Who hears of a failed run; you, if nobody else.")
@click.option(
    "--log", type=_FOLDER, help="The file that cron's runs are added to; else beside the output."
)
def schedule(
    dossier: Path,
    options: tuple[str, ...],
    output: Path | None,
    daily: str | None,
    mail: str | None,
    log: Path | None,
    *,
    systemd: bool,
    puts: bool,
    removes: bool,
) -> None:
    """Make an edition of a dossier every day by itself.

    Prints the line for your crontab that builds DOSSIER into the output folder, or the units of
    systemd, with every path written out. More options of `positions build` may stand at the
    end, after two hyphens. The time is meant in the time zone of dossier.yaml.
    """
    dossier = _absolute(dossier)
    if removes:
        if puts:
            raise click.UsageError("--install and --remove are two things; do one of them")
        found = remove_units(dossier) if systemd else remove(dossier)
        click.echo("Removed." if found else f"There was no job of {dossier}.", err=True)
        return
    if output is None:
        raise click.UsageError("Missing option '--output'.")
    _check_options(options)
    settings = _settings(dossier)
    at = daily or settings.schedule
    if not at:
        raise click.UsageError(
            "no time of day: give one by --daily 06:30, or as `schedule` in dossier.yaml"
        )
    output = _absolute(output)
    job = Job(
        program=own_program(),
        dossier=dossier,
        output=output,
        at=at,
        time_zone=settings.time_zone,
        mail=own_name() if mail is None else mail,
        log=_absolute(log) if log else output.with_name(f"{output.name}.log"),
        options=options,
    )
    if puts:
        _put(job, systemd=systemd)
    else:
        _print(job, systemd=systemd)
    if at != settings.schedule:
        click.echo(
            f'Write `schedule: "{at}"` in {dossier / "dossier.yaml"}, so that `positions status` '
            "tells when a run has not taken place.",
            err=True,
        )


def _put(job: Job, *, systemd: bool) -> None:
    if systemd:
        install_units(job)
        says, way = f"journalctl --user -t {job.name}", " --systemd"
    else:
        install(job, machine_zone())
        says, way = f"{job.log}", ""
    lines = [
        f"Installed: an edition every day at {job.at} ({job.time_zone}).",
        f"What it says:    {says}",
        f"How it went:     positions status {job.output}",
        f"To take it out:  positions schedule {job.dossier} --remove{way}",
    ]
    if systemd:
        lines.append(
            "It runs while you are logged in; to have it run always: loginctl enable-linger"
        )
    click.echo("\n".join(lines), err=True)


def _print(job: Job, *, systemd: bool) -> None:
    if systemd:
        folder = unit_folder()
        texts = [f"# {folder / name}\n{text}" for name, text in units(job).items()]
        click.echo("\n".join(texts), nl=False)
        by_hand = (
            "Put each part into the file that is named above it, then: systemctl --user "
            f"daemon-reload && systemctl --user enable --now {job.name}.timer"
        )
    else:
        click.echo(cron_block(job, machine_zone()), nl=False)
        by_hand = "Put this at the end of your crontab: crontab -e"
    click.echo(f"{by_hand}\nOr let it be done: the same command with --install.", err=True)


def _settings(dossier: Path) -> Settings:
    if not dossier.is_dir():
        what = "this is a file, not a folder" if dossier.exists() else "there is no such folder"
        raise BadInput(Fault(place=str(dossier), what=what, cure="Name the folder of a dossier."))
    return load_settings(dossier / "dossier.yaml", dossier.name)


def _check_options(options: Sequence[str]) -> None:
    """See now that `build` will take them, and not every morning."""
    above = click.get_current_context().parent
    given = build.make_context("build", [".", "--output", ".", *options], parent=above)
    templates = given.params["templates"]
    if templates and not templates.is_absolute():
        raise click.UsageError("write the folder of --templates from the root: /home/...")


def _absolute(path: Path) -> Path:
    """The path from the root, without a way back in it; links on the way stay."""
    return path.resolve() if ".." in path.parts else path.absolute()
