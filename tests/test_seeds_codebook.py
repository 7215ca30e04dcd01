"""The first dossier's codebook asks what the coders asked, and knows who speaks for whom."""

from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest

from positions import codebook
from positions.model import Codebook, Direction, Issue, Term

SEEDS = Path(__file__).parent.parent / "seeds"

PROPOSITIONS = {
    "territory": (
        "Ukraine withdraws from, cedes, swaps or recognises as Russian territory that Russia claims"
        " or holds (Donbas, Crimea, annexed regions)"
    ),
    "security-guarantees": (
        "Ukraine receives binding, enforceable security guarantees"
        " (Article 5-like, treaty, bilateral pacts)"
    ),
    "nato-membership": "Ukraine joins NATO, or keeps the path to joining",
    "multinational-force": (
        "Foreign (European, multinational) troops deploy in Ukraine after a deal"
    ),
    "demilitarisation": (
        "Ukraine accepts limits on its armed forces, demilitarisation or neutral status"
    ),
    "zaporizhzhia-plant": (
        "Control or output of the Zaporizhzhia nuclear plant is shared with, or handed to, Russia"
        " or a joint operator"
    ),
    "us-peace-plan": ("The US-drafted plan (28 points, later 19/20) is the basis of a settlement"),
    "pressure-on-russia": (
        "Pressure on Russia (sanctions, tariffs, other coercion) is kept up or increased"
    ),
    "ceasefire": (
        "Fighting stops (ceasefire, truce, pause in strikes) before a full settlement is agreed"
    ),
    "elections": "Ukraine holds a presidential election / referendum as part of the process",
    "talks-format": ("Ukraine, Russia and the US (or their leaders) meet and negotiate directly"),
    "european-role": "Europe has a seat at the table and a say in the deal",
    "prisoner-exchange": (
        "Prisoners of war / detainees / deported children are exchanged or returned"
    ),
    "military-aid": (
        "Western weapons, funding and other military support for Ukraine continue or grow"
    ),
    "reconstruction": "A deal provides for Ukraine's reconstruction and long-term prosperity",
}

NOBODY = ""  # a bystander, or a name that the codebook leaves alone


@pytest.fixture(scope="module")
def book() -> Codebook:
    """The codebook of the seeds, which loads without a fault."""
    return codebook.load(SEEDS / "codebook.yaml")


@pytest.fixture(scope="module")
def owners(book: Codebook) -> dict[str, set[str]]:
    """To whom each name, adjective and title leads."""
    found: dict[str, set[str]] = defaultdict(set)
    for party in book.parties:
        names = [*party.aliases, *party.adjectives]
        for actor in party.actors:
            names += [*actor.aliases, *actor.titles]
        for name in names:
            found[name.casefold()].add(party.id)
    for bystander in book.bystanders:
        for name in bystander.aliases:
            found[name.casefold()].add(NOBODY)
    return found


def test_the_issues_and_their_propositions_are_those_of_the_coding_guide(book: Codebook) -> None:
    assert {issue.id: issue.proposition for issue in book.issues} == PROPOSITIONS


def test_the_parties_are_those_of_the_coding_guide(book: Codebook) -> None:
    assert [party.id for party in book.parties] == ["ukraine", "russia", "us", "europe"]


@pytest.mark.parametrize("issue", PROPOSITIONS)
def test_an_issue_is_put_to_the_reader_as_one_question(book: Codebook, issue: str) -> None:
    question = book.issue(issue).question
    assert question.endswith("?")
    assert question.count("?") == 1


