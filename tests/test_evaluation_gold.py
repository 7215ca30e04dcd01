"""A file of gold: what is read from it, and that every fault comes with its line and a cure."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from miniature_dossier import BY_ID, CODEBOOK, DOCUMENTS
from positions.errors import BadInput, Fault
from positions.evaluation import Coded, Coding, check_known, load_gold

SENTENCE = "Southmark demands half of the flow, as in the treaty of 1911."
RECORD: dict[str, Any] = {
    "doc": "opening-day",
    "party": "southmark",
    "issue": "water-share",
    "stance": "support",
    "evidence": [SENTENCE],
    "sure": 3,
}


def written(path: Path, *records: object) -> Path:
    """A file with these records; a text is a line as it stands."""
    lines = (one if isinstance(one, str) else json.dumps(one) for one in records)
    file = path / "gold.jsonl"
    file.write_bytes("".join(f"{line}\n" for line in lines).encode("utf-8"))
    return file


def read(file: Path) -> tuple[Coded, ...]:
    return load_gold(file, CODEBOOK, DOCUMENTS)


def faults_of(file: Path, *, one_coder: bool = False) -> tuple[Fault, ...]:
    with pytest.raises(BadInput) as caught:
        load_gold(file, CODEBOOK, DOCUMENTS, one_coder=one_coder)
    assert all(fault.cure.endswith((".", "?")) for fault in caught.value.faults)
    str(caught.value).encode("utf-8")  # whatever is in the file, the report can be printed
    return caught.value.faults


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    assert read(written(tmp_path, {**RECORD, "summary": "They want half."})) == (
        Coded(
            document="opening-day",
            party="southmark",
            issue="water-share",
            stances=(Coding.SUPPORT,),
            evidence=(SENTENCE,),
            sure=3,
        ),
    )


def test_a_disputed_record_has_the_stances_of_both_coders(tmp_path: Path) -> None:
    disputed = {**RECORD, "agreed": False, "stance": ["support", "mixed"], "evidence": []}
    one_left = {**RECORD, "agreed": False, "party": "northland", "stance": "oppose"}
    first, second = read(written(tmp_path, disputed, one_left))
    assert (first.disputed, first.stances) == (True, (Coding.SUPPORT, Coding.MIXED))
    assert (second.disputed, second.stances) == (True, (Coding.OPPOSE,))


def test_blank_lines_a_byte_order_mark_and_dos_line_ends_do_no_harm(tmp_path: Path) -> None:
    file = written(tmp_path, "", RECORD, "  ")
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert len(read(file)) == 1


def test_a_line_ends_only_where_json_lets_it(tmp_path: Path) -> None:
    """U+2028 and its like may stand in a text; the line after them has its own number."""
    summary = json.dumps({**RECORD, "summary": "one\u2028two\x85three"}, ensure_ascii=False)
    assert len(read(written(tmp_path, summary))) == 1
    (fault,) = faults_of(written(tmp_path, summary, "{"))
    assert "line 2" in fault.place


@pytest.mark.parametrize(
    ("change", "what", "cure"),
    [
        ({"doc": "opening-daze"}, "no document 'opening-daze'", "mean 'opening-day'?"),
        ({"party": "Southmark"}, "no party 'Southmark'", "mean 'southmark'?"),
        ({"party": "Delta Tribes"}, "no party 'Delta Tribes'", "mean 'delta-tribes'?"),
        ({"party": "zzz"}, "no party 'zzz'", "one of northland, southmark, lake-union"),
        ({"party": 7}, "no party 7", "one of northland"),
        ({"issue": "water-shares"}, "no issue 'water-shares'", "mean 'water-share'?"),
        ({"issue": None}, "no issue None", "one of water-share"),
        ({"stance": "for"}, "no stance 'for'", "one of support, mixed, oppose."),
        ({"stance": "conditional"}, "no stance 'conditional'", "write mixed"),
        ({"stance": ["support", "mixed"]}, "no stance ['support', 'mixed']", "one of support"),
        ({"stance": [], "agreed": False}, "no stance []", "or a list of these"),
        ({"stance": [["support"]], "agreed": False}, "no stance [['support']]", "one of support"),
        ({"stance": {"a": 1}}, "no stance {'a': 1}", "one of support"),
        ({"agreed": "no"}, "'agreed' is 'no'", "true or false"),
        ({"evidence": []}, "no evidence", "Copy the sentence"),
        ({"evidence": SENTENCE}, "the evidence is", "a list of passages"),
        ({"evidence": [SENTENCE, 3]}, "the evidence is", "a list of passages"),
        ({"evidence": ["  "]}, "the evidence is", "a list of passages"),
        ({"sure": 4}, "'sure' is 4", "1, 2 or 3"),
        ({"sure": True}, "'sure' is True", "1, 2 or 3"),
        ({"sure": "3"}, "'sure' is '3'", "1, 2 or 3"),
        ({"agred": False}, "unknown key 'agred'", "mean 'agreed'?"),
    ],
)
def test_a_fault_says_what_is_wrong_and_how_to_mend_it(
    tmp_path: Path, change: dict[str, Any], what: str, cure: str
) -> None:
    other = {**RECORD, "party": "northland"}
    (fault,) = faults_of(written(tmp_path, other, {**RECORD, **change}))
    assert fault.place == f"{tmp_path / 'gold.jsonl'}, line 2"
    assert what in fault.what
    assert cure in fault.cure


@pytest.mark.parametrize("key", ["doc", "party", "issue", "stance"])
def test_a_key_that_is_missing_is_named(tmp_path: Path, key: str) -> None:
    record = {name: value for name, value in RECORD.items() if name != key}
    (fault,) = faults_of(written(tmp_path, record))
    assert fault.what == f"{key!r} is missing"


def test_evidence_must_stand_in_the_document_word_for_word(tmp_path: Path) -> None:
    """The passage that was meant is shown, and not taken in its place."""
    changed = SENTENCE.replace("half of", "one half of")
    (fault,) = faults_of(written(tmp_path, {**RECORD, "evidence": [SENTENCE, changed]}))
    assert repr(changed) in fault.what
    assert "does not stand in opening-day" in fault.what
    assert SENTENCE in fault.cure


def test_evidence_is_sought_in_the_record_s_own_document_alone(tmp_path: Path) -> None:
    assert SENTENCE not in BY_ID["flood-bill"].text
    (fault,) = faults_of(written(tmp_path, {**RECORD, "doc": "flood-bill"}))
    assert "does not stand in flood-bill" in fault.what


def test_a_position_is_coded_once(tmp_path: Path) -> None:
    (fault,) = faults_of(written(tmp_path, RECORD, "", {**RECORD, "stance": "mixed"}))
    assert "line 3" in fault.place
    assert "coded already on line 1" in fault.what


def test_a_coder_s_own_file_has_no_disputed_records(tmp_path: Path) -> None:
    file = written(tmp_path, {**RECORD, "agreed": False})
    assert read(file)
    (fault,) = faults_of(file, one_coder=True)
    assert "cannot be disputed" in fault.what


def test_all_faults_of_a_file_come_in_one_report(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        {**RECORD, "party": "mars", "stance": "yes", "sure": 0},
        "not json",
        '"a text"',
        '{"doc": "opening-day", "doc": "flood-bill", "party": "southmark", "issue": "water-share",'
        f' "stance": "support", "evidence": [{json.dumps(SENTENCE)}]}}',
        RECORD,
    )
    lines = [fault.place.rpartition(" ")[2] for fault in faults_of(file)]
    assert lines == ["1", "1", "1", "2", "3", "4", "4"]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "no records"),
        (b"\n \n", "no records"),
        (b"{}\n\xff\xfe", "not UTF-8"),
        (b"[" * 100_000, "not valid JSON"),
        (b'{"sure": ' + b"9" * 5000 + b"}", "not valid JSON"),
        (b"[" * 500 + b"]" * 500, "no JSON object"),
        (b'{"stance": ' + b"[" * 500 + b"]" * 500 + b"}", "'doc' is missing"),
    ],
    ids=["empty", "blank", "binary", "deep", "long number", "lists", "deep stance"],
)
def test_a_file_that_is_no_gold_is_refused(tmp_path: Path, content: bytes, what: str) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_bytes(content)
    assert what in faults_of(file)[0].what


def test_a_file_that_is_not_there_or_a_folder_is_refused(tmp_path: Path) -> None:
    assert "cannot be read" in faults_of(tmp_path / "none.jsonl")[0].what
    assert "cannot be read" in faults_of(tmp_path)[0].what


def test_documents_listed_by_hand_must_be_there() -> None:
    check_known(["opening-day"], DOCUMENTS, "--documents")
    with pytest.raises(BadInput) as caught:
        check_known(["opening-day", "opening-daze", "nine"], DOCUMENTS, "--documents")
    assert len(caught.value.faults) == 2
    assert "'opening-day'" in caught.value.faults[0].cure


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from([*RECORD, "agreed"]), _JSON))
def test_no_record_ends_in_a_traceback(tmp_path: Path, change: dict[str, Any]) -> None:
    file = written(tmp_path, json.dumps({**RECORD, **change}))
    try:
        records = read(file)
    except BadInput as error:
        records, report = (), str(error)
        report.encode("utf-8")
    for record in records:
        assert all(passage in BY_ID[record.document].text for passage in record.evidence)
