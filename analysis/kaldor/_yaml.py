"""YAML files, read as strictly as the engine reads its own (docs/formats/scenario.md, "What is refused")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from kaldor.errors import Fault, InputError

BYTES = 64 * 2**20
DEPTH = 64
VALUES = 100_000
KINDS = ((type(None), "nothing"), (str, "text"), (bool, "yes or no"), (int | float, "a number"), (list, "a list"), (dict, "a mapping"))


@dataclass(frozen=True)
class Document:
    """What a file says, where each thing stands (`policies[0].value`), and keys that are said twice."""

    content: Any
    marks: dict[str, yaml.Mark] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


class _Loader(yaml.SafeLoader):
    """Has the engine's numbers and switches; no tags, and no depth that would exhaust the stack."""

    yaml_implicit_resolvers: dict[str, Any] = {}
    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if getattr(event, "tag", None) is not None:
            raise yaml.MarkedYAMLError(problem="expected a value without a tag", problem_mark=event.start_mark)
        if self.depth > DEPTH:
            raise yaml.MarkedYAMLError(problem=f"expected at most {DEPTH} levels", problem_mark=event.start_mark)
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


for _kind, _words, _first in (
    ("null", r"~|null|", ["~", "n", ""]),
    ("bool", r"on|off|true|false|yes|no", list("oftyn")),
    ("int", r"[-+]?(0|[1-9]\d{,19})", list("-+0123456789")),
    ("float", r"[-+]?((0|[1-9]\d*)(\.\d*)?|\.\d+)([eE][-+]?\d+)?", list("-+.0123456789")),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_kind}", re.compile(rf"(?:{_words})\Z"), _first)


def read(path: Path) -> Document:
    """A YAML file with the places of what it says.

    Raises
    ------
    InputError
        For a file that cannot be read, is no YAML, or nests or repeats without end.
    """
    try:
        if path.exists() and not path.is_file():
            raise InputError(f"{path}: expected a regular file")
        if path.stat().st_size > BYTES:
            raise InputError(f"{path}: expected at most {BYTES >> 20} MiB")
        text = path.read_text(encoding="utf-8-sig")
        loader = _Loader(text)
        node = loader.get_single_node()
        if node is None:
            return Document(None)
        marks, faults = _places(path, node)
        return Document(loader.construct_document(node), marks, faults)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else str(path)
        raise InputError(f"{place}: {error.problem or error.context}") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from None
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise InputError(f"{path}: cannot be read: {' '.join(str(error).split())}") from None


def kind(content: object) -> str:
    """What stands where something else was expected, in words."""
    return next((word for types, word in KINDS if isinstance(content, types)), type(content).__name__)


def _places(path: Path, root: yaml.Node) -> tuple[dict[str, yaml.Mark], list[Fault]]:
    marks: dict[str, yaml.Mark] = {}
    faults: list[Fault] = []
    for count, (place, name, mark) in enumerate(_walk(root, "", 0)):
        if count > VALUES:
            raise yaml.MarkedYAMLError(problem=f"expected at most {VALUES} values, aliases counted", problem_mark=mark)
        if place in marks:
            faults.append(Fault(str(path), mark.line + 1, mark.column + 1, place, "each key once", f"{name!r} again", ""))
        marks[place] = mark
    return marks, faults


def _walk(node: yaml.Node, path: str, depth: int) -> Iterator[tuple[str, str, yaml.Mark]]:
    """Path, last part of it and place of everything inside."""
    if depth > DEPTH:
        raise yaml.MarkedYAMLError(problem=f"expected at most {DEPTH} levels, aliases counted", problem_mark=node.start_mark)
    if isinstance(node, yaml.SequenceNode):
        for k, item in enumerate(node.value):
            yield f"{path}[{k}]", str(k), item.start_mark
            yield from _walk(item, f"{path}[{k}]", depth + 1)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.MarkedYAMLError(problem="expected a word as a key", problem_mark=key.start_mark)
            place = f"{path}.{key.value}" if path else str(key.value)
            yield place, str(key.value), key.start_mark
            yield from _walk(value, place, depth + 1)
