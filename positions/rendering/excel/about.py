"""The sheets Codebook and Method: what is asked, of whom, and by which rules it is answered."""

from positions import codebook
from positions.rendering.excel.cells import Cell, muted, text
from positions.rendering.excel.lookup import speakers
from positions.rendering.excel.sheet import Book, Column, Sheet
from positions.rendering.labels import written_date
from positions.rendering.method import method
from positions.rendering.quality import measured_quality

_WIDTHS = (24, 34, 44, 44)


def write_codebook(book: Book) -> int:
    """Issues and propositions, then parties and those who speak for them."""
    edition = book.lookup.edition
    sheet = Sheet(book, "Codebook", _WIDTHS)
    sheet.begin(f"Version {codebook.version(edition.codebook)} of the dossier’s codebook.")
    sheet.section("Issues")
    heads = ("Issue", "Question", "Proposition that a stance is for or against", "Note")
    issues = [
        [
            Cell(value=issue.name, style="row head"),
            text(issue.question),
            text(issue.proposition),
            text(issue.note) if issue.note else muted("none"),
        ]
        for issue in edition.codebook.issues
    ]
    columns = [Column(head, width) for head, width in zip(heads, _WIDTHS, strict=True)]
    sheet.table("Issues", "The issues, each with its question and proposition.", columns, issues)
    sheet.section("Parties and who speaks for them")
    heads = ("Party", "Actor", "Names in the texts", "Note")
    actors = [
        [
            Cell(value=party.name, style="row head"),
            text(actor.name),
            text(", ".join(actor.aliases)) if actor.aliases else muted("none"),
            text(actor.note) if actor.note else muted("none"),
        ]
        for party in edition.codebook.parties
        for actor in speakers(party)
    ]
    columns = [Column(head, width) for head, width in zip(heads, _WIDTHS, strict=True)]
    sheet.table("Actors", "The parties and the actors who speak for them.", columns, actors)
    return len(issues)


def write_method(book: Book) -> None:
    """The rules in plain sentences, and how to cite the edition."""
    edition = book.lookup.edition
    settings = edition.settings
    sheet = Sheet(book, "Method", (100,), portrait=True, pages_high=1)
    sheet.begin()
    for heading, paragraphs in method(settings.stale_after_days):
        sheet.section(heading)
        for paragraph in paragraphs:
            sheet.write(Cell(value=paragraph, style="prose"))
    if quality := measured_quality(edition.statements):
        sheet.section("Measured quality")
        sheet.write(Cell(value=quality, style="prose"))
    sheet.section("Cite this edition")
    contact = f" Contact: {settings.contact}." if settings.contact else ""
    words = (
        f"{settings.title}: where the parties stand. Edition {edition.id}, evidence through "
        f"{written_date(edition.evidence_date)}.{contact} Made with positions {edition.version}."
    )
    sheet.write(Cell(value=words, style="prose"))
