"""The steps in order: a dossier is opened, drafted into an edition, and published."""

from positions.pipeline.adding import Known, add_document
from positions.pipeline.building import Built, Options, build
from positions.pipeline.drafting import Draft, draft
from positions.pipeline.opening import Dossier, open_dossier
from positions.pipeline.starting import start_dossier

__all__ = [
    "Built",
    "Dossier",
    "Draft",
    "Known",
    "Options",
    "add_document",
    "build",
    "draft",
    "open_dossier",
    "start_dossier",
]
