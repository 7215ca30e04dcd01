"""A changed byte anywhere in an output folder is found."""

import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from positions.errors import BadOutput
from positions.publishing.editions import seal
from positions.publishing.verifying import verify
from publications import FIRST, SECOND, fresh, put, spoil, tree


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An output folder on a path that is awkward to shells, and not there yet."""
    return tmp_path / "the output, ä"


# Verification


def test_verification_finds_every_quotation_of_every_edition_in_its_source(output: Path) -> None:
    put(output, FIRST)
    put(output, SECOND)
    found = verify(output)
    assert found.faults == ()
    assert found.editions == 2
    assert found.files == 2 * 11 + len(SECOND.documents)
    assert found.quotations == found.found == 2 * len(FIRST.statements)


@pytest.mark.parametrize("at", [0, -1])
def test_a_changed_byte_anywhere_is_found_and_named(tmp_path: Path, at: int) -> None:
    base = tmp_path / "base"
    put(base, FIRST)
    names = [name for name in tree(base) if name not in (".lock", ".gitignore")]
    assert len(names) > 12
    for name in names:
        output = fresh(base)
        spoil(output / name, at)
        # A hash that changed in the seal shows at the file that it is the hash of.
        place = name.removesuffix("SHA256SUMS")
        assert any(place in fault.place for fault in verify(output).faults), name


@pytest.mark.parametrize("name", ["editions/*/matrix.xlsx", "editions/*/SHA256SUMS", "sources/*"])
def test_a_missing_file_is_found_and_named(output: Path, name: str) -> None:
    put(output, FIRST)
    path = min(output.glob(name))
    path.unlink()
    assert any(str(path) in fault.place for fault in verify(output).faults)


def test_a_file_that_no_build_wrote_is_found_and_named(output: Path) -> None:
    folder = put(output, FIRST).folder
    for path in (folder / "data" / "more.csv", output / "sources" / "notes.txt"):
        path.write_text("x")
        assert any(str(path) == fault.place for fault in verify(output).faults)


def test_links_that_lead_elsewhere_are_found(output: Path) -> None:
    put(output, FIRST)
    (output / "matrix.xlsx").unlink()
    (output / "matrix.xlsx").symlink_to("/etc/hostname")
    (output / "current").unlink()
    assert {Path(fault.place).name for fault in verify(output).faults} == {"matrix.xlsx", "current"}


def test_a_quotation_that_its_source_does_not_have_is_counted_as_lost(output: Path) -> None:
    """Also where every hash agrees: somebody changed a source and sealed the edition anew."""
    folder = put(output, FIRST).folder
    document = FIRST.documents[0]
    forged = document.text.replace("e", "a").encode()
    (output / "sources" / sha256(forged).hexdigest()).write_bytes(forged)
    table = folder / "data" / "documents.csv"
    table.chmod(0o644)
    table.write_text(table.read_text().replace(document.sha256, sha256(forged).hexdigest()))
    seal(folder)
    found = verify(output)
    lost = [one for one in FIRST.statements if one.document == document.id and "e" in one.quote]
    assert len(lost) > 1
    assert found.quotations - found.found == len(lost)
    for statement, fault in zip(lost, found.faults, strict=True):
        assert statement.id in fault.what


def test_a_folder_without_editions_cannot_be_verified(tmp_path: Path) -> None:
    with pytest.raises(BadOutput, match="no edition"):
        verify(tmp_path)


def test_a_copy_of_an_output_folder_verifies_elsewhere(output: Path, tmp_path: Path) -> None:
    put(output, FIRST)
    copied = shutil.copytree(output, tmp_path / "elsewhere", symlinks=True)
    shutil.rmtree(output)
    assert verify(copied).faults == ()
