"""`positions schedule`: the daily job, printed, put in its place and taken out again."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from commands import Run
from dossiers import write_dossier
from positions.schedule import own_program

Program = Callable[[str, str], Path]


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    path = write_dossier(tmp_path / "talks on ä river")
    (path / "dossier.yaml").write_text("schedule: '06:45'\ntime_zone: Asia/Kathmandu\n")
    return path


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Puts a stand-in for a program of the system in front of the real one."""
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")

    def put(name: str, text: str) -> Path:
        path = tmp_path / "bin" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{text}")
        path.chmod(0o755)
        return path

    return put


@pytest.fixture
def crontab(tmp_path: Path, program: Program) -> Path:
    """The user's crontab, with a line that is already there."""
    file = tmp_path / "crontab"
    file.write_text("0 5 * * * true\n")
    program("crontab", f"[ \"$1\" = -l ] && exec cat '{file}'\nexec cat > '{file}'\n")
    return file


@pytest.fixture
def systemctl(tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What systemd was told."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    told = tmp_path / "told"
    program("systemctl", f"echo \"$@\" >> '{told}'\n")
    return told


def test_the_line_is_printed_and_what_to_do_with_it_is_said(
    run: Run, dossier: Path, tmp_path: Path
) -> None:
    code, printed, said = run("schedule", dossier, "--output", tmp_path / "output")
    assert code == 0
    *_, line, _ = printed.splitlines()
    assert "TZ=Asia/Kathmandu" in line
    assert "= 06:45 ]" in line
    for word in (*own_program(), "build", dossier, "--output", tmp_path / "output"):
        assert f"'{word}'" in line
    assert f">>'{tmp_path / 'output.log'}'" in line
    assert "crontab -e" in said
    assert "--install" in said
    assert "dossier.yaml" not in said  # it knows the time already


def test_the_printed_block_is_a_crontab_that_the_shell_can_run_line_by_line(
    run: Run, dossier: Path, tmp_path: Path
) -> None:
    printed = run("schedule", dossier, "--output", tmp_path / "o", "--daily", "23:59")[1]
    command = printed.splitlines()[-2].split(" ", 5)[5].replace("\\%", "%")
    assert subprocess.run(["/bin/sh", "-n", "-c", command], check=False).returncode == 0


def test_a_time_of_its_own_outranks_the_dossiers_and_status_wants_to_know_it(
    run: Run, dossier: Path, tmp_path: Path
) -> None:
    code, printed, said = run("schedule", dossier, "--output", tmp_path, "--daily", "07:00")
    assert code == 0
    assert "= 07:00 ]" in printed
    assert 'schedule: "07:00"' in said


def test_mail_log_and_options_of_the_build_go_into_the_line(
    run: Run, dossier: Path, tmp_path: Path
) -> None:
    code, printed, _ = run(
        *("schedule", dossier, "--output", tmp_path / "o", "--mail", "desk@ministry.example"),
        *("--log", tmp_path / "log", "--", "--timeout", "3600", "--strict"),
    )
    assert code == 0
    assert 'MAILTO="desk@ministry.example"\n' in printed
    assert f">>'{tmp_path / 'log'}'" in printed
    assert "'--timeout' '3600' '--strict'" in printed


@pytest.mark.parametrize(
    ("arguments", "code", "what"),
    [
        (("{dossier}",), 2, "--output"),
        (("{dossier}", "--output", "o", "--install", "--remove"), 2, "two things"),
        (("{dossier}", "--output", "o", "--", "--kepe", "3"), 2, "--kepe"),
        (("{dossier}", "--output", "o", "other"), 2, "extra argument"),
        (("{dossier}", "--output", "o", "--", "--templates", "own"), 2, "--templates"),
        (("{dossier}", "--output", "o", "--daily", "6:30"), 65, "06:30"),
        (("{dossier}", "--output", "o", "--mail", "a b"), 65, "mail"),
        (("{dossier}/none", "--output", "o"), 65, "no such folder"),
        (("{dossier}/codebook.yaml", "--output", "o"), 65, "this is a file"),
    ],
)
def test_what_would_fail_every_morning_is_refused_now(
    run: Run, dossier: Path, arguments: tuple[str, ...], code: int, what: str
) -> None:
    words = (word.format(dossier=dossier) for word in arguments)
    left, printed, said = run("schedule", *words)
    assert (left, printed) == (code, "")
    assert what in said


def test_without_any_time_of_day_the_two_ways_to_give_one_are_named(
    run: Run, dossier: Path
) -> None:
    (dossier / "dossier.yaml").unlink()
    code, _, said = run("schedule", dossier, "--output", "o")
    assert code == 2
    assert "--daily" in said
    assert "dossier.yaml" in said


def test_the_line_is_installed_once_and_removed_without_a_trace(
    run: Run, dossier: Path, tmp_path: Path, crontab: Path
) -> None:
    before = crontab.read_text()
    install = ("schedule", dossier, "--output", tmp_path / "output", "--install")
    for _ in range(2):
        code, printed, said = run(*install)
        assert (code, printed) == (0, "")
        assert crontab.read_text().startswith(before)
        assert crontab.read_text().count("'build'") == 1
    for told in (f"positions status {tmp_path / 'output'}", "--remove", "output.log"):
        assert told in said
    run("schedule", dossier / ".." / dossier.name, "--output", tmp_path / "other", "--install")
    assert crontab.read_text().count("'build'") == 1  # the same dossier by another way
    assert run("schedule", dossier, "--remove")[2] == "Removed.\n"
    assert crontab.read_text() == before
    assert "There was no job" in run("schedule", dossier, "--remove")[2]


def test_the_units_are_printed_with_the_place_of_each(
    run: Run, dossier: Path, tmp_path: Path, systemctl: Path
) -> None:
    code, printed, said = run(
        "schedule", dossier, "--output", tmp_path / "o", "--systemd", "--mail", "desk"
    )
    assert code == 0
    places = [line[2:] for line in printed.splitlines() if line.startswith("# ")]
    assert [Path(place).parent for place in places] == [tmp_path / "config/systemd/user"] * 3
    assert "OnCalendar=*-*-* 06:45:00 Asia/Kathmandu\n" in printed
    assert f"{Path(places[1]).name}" in said
    assert not systemctl.exists()


def test_the_units_are_installed_and_removed_without_a_trace(
    run: Run, dossier: Path, tmp_path: Path, systemctl: Path
) -> None:
    folder = tmp_path / "config/systemd/user"
    install = ("schedule", dossier, "--output", tmp_path / "o", "--systemd", "--install")
    assert run(*install, "--mail", "desk")[0] == 0
    assert len(list(folder.iterdir())) == 3
    assert run(*install, "--mail", "")[0] == 0  # nobody is told any more
    names = sorted(path.name for path in folder.iterdir())
    assert [Path(name).suffix for name in names] == [".service", ".timer"]
    assert systemctl.read_text().splitlines()[-2:] == [
        "--user daemon-reload",
        f"--user enable --now {names[1]}",
    ]
    assert run("schedule", dossier, "--systemd", "--remove")[2] == "Removed.\n"
    assert list(folder.iterdir()) == []
    assert systemctl.read_text().splitlines()[-2:] == [
        f"--user disable --now {names[1]}",
        "--user daemon-reload",
    ]
    assert "There was no job" in run("schedule", dossier, "--systemd", "--remove")[2]


@pytest.mark.parametrize("text", ["echo 'no bus here' >&2; exit 1\n", None])
def test_a_systemd_that_refuses_is_an_error_with_its_cure(
    run: Run, dossier: Path, systemctl: Path, program: Program, text: str | None
) -> None:
    if text:
        program("systemctl", text)
    else:
        program("systemctl", "").write_bytes(b"no program")
    code, _, said = run("schedule", dossier, "--output", "o", "--systemd", "--install")
    assert code == 1
    assert "systemd refuses `systemctl --user daemon-reload`" in said
    assert "or use cron" in said
    assert not systemctl.exists()
