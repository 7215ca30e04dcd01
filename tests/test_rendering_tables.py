"""The data files: what the contract says, to the character, and described so that it shows."""

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import miniature
from positions.codebook import version
from positions.errors import BadOutput
from positions.model import Edition, Settings, Stance, Status
from positions.publishing.records import load, statements
from positions.rendering.tables import check_tables, write_tables
from publications import put

COLUMNS = {
    "documents": "id,title,publisher,date,date_basis,url,path,sha256,words,tier,duplicate_of,"
    "skipped,note",
    "statements": "id,document,date,party,actor,speaker,attribution,issue,stance,strength,"
    "condition,quote,start,end,confidence,rule,explanation,status,reviewed_by,reviewed_on",
    "document_positions": "document,date,party,issue,stance,statements",
    "positions": "party,issue,stance,summary,basis,reason,contested_since,confidence,statements,"
    "documents,sources,first_date,last_date,lead_statement,reviewed_by,as_of",
    "agreement": "issue,party_a,party_b,relation,distance",
    "changes": "party,issue,kind,before,after,statements",
}
HALF = "\ud800"
FIRST = f'"{miniature.edition().statements[0].id}"'

Row = dict[str, str]


def written(edition: Edition, folder: Path) -> Path:
    write_tables(edition, folder / "data")
    return folder / "data"


def table(folder: Path, name: str) -> list[Row]:
    text = (folder / f"{name}.csv").read_bytes().decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def told(folder: Path, name: str = "edition.json") -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / name).read_text(encoding="utf-8"))
    return content


@pytest.fixture
def edition() -> Edition:
    return miniature.edition()


@pytest.fixture
def folder(edition: Edition, tmp_path: Path) -> Path:
    return written(edition, tmp_path)


# What stands in the tables


