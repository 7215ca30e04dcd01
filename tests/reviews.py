"""What the tests of the review share: a small dossier about a river, and what an analyst does."""

import io
import subprocess
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from positions.model import (
    Actor,
    ActorKind,
    Attribution,
    Block,
    BlockKind,
    Codebook,
    Decision,
    Document,
    Issue,
    Party,
    Stance,
    Statement,
    occurrence_at,
    statement_id,
)
from positions.review.columns import ADD, CELLS, READ_ME, STATEMENTS
from positions.review.draft import Draft
from positions.review.importing import Plan, plan
from positions.review.queue import queue
from positions.review.workbook_in import read_workbook
from positions.review.workbook_out import review_workbook

WHEN = "2026-01-02"

CODEBOOK = Codebook(
    parties=(
        Party(
            id="north",
            name="North",
            actors=(Actor(id="ada", name="Ada", kind=ActorKind.PERSON),),
        ),
        Party(
            id="union",
            name="Union",
            actors=(
                Actor(id="velm", name="Velm", kind=ActorKind.STATE),
                Actor(id="osta", name="Osta", kind=ActorKind.STATE),
            ),
        ),
    ),
    issues=tuple(
        Issue(
            id=name,
            name=name.title(),
            question=f"{name}?",
            proposition=f"There is {name}",
            terms=(),
        )
        for name in ("water", "patrol", "dam")
    ),
)

FIRST = (
    "Ada rejects the water plan. The hall was cold.\n"
    "“We want the patrol,” Ada said. Velm sends boats, but Osta is wary of boats.\n"
    "Nobody asked. Ada rejects the water plan.\n"
    "=SUM(1) is what Velm would call the dam.\n"
)
SECOND = "Ada is open to the water plan now. Osta wants the dam – “at once”.\n"


def document(text: str = FIRST, name: str = "one", date: str = "2025-12-01") -> Document:
    blocks = (Block(kind=BlockKind.PROSE, start=0, end=len(text)),) if text else ()
    return Document(
        id=name,
        title=f"The {name} day",
        publisher="River Post",
        date=date,
        path=f"{name}.txt",
        sha256="0",
        text=text,
        blocks=blocks,
    )


DOCUMENTS = (document(), document(SECOND, "two", "2025-12-08"))


def statement(
    quote: str,
    source: Document,
    cell: str = "north/water",
    stance: Stance = Stance.OPPOSE,
    *,
    actor: str = "",
    nth: int = 0,
) -> Statement:
    """What the extractor proposes on the nth place where these words stand."""
    start = -1
    for _ in range(nth + 1):
        start = source.text.index(quote, start + 1)
    party, issue = cell.split("/")
    number = occurrence_at(source.text, quote, start)
    return Statement(
        id=statement_id(source.id, party, issue, quote, number),
        document=source.id,
        date=source.date,
        party=party,
        actor=actor or party,
        attribution=Attribution.REPORTED,
        issue=issue,
        stance=stance,
        quote=quote,
        start=start,
        end=start + len(quote),
        confidence=0.8,
        rule="cue",
        explanation=f"a cue(−) × a term(+) → {stance}",
        machine_stance=stance,
    )


ONE, TWO = DOCUMENTS
PROPOSED = (
    statement("Ada rejects the water plan.", ONE, actor="ada"),
    statement("Ada rejects the water plan.", ONE, actor="ada", nth=1),
    statement("“We want the patrol,”", ONE, "north/patrol", Stance.SUPPORT, actor="ada"),
    statement("Velm sends boats", ONE, "union/patrol", Stance.SUPPORT, actor="velm"),
    statement("Osta is wary of boats", ONE, "union/patrol", Stance.OPPOSE, actor="osta"),
    statement("=SUM(1) is what Velm would call the dam.", ONE, "union/dam", Stance.CONDITIONAL),
    statement("Ada is open to the water plan now.", TWO, stance=Stance.CONDITIONAL, actor="ada"),
)


REJECTS, REJECTS_AGAIN, PATROL, BOATS, WARY, DAM, OPEN = (one.id for one in PROPOSED)

