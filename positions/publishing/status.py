"""`status.json`: how the last run went; the one file of the output that holds a clock time.

Times come in as ISO 8601 strings with an offset, dates as ISO dates; nothing here looks at a
clock. That nothing had changed, that no run took place and that a run failed are three
different states.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from positions.errors import BadOutput, Fault
from positions.publishing.disk import faults_at, put_file

if TYPE_CHECKING:
    from datetime import datetime

NAME = "status.json"


class State(StrEnum):
    """What a reader of the status needs to know first."""

    CHANGED = "changed"  # the last run published another edition
    UNCHANGED = "unchanged"  # the last run found nothing changed
    FAILED = "failed"  # the last run failed; the edition is that of the last success
    OVERDUE = "overdue"  # a run was expected and did not take place


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How runs went, "" where a thing has not happened yet.

    Attributes:
        last_run, last_success, last_change: when a run last ended, ended well, and ended
            with another edition shown to readers.
        evidence_through: evidence date of the edition that readers see.
        next_expected: when the next run should have ended; "" without a schedule.
        edition: id of the edition that readers see.
        counts: of documents, statements, positions, changes and the like, by name.
        skipped: documents that could not be read, each with path, sha256 and reason.
        error: why the last run failed; "" if it did not.
    """

    last_run: str = ""
    last_success: str = ""
    last_change: str = ""
    evidence_through: str = ""
    next_expected: str = ""
    edition: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    skipped: tuple[Mapping[str, str], ...] = ()
    error: str = ""

    def failed(self, now: str, error: str, next_expected: str = "") -> "Status":
        """The status after a run that failed: what readers see is as it was."""
        return replace(self, last_run=now, error=error, next_expected=next_expected)

    def unchanged(self, now: str, next_expected: str = "") -> "Status":
        """The status after a run that found nothing changed."""
        return replace(self, last_run=now, last_success=now, error="", next_expected=next_expected)

    def state(self, now: str) -> State:
        """Which of the states this is at a time."""
        if self.next_expected and _time(now) > _time(self.next_expected):
            return State.OVERDUE
        if self.error:
            return State.FAILED
        return State.CHANGED if self.last_change == self.last_run else State.UNCHANGED


def read_status(output: Path) -> Status | None:
    """The status in an output folder; None if no run has left one.

    Raises:
        BadOutput: it cannot be read or is damaged.
    """
    path = output / NAME
    try:
        told = json.loads(path.read_bytes())
        known = {one.name for one in fields(Status)}
        given = {name: value for name, value in told.items() if name in known}
        skipped = tuple(
            {key: str(one[key]) for key in ("path", "sha256", "reason")}
            for one in given.pop("skipped", ())
        )
        return Status(skipped=skipped, **given)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadOutput(
            Fault(
                place=str(path),
                what=f"the status cannot be read ({error})",
                cure="Delete the file; the next run writes it anew.",
            )
        ) from None


def write_status(output: Path, status: Status) -> None:
    """Replace the status in one step; BadOutput if it cannot be written."""
    text = json.dumps(asdict(status), ensure_ascii=False, indent=2)
    with faults_at(output):
        put_file(output / NAME, f"{text}\n".encode())


def _time(iso: str) -> "datetime":
    from datetime import datetime  # here, because a run that finds nothing changed compares none

    return datetime.fromisoformat(iso)
