"""A job as a service and a timer of systemd, and a second service that tells of a failed run.

They serve a user's own systemd and the machine's alike. What a run says goes to the journal,
under the name of the job.
"""

import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from positions.errors import BadOutput, Fault
from positions.publishing.disk import faults_at, put_file
from positions.schedule.jobs import Job, check, job_name

_PLAIN = re.compile(r"[A-Za-z0-9_/.:=@,+-]+")
_REFUSED = re.compile(r"[\\\"']")
"""Characters that systemd refuses in the path of a program, though not in an argument."""


def units(job: Job) -> Mapping[str, str]:
    """The units by the names of their files.

    Raises:
        BadInput: the job cannot be written down.
    """
    check(job)
    name = job.name
    telling = f"{name}-failed.service"
    found = {
        f"{name}.service": _unit(
            ("Unit", f"Description={_described(job, 'a new edition')}"),
            ("Unit", f"OnFailure={telling}" if job.mail else ""),
            ("Service", "Type=oneshot"),
            ("Service", _start(_program(job))),
            ("Service", f"SyslogIdentifier={name}"),
        ),
        f"{name}.timer": _unit(
            ("Unit", f"Description={_described(job, 'an edition every day')}"),
            ("Timer", f"OnCalendar=*-*-* {job.at}:00 {job.time_zone}"),
            ("Timer", "Persistent=true"),
            ("Install", "WantedBy=timers.target"),
        ),
    }
    if job.mail:
        found[telling] = _unit(
            ("Unit", f"Description={_described(job, 'tells that a run failed')}"),
            ("Service", "Type=oneshot"),
            ("Service", _start(_telling(job))),
            ("Service", f"SyslogIdentifier={name}"),
        )
    return found


def unit_folder() -> Path:
    """Where a user's own units stand."""
    base = Path(os.environ.get("XDG_CONFIG_HOME", ""))
    return (base if base.is_absolute() else Path.home() / ".config") / "systemd" / "user"


def install_units(job: Job, systemctl: str | Path = "systemctl") -> tuple[Path, ...]:
    """Put a job's units among the user's own, in the place of older ones, and start the timer.

    Args:
        job: what is run.
        systemctl: the program by which systemd is told.

    Returns:
        The files written.

    Raises:
        BadInput: the job cannot be written down.
        BadOutput: the files cannot be written, or systemd refuses to take them.
    """
    wanted = units(job)
    folder = unit_folder()
    with faults_at(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for path in _installed(job.dossier):
            if path.name not in wanted:
                path.unlink()
        for name, text in wanted.items():
            put_file(folder / name, text.encode())
    _tell(systemctl, "daemon-reload")
    _tell(systemctl, "enable", "--now", f"{job.name}.timer")
    return tuple(folder / name for name in wanted)


def remove_units(dossier: Path, systemctl: str | Path = "systemctl") -> bool:
    """Stop the timer of a dossier's job and remove its units from the user's own.

    Args:
        dossier: its folder, absolute.
        systemctl: the program by which systemd is told.

    Returns:
        Whether there were any.

    Raises:
        BadOutput: the files cannot be removed, or systemd refuses to let them go.
    """
    found = _installed(dossier)
    if not found:
        return False
    _tell(systemctl, "disable", "--now", f"{job_name(dossier)}.timer")
    with faults_at(unit_folder()):
        for path in found:
            path.unlink()
    _tell(systemctl, "daemon-reload")
    return True


def _installed(dossier: Path) -> tuple[Path, ...]:
    """The units of a dossier's job that stand among the user's own."""
    name = job_name(dossier)
    places = [unit_folder() / f"{name}{end}" for end in (".service", ".timer", "-failed.service")]
    return tuple(path for path in places if path.exists())


def _tell(systemctl: str | Path, *words: str) -> None:
    """Tell the user's own systemd something; BadOutput if it refuses."""
    command = [str(systemctl), "--user", *words]
    try:
        done = subprocess.run(  # noqa: S603 - the program that the user named
            command, capture_output=True, check=False, stdin=subprocess.DEVNULL
        )
        said = " ".join(done.stderr.decode("utf-8", "replace").split()) or "it does not say why"
        refused = bool(done.returncode)
    except OSError as error:
        said, refused = f"it cannot be started: {error.strerror}", True
    if refused:
        raise BadOutput(
            Fault(
                place=str(systemctl),
                what=f"systemd refuses `systemctl {' '.join(command[1:])}` ({said})",
                cure="Log in as the user who is to run the job and try again, or use cron.",
            )
        )


def _program(job: Job) -> tuple[str, ...]:
    """The command of the job, in a form that systemd takes."""
    if _REFUSED.search(job.program[0]):
        return ("/bin/sh", "-c", 'exec "$@"', "sh", *job.command)
    return job.command


def _telling(job: Job) -> tuple[str, ...]:
    """The command that mails the end of the journal to whoever is to hear of a failure."""
    script = (
        '{ echo "To: $1"; echo "Subject: $2 failed"; echo; '
        'journalctl --no-pager -n 20 -t "$2"; } | "$(command -v sendmail || '
        'echo /usr/sbin/sendmail)" -t'
    )
    return ("/bin/sh", "-c", script, "sh", job.mail, job.name)


def _unit(*lines: tuple[str, str]) -> str:
    """The text of a unit from lines and their sections, the empty left out."""
    sections: dict[str, list[str]] = {}
    for section, line in lines:
        if line:
            sections.setdefault(section, []).append(line)
    return "\n".join(
        "".join(f"{line}\n" for line in (f"[{section}]", *held))
        for section, held in sections.items()
    )


def _start(words: Iterable[str]) -> str:
    # The colon: a dollar sign is no variable.
    return f"ExecStart=:{' '.join(_quoted(word) for word in words)}"


def _described(job: Job, what: str) -> str:
    # The path comes first: a backslash at the end of a line would join it with the next.
    return f"{job.dossier}: {what}".replace("%", "%%")


def _quoted(word: str) -> str:
    """A word of a command as systemd reads it."""
    word = word.replace("%", "%%")
    if _PLAIN.fullmatch(word):
        return word
    word = word.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{word}"'
