"""Every failure that a user can cause or cure, under one root.

A message says what is wrong, where (a file with a line or a key) and how to mend it, so
that it can be printed as it stands and acted on without a traceback.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong in one place, with its cure.

    Attributes:
        place: file, and line or key within it ("codebook.yaml, line 12, issues.territory").
        what: what is wrong there.
        cure: what the user can do about it.
    """

    place: str
    what: str
    cure: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}. {self.cure}"


class PositionsError(Exception):
    """Root of all errors that this package raises on purpose.

    Attributes:
        exit_code: what the command line exits with when the error reaches it.
    """

    exit_code = 1

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


class BadInput(PositionsError):
    """The dossier, codebook, decisions or review workbook cannot be used as it is."""

    exit_code = 65


class BadOutput(PositionsError):
    """The output folder cannot be written, or what stands in it is damaged."""

    exit_code = 1


class Locked(PositionsError):
    """Another build holds the lock of this output folder."""

    exit_code = 75


class TimedOut(PositionsError):
    """The run took longer than the time it was given."""

    exit_code = 124
