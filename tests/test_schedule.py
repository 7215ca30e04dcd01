"""The daily run: what cron and systemd start is the program with the paths it was given."""

import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from positions.errors import BadInput, BadOutput
from positions.schedule import (
    Job,
    cron_block,
    cron_line,
    install,
    machine_zone,
    own_program,
    remove,
    units,
)

ZONE = "Europe/Brussels"
HOSTILE = (
    "plain",
    "with blanks  two",
    "100% sure",
    "50%% \\% \\\\% \\",
    "it's",
    'a "quoted" name',
    "$HOME ${HOME} $(touch x) `touch x`",
    "; touch x #",
    "--output",
    "*?[a-z]~!&|<>()",
    "a\\nb \\134 \\x41",
    "%h %n %%",
    "dossier, ä 🇺🇦 досьє",
    "  padded  ",
)


@pytest.fixture
def job(tmp_path: Path) -> Job:
    program = script(tmp_path / "positions", RECORDER)
    return a_job(tmp_path, str(program))


def a_job(folder: Path, program: str) -> Job:
    return Job(
        program=(program,),
        dossier=folder / "seeds",
        output=folder / "output",
        at="06:30",
        time_zone=ZONE,
        mail="desk@ministry.example",
        log=folder / "positions.log",
    )


# Notes down how it was started, says something, and exits as it is told to.
RECORDER = """\
printf '%s\\0' "$@" > "$RECORD"
echo "Edition built."
echo "warning: one document was skipped" >&2
exit "${CODE:-0}"
"""
CLOCK = """\
case "$1" in
+%H:%M) echo "$TZ" >> "$RECORD.zone"; echo "$CLOCK" ;;
*) echo 2025-04-14T06:30:00+0200 ;;
esac
"""


def script(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}", encoding="utf-8")
    path.chmod(0o755)
    return path


# Cron


def as_cron_hands_it_over(line: str, *, doubled: bool) -> str:
    """The command that cron gives to the shell; some turn a doubled backslash into one."""
    command, found, escaped = line.split(" ", 5)[5], "", False
    for character in command:
        if escaped and (character == "%" or (doubled and character == "\\")):
            found = found[:-1]
        assert character != "%" or escaped, "cron ends the command here"
        found += character
        escaped = character == "\\" and not escaped
    return found


def run_line(
    line: str, folder: Path, *, doubled: bool = True, **settings: str
) -> tuple[list[str], subprocess.CompletedProcess[str]]:
    """What the program was started with, "" if it was not, and what cron would mail."""
    record = folder / "record"
    clock = script(folder / "bin" / "date", CLOCK)
    done = subprocess.run(
        ["/bin/sh", "-c", as_cron_hands_it_over(line, doubled=doubled)],
        env={
            "PATH": f"{clock.parent}:/usr/bin:/bin",
            "RECORD": str(record),
            "CLOCK": "06:30",
            **settings,
        },
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    started = record.read_text(encoding="utf-8").split("\0")[:-1] if record.exists() else []
    return started, done


def test_the_line_runs_the_build_at_the_time_of_day(job: Job, tmp_path: Path) -> None:
    line = cron_line(job, ZONE)
    assert line.split(" ")[:5] == ["30", "6", "*", "*", "*"]
    started, done = run_line(line, tmp_path)
    assert started == ["build", str(job.dossier), "--output", str(job.output)]
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("doubled", [True, False], ids=["cron", "cronie"])
@pytest.mark.parametrize("name", HOSTILE)
def test_the_line_starts_the_program_with_the_very_paths(
    tmp_path: Path, name: str, *, doubled: bool
) -> None:
    folder = tmp_path / name
    program = script(folder / "bin" / "positions", RECORDER)
    job = replace(
        a_job(folder, str(program)),
        dossier=folder / name,
        output=folder / f"{name}{name}",
        log=folder / f"{name}.log",
        options=("--timeout", "3600", name),
    )
    started, done = run_line(cron_line(job, ZONE), tmp_path, doubled=doubled)
    assert started == [
        *("build", str(job.dossier), "--output", str(job.output)),
        *("--timeout", "3600", name),
    ]
    assert (done.stdout, done.stderr) == ("", "")
    assert "Edition built." in job.log.read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted({"bin", "record", name})


@settings(max_examples=50)
@given(
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=40),
    st.booleans(),
)
def test_no_name_of_a_folder_leads_the_line_astray(name: str, doubled: bool) -> None:  # noqa: FBT001
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        program = script(folder / "positions", RECORDER)
        job = replace(a_job(folder, str(program)), dossier=Path(f"/{name}"))
        started, _ = run_line(cron_line(job, ZONE), folder, doubled=doubled)
        assert started == ["build", str(job.dossier), "--output", str(job.output)]
        assert shlex.split(service(units(job))["ExecStart"])[0] == f":{program}"
        assert as_systemd_reads(service(units(job))["ExecStart"]) == list(job.command)


