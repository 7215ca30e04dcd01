"""A dossier to start from: an invented negotiation, small and complete, to be replaced."""

import shutil
from pathlib import Path

from positions.errors import BadInput, BadOutput, Fault

_STARTER = Path(__file__).parents[1] / "starter"


def start_dossier(path: Path) -> tuple[Path, ...]:
    """Make a dossier in a folder that is not there yet, or is empty; gives the files made.

    Raises:
        BadInput: something stands there already.
        BadOutput: the folder cannot be written.
    """
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        what = "there is something here already" if path.is_dir() else "this is a file"
        cure = "Name a folder that is empty or not there yet; nothing was changed."
        raise BadInput(Fault(place=str(path), what=what, cure=cure))
    try:
        shutil.copytree(_STARTER, path, dirs_exist_ok=True, copy_function=shutil.copyfile)
    except OSError as error:
        raise BadOutput(
            Fault(
                place=str(error.filename or path),
                what=f"it cannot be written ({error.strerror or error})",
                cure="Name a folder in which you may write.",
            )
        ) from None
    return tuple(sorted(made for made in path.rglob("*") if made.is_file()))
