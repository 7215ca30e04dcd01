"""A small invented negotiation over a river, complete: what the tests of every renderer read.

Four parties, five issues, six documents. It holds each thing that a renderer must show: a
reviewed, an unreviewed, a contested and a divided cell, empty cells with their reasons,
rejected and unsure statements, a copy, a skipped file, an undated document, an orphan and
changes of several kinds. The texts are our own.
"""

import hashlib
from dataclasses import replace

from positions.model import (
    Actor,
    ActorKind,
    Agreement,
    Attribution,
    Basis,
    Block,
    BlockKind,
    CellDecision,
    Change,
    ChangeKind,
    Citation,
    Codebook,
    DateBasis,
    Direction,
    Document,
    DocumentPosition,
    Edition,
    Issue,
    Orphan,
    Party,
    Position,
    Relation,
    Settings,
    Skipped,
    Stance,
    Statement,
    Status,
    Strength,
    Term,
    Tier,
)

_PLACE = {
    Stance.SUPPORT: 1,
    Stance.CONDITIONAL: 0,
    Stance.DIVIDED: 0,
    Stance.OPPOSE: -1,
}

CODEBOOK = Codebook(
    parties=(
        Party(
            id="northland",
            name="Northland",
            aliases=("Northland", "Nordhaven"),
            adjectives=("Northlandic",),
            actors=(
                Actor(
                    id="ada-berg",
                    name="Ada Berg",
                    kind=ActorKind.PERSON,
                    aliases=("Ada Berg", "Berg"),
                    titles=("the Northlandic chancellor",),
                    pronoun="she",
                ),
                Actor(
                    id="northland-ministry",
                    name="Ministry of Waters",
                    kind=ActorKind.BODY,
                    aliases=("Ministry of Waters",),
                ),
            ),
        ),
        Party(
            id="southmark",
            name="Southmark",
            aliases=("Southmark",),
            adjectives=("Southmarkish",),
            actors=(
                Actor(
                    id="ivo-lund",
                    name="Ivo Lund",
                    kind=ActorKind.PERSON,
                    aliases=("Ivo Lund", "Lund"),
                    titles=("the Southmarkish premier",),
                    pronoun="he",
                ),
            ),
        ),
        Party(
            id="lake-union",
            name="Lake Union",
            aliases=("Lake Union", "the Union"),
            actors=(
                Actor(id="velm", name="Velm", kind=ActorKind.STATE, aliases=("Velm",)),
                Actor(id="osta", name="Osta", kind=ActorKind.STATE, aliases=("Osta",)),
            ),
            note="A union of lake states; Velm and Osta often differ.",
        ),
        Party(id="delta-tribes", name="Delta Tribes", aliases=("Delta Tribes",)),
    ),
    issues=(
        Issue(
            id="water-share",
            name="Water share",
            question="Does Northland let half of the river through?",
            proposition="Northland releases at least half of the river's yearly flow",
            terms=(Term(words=("half of the flow", "water share"), direction=Direction.FOR),),
        ),
        Issue(
            id="dam-inspection",
            name="Dam inspection",
            question="May foreign engineers inspect the Grey Dam?",
            proposition="Engineers of all sides inspect the Grey Dam",
            terms=(Term(words=("inspection", "inspectors"), direction=Direction.FOR),),
        ),
        Issue(
            id="flood-payments",
            name="Flood payments",
            question="Who pays for the flood of the valley?",
            proposition="Northland pays for the damage of the flood",
            terms=(Term(words=("compensation", "flood payments"), direction=Direction.FOR),),
        ),
        Issue(
            id="river-patrol",
            name="River patrol",
            question="Does a joint patrol watch the river?",
            proposition="A patrol of several nations watches the lower river",
            terms=(Term(words=("patrol",), direction=Direction.FOR),),
            note="Boats only; watch posts on land are another matter.",
        ),
        Issue(
            id="seat-for-tribes",
            name="A seat for the tribes",
            question="Do the Delta Tribes sit at the table?",
            proposition="The Delta Tribes take part in the talks as a party",
            terms=(Term(words=("seat at the table",), direction=Direction.FOR),),
        ),
    ),
)

