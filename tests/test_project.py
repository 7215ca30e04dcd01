"""The project as it is shipped: what the wheel holds, what the locks pin, what no file names."""

import csv
import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
import zipfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

import positions

ROOT = Path(__file__).parent.parent
RUNTIME, EVERYTHING = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"

CODEBOOK = """\
parties:
- {id: north, name: The North, aliases: [North]}
- {id: south, name: The South, aliases: [South]}
issues:
- id: river
  name: River
  question: Who may fish in the river?
  proposition: Both sides fish in the river.
  terms:
  - {words: [shared fishing], direction: for}
"""


def project() -> dict[str, object]:
    """The `[project]` table and the dependency groups of pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def pinned(lock: Path) -> dict[str, Requirement]:
    """The requirements of a lock by name."""
    lines = lock.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    wanted = [line.split("--hash")[0] for line in lines if re.match(r"[a-z0-9]", line)]
    return {each.name: each for each in map(Requirement, wanted)}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_all_that_the_package_and_its_templates_are(wheel: Path) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    shipped = {
        path.relative_to(ROOT)
        for path in (*ROOT.glob("positions/**/*"), *ROOT.glob("templates/**/*"))
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert names == {
        path.as_posix() if path.parts[0] == "positions" else f"positions/{path.as_posix()}"
        for path in shipped
    }
    assert {"positions/py.typed", "positions/codebook.schema.json"} <= names
    assert any(name.startswith("positions/templates/") for name in names)
    assert any(re.match(r"positions/extraction/lexicon/.*\.yaml\Z", name) for name in names)


def test_the_wheel_carries_licence_and_notice(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.rpartition("/")[2] for name in names if "/licenses/" in name} == {
        "LICENSE",
        "NOTICE",
    }


def test_the_wheel_alone_builds_a_dossier(wheel: Path, tmp_path: Path) -> None:
    """Outside the checkout, with the libraries of the runtime lock and no others."""
    environment = tmp_path / "environment"
    venv.create(environment, symlinks=True)
    (site,) = environment.glob("lib/python*/site-packages")
    for name, requirement in pinned(RUNTIME).items():
        if requirement.marker is None or requirement.marker.evaluate():
            files = distribution(name).files or ()
            for top in {file.parts[0] for file in files} - {"..", "__pycache__"}:
                (site / top).symlink_to(Path(str(distribution(name).locate_file(top))))
    zipfile.ZipFile(wheel).extractall(site)
    dossier = tmp_path / "dossier"
    (dossier / "documents").mkdir(parents=True)
    (dossier / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    text = "The North rejects shared fishing.\n\nThe South said it supports shared fishing.\n"
    (dossier / "documents" / "one.txt").write_text(text, encoding="utf-8")
    script = "import sys; from positions.cli import main; sys.exit(main())"
    command = [str(environment / "bin" / "python"), "-I", "-c", script]
    built = subprocess.run(
        [*command, "build", "dossier", "--output", "output"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    table = (tmp_path / "output" / "data" / "positions.csv").read_text(encoding="utf-8")
    assert {(c["party"], c["stance"]) for c in csv.DictReader(table.splitlines())} == {
        ("north", "oppose"),
        ("south", "support"),
    }
    assert (tmp_path / "output" / "matrix.xlsx").stat().st_size > 0
    assert (tmp_path / "output" / "briefing.html").stat().st_size > 0


@pytest.mark.parametrize("lock", [RUNTIME, EVERYTHING], ids=lambda lock: str(lock.name))
def test_a_lock_pins_every_library_by_hash_and_names_no_host(lock: Path) -> None:
    lines = lock.read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if re.match(r"\s*-(?!-hash=sha256:[0-9a-f]{64})", line)]
    assert not [line for line in lines if "://" in line or " @ " in line]
    entries = re.split(r"^(?=[a-z0-9])", "\n".join(lines), flags=re.MULTILINE)[1:]
    assert len(entries) == len(pinned(lock))
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==\S+ ", entry)
        assert "--hash=sha256:" in entry


def test_the_locks_pin_what_pyproject_asks_for() -> None:
    """A library that was added without `make lock` is missed by the next newcomer."""
    table = project()
    groups, runtime = table["dependency-groups"], table["project"]
    assert isinstance(groups, dict)
    assert isinstance(runtime, dict)
    for wanted, lock in (
        ([*runtime["dependencies"], *groups["build"]], RUNTIME),
        ([*runtime["dependencies"], *groups["build"], *groups["dev"]], EVERYTHING),
    ):
        locked = pinned(lock)
        for requirement in (Requirement(each) for each in wanted if isinstance(each, str)):
            (pin,) = locked[requirement.name].specifier
            assert requirement.specifier.contains(pin.version), requirement


def test_what_is_tested_is_what_is_pinned() -> None:
    locked = pinned(EVERYTHING)
    for name, requirement in pinned(RUNTIME).items():
        assert locked[name].specifier == requirement.specifier
        if requirement.marker is None or requirement.marker.evaluate():
            assert requirement.specifier.contains(distribution(name).version), name


def test_the_version_stands_in_one_place() -> None:
    assert str(Version(positions.__version__)) == positions.__version__
    assert "version" not in project()["project"]  # type: ignore[operator]
    try:
        installed = distribution("positions").version
    except PackageNotFoundError:
        pytest.skip("the package runs from its folder and is not installed")
    assert installed == positions.__version__


def test_the_package_gives_few_names() -> None:
    public = [
        name
        for name, value in vars(positions).items()
        if not name.startswith("_") and not isinstance(value, ModuleType)
    ]
    assert len(public) <= 8


def test_no_file_names_this_machine_or_a_download_host() -> None:
    """A project that knows its author's machine fails on every other."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout, or git is not on the PATH; on Debian: apt install git")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    files = [ROOT / name for name in listed.split("\0") if name]
    own = [re.escape(f"{place}/") for place in (ROOT, Path.home()) if place != Path(place.anchor)]
    hosts = [
        r"files\.pythonhosted\.org",
        r"https?://[^\s\"'<>]+\.(?:whl|tar\.gz|tgz|deb)\b",
        r"--(?:extra-)?index-url|--find-links|--trusted-host",
    ]
    forbidden = re.compile("|".join([*own, *hosts]))
    found = []
    for path in files:
        if not path.is_file() or path == Path(__file__) or "documents" in path.parts:
            continue  # the articles are what they are
        text = path.read_bytes().decode("utf-8", errors="ignore")
        found += [f"{path.relative_to(ROOT)}: {hit[0]}" for hit in forbidden.finditer(text)]
    assert files
    assert not found


def test_no_module_is_longer_than_the_house_allows() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in ROOT.glob("positions/**/*.py")
    }
    assert {name: length for name, length in lengths.items() if length > 400} == {}
    assert sorted(lengths.values())[len(lengths) // 2] <= 200


@pytest.mark.skipif(os.name == "nt", reason="the shell of a Makefile is POSIX")
def test_make_says_what_it_can_do() -> None:
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    for target in ("build", "test", "lint", "lock", "schema", "clean"):
        assert re.search(rf"^{target}: \S", said.stdout, re.MULTILINE)
