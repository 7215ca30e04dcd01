"""Links of a cell: to another place of the workbook, or to a source on the web."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from positions.rendering.links import quotation_address, web_address

MOST = 65_000
"""Links that a sheet may have; Excel repairs a file with more than 65,530."""

_LONGEST = 2_079
"""Characters of an address that Excel follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Where a click leads.

    Attributes:
        target: address on the web without its fragment; "" within the workbook.
        location: place in the workbook ("'Evidence'!A5:R7"), or the fragment of the address.
        tip: what a reader sees before the click.
    """

    target: str = ""
    location: str = ""
    tip: str = ""


def inside(sheet: str, place: str, tip: str) -> Link:
    """A link to cells of a sheet of the workbook."""
    return Link(location=f"'{sheet}'!{place}", tip=tip)


def to_source(url: str, tip: str, quotation: str = "") -> Link | None:
    """A link that opens a source, at the quotation if there is one; None if none can lead there."""
    address = quotation_address(url, quotation) if quotation else web_address(url)
    if len(address) > _LONGEST:
        address = web_address(url)
    if not address or len(address) > _LONGEST:
        return None
    target, _, fragment = address.partition("#")
    return Link(target=target, location=fragment, tip=tip)


def host(url: str) -> str:
    """The name of the site that an address leads to."""
    return urlsplit(url).hostname or ""