_TEXTS = {
    "opening-day": (
        "River talks open in Halm\n\n"
        "Delegations met in Halm on Monday. “We will never let half of the flow go to waste,” "
        "Ada Berg told reporters. Southmark demands half of the flow, as in the treaty of 1911. "
        "The hall was cold.\n\n"
        "The Lake Union offered inspectors for the Grey Dam. Northland would accept an inspection "
        "only if Southmark opens its own locks. Nobody expected more of a first day."
    ),
    "opening-day-wire": (
        "River talks open in Halm\n\n"
        "Delegations met in Halm on Monday. “We will never let half of the flow go to waste,” "
        "Ada Berg told reporters. Southmark demands half of the flow, as in the treaty of 1911. "
        "The hall was cold."
    ),
    "patrol-quarrel": (
        "Union splits over patrol\n\n"
        "Velm is ready to send boats for a patrol of the lower river. Osta rejected the patrol "
        "outright. Lund welcomed the boats, “all of them, at once”.\n\n"
        "Berg said that Southmark wants the patrol in order to move the border. "
        "Rain is expected."
    ),
    "flood-bill": (
        "The bill for the flood\n\n"
        "Southmark insists on compensation for the valley. The Ministry of Waters may consider "
        "flood payments. A villager asked who would count the drowned cattle.\n\n"
        "The Delta Tribes want a seat at the table."
    ),
    "second-round": (
        "Second round, second thoughts\n\n"
        "Berg is now open to releasing half of the flow in wet years. The Ministry of Waters "
        "confirmed the offer. Southmark repeated that half of the flow is its right. "
        "The Union welcomed the change of tone."
    ),
    "notes-of-a-delegate": (
        "Notes of a delegate\n\nSouthmark would let inspectors in, an envoy hinted at dinner."
    ),
}


def _document(name: str, title: str, **rest: object) -> Document:
    text = _TEXTS[name]
    blocks, at = [], 0
    for number, part in enumerate(text.split("\n\n")):
        kind = BlockKind.PROSE if number else BlockKind.HEADING
        blocks.append(Block(kind=kind, start=at, end=at + len(part)))
        at += len(part) + 2
    content = text.encode()
    return Document(
        id=name,
        title=title,
        path=f"{name}.txt",
        sha256=hashlib.sha256(content).hexdigest(),
        text=text,
        blocks=tuple(blocks),
        **rest,  # type: ignore[arg-type]
    )


DOCUMENTS = (
    _document(
        "opening-day",
        "River talks open in Halm",
        publisher="Halm Gazette",
        date="2025-03-03",
        date_basis=DateBasis.GIVEN,
        url="https://gazette.example/2025/opening-day",
        tier=Tier.ON_RECORD,
    ),
    _document(
        "opening-day-wire",
        "River talks open in Halm",
        publisher="Lake Wire",
        date="2025-03-03",
        date_basis=DateBasis.GIVEN,
        url="https://wire.example/a?id=7&page=2#top",
        tier=Tier.REPORTED,
        duplicate_of="opening-day",
    ),
    _document(
        "patrol-quarrel",
        "Union splits over patrol",
        date="2025-03-10",
        date_basis=DateBasis.INFERRED,
        tier=Tier.REPORTED,
        note="The vote it reports was on 9 March.",
    ),
    _document(
        "flood-bill",
        "The bill for the flood",
        publisher="Valley Post",
        date="2025-01",
        date_basis=DateBasis.FILE,
        url="http://valley.example/flood-bill",
        tier=Tier.COMMENT,
    ),
    _document(
        "second-round",
        "Second round, second thoughts",
        publisher="Halm Gazette",
        date="2025-04-14",
        date_basis=DateBasis.GIVEN,
        url="https://gazette.example/2025/second-round",
        tier=Tier.ON_RECORD,
    ),
    _document("notes-of-a-delegate", "Notes of a delegate", tier=Tier.UNNAMED),
)
_BY_ID = {document.id: document for document in DOCUMENTS}


def _say(
    document: str, quote: str, party: str, issue: str, stance: Stance, **rest: object
) -> Statement:
    """A statement whose span is where the quotation stands."""
    source = _BY_ID[document]
    start = source.text.index(quote)
    key = "\x1f".join((document, party, issue, quote, "0"))
    fields: dict[str, object] = {
        "actor": party,
        "attribution": Attribution.REPORTED,
        "confidence": 0.8,
        "rule": "verb-term",
        "explanation": f"cue × term → {stance}",
        "machine_stance": stance,
        **rest,
    }
    return Statement(
        id=hashlib.sha256(key.encode()).hexdigest()[:12],
        document=document,
        date=source.date,
        party=party,
        issue=issue,
        stance=stance,
        quote=quote,
        start=start,
        end=start + len(quote),
        **fields,  # type: ignore[arg-type]
    )


