"""The tables of an edition as pandas frames, for an analyst's own counting."""

import json
from pathlib import Path
from typing import Any

import pandas as pd

from positions.errors import BadInput, Fault

_DESCRIPTION = "datapackage.json"
_TYPES = {"string": "string", "integer": "Int64", "number": "Float64"}


def read(folder: str | Path) -> dict[str, pd.DataFrame]:
    """All tables of an edition by name ("positions", "statements", "documents" ...).

    Columns have the types that `datapackage.json` gives them: what can only be one of some
    words is a category, in the codebook's order; days stay text, because some name a year or
    a month alone. What is empty is missing (`pd.NA`); the stance "none" is a word. Who says
    what how often: `read("output")["statements"].value_counts(["party", "issue", "stance"])`.

    Args:
        folder: an output folder, one of its editions, or a `data` folder.

    Raises:
        BadInput: there is no edition in the folder, or a table does not fit its description.
    """
    place = _data(Path(folder))
    try:
        described = json.loads((place / _DESCRIPTION).read_text(encoding="utf-8"))
        tables = [each for each in described["resources"] if each["path"].endswith(".csv")]
        return {each["name"]: _frame(place, each) for each in tables}
    except (OSError, ValueError, KeyError, TypeError) as error:
        fault = Fault(
            place=str(place),
            what=f"the tables cannot be read as {_DESCRIPTION} describes them ({error})",
            cure="Build the edition anew, or check it with: positions verify OUTPUT",
        )
        raise BadInput(fault) from error


def _data(folder: Path) -> Path:
    for place in (folder / "data", folder):
        if (place / _DESCRIPTION).is_file():
            return place
    fault = Fault(
        place=str(folder),
        what=f"no edition is here: data/{_DESCRIPTION} is missing",
        cure="Name the folder that `positions build --output` wrote.",
    )
    raise BadInput(fault)


def _frame(place: Path, table: dict[str, Any]) -> pd.DataFrame:
    fields = table["schema"]["fields"]
    return pd.read_csv(
        place / table["path"],
        dtype={field["name"]: _type(field) for field in fields},
        keep_default_na=False,  # "none" and "NA" are words
        na_values=table["schema"].get("missingValues", [""]),
        encoding="utf-8",
    )


def _type(field: dict[str, Any]) -> Any:
    words = field.get("constraints", {}).get("enum")
    return pd.CategoricalDtype(words) if words else _TYPES[field["type"]]