def test_a_run_that_went_well_is_in_the_log_and_in_no_mail(job: Job, tmp_path: Path) -> None:
    for _ in range(2):
        _, done = run_line(cron_line(job, ZONE), tmp_path)
        assert done.stdout == ""
    assert job.log.read_text() == (
        "2025-04-14T06:30:00+0200\nEdition built.\nwarning: one document was skipped\n" * 2
    )


def test_a_run_that_failed_is_mailed_with_the_end_of_the_log(job: Job, tmp_path: Path) -> None:
    job.log.write_text("old\n" * 100)
    _, done = run_line(cron_line(job, ZONE), tmp_path, CODE="65")
    assert done.stdout.splitlines()[-3:] == [
        "2025-04-14T06:30:00+0200",
        "Edition built.",
        "warning: one document was skipped",
    ]
    assert len(done.stdout.splitlines()) == 20


@pytest.mark.parametrize(
    ("at", "zone", "minutes"),
    [
        ("06:30", "Europe/Brussels", "0,15,30,45"),
        ("06:07", "Asia/Kathmandu", "7,22,37,52"),
        ("23:59", "UTC", "14,29,44,59"),
    ],
)
@pytest.mark.parametrize("machine", ["", "America/New_York"])
def test_a_job_of_another_zone_runs_when_the_clock_there_says_so(
    job: Job, tmp_path: Path, at: str, zone: str, minutes: str, machine: str
) -> None:
    line = cron_line(replace(job, at=at, time_zone=zone), machine)
    assert line.startswith(f"{minutes} * * * * ")
    assert run_line(line, tmp_path, CLOCK="11:11")[0] == []
    started, done = run_line(line, tmp_path, CLOCK=at)
    assert started[0] == "build"
    assert (done.stdout, done.stderr) == ("", "")
    assert (tmp_path / "record.zone").read_text() == f"{zone}\n{zone}\n"


@pytest.mark.parametrize(
    ("zone", "machine"), [("UTC", "Etc/UTC"), ("Etc/UTC", "UTC"), (ZONE, ZONE)]
)
def test_a_job_of_the_machines_own_zone_needs_no_look_at_the_clock(
    job: Job, zone: str, machine: str
) -> None:
    assert cron_line(replace(job, time_zone=zone), machine).startswith("30 6 * * * { date ")


def test_the_zone_of_the_machine_is_where_its_clock_leads(tmp_path: Path) -> None:
    clock = tmp_path / "localtime"
    assert machine_zone(clock) == ""
    clock.symlink_to("../usr/share/zoneinfo/America/Argentina/Ushuaia")
    assert machine_zone(clock) == "America/Argentina/Ushuaia"
    clock.unlink()
    clock.write_bytes(b"TZif2")
    assert machine_zone(clock) == ""


