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
    ("The river demands of the South, and Norda's river demands, were read out.", "north river +"),
    ("Norda's view of the river demands was read out.", ""),
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
    ("The South sees no need for an inspection.", "south dam -"),
    ("The South did not reject an inspection.", "south dam ?"),
    ("The South refused to rule out an inspection.", "south dam ?"),
    ("Neither the North nor the South wants an inspection.", "north dam -, south dam -"),
    ("The North demands not only an inspection but also money.", "north dam +"),
    ("The North did not say that it wants an inspection.", ""),
    ("Nobody in the hall wanted an inspection.", ""),
    ("The harbour was quiet; the North wants no inspection.", "north dam -"),
    ("The South has not locked the dam.", "south dam +"),
    ("The South has not drawn the dam.", ""),
    ("The South is not sharing the river, Berg said.", "north river -"),
    ("The South is sharing the river, Berg said.", ""),
    ("Lima said there would be no inspection.", "south dam -"),
    ("There can be no inspection while it rains, Lima said.", "south dam -"),
    ("Lima said there was no inspection in May.", ""),
    ("Lima said there would be an inspection.", "south dam +"),
    ("Lima said an inspection could be held in May.", "south dam ?"),
    ("An inspection could be held in May.", ""),
    ("An inspection would be a shock, Lima said.", ""),
    ("Berg said that the South would not share the river.", "north river -"),
    ("The South will not share the river, okay?", "south river -"),
    ("Will the South not share the river?", ""),
    ("The South wants an inspection as soon as possible.", "south dam +"),
    ("The South wants an inspection as soon as the ice has gone.", "south dam ?"),
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
    ("Lima said it was time for the North to share the river.", "south river +"),
    ("Lima said it was easy for the North to share the river.", ""),
    ("Lima insists that Osta be part of an inspection.", "south dam +"),
    ("Berg said the South had no key to the dam.", "north dam -"),
    ("Lima said the South had no key to the dam.", ""),
    ("After weeks of rain the South demanded an inspection.", "south dam +"),
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
    ("The North rejects the river plan.", "north plan -"),
    ("The North rejects the river plan for an inspection.", "north dam -"),
    ("The North insists that the eight-point plan be amended.", "north plan ?"),
    ("Berg met Lima at the bridge.", "north talks +, south talks +"),
    ("Berg met a fisherman at the bridge.", ""),
    ("Northern and Southern envoys hold talks on Monday.", "north talks +, south talks +"),
    ("The North refuses to hold talks with the South.", "north talks -"),
    ("The talks between the fishermen went on.", ""),
    ("Berg and Lima are due to meet on Monday.", "north talks +, south talks +"),
    ("Berg and Lima might meet on Monday.", ""),
    ("After hearing Berg, Holm met Lima.", "north talks +, south talks +"),
    ("The South says a fisherman met Berg.", ""),
    (
        "A round of negotiations opened in May, with Berg for the North and Lima for the South.",
        "north talks +, south talks +",
    ),
    ("Berg thanked Lima while a round of negotiations about cod took place.", ""),
    ("The sailors were brought home by Norda.", "north talks +"),
    ("The sailors were brought home from Norda.", ""),
    ("Lima travelled to Norda in May.", "south talks +"),
    ("Lima travelled to Nordah in May.", "south talks +"),
    ("Lima travelled to Nordahl in May.", ""),
    ("Lima travelled to a village loved by Norda.", ""),
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
    # who speaks, and where
    ("Shared fishing, Berg said, is out of the question.", "north river -"),
    ("Shared fishing, a fisherman said, is out of the question.", ""),
    ("Speaking in Norda, Berg said shared fishing was out of the question.", "north river -"),
    ('"Shared fishing is a mistake," said a spokesman for the North.', "north river -"),
    ('"Shared fishing is a mistake," said a spokesman for the fishermen.', ""),
    ("The position of the League is that shared fishing is a mistake.", ""),
    ("Shared fishing is a mistake - Norda", "north river -"),
    ("Norda's position remains that shared fishing is a mistake.", "north river -"),
    ("The view in Norda is that shared fishing is a mistake.", "north river -"),
    ("In Norda's view, shared fishing is a mistake.", "north river -"),
    ("In a fisherman's view, shared fishing is a mistake.", ""),
    ("Berg is convinced that shared fishing is a mistake.", "north river -"),
    ("Berg used the visit to repeat that shared fishing was a mistake.", "north river -"),
    ("Berg was asked to repeat that shared fishing was a mistake.", ""),
    ("Berg said on arriving at the dam that shared fishing was a mistake.", "north river -"),
    ("The river paper quoted Berg as saying that shared fishing was a mistake.", "north river -"),
    ("The river paper quoted fishermen as saying that shared fishing was a mistake.", ""),
    ("A statement by the North called for an inspection.", "north dam +"),
    ("Berg and Lima said an inspection was needed.", "north dam +, south dam +"),
    ("Berg, who met Lima, said an inspection was needed.", "north dam +"),
    ("Berg, who has called for an inspection, met fishermen.", "north dam +"),
    ("In her long address Berg called for an inspection.", "north dam +"),
    ("No shared fishing, says Berg.", "north river -"),
    ("As Berg put it on Monday, an inspection is a mistake.", "north dam -"),
    ("Shared fishing is a mistake, as fishermen put it.", ""),
    ("Like the South, Norda rejects shared fishing.", "south river -, north river -"),
    ("Unlike the South, Norda rejects shared fishing.", "north river -"),
    ("Berg said the president wants an inspection.", "north dam +"),
    ("The North must share the river, Lima said by telephone in May.", "south river +"),
    ("The North will not put up with talk of an inspection.", "north dam -"),
    ("The North will not see an inspection.", "north dam -"),
    ("The North did not see an inspection.", ""),
    # asked and answered
    ("Asked about shared fishing, Berg said no.", "north river -"),
    ("Asked if the North would accept shared fishing, Berg said it would not.", "north river -"),
    ("Asked if the North would accept shared fishing, Berg left.", ""),
    ('"We will not comment," Berg said when asked about shared fishing.', ""),
    ('"That is a mistake," Berg said when asked about shared fishing.', "north river -"),
    # what a speaker says of a thing
    ("Berg said shared fishing would only help the South.", "north river -"),
    ("Berg said shared fishing would help the South.", ""),
    ('"We need peace, not an inspection," Berg said.', "north dam -"),
    ("The river plan needs more work, Berg said.", "north plan ?"),
    ("Sharing the river would be a mistake, Berg said.", "north river -"),
    ('"I do not think shared fishing is a good idea," Berg said.', "north river -"),
    ("Berg said there was no need for an inspection.", "north dam -"),
    ("Lima said it was time for an inspection.", "south dam +"),
    ("An inspection comes first for the South.", "south dam +"),
    # who is meant
    ("Lima told Berg that he would never share the river.", "south river -"),
    ('"The president wants an inspection," a Southern official said.', "south dam +"),
    ("The North likes some parts of the river plan.", "north plan ?"),
    ("The North likes the river plan.", "north plan +"),
    ("Berg said the river plan could be the basis for a deal.", "north plan ?"),
    ("The river plan could be the basis for a deal.", ""),
    (
        "The East proposed an inspection, an offer that Norda rejected at once.",
        "east dam +, north dam -",
    ),
    # relative clauses without commas, asides, lists, effects, existence, voices
    ("Rules that would share the river are unacceptable to the North.", "north river -"),
    ("Rules that would bind the League are unacceptable to the North.", ""),
    (
        "The inspection, which was agreed by engineers, remains a red line for the North.",
        "north dam -",
    ),
    ("The fishing rights the South holds are unacceptable to the North.", "north river -"),
    ("The river plan, which was leaked in May, calls for an inspection.", "east dam +"),
    ("Lima told the fishermen, who had waited, that an inspection was essential.", "south dam +"),
    ("Berg said that Norda would wait, and demanded an inspection.", "north dam +"),
    (
        "The North will neither share the river nor accept an inspection.",
        "north river -, north dam -",
    ),
    ("Closing the river would be a mistake, Lima said.", "south river +"),
    ("Closing the river is seen in Norda as a mistake.", "north river +"),
    ("There can be no inspection in winter, Berg said.", "north dam -"),
    ("There was no inspection in winter, Berg said.", ""),
    ("Only an inspection will stop the leaks, Lima said.", "south dam +"),
    ("An inspection would only give the South time, Berg said.", "north dam -"),
    ("An inspection would prolong the conflict, Berg said.", "north dam -"),
    ("An inspection would take an hour, Berg said.", ""),
    ("Berg said it made no sense to share the river.", "north river -"),
    ("It is time for the South to share the river, Berg said.", "north river +"),
    ("The North called in a joint statement for an inspection.", "north dam +"),
    ("The North called in a joint statement on the weather for calm.", ""),
    ("The North has since refused an inspection.", "north dam -"),
    ("The South, however, turned down an inspection.", "south dam -"),
    ("The South's priority remains an inspection.", "south dam +"),
    ("An inspection is what the South wants.", "south dam +"),
    ("The South's constitution bars any closure of the river.", "south river +"),
    ("The South accused Norda of blocking an inspection.", "south dam +"),
    ("The South accused Norda of demanding an inspection.", ""),
    ("Under the river plan, the South would share the river.", "east river +"),
    ("Peace will come only when the South shares the river, Berg said.", "north river +"),
    (
        "The North wants it written into law that the South will never share the river.",
        "north river -",
    ),
    ("Northern inspections were suspended in May.", "north dam -"),
    ("The South agreed with some of the points of the river plan.", "south plan ?"),
    ("The North will sign nothing without an inspection.", "north dam +"),
    ("The North would not give up its demand for shared fishing.", "north river +"),
    ("The South demands that the North make fishing rights a law.", "south river +"),
    (
        "Lima said after his trip that an inspection was essential and that dam secrecy was wrong.",
        "south dam +",
    ),
    ("The South wants a closure of the river, not an inspection.", "south river -, south dam -"),
    ("Only an inspection in May was left, Lima said.", ""),
    ("Berg said an inspection could take place if prices fell.", "north dam ?"),
    ("An envoy saw little readiness from the North for an inspection.", "north dam -"),
    (
        "The North will not share the river, accept an inspection or wait.",
        "north river -, north dam -",
    ),
    # speakers in between, places, decisions, effects of a plan
    ("An inspection, Berg complained, would be a mistake.", "north dam -"),
    ("An inspection, Berg explained, would take an hour.", ""),
    ("In Norda, the idea of an inspection was rejected.", "north dam -"),
    ("The South's decision to close the river surprised many.", "south river -"),
    ("Officials from the South demand an inspection.", "south dam +"),
    ("The North no longer insists on an inspection.", "north dam -"),
    ("What the South wants now is an inspection.", "south dam +"),
    (
        "Envoys from the North met the South amid calls for an inspection.",
        "north talks +, south talks +",
    ),
    (
        "The East's proposal for an inspection was turned down by the North.",
        "east dam +, north dam -",
    ),
    (
        "The river plan could form the basis of a settlement, Lima said.",
        "south plan +",
    ),
    ("The river plan needs more work, Lima said.", "south plan ?"),
    ("The North wants the inspection dropped from the agenda.", "north dam -"),
    ("The South made an inspection one of its conditions.", "south dam +"),
    ("The North has ruled out, for now, sharing the river.", "north river -"),
    ("The South warned the North against closing the river.", "south river +"),
    (
        "A plan forcing the South to share the river would never be accepted by the South.",
        "south river -",
    ),
    ("Peace is possible only if the South shares the river, Berg said.", "north river +"),
    ("The first thing the South wants is an inspection.", "south dam +"),
    ("An inspection is something the North will not accept.", "north dam -"),
    ("Berg will say when an inspection will take place.", ""),
    ("The South's position is that there can be no closure of the river.", "south river +"),
    ("An inspection would amount to a capitulation, Berg said.", "north dam -"),
    # clauses of purpose and of time, two adjectives
    (
        "A deal that forces the South to share the river would be unacceptable to the East.",
        "east river -",
    ),
    (
        "Berg, while praising the inspection, has ruled out shared fishing.",
        "north dam +, north river -",
    ),
    ("Berg asked Lima for an inspection lasting a week.", "north dam +"),
    ("The South proposed a new law so that inspections could be held.", "south dam +"),
    ("Closing the river is a demand of the North.", "north river -"),
    ("The East will back an inspection for as long as it takes.", "east dam +"),
    (
        "The South complained that Norda had closed the river and said an inspection was needed.",
        "south river +, south dam +",
    ),
    # aims, others' conditions
    ("The South's main goal is to obtain fishing rights.", "south river +"),
    ("The South's main goal is to block an inspection.", "south dam -"),
    ("In return for money the South accepts an inspection.", "south dam +"),
    ("More than a dozen Southern fishermen demand an inspection.", ""),
    ("Lima said the North would yield only if Engineers inspect the dam.", "south dam +"),
    ("Closing the river, warned Lima, would only help the North.", "south river +"),
    # gifts, judgements before the thing
    ("A closure of the river would be a gift to the South, Berg said.", "north river +"),
    ("The South dismissed as absurd the idea of closing the river.", "south river +"),
    ("The South's demand that Norda hold talks with the South was heard.", "south talks +"),
    # texts of a party, aims without an owner
    (
        "The Southern draft provides for an inspection and rejects a closure of the river.",
        "south dam +, south river +",
    ),
    ("An inspection remains one of the main goals of the year, Lima said.", "south dam +"),
    ("An inspection remains one of the main goals of the year.", ""),
    ("The South agreed on most points of the river plan.", "south plan +"),
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
    ("Vik spoke first. He rejected shared fishing.", "north river -"),
    ("The North spoke first. He rejected shared fishing.", ""),
    ("Ros said she would never share the river.", "north river -"),
    ("The East wants an inspection. The North rejects the idea.", "east dam +, north dam -"),
    ("The East counts boats. The North rejects the idea.", ""),
    ("The East announced a dam tour. The North rejects the idea.", ""),
    ("The speech was met with anger. The North rejects the idea.", ""),
    ("LIMA: We want an inspection.\n\nBERG: We do not.", "south dam +, north dam -"),
    ("LIMA: We want an inspection.\n\nBERG: We do not know.", "south dam +"),
    ("BERG: I saw Lima. I think he wants an inspection.", "south dam +"),
    ("Q Do you want an inspection?\n\nBERG: Never.", "north dam -"),
    ("The East wants an inspection. The North does not.", "east dam +, north dam -"),
    ("The East wants an inspection. So does Lima.", "east dam +, south dam +"),
    ("The East wants an inspection. The North does not know the dam.", "east dam +"),
    ("The East wants an inspection. Berg called it a trap.", "east dam +, north dam -"),
    ("The East wants an inspection. Berg called it a day.", "east dam +"),
    (
        "The East wants an inspection. Berg said such a step was a mistake.",
        "east dam +, north dam -",
    ),
    (
        "The East wants an inspection. That, Berg said, was out of the question.",
        "east dam +, north dam -",
    ),
    ("The East wants an inspection. It is a mistake to wait, Berg said.", "east dam +"),
    (
        'The East wants an inspection. "It would only cost money," Berg said.',
        "east dam +, north dam -",
    ),
    ('The East wants an inspection. "It will cost money," Berg said.', "east dam +"),
    ("The East wants an inspection. The South does too.", "east dam +, south dam +"),
    ("Lima and Berg sat at the dam. They called for an inspection.", "south dam +, north dam +"),
    ("Lima met fishermen at the dam. They called for an inspection.", ""),
    ("The East wants an inspection. The North rejects the package.", "east dam +, north dam -"),
    ("The East counts boats. The North rejects the package.", ""),
    ("Berg proposed an inspection. Holm rejected it.", "north dam +, north dam -"),
    ("Norda proposed an inspection. Berg turned it down.", "north dam +"),
    ("The East rejects an inspection. Lima supports it.", "east dam -, south dam +"),
    ("The East wants an inspection. Berg brushed the idea aside.", "east dam +, north dam -"),
    ('Berg spoke first. "I am glad," Lima said. "We want an inspection."', "south dam +"),
    ("Lima spoke first. He said that he had told Berg so. He wants an inspection.", "south dam +"),
    ("Lima came to the dam. The veteran minister rejected an inspection.", "south dam -"),
    ("Berg and Holm came to the dam. Both leaders rejected an inspection.", "north dam -"),
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


def test_a_communique_and_its_leaders_speak_for_its_party() -> None:
    text = "Leaders gathered at the dam. Leaders reject shared fishing. An inspection must follow."
    assert found(text) == set()
    assert found(text, publisher="Gazette of the North") == set()
    assert found(text, publisher="Government of the North") == {"north river -", "north dam +"}


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