STATEMENTS = (
    _say(
        "opening-day",
        "We will never let half of the flow go to waste",
        "northland",
        "water-share",
        Stance.OPPOSE,
        actor="ada-berg",
        speaker="Ada Berg",
        attribution=Attribution.QUOTE,
        strength=Strength.FIRM,
        confidence=0.93,
        explanation="never let(−) × half of the flow(+) → opposes",
    ),
    _say(
        "opening-day",
        "Southmark demands half of the flow",
        "southmark",
        "water-share",
        Stance.SUPPORT,
        speaker="Southmark",
        explanation="demands(+) × half of the flow(+) → supports",
        status=Status.ACCEPTED,
        reviewed_by="mo",
        reviewed_on="2025-04-02",
    ),
    _say(
        "opening-day",
        "The Lake Union offered inspectors for the Grey Dam",
        "lake-union",
        "dam-inspection",
        Stance.SUPPORT,
        attribution=Attribution.DESCRIBED,
    ),
    _say(
        "opening-day",
        "Northland would accept an inspection only if Southmark opens its own locks",
        "northland",
        "dam-inspection",
        Stance.CONDITIONAL,
        condition="only if Southmark opens its own locks",
        attribution=Attribution.DESCRIBED,
        explanation="would accept(+) × inspection(+), only if(◇) → conditional",
    ),
    _say(
        "opening-day-wire",
        "Southmark demands half of the flow",
        "southmark",
        "water-share",
        Stance.SUPPORT,
        speaker="Southmark",
    ),
    _say(
        "patrol-quarrel",
        "Velm is ready to send boats for a patrol of the lower river",
        "lake-union",
        "river-patrol",
        Stance.SUPPORT,
        actor="velm",
        attribution=Attribution.DESCRIBED,
    ),
    _say(
        "patrol-quarrel",
        "Osta rejected the patrol outright",
        "lake-union",
        "river-patrol",
        Stance.OPPOSE,
        actor="osta",
        strength=Strength.FIRM,
    ),
    _say(
        "patrol-quarrel",
        "Lund welcomed the boats, “all of them, at once”",
        "southmark",
        "river-patrol",
        Stance.SUPPORT,
        actor="ivo-lund",
        speaker="Lund",
        attribution=Attribution.QUOTE,
        status=Status.RECODED,
        machine_stance=Stance.CONDITIONAL,
        reviewed_by="mo",
        reviewed_on="2025-04-02",
    ),
    _say(
        "patrol-quarrel",
        "Southmark wants the patrol in order to move the border",
        "southmark",
        "river-patrol",
        Stance.SUPPORT,
        speaker="Berg",
        attribution=Attribution.ALLEGED,
        confidence=0.41,
        status=Status.REJECTED,
        reviewed_by="mo",
        reviewed_on="2025-04-02",
    ),
    _say(
        "flood-bill",
        "Southmark insists on compensation for the valley",
        "southmark",
        "flood-payments",
        Stance.SUPPORT,
        strength=Strength.FIRM,
    ),
    _say(
        "flood-bill",
        "The Ministry of Waters may consider flood payments",
        "northland",
        "flood-payments",
        Stance.CONDITIONAL,
        actor="northland-ministry",
        strength=Strength.HEDGED,
        confidence=0.55,
        status=Status.UNSURE,
        reviewed_by="mo",
        reviewed_on="2025-04-03",
    ),
    _say(
        "flood-bill",
        "The Delta Tribes want a seat at the table",
        "delta-tribes",
        "seat-for-tribes",
        Stance.SUPPORT,
        rule="",
        explanation="added by an analyst",
        machine_stance=None,
        confidence=1.0,
        status=Status.ADDED,
        reviewed_by="kim",
        reviewed_on="2025-04-15",
    ),
    _say(
        "second-round",
        "Berg is now open to releasing half of the flow in wet years",
        "northland",
        "water-share",
        Stance.CONDITIONAL,
        actor="ada-berg",
        condition="in wet years",
        explanation="is open to(◇) × half of the flow(+) → conditional",
    ),
    _say(
        "second-round",
        "Southmark repeated that half of the flow is its right",
        "southmark",
        "water-share",
        Stance.SUPPORT,
        speaker="Southmark",
    ),
    _say(
        "notes-of-a-delegate",
        "Southmark would let inspectors in, an envoy hinted at dinner",
        "southmark",
        "dam-inspection",
        Stance.SUPPORT,
        strength=Strength.HEDGED,
        confidence=0.48,
    ),
)

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
            "sources": len({_BY_ID[d].duplicate_of or d for d in documents}),
            "first_date": dates[0] if dates else "",
            "last_date": dates[-1] if dates else "",
            "lead_statement": held[-1].id if held else "",
        }
    return Position(issue=issue, party=party, **{**fields, **cell})  # type: ignore[arg-type]


def _agreement(codebook: Codebook, positions: tuple[Position, ...]) -> tuple[Agreement, ...]:
    stances = {(p.issue, p.party): p.stance for p in positions}
    relations = (Relation.AGREE, Relation.DIFFER, Relation.OPPOSE)
    found = []
    for issue in codebook.issues:
        for number, a in enumerate(codebook.parties):
            for b in codebook.parties[number + 1 :]:
                left = _PLACE.get(stances[issue.id, a.id])
                right = _PLACE.get(stances[issue.id, b.id])
                known = left is not None and right is not None
                distance = abs(left - right) if known else None  # type: ignore[operator]
                found.append(
                    Agreement(
                        issue=issue.id,
                        party_a=a.id,
                        party_b=b.id,
                        relation=Relation.UNKNOWN if distance is None else relations[distance],
                        distance=distance,
                    )
                )
    return tuple(found)


