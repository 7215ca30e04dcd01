"""An edition goes live, whole or not at all, in a folder that one build at a time writes to."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from positions.errors import BadInput, BadOutput, Locked
from positions.publishing.editions import current, kept
from positions.publishing.lock import locked
from positions.publishing.staging import publish
from positions.publishing.verifying import verify
from publications import PAGE, TOP, an_edition, another_document, put, render, sources, tree


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An output folder on a path that is awkward to shells, and not there yet."""
    return tmp_path / "the output, ä"


def test_a_published_edition_is_complete_and_all_names_lead_to_it(output: Path) -> None:
    edition = an_edition()
    published = put(output, edition)
    assert published.new
    assert published.current
    assert published.folder == output / "editions" / edition.id
    assert sorted(p.name for p in output.iterdir()) == sorted(
        [".gitignore", ".lock", "current", "editions", "sources", *TOP]
    )
    assert str((output / "current").readlink()) == f"editions/{edition.id}"
    for name in TOP:
        assert str((output / name).readlink()) == f"current/{name}"
        assert (output / name).exists()
    assert json.loads((output / "data" / "edition.json").read_bytes())["id"] == edition.id
    assert (output / ".gitignore").read_text() == "*\n"
    for document in edition.documents:
        assert (output / "sources" / document.sha256).read_bytes() == document.text.encode()
    assert [p.name for p in (output / "editions").iterdir()] == [edition.id]


def test_a_published_file_cannot_be_written_to_by_mistake(output: Path) -> None:
    put(output, an_edition())
    files = [p for p in output.rglob("*") if p.is_file() and not p.is_symlink()]
    writable = {p.name for p in files if p.stat().st_mode & 0o222}
    assert writable == {".lock", ".gitignore"}
    assert all(p.stat().st_mode & 0o400 for p in files)


def test_the_seal_of_an_edition_is_what_the_systems_own_tool_checks(output: Path) -> None:
    folder = put(output, an_edition()).folder
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(b": OK") == 11


def test_the_same_edition_again_changes_no_byte_and_is_not_rendered(output: Path) -> None:
    edition = an_edition()
    put(output, edition)
    before = tree(output)

    def refuse(folder: Path) -> None:
        raise AssertionError(folder)

    again = put(output, edition, refuse)
    assert not again.new
    assert again.current
    assert tree(output) == before


def test_a_damaged_edition_is_mended_in_its_place(output: Path) -> None:
    edition = an_edition()
    folder = put(output, edition).folder
    whole = tree(folder)
    (folder / "matrix.xlsx").unlink()
    (folder / "matrix.xlsx").write_text("notes of a reader")
    (folder / "data" / "agreement.csv").unlink()
    (folder / "data" / "more.csv").write_text("by somebody")
    (folder / "SHA256SUMS").unlink()
    assert put(output, edition).new
    assert tree(folder) == whole
    assert verify(output).faults == ()


def test_a_new_edition_is_shown_and_the_old_one_kept(output: Path) -> None:
    first, second = an_edition(), an_edition("2025-04-20", before="x")
    before = tree(put(output, first).folder)
    put(output, second)
    assert current(output) == second.id
    assert kept(output) == (first.id, second.id)
    assert tree(output / "editions" / first.id) == before
    assert json.loads((output / "data" / "edition.json").read_bytes())["id"] == second.id


def test_an_edition_that_looks_back_is_kept_and_not_shown_before_a_later_one(output: Path) -> None:
    later, earlier = an_edition("2025-04-20"), an_edition("2025-04-14")
    assert put(output, earlier, looks_back=True).current  # there is nothing else to show
    assert put(output, later, looks_back=True).current
    assert not put(output, earlier, looks_back=True).current
    assert not put(output, an_edition("2025-04-01"), looks_back=True).current
    assert current(output) == later.id
    assert put(output, earlier).current  # the newest document was taken out: that is today's


