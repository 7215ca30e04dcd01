"""The command line: it parses, calls and echoes. Data go to stdout, messages to stderr."""

from positions.cli.main import main

__all__ = ["main"]