def test_the_data_of_an_edition_are_six_tables_and_two_files_about_them(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == {
        *(f"{name}.csv" for name in COLUMNS),
        "edition.json",
        "datapackage.json",
    }


@pytest.mark.parametrize("name", COLUMNS)
def test_a_table_has_the_columns_of_the_contract_in_their_order(folder: Path, name: str) -> None:
    head = (folder / f"{name}.csv").read_text(encoding="utf-8").partition("\n")[0]
    assert head == COLUMNS[name]


def test_every_document_has_a_row(edition: Edition, folder: Path) -> None:
    rows = table(folder, "documents")
    for row, document in zip(rows[:-1], edition.documents, strict=True):
        assert row == {
            "id": document.id,
            "title": document.title,
            "publisher": document.publisher,
            "date": document.date,
            "date_basis": document.date_basis.value,
            "url": document.url,
            "path": document.path,
            "sha256": document.sha256,
            "words": str(len(document.text.split())),
            "tier": document.tier.value,
            "duplicate_of": document.duplicate_of,
            "skipped": "",
            "note": document.note,
        }
    assert {row["duplicate_of"] for row in rows} == {"", "opening-day"}


def test_a_skipped_file_has_a_row_with_its_reason_and_no_more(folder: Path) -> None:
    row = table(folder, "documents")[-1]
    assert {name: value for name, value in row.items() if value} == {
        "path": "scan.pdf",
        "sha256": "0" * 64,
        "skipped": "no text can be read from it",
    }


def test_every_statement_has_a_row_the_rejected_too(edition: Edition, folder: Path) -> None:
    rows = table(folder, "statements")
    assert {row["status"] for row in rows} >= {"rejected", "unsure", "added", "recoded"}
    for row, statement in zip(rows, edition.statements, strict=True):
        for name, value in row.items():
            assert value == str(getattr(statement, name)), name


def test_every_cell_of_the_matrix_has_a_row(edition: Edition, folder: Path) -> None:
    rows = table(folder, "positions")
    assert len(rows) == len(edition.codebook.parties) * len(edition.codebook.issues)
    for row, position in zip(rows, edition.positions, strict=True):
        assert row == {
            **{name: str(getattr(position, name)) for name in row},
            "statements": str(len(position.statements)),
            "documents": str(len(position.documents)),
        }
    assert {row["reason"] for row in rows if row["stance"] == "none"} == {
        "not found in 5 documents to 14 April 2025",
        "below the sufficiency rule",
        "reviewed as none",
    }


def test_the_statements_of_a_row_are_ids_with_spaces_between(
    edition: Edition, folder: Path
) -> None:
    ids = {row["id"] for row in table(folder, "statements")}
    for row, position in zip(
        table(folder, "document_positions"), edition.document_positions, strict=True
    ):
        assert row["statements"].split(" ") == list(position.statements)
        assert ids.issuperset(position.statements)
        assert row["stance"] == position.stance.value
    assert edition.changes is not None
    for row, change in zip(table(folder, "changes"), edition.changes, strict=True):
        assert tuple(row["statements"].split()) == change.statements
        assert (row["kind"], row["before"], row["after"]) == (
            change.kind,
            change.before,
            change.after,
        )


def test_the_distance_between_parties_is_empty_where_one_has_no_position(
    edition: Edition, folder: Path
) -> None:
    rows = table(folder, "agreement")
    for row, pair in zip(rows, edition.agreement, strict=True):
        assert (row["issue"], row["party_a"], row["party_b"]) == (
            pair.issue,
            pair.party_a,
            pair.party_b,
        )
        assert row["distance"] == ("" if pair.distance is None else str(pair.distance))
        assert (row["relation"] == "unknown") == (row["distance"] == "")
    assert {row["distance"] for row in rows} == {"", "0", "1", "2"}


def test_texts_are_in_quotation_marks_and_numbers_are_not(folder: Path) -> None:
    line = (folder / "agreement.csv").read_text(encoding="utf-8").splitlines()[1]
    assert line == '"water-share","northland","southmark","oppose",2'


def test_an_edition_without_anything_has_its_columns_all_the_same(tmp_path: Path) -> None:
    bare = Edition(
        id="undated-0123456789",
        version="1",
        settings=Settings(title="Nothing yet"),
        codebook=miniature.CODEBOOK,
        evidence_date="",
        documents=(),
        statements=(),
        document_positions=(),
        positions=(),
        agreement=(),
    )
    folder = written(bare, tmp_path)
    check_tables(folder)
    for name, columns in COLUMNS.items():
        assert (folder / f"{name}.csv").read_text(encoding="utf-8") == f"{columns}\n"
    assert told(folder)["counts"]["changes"] is None


# Any text


def test_hostile_texts_read_back_to_the_character(tmp_path: Path) -> None:
    edition = miniature.hostile_edition()
    folder = written(edition, tmp_path)
    check_tables(folder)
    lost = {
        (cell["table"], cell["row"], cell["column"]): cell["text"]
        for cell in told(folder)["written_out"]
    }
    for name, records in (("statements", edition.statements), ("documents", edition.documents)):
        for number, (row, record) in enumerate(zip(table(folder, name), records, strict=False), 2):
            for column in ("quote", "speaker", "condition", "title", "publisher", "note", "url"):
                if column in row:
                    assert lost.get((name, number, column), row[column]) == getattr(record, column)
    assert any(HALF in text for text in lost.values())
    assert told(folder)["warnings"] == list(miniature.HOSTILE)


any_text = st.text(st.characters(exclude_categories=()), min_size=1)


@settings(max_examples=60)
@given(st.lists(any_text, min_size=3, max_size=3))
def test_no_text_is_lost_whatever_it_is(texts: list[str]) -> None:
    calm = miniature.edition()
    quote, condition, explanation = texts
    first = replace(calm.statements[0], quote=quote, condition=condition, explanation=explanation)
    with TemporaryDirectory() as name:
        folder = written(replace(calm, statements=(first, *calm.statements[1:])), Path(name))
        check_tables(folder)
        rows = table(folder, "statements")
        content = (folder / "statements.csv").read_bytes()
        lost = {cell["column"]: cell["text"] for cell in told(folder)["written_out"]}
    assert len(rows) == len(calm.statements)
    for column, text in (("quote", quote), ("condition", condition), ("explanation", explanation)):
        assert lost.get(column, rows[0][column]) == text
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            assert lost[column] == text
            assert "[U+D" in rows[0][column]
        else:
            assert column not in lost
    if not lost:
        assert statements(content)[0] == replace(first, machine_stance=None)


def test_a_text_that_begins_like_a_formula_stands_as_it_is(
    edition: Edition, tmp_path: Path
) -> None:
    first = replace(edition.documents[0], title="=1+1", note="-5")
    folder = written(replace(edition, documents=(first, *edition.documents[1:])), tmp_path)
    assert (table(folder, "documents")[0]["title"], table(folder, "documents")[0]["note"]) == (
        "=1+1",
        "-5",
    )
    assert "spreadsheet" in told(folder, "datapackage.json")["description"]


def test_hostile_texts_survive_publication_and_come_back_for_the_next_comparison(
    tmp_path: Path,
) -> None:
    hostile = miniature.hostile_edition()

    def whole(text: str) -> str:
        return text.replace(HALF, "?")

    documents = tuple(
        replace(d, text=whole(d.text), sha256=hashlib.sha256(whole(d.text).encode()).hexdigest())
        for d in hostile.documents
    )
    said = tuple(
        replace(
            s,
            quote=whole(s.quote),
            speaker=whole(s.speaker),
            condition=whole(s.condition),
            explanation=whole(s.explanation),
            reviewed_by=whole(s.reviewed_by),
        )
        for s in hostile.statements
    )
    edition = replace(hostile, documents=documents, statements=said)
    put(tmp_path / "output", edition)
    past = load(tmp_path / "output", edition.id)
    assert past.statements == tuple(replace(s, machine_stance=None) for s in said)


# What a program wants that reads no table


def test_edition_json_tells_what_the_edition_is(edition: Edition, folder: Path) -> None:
    about = told(folder)
    assert about["id"] == edition.id
    assert about["title"] == "River talks of Halm"
    assert about["evidence_date"] == "2025-04-14"
    assert about["compared_with"] == "2025-03-10-abcdef0123"
    assert about["version"] == edition.version
    assert about["codebook_version"] == version(edition.codebook)
    assert about["settings"]["time_zone"] == "UTC"
    assert about["settings"]["contact"] == "Water desk, desk@ministry.example"
    assert [party["id"] for party in about["parties"]] == [p.id for p in edition.codebook.parties]
    assert {actor["name"] for actor in about["parties"][0]["actors"]} == {
        "Ada Berg",
        "Ministry of Waters",
    }
    assert about["issues"][0]["proposition"] == edition.codebook.issues[0].proposition
    assert about["divided"] == [
        {
            "party": "lake-union",
            "issue": "river-patrol",
            "sides": [
                {"actor": "velm", "stance": "support"},
                {"actor": "osta", "stance": "oppose"},
            ],
        }
    ]
    assert about["orphans"][0]["quote"] == "no foreign boats"
    assert about["orphans"][0]["likely"] == "Osta rejected the patrol outright."
    assert about["orphans"][0]["decision"]["who"] == "mo"
    assert about["warnings"] == list(edition.warnings)
    assert about["written_out"] == []


def test_edition_json_counts_what_there_is(edition: Edition, folder: Path) -> None:
    counts = told(folder)["counts"]
    assert edition.changes is not None
    assert counts["documents"] == len(edition.documents)
    assert (counts["copies"], counts["skipped"], counts["orphans"]) == (1, 1, 1)
    assert counts["changes"] == len(edition.changes)
    by_status = {status: counts[f"statements_{status}"] for status in Status}
    assert sum(by_status.values()) == counts["statements"] == len(edition.statements)
    assert by_status[Status.REJECTED] == sum(not s.stands for s in edition.statements) > 0
    assert counts["positions"] == 20
    assert counts["positions_filled"] == sum(p.stance != Stance.NONE for p in edition.positions)
    assert counts["positions_contested"] == 1
    assert counts["positions_reviewed"] == 4


def test_the_same_edition_gives_the_same_bytes_in_another_process(
    folder: Path, tmp_path: Path
) -> None:
    code = (
        "import sys; from pathlib import Path; import miniature;"
        "from positions.rendering.tables import write_tables;"
        "write_tables(miniature.edition(), Path(sys.argv[1]))"
    )
    paths = os.pathsep.join(path for path in sys.path if path)
    for seed in ("1", "2"):
        again = tmp_path / seed
        subprocess.run(
            [sys.executable, "-c", code, str(again)],
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths},
        )
        for path in folder.iterdir():
            assert (again / path.name).read_bytes() == path.read_bytes(), path.name


