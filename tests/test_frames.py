"""An edition's tables as pandas frames: every row, the right types, clear errors."""

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import measuring
from positions import frames
from positions.errors import BadInput


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("frames") / "output"
    command = [sys.executable, "-m", "positions", "build", str(measuring.SEEDS), "--output"]
    subprocess.run([*command, str(folder)], check=True, capture_output=True)
    return folder


def test_every_table_comes_whole(output: Path) -> None:
    read = frames.read(output)
    for path in (output / "data").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            written = list(csv.reader(file))
        frame = read[path.stem]
        assert [*frame.columns] == written[0]
        assert len(frame) == len(written) - 1
        texts = [name for name in written[0] if frame[name].dtype in ("string", "category")]
        for name in texts:
            column = [row[written[0].index(name)] for row in written[1:]]
            assert [*frame[name].astype("string").fillna("")] == column
    assert {*read} == {path.stem for path in (output / "data").glob("*.csv")}


def test_stances_are_words_in_the_order_of_the_contract(output: Path) -> None:
    positions_table = frames.read(output)["positions"]
    stances = positions_table["stance"]
    assert [*stances.cat.categories] == ["support", "conditional", "oppose", "divided", "none"]
    assert not stances.isna().any()  # "none" is a word and not a gap
    silent = positions_table[stances == "none"]
    assert silent["lead_statement"].isna().all()
    counts = pd.crosstab(positions_table["party"], stances)
    assert counts.to_numpy().sum() == 60


def test_counts_are_numbers_and_empty_numbers_are_missing(output: Path) -> None:
    read = frames.read(output)
    assert read["statements"]["start"].dtype == "Int64"
    assert read["statements"]["confidence"].between(0, 1).all()
    assert read["agreement"]["distance"].isna().any()


def test_an_edition_and_a_data_folder_can_be_named_too(output: Path) -> None:
    whole = frames.read(output)["positions"]
    pd.testing.assert_frame_equal(frames.read(output / "data")["positions"], whole)
    edition = next(each for each in (output / "editions").iterdir() if each.is_dir())
    pd.testing.assert_frame_equal(frames.read(str(edition))["positions"], whole)


def test_a_folder_without_an_edition_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no edition is here"):
        frames.read(tmp_path)


def test_damaged_tables_are_a_clear_error(output: Path, tmp_path: Path) -> None:
    shutil.copytree(output / "data", tmp_path / "data")
    table = tmp_path / "data" / "agreement.csv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text + '"territory","us","russia","agree",far\n', encoding="utf-8")
    with pytest.raises(BadInput, match="cannot be read"):
        frames.read(tmp_path)
    (tmp_path / "data" / "datapackage.json").write_text(json.dumps([]), encoding="utf-8")
    with pytest.raises(BadInput, match="positions verify"):
        frames.read(tmp_path)
