"""How the tests call the program as a user does."""

from collections.abc import Callable

Run = Callable[..., tuple[int, str, str]]
"""Takes the words after `positions`; gives the exit code, what it printed, and what it said."""