def _document_positions(statements: tuple[Statement, ...]) -> tuple[DocumentPosition, ...]:
    cells: dict[tuple[str, str, str], list[Statement]] = {}
    for statement in statements:
        if statement.machine_stance is not None:
            key = (statement.document, statement.party, statement.issue)
            cells.setdefault(key, []).append(statement)
    return tuple(
        DocumentPosition(
            document=document,
            date=held[0].date,
            party=party,
            issue=issue,
            stance=held[0].machine_stance or held[0].stance,
            statements=tuple(s.id for s in held),
        )
        for (document, party, issue), held in cells.items()
    )


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
        document_positions=_document_positions(STATEMENTS),
        positions=positions,
        agreement=_agreement(CODEBOOK, positions),
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


def large_edition(issues: int = 60, parties: int = 12, statements: int = 20_000) -> Edition:
    """An edition of a given size, its statements spread evenly over the cells."""
    codebook = Codebook(
        parties=tuple(
            Party(id=f"party-{n}", name=f"Party {n}", aliases=(f"Party {n}",))
            for n in range(parties)
        ),
        issues=tuple(
            Issue(
                id=f"issue-{n}",
                name=f"Issue number {n}",
                question=f"Shall matter number {n} be settled before the winter?",
                proposition=f"Matter number {n} is settled before the winter",
                terms=(Term(words=(f"matter {n}",), direction=Direction.FOR),),
            )
            for n in range(issues)
        ),
    )
    stances = (Stance.SUPPORT, Stance.CONDITIONAL, Stance.OPPOSE)
    per_document = 40
    documents, found = [], []
    for number in range(0, statements, per_document):
        name = f"report-{number // per_document:05}"
        date = f"2025-{number // per_document % 12 + 1:02}-{number // per_document % 28 + 1:02}"
        text = ""
        for place in range(number, min(number + per_document, statements)):
            cell = place % (issues * parties)
            party, issue = f"party-{cell % parties}", f"issue-{cell // parties}"
            quote = (
                f"The envoy of {party} spoke at length about {issue} and why it matters, {place}"
            )
            start = len(text)
            text += quote + ". A sentence of context follows it. "
            found.append(
                Statement(
                    id=hashlib.sha256(str(place).encode()).hexdigest()[:12],
                    document=name,
                    date=date,
                    party=party,
                    actor=party,
                    attribution=Attribution.REPORTED,
                    issue=issue,
                    stance=stances[cell % 3],
                    quote=quote,
                    start=start,
                    end=start + len(quote),
                    confidence=0.75,
                    rule="verb-term",
                    explanation="spoke(+) × matter(+) → supports",
                    machine_stance=stances[cell % 3],
                )
            )
        documents.append(
            Document(
                id=name,
                title=f"Report {name}",
                publisher="Halm Gazette",
                date=date,
                date_basis=DateBasis.GIVEN,
                url=f"https://gazette.example/{name}",
                path=f"{name}.txt",
                sha256=hashlib.sha256(text.encode()).hexdigest(),
                text=text,
                blocks=(Block(kind=BlockKind.PROSE, start=0, end=len(text)),),
                tier=Tier.REPORTED,
            )
        )
    held: dict[tuple[str, str], list[Statement]] = {}
    for statement in found:
        held.setdefault((statement.issue, statement.party), []).append(statement)
    positions = []
    for issue in codebook.issues:
        for party in codebook.parties:
            cell = sorted(
                held.get((issue.id, party.id), []), key=lambda s: (s.date, s.id), reverse=True
            )
            shared = tuple(dict.fromkeys(s.document for s in cell))
            positions.append(
                Position(
                    party=party.id,
                    issue=issue.id,
                    stance=cell[0].stance if cell else Stance.NONE,
                    summary=cell[0].quote if cell else "",
                    basis=Basis.STATEMENTS if cell else Basis.NONE,
                    reason="" if cell else "not found",
                    confidence="moderate" if cell else "",
                    statements=tuple(s.id for s in cell),
                    documents=shared,
                    sources=len(shared),
                    first_date=cell[-1].date if cell else "",
                    last_date=cell[0].date if cell else "",
                    lead_statement=cell[0].id if cell else "",
                    as_of="2025-12-28",
                )
            )
    return Edition(
        id="2025-12-28-0000000000",
        version="0.1.0",
        settings=Settings(title="Large talks"),
        codebook=codebook,
        evidence_date="2025-12-28",
        documents=tuple(documents),
        statements=tuple(found),
        document_positions=_document_positions(tuple(found)),
        positions=tuple(positions),
        agreement=_agreement(codebook, tuple(positions)),
    )
