"""A watch elsewhere is told how a run goes: that it began, that it succeeded, or that it failed.

The way is that of healthchecks.io and its like: the watch's own address, with /start when a run
begins and /fail when it failed. Nothing of the dossier is sent. The watch is not the work: a
ping that fails, or takes longer than it may, is told once and changes nothing.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPException
from threading import Thread
from urllib.parse import urlsplit, urlunsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from positions import __version__
from positions.errors import Locked

PATIENCE = 5.0
"""Seconds that a ping may take, however the address is found and whatever answers there."""


@contextmanager
def pinged(url: str, warn: Callable[[str], None]) -> Iterator[None]:
    """Tell a watch of the run within.

    A run that gives way to another one that is at work has not failed; the other one is told of.

    Args:
        url: of the watch, http or https.
        warn: told of the first ping that fails, and of no other.
    """
    failed = False

    def ping(what: str) -> None:
        nonlocal failed
        reason = _ping(_address(url, what))
        if reason and not failed:
            failed = True
            warn(f"the ping to {url} failed ({reason}); the build goes on without it")

    ping("/start")
    try:
        yield
    except Locked:
        raise
    except BaseException:
        ping("/fail")
        raise
    ping("")


def _address(url: str, what: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=parts.path.rstrip("/") + what)) if what else url


def _ping(url: str) -> str:
    """Ask for an address and leave the answer unread; why it failed, "" if it did not."""
    told: list[str] = []

    def ask() -> None:
        try:
            request = Request(url, headers={"User-Agent": f"positions/{__version__}"})  # noqa: S310
            with _opener().open(request, timeout=PATIENCE):
                told.append("")
        except (OSError, ValueError, HTTPException) as error:
            told.append(str(error) or type(error).__name__)

    # In a thread, because nothing else ends a search for an address that takes too long.
    asking = Thread(target=ask, daemon=True)
    asking.start()
    asking.join(PATIENCE)
    return told[0] if told else f"no answer within {PATIENCE:g} seconds"


def _opener() -> OpenerDirector:
    """What opens addresses of the web, and no others, wherever it is led."""
    opener = OpenerDirector()
    for handler in (
        ProxyHandler,
        HTTPHandler,
        HTTPSHandler,
        HTTPRedirectHandler,
        HTTPErrorProcessor,
        HTTPDefaultErrorHandler,
    ):
        opener.add_handler(handler())
    return opener
