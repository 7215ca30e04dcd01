"""What all tests share: how hypothesis looks for cases, and the programs a machine may lack."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import settings

from commands import Run
from positions.cli.main import main
from positions.pipeline.running import Options
from positions.pipeline.running import run as build

# The same cases on every run, so that a failure is the change's own; no limit on a slow machine.
settings.register_profile("house", derandomize=True, deadline=None)
settings.load_profile("house")


_NOBODY = 65534


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The tests leave the user's cache alone, and find nothing in it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """The program as a user calls it: exit code, what it printed, and what it said."""

    def running(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        printed, said = capsys.readouterr()
        code = left.value.code
        return (code if isinstance(code, int) else 1), printed, said

    return running


def _program(package: str, *names: str) -> Path:
    """Where a program is; else skip, or fail where POSITIONS_REQUIRE_PROGRAMS=1 wants it."""
    found = next(filter(None, map(shutil.which, names)), None)
    if not found:
        _missing(f"{names[0]} is not on the PATH; on Debian: apt install {package}")
    return Path(found)


def _missing(reason: str) -> NoReturn:
    if os.environ.get("POSITIONS_REQUIRE_PROGRAMS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """The machine's own Chromium."""
    return _program("chromium", "chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def soffice_path() -> Path:
    """LibreOffice, which opens the workbook as a second reader."""
    return _program("libreoffice-calc", "soffice", "libreoffice")


@pytest.fixture(scope="session")
def pdftotext_path() -> Path:
    """Poppler's reader of PDF text."""
    return _program("poppler-utils", "pdftotext")


@pytest.fixture(scope="session")
def systemd_analyze_path() -> Path:
    """What systemd itself thinks of a unit."""
    return _program("systemd", "systemd-analyze")


@pytest.fixture(scope="session")
def crontab_path() -> Path:
    """The system's own crontab, kept by a cron that runs and serves this user."""
    crontab = _program("cron", "crontab")
    if not any(_runs(process) in ("cron", "crond") for process in Path("/proc").glob("[0-9]*")):
        _missing("no cron runs here; on Debian, as root: service cron start")
    listed = subprocess.run([crontab, "-l"], capture_output=True, text=True, check=False)
    if listed.returncode and "no crontab for" not in listed.stderr:
        _missing(f"cron does not serve this user: {listed.stderr.strip()}")
    return crontab


def _runs(process: Path) -> str:
    """The name of the program that a process runs; "" if it has ended."""
    try:
        return Path(os.fsdecode((process / "cmdline").read_bytes().partition(b"\0")[0])).name
    except OSError:
        return ""


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder of one's own, as a user whom permissions bind: root becomes nobody meanwhile."""
    with tempfile.TemporaryDirectory() as name:
        if os.geteuid() != 0:
            yield Path(name)
            return
        try:
            os.chown(name, _NOBODY, _NOBODY)
        except OSError:  # a container that knows one user
            pytest.skip("permissions bind no user whom this root can become")
        os.seteuid(_NOBODY)
        try:
            yield Path(name)
        finally:
            os.seteuid(0)


@pytest.fixture(scope="session")
def seeds_output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder with the edition of the seeds; to be read, not written to."""
    output = tmp_path_factory.mktemp("seeds") / "output"
    build(Path(__file__).parent.parent / "seeds", output, Options())
    return output
