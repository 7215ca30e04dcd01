"""A YAML file of the dossier, read so that every fault has a line.

Keeps the syntax tree beside the values: when a value is refused, the tree tells where it
stands. A value is the text that was written, or None where nothing was; the record that it
goes into says whether it is a number. So `18:30`, `2025-12-01`, `001` and `no` stay what
they are. A key that stands twice, which YAML readers pass over, is a fault.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import EllipsisType
from typing import Any, Self, TypeVar

import yaml

from positions.errors import BadInput, Fault

Key = str | int
Keys = tuple[Key, ...]
Step = Key | EllipsisType
_T = TypeVar("_T")
# It leaves open what kind of thing a value is, which nobody asks here and which takes long.
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_LONGEST_SHOWN = 60
_DEEPEST = 50  # far more than any file needs; libyaml overruns its stack at some ten thousand


@dataclass(frozen=True, slots=True)
class YamlFile:
    """The content of one file and the lines on which its values stand.

    Attributes:
        content: dicts, lists, texts and None.
        faults: keys that stand twice or are no text; raised by `validate` with the others.
    """

    path: Path
    content: Any = None
    root: yaml.Node | None = None
    faults: tuple[Fault, ...] = ()

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a file; BadInput if it is missing, no UTF-8 text or no YAML."""
        try:
            text = path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            place, what = str(path), "there is no such file"
            cure = "Create it, or make a dossier to start from with `positions init`."
        except IsADirectoryError:
            place, what, cure = str(path), "this is a folder", "Put a YAML file in its place."
        except OSError as error:
            place, what = str(path), f"it cannot be read ({error.strerror})"
            cure = "See that it is a file which you may read."
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            place, what, cure = f"{path}, line {line}", "it is not UTF-8 text", "Save it as UTF-8."
        else:
            return cls.parse(path, text)
        raise BadInput(Fault(place=place, what=what, cure=cure))

    @classmethod
    def parse(cls, path: Path, text: str) -> Self:
        """Parse text as the content of a file at `path`; BadInput if it is no YAML."""
        file = cls(path)
        faults: list[Fault] = []
        try:
            _check_depth(path, text)
            root = yaml.compose(text, Loader=_Loader)
            content = _content(root, file, faults, {}) if root else None
        except yaml.YAMLError as error:
            place, problem = _complaint(path, text, error)
        else:
            return replace(file, content=content, root=root, faults=tuple(faults))
        cure = "Mend the line; quote text that contains ': ' or begins with a symbol."
        raise BadInput(Fault(place=place, what=f"this is not valid YAML ({problem})", cure=cure))

    def find(self, *steps: Step) -> Iterator[tuple[Keys, Any]]:
        """Keys and value of all that lies under these steps; `...` is each element of a list.

        Passes over what has another shape, so that a file can be checked before, and
        together with, its shape.
        """
        found: list[tuple[Keys, Any]] = [((), self.content)]
        for step in steps:
            found = [each for keys, value in found for each in _below(keys, value, step)]
        yield from found

    def line(self, keys: Keys) -> int:
        """The line, from 1, of a value, or of the nearest thing above it that exists."""
        node, line = self.root, 1
        for key in keys:
            child = _child(node, key)
            if child is None:
                break
            node, line = child
        return line

    def place(self, keys: Keys) -> str:
        """File, line and dotted key of a value."""
        dotted = ".".join(str(key) for key in keys)
        return f"{self.path}, line {self.line(keys)}" + (f" ({dotted})" if dotted else "")

    def fault(self, keys: Keys, what: str, cure: str) -> Fault:
        """A fault at the value that these keys lead to."""
        return Fault(place=self.place(keys), what=what, cure=cure)

    def validate(self, kind: type[_T], *found: Fault) -> _T:
        """The content as a record of this kind; BadInput with all faults in one report.

        Args:
            kind: a dataclass.
            found: what the caller has found wrong already, raised with the faults of shape.
        """
        from pydantic import TypeAdapter, ValidationError

        if self.content is None:
            cure = "Fill it in."
            raise BadInput(Fault(place=str(self.path), what="the file is empty", cure=cure))
        refused: list[Fault] = []
        try:
            record = TypeAdapter(kind).validate_python(self.content)
        except ValidationError as error:
            refused = [self._refused(dict(each)) for each in error.errors(include_url=False)]
        if faults := (*self.faults, *refused, *found):
            raise BadInput(*faults)
        return record

    def _refused(self, error: dict[str, Any]) -> Fault:
        """What pydantic says, in the words of somebody who writes YAML."""
        keys, value = tuple(error["loc"]), error["input"]
        name = keys[-1] if keys else "the file"
        shown = repr(value)
        shown = shown if len(shown) <= _LONGEST_SHOWN else shown[: _LONGEST_SHOWN - 3] + "..."
        match error["type"]:
            case "unexpected_keyword_argument":
                what, cure = f"unknown key {name!r}", "Correct its spelling or remove it."
            case "missing":
                what, cure = f"{name!r} is missing", "Add it."
            case _ if value is None:
                what, cure = f"{name!r} is empty", "Write its value or remove the key."
            case "dataclass_type" | "dict_type":
                what = f"keys and values are wanted here, but it is {shown}"
                cure = "Write each as `key: value` on a line of its own."
            case "tuple_type" | "list_type":
                what = f"a list is wanted here, but it is {shown}"
                cure = "Begin each line of it with `- `."
            case "string_type":
                what, cure = f"text is wanted here, but it is {shown}", "Write one text."
            case _:
                message = error["msg"][0].lower() + error["msg"][1:]
                what, cure = f"{message}, but it is {shown}", "Correct the value."
        return self.fault(keys, what, cure)


