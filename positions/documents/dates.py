"""Dates as articles and tables write them, to ISO 8601 of the precision that is known."""

import calendar
import re

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_ISO_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?\s?(?:Z|UTC|[+-]\d\d:?\d\d)?"
)
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s(?P<month>[A-Za-z]+)\.?,?\s(?P<year>\d{4})"
)
_MONTH_FIRST = re.compile(
    r"(?P<month>[A-Za-z]+)\.?\s(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s)?(?P<year>\d{4})"
)
_IN_NAME = re.compile(r"(?<![0-9A-Za-z])((?:19|20)\d\d)-?(\d\d)(?:-?(\d\d))?(?![0-9A-Za-z])")
_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name[:3]: n for name, n in _MONTHS.items()} | {"sept": 9}


def is_date(text: str) -> bool:
    """Whether the text is an ISO year, month or day that the calendar knows."""
    match = _ISO.fullmatch(text)
    return match is not None and bool(_iso(*match.groups()))


def date_of(text: str) -> str:
    """The ISO date that a whole text states, in ISO or in English; "" if it states none."""
    text = " ".join(text.split())
    if is_date(text):
        return text
    if match := _ISO_TIME.fullmatch(text):
        return match[1] if is_date(match[1]) else ""
    if match := _DAY_FIRST.fullmatch(text) or _MONTH_FIRST.fullmatch(text):
        month = _MONTHS.get(match["month"].lower())
        return _iso(match["year"], str(month), match["day"]) if month else ""
    return ""


def date_in_name(name: str) -> str:
    """The ISO month or day that stands in a file's name; "" if none does."""
    for match in _IN_NAME.finditer(name):
        year, month, day = match.groups()
        # Six digits alone ("202512") are as likely a number as a month.
        if (day or match[0][4] == "-") and (date := _iso(year, month, day)):
            return date
    return ""


def _iso(year: str, month: str | None, day: str | None) -> str:
    """The date from its parts, or "" where the calendar has no such date."""
    if int(year) == 0:
        return ""
    if month is None:
        return year
    if int(month) not in range(1, 13):
        return ""
    if day is None:
        return f"{year}-{int(month):02}"
    if int(day) not in range(1, calendar.monthrange(int(year), int(month))[1] + 1):
        return ""
    return f"{year}-{int(month):02}-{int(day):02}"