@pytest.mark.parametrize(
    ("party", "names"),
    [
        (
            "ukraine",
            "Ukraine, Kyiv, Kiev, the Ukrainians, Ukrainian, Zelensky, Zelenskyy, Zelenskiy",
        ),
        (
            "ukraine",
            "Ukrainian president, Ukraine's president, Umerov, Yermak, Andrii Sybiha, Budanov",
        ),
        (
            "russia",
            "Russia, Moscow, the Kremlin, Russian, Putin, Vladimir Putin, Russian president",
        ),
        (
            "russia",
            "Lavrov, Peskov, Ushakov, Kirill Dmitriev, Medinsky, Zakharova, Kremlin spokesman",
        ),
        ("us", "US, U.S., United States, America, American, Washington, White House, Trump, Vance"),
        (
            "us",
            "US president, Rubio, Witkoff, Kushner, Hegseth, Driscoll, Kellogg, Bessent, US envoy",
        ),
        ("europe", "UK, U.K., Britain, United Kingdom, London, British, Starmer, Yvette Cooper"),
        ("europe", "EU, European Union, Brussels, European, von der Leyen, Kallas, António Costa"),
        ("europe", "Germany, Merz, Wadephul, France, Macron, Italy, Meloni, Poland, Tusk, Stubb"),
        ("europe", "Orban, Orbán, Fico, De Wever, Støre, Frederiksen, Babiš, Estonia, Lithuanian"),
        (
            "europe",
            "E3, coalition of the willing, Kyiv's allies, European allies, the West, Western",
        ),
        (NOBODY, "NATO, Rutte, UN, China, India, Turkey, Erdogan, Vatican, Saudi Arabia, Qatar"),
        (NOBODY, "Zaluzhnyi, Poroshenko, Biden, Boris Johnson, Lindsey Graham, Navalny, Pushilin"),
        (NOBODY, "Washington Post, Kyiv Independent, Moscow Times, Radio Free Europe, West Bank"),
    ],
)
def test_a_name_leads_to_its_party_however_it_is_spelt(
    owners: dict[str, set[str]], party: str, names: str
) -> None:
    led = {name: owners.get(name.casefold()) for name in names.split(", ")}
    assert led == {name: {party} for name in led}


def test_no_name_leads_to_two_parties(owners: dict[str, set[str]]) -> None:
    assert {name: who for name, who in owners.items() if len(who) > 1} == {}


@pytest.mark.parametrize("issue", PROPOSITIONS)
def test_no_words_of_an_issue_point_both_ways(book: Codebook, issue: str) -> None:
    both = []
    for one, other in combinations(book.issue(issue).terms, 2):
        shared = {w.casefold() for w in one.words} & {w.casefold() for w in other.words}
        near = {w.casefold() for w in one.near} & {w.casefold() for w in other.near}
        if near or not (one.near and other.near):
            both += [word for word in shared if _against_each_other(book, one, other)]
    assert both == []


@pytest.mark.parametrize("issue", PROPOSITIONS)
def test_no_words_stand_twice_in_one_term(book: Codebook, issue: str) -> None:
    for term in book.issue(issue).terms:
        for words in (term.words, term.near):
            assert len({word.casefold() for word in words}) == len(words), term


@pytest.mark.parametrize("issue", PROPOSITIONS)
def test_every_party_can_be_heard_on_every_issue(book: Codebook, issue: str) -> None:
    for party in book.parties:
        assert Direction.FOR in _directions(book.issue(issue), party.id)


def test_those_who_do_something_together_are_parties(book: Codebook) -> None:
    known = {party.id for party in book.parties}
    together = [set(t.mutual) for issue in book.issues for t in issue.terms if t.mutual]
    assert together
    assert all(parties <= known and len(parties) > 1 for parties in together)


def _directions(issue: Issue, party: str) -> set[Direction]:
    return {_direction(term, party) for term in issue.terms}


def _direction(term: Term, party: str) -> Direction:
    return (term.direction_of or {}).get(party, term.direction)


def _against_each_other(book: Codebook, one: Term, other: Term) -> bool:
    opposite = {Direction.FOR, Direction.AGAINST}
    return any({_direction(one, p.id), _direction(other, p.id)} == opposite for p in book.parties)
