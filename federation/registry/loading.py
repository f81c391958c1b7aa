"""The text of a YAML file -> what its schema makes of it, or every mistake at once with its line, and then nothing.

The files of networks, taxonomies, charters and lifecycles all come through here; what each of them asks stands with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path as FilePath
from typing import Any

from marshmallow import Schema, ValidationError

from federation.errors import ConfigError, Mistake
from federation.registry.mistakes import told
from federation.registry.yaml import Document, Path, place


def text_of(file: FilePath) -> str:
    """What an operator's file says; raises ConfigError when it cannot be read."""
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise ConfigError(str(file), [Mistake("file", f"cannot be read: {reason}")]) from error


def load_file(text: str, name: str, schema: Schema, compared: Callable[[Document, Any], Iterable[Mistake]]) -> Any:
    """What the schema makes of the text of a file; `name` is how the file is called in mistakes.

    `compared` finds what one thing alone cannot show. It gets the document and what the schema made of it, which is
    None when the schema refused something: what it says comes besides. Raises ConfigError with every mistake, in the
    order of the file.
    """
    document = Document(text)
    mistakes = list(document.mistakes)
    loaded: Any = None
    if document.data is not None:
        try:
            loaded = schema.load(document.data)
        except ValidationError as problem:
            mistakes += told(problem.messages, document)
        mistakes += compared(document, loaded)
    if mistakes:
        raise ConfigError(name, sorted(mistakes, key=lambda mistake: (mistake.line or 0, mistake.where)))
    return loaded


def mappings(data: Any, key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The mappings in the list under a key, with their places in it; nothing where the shape is wrong."""
    found = data.get(key) if isinstance(data, dict) else None
    for index, item in enumerate(found if isinstance(found, list) else ()):
        if isinstance(item, dict):
            yield index, item


def at(data: Any, path: Path) -> Any:
    """What stands at a path; None where the shape is wrong."""
    for part in path:
        if isinstance(data, dict):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int):
            data = data[part]
        else:
            return None
    return data


def wrong_ids(document: Document, paths: Iterable[Path], longest: int = 32) -> Iterator[Mistake]:
    """Among things that stand side by side: ids of a wrong shape, and ids given twice. `longest` in characters."""
    shape = re.compile(rf"[a-z][a-z0-9-]{{1,{longest - 1}}}")
    first: dict[str, int | None] = {}
    for path in paths:
        where = (*path, "id")
        found, line = at(document.data, where), document.line(where)
        if not isinstance(found, str):
            continue  # the schema tells
        id_ = found.strip()
        if not shape.fullmatch(id_):
            text = f"`{found}` is not an id: 2 to {longest} of a-z, 0-9 and -, beginning with a letter"
            yield Mistake(place(where), text, line)
        elif id_ in first:
            yield Mistake(place(where), f"the id `{id_}` was already given on line {first[id_]}", line)
        else:
            first[id_] = line
