"""Whatever happens during a run, readers see a whole edition and the next run sets all right."""

import errno
import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, Self

import pytest

from dossiers import add_text, write_dossier
from positions.errors import BadOutput
from positions.extraction import Extractor
from positions.model import Codebook
from positions.pipeline import building, remembering
from positions.pipeline.running import Options, run
from positions.publishing.editions import current, kept
from positions.publishing.status import read_status
from positions.publishing.verifying import verify
from publications import Seam, kill, refuse, tree

ROOT = Path(__file__).parent.parent
OPTIONS = Options(keep=2)
_NEW = 10
"""Documents that the run finds new, so that it has hundreds of points."""


class Writes(Seam):
    """Counts what a run writes, renames, links, removes and syncs, and strikes at one of them.

    Each file that is opened for writing is a point, and each write to it, of which half is done.
    """

    def counted(self, call: Callable[..., Any]) -> Callable[..., Any]:
        counting = super().counted(call)
        if call is os.open:
            return lambda path, flags, *args, **kwargs: (
                counting if flags & (os.O_CREAT | os.O_WRONLY | os.O_RDWR) else call
            )(path, flags, *args, **kwargs)
        if call is io.open:
            return lambda file, mode="r", *args, **kwargs: (
                call(file, mode, *args, **kwargs)
                if mode.strip("bt") == "r"
                else Torn(counting(file, mode, *args, **kwargs), self)
            )
        return counting


def _nothing(_: int) -> None:
    pass


class Torn:
    """A file of which one write may stop half-way."""

    def __init__(self, file: Any, seam: Writes) -> None:
        self.file = file
        self.seam = seam

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)

    def write(self, content: Any) -> int:
        half = len(content) // 2
        written = self.file.write(content[:half])
        self.file.flush()
        self.seam.point()
        return int(written + self.file.write(content[half:]))


class Full(Writes):
    """A disk that is full from one point on: nothing new finds room there."""

    def counted(self, call: Callable[..., Any]) -> Callable[..., Any]:
        takes_room = call.__name__ in ("open", "mkdir", "symlink")
        return super().counted(call) if takes_room else call

    def point(self) -> None:
        self.left -= 1
        if self.left <= 0:
            self.strike()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A dossier with a new document, and an output folder that shows the edition before it.

    Attributes:
        base: output and cache before the run; copied for each point.
        last, next: ids of the edition shown, and of the one that the run makes.
        whole: what an undisturbed run leaves, without the status.
    """

    folder: Path
    dossier: Path
    base: Path
    last: str
    next: str
    whole: dict[str, bytes]

    @property
    def output(self) -> Path:
        return self.folder / "work" / "output"

    def begin(self) -> None:
        """Everything as it was before the run."""
        shutil.rmtree(self.folder / "work", ignore_errors=True)
        shutil.copytree(self.base, self.folder / "work", symlinks=True)

    def run(self) -> None:
        run(self.dossier, self.output, OPTIONS)

    def assert_one_or_the_other(self) -> None:
        """Readers see the last edition or the next one, whole; nothing that is kept is not."""
        assert current(self.output) in (self.last, self.next)
        assert verify(self.output).faults == ()

    def assert_the_next_run_succeeds(self) -> None:
        self.run()
        assert current(self.output) == self.next
        assert verify(self.output).faults == ()
        assert without_status(self.output) == self.whole
        status = read_status(self.output)
        assert status is not None
        assert (status.edition, status.error, status.counts["documents"]) == (
            self.next,
            "",
            4 + _NEW,
        )
        assert status.last_change <= status.last_success == status.last_run


def without_status(output: Path) -> dict[str, bytes]:
    return {name: held for name, held in tree(output).items() if name != "status.json"}


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder in memory where there is one: hundreds of runs write to it."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
    place = memory if os.access(memory, os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=place) as name:
        yield Path(name)


@pytest.fixture
def scene(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """What the program works out is worked out once; what it writes, it writes each time."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "work" / "cache"))
    # Counted and left undone: that a name is safe on a disk is not what is tried here.
    monkeypatch.setattr(os, "fsync", _nothing)
    extractors: list[Extractor] = []

    def extractor(codebook: Codebook) -> Extractor:
        if not extractors:
            extractors.append(Extractor(codebook))
        return extractors[0]

    monkeypatch.setattr(remembering, "Extractor", extractor)
    dossier = write_dossier(folder / "dossier")
    output = folder / "work" / "output"
    for day in (11, 12):
        add_text(dossier, f"of-{day}", f"The South met on day {day}.\n", f"2025-04-{day}")
        run(dossier, output, OPTIONS)
    last = current(output)
    shutil.copytree(folder / "work", folder / "base", symlinks=True)
    for day in range(20, 20 + _NEW):
        text = f"On day {day} the North said it accepts shared fishing.\n"
        add_text(dossier, f"of-{day}", text, f"2025-04-{day}")
    run(dossier, output, OPTIONS)
    rendered = tree(output / "editions" / current(output))
    del rendered["SHA256SUMS"]

    def write(folder: Path) -> None:
        (folder / "data").mkdir()
        for name, content in rendered.items():
            (folder / name).write_bytes(content)

    monkeypatch.setattr(building, "_writer", lambda *_: write)
    return Scene(
        folder=folder,
        dossier=dossier,
        base=folder / "base",
        last=last,
        next=current(output),
        whole=without_status(output),
    )


