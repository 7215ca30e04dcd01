"""The bottom line: at most five sentences made from the positions by rule.

Each names the cells that it rests on and says no more than they do; where some of those cells
have not been reviewed, or are contested, the sentence says so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from positions.analysis import blockers, nearest
from positions.model import Basis, ChangeKind, Edition, Issue, Party, Position, Stance
from positions.rendering.labels import STANCES, count_words, written_date
from positions.rendering.links import cell_anchor

_SHOWN = 3
"""Issues, parties or changes that one sentence names; it counts the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some words of a sentence, and the cell (party id, issue id) that they rest on, if any."""

    text: str
    cell: tuple[str, str] | None = None

    @property
    def anchor(self) -> str:
        """The address of the cell on the page, "" where the words rest on none."""
        return cell_anchor(*self.cell) if self.cell else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence of the bottom line.

    Attributes:
        topic: what it is about, in a word or two, to be set before it.
        caveat: what a reader must know of its cells ("2 of 4 cells unreviewed"), or "".
    """

    topic: str
    parts: tuple[Part, ...]
    caveat: str = ""

    @property
    def text(self) -> str:
        """The sentence without its links."""
        return "".join(part.text for part in self.parts)


def bottom_line(edition: Edition) -> tuple[Line, ...]:
    """What blocks, what is near, who sets conditions, what moved, what is not known."""
    cells = {(p.party, p.issue): p for p in edition.positions}
    sentences = (
        ("Blocked", _blocked(edition, cells)),
        ("Nearest", _nearest(edition, cells)),
        ("Conditions", _conditions(edition, cells)),
        ("Moved", _moved(edition)),
        ("Not known", _unknown(edition, cells)),
    )
    return tuple(
        Line(topic=topic, parts=tuple(parts), caveat=_caveat(parts, cells))
        for topic, parts in sentences
        if parts
    )


Cells = dict[tuple[str, str], Position]

_HOLDS = {
    Stance.SUPPORT: ("supports it", "support it"),
    Stance.OPPOSE: ("opposes it", "oppose it"),
    Stance.CONDITIONAL: ("sets conditions", "set conditions"),
    Stance.DIVIDED: ("is divided", "are divided"),
}


def _holding(edition: Edition, cells: Cells, issue: Issue, *stances: Stance) -> list[Party]:
    return [p for p in edition.codebook.parties if cells[p.id, issue.id].stance in stances]


def _blocked(edition: Edition, cells: Cells) -> list[Part]:
    """Issues on which one party supports and another opposes, most opposed pairs first."""
    blocked = [edition.codebook.issue(found.issue) for found in blockers(edition.agreement)]
    if not blocked:
        return []
    total = count_words(len(edition.codebook.issues), "issue")
    clauses = [
        [
            Part(text=f"{issue.name} ("),
            *_names(_holding(edition, cells, issue, Stance.SUPPORT), issue),
            Part(text=" against "),
            *_names(_holding(edition, cells, issue, Stance.OPPOSE), issue),
            Part(text=")"),
        ]
        for issue in blocked[:_SHOWN]
    ]
    return [
        Part(text=f"On {len(blocked)} of {total} one side supports what another opposes: "),
        *_listed(clauses, len(blocked) - _SHOWN),
        Part(text="."),
    ]


def _nearest(edition: Edition, cells: Cells) -> list[Part]:
    """The issue on which some agree, none opposes another and least is open."""
    near = nearest(edition.agreement)
    if not near:
        return []
    issue = edition.codebook.issue(near[0].issue)
    clauses = []
    for stance, (one, several) in _HOLDS.items():
        parties = _holding(edition, cells, issue, stance)
        if parties:
            verb = one if len(parties) == 1 else several
            clauses.append([*_names(parties, issue), Part(text=f" {verb}")])
    silent = _holding(edition, cells, issue, Stance.NONE)
    parts = [Part(text=f"{issue.name}: "), *_listed(clauses, 0)]
    if silent:
        parts += [Part(text="; no position is known of "), *_names(silent, issue, "or")]
    return [*parts, Part(text=".")]


