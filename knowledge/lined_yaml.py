"""YAML with the line of every value, so that faults can name it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

Key = str | int


@dataclass(frozen=True, slots=True)
class LinedValue:
    """A value out of a YAML file.

    Attributes:
        value: Plain Python: dict, list, str, int, float, bool, date or None.
        line: Where it stands, from 1.
        lines: Lines of what is inside, by the keys and positions that lead there.
    """

    value: Any
    line: int
    lines: dict[tuple[Key, ...], int]

    def at(self, *path: Key) -> int:
        """The line of what these keys lead to, or of the nearest thing around it that exists."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return self.line


class UnreadableYaml(Exception):
    """The text is not YAML, or has a key twice.

    Attributes:
        line: From 1.
        reason: What the parser says.
    """

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


def read_yaml(text: str) -> LinedValue:
    """Read one YAML document.

    Raises:
        UnreadableYaml: It does not parse, holds a date that does not exist, or a key stands twice in one mapping.
    """
    try:
        return _read(yaml.CSafeLoader(text))
    except yaml.YAMLError:
        # libyaml is eight times as fast; PyYAML's own parser says better what is wrong.
        return _read_slowly(text)


def _read_slowly(text: str) -> LinedValue:
    try:
        return _read(yaml.SafeLoader(text))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise UnreadableYaml(mark.line + 1 if mark else 1, error.problem or "not YAML") from error
    except yaml.YAMLError as error:
        raise UnreadableYaml(1, str(error).splitlines()[0]) from error


def _read(loader: yaml.SafeLoader | yaml.CSafeLoader) -> LinedValue:
    try:
        node = loader.get_single_node()
        if node is None:
            return LinedValue(None, 1, {})
        lines: dict[tuple[Key, ...], int] = {}
        _collect(node, (), lines)
        return LinedValue(_construct(loader, node), node.start_mark.line + 1, lines)
    finally:
        loader.dispose()


def _collect(node: yaml.Node, path: tuple[Key, ...], lines: dict[tuple[Key, ...], int]) -> None:
    if path:
        lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*path, str(key.value))
            if inner in lines:
                raise UnreadableYaml(key.start_mark.line + 1, f"the key {key.value} stands twice")
            lines[inner] = key.start_mark.line + 1
            _collect(value, inner, lines)
    elif isinstance(node, yaml.SequenceNode):
        for position, value in enumerate(node.value):
            _collect(value, (*path, position), lines)


def _construct(loader: yaml.SafeLoader | yaml.CSafeLoader, node: yaml.Node) -> Any:  # noqa: ANN401 - YAML holds anything
    # A day such as 2026-02-30 looks like a date to YAML and makes Python raise; keep the text, whoever reads the
    # key says what is wrong with it.
    for inner in _scalars(node):
        if inner.tag == "tag:yaml.org,2002:timestamp":
            try:
                loader.construct_yaml_timestamp(inner)
            except ValueError:
                inner.tag = "tag:yaml.org,2002:str"
    return loader.construct_document(node)


def _scalars(node: yaml.Node) -> list[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        return [node]
    parts = [part for pair in node.value for part in pair] if isinstance(node, yaml.MappingNode) else node.value
    return [scalar for part in parts for scalar in _scalars(part)]
