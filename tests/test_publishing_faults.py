"""Whatever happens while an edition is published, readers see a whole one."""

import errno
import io
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest
from openpyxl import Workbook
from positions.rendering.tables import write_tables

import miniature
from positions.analysis import changes
from positions.codebook import version
from positions.errors import BadInput, BadOutput, Locked
from positions.model import Document, Edition, Skipped
from positions.publishing.editions import current, damage, date_of, edition_id, kept, seal
from positions.publishing.lock import locked
from positions.publishing.records import load, newest_before
from positions.publishing.staging import Published, publish
from positions.publishing.status import State, Status, read_status, write_status
from positions.publishing.verifying import verify

from publications import SECOND, Seam, TOP, fresh, kill, put, refuse, render, tree

@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the second edition, rendered once because it is published many times."""
    folder = tmp_path_factory.mktemp("rendered")
    render(SECOND, folder)
    return tree(folder)


def put_second(output: Path, rendered: dict[str, bytes]) -> Published:
    def write(folder: Path) -> None:
        (folder / "data").mkdir()
        for name, content in rendered.items():
            (folder / name).write_bytes(content)

    return put(output, SECOND, write)


def assert_one_or_the_other(output: Path) -> None:
    """Readers see the first or the second edition, and it is whole."""
    shown = current(output)
    assert shown in (FIRST.id, SECOND.id)
    for name in kept(output):
        assert damage(output / "editions" / name) == ()
    for name in TOP:
        assert (output / name).resolve() == output / "editions" / shown / name
        assert (output / name).exists()
    assert verify(output).faults == ()


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_an_error_at_any_step_leaves_one_whole_edition_and_the_next_run_succeeds(
    tmp_path: Path, rendered: dict[str, bytes], code: int
) -> None:
    points = 0
    for at in count(1):
        output = fresh(tmp_path / "base")
        with Seam(at, refuse(code)) as seam:
            try:
                put_second(output, rendered)
            except BadOutput as error:
                assert error.exit_code == 1
                assert "--output" in str(error) or "room" in str(error) or "report" in str(error)
        if not seam.struck:
            break
        points += 1
        assert_one_or_the_other(output)
        assert put_second(output, rendered).current
        assert current(output) == SECOND.id
        assert_one_or_the_other(output)
        assert not list(output.rglob(".staging-*"))
    assert points > 40


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_build_killed_at_any_step_leaves_one_whole_edition_and_the_next_run_succeeds(
    tmp_path: Path, rendered: dict[str, bytes]
) -> None:
    points = 0
    for at in count(1):
        output = fresh(tmp_path / "base")
        build = os.fork()
        if not build:
            with Seam(at, kill):
                put_second(output, rendered)
            os._exit(0)
        _, ended = os.waitpid(build, 0)
        if not ended:
            break
        assert os.WTERMSIG(ended) == signal.SIGKILL
        points += 1
        assert_one_or_the_other(output)
        assert put_second(output, rendered).current
        assert_one_or_the_other(output)
        assert not list(output.rglob(".staging-*"))
    assert points > 40


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_first_build_killed_at_any_step_shows_nothing_or_a_whole_edition(
    tmp_path: Path, rendered: dict[str, bytes]
) -> None:
    for at in count(1):
        output = tmp_path / f"{at}"
        build = os.fork()
        if not build:
            with Seam(at, kill):
                put_second(output, rendered)
            os._exit(0)
        if not os.waitpid(build, 0)[1]:
            break
        shown = [name for name in TOP if (output / name).exists()]
        if shown:
            assert damage(output / "editions" / current(output)) == ()
        assert put_second(output, rendered).current
        assert_one_or_the_other(output)


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_disk_that_is_full_half_way_through_a_file_leaves_one_whole_edition(
    tmp_path: Path, rendered: dict[str, bytes]
) -> None:
    """The system itself cuts each file off: no file may be longer than so many bytes."""
    largest = max(len(content) for content in rendered.values())
    for limit in (0, 1, 10, largest // 2, largest - 1):
        output = fresh(tmp_path / "base")
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
        assert put_second(output, rendered).current


def test_an_interruption_leaves_the_last_edition_and_nothing_half_done(output: Path) -> None:
    put(output, FIRST)
    before = tree(output)

    def interrupt(folder: Path) -> None:
        (folder / "matrix.xlsx").write_bytes(b"half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        put(output, SECOND, interrupt)
    assert tree(output) == before


def test_a_status_that_cannot_be_written_leaves_the_last_one(tmp_path: Path) -> None:
    write_status(tmp_path, RAN)
    for at in count(1):
        with Seam(at, refuse(errno.ENOSPC)) as seam:
            try:
                write_status(tmp_path, Status())
            except BadOutput as error:
                assert "Make room" in str(error)
        if not seam.struck:
            break
        assert read_status(tmp_path) in (RAN, Status())
        assert len(list(tmp_path.iterdir())) == 1
        write_status(tmp_path, RAN)