def _check_depth(path: Path, text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            place = f"{path}, line {event.start_mark.line + 1}" if event.start_mark else str(path)
            cure = f"Flatten it to {_DEEPEST} levels."
            raise BadInput(Fault(place=place, what="it is nested too deeply", cure=cure))


def _below(keys: Keys, value: Any, step: Step) -> list[tuple[Keys, Any]]:
    if isinstance(value, list):
        chosen = range(len(value)) if step is ... else [step]
        return [((*keys, n), value[n]) for n in chosen if isinstance(n, int) and n < len(value)]
    if isinstance(value, dict) and isinstance(step, str) and step in value:
        return [((*keys, step), value[step])]
    return []


def _child(node: yaml.Node | None, key: Key) -> tuple[yaml.Node, int] | None:
    """The node under a key, and the line (from 1) on which the key stands."""
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == str(key):
                return value, name.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        value = node.value[key]
        return value, value.start_mark.line + 1
    return None


def _content(node: yaml.Node, file: YamlFile, faults: list[Fault], made: dict[int, Any]) -> Any:
    """What stands below a node; keys that cannot be kept go to `faults`.

    An alias leads to a node a second time, perhaps from within it: `made` has what became of it.
    """
    if id(node) in made:
        return made[id(node)]
    if isinstance(node, yaml.SequenceNode):
        elements = made[id(node)] = []
        elements.extend(_content(value, file, faults, made) for value in node.value)
        return elements
    if not isinstance(node, yaml.MappingNode):
        plain = isinstance(node, yaml.ScalarNode) and not node.style
        return None if plain and not node.value else node.value
    content = made[id(node)] = {}
    lines: dict[str, int] = {}
    for name, value in node.value:
        line = name.start_mark.line + 1
        place = f"{file.path}, line {line}"
        if not isinstance(name, yaml.ScalarNode):
            what = "a list or a group of keys stands where a key is wanted"
            faults.append(Fault(place=place, what=what, cure="Write one word before the colon."))
            continue
        if name.value in lines:
            what = f"the key {name.value!r} stands already on line {lines[name.value]}"
            faults.append(Fault(place=place, what=what, cure="Remove one of the two."))
        lines.setdefault(name.value, line)
        content[name.value] = _content(value, file, faults, made)
    return content


def _complaint(path: Path, text: str, error: yaml.YAMLError) -> tuple[str, str]:
    """Where and what a YAML error complains about."""
    if isinstance(error, yaml.MarkedYAMLError):
        marks = error.problem_mark or error.context_mark, error.context_mark
        lines = [mark.line + 1 for mark in marks if mark]
        problem = error.problem or str(error)
        if len(set(lines)) > 1:  # a quotation or bracket without its end is mended where it begins
            problem += f", in what begins on line {lines[1]}"
    else:  # a character that YAML does not allow
        before = text.encode()[: getattr(error, "position", 0)]
        lines = [before.count(b"\n") + 1]
        problem = str(getattr(error, "reason", error))
    return f"{path}, line {min(lines[0], len(text.splitlines()) or 1)}", problem
