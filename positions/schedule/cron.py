"""A job as a line of the user's crontab.

Two rules of cron shape the line. A `%` is the end of the command unless a backslash stands
before it; and whether a doubled backslash stays two is not the same from one cron to the next,
so that the line has none. The time of day is that of the machine; a job that is meant in another
zone looks at the clock of that zone itself, every quarter of an hour.
"""

import os
import re
import subprocess
from pathlib import Path

from positions.errors import BadInput, BadOutput, Fault
from positions.schedule.jobs import Job, check, job_name

_LONGEST = 998
"""Bytes of a command that every cron takes."""

_TOLD = 20
"""Lines of the log that a failed run is reported with."""

_LOCALTIME = Path("/etc/localtime")
_UTC = frozenset({"UTC", "UCT", "Zulu", "Universal", "Etc/UTC", "Etc/UCT", "Etc/Zulu"})


def cron_line(job: Job, machine: str = "") -> str:
    """The line that runs a job every day.

    A run adds its start and what it says to the log; the end of the log goes to cron, which
    mails it, only when the run fails.

    Args:
        job: what is run.
        machine: the time zone by which cron goes, "" if unknown (see `machine_zone`).

    Raises:
        BadInput: the job cannot be written as a line.
    """
    check(job)
    hour, minute = (int(part) for part in job.at.split(":"))
    log = _quoted(str(job.log))
    run = " ".join(_quoted(word) for word in job.command)
    # `$b` is a backslash, see `_quoted`; where there is none, the line does not name it.
    backslash = r"b=$(printf '\134'); " if '"$b"' in run + log else ""
    command = f"{backslash}{{ date +%FT%T%z; {run}; }} >>{log} 2>&1 || tail -n {_TOLD} {log}"
    if _same_zone(job.time_zone, machine):
        when = f"{minute} {hour} * * *"
    else:
        # Zones differ by whole quarters of an hour, and by others in summer than in winter.
        quarters = ",".join(str(one) for one in sorted((minute + 15 * n) % 60 for n in range(4)))
        when = f"{quarters} * * * *"
        command = f'[ "$(TZ={job.time_zone} date +%H:%M)" = {job.at} ] || exit 0; {command}'
    command = command.replace("%", r"\%")
    if len(command.encode()) > _LONGEST:
        raise BadInput(
            Fault(
                place=str(job.dossier),
                what=f"its line would be longer than the {_LONGEST} bytes that cron takes",
                cure="Move the folders to shorter paths, or use systemd's units.",
            )
        )
    return f"{when} {command}"


def cron_block(job: Job, machine: str = "") -> str:
    """The line with what cron needs to know before it, between two comments that mark it.

    Args:
        job: what is run.
        machine: as for `cron_line`.

    Raises:
        BadInput: the job cannot be written as a line.
    """
    begin, end = _marks(job.dossier)
    return (
        f"{begin}\n# {job.dossier}, every day at {job.at} ({job.time_zone})\n"
        f'SHELL=/bin/sh\nMAILTO="{job.mail}"\n{cron_line(job, machine)}\n{end}\n'
    )


def install(job: Job, machine: str = "", crontab: str | Path = "crontab") -> bool:
    """Put a job into the user's crontab, in the place of an older one of the same dossier.

    It goes to the end, where its settings change nothing for other lines.

    Args:
        job: what is run.
        machine: as for `cron_line`.
        crontab: the program by which a crontab is read and replaced.

    Returns:
        Whether the crontab is another than before.

    Raises:
        BadInput: the job cannot be written as a line.
        BadOutput: the crontab cannot be read or replaced.
    """
    block = cron_block(job, machine).encode()
    before = _read(crontab)
    if before.endswith(block):
        rest = before.removesuffix(block)
        if _marks(job.dossier)[0].encode() not in rest:
            return False
    rest = _without(before, job.dossier)
    if rest and not rest.endswith(b"\n"):
        rest += b"\n"
    _replace(crontab, rest + block)
    return True


def remove(dossier: Path, crontab: str | Path = "crontab") -> bool:
    """Take a dossier's job out of the user's crontab; every other byte stays.

    Args:
        dossier: its folder, absolute.
        crontab: the program by which a crontab is read and replaced.

    Returns:
        Whether there was one.

    Raises:
        BadOutput: the crontab cannot be read or replaced.
    """
    before = _read(crontab)
    after = _without(before, dossier)
    if after == before:
        return False
    _replace(crontab, after)
    return True


def machine_zone(localtime: Path = _LOCALTIME) -> str:
    """The time zone by which this machine and its cron go; "" if it cannot be told."""
    try:
        target = localtime.readlink()
    except OSError:
        return ""
    return target.as_posix().partition("zoneinfo/")[2]


def _quoted(word: str) -> str:
    """A word as the shell reads it, without a backslash that cron could take for its own."""
    quoted = word.replace("'", "'\"'\"'").replace("\\", "'\"$b\"'")
    return f"'{quoted}'"


def _same_zone(zone: str, machine: str) -> bool:
    return zone == machine or {zone, machine} <= _UTC


def _marks(dossier: Path) -> tuple[str, str]:
    name = job_name(dossier)
    return (
        f"# {name}: begin (written by `positions schedule`)",
        f"# {name}: end (add lines of your own above its begin)",
    )


def _without(crontab: bytes, dossier: Path) -> bytes:
    begin, end = (mark.encode() + b"\n" for mark in _marks(dossier))
    kept, inside = [], False
    for line in re.findall(rb"[^\n]*\n|[^\n]+", crontab):
        if line == begin:
            if inside:
                break
            inside = True
        elif line == end and inside:
            inside = False
        elif not inside:
            kept.append(line)
    if inside:
        raise BadOutput(
            Fault(
                place="crontab",
                what=f"the line {end.decode().strip()!r} is missing, so that nobody can tell "
                "where the job ends",
                cure="Remove the job by hand: crontab -e.",
            )
        )
    return b"".join(kept)


def _read(crontab: str | Path) -> bytes:
    done = _run(crontab, "-l")
    if done.returncode and b"no crontab for" in done.stderr:
        return b""
    if done.returncode:
        raise _refused("read", done.stderr)
    return done.stdout


def _replace(crontab: str | Path, content: bytes) -> None:
    done = _run(crontab, "-", content)
    if done.returncode:
        raise _refused("replace", done.stderr)


def _run(
    crontab: str | Path, argument: str, content: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - the program that the user named
            [str(crontab), argument],
            input=content,
            capture_output=True,
            check=False,
            env={**os.environ, "LC_ALL": "C"},  # its words are read
        )
    except OSError as error:
        raise BadOutput(
            Fault(
                place=str(crontab),
                what=f"the program cannot be started ({error.strerror})",
                cure="Install cron, or use systemd's units.",
            )
        ) from None


def _refused(what: str, said: bytes) -> BadOutput:
    told = " ".join(said.decode("utf-8", "replace").split()) or "it does not say why"
    return BadOutput(
        Fault(
            place="crontab",
            what=f"the system refuses to {what} it: {told}",
            cure="Ask whoever keeps this machine, or use systemd's units.",
        )
    )
