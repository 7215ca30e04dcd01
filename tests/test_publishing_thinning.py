"""Older editions are removed as asked, and nothing that anybody still needs goes with them."""

import errno
import os
import signal
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest

from commands import Run
from dossiers import add_text, write_dossier
from positions.errors import BadOutput
from positions.model import Edition
from positions.publishing.editions import current, kept
from positions.publishing.lock import locked
from positions.publishing.thinning import thin
from positions.publishing.verifying import verify
from publications import Seam, an_edition, fresh, kill, put, refuse, spoil, tree


def with_own_document(edition: Edition) -> Edition:
    """An edition with one document that no other one has."""
    content = f"Text of {edition.id}."
    own = replace(
        edition.documents[0],
        id="own",
        path="own.txt",
        text=content,
        sha256=sha256(content.encode()).hexdigest(),
    )
    return replace(edition, documents=(*edition.documents, own))


def publish_days(output: Path, days: Iterable[str], *, compared: bool = False) -> list[str]:
    """Editions of these days, each compared with the one before if so wanted; their ids."""
    ids: list[str] = []
    for day in days:
        edition = an_edition(day, before=ids[-1] if ids and compared else "")
        put(output, with_own_document(edition))
        ids.append(edition.id)
    return ids


def thinned(output: Path, asked: str = "", *, newest: int = 0, days: int = 0) -> tuple[str, ...]:
    with locked(output, output.parent / "dossier") as opened:
        return thin(opened, asked, newest=newest, days=days)


DAYS = ("2025-04-01", "2025-04-14", "2025-04-20", "2025-04-21", "2025-04-22")


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


@pytest.mark.parametrize(
    ("newest", "days", "left"),
    [
        (1, 0, 1),
        (3, 0, 3),
        (99, 0, 5),
        (0, 1, 2),
        (0, 8, 4),
        (0, 365, 5),
        (2, 8, 4),
        (4, 1, 4),
    ],
)
def test_the_newest_and_those_of_the_last_days_are_kept(
    output: Path, newest: int, days: int, left: int
) -> None:
    ids = publish_days(output, DAYS)
    assert thinned(output, newest=newest, days=days) == tuple(ids[: len(ids) - left])
    assert kept(output) == tuple(ids[len(ids) - left :])
    assert current(output) == ids[-1]
    assert verify(output).faults == ()


def test_what_a_kept_edition_was_compared_with_is_kept(output: Path) -> None:
    ids = publish_days(output, DAYS, compared=True)
    thinned(output, newest=2)
    assert kept(output) == tuple(ids[-3:])
    assert thinned(output, newest=2) == ()


def test_the_edition_that_readers_see_and_the_one_just_built_are_kept(output: Path) -> None:
    shown = an_edition("2025-04-20")
    put(output, shown)
    ids = publish_days(output, ("2025-04-21", "2025-04-22"))
    put(output, shown)  # the newer documents were taken out again
    looked_back = an_edition("2025-04-01")
    put(output, looked_back, looks_back=True)
    assert thinned(output, looked_back.id, newest=1) == (ids[0],)
    assert set(kept(output)) == {shown.id, looked_back.id, ids[1]}
    assert current(output) == shown.id


def test_of_editions_of_one_day_the_one_published_last_is_the_newest(output: Path) -> None:
    ids = []
    for number, content in enumerate(("one", "two", "three")):
        edition = an_edition(content=content)
        ids.append(edition.id)
        folder = put(output, edition).folder
        os.utime(folder, ns=(number, number))
    assert set(thinned(output, newest=2)) == {ids[0]}


def test_where_no_day_is_known_none_is_too_old(output: Path) -> None:
    publish_days(output, ("",))
    put(output, an_edition("", content="two"))
    assert thinned(output, days=1) == ()


def test_sources_that_only_removed_editions_name_go_with_them(output: Path) -> None:
    ids = publish_days(output, DAYS)
    before = {path.name for path in (output / "sources").iterdir()}
    thinned(output, newest=2)
    after = {path.name for path in (output / "sources").iterdir()}
    assert len(before) - len(after) == 3
    assert ids[-1] == current(output)
    assert verify(output).faults == ()


@pytest.mark.parametrize("name", ["documents.csv", "edition.json"])
def test_a_damaged_edition_costs_no_other_one_its_sources(output: Path, name: str) -> None:
    ids = publish_days(output, DAYS)
    spoil(output / "editions" / ids[-2] / "data" / name)
    thinned(output, newest=2)
    assert kept(output) == tuple(ids[-2:])
    amiss = {Path(fault.place) for fault in verify(output).faults}
    assert all(place.is_relative_to(output / "editions" / ids[-2] / "data") for place in amiss)


def assert_whole(output: Path, ids: list[str]) -> None:
    assert current(output) == ids[-1]
    assert set(ids[-2:]) <= set(kept(output))
    assert verify(output).faults == ()


def assert_the_next_one_goes_on(output: Path, ids: list[str]) -> None:
    thinned(output, newest=2)
    assert kept(output) == tuple(ids[-2:])
    assert verify(output).faults == ()
    assert not list(output.rglob(".staging-*"))
    assert len(list((output / "sources").iterdir())) == len(tree(output / "sources"))


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_run_killed_at_any_step_of_removing_leaves_whole_editions(tmp_path: Path) -> None:
    ids = publish_days(tmp_path / "base", DAYS[1:])
    names = len(list((tmp_path / "base" / "sources").iterdir()))
    for at in count(1):
        output = fresh(tmp_path / "base")
        removing = os.fork()
        if not removing:
            with Seam(at, kill):
                thinned(output, newest=2)
            os._exit(0)
        ended = os.waitstatus_to_exitcode(os.waitpid(removing, 0)[1])
        assert ended in (0, -signal.SIGKILL)
        if ended == 0:
            break
        assert_whole(output, ids)
        assert_the_next_one_goes_on(output, ids)
        assert len(list((output / "sources").iterdir())) == names - 2
    assert at > 20


def test_an_error_at_any_step_of_removing_leaves_whole_editions(tmp_path: Path) -> None:
    ids = publish_days(tmp_path / "base", DAYS[1:])
    for at in count(1):
        output = fresh(tmp_path / "base")
        with Seam(at, refuse(errno.EACCES)) as seam, suppress(BadOutput):
            thinned(output, newest=2)
        if not seam.struck:
            break
        assert_whole(output, ids)
        assert_the_next_one_goes_on(output, ids)
    assert at > 20


def test_build_keeps_as_many_as_asked_and_says_what_it_removed(
    run: Run, tmp_path: Path, output: Path
) -> None:
    dossier = write_dossier(tmp_path / "dossier")
    for day in range(11, 15):
        add_text(dossier, f"of-{day}", f"The South met on day {day}.\n", f"2025-04-{day}")
        run("build", dossier, "--output", output)
    assert len(kept(output)) == 4
    build = ("build", dossier, "--output", output, "--keep", "1")
    said = run(*build)[2]  # nothing is new but the limit
    assert said.endswith("nothing has changed. Removed 2 older editions.\n")
    assert len(kept(output)) == 2  # the current one, and the one that it was compared with
    assert run(*build)[2].endswith("nothing has changed.\n")
    add_text(dossier, "last", "The South met again.\n", "2025-04-20")
    assert "Removed 1 older edition. See " in run(*build)[2]
    assert run("verify", output)[0] == 0
    said = run("build", dossier, "--output", output, "--keep-days", "1")[2]
    assert len(kept(output)) == 2
    assert run("diff", *kept(output), "--output", output)[0] == 0
    assert "Removed" not in said