def test_a_file_that_somebody_put_in_the_place_of_a_link_is_not_lost(output: Path) -> None:
    put(output, an_edition())
    (output / "matrix.xlsx").unlink()
    (output / "matrix.xlsx").write_text("saved by a reader")
    (output / "data").unlink()
    (output / "data").mkdir()
    (output / "briefing.html").unlink()
    (output / "briefing.html").symlink_to("elsewhere")
    published = put(output, an_edition())
    assert [path.name for path in published.set_aside] == ["matrix (1).xlsx", "data (1)"]
    assert (output / "matrix (1).xlsx").read_text() == "saved by a reader"
    assert verify(output).faults == ()


def test_an_ignore_file_of_ones_own_is_left_alone(output: Path) -> None:
    output.mkdir()
    (output / ".gitignore").write_text("mine")
    put(output, an_edition())
    assert (output / ".gitignore").read_text() == "mine"


def test_a_relative_output_works_though_the_build_changes_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    edition = an_edition()

    def write(folder: Path) -> None:
        os.chdir("/")
        render(edition, folder)

    put(Path("out put"), edition, write)
    assert verify(tmp_path / "out put").faults == ()


# What must not be published


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("matrix.xlsx", b"", "does not open as a workbook"),
        ("matrix.xlsx", b"PK\x03\x04 cut short", "does not open as a workbook"),
        ("briefing.html", PAGE[:-7].encode(), "no whole page"),
        ("briefing.html", b"", "no whole page"),
        ("briefing.html", PAGE.encode("latin-1"), "not UTF-8"),
        ("briefing.html", PAGE.replace("<p id", "<b id='a'></b><p id").encode(), "the id 'a'"),
        ("changes.atom", b"<feed>", "not well-formed"),
        ("changes.atom", None, "was not written"),
        ("data/datapackage.json", None, "was not written"),
    ],
)
def test_a_rendering_that_does_not_hold_together_is_not_published(
    output: Path, name: str, content: bytes | None, what: str
) -> None:
    good, bad = an_edition(), an_edition("2025-04-20")
    put(output, good)

    def write(folder: Path) -> None:
        render(bad, folder)
        if content is None:
            (folder / name).unlink()
        else:
            (folder / name).write_bytes(content)

    with pytest.raises(BadOutput, match=what):
        put(output, bad, write)
    assert kept(output) == (good.id,)
    assert verify(output).faults == ()
    assert [p.name for p in (output / "editions").iterdir()] == [good.id]


def test_a_quotation_that_its_document_does_not_have_is_not_published(output: Path) -> None:
    edition = an_edition()
    first = edition.statements[0]
    wrong = replace(
        edition, statements=(replace(first, start=first.start + 1), *edition.statements[1:])
    )
    with pytest.raises(BadOutput, match=first.id):
        put(output, wrong)
    assert kept(output) == ()


def test_tables_that_do_not_agree_with_their_description_are_not_published(output: Path) -> None:
    edition = an_edition()

    def write(folder: Path) -> None:
        render(edition, folder)
        table = folder / "data" / "positions.csv"
        table.write_text(table.read_text().replace("party,issue", "party,topic", 1))

    with pytest.raises(BadOutput, match=r"positions\.csv"):
        put(output, edition, write)
    assert kept(output) == ()


def test_a_document_that_changed_during_the_build_is_not_archived_as_another(
    output: Path, tmp_path: Path
) -> None:
    edition = an_edition()
    changed = tmp_path / "changed.txt"
    changed.write_text("another text")
    name = edition.documents[0].sha256
    for source in (changed, tmp_path / "gone.txt"):
        with (
            locked(output, tmp_path / "dossier") as opened,
            pytest.raises(BadInput, match=r"(changed|gone)\.txt.*Run the build again"),
        ):
            publish(
                edition,
                opened,
                lambda folder: render(edition, folder),
                sources(edition) | {name: source},
            )
        assert kept(output) == ()
        assert not list(output.rglob(".staging-*"))


