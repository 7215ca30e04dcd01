"""A YAML file of the dossier, read so that every fault has a line.

Keeps the syntax tree beside the values: when a value is refused, the tree tells where it
stands. Duplicate keys, which YAML readers pass over, are faults.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self, TypeVar

import yaml

from positions.errors import BadInput, Fault

Key = str | int
_T = TypeVar("_T")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class YamlFile:
    """The content of one file and the lines on which its values stand."""

    path: Path
    content: Any
    root: yaml.Node | None

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a file; BadInput if it is missing, no UTF-8 text or no YAML."""
        try:
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            raise BadInput(
                Fault(
                    place=str(path),
                    what="there is no such file",
                    cure="Create it, or make a dossier to start from with `positions init`.",
                )
            ) from None
        except IsADirectoryError:
            raise BadInput(
                Fault(place=str(path), what="this is a folder", cure="Put a YAML file in its place.")
            ) from None
        except OSError as error:
            raise BadInput(
                Fault(place=str(path), what=f"it cannot be read ({error.strerror})", cure="Mend its permissions.")
            ) from None
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            raise BadInput(
                Fault(place=f"{path}, line {line}", what="it is not UTF-8 text", cure="Save it as UTF-8.")
            ) from None
        return cls.parse(path, text)

    @classmethod
    def parse(cls, path: Path, text: str) -> Self:
        """Parse text as the content of a file at `path`; BadInput if it is no YAML."""
        try:
            root = yaml.compose(text, Loader=_Loader)
            duplicates = list(_duplicates(path, root)) if root else []
            if duplicates:
                raise BadInput(*duplicates)
            content = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader
        except RecursionError:
            raise BadInput(
                Fault(place=str(path), what="it is nested too deeply", cure="Flatten it.")
            ) from None
        except (yaml.YAMLError, ValueError) as error:
            mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
            place = f"{path}, line {mark.line + 1}" if mark else str(path)
            problem = " ".join(str(getattr(error, "problem", None) or error).split())
            raise BadInput(
                Fault(
                    place=place,
                    what=f"this is not valid YAML ({problem})",
                    cure="Mend the line; quote text that contains ': ' or begins with a symbol.",
                )
            ) from None
        return cls(path, content, root)

    def place(self, keys: tuple[Key, ...]) -> str:
        """File, line and dotted key of a value, or of the nearest thing above it that exists."""
        node, line = self.root, 1
        for key in keys:
            child = _child(node, key)
            if child is None:
                break
            node, line = child
        dotted = ".".join(str(key) for key in keys)
        return f"{self.path}, line {line}" + (f" ({dotted})" if dotted else "")

    def fault(self, keys: tuple[Key, ...], what: str, cure: str) -> Fault:
        """A fault at the value that these keys lead to."""
        return Fault(place=self.place(keys), what=what, cure=cure)

    def validate(self, kind: type[_T]) -> _T:
        """The content as a record of this kind; BadInput with all faults of shape."""
        from pydantic import TypeAdapter, ValidationError

        if self.content is None:
            raise BadInput(Fault(place=str(self.path), what="the file is empty", cure="Fill it in."))
        try:
            return TypeAdapter(kind).validate_python(self.content)
        except ValidationError as error:
            raise BadInput(*(self._refused(dict(found)) for found in error.errors())) from None

    def _refused(self, found: dict[str, Any]) -> Fault:
        keys = tuple(found["loc"])
        name = keys[-1] if keys else "the file"
        match found["type"]:
            case "unexpected_keyword_argument" | "extra_forbidden":
                return self.fault(keys, f"unknown key {name!r}", "Correct its spelling or remove it.")
            case "missing" | "missing_keyword_only_argument" | "missing_argument":
                return self.fault(keys, f"{name!r} is missing", "Add it.")
            case _:
                shown = repr(found["input"])
                shown = shown if len(shown) <= 60 else shown[:57] + "..."
                message = found["msg"][0].lower() + found["msg"][1:]
                return self.fault(keys, f"{message}, but it is {shown}", "Correct the value.")


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


def _duplicates(path: Path, root: yaml.Node) -> Iterator[Fault]:
    waiting, seen_nodes = [root], set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen_nodes:  # an alias leads to a node a second time
            continue
        seen_nodes.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            waiting.extend(reversed(node.value))
        elif isinstance(node, yaml.MappingNode):
            lines: dict[str, int] = {}
            for name, value in node.value:
                line = name.start_mark.line + 1
                if name.value in lines:
                    yield Fault(
                        place=f"{path}, line {line}",
                        what=f"the key {name.value!r} stands already on line {lines[name.value]}",
                        cure="Remove one of the two.",
                    )
                lines.setdefault(name.value, line)
            waiting.extend(value for _, value in reversed(node.value))
