"""The program `positions`, its commands, and how any of them ends.

Exit codes: 0 done; 1 anything else; 2 wrong usage; 10 changed (with --exit-code); 65 the
dossier cannot be used as it is; 75 another build holds the lock; 124 time is up;
130 interrupted; 143 terminated.
"""

import gc
import signal
import sys
from importlib import import_module
from types import FrameType
from typing import NoReturn

import click

from positions import __version__
from positions.errors import PositionsError

_INTERRUPTED, _TERMINATED = 130, 143
_GARBAGE = 500_000  # objects between two looks for garbage, of which a run makes little
_COMMANDS = {
    "init": "starting",
    "add": "starting",
    "check": "building",
    "build": "building",
    "explain": "building",
    "review": "reviewing",
    "decide": "reviewing",
    "log": "reviewing",
    "evaluate": "evaluating",
    "schedule": "scheduling",
    "diff": "keeping",
    "status": "keeping",
    "verify": "keeping",
}
"""The module of each command, in the order in which a newcomer meets them."""


class _Commands(click.Group):
    """Loads the module of a command when it is asked for, so that none pays for the others."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"positions.cli.{_COMMANDS[cmd_name]}")
        command = getattr(module, cmd_name)
        assert isinstance(command, click.Command)
        return command


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Begin with an example of your own:
  positions init talks
  positions build talks --output output
Why does a cell say what it says?
  positions explain seeds russia territory""",
)
@click.version_option(__version__, prog_name="positions")
def cli() -> None:
    """Where every party of a negotiation stands, on whose words, and what changed.

    A dossier (a folder with a codebook and documents) becomes an edition: an Excel matrix,
    an HTML briefing and data files in which every cell leads back to a sentence in a source.
    """


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the program and leave with its exit code; no failure of a user ends in a traceback."""
    signal.signal(signal.SIGTERM, _terminate)
    gc.set_threshold(_GARBAGE)
    try:
        code = cli.main(args=arguments, prog_name="positions", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except PositionsError as error:
        for fault in error.faults:
            say(f"error: {fault}")
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped; what was published before is as it was", err=True)
        sys.exit(_INTERRUPTED)
    except BrokenPipeError:  # whoever read our output has read enough
        sys.stderr.close()
        sys.exit(0)


def say(message: str) -> None:
    """Say one thing in one line, which a terminal, the journal and a log file all take.

    Line breaks and marks that steer a terminal, which the names of files and the words of
    sources may bring with them, are written out.
    """
    from positions.characters import on_one_line

    click.echo(on_one_line(message), err=True)


def _terminate(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(_TERMINATED)