# The description, and what it finds


def test_the_description_names_every_file_with_its_size_and_hash(folder: Path) -> None:
    package = told(folder, "datapackage.json")
    described = {resource["path"]: resource for resource in package["resources"]}
    assert described.keys() == {p.name for p in folder.iterdir()} - {"datapackage.json"}
    for path, resource in described.items():
        content = (folder / path).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["encoding"] == "utf-8"
    assert package["name"] == "positions-2025-04-14-0123456789"
    assert package["profile"] == "data-package"


def test_the_description_says_of_every_column_what_may_stand_in_it(folder: Path) -> None:
    schemas = {
        resource["name"]: resource["schema"]
        for resource in told(folder, "datapackage.json")["resources"]
        if resource["path"].endswith(".csv")
    }
    assert {
        name: ",".join(field["name"] for field in schema["fields"])
        for name, schema in schemas.items()
    } == COLUMNS
    columns = {
        (name, field["name"]): field
        for name, schema in schemas.items()
        for field in schema["fields"]
    }
    assert all(field["description"].endswith(".") for field in columns.values())
    assert columns["statements", "stance"]["constraints"]["enum"] == [
        "support",
        "conditional",
        "oppose",
    ]
    assert columns["changes", "kind"]["constraints"]["enum"] == (
        "shift contested new-evidence withdrawn wording review codebook extractor".split()
    )
    assert columns["documents", "tier"]["constraints"]["enum"] == [
        *("proposal text", "on record", "reported", "unnamed", "comment", "unknown")
    ]
    assert columns["positions", "party"]["constraints"]["enum"] == [
        *("northland", "southmark", "lake-union", "delta-tribes")
    ]
    assert columns["statements", "confidence"]["type"] == "number"
    assert columns["agreement", "distance"]["type"] == "integer"
    assert schemas["positions"]["primaryKey"] == ["party", "issue"]
    assert schemas["positions"]["foreignKeys"] == [
        {"fields": "lead_statement", "reference": {"resource": "statements", "fields": "id"}}
    ]
    assert all(schema["missingValues"] == [""] for schema in schemas.values())


