"""For each construction of English: the stances that it states, and what it leaves alone.

The negotiation is invented. A case is a text and all that is found in it; beside each that takes
a stand is one that must not be taken for one.
"""

from functools import cache
from pathlib import Path

import pytest

from positions import codebook
from positions.documents.blocks import divide
from positions.extraction import Extractor
from positions.model import Attribution, Document, Stance, Statement, Strength

FILE = Path(__file__).parent / "extraction" / "chains.yaml"
SIGNS = {Stance.SUPPORT: "+", Stance.OPPOSE: "-", Stance.CONDITIONAL: "?"}


@cache
def extractor() -> Extractor:
    return Extractor(codebook.load(FILE))


def statements(text: str, publisher: str = "") -> tuple[Statement, ...]:
    document = Document(
        id="d",
        title="A report",
        publisher=publisher,
        date="2025-12-01",
        path="d.txt",
        sha256="0" * 64,
        text=text,
        blocks=divide(text),
    )
    return extractor().statements(document)


def found(text: str, publisher: str = "") -> set[str]:
    """Party, issue and sign of each statement: "north river -"."""
    return {f"{s.party} {s.issue} {SIGNS[s.stance]}" for s in statements(text, publisher)}


# The text, and all that is found in it, separated by commas.
CASES = [
    # verbs
    ("The North rejects shared fishing.", "north river -"),
    ("The North mentions shared fishing.", ""),
    ("The South has repeatedly called for an inspection.", "south dam +"),
    ("The South has repeatedly heard of an inspection.", ""),
    ("Berg ruled out any closure of the river.", "north river +"),
    ("Berg drew up a list of the inspections so far.", ""),
    # verbs that may be nouns
    ("The South demands an inspection.", "south dam +"),
    ("The demands of the inspection were heavy.", ""),
    ("Northern leaders support shared fishing.", "north river +"),
    ("The support column near the inspection site broke.", ""),
    # who speaks
    ("Lima said that the South wants an inspection.", "south dam +"),
    ("Lima said that the weather would delay an inspection by a day.", ""),
    ("The South, Lima said, will never accept shared fishing.", "south river -"),
    ("According to Berg, the North opposes an inspection.", "north dam -"),
    ("According to the Rivers League, an inspection is essential.", ""),
    ("The League demands an inspection.", ""),
    ("An analyst said an inspection is necessary.", ""),
    ("A former Northern president called for shared fishing.", ""),
    # asides
    ("Lima, the chief negotiator of the South, backs an inspection.", "south dam +"),
    ("Berg, who met fishermen from the South, rejects shared fishing.", "north river -"),
    ("The North — a partner of the East — insists on dam secrecy.", "north dam -"),
    # nominalisations and owners
    ("Norda's rejection of shared fishing was expected.", "north river -"),
    ("The refusal by the South to share the river angered many.", "south river -"),
    ("A call for an inspection was heard in the hall.", ""),
    ("The North voiced its support for an inspection.", "north dam +"),
    ("The North faces calls for an inspection.", ""),
    ("The South dropped its demand for an inspection.", "south dam -"),
    # passives and reduced clauses
    ("Shared fishing was rejected by the North.", "north river -"),
    ("Shared fishing was discussed near the North.", ""),
    (
        "An inspection, backed by the South and opposed by the North, is planned.",
        "south dam +, north dam -",
    ),
    ("The South-backed inspection begins in May.", "south dam +"),
    ("An inspection that was proposed by the South begins in May.", "south dam +"),
    # relative clauses and apposition
    ("The inspection, which the North rejects, begins in May.", "north dam -"),
    (
        "The East suggested a closure of the river, an idea that Berg dismissed.",
        "east river -, north river +",
    ),
    ("The inspection, which took a week, ended in May.", ""),
    # adjectives and judgements
    ("Sudra is open to an inspection.", "south dam ?"),
    ("Sudra is next to an inspection hut.", ""),
    ("The North is firmly against shared fishing.", "north river -"),
    ("Berg considers an inspection unacceptable.", "north dam -"),
    ("An inspection is a red line for the North.", "north dam -"),
    ("An inspection is a costly affair for the North.", ""),
    ("Lima said that an inspection is essential.", "south dam +"),
    ("An inspection is essential.", ""),
    # what one party says of another
    ("Berg said the South wants an inspection.", "south dam +"),
    ("Berg demanded that the South accept shared fishing.", "north river +"),
    ("Berg fears that the South will force the East to close the river.", "north river +"),
    (
        "Lima rejected Norda's demand for a closure of the river.",
        "south river +, north river -",
    ),
    # negation
    ("The South did not reject an inspection.", "south dam ?"),
    ("The South refused to rule out an inspection.", "south dam ?"),
    ("Neither the North nor the South wants an inspection.", "north dam -, south dam -"),
    ("The North demands not only an inspection but also money.", "north dam +"),
    ("The North did not say that it wants an inspection.", ""),
    ("Nobody in the hall wanted an inspection.", ""),
    ("The harbour was quiet; the North wants no inspection.", "north dam -"),
    # conditions
    ("The South will accept an inspection only if the North pays.", "south dam ?"),
    (
        "The South will accept an inspection only if the North shares the river.",
        "south dam ?, south river +",
    ),
    ("If the South accepted an inspection, prices would fall.", ""),
    (
        "The South would accept an inspection in exchange for fishing rights.",
        "south dam ?, south river +",
    ),
    ("The North has not budged from its demand for an inspection.", "north dam +"),
    ("The North failed to agree on an inspection.", ""),
    # possibility, wishes, questions
    ("The North may reject shared fishing one day.", ""),
    ("Berg said the North could accept an inspection.", "north dam ?"),
    ("The North must accept an inspection.", ""),
    ("Lima said the North must accept an inspection.", "south dam +"),
    ("Will the North accept an inspection?", ""),
    ("Lima was asked whether the South wants an inspection.", ""),
    ("The flood came at night, allowing the North to close the river.", ""),
    # history
    ("In 1994, the North demanded an inspection.", ""),
    ("Since 1994 the North has demanded an inspection.", "north dam +"),
    # plans, meetings
    ("The river plan calls for an inspection.", "east dam +"),
    ("The inspection of the river plan takes long.", ""),
    ("The North insists that the eight-point plan be amended.", "north plan ?"),
    ("Berg met Lima at the bridge.", "north talks +, south talks +"),
    ("Berg met a fisherman at the bridge.", ""),
    ("Northern and Southern envoys hold talks on Monday.", "north talks +, south talks +"),
    ("The North refuses to hold talks with the South.", "north talks -"),
    ("The talks between the fishermen went on.", ""),
    # lists, clauses
    (
        "Norda's demands include an inspection and a closure of the river.",
        "north dam +, north river -",
    ),
    ("What the South wants is an inspection.", "south dam +"),
    (
        "The North rejects an inspection while the South supports shared fishing.",
        "north dam -, south river +",
    ),
    (
        "The North backs an inspection but will not accept shared fishing.",
        "north dam +, north river -",
    ),
    ("On fishing rights, the North refuses to budge.", "north river -"),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_a_construction_states_what_it_states_and_no_more(text: str, expected: str) -> None:
    assert found(text) == set(filter(None, expected.split(", ")))


# Texts of several sentences.
TEXTS = [
    ('"We will never share the river," Berg said.', "north river -"),
    ('"We will never share the river," a fisherman said.', ""),
    ('Lima was clear. "An inspection has to take place," he said.', "south dam +"),
    ('"I have listened," Lima said.\n\n"We demand an inspection."', "south dam +"),
    ("Berg spoke first. She rejected shared fishing.", "north river -"),
    ("The League spoke first. It rejected shared fishing.", ""),
    ("The East wants an inspection. The North rejects the idea.", "east dam +, north dam -"),
    ("The East counts boats. The North rejects the idea.", ""),
    ("LIMA: We want an inspection.\n\nBERG: We do not.", "south dam +"),
    ("Q Do you want an inspection?\n\nBERG: Never.", "north dam -"),
    ("Lima: We will not share the river", "south river -"),
    (
        "In March Lima rejected an inspection. On Monday he accepted an inspection.",
        "south dam -, south dam +",
    ),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS, ids=[text for text, _ in TEXTS])
def test_sentences_are_read_with_those_before_them(text: str, expected: str) -> None:
    assert found(text) == set(filter(None, expected.split(", ")))


def test_on_a_partys_own_site_we_is_that_party() -> None:
    text = "We reject shared fishing and will defend the river."
    assert found(text) == set()
    assert found(text, publisher="Ministry of Fisheries of the North") == {"north river -"}


def test_the_chain_of_signs_is_shown_from_the_cue_to_the_term() -> None:
    [statement] = statements("Berg opposes any deal that would close the river.")
    assert statement.explanation == "opposes(−) × close the river(−) → supports"
    [statement] = statements("The North refuses to consider an inspection.")
    assert statement.explanation == "refuses to consider(−) × inspection(+) → opposes"


def test_speaker_and_holder_are_kept_apart() -> None:
    [own] = statements("Lima said the South wants an inspection.")
    assert (own.party, own.speaker, own.attribution) == ("south", "Lima", Attribution.REPORTED)
    [alleged] = statements("Ada Berg said the South wants an inspection.")
    assert (alleged.party, alleged.speaker) == ("south", "Ada Berg")
    assert alleged.attribution is Attribution.ALLEGED
    [quoted] = statements('"We want an inspection as soon as the ice has gone," Lima said.')
    assert (quoted.actor, quoted.speaker, quoted.attribution) == ("lima", "", Attribution.QUOTE)
    [described] = statements("Norda's rejection of shared fishing was expected.")
    assert described.attribution is Attribution.DESCRIBED


def test_a_condition_is_kept_in_the_words_of_the_text() -> None:
    [one] = statements("The South will accept an inspection only if Norda pays, Lima said.")
    assert (one.stance, one.condition) == (Stance.CONDITIONAL, "only if Norda pays")


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("The North categorically rejects shared fishing.", Strength.FIRM),
        ("The North wants shared fishing.", Strength.PLAIN),
        ("The North is open to shared fishing.", Strength.HEDGED),
    ],
)
def test_strength_is_that_of_the_words(text: str, strength: Strength) -> None:
    assert [s.strength for s in statements(text)] == [strength]
