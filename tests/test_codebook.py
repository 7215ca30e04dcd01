"""A codebook is read whole or refused with all its faults; its version is its wording."""

import dataclasses
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from positions import codebook
from positions.errors import BadInput
from positions.model import Codebook, Direction

SOUND = """\
parties:
- id: north
  name: The North
  aliases: [North, Northtown]
  adjectives: [Northern]
  actors:
  - id: anna
    name: Anna Alder
    kind: person
    aliases: [Alder]
    titles: [the Northern premier]
    pronoun: she
- id: south
  name: The South
  aliases: [South]
bystanders:
- id: west
  name: The West
  aliases: [West]
issues:
- id: the-river
  name: River
  question: Who may fish in the river?
  proposition: Both sides fish in the river.
  terms:
  - words: [shared fishing]
    direction: for
  - words: [fish]
    near: [river]
    act: yes
    direction_of: {north: for}
  - words: [the Northern plan]
    direction: for
    author: north
"""


def load(folder: Path, text: str) -> Codebook:
    """The codebook of a file with this text."""
    path = folder / "codebook.yaml"
    path.write_text(text, encoding="utf-8")
    return codebook.load(path)


def changed(change: Callable[[dict[str, Any]], object]) -> str:
    """The sound codebook with one thing changed."""
    content = yaml.safe_load(SOUND)
    change(content)
    return yaml.safe_dump(content, sort_keys=False)


def refusal(folder: Path, text: str) -> list[str]:
    """The report on a codebook with this text, fault by fault, without the folder's name."""
    with pytest.raises(BadInput) as caught:
        load(folder, text)
    assert caught.value.exit_code == 65
    return [str(fault).replace(f"{folder}/", "") for fault in caught.value.faults]


def test_a_sound_codebook_is_read(tmp_path: Path) -> None:
    book = load(tmp_path, SOUND)
    assert [party.id for party in book.parties] == ["north", "south"]
    assert book.party("north").actors[0].titles == ("the Northern premier",)
    river = book.issue("the-river")
    assert river.terms[0].direction is Direction.FOR
    assert river.terms[1].direction_of == {"north": Direction.FOR}
    assert book.actor_name("anna") == "Anna Alder"


@pytest.mark.parametrize(
    ("before", "after", "place", "what"),
    [
        pytest.param(
            "  name: The South\n",
            "  name: The South\n  nmae: South\n",
            "line 15 (parties.1.nmae)",
            "unknown key 'nmae'",
            id="unknown key",
        ),
        pytest.param(
            "- id: south\n",
            "- id: north\n",
            "line 13 (parties.1.id)",
            "the id 'north' stands already at codebook.yaml, line 2 (parties.0.id)",
            id="party twice",
        ),
        pytest.param(
            "- id: south\n",
            "- id: anna\n",
            "line 13 (parties.1.id)",
            "the id 'anna' stands already at codebook.yaml, line 7",
            id="party named as an actor",
        ),
        pytest.param(
            "- id: west\n",
            "- id: south\n",
            "line 17 (bystanders.0.id)",
            "the id 'south' stands already",
            id="bystander named as a party",
        ),
        pytest.param(
            "- id: the-river\n",
            "- id: The River\n",
            "line 21",
            "lower-case letters",
            id="form of id",
        ),
        pytest.param(
            "  aliases: [South]\n",
            "  aliases:\n  - South\n  - northtown\n",
            "line 17 (parties.1.aliases.1)",
            "the alias 'northtown' of south belongs to north already, at codebook.yaml, line 4",
            id="alias of two parties",
        ),
        pytest.param(
            "aliases: [West]",
            "aliases: [ALDER]",
            "line 19 (bystanders.0.aliases.0)",
            "the alias 'ALDER' of west belongs to north already",
            id="alias of an actor and a bystander",
        ),
        pytest.param(
            "aliases: [West]", "aliases: ['']", "line 19", "the text is empty", id="empty alias"
        ),
        pytest.param(
            "  name: River\n",
            "  name: ''\n",
            "line 22 (issues.0.name)",
            "is empty",
            id="empty name",
        ),
        pytest.param("[shared fishing]", "[]", "line 26", "no words", id="term without words"),
        pytest.param("[shared fishing]", "[' ']", "line 26", "is empty", id="term of a blank"),
        pytest.param(
            "    direction_of: {north: for}\n",
            "",
            "line 28 (issues.0.terms.1)",
            "an act has no direction",
            id="act without direction",
        ),
        pytest.param(
            "{north: for}",
            "{north: for, east: against}",
            "line 31 (issues.0.terms.1.direction_of.east)",
            "there is no party 'east'. Name one of north, south",
            id="direction of nobody",
        ),
        pytest.param(
            "author: north", "author: east", "line 34", "there is no party 'east'", id="author"
        ),
        pytest.param(
            "act: yes", "act: yes\n    act_of: [east]", "line 31", "no party 'east'", id="act of"
        ),
        pytest.param(
            "kind: person",
            "kind: persona",
            "line 9",
            "'person', 'state', 'body'",
            id="kind of actor",
        ),
        pytest.param("pronoun: she", "pronoun: they", "line 12", "'he', 'she'", id="pronoun"),
        pytest.param("  name: River\n", "", "line 21 (issues.0.name)", "missing", id="missing key"),
        pytest.param(
            "parties:\n- id",
            "parties: &p\n  - id",
            "line 3",
            "not valid YAML",
            id="bad indentation",
        ),
    ],
)
def test_a_fault_is_reported_alone_with_its_place(
    tmp_path: Path, before: str, after: str, place: str, what: str
) -> None:
    assert before in SOUND
    faults = refusal(tmp_path, SOUND.replace(before, after, 1))
    assert len(faults) == 1
    assert faults[0].startswith(f"codebook.yaml, {place}")
    assert what in faults[0]


