"""Reading a folder: every file is a document, or listed with the reason why it is none."""

import hashlib
import os
from pathlib import Path

import pytest

from positions.documents import read_all, read_file, sentences
from positions.documents.reading import LARGEST
from positions.errors import BadInput
from positions.model import DateBasis, Document, Skipped, Tier

PROSE = "Moscow rejects the proposal and wants the whole region, its envoy said on Monday."
HEADER = "Envoys meet\nThe Daily Example\nhttps://news.example/1\n2025-12-01\n\n"


def write(folder: Path, **files: str | bytes) -> Path:
    """Files with these names ("__" for a stroke, "_" for a dot before the ending)."""
    for key, content in files.items():
        stem, _, ending = key.replace("__", "/").rpartition("_")
        path = folder / f"{stem}.{ending}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def only(folder: Path, content: str | bytes, name: str = "a.txt") -> Document:
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    found = read_file(folder / name, folder)
    assert isinstance(found, Document)
    return found


def reason(folder: Path, name: str) -> str:
    found = read_file(folder / name, folder)
    assert isinstance(found, Skipped)
    assert found.path == name
    return found.reason


def faults(folder: Path, table: str) -> list[str]:
    """The faults of a folder with a table, without the path before them."""
    sources = folder.parent / "sources.csv"
    sources.write_text(table, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        read_all(folder, sources)
    return [str(fault).replace(f"{folder.parent}/", "") for fault in caught.value.faults]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "documents").mkdir()
    return tmp_path / "documents"


def test_a_text_is_kept_character_for_character(folder: Path) -> None:
    content = f"\ufeff{PROSE}\r\n\r\n\tKyiv \u200bagrees.\r\n"
    document = only(folder, content)
    assert document.text == content[1:]
    assert (document.id, document.path) == ("a", "a.txt")
    assert document.sha256 == hashlib.sha256(content.encode()).hexdigest()


@pytest.mark.parametrize("name", ["a.txt", "a.TXT", "a.text", "a.md", "a.Markdown"])
def test_text_and_markdown_are_read_by_any_usual_ending(folder: Path, name: str) -> None:
    assert only(folder, PROSE, name).text == PROSE


@pytest.mark.parametrize("name", ["a.html", "a.HTM", "a.xhtml"])
def test_a_saved_page_is_read_as_its_article(folder: Path, name: str) -> None:
    html = f"<html><body><article><h1>Envoys meet</h1><p>{PROSE}</p></article></body></html>"
    assert only(folder, html, name).text == f"# Envoys meet\n\n{PROSE}\n\n"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (HEADER, ("Envoys meet", "The Daily Example", "https://news.example/1", "2025-12-01")),
        ("T\r\nP\r\nhttps://n.example\r\n2025\r\n\r\n", ("T", "P", "https://n.example", "2025")),
        ("T\nP\nhttp://n.eu\nMay 2, 2025, 9:52\n \n", ("T", "P", "http://n.eu", "2025-05-02")),
        ("T\nunknown\n-\n2025-12\n\n", ("T", "", "", "2025-12")),
        ("T\n\n\n2025\n\n", ("T", "", "", "2025")),
        ("T\nP\nhttps://n.example\n\n\n", ("T", "P", "https://n.example", "")),
        ("T\nP\nhttps://n.example\n01/02/2025\n\n", ("T", "P", "https://n.example", "")),
        ("T\nP\nunknown\nunknown\n\n", ("T", "P", "", "")),
    ],
)  # fmt: skip
def test_four_header_lines_are_metadata_and_no_statement(
    folder: Path, header: str, expected: tuple[str, str, str, str]
) -> None:
    document = only(folder, header + PROSE)
    assert (document.title, document.publisher, document.url, document.date) == expected
    assert document.date_basis is (DateBasis.GIVEN if document.date else DateBasis.UNKNOWN)
    assert [document.text[s.start : s.end] for s in sentences(document)] == [PROSE]


