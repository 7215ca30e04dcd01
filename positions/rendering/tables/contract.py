"""The tables of an edition: their columns in order, and what may stand in each.

A change here is a change of what programs of other people read: a new version.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from positions.model import (
    Attribution,
    Basis,
    ChangeKind,
    Codebook,
    DateBasis,
    Relation,
    Stance,
    Status,
    Strength,
    Tier,
)

EDITION, DESCRIPTION = "edition.json", "datapackage.json"

_DATE = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
_HASH = "[0-9a-f]{64}"
_IDS = "[^ ]+( [^ ]+)*"
_OF_ONE_VOICE = (Stance.SUPPORT, Stance.CONDITIONAL, Stance.OPPOSE)
_OF_A_TEXT = (*_OF_ONE_VOICE, Stance.DIVIDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    Attributes:
        meaning: one sentence for whoever reads the description.
        kind: "string", "integer" or "number".
        constraints: what a value must be, in the words of a table schema.
    """

    name: str
    meaning: str
    kind: str = "string"
    constraints: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table.

    Attributes:
        name: of the file, without its ending.
        key: columns of which no two rows have the same values.
        references: from a column to the table whose `id` it names.
        lists: the same, for columns that hold ids separated by spaces.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The file's name."""
        return f"{self.name}.csv"

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(column.name for column in self.columns)


def tables(codebook: Codebook) -> tuple[Table, ...]:
    """The tables of an edition of this codebook, whose ids are the only ones they may hold."""
    parties = [party.id for party in codebook.parties]
    actors = [
        *parties,
        *(actor.id for party in codebook.parties for actor in party.actors),
    ]
    party = _one_of("party", "Id of the party.", parties, required=True)
    issue = _one_of("issue", "Id of the issue.", [one.id for one in codebook.issues], required=True)
    return (
        _documents(),
        _statements(party, issue, actors),
        _document_positions(party, issue),
        _positions(party, issue),
        _agreement(issue, parties),
        _changes(party, issue),
    )


def _documents() -> Table:
    return Table(
        name="documents",
        title="The documents, and the files that could not be read",
        key=("path",),
        references={"duplicate_of": "documents"},
        columns=(
            _text("id", "Id of the document; empty for a file that was skipped.", unique=True),
            _text("title", "Title as the document or the dossier gives it."),
            _text("publisher", "Who published it; empty where unknown."),
            _date("date", "Date as precisely as it is known; empty where unknown."),
            _one_of("date_basis", "How the date is known.", DateBasis),
            _text("url", "Address as given; not checked to lead anywhere."),
            _text("path", "File within the dossier's documents folder.", required=True),
            _text("sha256", "Hash of the file's bytes; names it in sources/.", pattern=_HASH),
            _number("words", "Words of the text.", required=False, minimum=0),
            _one_of("tier", "What kind of source it is.", Tier),
            _text("duplicate_of", "Id of the earliest copy of the same text, if it is a copy."),
            _text("skipped", "Why the file could not be read; empty for a document."),
            _text("note", "What the analysts noted on it."),
        ),
    )


def _statements(party: Column, issue: Column, actors: Iterable[str]) -> Table:
    return Table(
        name="statements",
        title="The statements, the rejected included",
        key=("id",),
        references={"document": "documents"},
        columns=(
            _text("id", "Id of the statement, from its words and what they are about."),
            _text("document", "Id of the document.", required=True),
            _date("date", "Date of the document."),
            party,
            _one_of("actor", "Id of the actor, or of the party as its own.", actors, required=True),
            _text("speaker", "Who says so, as the text names them; empty for the writer."),
            _one_of("attribution", "On whose words it rests.", Attribution, required=True),
            issue,
            _one_of("stance", "Towards the issue's proposition.", _OF_ONE_VOICE, required=True),
            _one_of("strength", "How firmly the words put it.", Strength, required=True),
            _text("condition", "Words of the condition, if there is one."),
            _text("quote", "The exact characters of the document.", required=True),
            _number("start", "Character of the text at which the quote starts.", minimum=0),
            _number("end", "Character of the text before which the quote ends.", minimum=1),
            _number(
                "confidence",
                "Measured share of the rule's statements that are right.",
                "number",
                minimum=0,
                maximum=1,
            ),
            _text("rule", "Id of the rule of extraction; empty where a person added it."),
            _text("explanation", "The chain of signs in words."),
            _one_of("status", "What an analyst has made of it.", Status, required=True),
            _text("reviewed_by", "Who decided on it."),
            _date("reviewed_on", "When that was."),
        ),
    )


