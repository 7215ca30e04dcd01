"""The dossier of the invented negotiation: its codebook, documents and statements."""

import hashlib

from positions.model import (
    Actor,
    ActorKind,
    Attribution,
    Block,
    BlockKind,
    Codebook,
    DateBasis,
    Direction,
    Document,
    Issue,
    Party,
    Stance,
    Statement,
    Status,
    Strength,
    Term,
    Tier,
    occurrence_at,
    statement_id,
)

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
BY_ID = {document.id: document for document in DOCUMENTS}


def _say(
    document: str, quote: str, party: str, issue: str, stance: Stance, **rest: object
) -> Statement:
    """A statement whose span is where the quotation stands."""
    source = BY_ID[document]
    start = source.text.index(quote)
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
        id=statement_id(document, party, issue, quote, occurrence_at(source.text, quote, start)),
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