ALL_KINDS: Mapping[str, Mapping[str, object]] = {
    REJECTS: {"Decision": "accept"},
    REJECTS_AGAIN: {"Decision": "reject", "Note": "said twice"},
    PATROL: {"Decision": "recode", "Stance": "conditional", "Holder": "North"},
    BOATS: {"Decision": "recode", "Issue": "Dam"},
    WARY: {"Decision": "recode", "Stance": "conditional", "Holder": "Union: Velm"},
    DAM: {"Decision": "unsure", "Note": "who speaks?"},
    "north/water": {"Reviewed stance": "conditional", "Text": "Is open to it now."},
    "union/water": {"Reviewed stance": "none"},
    "union/patrol": {"Reviewed stance": "conditional", "Text": "Wary of boats.", "Note": "so far"},
}
ADDED: Mapping[str, object] = {
    "Document": "The two day",
    "Quotation": 'Osta wants the dam - "at once".',
    "Holder": "Union: Osta",
    "Issue": "Dam",
    "Stance": "support",
}


def draft(
    decisions: Iterable[Decision] = (),
    documents: Sequence[Document] = DOCUMENTS,
    proposed: Sequence[Statement] = PROPOSED,
    codebook: Codebook = CODEBOOK,
) -> Draft:
    return Draft.of(codebook, documents, proposed, decisions)


def exported(of: Draft) -> bytes:
    """The workbook that an analyst gets."""
    return review_workbook(of, queue(of), "River talks")


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def saved(workbook: Workbook) -> bytes:
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def heads(sheet: Worksheet) -> dict[str, int]:
    """The number of each column by its head."""
    return {str(cell.value): cell.column for cell in sheet[1] if cell.value}


def answered(
    content: bytes,
    answers: Mapping[str, Mapping[str, object]],
    add: Sequence[Mapping[str, object]] = (),
    analyst: str = "mia",
) -> bytes:
    """The workbook after an analyst has filled in some rows.

    Args:
        content: the workbook.
        answers: by the id of a row, what to write under which head.
        add: the rows of the sheet for adding.
        analyst: the name on the first sheet.
    """
    workbook = opened(content)
    left = dict(answers)
    for name in (STATEMENTS, CELLS):
        sheet = workbook[name]
        places = heads(sheet)
        for number in range(2, sheet.max_row + 1):
            key = str(sheet.cell(number, places["id"]).value)
            for head, value in left.pop(key, {}).items():
                sheet.cell(number, places[head]).value = value  # type: ignore[assignment]
    assert not left, f"no row has the id {left}"
    sheet = workbook[ADD]
    for number, row in enumerate(add, 2):
        for head, value in row.items():
            sheet.cell(number, heads(sheet)[head]).value = value  # type: ignore[assignment]
    workbook[READ_ME]["B3"] = analyst
    return saved(workbook)


def imported(of: Draft, content: bytes, folder: Path, who: str = "mia") -> tuple[Plan, Draft]:
    """What an import does to a draft: the plan, and the draft after it if nothing is lost."""
    path = folder / "review.xlsx"
    path.write_bytes(content)
    made = plan(of, read_workbook(path), who, WHEN)
    return made, of if made.lost else of.with_decisions((*of.decisions, *made.decisions))


def outcomes(made: Plan) -> dict[str, int]:
    """How many rows came to what."""
    return dict(Counter(line.outcome.value for line in made.lines))


def saved_by_libreoffice(
    soffice: Path, folder: Path, contents: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Workbooks as LibreOffice opens and saves them, all in one start."""
    for name, content in contents.items():
        (folder / f"{name}.xlsx").write_bytes(content)
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            folder / "saved",
            *(folder / f"{name}.xlsx" for name in contents),
        ],
        check=True,
        capture_output=True,
    )
    return {name: (folder / "saved" / f"{name}.xlsx").read_bytes() for name in contents}


EXPORT = exported(draft())
"""The workbook of the dossier before any decision; making it takes a while."""
