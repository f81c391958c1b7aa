"""YAML text -> plain data with the line of every key, refusing what an operator cannot have meant.

Every scalar stays text (only an empty value and `null` are None): the schemas say what is a number or a date, so
that a postal code keeps its leading zero and Norway is not a `false`. Does not know what a site is.
"""

from __future__ import annotations

from typing import Any

import yaml

from federation.errors import Mistake

MAX_BYTES = 1_000_000
MAX_NODES = 100_000
MAX_DEPTH = 40

Path = tuple[str | int, ...]
_NULL = "tag:yaml.org,2002:null"
_MERGE = "tag:yaml.org,2002:merge"
_KINDS = ("str", "int", "float", "bool", "null", "timestamp", "value", "merge", "map", "seq")
_TAGS = frozenset("tag:yaml.org,2002:" + kind for kind in _KINDS)


class Document:
    """A YAML document, read: `data` holds mappings, lists, text, None; `lines` the line of every path.

    `mistakes` holds what is wrong as YAML: syntax, a key given twice, foreign tags, a document too large.
    When it cannot be read at all, `data` is None.
    """

    def __init__(self, text: str) -> None:
        self.data: Any = None
        self.lines: dict[Path, int] = {}
        self.mistakes: list[Mistake] = []
        self._nodes = 0
        root = self._compose(text)
        if root is not None:
            try:
                self.data = self._plain(root, ())
            except _TooLargeError as problem:
                self.data = None
                self.mistakes = [Mistake("the document", str(problem), problem.line)]
            if self.data is None and not self.mistakes:
                self.mistakes.append(Mistake("the document", "is empty", 1))

    def line(self, path: Path) -> int | None:
        """The line of a path, or of the nearest thing around it that the document holds."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return None

    def _compose(self, text: str) -> yaml.Node | None:
        if len(text) > MAX_BYTES or len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
            self.mistakes.append(Mistake("the document", f"is larger than {MAX_BYTES} bytes"))
            return None
        try:
            node: yaml.Node | None = yaml.compose(text.removeprefix("\ufeff"), Loader=_Loader)
        except yaml.YAMLError as problem:
            self.mistakes.append(_syntax(problem, text))
            return None
        except RecursionError:
            self.mistakes.append(Mistake("the document", f"is nested deeper than {MAX_DEPTH} levels"))
            return None
        except _TooLargeError as large:
            self.mistakes.append(Mistake("the document", str(large), large.line))
            return None
        if node is None:
            self.mistakes.append(Mistake("the document", "is empty", 1))
        return node

    def _plain(self, node: yaml.Node, path: Path) -> Any:
        self._count(node, len(path))
        self.lines.setdefault(path, node.start_mark.line + 1)
        if node.tag not in _TAGS:
            self._mistake(path, f"the tag `{node.tag}` is not known here", node)
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(item, (*path, index)) for index, item in enumerate(node.value)]
        return None if node.tag == _NULL else str(node.value)

    def _mapping(self, node: yaml.MappingNode, path: Path, merging: int = 0) -> dict[str, Any]:
        plain: dict[str, Any] = {}
        first: dict[str, int] = {}
        merged: list[yaml.Node] = []
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._mistake(path, "a key must be one word, not a list or a mapping", key)
            elif key.tag == _MERGE:
                merged += value.value if isinstance(value, yaml.SequenceNode) else [value]
            elif key.value in first:
                text = f"the key `{key.value}` was already given on line {first[key.value]}"
                self._mistake((*path, key.value), text, key)
            else:
                first[key.value] = self.lines[(*path, key.value)] = key.start_mark.line + 1
                plain[key.value] = self._plain(value, (*path, key.value))
        for other in merged:
            self._merge(plain, other, path, merging + 1)
        return plain

    def _merge(self, plain: dict[str, Any], node: yaml.Node, path: Path, merging: int) -> None:
        """Takes in the keys of `<<` that the mapping does not give itself (YAML 1.1 merge keys)."""
        self._count(node, merging)
        if not isinstance(node, yaml.MappingNode):
            self._mistake(path, "`<<` takes in mappings only", node)
            return
        for name, value in self._mapping(_without(node, plain), path, merging).items():
            plain.setdefault(name, value)

    def _count(self, node: yaml.Node, depth: int) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise _TooLargeError(f"holds more than {MAX_NODES} values once its aliases are followed", node)
        if depth > MAX_DEPTH:
            raise _TooLargeError(f"is nested deeper than {MAX_DEPTH} levels", node)

    def _mistake(self, path: Path, text: str, node: yaml.Node) -> None:
        self.mistakes.append(Mistake(place(path), text, node.start_mark.line + 1))


class _TooLargeError(Exception):
    """The document would cost too much to go on with."""

    def __init__(self, text: str, node: yaml.Node | None = None) -> None:
        super().__init__(text)
        self.line = None if node is None else node.start_mark.line + 1


class _Loader(yaml.SafeLoader):
    """Composes nodes only; counts them, so that a large file is given up early."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self._composed = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        self._composed += 1
        if self._composed > MAX_NODES:
            raise _TooLargeError(f"holds more than {MAX_NODES} values")
        return super().compose_node(parent, index)


def place(path: Path) -> str:
    """A path as people read it: `sites[2].sources[0].url`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.removeprefix(".") or "the document"


def _without(node: yaml.MappingNode, taken: dict[str, Any]) -> yaml.MappingNode:
    """The mapping less the keys that the merging one gives itself: those count."""
    left = [
        (key, value)
        for key, value in node.value
        if not (isinstance(key, yaml.ScalarNode) and key.tag != _MERGE and key.value in taken)
    ]
    return yaml.MappingNode(node.tag, left, node.start_mark, node.end_mark)


def _syntax(problem: yaml.YAMLError, text: str) -> Mistake:
    if isinstance(problem, yaml.reader.ReaderError):
        line = text.count("\n", 0, problem.position) + 1
        return Mistake("YAML", "a character that YAML does not allow; retype the line", line)
    if isinstance(problem, yaml.MarkedYAMLError):
        mark = problem.problem_mark or problem.context_mark
        said = " ".join(part for part in (problem.context, problem.problem) if part)
        if "'\\t'" in said:
            said = "a tab at the start of a line; indent with spaces"
        return Mistake("YAML", said, None if mark is None else mark.line + 1)
    return Mistake("YAML", str(problem))
