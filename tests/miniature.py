"""A small invented negotiation over a river, complete: what the tests of every renderer read.

Four parties, five issues, six documents. It holds each thing that a renderer must show: a
reviewed, an unreviewed, a contested and a divided cell, empty cells with their reasons,
rejected and unsure statements, a copy, a skipped file, an undated document, an orphan and
changes of several kinds. The texts are our own.
"""

from dataclasses import replace

from miniature_dossier import BY_ID, CODEBOOK, DOCUMENTS, STATEMENTS
from miniature_large import document_positions, large_edition
from positions.analysis import agreement
from positions.model import (
    Basis,
    Block,
    BlockKind,
    CellDecision,
    Change,
    ChangeKind,
    Citation,
    Edition,
    Orphan,
    Position,
    Settings,
    Skipped,
    Stance,
)

__all__ = [
    "CODEBOOK",
    "DOCUMENTS",
    "HOSTILE",
    "STATEMENTS",
    "edition",
    "hostile_edition",
    "large_edition",
]

_CELLS: dict[tuple[str, str], dict[str, object]] = {
    ("water-share", "northland"): {
        "stance": Stance.OPPOSE,
        "summary": "Refuses to release half of the river, which it calls a waste.",
        "basis": Basis.REVIEWED,
        "contested_since": "2025-04-14",
        "reviewed_by": "mo",
        "confidence": "moderate",
    },
    ("water-share", "southmark"): {
        "stance": Stance.SUPPORT,
        "summary": "Demands half of the flow and calls it a right under the treaty of 1911.",
        "basis": Basis.REVIEWED,
        "reviewed_by": "mo",
        "confidence": "high",
    },
    ("dam-inspection", "northland"): {
        "stance": Stance.CONDITIONAL,
        "summary": "Would accept an inspection only if Southmark opens its own locks.",
        "confidence": "moderate",
    },
    ("dam-inspection", "southmark"): {
        "stance": Stance.SUPPORT,
        "summary": "Would let inspectors in, an envoy hinted.",
        "confidence": "low",
    },
    ("dam-inspection", "lake-union"): {
        "stance": Stance.SUPPORT,
        "summary": "Offered inspectors for the Grey Dam.",
        "confidence": "moderate",
    },
    ("flood-payments", "northland"): {
        "stance": Stance.CONDITIONAL,
        "summary": "Its water ministry may consider payments.",
        "confidence": "low",
    },
    ("flood-payments", "southmark"): {
        "stance": Stance.SUPPORT,
        "summary": "Insists on compensation for the valley.",
        "confidence": "moderate",
    },
    ("flood-payments", "lake-union"): {
        "stance": Stance.NONE,
        "basis": Basis.REVIEWED,
        "reason": "reviewed as none",
        "reviewed_by": "mo",
    },
    ("river-patrol", "southmark"): {
        "stance": Stance.SUPPORT,
        "summary": "Its premier welcomed the boats, all of them.",
        "confidence": "high",
    },
    ("river-patrol", "lake-union"): {
        "stance": Stance.DIVIDED,
        "summary": "Velm is ready to send boats; Osta rejects the patrol outright.",
        "dissent": (("velm", Stance.SUPPORT), ("osta", Stance.OPPOSE)),
        "confidence": "moderate",
    },
    ("seat-for-tribes", "delta-tribes"): {
        "stance": Stance.SUPPORT,
        "summary": "Want to sit at the table as a party of their own.",
        "basis": Basis.REVIEWED,
        "reviewed_by": "kim",
        "confidence": "moderate",
    },
    ("seat-for-tribes", "northland"): {
        "stance": Stance.NONE,
        "reason": "below the sufficiency rule",
    },
}


def _position(issue: str, party: str) -> Position:
    cell = _CELLS.get((issue, party), {})
    held = [s for s in STATEMENTS if (s.issue, s.party) == (issue, party) and s.stands]
    held.sort(key=lambda s: s.date, reverse=True)
    stance = cell.get("stance", Stance.NONE)
    fields: dict[str, object] = {
        "stance": stance,
        "basis": Basis.NONE if stance is Stance.NONE else Basis.STATEMENTS,
        "reason": "not found in 5 documents to 14 April 2025" if stance is Stance.NONE else "",
        "as_of": "2025-04-14",
    }
    if stance is not Stance.NONE:
        documents = tuple(dict.fromkeys(s.document for s in held))
        dates = sorted(s.date for s in held if s.date)
        fields |= {
            "statements": tuple(s.id for s in held),
            "documents": documents,
            "sources": len({BY_ID[d].duplicate_of or d for d in documents}),
            "first_date": dates[0] if dates else "",
            "last_date": dates[-1] if dates else "",
            "lead_statement": held[-1].id if held else "",
        }
    return Position(issue=issue, party=party, **{**fields, **cell})  # type: ignore[arg-type]