def _conditions(edition: Edition, cells: Cells) -> list[Part]:
    """The parties that put conditions, with the issues on which they do."""
    clauses = []
    for party in edition.codebook.parties:
        issues = [
            issue
            for issue in edition.codebook.issues
            if cells[party.id, issue.id].stance is Stance.CONDITIONAL
        ]
        if issues:
            links = [[Part(text=i.name, cell=(party.id, i.id))] for i in issues[:_SHOWN]]
            named = _listed(links, len(issues) - _SHOWN)
            clauses.append((len(issues), [Part(text=f"{party.name} on "), *named]))
    if not clauses:
        return []
    clauses.sort(key=lambda clause: -clause[0])
    named = _listed([parts for _, parts in clauses[:_SHOWN]], len(clauses) - _SHOWN, ";")
    return [Part(text="Would agree under conditions: "), *named, Part(text=".")]


def _moved(edition: Edition) -> list[Part]:
    """The shifts since the edition before; that there was none is worth a sentence too."""
    if edition.changes is None:
        return []
    since = f"since the edition of {written_date(edition_date(edition.compared_with))}"
    shifts = [c for c in edition.changes if c.kind is ChangeKind.SHIFT]
    if not shifts:
        return [Part(text=f"No party has moved {since}.")]
    clauses = [
        [
            Part(
                text=f"{edition.codebook.party(c.party).name} on "
                f"{edition.codebook.issue(c.issue).name}",
                cell=(c.party, c.issue),
            ),
            Part(text=f" from {_word(c.before)} to {_word(c.after)}"),
        ]
        for c in shifts[:_SHOWN]
    ]
    moved = _listed(clauses, len(shifts) - _SHOWN)
    return [Part(text=f"Moved {since}: "), *moved, Part(text=".")]


def _unknown(edition: Edition, cells: Cells) -> list[Part]:
    """The party of which least is known."""
    issues = edition.codebook.issues
    empty = {
        party.id: [i for i in issues if cells[party.id, i.id].stance is Stance.NONE]
        for party in edition.codebook.parties
    }
    party = max(edition.codebook.parties, key=lambda p: len(empty[p.id]))
    if not empty[party.id]:
        return []
    links = [[Part(text=i.name, cell=(party.id, i.id))] for i in empty[party.id][:_SHOWN]]
    return [
        Part(text=f"The largest gap is {party.name}: no position is known on "),
        Part(text=f"{len(empty[party.id])} of {count_words(len(issues), 'issue')}, among them ")
        if len(empty[party.id]) > 1
        else Part(text=f"1 of {count_words(len(issues), 'issue')}, "),
        *_listed(links, 0),
        Part(text="."),
    ]


def edition_date(edition_id: str) -> str:
    """The evidence date in an edition's id; "" for one without a date."""
    date = edition_id[:10]
    return date if date[:4].isdigit() else ""


def _word(stance: str) -> str:
    return STANCES[Stance(stance)].word if stance in set(Stance) else stance


def _names(parties: Sequence[Party], issue: Issue, last: str = "and") -> list[Part]:
    return _listed([[Part(text=p.name, cell=(p.id, issue.id))] for p in parties], 0, last=last)


def _listed(
    clauses: Sequence[list[Part]], left_out: int, comma: str = ",", last: str = "and"
) -> list[Part]:
    """Clauses with commas and a word before the last; how many more there are, if any."""
    parts: list[Part] = []
    for number, clause in enumerate(clauses):
        if number:
            final = number == len(clauses) - 1 and left_out <= 0
            joint = f" {last} " if final and comma == "," else f"{comma} "
            parts.append(Part(text=joint))
        parts += clause
    if left_out > 0:
        parts.append(Part(text=f"{'' if comma == ',' else comma} and {left_out} more"))
    return parts


def _caveat(parts: Iterable[Part], cells: Cells) -> str:
    """What of the cells named has not been decided by a person, or is in doubt again."""
    named = [cells[cell] for cell in dict.fromkeys(p.cell for p in parts if p.cell)]
    unreviewed = sum(p.basis is Basis.STATEMENTS for p in named)
    contested = sum(bool(p.contested_since) for p in named)
    words = []
    if unreviewed:
        every = unreviewed == len(named)
        number = "" if every else f"{unreviewed} of {count_words(len(named), 'cell')} "
        words.append(f"{number}unreviewed")
    if contested:
        words.append(f"{contested} contested")
    return ", ".join(words)
