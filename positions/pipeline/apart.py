"""Work that is spread over the processors, in processes of its own, answered in order."""

import gc
import os
import pickle
import signal
import warnings
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from typing import Generic, NoReturn, TypeVar

_SHARE = 3
"""Pieces of work for which one more process is worth its start."""

_In = TypeVar("_In")
_Out = TypeVar("_Out")


def spread(
    items: Sequence[_In], make: Callable[[], Callable[[_In], _Out]], meanwhile: Callable[[], None]
) -> Generator[_Out, None, None]:
    """What a worker makes of each item, in the items' order.

    The workers have no part in what the caller holds open, locks among it, and end with the
    iterator. What one of them does not answer, since it was killed or failed, is done here, so
    that an error comes up where it can be told of.

    Args:
        items: to work on; what comes out has to be picklable.
        make: makes a worker; called once in every process that works.
        meanwhile: done here while the others work; done first where there is one processor.
    """
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    count = min(processors, -(-len(items) // _SHARE)) if processors > 1 else 0
    helpers = [_Helper(items[first::count], make) for first in range(count)]
    own: list[Callable[[_In], _Out]] = []  # made for the first item that is done here
    try:
        meanwhile()
        for number, item in enumerate(items):
            answers = helpers[number % count].answer() if count else []
            if not answers:
                own = own or [make()]
                answers = [own[0](item)]
            yield answers[0]
    finally:
        for helper in helpers:
            helper.end()


class _Helper(Generic[_In, _Out]):
    """A process that works on its items one after the other."""

    def __init__(self, items: Sequence[_In], make: Callable[[], Callable[[_In], _Out]]) -> None:
        reading, writing = os.pipe()
        with warnings.catch_warnings():
            # Libraries may hold threads of their own; the new process uses none of them.
            warnings.simplefilter("ignore", DeprecationWarning)
            self.process = os.fork()
        if not self.process:
            _serve(items, make, writing)
        os.close(writing)
        self.answers = os.fdopen(reading, "rb")

    def answer(self) -> list[_Out]:
        """The answer to the next item; nothing from a process that has ended before."""
        with suppress(EOFError, OSError, pickle.UnpicklingError):
            return [pickle.load(self.answers)]  # noqa: S301 - from a process of our own
        return []

    def end(self) -> None:
        """Stop the process, wherever it is in its work."""
        self.answers.close()
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)


def _serve(
    items: Sequence[_In], make: Callable[[], Callable[[_In], _Out]], writing: int
) -> NoReturn:
    """Answer all items and leave; nothing that the caller would do at its end is done here."""
    try:
        for stopping in (signal.SIGINT, signal.SIGTERM):
            signal.signal(stopping, signal.SIG_DFL)
        gc.freeze()  # what is there is not looked through again, nor copied for that
        os.closerange(3, writing)
        os.closerange(writing + 1, os.sysconf("SC_OPEN_MAX"))
        with os.fdopen(writing, "wb") as answers:
            work = make()
            for item in items:
                pickle.dump(work(item), answers)
                answers.flush()
    finally:
        os._exit(0)