def _document_positions(party: Column, issue: Column) -> Table:
    return Table(
        name="document_positions",
        title="Where a party stands in one document, by the extractor alone",
        key=("document", "party", "issue"),
        references={"document": "documents"},
        lists={"statements": "statements"},
        columns=(
            _text("document", "Id of the document."),
            _date("date", "Date of the document."),
            party,
            issue,
            _one_of("stance", "Before any decision of an analyst.", _OF_A_TEXT, required=True),
            _text("statements", "Ids of the statements, separated by spaces.", pattern=_IDS),
        ),
    )


def _positions(party: Column, issue: Column) -> Table:
    return Table(
        name="positions",
        title="The matrix: where each party stands on each issue",
        key=("party", "issue"),
        references={"lead_statement": "statements"},
        columns=(
            party,
            issue,
            _one_of("stance", "Towards the issue's proposition.", Stance, required=True),
            _text("summary", "The position in one sentence."),
            _one_of("basis", "What the position rests on.", Basis, required=True),
            _text("reason", "Why there is no position."),
            _date("contested_since", "Since when newer statements contradict a reviewed cell."),
            _one_of("confidence", "How sure the position is.", ("high", "moderate", "low")),
            _number("statements", "How many statements stand.", minimum=0),
            _number("documents", "In how many documents they are.", minimum=0),
            _number("sources", "The documents less copies.", minimum=0),
            _date("first_date", "Date of the earliest of them."),
            _date("last_date", "Date of the latest."),
            _text("lead_statement", "Id of the statement whose quote stands for the cell."),
            _text("reviewed_by", "Who decided the cell."),
            _date("as_of", "Up to when the evidence of the cell was read."),
        ),
    )


def _agreement(issue: Column, parties: Iterable[str]) -> Table:
    parties = tuple(parties)
    return Table(
        name="agreement",
        title="How each two parties stand to each other on each issue",
        key=("issue", "party_a", "party_b"),
        columns=(
            issue,
            _one_of("party_a", "Id of the one party.", parties),
            _one_of("party_b", "Id of the other party.", parties),
            _one_of("relation", "How they stand to each other.", Relation, required=True),
            _number(
                "distance",
                "Between stances, oppose -1 to support +1; empty where one is none.",
                required=False,
                minimum=0,
                maximum=2,
            ),
        ),
    )


def _changes(party: Column, issue: Column) -> Table:
    return Table(
        name="changes",
        title="What moved in each cell since the edition compared with",
        key=("party", "issue"),
        lists={"statements": "statements"},
        columns=(
            party,
            issue,
            _one_of("kind", "Why the cell differs.", ChangeKind, required=True),
            _text("before", "Stance before; the summary where only the wording changed."),
            _text("after", "Stance now; the summary where only the wording changed."),
            _text("statements", "Ids of the statements behind it, separated by spaces."),
        ),
    )


def _text(name: str, meaning: str, **constraints: object) -> Column:
    return Column(name=name, meaning=meaning, constraints=constraints)


def _date(name: str, meaning: str) -> Column:
    return _text(name, f"{meaning} A year, a month or a day (ISO 8601).", pattern=_DATE)


def _number(
    name: str, meaning: str, kind: str = "integer", *, required: bool = True, **limits: int
) -> Column:
    needed = {"required": True} if required else {}
    return Column(name=name, meaning=meaning, kind=kind, constraints={**needed, **limits})


def _one_of(name: str, meaning: str, values: Iterable[str], **constraints: object) -> Column:
    return _text(name, meaning, **constraints, enum=[str(value) for value in values])