@pytest.mark.parametrize(
    "start",
    [
        "Envoys meet\nThe talks go on.\nNobody left.\nThey ate.\n\n",
        "Envoys meet\nThe Daily\n\n\n\n",
        "Envoys meet\nThe Daily\nhttps://news.example/1\n2025-12-01\n",
        "Envoys meet\nThe Daily\nhttps://news.example/1\nKyiv agreed to hold talks.\n\n",
        f"Envoys meet\nThe Daily\nhttps://news.example/1\n{PROSE} All 27 agreed.\n\n",
        "\nEnvoys meet\nThe Daily\nhttps://news.example/1\n2025\n",
        "Envoys meet\nThe Daily\nin Geneva\n2025\n\n",
    ],
)
def test_other_lines_at_the_start_are_the_articles_own(folder: Path, start: str) -> None:
    document = only(folder, start + PROSE)
    assert document.publisher == document.url == document.date == ""
    assert len(document.blocks) > 2  # header and text


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (PROSE, PROSE),
        (f"\n\n# *Envoys* [meet](https://n.example)\n\n{PROSE}", "Envoys meet"),
        (f"Share\n\n{PROSE}\n{PROSE}", PROSE),
        ("Share", "Share"),
        ("\u200b", "\u200b"),
        ("word " * 100, "word " * 39 + "…"),
        ("x" * 500, "x" * 200 + " …"),
    ],
)
def test_without_a_header_the_first_line_is_the_title(
    folder: Path, content: str, title: str
) -> None:
    assert only(folder, content).title == title


@pytest.mark.parametrize(
    ("name", "date", "basis"),
    [
        ("2025-12-01-envoys.txt", "2025-12-01", DateBasis.FILE),
        ("envoys.txt", "", DateBasis.UNKNOWN),
    ],
)
def test_a_date_in_the_file_name_stands_in_for_one_in_the_text(
    folder: Path, name: str, date: str, basis: DateBasis
) -> None:
    document = only(folder, PROSE, name)
    assert (document.date, document.date_basis) == (date, basis)
    document = only(folder, HEADER.replace("12-01", "11-30") + PROSE, name)
    assert (document.date, document.date_basis) == ("2025-11-30", DateBasis.GIVEN)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", b"", "empty: there is no text in it"),
        ("a.txt", b" \r\n\xef\xbb\xbf", "empty: there is no text in it"),
        ("a.txt", b"\xef\xbb\xbf", "empty: there is no text in it"),
        ("a.txt", HEADER.encode(), "empty: there is no text in it"),
        ("a.html", b"\n", "empty: there is no text in it"),
        ("a.html", b"<html></html>", "no article was found on the page"),
        ("a.txt", b"%PDF\0", "binary: it contains null bytes"),
        ("a.txt", b"\x81" * 9, "undecodable: its encoding cannot be told; save it as UTF-8"),
        ("a.pdf", b"%PDF", "the ending '.pdf' is none of .txt .text .md .markdown .html"),
        ("README", b"text", "a name without an ending is none of .txt"),
    ],
)
def test_what_cannot_be_read_is_skipped_with_its_reason(
    folder: Path, name: str, content: bytes, expected: str
) -> None:
    (folder / name).write_bytes(content)
    assert reason(folder, name).startswith(expected)


def test_a_document_over_10_mb_is_refused_unread_and_one_of_10_mb_is_not(folder: Path) -> None:
    path = folder / "a.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    assert reason(folder, "a.txt") == "too large: 10.0 MB, and the limit is 10 MB"
    path.write_bytes(b" " * (LARGEST - 1) + b"a")
    assert isinstance(read_file(path, folder), Document)


def test_links_are_followed_only_within_the_folder(folder: Path, tmp_path: Path) -> None:
    write(tmp_path, private_txt="Private.")
    write(folder, a_txt=PROSE, sub__b_txt=PROSE)
    (folder / "inside.txt").symlink_to("a.txt")
    (folder / "outside.txt").symlink_to(tmp_path / "private.txt")
    (folder / "nowhere.txt").symlink_to("gone.txt")
    (folder / "circle.txt").symlink_to("circle.txt")
    (folder / "up").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe.txt")
    found = read_all(folder, None)
    assert [document.path for document in found.documents] == ["a.txt", "sub/b.txt", "inside.txt"]
    assert {skipped.path: skipped.reason for skipped in found.skipped} == {
        "circle.txt": "a link that leads in a circle",
        "nowhere.txt": "a link that leads nowhere",
        "outside.txt": "a link that leads out of the documents folder",
        "pipe.txt": "no file with content of its own",
        "up": "a link to a folder, which is not followed",
    }


