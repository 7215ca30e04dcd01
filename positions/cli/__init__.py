"""The command line: it parses, calls and echoes. Data go to stdout, messages to stderr."""

import gc

# Most of what a run loads and makes lives until it ends: cycles are looked for more rarely.
gc.set_threshold(300_000)

from positions.cli.main import main  # noqa: E402

__all__ = ["main"]
