"""The clock, as `status.json` tells it: in UTC, in one form, so that two times sort as texts.

Looking at a time zone is left to `next_run`, which a run that finds nothing changed rarely asks.
"""

from time import gmtime, strftime, time_ns

GRACE = 60
"""Minutes that a run which is due may take before it counts as overdue."""


def now() -> str:
    """The time: "2025-12-21T05:30:00.123+00:00"."""
    moment = time_ns() // 1_000_000
    seconds = strftime("%Y-%m-%dT%H:%M:%S", gmtime(moment // 1000))
    return f"{seconds}.{moment % 1000:03}+00:00"


def next_run(schedule: str, zone: str, after: str) -> str:
    """When the next run should have ended; "" without a schedule.

    Args:
        schedule: time of day "HH:MM", or "".
        zone: IANA name of the time zone in which that time is meant.
        after: a time as `now` gives it.
    """
    if not schedule:
        return ""
    from datetime import UTC, datetime, time, timedelta
    from zoneinfo import ZoneInfo

    here, moment = ZoneInfo(zone), datetime.fromisoformat(after)
    at = time.fromisoformat(schedule)
    due = datetime.combine(moment.astimezone(here).date(), at, here)
    while due <= moment:
        due = datetime.combine(due.date() + timedelta(days=1), at, here)
    expected = due.astimezone(UTC) + timedelta(minutes=GRACE)
    return expected.isoformat(timespec="milliseconds")
