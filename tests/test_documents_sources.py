"""`sources.csv`: what it gives, and every fault at its line with its cure."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from positions.documents.sources import COLUMNS, Row, read
from positions.errors import Fault
from positions.model import DateBasis, Tier


def table(tmp_path: Path, content: str | bytes) -> tuple[tuple[Row, ...], tuple[Fault, ...]]:
    path = tmp_path / "sources.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read(path)


def test_a_full_row_is_read_cell_by_cell(tmp_path: Path) -> None:
    (row,), faults = table(
        tmp_path,
        "id,title,publisher,date,date_basis,url,path,tier,note\n"
        '001,"Envoys meet, again",The Daily,2025-12-01,inferred,https://news.example/1,'
        'a/001.txt,on record,"two\nlines"\n',
    )
    assert faults == ()
    assert row == Row(
        place=f"{tmp_path / 'sources.csv'}, line 2",
        id="001",
        path="a/001.txt",
        title="Envoys meet, again",
        publisher="The Daily",
        date="2025-12-01",
        date_basis=DateBasis.INFERRED,
        url="https://news.example/1",
        tier=Tier.ON_RECORD,
        note="two\nlines",
    )


@pytest.mark.parametrize(
    "content",
    [
        "id,date\na,2025\n",
        "id,date\r\na,2025\r\n",
        "id,date\ra,2025",
        "\ufeffid,date\na,2025\n",
        "\n , \nid , date\n\n a , 2025 \n,\n",
        "date,id,note\n2025,a\n",
        '"id","date"\n"a","2025"\n',
    ],
)
def test_columns_and_rows_are_found_however_a_program_wrote_them(
    tmp_path: Path, content: str
) -> None:
    (row,), faults = table(tmp_path, content)
    assert (row.id, row.date, faults) == ("a", "2025", ())
    assert (row.date_basis, row.tier) == (None, None)


# Content, then for each fault its line and words of what is wrong and of the cure.
FAULTY = [
    ("", [(0, "empty", "columns")]),
    ("\n,,\n", [(0, "empty", "columns")]),
    ("id\tdate\na\t2025", [(1, "parted by '\\t'", "commas")]),
    ("id;date\na;2025", [(1, "parted by ';'", "commas")]),
    ("title,date\nA,2025", [(1, "neither a column 'id' nor", "Add one")]),
    (
        "id,Title,when\na,A,2025",
        [(1, "unknown column 'Title'", "title"), (1, "unknown column 'when'", "date")],
    ),
    ("id,date,date\na,2025,2026", [(1, "'date' stands there 2 times", "Leave one")]),
    ("id,date\na,30.2.2025", [(2, "'30.2.2025' is no date", "2025-12-01")]),
    ("id,date\na,2025-02-30", [(2, "'2025-02-30' is no date", "calendar")]),
    ("id,url\na,javascript:x", [(2, "no web address", "https://")]),
    ("id,tier\na,gossip", [(2, "unknown tier 'gossip'", "proposal text, on record")]),
    ("id,date_basis\na,guess", [(2, "unknown date_basis 'guess'", "given, inferred, file")]),
    ("id,date,date_basis\na,2025,unknown", [(2, "its basis is 'unknown'", "how the date")]),
    ("id,title\n,A", [(2, "neither id nor path", "Give")]),
    ("id\na\nb\na", [(4, "'a' stands already in", "one row")]),
    ("path,id\nx.txt,a\nx.txt,b", [(3, "path 'x.txt' stands already", "one row")]),
    ("id,title\na,Envoys meet, again\n", [(2, "3 cells for 2 columns", "quotation marks")]),
    ('id,title\na,"Envoys\nmeet\n', [(2, "not valid CSV", "quotation mark")]),
    ('id,title\na,"Envoys "meet"\n', [(2, "not valid CSV", "quotation mark")]),
    (b"id,title\na,caf\xe9\n", [(2, "not UTF-8", "UTF-8")]),
    (
        'id,date,tier,when\n,2025-13,gossip\n\na,b,c,d,e\nz,"2\n",,\nz',
        [
            (1, "unknown column 'when'", "Rename"),
            (2, "neither id nor path", "Give"),
            (2, "'2025-13' is no date", "calendar"),
            (2, "unknown tier 'gossip'", "Write one of"),
            (4, "5 cells for 4 columns", "quotation marks"),
            (5, "'2' is no date", "calendar"),
            (7, "'z' stands already", "one row"),
        ],
    ),
]


@pytest.mark.parametrize(("content", "expected"), FAULTY)
def test_all_faults_come_at_once_each_with_its_line_and_cure(
    tmp_path: Path, content: str | bytes, expected: list[tuple[int, str, str]]
) -> None:
    _, faults = table(tmp_path, content)
    file = str(tmp_path / "sources.csv")
    assert [fault.place for fault in faults] == [
        f"{file}, line {line}" if line else file for line, _, _ in expected
    ]
    for fault, (_, what, cure) in zip(faults, expected, strict=True):
        assert what in fault.what
        assert cure in fault.cure


def test_a_folder_in_its_place_is_a_fault(tmp_path: Path) -> None:
    assert [fault.place for fault in read(tmp_path)[1]] == [str(tmp_path)]


def test_a_table_that_may_not_be_read_is_a_fault(unprivileged: Path) -> None:
    path = unprivileged / "sources.csv"
    path.write_text("id\na\n")
    path.chmod(0)
    rows, (fault,) = read(path)
    assert rows == ()
    assert "Permission denied" in fault.what


_CELLS = st.sampled_from([*COLUMNS, "a", "b", "2025", "x y", "", "=1", '"', "'", "\0", "é", ";"])
_LINES = st.lists(_CELLS, max_size=10).map(",".join)
any_table = st.one_of(
    st.lists(_LINES, max_size=6).map("\n".join),
    st.lists(_LINES, max_size=6).map(lambda lines: "\r".join(["id,path,date", *lines])),
    st.text(),
)


@given(any_table)
def test_any_table_gives_rows_or_faults_and_never_an_error(
    tmp_path_factory: pytest.TempPathFactory, content: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(content.encode("utf-8", "surrogatepass"))
    rows, faults = read(path)
    assert faults or all(row.id or row.path for row in rows)
    assert all(fault.place.startswith(str(path)) and fault.cure for fault in faults)