def test_the_block_sets_shell_and_mail_between_its_marks(job: Job) -> None:
    lines = cron_block(job, ZONE).splitlines()
    assert lines[0].startswith("# positions-seeds-")
    assert lines[1] == f"# {job.dossier}, every day at 06:30 ({ZONE})"
    assert lines[2:4] == ["SHELL=/bin/sh", 'MAILTO="desk@ministry.example"']
    assert lines[4] == cron_line(job, ZONE)
    assert lines[5].startswith("# positions-seeds-")
    assert 'MAILTO=""' in cron_block(replace(job, mail=""), ZONE)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"at": "6:30"}, "time of day: '6:30' is none"),
        ({"at": "24:00"}, "'24:00' is none"),
        ({"at": "06:30\n"}, "is none"),
        ({"time_zone": "Brussels"}, "no time zone 'Brussels'"),
        ({"time_zone": "../UTC"}, "no time zone"),
        ({"time_zone": "UTC; touch x"}, "no time zone"),
        ({"mail": "a b"}, "can be sent to"),
        ({"mail": '"; touch x'}, "can be sent to"),
        ({"mail": "-f"}, "can be sent to"),
        ({"mail": "desk\n"}, "can be sent to"),
        ({"program": ("positions",)}, "not absolute"),
        ({"dossier": Path("seeds")}, "not absolute"),
        ({"output": Path("output")}, "not absolute"),
        ({"log": Path("log")}, "not absolute"),
        ({"dossier": Path("/a\n* * * * * touch x")}, "line break"),
        ({"output": Path("/a\r")}, "line break"),
        ({"log": Path("/a\u2028")}, "line break"),
        ({"dossier": Path("/not UTF-8: \udce4")}, "no schedule can hold"),
        ({"options": ("a\nb",)}, "line break"),
    ],
)
def test_what_cannot_be_scheduled_is_refused_with_its_cure(
    job: Job, change: Mapping[str, Any], what: str
) -> None:
    for written in (cron_block, units):
        with pytest.raises(BadInput, match=what) as refused:
            written(replace(job, **change))
        assert all(fault.cure for fault in refused.value.faults)


def test_a_line_that_cron_would_cut_off_is_refused(job: Job) -> None:
    long = replace(job, dossier=Path("/", *["folder"] * 200))
    with pytest.raises(BadInput, match="longer than"):
        cron_line(long, ZONE)
    assert len(cron_line(replace(job, dossier=Path("/", "x" * 600)), ZONE)) < 1000
    assert units(long)


def test_the_program_is_the_one_of_this_environment() -> None:
    program = own_program()
    assert Path(program[0]).parent == Path(sys.executable).parent
    assert os.access(program[0], os.X_OK)


def test_an_environment_without_the_script_starts_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert own_program() == (str(tmp_path / "python"), "-m", "positions")
    script(tmp_path / "positions", "")
    assert own_program() == (str(tmp_path / "positions"),)


# The user's crontab


class Crontab:
    """A stand-in for the system's program, with the crontab in a file."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "the crontab"
        self.times = folder / "times"
        self.program = script(
            folder / "crontab",
            f"""\
