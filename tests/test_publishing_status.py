"""How the last run went, and what the run that finds nothing changed costs."""

import subprocess
import sys
from pathlib import Path

import pytest

from positions.errors import BadOutput
from positions.publishing.status import State, Status, read_status, write_status

# Status

RAN = Status(
    last_run="2025-04-14T06:30:00+02:00",
    last_success="2025-04-14T06:30:00+02:00",
    last_change="2025-04-14T06:30:00+02:00",
    evidence_through="2025-04-13",
    next_expected="2025-04-15T07:30:00+02:00",
    edition="2025-04-13-0123456789",
    counts={"documents": 5, "statements": 12},
    skipped=({"path": "ä.pdf", "sha256": "", "reason": "no text"},),
)


def test_a_status_reads_back_as_it_was_written(tmp_path: Path) -> None:
    assert read_status(tmp_path) is None
    for status in (Status(), RAN, RAN.failed("2025-04-15T06:30:00+02:00", "no room")):
        write_status(tmp_path, status)
        assert read_status(tmp_path) == status
    assert [path.name for path in tmp_path.iterdir()] == ["status.json"]
    assert "ä.pdf" in (tmp_path / "status.json").read_text(encoding="utf-8")


def test_nothing_changed_not_run_and_failed_are_three_states() -> None:
    next_day, soon, late = (f"2025-04-15T{time}+00:00" for time in ("04:30", "05:00", "06:00"))
    expected = "2025-04-16T07:30:00+02:00"
    assert RAN.state(soon) is State.CHANGED
    assert RAN.state(late) is State.OVERDUE
    assert RAN.unchanged(next_day, expected).state(late) is State.UNCHANGED
    failed = RAN.failed(next_day, "no room", expected)
    assert failed.state(late) is State.FAILED
    assert (failed.edition, failed.last_success) == (RAN.edition, RAN.last_success)
    assert failed.unchanged(next_day, expected).state(late) is State.UNCHANGED


@pytest.mark.parametrize("content", ["", "{", "[]", "7", '{"skipped": [{"x": 1}]}', "\udcff"])
def test_a_damaged_status_is_an_error_with_its_cure(tmp_path: Path, content: str) -> None:
    (tmp_path / "status.json").write_text(content, errors="surrogateescape")
    with pytest.raises(BadOutput, match="Delete the file"):
        read_status(tmp_path)
    write_status(tmp_path, RAN)
    assert read_status(tmp_path) == RAN


def test_a_status_of_a_later_version_is_read_as_far_as_it_is_known(tmp_path: Path) -> None:
    (tmp_path / "status.json").write_text('{"last_run": "2025-04-14T06:30:00+02:00", "mood": 1}')
    assert read_status(tmp_path) == Status(last_run=RAN.last_run)


# A run that finds nothing changed


def test_lock_and_status_load_nothing_that_renders_or_reads() -> None:
    code = """
import sys
import positions.publishing.editions, positions.publishing.lock, positions.publishing.status
heavy = {"pandas", "openpyxl", "jinja2", "pydantic", "yaml", "trafilatura", "csv", "html"}
print(sorted(heavy & {*sys.modules}))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout == b"[]\n"