@pytest.mark.parametrize(
    "make", [miniature.edition, miniature.hostile_edition, miniature.large_edition]
)
def test_what_is_written_is_what_is_described(make: Callable[[], Edition], tmp_path: Path) -> None:
    check_tables(written(make(), tmp_path))


def describe_again(folder: Path) -> None:
    """Make the description true of the sizes and hashes of the files as they are now."""
    package = told(folder, "datapackage.json")
    for resource in package["resources"]:
        content = (folder / resource["path"]).read_bytes()
        resource["bytes"] = len(content)
        resource["hash"] = f"sha256:{hashlib.sha256(content).hexdigest()}"
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")


def faults(folder: Path) -> list[str]:
    with pytest.raises(BadOutput) as found:
        check_tables(folder)
    assert all(fault.cure and str(folder) in fault.place for fault in found.value.faults)
    return [f"{Path(fault.place).name}: {fault.what}" for fault in found.value.faults]


@pytest.mark.parametrize("name", [*(f"{name}.csv" for name in COLUMNS), "edition.json"])
def test_a_changed_byte_is_found_by_the_hash(folder: Path, name: str) -> None:
    path = folder / name
    path.write_bytes(path.read_bytes()[:-1] + b" ")
    assert f"{name}: its hash is not the one described" in faults(folder)