case "$1" in
-l) cat '{self.file}' 2>/dev/null || {{ echo "no crontab for desk" >&2; exit 1; }} ;;
-) cat > '{self.file}'; echo x >> '{self.times}' ;;
*) exit 2 ;;
esac
""",
        )

    @property
    def content(self) -> bytes:
        return self.file.read_bytes() if self.file.exists() else b""

    @property
    def writings(self) -> int:
        return len(self.times.read_text().splitlines()) if self.times.exists() else 0


@pytest.fixture
def crontab(tmp_path: Path) -> Crontab:
    return Crontab(tmp_path)


OTHERS = (
    b"",
    b"MAILTO=me\n0 5 * * 1 tar -zcf /var/backups/home.tgz /home/\n",
    b"# \xe4 no UTF-8 \xff\r\n\n\n30 6 * * * echo a\\%b\n\t\n",
    b"# positions-seeds-00000000: begin (written by `positions schedule`)\n",
    b"a\rb\x0bc\x0cd\n",
)


@pytest.mark.parametrize("others", OTHERS)
def test_a_job_is_added_once_and_taken_out_without_a_trace(
    job: Job, crontab: Crontab, others: bytes
) -> None:
    if others:
        crontab.file.write_bytes(others)
    block = cron_block(job, ZONE).encode()
    assert install(job, ZONE, crontab.program)
    assert crontab.content == others + block
    assert not install(job, ZONE, crontab.program)
    assert (crontab.content, crontab.writings) == (others + block, 1)
    assert remove(job.dossier, crontab.program)
    assert crontab.content == others
    assert not remove(job.dossier, crontab.program)
    assert (crontab.content, crontab.writings) == (others, 2)


def test_another_time_takes_the_place_of_the_old_one(job: Job, crontab: Crontab) -> None:
    crontab.file.write_bytes(OTHERS[1])
    install(job, ZONE, crontab.program)
    later = replace(job, at="18:00")
    assert install(later, ZONE, crontab.program)
    assert crontab.content == OTHERS[1] + cron_block(later, ZONE).encode()


def test_the_settings_of_a_job_come_after_all_other_lines(job: Job, crontab: Crontab) -> None:
    install(job, ZONE, crontab.program)
    block = crontab.content
    crontab.file.write_bytes(block + OTHERS[1])
    assert install(job, ZONE, crontab.program)
    assert crontab.content == OTHERS[1] + block


def test_every_dossier_has_a_job_of_its_own(job: Job, crontab: Crontab) -> None:
    other = replace(job, dossier=job.dossier.parent / "other" / "seeds")
    install(job, ZONE, crontab.program)
    install(other, ZONE, crontab.program)
    assert remove(job.dossier, crontab.program)
    assert crontab.content == cron_block(other, ZONE).encode()


def test_a_last_line_without_an_end_is_not_joined_with_the_job(job: Job, crontab: Crontab) -> None:
    crontab.file.write_bytes(b"0 5 * * * true")
    install(job, ZONE, crontab.program)
    assert crontab.content.startswith(b"0 5 * * * true\n# positions-seeds")
    remove(job.dossier, crontab.program)
    assert crontab.content == b"0 5 * * * true\n"


def test_a_job_of_which_the_end_is_missing_is_left_to_a_person(job: Job, crontab: Crontab) -> None:
    install(job, ZONE, crontab.program)
    broken = b"".join(crontab.content.splitlines(keepends=True)[:-1]) + OTHERS[1]
    for content in (broken, broken + cron_block(job, ZONE).encode()):
        crontab.file.write_bytes(content)
        with pytest.raises(BadOutput, match="crontab -e"):
            remove(job.dossier, crontab.program)
        with pytest.raises(BadOutput, match="is missing"):
            install(job, ZONE, crontab.program)
        assert crontab.content == content


def test_a_crontab_that_may_not_be_read_or_replaced_is_an_error_with_its_cure(
    job: Job, tmp_path: Path
) -> None:
    denied = script(tmp_path / "denied", "echo 'You are not allowed' >&2; exit 1\n")
    full = script(tmp_path / "full", '[ "$1" = -l ] || { echo "disk full" >&2; exit 1; }\n')
    for program, what in (
        (denied, "refuses to read it: You are not allowed"),
        (full, "refuses to replace it: disk full"),
        (tmp_path / "none", "cannot be started"),
    ):
        with pytest.raises(BadOutput, match=what) as refused:
            install(job, ZONE, program)
        assert refused.value.faults[0].cure
    assert not remove(job.dossier, full)


# Systemd


def section(unit: str) -> dict[str, str]:
    """All lines of a unit by their keys."""
    lines = [line for line in unit.splitlines() if line and not line.startswith("[")]
    return dict(line.split("=", 1) for line in lines)


def service(found: Mapping[str, str]) -> dict[str, str]:
    (text,) = (
        text
        for name, text in found.items()
        if name.endswith(".service") and not name.endswith("-failed.service")
    )
    return section(text)


def as_systemd_reads(value: str) -> list[str]:
    """The words of a command, by the rules that systemd writes of itself."""
    assert value.startswith(":")
    words, word, quoted, begun, rest = [], "", False, False, iter(value[1:])
    for character in rest:
        if character == "\\":
            word += next(rest)
            assert word[-1] in '\\"'
        elif character == '"':
            quoted, begun = not quoted, True
        elif character == "%":
            assert next(rest) == "%"
            word += "%"
        elif character == " " and not quoted:
            words.append(word)
            word, begun = "", False
        else:
            assert quoted or character not in "'; \t"
            word += character
    assert not quoted
    return [*words, word] if word or begun else words


def test_the_timer_runs_the_service_every_day_and_makes_up_for_a_missed_run(job: Job) -> None:
    found = units(job)
    (name,) = (name.removesuffix(".timer") for name in found if name.endswith(".timer"))
    assert set(found) == {f"{name}.service", f"{name}.timer", f"{name}-failed.service"}
    timer = section(found[f"{name}.timer"])
    assert timer["OnCalendar"] == "*-*-* 06:30:00 Europe/Brussels"
    assert timer["Persistent"] == "true"
    assert timer["WantedBy"] == "timers.target"
    assert service(found)["Type"] == "oneshot"
    assert service(found)["SyslogIdentifier"] == name
    assert service(found)["OnFailure"] == f"{name}-failed.service"
    assert as_systemd_reads(service(found)["ExecStart"]) == list(job.command)


def test_without_mail_nobody_is_told_of_a_failure(job: Job) -> None:
    found = units(replace(job, mail=""))
    assert len(found) == 2
    assert "OnFailure" not in service(found)


def test_the_mail_of_a_failure_holds_the_end_of_the_journal(job: Job, tmp_path: Path) -> None:
    found = units(job)
    (text,) = (text for name, text in found.items() if name.endswith("-failed.service"))
    sent = tmp_path / "sent"
    script(tmp_path / "bin" / "journalctl", 'echo "$@"\n')
    script(tmp_path / "bin" / "sendmail", f"echo \"$@\" > '{sent}'; cat >> '{sent}'\n")
    subprocess.run(
        as_systemd_reads(section(text)["ExecStart"]),
        env={"PATH": f"{tmp_path}/bin:/usr/bin:/bin"},
        check=True,
    )
    assert sent.read_text().splitlines() == [
        "-t",
        "To: desk@ministry.example",
        f"Subject: {job.name} failed",
        "",
        f"--no-pager -n 20 -t {job.name}",
    ]


@pytest.mark.parametrize("name", HOSTILE)
def test_systemd_finds_no_fault_in_the_units_and_reads_the_very_paths(
    tmp_path: Path, systemd_analyze_path: Path, name: str
) -> None:
    folder = tmp_path / name
    program = script(folder / "positions", "")
    job = replace(a_job(folder, str(program)), options=(name,))
    assert verified(job, tmp_path / "units", systemd_analyze_path) == ""
    done = subprocess.run(
        [systemd_analyze_path, "verify", *(tmp_path / "units").iterdir()],
        env={**os.environ, "SYSTEMD_LOG_LEVEL": "debug"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=True,
    )
    shown = [line.strip() for line in done.stdout.splitlines()]
    read = [
        as_a_shell_reads(line.removeprefix("Command Line: "))
        for line in shown
        if line.startswith("Command Line: ")
    ]
    assert any(words[-len(job.command) :] == list(job.command) for words in read), read


def as_a_shell_reads(command: str) -> list[str]:
    printed = subprocess.run(
        ["/bin/sh", "-c", f"printf '%s\\0' {command}"],
        capture_output=True,
        text=True,
        check=True,
    )
    return printed.stdout.split("\0")[:-1]


def test_systemd_would_find_a_program_that_is_not_there(
    job: Job, tmp_path: Path, systemd_analyze_path: Path
) -> None:
    gone = replace(job, program=(str(tmp_path / "gone"),))
    assert "gone" in verified(gone, tmp_path / "units", systemd_analyze_path)


def verified(job: Job, folder: Path, systemd_analyze: Path) -> str:
    """What systemd has to say of the units, "" if nothing."""
    folder.mkdir()
    for name, text in units(job).items():
        (folder / name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        [systemd_analyze, "verify", *sorted(folder.iterdir())],
        capture_output=True,
        text=True,
        check=False,
    )
    assert bool(done.returncode) == bool(done.stderr)
    return done.stderr
