"""A real cron runs the line that `positions schedule --install` puts into a real crontab."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from time import sleep
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest

from commands import Run
from dossiers import add_text, write_dossier
from positions.cli import scheduling
from positions.publishing.editions import current
from positions.publishing.status import State, read_status
from positions.publishing.verifying import verify
from positions.schedule import machine_zone

ROOT = Path(__file__).parent.parent
ZONE = machine_zone() or "UTC"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This checkout's program with a cache of its own, as the one that is installed."""
    path = tmp_path / "positions"
    path.write_text(
        f"#!/bin/sh\nPYTHONPATH='{ROOT}' XDG_CACHE_HOME='{tmp_path / 'cache'}' "
        f"exec '{sys.executable}' -m positions \"$@\"\n"
    )
    path.chmod(0o755)
    monkeypatch.setattr(scheduling, "own_program", lambda: (str(path),))
    return path


@pytest.fixture
def dossier(tmp_path: Path, run: Run, crontab_path: Path) -> Iterator[Path]:
    """A dossier of which no job is left in the crontab, whatever happens."""
    path = write_dossier(tmp_path / "talks, 100% of them")
    (path / "dossier.yaml").write_text(f"time_zone: {ZONE}\n", encoding="utf-8")
    listed = subprocess.run([crontab_path, "-l"], capture_output=True, check=False).stdout
    try:
        yield path
    finally:
        run("schedule", path, "--remove")
    after = subprocess.run([crontab_path, "-l"], capture_output=True, check=False).stdout
    assert after == listed


def waited_for(seen: Callable[[], bool]) -> bool:
    """Whether something comes to be seen in the three minutes within which cron must act."""
    for _ in range(180):
        if seen():
            return True
        sleep(1)
    return False


@pytest.mark.usefixtures("program")
def test_cron_makes_a_new_edition_of_a_new_document(
    run: Run, dossier: Path, tmp_path: Path
) -> None:
    output, log = tmp_path / "output", tmp_path / "output.log"
    log.touch()
    run("build", dossier, "--output", output)
    before = current(output)
    add_text(dossier, "third", "Now the North accepts shared fishing.\n", "2025-04-20")
    # Cron reads a crontab when a minute begins, and this one must be there by then.
    at = (datetime.now(ZoneInfo(ZONE)) + timedelta(seconds=65)).strftime("%H:%M")
    code, _, said = run("schedule", dossier, "--output", output, "--daily", at, "--install")
    assert (code, "Installed" in said) == (0, True)

    assert waited_for(lambda: current(output) != before), log.read_text()

    def told() -> bool:
        status = read_status(output)
        return status is not None and status.edition == current(output)

    assert waited_for(told)
    status = read_status(output)
    assert status is not None
    assert status.state(status.last_run) is State.CHANGED
    assert status.counts["documents"] == 3
    feed = ET.parse(output / "changes.atom")  # noqa: S314 - made a moment ago
    (entry,) = feed.iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "North on River: oppose → support (shift)"
    assert waited_for(lambda: "1 shift and" in log.read_text())
    assert verify(output).faults == ()