@pytest.mark.parametrize("name", [*(f"{name}.csv" for name in COLUMNS), "edition.json"])
def test_a_missing_file_is_found(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert f"{name}: it cannot be read (No such file or directory)" in faults(folder)


def test_a_file_that_was_cut_short_is_found(folder: Path) -> None:
    path = folder / "positions.csv"
    path.write_bytes(path.read_bytes()[:100])
    assert any("it has 100 bytes" in fault for fault in faults(folder))


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("positions", "party,issue", "party,topic", "its columns are party, topic, stance"),
        ("positions", '"oppose"', '"against"', "stance: 'against' is none of the values described"),
        ("positions", '"northland"', '"nowhere"', "party: 'nowhere' is none of the values"),
        ("positions", '"2025-04-14"', '"14 April"', "'14 April' does not have the form described"),
        ("agreement", ",2\n", ",3\n", "row 2, distance: '3' is more than 2"),
        ("agreement", ",2\n", ",two\n", "row 2, distance: 'two' is no integer"),
        ("agreement", '"southmark"', '"delta-tribes"', "two rows have the same issue, party_a"),
        ("statements", ",0.93,", ",1.93,", "row 2, confidence: '1.93' is more than 1"),
        ("statements", ",0.93,", ",high,", "row 2, confidence: 'high' is no number"),
        ("statements", ",0.93,", ",,", "row 2, confidence: '' is empty"),
        ("statements", '"opening-day"', '"lost"', "document: 'lost' leads to no row of documents"),
        ("statements", '"opening-day"', '""', "document: '' is empty"),
        ("statements", FIRST, '""', "a row has an empty id"),
        ("statements", FIRST, '"a1","a2"', "row 2 has more or fewer cells"),
        ("statements", '"We will', '"We" will', "no table in UTF-8"),
        ("documents", '"opening-day-wire"', '"opening-day"', "two rows have the same id"),
        ("documents", '"opening-day.txt"', '"patrol-quarrel.txt"', "two rows have the same path"),
        ("documents", '"opening-day",""', '"gone",""', "duplicate_of: 'gone' leads to no row"),
    ],
)  # fmt: skip
def test_what_breaks_the_description_is_found_and_named(
    folder: Path, name: str, old: str, new: str, fault: str
) -> None:
    path = folder / f"{name}.csv"
    text = path.read_bytes().decode("utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode("utf-8"))
    describe_again(folder)
    assert any(said.startswith(f"{name}.csv: ") and fault in said for said in faults(folder))


@pytest.mark.parametrize("name", ["changes", "document_positions"])
def test_an_id_among_several_that_leads_nowhere_is_found(folder: Path, name: str) -> None:
    path = folder / f"{name}.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[:-2] + ' gone"\n', encoding="utf-8")
    describe_again(folder)
    assert any("gone' leads to no row of statements.csv" in fault for fault in faults(folder))


def test_a_table_that_is_no_utf_8_is_found(folder: Path) -> None:
    path = folder / "documents.csv"
    path.write_bytes(path.read_bytes().replace(b"Halm", b"H\xe4lm", 1))
    describe_again(folder)
    assert any("documents.csv: it is no table in UTF-8" in fault for fault in faults(folder))


def test_all_faults_are_told_at_once_and_those_of_a_kind_are_counted(folder: Path) -> None:
    path = folder / "positions.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"support"', '"for"').replace('"low"', '"poor"'), "utf-8")
    (folder / "changes.csv").unlink()
    told_of = "\n".join(faults(folder))
    assert "stance: 'for' is none of the values described (and 5 rows more)" in told_of
    assert "confidence: 'poor' is none of the values described" in told_of
    assert "changes.csv: it cannot be read" in told_of


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"resources": [{}]}', b'{"resources": 7}', b"\xff", None]
)
def test_a_description_that_is_none_is_found(folder: Path, content: bytes | None) -> None:
    (folder / "datapackage.json").unlink()
    if content is not None:
        (folder / "datapackage.json").write_bytes(content)
    (fault,) = faults(folder)
    assert fault.startswith("datapackage.json: it cannot be used as a description")


def test_a_description_that_leaves_a_table_out_or_adds_one_is_found(folder: Path) -> None:
    package = told(folder, "datapackage.json")
    package["resources"][0]["path"] = "../elsewhere.csv"
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    found = faults(folder)
    assert "datapackage.json: it does not describe documents.csv" in found
    assert any("is no file of an edition, ../elsewhere.csv" in fault for fault in found)


@pytest.mark.parametrize(
    ("within", "key", "value"),
    [
        ((), "schema", {}),
        (("schema",), "fields", 7),
        (("schema", "fields", 2), "type", "stance"),
        (("schema", "fields", 5, "constraints"), "pattern", "("),
        (("schema",), "primaryKey", ["nothing"]),
        (("schema", "foreignKeys", 0), "reference", {}),
    ],
)
def test_a_description_that_cannot_be_followed_is_found(
    folder: Path, within: tuple[str | int, ...], key: str, value: object
) -> None:
    package = told(folder, "datapackage.json")
    (place,) = (one for one in package["resources"] if one["name"] == "positions")
    for step in within:
        place = place[step]
    place[key] = value
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    assert any("it cannot be used as a description" in fault for fault in faults(folder))
