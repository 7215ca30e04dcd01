"""The names from which an analyst chooses, and what each of them stands for.

People choose by name; where two things have the same name, it carries the id as well. An id
itself is always understood, and so are other capitals and spaces.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from positions.model import Codebook, Document, Stance, Verdict
from positions.review.texts import shown

OF_STATEMENTS = (Stance.SUPPORT, Stance.CONDITIONAL, Stance.OPPOSE)
OF_CELLS = tuple(Stance)
VERDICTS = (Verdict.ACCEPT, Verdict.REJECT, Verdict.RECODE, Verdict.UNSURE)

_LONGEST = 120  # characters of a name in a list

Holder = tuple[str, str]
"""The ids of a party and of the actor through whom it speaks; the party's own for itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What can be chosen in a dossier.

    Attributes:
        issues, holders, documents: names as they stand in the lists, in the codebook's order.
    """

    issues: Mapping[str, str]
    holders: Mapping[str, Holder]
    documents: Mapping[str, str]

    @classmethod
    def of(cls, codebook: Codebook, documents: Iterable[Document]) -> Self:
        """The choices of a codebook and of the documents that were read."""
        parties = _named([(party.id, party.name) for party in codebook.parties])
        holders: dict[str, Holder] = {name: (party, party) for name, party in parties.items()}
        names = {party: name for name, party in parties.items()}
        for party in codebook.parties:
            for name, actor in _named([(one.id, one.name) for one in party.actors]).items():
                holders[f"{names[party.id]}: {name}"] = (party.id, actor)
        return cls(
            issues=_named([(issue.id, issue.name) for issue in codebook.issues]),
            holders=holders,
            documents=_named([(one.id, one.title) for one in documents]),
        )

    def issue(self, text: str) -> str:
        """The id of the issue that is meant; "" if none is."""
        return _chosen(text, self.issues) or _itself(text, self.issues.values())

    def document(self, text: str) -> str:
        """The id of the document that is meant; "" if none is."""
        return _chosen(text, self.documents) or _itself(text, self.documents.values())

    def holder(self, text: str) -> Holder | None:
        """The party and actor that are meant, by name, by the party's id or the actor's."""
        wanted = _plain(text)
        for name, holder in self.holders.items():
            if _plain(name) == wanted:
                return holder
        for holder in self.holders.values():
            if holder[1] == text.strip():
                return holder
        return None

    def issue_name(self, issue: str) -> str:
        """The name under which an issue stands in the list."""
        return next(name for name, one in self.issues.items() if one == issue)

    def document_name(self, document: str) -> str:
        """The name under which a document stands in the list."""
        return next(name for name, one in self.documents.items() if one == document)

    def holder_name(self, party: str, actor: str) -> str:
        """The name under which a holder stands in the list; the party's for an unknown actor."""
        names = {holder: name for name, holder in self.holders.items()}
        return names.get((party, actor)) or names[party, party]


def _named(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Ids by a name that is unique whatever its capitals and spaces."""
    short = [(one, shown(name)[:_LONGEST].strip() or one) for one, name in pairs]
    met = Counter(_plain(name) for _, name in short)
    ids = {_plain(one) for one, _ in short}
    named: dict[str, str] = {}
    for one, name in short:
        alone = met[_plain(name)] == 1 and (_plain(name) == _plain(one) or _plain(name) not in ids)
        full = name if alone else f"{name} ({one})"
        named[full if met[_plain(full)] <= alone else one] = one
    return named


def _chosen(text: str, names: Mapping[str, str]) -> str:
    wanted = _plain(text)
    return next((one for name, one in names.items() if _plain(name) == wanted), "")


def _itself(text: str, ids: Iterable[str]) -> str:
    return text.strip() if text.strip() in ids else ""


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
