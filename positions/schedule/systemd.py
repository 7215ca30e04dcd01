"""A job as a service and a timer of systemd, and a second service that tells of a failed run.

They serve a user's own systemd and the machine's alike. What a run says goes to the journal,
under the name of the job.
"""

import re
from collections.abc import Iterable, Mapping

from positions.schedule.jobs import Job, check

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