def test_a_source_may_be_a_file_and_is_archived_byte_for_byte(output: Path, tmp_path: Path) -> None:
    edition = an_edition()
    document = edition.documents[0]
    file = tmp_path / "one.txt"
    file.write_bytes(document.text.encode())
    with locked(output, tmp_path / "dossier") as opened:
        publish(
            edition,
            opened,
            lambda folder: render(edition, folder),
            sources(edition) | {document.sha256: file},
        )
    assert (output / "sources" / document.sha256).read_bytes() == file.read_bytes()


# The folder and its lock


@pytest.mark.parametrize(
    ("output", "dossier"),
    [
        ("file", "dossier"),
        ("dossier", "dossier"),
        (".", "dossier"),
        ("link", "dossier"),
        ("dossier/documents", "dossier"),
        ("dossier/documents/out", "dossier"),
        ("file/out", "dossier"),
    ],
)
def test_an_output_folder_that_is_a_file_or_holds_the_dossier_is_refused(
    tmp_path: Path, output: str, dossier: str
) -> None:
    (tmp_path / "dossier" / "documents").mkdir(parents=True)
    (tmp_path / "file").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    with (
        pytest.raises(BadOutput, match="--output"),
        locked(tmp_path / output, tmp_path / dossier),
    ):
        pass
    assert sorted(tmp_path.rglob("*")) == before


def test_an_output_folder_inside_the_dossier_is_fine(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    with locked(tmp_path / "output", tmp_path) as opened:
        assert opened.path == tmp_path / "output"


HOLD = """
import pathlib, sys
from positions.publishing.lock import locked
output = pathlib.Path(sys.argv[1])
with locked(output, output.parent / "dossier"):
    print("ready", flush=True)
    sys.stdin.read()
"""


def test_a_second_build_is_refused_while_one_runs_and_not_after_it_died(output: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(output)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"ready\n"
        with pytest.raises(Locked, match="another build") as refused:
            put(output, an_edition())
        assert refused.value.exit_code == 75
        assert not (output / "editions").exists()
        holder.kill()
        holder.wait()
        assert put(output, an_edition()).current


def test_a_worker_that_outlives_its_build_does_not_hold_the_lock(output: Path) -> None:
    """A build that forks workers and is killed leaves them behind for a while."""
    hears, says = os.pipe()
    with locked(output, output.parent / "dossier"):
        worker = os.fork()
        if not worker:
            os.write(says, b"!")
            signal.pause()
            os._exit(0)
    assert os.read(hears, 1) == b"!"  # it runs, and its build is gone
    try:
        put(output, an_edition())
    finally:
        os.kill(worker, signal.SIGKILL)
        os.waitpid(worker, 0)
        os.close(hears)
        os.close(says)


def test_the_lock_is_free_after_a_failed_build(output: Path) -> None:
    def fail(_: Path) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        put(output, an_edition(), fail)
    assert put(output, an_edition()).new


@pytest.mark.parametrize("name", ["", "editions", "sources"])
def test_a_folder_that_may_not_be_written_is_an_error_with_its_cure(
    unprivileged: Path, name: str
) -> None:
    output = unprivileged / "output"
    first, second = an_edition(), an_edition("2025-04-20")
    second = replace(second, documents=(*second.documents, another_document()))
    published = put(output, first).folder
    before = tree(published)
    (output / name).chmod(0o555)
    with pytest.raises(BadOutput, match=r"Permission denied.*--output") as refused:
        put(output, second)
    (output / name).chmod(0o755)
    assert refused.value.exit_code == 1
    assert current(output) == first.id
    assert tree(published) == before
    assert not list(output.rglob(".staging-*"))
    assert put(output, second).current
    assert verify(output).faults == ()


def test_a_folder_of_somebody_else_is_an_error_with_its_cure(unprivileged: Path) -> None:
    (unprivileged / "theirs").mkdir(mode=0o555)
    with pytest.raises(BadOutput, match=r"Permission denied.*--output"):
        put(unprivileged / "theirs" / "output", an_edition())