@pytest.mark.parametrize(
    ("change", "what"),
    [
        pytest.param(lambda b: b["issues"][0].update(terms=[]), "has no terms", id="no term"),
        pytest.param(lambda b: b["issues"][0].pop("terms"), "'terms' is missing", id="no list"),
        pytest.param(lambda b: b.update(parties=[]), "there is no party", id="no party"),
        pytest.param(lambda b: b.update(issues=[]), "there is no issue", id="no issue"),
    ],
)
def test_what_a_codebook_needs_is_asked_for(
    tmp_path: Path, change: Callable[[dict[str, Any]], object], what: str
) -> None:
    assert what in "\n".join(refusal(tmp_path, changed(change)))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "codebook.yaml: the file is empty. Fill it in."),
        ("# to do\n", "codebook.yaml: the file is empty. Fill it in."),
    ],
)
def test_an_empty_codebook_is_called_empty(tmp_path: Path, text: str, fault: str) -> None:
    assert refusal(tmp_path, text) == [fault]


def test_a_missing_codebook_is_named_with_its_cure(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"codebook\.yaml: there is no such file.*positions init"):
        codebook.load(tmp_path / "codebook.yaml")


def test_faults_of_every_kind_come_in_one_report(tmp_path: Path) -> None:
    """Who mends a codebook runs the check once, not once per mistake."""
    text = """\
parties:
- {id: north, name: N, aliases: [Moscow], colour: red}
- {id: south, name: S, name: T, aliases: [moscow]}
- {id: north, nmae: N}
issues:
- {id: river, name: River, question: Q, proposition: P, terms: []}
- id: River
  name: River
  question: Q
  proposition: P
  terms:
  - {words: [fish], direction: forr}
"""
    assert [fault.removeprefix("codebook.yaml, ") for fault in refusal(tmp_path, text)] == [
        f"line {line}"
        for line in (
            "3: the key 'name' stands already on line 3. Remove one of the two.",
            "2 (parties.0.colour): unknown key 'colour'. Correct its spelling or remove it.",
            "4 (parties.2.name): 'name' is missing. Add it.",
            "4 (parties.2.nmae): unknown key 'nmae'. Correct its spelling or remove it.",
            (
                "12 (issues.1.terms.0.direction): input should be 'for', 'against' or 'topic', "
                "but it is 'forr'. Correct the value."
            ),
            "6 (issues.0.terms): the issue has no terms. Write at least one.",
            (
                "4 (parties.2.id): the id 'north' stands already at codebook.yaml, line 2 "
                "(parties.0.id). Give each its own id."
            ),
            (
                "7 (issues.1.id): the id 'River' is not made of lower-case letters, digits and "
                "hyphens. Write it like 'security-guarantees'."
            ),
            (
                "3 (parties.1.aliases.0): the alias 'moscow' of south belongs to north already, at "
                "codebook.yaml, line 2 (parties.0.aliases.0). "
                "Leave it with the one that texts mean by it."
            ),
        )
    ]


def test_one_party_may_use_an_alias_for_several_of_its_actors(tmp_path: Path) -> None:
    actor = {"id": "bea", "name": "Bea", "kind": "person", "aliases": ["Alder"]}
    text = changed(lambda b: b["parties"][0]["actors"].append(actor))
    assert len(load(tmp_path, text).party("north").actors) == 2


def _reworded(book: dict[str, Any]) -> None:
    book["issues"][0]["proposition"] = "Nobody fishes in the river."


def _retermed(book: dict[str, Any]) -> None:
    book["issues"][0]["terms"][0]["direction"] = "against"


def _reordered(book: dict[str, Any]) -> None:
    book["parties"].reverse()


def _annotated(book: dict[str, Any]) -> None:
    book["note"] = "for the whole"
    book["parties"][0]["actors"][0]["note"] = "for an actor"
    book["issues"][0]["terms"][0]["note"] = "for a term"


@pytest.mark.parametrize("change", [_reworded, _retermed, _reordered])
def test_a_change_of_content_is_a_new_version(
    tmp_path: Path, change: Callable[[dict[str, Any]], object]
) -> None:
    sound = codebook.version(load(tmp_path, SOUND))
    assert codebook.version(load(tmp_path, changed(change))) != sound


@pytest.mark.parametrize("text", [changed(_annotated), f"# a remark\n\n{SOUND}", changed(dict)])
def test_a_change_of_notes_or_layout_is_none(tmp_path: Path, text: str) -> None:
    sound = load(tmp_path, SOUND)
    assert codebook.version(load(tmp_path, text)) == codebook.version(sound)


def test_the_version_is_the_same_everywhere(tmp_path: Path) -> None:
    """Editions built by two machines can be compared."""
    version = codebook.version(load(tmp_path, SOUND))
    script = "import sys; from pathlib import Path; from positions import codebook as c; "
    script += "print(c.version(c.load(Path(sys.argv[1]))))"
    for seed in ("1", "2"):
        command = [sys.executable, "-c", script, str(tmp_path / "codebook.yaml")]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        assert said.stdout.strip() == version


def test_the_shipped_schema_is_the_codebook_s_own() -> None:
    """`make schema` writes it anew."""
    shipped = Path(codebook.__file__).with_name("codebook.schema.json")
    assert json.loads(shipped.read_text(encoding="utf-8")) == codebook.schema()


def test_the_schema_knows_every_key_and_no_other() -> None:
    schema = codebook.schema()
    assert set(schema["properties"]) == {field.name for field in dataclasses.fields(Codebook)}
    records = [schema, *(part for part in schema["$defs"].values() if part["type"] == "object")]
    assert len(records) == 6
    assert all(record["additionalProperties"] is False for record in records)