def test_what_may_not_be_opened_is_listed(unprivileged: Path) -> None:
    write(unprivileged, a_txt=PROSE, closed_txt=PROSE, locked__b_txt=PROSE, blind__c_txt=PROSE)
    (unprivileged / "closed.txt").chmod(0)
    (unprivileged / "locked").chmod(0)
    (unprivileged / "blind").chmod(0o400)  # names can be listed, and nothing behind them
    found = read_all(unprivileged, None)
    (unprivileged / "locked").chmod(0o700)
    (unprivileged / "blind").chmod(0o700)
    assert [document.id for document in found.documents] == ["a"]
    assert {skipped.path: skipped.reason for skipped in found.skipped} == {
        "blind/c.txt": "no permission to read it",
        "closed.txt": "no permission to read it",
        "locked": "a folder that cannot be opened (Permission denied)",
    }


def test_a_name_that_is_no_utf8_is_listed_in_characters_that_can_be_written(folder: Path) -> None:
    try:
        Path(os.fsdecode(bytes(folder) + b"/caf\xe9.txt")).write_text(PROSE)
    except OSError:
        pytest.skip("this file system takes names in UTF-8 alone")
    (skipped,) = read_all(folder, None).skipped
    assert skipped.path.encode() == rb"caf\udce9.txt"
    assert skipped.reason == "its name is not UTF-8"


def test_hidden_files_and_folders_are_left_out(folder: Path) -> None:
    write(folder, a_txt=PROSE, **{".hidden_txt": PROSE, ".git__b_txt": PROSE})
    found = read_all(folder, None)
    assert ([d.id for d in found.documents], found.skipped) == (["a"], ())


@pytest.mark.parametrize("there", [True, False])
def test_a_folder_that_is_none_is_bad_input(tmp_path: Path, *, there: bool) -> None:
    if there:
        (tmp_path / "documents").write_text("a file")
    with pytest.raises(BadInput, match=r"documents: there is no such folder\. Create it"):
        read_all(tmp_path / "documents", None)


def test_a_row_outranks_what_the_text_says_and_an_empty_cell_changes_nothing(folder: Path) -> None:
    write(folder, a_txt=HEADER + PROSE, sub__b_txt=HEADER + PROSE)
    sources = folder.parent / "sources.csv"
    sources.write_text(
        "id,path,title,publisher,date,date_basis,url,tier,note\n"
        "a,,,,,,,,\n"
        "x,sub/b.txt,Talks,Agency,2025-12,inferred,https://n.example,on record,seen\n"
    )
    a, x = read_all(folder, sources).documents
    assert (a.title, a.publisher, a.date) == ("Envoys meet", "The Daily Example", "2025-12-01")
    assert (a.date_basis, a.tier, a.url) == (
        DateBasis.GIVEN,
        Tier.UNKNOWN,
        "https://news.example/1",
    )
    assert (x.id, x.title, x.publisher, x.date) == ("x", "Talks", "Agency", "2025-12")
    assert (x.date_basis, x.tier, x.url) == (
        DateBasis.INFERRED,
        Tier.ON_RECORD,
        "https://n.example",
    )
    assert x.note == "seen"
    assert (x.text, x.blocks, x.sha256) == (a.text, a.blocks, a.sha256)


