"""The changes of an edition as an Atom feed, which a reader's own programs watch.

An entry is one changed cell and leads to it on the page beside the feed. Nothing here looks at a
clock: what is new was said up to the evidence date, and that is the date of all entries.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from positions.characters import visible
from positions.days import last_day
from positions.model import (
    Change,
    ChangeKind,
    Document,
    Edition,
    Position,
    Stance,
    Statement,
)
from positions.rendering.labels import (
    CHANGE_MEANINGS,
    CHANGES,
    STANCES,
    count_words,
    review_words,
    written_date,
)
from positions.rendering.links import cell_anchor

_ATOM = "http://www.w3.org/2005/Atom"
_PAGE, _SELF = "briefing.html", "changes.atom"
_UNDATED = "1970-01-01"  # the standard asks for a date; this one nobody takes for the real one
_SHOWN = 3
"""Statements that one entry quotes; it counts the rest."""


def write_feed(edition: Edition, path: Path) -> None:
    """Write the changes of an edition to a file as an Atom feed."""
    path.write_bytes(render_feed(edition))


def render_feed(edition: Edition) -> bytes:
    """The changes of an edition as an Atom feed: an entry for each changed cell.

    Where there is no edition before, the one entry says so and what the edition is.
    """
    title = edition.settings.title
    # The feed is the same one from edition to edition, and so is what it is called by.
    feed = ET.Element("feed", xmlns=_ATOM)
    _head(feed, edition, name="feed", title=f"{title}: what changed", address=_PAGE)
    ET.SubElement(feed, "link", rel="self", type="application/atom+xml", href=_SELF)
    author = ET.SubElement(feed, "author")
    _text(author, "name", edition.settings.contact or title)
    _text(feed, "generator", "positions").set("version", edition.version)
    if edition.changes is None:
        _first(feed, edition)
    else:
        _changed(feed, edition, edition.changes)
    ET.indent(feed)
    content: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    # A carriage return of a text would be read as a line feed.
    return content.replace(b"\r", b"&#13;") + b"\n"


def _changed(feed: ET.Element, edition: Edition, changes: Iterable[Change]) -> None:
    documents = {document.id: document for document in edition.documents}
    statements = {statement.id: statement for statement in edition.statements}
    positions = {(one.party, one.issue): one for one in edition.positions}
    order = list(ChangeKind)
    for change in sorted(changes, key=lambda change: order.index(change.kind)):
        cell = cell_anchor(change.party, change.issue)
        position = positions[change.party, change.issue]
        entry = ET.SubElement(feed, "entry")
        _head(
            entry,
            edition,
            name=f"{edition.id}#{cell}",
            title=_title(edition, change, position),
            address=f"{_PAGE}#{cell}",
        )
        ET.SubElement(entry, "category", term=change.kind, label=CHANGES[change.kind])
        said = [statements[name] for name in change.statements]
        lines = [*_meaning(change, position), *_quoted(edition, said, documents)]
        _text(entry, "content", "\n\n".join(lines)).set("type", "text")


def _first(feed: ET.Element, edition: Edition) -> None:
    """What the edition is, where there is none before that it could have changed from."""
    filled = sum(position.stance is not Stance.NONE for position in edition.positions)
    parties, issues = len(edition.codebook.parties), len(edition.codebook.issues)
    through = f"through {written_date(edition.evidence_date)}" if edition.evidence_date else ""
    entry = ET.SubElement(feed, "entry")
    _head(
        entry,
        edition,
        name=edition.id,
        title=f"{edition.settings.title}: first edition",
        address=_PAGE,
    )
    _text(
        entry,
        "content",
        "There is no edition before this one to compare with. It says where "
        f"{_parties(parties)} on {count_words(issues, 'issue')}: {filled} of "
        f"{count_words(parties * issues, 'cell')} have a position, by "
        f"{count_words(len(edition.documents), 'document')} {through}".rstrip()
        + ".",
    ).set("type", "text")


def _parties(number: int) -> str:
    return "1 party stands" if number == 1 else f"{number:,} parties stand"


def _head(element: ET.Element, edition: Edition, *, name: str, title: str, address: str) -> None:
    """What the standard asks of a feed and of an entry alike.

    Args:
        element: the feed or entry.
        edition: what it is of.
        name: what tells it from all others of this dossier.
        title: in words.
        address: of what it leads to, relative to the feed.
    """
    dossier = visible(edition.settings.title)
    _text(element, "id", uuid5(NAMESPACE_URL, f"positions:{dossier}:{name}").urn)
    _text(element, "title", title)
    day = last_day(edition.evidence_date)
    _text(element, "updated", f"{day.isoformat() if day else _UNDATED}T00:00:00Z")
    ET.SubElement(element, "link", rel="alternate", type="text/html", href=address)


def _title(edition: Edition, change: Change, position: Position) -> str:
    """Such as "Russia on Territory: oppose → conditional (shift)"."""
    party = edition.codebook.party(change.party).name
    issue = edition.codebook.issue(change.issue).name
    if change.kind is ChangeKind.WORDING or change.before == change.after:
        moved = STANCES[position.stance].word
    else:
        moved = " → ".join(STANCES[Stance(one)].word for one in (change.before, change.after))
    return f"{party} on {issue}: {moved} ({CHANGES[change.kind].lower()})"


def _meaning(change: Change, position: Position) -> Iterator[str]:
    """What kind of change it is, and what the cell now says."""
    yield CHANGE_MEANINGS[change.kind]
    if change.kind is ChangeKind.WORDING:
        yield f"Before: {change.before}"
    if position.stance is Stance.NONE:
        yield f"Now: no position, {position.reason}"
    else:
        yield f"Now: {position.summary} ({review_words(position)})"


def _quoted(
    edition: Edition, said: list[Statement], documents: dict[str, Document]
) -> Iterator[str]:
    """The quotations behind a change, each with who says so, where and when."""
    for statement in said[:_SHOWN]:
        document = documents[statement.document]
        by = edition.codebook.actor_name(statement.actor)
        if statement.speaker and statement.speaker not in _own_names(edition, statement):
            by = f"{by} (according to {statement.speaker})"
        source = ", ".join(filter(None, (document.title or document.id, document.publisher)))
        yield f"“{statement.quote}”\n{by}. {source}, {written_date(statement.date)}."
    if len(said) > _SHOWN:
        yield f"And {count_words(len(said) - _SHOWN, 'statement')} more."


def _own_names(edition: Edition, statement: Statement) -> set[str]:
    """How texts call the actor whose stance it is."""
    party = edition.codebook.party(statement.party)
    actors = {actor.id: (actor.name, *actor.aliases) for actor in party.actors}
    return {*actors.get(statement.actor, (party.name, *party.aliases))}


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    """A part with a text, in which what would not show is written out."""
    part = ET.SubElement(parent, name)
    part.text = visible(text)
    return part
