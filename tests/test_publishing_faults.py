"""Whatever happens while an edition is published, readers see a whole one."""

import errno
import os
import resource
import signal
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from positions.errors import BadOutput
from positions.publishing.editions import current, damage
from positions.publishing.staging import Published
from positions.publishing.status import Status, read_status, write_status
from positions.publishing.verifying import verify
from publications import FIRST, SECOND, TOP, Seam, fresh, kill, put, refuse, render, spoil, tree


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the second edition, rendered once because it is published many times."""
    folder = tmp_path_factory.mktemp("rendered")
    render(SECOND, folder)
    return tree(folder)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """An output folder that shows the first edition."""
    put(tmp_path / "base", FIRST)
    return tmp_path / "base"


def put_second(output: Path, rendered: dict[str, bytes]) -> Published:
    def write(folder: Path) -> None:
        (folder / "data").mkdir()
        for name, content in rendered.items():
            (folder / name).write_bytes(content)

    return put(output, SECOND, write)


def killed(output: Path, rendered: dict[str, bytes], at: int) -> bool:
    """Whether a build in a process of its own was killed; it is not if it ends before."""
    build = os.fork()
    if not build:
        with Seam(at, kill):
            put_second(output, rendered)
        os._exit(0)
    ended = os.waitstatus_to_exitcode(os.waitpid(build, 0)[1])
    assert ended in (0, -signal.SIGKILL)
    return ended != 0


def assert_one_or_the_other(output: Path) -> None:
    """Readers see the first or the second edition, and it is whole."""
    shown = current(output)
    assert shown in (FIRST.id, SECOND.id)
    for name in TOP:
        assert (output / name).resolve() == output / "editions" / shown / name
    assert verify(output).faults == ()


def assert_the_next_run_succeeds(output: Path, rendered: dict[str, bytes]) -> None:
    assert put_second(output, rendered).current
    assert current(output) == SECOND.id
    assert_one_or_the_other(output)
    assert not list(output.rglob(".staging-*"))


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_an_error_at_any_step_leaves_one_whole_edition_and_the_next_run_succeeds(
    base: Path, rendered: dict[str, bytes], code: int
) -> None:
    errors = []
    for at in count(1):
        output = fresh(base)
        with Seam(at, refuse(code)) as seam:
            try:
                put_second(output, rendered)
            except BadOutput as error:
                errors.append(error)
        if not seam.struck:
            break
        assert_one_or_the_other(output)
        assert_the_next_run_succeeds(output, rendered)
    assert len(errors) > 40
    assert {error.exit_code for error in errors} == {1}
    assert all(error.faults[0].cure for error in errors)


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_build_killed_at_any_step_leaves_one_whole_edition_and_the_next_run_succeeds(
    base: Path, rendered: dict[str, bytes]
) -> None:
    for at in count(1):
        output = fresh(base)
        if not killed(output, rendered, at):
            break
        assert_one_or_the_other(output)
        assert_the_next_run_succeeds(output, rendered)
    assert at > 60


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_first_build_killed_at_any_step_shows_nothing_or_a_whole_edition(
    tmp_path: Path, rendered: dict[str, bytes]
) -> None:
    for at in count(1):
        output = tmp_path / f"{at}"
        if not killed(output, rendered, at):
            break
        if any((output / name).exists() for name in TOP):
            assert damage(output / "editions" / current(output)) == ()
        assert_the_next_run_succeeds(output, rendered)
    assert at > 60


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_mending_killed_at_any_step_never_makes_a_damaged_edition_worse(
    base: Path, rendered: dict[str, bytes]
) -> None:
    put_second(base, rendered)
    spoil(base / "data" / "positions.csv")
    for at in count(1):
        output = fresh(base)
        if not killed(output, rendered, at):
            break
        damaged = {Path(fault.place).name for fault in verify(output).faults}
        assert damaged <= {"positions.csv"}
        assert_the_next_run_succeeds(output, rendered)


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_disk_that_is_full_half_way_through_a_file_leaves_one_whole_edition(
    base: Path, rendered: dict[str, bytes]
) -> None:
    """The system itself cuts each file off: none may be longer than so many bytes."""
    largest = max(len(content) for content in rendered.values())
    for limit in (0, 1, 10, largest // 2, largest - 1):
        output = fresh(base)
        build = os.fork()
        if not build:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            try:
                put_second(output, rendered)
            except BadOutput as error:
                os._exit(7 if "Make room" in str(error) else 8)
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(build, 0)[1]) == 7
        assert not list(output.rglob(".staging-*"))
        assert current(output) == FIRST.id
        assert_one_or_the_other(output)
        assert_the_next_run_succeeds(output, rendered)


def test_an_interruption_leaves_the_last_edition_and_nothing_half_done(base: Path) -> None:
    before = tree(base)

    def interrupt(folder: Path) -> None:
        (folder / "matrix.xlsx").write_bytes(b"half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        put(base, SECOND, interrupt)
    assert tree(base) == before


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_status_that_cannot_be_written_leaves_the_last_one(tmp_path: Path, code: int) -> None:
    first, second = Status(edition="first"), Status(edition="second")
    for at in count(1):
        write_status(tmp_path, first)
        with Seam(at, refuse(code)) as seam, suppress(BadOutput):
            write_status(tmp_path, second)
        if not seam.struck:
            break
        assert read_status(tmp_path) in (first, second)
        assert [path.name for path in tmp_path.iterdir()] == ["status.json"]
    assert read_status(tmp_path) == second