def test_a_date_in_a_row_is_given_unless_the_row_says_otherwise(folder: Path) -> None:
    write(folder, a_txt=PROSE, **{"b-2025-12-01_txt": PROSE})
    sources = folder.parent / "sources.csv"
    sources.write_text("id,date\na,2025-12-03\nb-2025-12-01,2025-12-02\n")
    assert [(d.date, d.date_basis) for d in read_all(folder, sources).documents] == [
        ("2025-12-03", DateBasis.GIVEN),
        ("2025-12-02", DateBasis.GIVEN),
    ]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "id\nz\n",
            ["sources.csv, line 2: there is no file for the id 'z'. Add the file to docum"],
        ),
        ("path\nz.txt\n", ["sources.csv, line 2: there is no file for the path 'z.txt'. Add the "]),
        ("id,path\na,\nx,a.txt\n", ["sources.csv, line 3: a.txt has a row already, in sources.cs"]),
        ("id,path\nb,a.txt\n", ["b.md: it has the id 'b', and so has a.txt. Rename one, or give "]),
        ("id,date_basis\na,given\n", ["sources.csv, line 2: the date_basis is 'given', but there"]),
        (
            "id,date_basis,tier\na,file,\nz,,\n,,gossip\nz,,\nz,,,\n",
            [
                "sources.csv, line 4: the row has neither id nor path. Give",
                "sources.csv, line 4: unknown tier 'gossip'. Write one of: ",
                "sources.csv, line 6: the row has 4 cells for 3 columns. Put",
                "sources.csv, line 5: the id 'z' stands already in sources.csv, line 3. Leave",
                "sources.csv, line 3: there is no file for the id 'z'. Add",
                "sources.csv, line 2: the date_basis is 'file', but there is no date. Give",
            ],
        ),
    ],
)
def test_faults_between_table_and_folder_come_together_each_with_place_and_cure(
    folder: Path, table: str, expected: list[str]
) -> None:
    write(folder, a_txt=PROSE, b_md=PROSE)
    found = faults(folder, table)
    assert [fault[: len(start)] for fault, start in zip(found, expected, strict=True)] == expected


def test_a_name_that_two_files_have_is_a_fault_and_so_is_a_row_that_could_mean_both(
    folder: Path,
) -> None:
    write(folder, b_md=PROSE, sub__b_txt=PROSE, sub__b_html="<html></html>")
    of_row, of_file = faults(folder, "id\nb\n")
    assert of_row == (
        "sources.csv, line 2: the id 'b' fits 3 files: b.md, sub/b.html, sub/b.txt. Give the path."
    )
    assert of_file == (
        "sub/b.txt: it has the id 'b', and so has b.md. Rename one, or give it an id and its path "
        "in sources.csv."
    )
    sources = folder.parent / "sources.csv"
    sources.write_text("id,path\nc,sub/b.txt\n")
    assert [document.id for document in read_all(folder, sources).documents] == ["b", "c"]


def test_a_row_that_an_unreadable_file_of_the_same_name_could_mean_is_the_readable_ones(
    folder: Path,
) -> None:
    write(folder, a_txt=PROSE, a_pdf=b"%PDF")
    sources = folder.parent / "sources.csv"
    sources.write_text("id,title\na,Envoys meet\n")
    found = read_all(folder, sources)
    assert [d.title for d in found.documents] == ["Envoys meet"]
    assert [s.path for s in found.skipped] == ["a.pdf"]


def test_documents_that_the_table_forgot_make_one_warning(folder: Path) -> None:
    write(folder, a_txt=PROSE, b_txt=PROSE, c_txt=HEADER + PROSE)
    sources = folder.parent / "sources.csv"
    sources.write_text("id,title\n")
    (warning,) = read_all(folder, sources).warnings
    assert warning == (
        "2 documents have no row in sources.csv, so that only the first line is known, as the "
        "title: a, b"
    )
    assert read_all(folder, None).warnings == ("2 documents have no date: a, b",)


def test_a_known_document_without_a_date_makes_a_warning(folder: Path) -> None:
    write(folder, a_txt=PROSE, c_txt=HEADER + PROSE)
    sources = folder.parent / "sources.csv"
    sources.write_text("id,publisher\na,The Daily\n")
    assert read_all(folder, sources).warnings == ("1 document has no date: a",)


def test_documents_come_in_order_of_their_ids_and_alike_each_time(folder: Path) -> None:
    write(folder, b_txt=PROSE, a__z_txt=PROSE, a__c_html="<p>", c_md="# A\n\nB.", B_txt=PROSE)
    found = read_all(folder, None)
    assert [d.id for d in found.documents] == sorted(d.id for d in found.documents)
    assert read_all(folder, None) == found
