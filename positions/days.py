"""The days that a date of the precision known can mean: "2025-12" is any day of December."""

from calendar import monthrange
from datetime import date


def first_day(iso: str) -> date | None:
    """The earliest day that an ISO date can mean; None for ""."""
    if not iso:
        return None
    year, month, day = _parts(iso)
    return date(year, month or 1, day or 1)


def last_day(iso: str) -> date | None:
    """The latest day that an ISO date can mean; None for ""."""
    if not iso:
        return None
    year, month, day = _parts(iso)
    return date(year, month or 12, day or monthrange(year, month or 12)[1])


def _parts(iso: str) -> tuple[int, int, int]:
    year, month, day = (*(int(part) for part in iso.split("-")), 0, 0)[:3]
    return year, month, day
