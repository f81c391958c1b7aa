"""The plan of the house as it is built: every module, and what it imports, read from the source without running it."""

from __future__ import annotations

import ast
import tokenize
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from io import StringIO
from pathlib import Path

ROOT = Path(__file__).parent.parent
CODE = ("federation", "sync", "wsgi.py")


@dataclass(frozen=True, slots=True)
class Import:
    """One imported name at its line, wherever it stands: inside a function or for typing only counts too."""

    line: int
    names: tuple[str, ...]
    """What it may mean: `from http import client` is `http` and `http.client`."""


@dataclass(frozen=True, slots=True)
class Module:
    """A module by its dotted name, read but not run."""

    name: str
    path: str
    source: str
    package: bool = False

    @property
    def tree(self) -> ast.Module:
        """What the source says; read when it is first asked for."""
        return _parsed(self)

    @property
    def silent(self) -> bool:
        """Whether there is code, and it does not begin by saying what it is for. Looks at the beginning alone."""
        words = tokenize.generate_tokens(StringIO(self.source).readline)
        first = next(word for word in words if word.type not in (tokenize.COMMENT, tokenize.NL))
        if first.type == tokenize.ENDMARKER:
            return False
        plain = first.type == tokenize.STRING and first.string.startswith(('"', "'", 'r"', "r'"))
        return not plain or next(words).type != tokenize.NEWLINE

    def statements(self) -> Iterator[ast.AST]:
        """Every statement and every handler, however deep; not what they are made of."""
        return _within(self.tree)

    def imports(self) -> tuple[Import, ...]:
        """Every import, relative ones told by their full name."""
        return _imports(self)

    def _imports(self) -> Iterator[Import]:
        for node in self.statements():
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield Import(node.lineno, (alias.name,))
            elif isinstance(node, ast.ImportFrom):
                origin = self._origin(node)
                for alias in node.names:
                    yield Import(node.lineno, (origin, f"{origin}.{alias.name}"))

    def _origin(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        parts = self.name.split(".")
        base = parts[: len(parts) - node.level + self.package]
        return ".".join([*base, *([node.module] if node.module else [])])


@cache
def _parsed(found: Module) -> ast.Module:
    return ast.parse(found.source)


def _within(node: ast.AST) -> Iterator[ast.AST]:
    for block in ("body", "handlers", "orelse", "finalbody", "cases"):
        for inner in getattr(node, block, ()):
            yield inner
            yield from _within(inner)


@cache
def _imports(found: Module) -> tuple[Import, ...]:
    return tuple(found._imports())


def module(name: str, source: str, *, path: str = "", package: bool = False) -> Module:
    """A module from its source."""
    return Module(name, path or name.replace(".", "/") + ".py", source, package)


def read_modules(*places: str, root: Path = ROOT) -> dict[str, Module]:
    """The modules of folders and files below the root, by name; a place that is not there has none."""
    found = {}
    for place in places:
        start = root / place
        for path in sorted(start.rglob("*.py")) if start.is_dir() else [start] * start.exists():
            relative = path.relative_to(root)
            package = path.name == "__init__.py"
            name = ".".join(relative.parent.parts if package else relative.with_suffix("").parts)
            found[name] = _read(name, path, str(relative), package)
    return found


@cache
def _read(name: str, path: Path, relative: str, package: bool) -> Module:
    return module(name, path.read_text("utf-8"), path=relative, package=package)


def within(modules: Mapping[str, Module], imported: Import) -> str | None:
    """The module of ours that an import means, the most exact one; None for a library."""
    for name in reversed(imported.names):
        if name in modules:
            return name
    return None
