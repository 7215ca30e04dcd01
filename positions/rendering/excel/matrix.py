"""The sheets Matrix and Short matrix: who stands where, in sentences and in symbols."""

from collections.abc import Sequence

from positions.model import Issue, Position, Stance
from positions.rendering.excel import measure
from positions.rendering.excel.cells import Cell, Run, stance_words
from positions.rendering.excel.links import inside
from positions.rendering.excel.lookup import Key, Lookup
from positions.rendering.excel.sheet import Book, Column, Sheet
from positions.rendering.excel.styles import MUTED, stance_style
from positions.rendering.labels import STANCES, count_words, review_words, written_date
from positions.rendering.standing import outlooks, standing

_LEGEND = "     ".join(stance_words(stance) for stance in Stance)
_JOINT = "What joins, what blocks"
_NAMED = 3
"""Statement ids that a cell names; it counts the rest."""

_SHORT_ROW = 22.0
"""Points that a row of the short matrix is high."""

_SIZE = 10.0
"""Points of the letters of the full matrix on the screen."""

_NARROWEST = 11.0
"""Characters across a column of it, below which sentences are torn to pieces."""

_SMALLEST = 7.0
"""Points of the smallest letters on paper."""


def write_matrix(book: Book) -> int:
    """The full matrix; gives the number of issues."""
    lookup = book.lookup
    codebook = lookup.edition.codebook
    widths, pages_wide = _layout(book, len(codebook.parties))
    sheet = Sheet(book, "Matrix", widths, heads=True, fixed=1, pages_wide=pages_wide)
    sheet.begin(f"{_LEGEND}     The links lead to the statements; the ids in a cell find them too.")
    outlook = outlooks(lookup.issues, lookup.edition.agreement)
    heads = ("Issue", *(party.name for party in codebook.parties), _JOINT)
    agreement = inside("Agreement", "A1", "To the relations of the parties")
    rows = []
    for issue in codebook.issues:
        keys = [(party.id, issue.id) for party in codebook.parties]
        held = [(lookup.parties[key[0]], lookup.positions[key].stance) for key in keys]
        words = (Run(text=f"{outlook[issue.id]}. ", bold=True), Run(text=standing(held)))
        rows.append(
            (
                _issue(issue),
                *(_cell(lookup, key, widths[1]) for key in keys),
                _rich(words, "table text"),
            )
        )
        rows.append(
            (
                Cell(value=f"{issue.name}: evidence", style="table muted"),
                *(_way(lookup, key) for key in keys),
                Cell(value="Agreement", style="matrix link", link=agreement),
            )
        )
    columns = [Column(head, width) for head, width in zip(heads, widths, strict=True)]
    description = "Issues by parties: where each party stands, and on what that rests."
    sheet.table("Matrix", description, columns, rows)
    return len(codebook.issues)


def write_short_matrix(book: Book) -> int:
    """The matrix in symbols and words; gives the number of issues."""
    lookup = book.lookup
    codebook = lookup.edition.codebook
    parties = codebook.parties
    across = measure.characters(book.room()[0])
    each = max((across - 36) / len(parties), 15.5)
    widths = (36.0, *(min(each, 26.0) for _ in parties))
    sheet = Sheet(
        book,
        "Short matrix",
        widths,
        heads=True,
        fixed=1,
        pages_high=_one_page(book, widths, len(codebook.issues)),
    )
    sheet.begin(f"Evidence through {written_date(lookup.edition.evidence_date)}     {_LEGEND}")
    rows = []
    for issue in codebook.issues:
        row = [Cell(value=issue.name, style="short issue")]
        for party in parties:
            key = (party.id, issue.id)
            stance = lookup.positions[key].stance
            style = f"short {stance.value}"
            row.append(Cell(value=stance_words(stance), style=style, link=lookup.to_matrix(key)))
        rows.append(row)
    heads = ("Issue", *(party.name for party in parties))
    columns = [Column(head, width, "short head") for head, width in zip(heads, widths, strict=True)]
    description = "Issues by parties: the stance of each party in a symbol and a word."
    sheet.table("ShortMatrix", description, columns, rows, least=_SHORT_ROW)
    return len(rows)


