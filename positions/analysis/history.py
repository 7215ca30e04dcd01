"""What moved between two editions, cell by cell, and why it did.

A shift is said of the party only where documents that the edition before did not have make the
difference. To tell, three readings of a cell are held against each other: as the edition
before published it, as today's program, codebook and decisions read *its* documents
("rebuilt"), and as the new edition reads all of them. What differs between the first two is
the work of analysts, codebook or program; only what differs between the last two can be the
party's. Where the two cannot be told apart, the change is not called a shift: not where all
that was known of the old stance is one sentence in which the party does not speak, and not
where the party had said the new one already, in documents no older than the old one's.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from positions.analysis.evidence import CellEvidence, Evidence, PastEdition
from positions.days import first_day, last_day
from positions.model import (
    Attribution,
    Basis,
    Change,
    ChangeKind,
    Edition,
    Position,
    Stance,
    Statement,
)

_OWN = (Attribution.QUOTE, Attribution.REPORTED)
_Verdict = tuple[ChangeKind | None, tuple[Statement, ...]]
_Rule = tuple[bool, ChangeKind | None, tuple[Statement, ...]]


def changes(
    before: PastEdition,
    after: Edition | PastEdition,
    rebuilt: Iterable[Position],
    codebook_version: str,
) -> tuple[Change, ...]:
    """What moved in each cell since the edition before; at most one change for a cell.

    A change's `before` and `after` are stances, but the two summaries for kind wording. Its
    statements are the new edition's, newest first; those of a withdrawal are in it no more.

    Args:
        before: the kept edition.
        after: the new one; its own `changes` are not read.
        rebuilt: the positions that today's program, codebook and decisions give for the
            documents of `before` that are still there with the same bytes, as of its
            evidence date; one for every cell of `after`.
        codebook_version: of the new edition's codebook.
    """
    past = {(position.party, position.issue): position for position in before.positions}
    today = {(position.party, position.issue): position for position in rebuilt}
    evidence = Evidence.between(before, after)
    reread = (
        ChangeKind.EXTRACTOR if codebook_version == before.codebook_version else ChangeKind.CODEBOOK
    )
    found = []
    for position in after.positions:
        cell = position.party, position.issue
        nothing = Position(party=position.party, issue=position.issue, stance=Stance.NONE)
        comparison = _Comparison(
            before=past.get(cell, nothing),  # an issue or a party may be new in the codebook
            rebuilt=today[cell],
            after=position,
            evidence=evidence.of(cell),
            known_to=before.evidence_date,
            reread=reread,
        )
        found.append(comparison.change())
    return tuple(change for change in found if change)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Comparison:
    """One cell in its three readings.

    Attributes:
        known_to: evidence date of the edition before.
        reread: the kind of change where the same documents are read otherwise by machine.
    """

    before: Position
    rebuilt: Position
    after: Position
    evidence: CellEvidence
    known_to: str
    reread: ChangeKind

    def change(self) -> Change | None:
        """The cell's change, None if there is nothing to tell."""
        if self.before.stance is self.after.stance:
            kind, statements = self._same_stance()
        else:
            kind, statements = self._other_stance()
        if kind is None:
            return None
        worded = kind is ChangeKind.WORDING
        return Change(
            party=self.after.party,
            issue=self.after.issue,
            kind=kind,
            before=self.before.summary if worded else self.before.stance,
            after=self.after.summary if worded else self.after.stance,
            statements=tuple(statement.id for statement in statements),
        )

    def _other_stance(self) -> _Verdict:
        """The first of these rules that holds says why the stance is another."""
        evidence, anew = self.evidence, self._decided_anew()
        turned, moved = self._turned_by_a_person(), self._moved_by_documents()
        known = self.before.stance is not Stance.NONE
        newer = known and any(self._newer(statement) for statement in moved)
        shifted = newer and self._stood() and not self._said_before()
        # Whoever decides a cell first may have corrected a reading that was never sure.
        first = bool(_decision(self.after)) and not _decision(self.before)
        rules: tuple[_Rule, ...] = (
            (bool(turned), ChangeKind.SHIFT, turned),
            (shifted, ChangeKind.SHIFT, moved),
            (bool(moved) and not (newer and first), ChangeKind.NEW_EVIDENCE, moved),
            (anew and bool(_decision(self.after)), ChangeKind.REVIEW, self._carrying()),
            (evidence.lost, ChangeKind.WITHDRAWN, ()),
            (anew or evidence.by_person, ChangeKind.REVIEW, evidence.decided),
            (evidence.by_machine, self.reread, self._carrying()),
            # An analyst mended a document's date or tier, or its link to an original.
            (evidence.redated, ChangeKind.REVIEW, self._carrying()),
            (bool(evidence.arrived), ChangeKind.NEW_EVIDENCE, evidence.arrived),
            (True, self.reread, self._carrying()),
        )
        return _first(rules)

    def _same_stance(self) -> _Verdict:
        """The first of these rules that holds says what is new, though the stance is not."""
        evidence = self.evidence
        since = "" if self.before.contested_since else self.after.contested_since
        reviewed = self._decided_anew() and not self._only_worded()
        reworded = (
            self.after.summary != self.before.summary and self.after.stance is not Stance.NONE
        )
        rules: tuple[_Rule, ...] = (
            (bool(since), ChangeKind.CONTESTED, self._against(since)),
            (bool(evidence.arrived), ChangeKind.NEW_EVIDENCE, evidence.arrived),
            (evidence.lost, ChangeKind.WITHDRAWN, ()),
            (reviewed, ChangeKind.REVIEW, self._carrying()),
            (bool(evidence.decided) or evidence.by_person, ChangeKind.REVIEW, evidence.decided),
            (evidence.by_machine, self.reread, self._carrying()),
            (reworded, ChangeKind.WORDING, self._carrying()),
            (True, None, ()),
        )
        return _first(rules)

    def _turned_by_a_person(self) -> tuple[Statement, ...]:
        """What turned a contested cell, once a person has decided that it did."""
        since = self.before.contested_since
        if not since or not _decision(self.after) or self.after.stance is Stance.NONE:
            return ()
        return tuple(s for s in self._carrying() if _surely_from(s.date, since))

    def _moved_by_documents(self) -> tuple[Statement, ...]:
        """The new documents' statements that alone make the difference; () if they do not."""
        if self.after.stance is Stance.NONE or self.rebuilt.stance is not self.before.stance:
            return ()
        # A person who reads the new stance in the old documents too has corrected the cell.
        corrected = self.evidence.corrected
        if _decision(self.after) and not _decision(self.before):
            corrected = self.evidence.earlier
        if any(statement.stance is self.after.stance for statement in corrected):
            return ()
        return self._side(self.evidence.arrived)

    def _stood(self) -> bool:
        """Whether the old stance is known surely enough that the party can have left it."""
        if _decision(self.before) or self.before.stance is Stance.DIVIDED:
            return True
        former = [s for s in self.evidence.former if s.stance is self.before.stance]
        return len(former) > 1 or any(s.attribution in _OWN for s in former)

    def _said_before(self) -> bool:
        """Whether what was known already says the new stance, no earlier than the old one."""
        if self.after.stance is Stance.DIVIDED:
            return False
        earlier = self.evidence.earlier
        old = [s.date for s in earlier if s.stance is self.before.stance]
        return any(
            s.stance is self.after.stance and not any(_surely_before(s.date, day) for day in old)
            for s in earlier
        )

    def _side(self, statements: Iterable[Statement]) -> tuple[Statement, ...]:
        """Those that speak for the new stance; for divided those that left the old one."""
        if self.after.stance is Stance.DIVIDED:
            return tuple(s for s in statements if s.stance is not self.before.stance)
        return tuple(s for s in statements if s.stance is self.after.stance)

    def _carrying(self) -> tuple[Statement, ...]:
        return self._side(self.evidence.standing)

    def _against(self, since: str) -> tuple[Statement, ...]:
        return tuple(
            s
            for s in self.evidence.standing
            if s.stance is not self.after.stance and _surely_from(s.date, since)
        )

    def _newer(self, statement: Statement) -> bool:
        return _surely_from(statement.date, self.before.last_date or self.known_to)

    def _decided_anew(self) -> bool:
        """Whether the decision on the cell is another, or its contest has been settled."""
        settled = bool(self.before.contested_since) and not self.after.contested_since
        return settled or _decision(self.before) != _decision(self.after)

    def _only_worded(self) -> bool:
        """Whether the same person decided the same, in other words."""
        return (
            bool(_decision(self.before) and _decision(self.after))
            and self.before.reviewed_by == self.after.reviewed_by
            and not self.before.contested_since
        )


def _first(rules: Iterable[_Rule]) -> _Verdict:
    return next((kind, statements) for holds, kind, statements in rules if holds)


def _decision(position: Position) -> tuple[str, ...]:
    """What a person decided on a cell, () if nobody did."""
    if position.basis is not Basis.REVIEWED and not position.reviewed_by:
        return ()
    return (position.stance, position.summary, position.reviewed_by)


def _surely_before(date: str, other: str) -> bool:
    """Whether a date of the precision known is before another, and is known to be."""
    day, then = last_day(date), first_day(other)
    return day is not None and then is not None and day < then


def _surely_from(date: str, since: str) -> bool:
    """Whether a date of the precision known is on or after another, and is known to be."""
    day, other = first_day(date), last_day(since)
    return day is not None and other is not None and day >= other
