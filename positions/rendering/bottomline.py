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
from positions.rendering.standing import sides_differ

_SHOWN = 3
"""Issues, parties or changes that one sentence names; it counts the rest.

One more is named too: "and 1 more" is no shorter than its name.
"""


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
    Stance.SUPPORT: ("is in favour", "are in favour"),
    Stance.OPPOSE: ("is against", "are against"),
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
        for issue in blocked
    ]
    return [
        Part(text=f"On {len(blocked)} of {total} one side supports what another opposes: "),
        *_listed(clauses),
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
    parts = [Part(text=f"{issue.name}: "), *_listed(clauses)]
    if silent:
        parts += [Part(text="; no position is known of "), *_names(silent, issue, "or")]
    return [*parts, Part(text=".")]


def _conditions(edition: Edition, cells: Cells) -> list[Part]:
    """The parties that put conditions, with the issues on which they do.

    A cell that is conditional only because its sources differ sets none, and is left out.
    """
    stances = {statement.id: statement.stance for statement in edition.statements}
    mixed = {
        (p.party, p.issue)
        for p in edition.positions
        if sides_differ(p, [stances[statement] for statement in p.statements])
    }
    clauses = []
    for party in edition.codebook.parties:
        issues = [
            issue
            for issue in edition.codebook.issues
            if cells[party.id, issue.id].stance is Stance.CONDITIONAL
            and (party.id, issue.id) not in mixed
        ]
        if issues:
            named = _listed([[Part(text=i.name, cell=(party.id, i.id))] for i in issues])
            clauses.append((len(issues), [Part(text=f"{party.name} on "), *named]))
    if not clauses:
        return []
    clauses.sort(key=lambda clause: -clause[0])
    named = _listed([parts for _, parts in clauses], ";")
    return [Part(text="Conditions are set by "), *named, Part(text=".")]


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
        for c in shifts
    ]
    return [Part(text=f"{since[0].upper()}{since[1:]}: "), *_listed(clauses), Part(text=".")]


def _unknown(edition: Edition, cells: Cells) -> list[Part]:
    """The parties of which least is known."""
    issues = edition.codebook.issues
    empty = {
        party: [i for i in issues if cells[party.id, i.id].stance is Stance.NONE]
        for party in edition.codebook.parties
    }
    most = max(len(missing) for missing in empty.values())
    if not most:
        return []
    if all(len(missing) == len(issues) for missing in empty.values()):
        return [Part(text="No position is known of any party on any issue.")]
    number = f"{most} of {count_words(len(issues), 'issue')}"
    least = [party for party, missing in empty.items() if len(missing) == most]
    if len(least) > 1:
        named = _listed([[Part(text=p.name, cell=(p.id, empty[p][0].id))] for p in least])
        return [
            Part(text="Least is known of "),
            *named,
            Part(text=f": of each no position is known on {number}."),
        ]
    (party,) = least
    links = [[Part(text=i.name, cell=(party.id, i.id))] for i in empty[party]]
    return [
        Part(text=f"Least is known of {party.name}: no position on {number}: "),
        *_listed(links),
        Part(text="."),
    ]


def edition_date(edition_id: str) -> str:
    """The evidence date in an edition's id; "" for one without a date."""
    date = edition_id[:10]
    return date if date[:4].isdigit() else ""


def _word(stance: str) -> str:
    return STANCES[Stance(stance)].word if stance in set(Stance) else stance


def _names(parties: Sequence[Party], issue: Issue, last: str = "and") -> list[Part]:
    return _listed([[Part(text=p.name, cell=(p.id, issue.id))] for p in parties], last=last)


def _listed(clauses: Sequence[list[Part]], comma: str = ",", last: str = "and") -> list[Part]:
    """The first clauses with commas and a word before the last; how many more there are, if any."""
    shown = clauses if len(clauses) <= _SHOWN + 1 else clauses[:_SHOWN]
    left_out = len(clauses) - len(shown)
    parts: list[Part] = []
    for number, clause in enumerate(shown):
        if number:
            final = number == len(shown) - 1 and not left_out
            joint = f" {last} " if final and comma == "," else f"{comma} "
            parts.append(Part(text=joint))
        parts += clause
    if left_out:
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