def edition() -> Edition:
    """The whole negotiation, compared with an edition before it."""
    positions = tuple(
        _position(issue.id, party.id) for issue in CODEBOOK.issues for party in CODEBOOK.parties
    )
    ids = {(s.document, s.party, s.issue): s.id for s in STATEMENTS}
    return Edition(
        id="2025-04-14-0123456789",
        version="0.1.0",
        settings=Settings(
            title="River talks of Halm",
            contact="Water desk, desk@ministry.example",
            schedule="06:00",
        ),
        codebook=CODEBOOK,
        evidence_date="2025-04-14",
        compared_with="2025-03-10-abcdef0123",
        documents=DOCUMENTS,
        skipped=(Skipped(path="scan.pdf", sha256="0" * 64, reason="no text can be read from it"),),
        statements=STATEMENTS,
        document_positions=document_positions(STATEMENTS),
        positions=positions,
        agreement=agreement(CODEBOOK, positions),
        changes=(
            Change(
                party="northland",
                issue="water-share",
                kind=ChangeKind.CONTESTED,
                before="oppose",
                after="oppose",
                statements=(ids["second-round", "northland", "water-share"],),
            ),
            Change(
                party="southmark",
                issue="river-patrol",
                kind=ChangeKind.SHIFT,
                before="conditional",
                after="support",
                statements=(STATEMENTS[7].id,),
            ),
            Change(
                party="southmark",
                issue="water-share",
                kind=ChangeKind.NEW_EVIDENCE,
                before="support",
                after="support",
                statements=(ids["second-round", "southmark", "water-share"],),
            ),
            Change(
                party="delta-tribes",
                issue="seat-for-tribes",
                kind=ChangeKind.REVIEW,
                before="none",
                after="support",
                statements=(STATEMENTS[11].id,),
            ),
            Change(
                party="delta-tribes",
                issue="water-share",
                kind=ChangeKind.WITHDRAWN,
                before="support",
                after="none",
            ),
        ),
        orphans=(
            Orphan(
                decision=CellDecision(
                    party="northland",
                    issue="river-patrol",
                    stance=Stance.OPPOSE,
                    summary="Will not see foreign boats on its river.",
                    evidence=(Citation(document="patrol-quarrel", quote="no foreign boats"),),
                    who="mo",
                    when="2025-04-01",
                ),
                citation=Citation(document="patrol-quarrel", quote="no foreign boats"),
                likely="Osta rejected the patrol outright.",
            ),
        ),
        warnings=("notes-of-a-delegate.txt has no row in sources.csv: its date is unknown.",),
    )


HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://evil.example","click")',
    "+1",
    "-1",
    "@SUM(A1:A2)",
    "\t=1",
    "\r=1",
    "a\x00b\x07c\x1b[31md\x7f\ufffe",
    "<script>alert(1)</script>&amp;\"'",
    "\u202eevil\u202c \u200f\u05d0\u05d1\u05d2",
    "👩‍👩‍👧‍👦 🇺🇦 e\u0301",
    "\ud800 lone",
    "_x0041_ is no A",
    "Matrix",
    "'Matrix'!A1",
    "line\u2028one\nline\r\ntwo",
    "{{ 7 * 7 }} {% raw %}",
    "]]> <!-- -->",
    "  padded  ",
    "long " + "x" * 40_000,
)


def hostile_edition() -> Edition:
    """The same negotiation with every text that comes from outside turned hostile."""
    calm = edition()
    turn = 0

    def nasty(text: str) -> str:
        nonlocal turn
        turn += 1
        return f"{HOSTILE[turn % len(HOSTILE)]}{text}"

    documents = tuple(
        replace(
            document,
            title=nasty(document.title),
            publisher=nasty(document.publisher),
            note=nasty(document.note),
            url=url,
            text=(text := nasty(document.text)),
            blocks=(Block(kind=BlockKind.PROSE, start=0, end=len(text)),),
        )
        for document, url in zip(
            calm.documents,
            (
                "javascript:alert(1)",
                'https://ok.example/"><b>?a=1&b=2',
                "file:///etc/passwd",
                '=HYPERLINK("http://evil.example")',
                "https://long.example/" + "a" * 3_000,
                " https://space.example/a b",
            ),
            strict=True,
        )
    )
    texts = {document.id: document.text for document in documents}
    shifts = {d.id: len(texts[d.id]) - len(d.text) for d in calm.documents}
    statements = tuple(
        replace(
            statement,
            # Every third quotation reaches over the hostile beginning of its document.
            start=0 if number % 3 == 0 else statement.start + shifts[statement.document],
            end=statement.end + shifts[statement.document],
            quote=texts[statement.document][
                0
                if number % 3 == 0
                else statement.start + shifts[statement.document] : statement.end
                + shifts[statement.document]
            ],
            speaker=nasty(statement.speaker),
            condition=nasty(statement.condition),
            explanation=nasty(statement.explanation),
            reviewed_by=nasty(statement.reviewed_by),
        )
        for number, statement in enumerate(calm.statements)
    )
    codebook = replace(
        calm.codebook,
        parties=tuple(
            replace(
                party,
                name=nasty(party.name),
                note=nasty(party.note),
                actors=tuple(replace(a, name=nasty(a.name)) for a in party.actors),
            )
            for party in calm.codebook.parties
        ),
        issues=tuple(
            replace(
                issue,
                name=nasty(issue.name),
                question=nasty(issue.question),
                proposition=nasty(issue.proposition),
            )
            for issue in calm.codebook.issues
        ),
    )
    return replace(
        calm,
        settings=replace(calm.settings, title="=1+1\x01 </title>", contact=HOSTILE[8]),
        codebook=codebook,
        documents=documents,
        statements=statements,
        positions=tuple(
            replace(p, summary=nasty(p.summary) if p.summary else "") for p in calm.positions
        ),
        skipped=(Skipped(path="=cmd|' /C calc'!A0", sha256="0" * 64, reason=HOSTILE[8]),),
        warnings=tuple(HOSTILE),
    )
