"""The files that the package brings along for renderers."""

from importlib import resources
from pathlib import Path


def own_templates() -> Path:
    """The folder of templates that comes with the package."""
    shipped = Path(str(resources.files("positions") / "templates"))
    return shipped if shipped.is_dir() else Path(__file__).parents[2] / "templates"
