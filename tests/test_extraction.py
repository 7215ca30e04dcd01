"""What holds for any text: evidence word for word, the same answer always, plain English read."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from positions import codebook
from positions.documents import read_all
from positions.documents.blocks import divide
from positions.extraction import Extractor, extract
from positions.model import Attribution, Document, Stance, Statement, occurrence_at, statement_id

ROOT = Path(__file__).parent.parent
BOOK = codebook.load(ROOT / "seeds/codebook.yaml")
EXTRACTOR = Extractor(BOOK)
FOLDERS = (ROOT / "seeds/documents", ROOT / "tests/extraction/articles")


def document(text: str) -> Document:
    return Document(
        id="d", title="t", path="d.txt", sha256="0" * 64, text=text, blocks=divide(text, 0)
    )


def found(text: str) -> tuple[Statement, ...]:
    return EXTRACTOR.statements(document(text))


def check(read: Document, statements: tuple[Statement, ...]) -> None:
    for one in statements:
        assert read.text[one.start : one.end] == one.quote
        assert one.quote.strip()
        occurrence = occurrence_at(read.text, one.quote, one.start)
        assert one.id == statement_id(read.id, one.party, one.issue, one.quote, occurrence)
        assert one.stance in (Stance.SUPPORT, Stance.OPPOSE, Stance.CONDITIONAL)
        assert 0 < one.confidence < 1
        assert one.rule
        assert " → " in one.explanation
    assert [s.start for s in statements] == sorted(s.start for s in statements)
    assert len({s.id for s in statements}) == len(statements)


@pytest.mark.parametrize(
    "read",
    [d for folder in FOLDERS for d in read_all(folder, None).documents],
    ids=lambda d: str(d.id),
)
def test_every_quotation_is_its_document_word_for_word(read: Document) -> None:
    statements = EXTRACTOR.statements(read)
    assert statements
    check(read, statements)


SAID = [
    "Russia rejects a ceasefire",
    "Zelensky said that Kyiv would never cede the Donbas",
    "“We will not give up land,” he said",
    "Putin, the Kremlin said, is open to talks with Kyiv only if sanctions are lifted",
    "İstanbul. Ukraine’s demand for security guarantees",
    "not", "“", "”", '"', "'", "\n", "\r\n", "\u2028", "\r", ". ", "U.S.", "İ", "\ud800", "\x00",
]  # fmt: skip


@given(st.lists(st.one_of(st.sampled_from(SAID), st.text(max_size=12)), max_size=12))
def test_any_text_gives_evidence_or_nothing(parts: list[str]) -> None:
    read = document(" ".join(parts))
    check(read, EXTRACTOR.statements(read))


def test_the_answer_depends_on_nothing_but_document_and_codebook() -> None:
    program = (
        "from pathlib import Path; from positions import codebook;"
        "from positions.documents import read_all; from positions.extraction import Extractor;"
        "e = Extractor(codebook.load(Path('seeds/codebook.yaml')));"
        "print([e.statements(d) for d in read_all(Path('seeds/documents'), None).documents])"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
    assert len(said.pop()) > 10_000


def test_one_extractor_reads_many_documents_as_many_read_one_each() -> None:
    for read in read_all(FOLDERS[0], None).documents[:2]:
        assert EXTRACTOR.statements(read) == extract(read, BOOK)


@pytest.mark.parametrize(
    ("text", "cell", "stance"),
    [
        ("Russia rejects a ceasefire.", ("russia", "ceasefire"), Stance.OPPOSE),
        ("Zelensky supports a ceasefire.", ("ukraine", "ceasefire"), Stance.SUPPORT),
        (
            "The Kremlin said it opposes the deployment of European troops in Ukraine.",
            ("russia", "multinational-force"),
            Stance.OPPOSE,
        ),
        (
            "Macron insists on security guarantees for Ukraine.",
            ("europe", "security-guarantees"),
            Stance.SUPPORT,
        ),
        (
            "Putin is ready to accept a ceasefire only if sanctions are lifted.",
            ("russia", "ceasefire"),
            Stance.CONDITIONAL,
        ),
    ],
)
def test_a_plain_stand_is_heard(text: str, cell: tuple[str, str], stance: Stance) -> None:
    assert {(s.party, s.issue): s.stance for s in found(text)}.get(cell) is stance


@pytest.mark.parametrize(
    "text",
    [
        "The ceasefire was reported by Reuters on Monday.",
        "Russia and Ukraine are neighbours.",
        "Will Russia accept a ceasefire?",
        "China rejects a ceasefire.",
        "Russian shells hit a power station in Odesa.",
        "",
    ],
)
def test_what_is_no_stand_gives_no_statement(text: str) -> None:
    assert found(text) == ()


def test_who_says_what_another_wants_is_kept_apart_from_who_wants_it() -> None:
    (one,) = [
        s
        for s in found("Zelensky said that Russia rejects a ceasefire.")
        if (s.party, s.issue) == ("russia", "ceasefire")
    ]
    assert one.stance is Stance.OPPOSE
    assert one.attribution is Attribution.ALLEGED
    assert "Zelensky" in one.speaker
