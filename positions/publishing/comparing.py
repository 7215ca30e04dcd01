"""Two editions named as a person names them, found on the disk and compared."""

from pathlib import Path

from positions.analysis import Comparison, compare
from positions.errors import BadOutput, Fault
from positions.publishing.editions import current, kept
from positions.publishing.layout import EDITIONS, SEAL
from positions.publishing.records import changes, read


def find(name: str, output: Path | None) -> Path:
    """The folder of an edition.

    Args:
        name: of the folder of an edition, or of an output folder, whose current edition is
            meant; or the id of an edition kept in `output`, or the beginning of one alone.
        output: an output folder, or None.

    Raises:
        BadOutput: the name means no edition, or more than one.
    """
    if output:
        ids = [each for each in kept(output) if each.startswith(name)]
        if len(ids) == 1 or name in ids:
            return output / EDITIONS / (name if name in ids else ids[0])
        if ids:
            what = f"more than one edition begins with it: {', '.join(ids)}"
            raise BadOutput(Fault(place=name, what=what, cure="Write more of the one you mean."))
    for folder in (Path(name), Path(name, EDITIONS, current(Path(name)))):
        if (folder / SEAL).is_file():
            return folder
    raise BadOutput(
        Fault(
            place=name,
            what="there is no edition of this name",
            cure="Name the folder of an edition, an output folder, or with --output DIR an id "
            "of an edition kept there.",
        )
    )


def compare_folders(before: Path, after: Path) -> Comparison:
    """Compare two editions by their folders.

    Where the later one was compared with the other when it was published, what it said then
    is what is told.

    Raises:
        BadOutput: an edition is damaged, or was written in a form that is not known.
    """
    past, present = read(before), read(after)
    if present.compared_with == past.id:
        return Comparison(before=past, after=present, changes=changes(after))
    return compare(past, present)
