"""A YAML file is read as it was written, and whatever is wrong with it has a line and a cure."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from positions.errors import BadInput, Fault
from positions.yamlfile import YamlFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Meal:
    """A record with one field of each kind."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    name: str
    served: str = ""
    guests: int = 0
    vegetarian: bool = False
    courses: tuple[str, ...] = ()
    prices: dict[str, int] | None = None


def faults(text: str) -> tuple[Fault, ...]:
    """What is wrong with a file of this text."""
    try:
        YamlFile.parse(Path("meal.yaml"), text).validate(Meal)
    except BadInput as error:
        return error.faults
    return ()


def report(text: str) -> str:
    """All that is wrong with a file of this text, a line for each."""
    return "\n".join(str(fault) for fault in faults(text))


def test_a_value_stays_what_was_written() -> None:
    """Nobody loses a time, a date, an id or a `no` to YAML's idea of what it might be."""
    text = "[18:30, 2025-12-01, 001, no, null, 1e3, 'quoted', {a: ''}, ~]"
    content = YamlFile.parse(Path("any.yaml"), text).content
    assert content == [
        *("18:30", "2025-12-01", "001", "no", "null", "1e3", "quoted", {"a": ""}, "~"),
    ]


def test_the_record_says_which_values_are_numbers() -> None:
    text = "name: supper\nserved: 18:30\nguests: 12\nvegetarian: yes\nprices: {soup: 4}\n"
    assert YamlFile.parse(Path("meal.yaml"), text).validate(Meal) == Meal(
        name="supper", served="18:30", guests=12, vegetarian=True, prices={"soup": 4}
    )


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        pytest.param("name: a: b\n", 1, "mapping values are not allowed", id="second colon"),
        pytest.param("name: a\ncourses: [soup\n", 2, "begins on line 2", id="open bracket"),
        pytest.param("name: a\nserved: 'noon\n", 2, "unexpected end", id="open quotation"),
        pytest.param("name: a\n\tserved: b\n", 2, "a tab character", id="tab"),
        pytest.param("name: @a\n", 1, "cannot start any token", id="symbol"),
        pytest.param("é: é\nname: a\x00b\n", 2, "control characters", id="NUL character"),
        pytest.param("name: a\n---\nname: b\n", 2, "another document", id="two documents"),
        pytest.param("name: *b\n", 1, "undefined alias", id="unknown alias"),
        pytest.param("name: a\ncourses: " + "[" * 100_000, 2, "too deeply", id="deep"),
        pytest.param("name: a\nname: b\n", 2, "stands already on line 1", id="key twice"),
        pytest.param("name: a\n? [b]\n: c\n", 2, "where a key is wanted", id="list as key"),
        pytest.param("- a\n", 1, "keys and values are wanted", id="list as file"),
        pytest.param("a\n", 1, "keys and values are wanted", id="text as file"),
        pytest.param("served: noon\n", 1, "'name' is missing", id="missing key"),
        pytest.param("name: a\n\n\nserver: noon\n", 4, "unknown key 'server'", id="unknown key"),
        pytest.param("name: a\nserved:\n", 2, "'served' is empty", id="nothing written"),
        pytest.param("name: [a]\n", 1, "text is wanted", id="list for text"),
        pytest.param("name: a\ncourses: soup\n", 2, "a list is wanted", id="text for list"),
        pytest.param("name: a\ncourses:\n- soup\n- {b: c}\n", 4, "text is wanted", id="element"),
        pytest.param("name: a\nguests: few\n", 2, "a valid integer", id="text for number"),
        pytest.param("name: a\nprices:\n  soup: free\n", 3, "a valid integer", id="under a key"),
        pytest.param("name: a\ncourses: &c [*c]\n", 2, "text is wanted", id="within itself"),
    ],
)
def test_a_fault_has_its_line(text: str, line: int, what: str) -> None:
    assert report(text).startswith(f"meal.yaml, line {line}")
    assert what in report(text)


@pytest.mark.parametrize("text", ["", "\n\n", "# a remark alone\n", "---\n"])
def test_an_empty_file_is_called_empty(text: str) -> None:
    assert report(text) == "meal.yaml: the file is empty. Fill it in."


def test_all_faults_come_in_one_report() -> None:
    text = "guests: few\nguests: many\nserver: noon\ncourses: soup\n"
    assert [fault.place for fault in faults(text)] == [
        "meal.yaml, line 2",
        "meal.yaml, line 1 (name)",
        "meal.yaml, line 1 (guests)",
        "meal.yaml, line 4 (courses)",
        "meal.yaml, line 3 (server)",
    ]


def test_a_long_value_is_shown_in_short() -> None:
    text = f"name: a\nguests: {'x' * 500}\n"
    assert "xxx..." in report(text)
    assert len(report(text)) < 200


def test_an_alias_stands_for_what_it_names() -> None:
    text = "name: &soup soup\ncourses: [*soup, bread]\n"
    meal = YamlFile.parse(Path("meal.yaml"), text).validate(Meal)
    assert meal.courses == ("soup", "bread")


def test_find_leads_to_every_value_under_the_steps_and_passes_over_other_shapes() -> None:
    text = "- {courses: [soup, bread]}\n- {courses: none}\n- nothing\n- {courses: [tea]}\n"
    file = YamlFile.parse(Path("meals.yaml"), text)
    assert list(file.find(..., "courses", ...)) == [
        ((0, "courses", 0), "soup"),
        ((0, "courses", 1), "bread"),
        ((3, "courses", 0), "tea"),
    ]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        pytest.param(None, "there is no such file", id="missing"),
        pytest.param(b"name: a\nserved: \xff\n", "line 2: it is not UTF-8", id="other encoding"),
        pytest.param(b"name: a\nname: b\n", "line 2: the key 'name'", id="duplicate"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, content: bytes | None, what: str
) -> None:
    path = tmp_path / "meal.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadInput, match=what) as caught:
        YamlFile.read(path).validate(Meal)
    assert str(caught.value).startswith(str(path))


def test_a_folder_in_place_of_the_file_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="this is a folder"):
        YamlFile.read(tmp_path)


def test_a_path_through_a_file_is_a_fault_and_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BadInput, match="cannot be read"):
        YamlFile.read(tmp_path / "file" / "meal.yaml")


def test_a_file_without_permission_is_said_to_be_so(unprivileged: Path) -> None:
    path = unprivileged / "meal.yaml"
    path.touch(mode=0)
    with pytest.raises(BadInput, match="Permission denied"):
        YamlFile.read(path)


@pytest.mark.parametrize("text", [b"\xef\xbb\xbfname: a\n", b"name: a\r\nserved: b\r\n"])
def test_a_file_saved_on_windows_is_read(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "meal.yaml"
    path.write_bytes(text)
    assert YamlFile.read(path).validate(Meal).name == "a"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_no_text_whatever_ends_in_a_traceback(text: str) -> None:
    assert all(fault.cure for fault in faults(text))


@given(st.text(alphabet="ab :-[]{}&*!'\"#|>\n?,~%@\t0"))
def test_no_heap_of_yaml_symbols_ends_in_a_traceback(text: str) -> None:
    assert all(fault.place.startswith("meal.yaml") for fault in faults(text))