def killed(scene: Scene, at: int) -> bool:
    """Whether a run in a process of its own was killed; it is not if it ends before."""
    running = os.fork()
    if not running:
        with Writes(at, kill):
            scene.run()
        os._exit(0)
    ended = os.waitstatus_to_exitcode(os.waitpid(running, 0)[1])
    assert ended in (0, -signal.SIGKILL)
    return ended != 0


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_run_killed_at_any_step_leaves_a_whole_edition_and_the_next_run_succeeds(
    scene: Scene,
) -> None:
    for at in count(1):
        scene.begin()
        if not killed(scene, at):
            break
        scene.assert_one_or_the_other()
        scene.assert_the_next_run_succeeds()
    assert at > 200


def test_a_disk_that_is_full_at_any_step_leaves_a_whole_edition_and_the_next_run_succeeds(
    scene: Scene,
) -> None:
    refused = []
    for at in count(1):
        scene.begin()
        with Full(at, refuse(errno.ENOSPC)) as disk:
            try:
                scene.run()
            except BadOutput as error:
                refused.append(error)
        if not disk.struck:
            break
        scene.assert_one_or_the_other()
        assert not list(scene.output.rglob(".staging-*"))
        scene.assert_the_next_run_succeeds()
    assert len(refused) > 50
    assert all("Make room" in str(error) for error in refused)


@pytest.mark.parametrize("name", ["", "editions", "sources"])
def test_a_run_into_a_read_only_folder_fails_and_the_next_one_succeeds(
    unprivileged: Path, name: str
) -> None:
    dossier, output = write_dossier(unprivileged / "dossier"), unprivileged / "output"
    first = run(dossier, output, Options()).id
    add_text(dossier, "third", "The South met.\n", "2025-04-20")
    (output / name).chmod(0o555)
    with pytest.raises(BadOutput, match=r"Permission denied.*--output"):
        run(dossier, output, Options())
    (output / name).chmod(0o755)
    assert current(output) == first
    assert verify(output).faults == ()
    assert run(dossier, output, Options()).id == current(output) != first
    assert verify(output).faults == ()


def test_a_run_that_may_read_the_dossier_and_no_more_succeeds(unprivileged: Path) -> None:
    dossier, output = write_dossier(unprivileged / "dossier"), unprivileged / "output"
    for folder in (dossier, dossier / "documents"):
        folder.chmod(0o555)
    assert run(dossier, output, Options()).new
    for folder in (dossier, dossier / "documents"):
        folder.chmod(0o755)


# The build that holds the lock is at work until all others have left.
AT_ONCE = """\
import sys
from positions.cli import main
from positions.model import Codebook
from positions.pipeline import building
def draft(*args):
    print("at work", flush=True)
    sys.stdin.readline()
    return drafted(*args)
drafted, building.draft = building.draft, draft
main(sys.argv[1:])
"""


def test_of_twenty_builds_at_once_one_works_and_the_others_leave_without_a_trace(
    tmp_path: Path,
) -> None:
    dossier, output = write_dossier(tmp_path / "dossier"), tmp_path / "output"
    command = [sys.executable, "-c", AT_ONCE, "build", str(dossier), "--output", str(output)]
    builds = [
        subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for _ in range(20)
    ]
    try:
        first_words = [build.stdout.readline() for build in builds if build.stdout]
        assert sorted(first_words) == [""] * 19 + ["at work\n"]
        worker = builds[first_words.index("at work\n")]
        ended = {}
        for build in sorted(builds, key=lambda build: build is worker):
            said = build.communicate("\n" if build is worker else None)[1]
            ended[build.pid] = build.returncode
            assert ("another build holds the lock" in said) == (build is not worker)
        assert ended.pop(worker.pid) == 0
        assert set(ended.values()) == {75}
    finally:
        for build in builds:
            build.kill()
            build.wait()
    assert kept(output) == (current(output),)
    assert verify(output).faults == ()
    status = read_status(output)
    assert status is not None
    assert (status.edition, status.error) == (current(output), "")
    assert not list(output.rglob(".staging-*"))
