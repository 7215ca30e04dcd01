"""The tables of inflections say what their library says, sooner."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from lemminflect import Inflections, Lemmatizer, config
from lemminflect.codecs.InflectionLUCodec import InflectionLUCodec
from lemminflect.codecs.LemmaLUCodec import LemmaLUCodec

from positions.extraction import tables

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("codec", "file", "table"),
    [
        (InflectionLUCodec, config.inflection_lu_fn, Inflections().infl_dict),
        (LemmaLUCodec, config.lemma_lu_fn, Lemmatizer().lemma_dict),
    ],
    ids=["inflections", "lemmas"],
)
def test_every_word_has_the_forms_that_the_library_reads(
    codec: type[InflectionLUCodec | LemmaLUCodec], file: str, table: tables.Table
) -> None:
    assert isinstance(table, tables.Table)
    known = codec.load(file)
    assert len(known) > 30_000
    assert {word: table.get(word, {}) for word in known} == known
    for word in ("", "a,b", "zzzzz", "Aach"):
        assert table.get(word, {}) == known.get(word, {})


def test_every_word_is_answered_as_by_the_library() -> None:
    words = [line.split(",")[0] for line in tables._LEMMAS.lines]  # noqa: SLF001
    words += [*tables._INFLECTIONS.better, *tables._LEMMAS.better, "zzzzz", "ЖЖ", "İ", ""]  # noqa: SLF001
    for word in words:
        small = word.lower()
        assert tables.lemmas(small) == tables.getAllLemmas(small)
        for each in (word, small):
            assert tables.inflections(each) == tables.getAllInflections(each)


def test_what_a_caller_does_with_forms_changes_no_later_answer() -> None:
    tables.getAllInflections("cede", upos="VERB").clear()
    assert "ceded" in tables.getAllInflections("cede", upos="VERB")["VBD"]


def test_an_installed_spacy_is_not_loaded(tmp_path: Path) -> None:
    (tmp_path / "spacy.py").write_text("raise SystemExit('spaCy was loaded')\n")
    done = subprocess.run(
        [sys.executable, "-c", "import positions.extraction.tables"],
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{tmp_path}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