def _layout(book: Book, parties: int) -> tuple[list[float], int]:
    """Widths, and pages across: one, if letters of seven points allow it."""
    across = measure.characters(book.room()[0]) * _SIZE / _SMALLEST * 0.98
    first, last = (27.0, 28.0) if parties <= 9 else (20.0, 22.0)
    each = min(32.0, (across - first - last) / parties)
    if each < _NARROWEST:
        return [first, *([16.0] * parties), last], 2
    return [first, *([each] * parties), last], 1


def _one_page(book: Book, widths: Sequence[float], issues: int) -> int:
    """1 if the sheet fits on one page with letters of eight points, else 0: as many as it takes."""
    scale = 8 / 12
    across, down = book.room()
    high = (90 + (issues + 1) * _SHORT_ROW) / 72 * 25.4
    return int(sum(widths) * scale <= measure.characters(across) and high * scale <= down)


def _issue(issue: Issue) -> Cell:
    runs = (Run(text=issue.name, bold=True), Run(text=f"\n{issue.question}"))
    return _rich(runs, "table text")


def _cell(lookup: Lookup, key: Key, width: float) -> Cell:
    """A cell of the matrix; a sentence that would not fit into the highest row is cut."""
    position = lookup.positions[key]
    mark = STANCES[position.stance]
    head = stance_words(position.stance) + (" (contested)" if position.contested_since else "")
    above = [Run(text=head, bold=True, colour=mark.strong)]
    below = [Run(text=f"\n{line}", colour=MUTED) for line in _foot(lookup, key, position)]
    sentence = position.summary or position.reason
    room = int(measure.HIGHEST / measure.line_height(_SIZE)) - 2
    taken = sum(
        measure.lines(run.text.strip("\n"), width, _SIZE, bold=True) for run in (*above, *below)
    )
    while sentence and measure.lines(sentence, width, _SIZE) > max(room - taken, 4):
        sentence = f"{sentence[: int(len(sentence) * 0.9)].rstrip(' …')} …"
    runs = (*above, *([Run(text=f"\n{sentence}")] if sentence else []), *below)
    return _rich(runs, stance_style(position.stance))


def _way(lookup: Lookup, key: Key) -> Cell:
    """The link under a cell of the matrix."""
    # It has a cell of its own, because LibreOffice shows a text with a link on one line, cut.
    link = lookup.to_evidence(key)
    if link is None:
        return Cell(value="no statement", style="matrix muted")
    number = len(lookup.positions[key].statements)
    words = count_words(number, "statement") if number else "not counted"
    return Cell(value=words, style="matrix link", link=link)


def _foot(lookup: Lookup, key: Key, position: Position) -> list[str]:
    """The lines under the sentence: who dissents, what it rests on, where the proof is."""
    found = []
    if position.dissent:
        voices = (f"{lookup.actors.get(a, a)} {stance_words(s)}" for a, s in position.dissent)
        found.append("; ".join(voices))
    facts = []
    if position.statements:
        facts += [
            count_words(position.sources, "source"),
            f"newest {written_date(position.last_date)}" if position.last_date else "undated",
        ]
    if position.confidence:
        facts.append(f"{position.confidence} confidence")
    if position.stance is not Stance.NONE:
        facts.append(review_words(position))
    if position.as_of not in ("", lookup.edition.evidence_date):
        facts.append(f"read to {written_date(position.as_of)}")
    if facts := [fact for fact in facts if fact]:
        found.append(", ".join(facts))
    ids = [s for s in (position.lead_statement, *position.statements) if s]
    named = list(dict.fromkeys(ids))[:_NAMED]
    if named:
        more = len(position.statements) - len(named)
        found.append(", ".join(named) + (f" and {more} more" if more > 0 else ""))
    if key in lookup.left_out:
        found.append(f"{lookup.left_out[key]} of them only in data/statements.csv")
    return found


def _rich(runs: Sequence[Run], style: str) -> Cell:
    value = "".join(run.text for run in runs)
    return Cell(value=value, style=style, runs=tuple(runs), size=_SIZE)
