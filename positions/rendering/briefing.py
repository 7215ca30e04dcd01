"""The briefing page: one HTML file that needs no script and loads nothing."""

from pathlib import Path

from positions.model import Edition
from positions.rendering.page.gather import gather
from positions.rendering.page.markup import render


def render_briefing(edition: Edition, *, templates: Path | None = None) -> str:
    """The page of an edition as HTML.

    Args:
        edition: what the page shows.
        templates: a folder of an office's own templates; what it lacks comes from the package.

    Raises:
        BadInput: a template is missing or wrong, with its file and line.
    """
    return render(gather(edition), templates)


def write_briefing(edition: Edition, path: Path, templates: Path | None = None) -> None:
    """Write the page of an edition to a file; errors as of `render_briefing`, and OSError."""
    path.write_bytes(render_briefing(edition, templates=templates).encode("utf-8"))
