"""A charter file -> a Charter, or every mistake in it at once with its line: one mistake, and it gives nothing.

The charters that come with the project stand in `charters/`, one file each.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

from federation.errors import ConfigError, Mistake
from federation.label.charter import Charter, Criterion, Pillar
from federation.label.charter_schemas import CharterFileSchema
from federation.registry.fields import not_allowed
from federation.registry.loading import load_file, mappings, wrong_ids
from federation.registry.yaml import Document, Path, place


def load_charter(text: str, name: str = "charter.yaml") -> Charter:
    """The charter that the text of a file tells.

    Raises ConfigError with every mistake, in the order of the file; `name` is how the file is called there.
    """
    return _charter(load_file(text, name, CharterFileSchema(), _compared))


def shipped_charters() -> tuple[str, ...]:
    """The names of the charters that come with the project."""
    folder = resources.files("federation.label") / "charters"
    return tuple(sorted(one.name.removesuffix(".yaml") for one in folder.iterdir() if one.name.endswith(".yaml")))


@cache
def shipped_charter(name: str) -> Charter:
    """One of the charters that come with the project, read once. Raises ConfigError for another name."""
    if name not in shipped_charters():
        raise ConfigError("the charter", [Mistake("charter", not_allowed(name, shipped_charters()))])
    file = resources.files("federation.label") / "charters" / f"{name}.yaml"
    return load_charter(file.read_text("utf-8"), f"{name}.yaml")


def _charter(loaded: dict[str, Any]) -> Charter:
    shell = loaded["charter"]
    pillars = tuple(Pillar(**one) for one in shell["pillars"])
    criteria = tuple(_criterion(one, shell) for one in loaded["criteria"])
    order = {pillar.id: number for number, pillar in enumerate(pillars)}
    criteria = tuple(sorted(criteria, key=lambda one: order[one.pillar]))
    rest = {key: value for key, value in shell.items() if key not in {"pillars", "zone"}}
    return Charter(**rest, zone=ZoneInfo(shell["zone"]), pillars=pillars, criteria=criteria)


def _criterion(plain: dict[str, Any], charter: dict[str, Any]) -> Criterion:
    data = {"in_force_on": charter["in_force_on"]} | plain
    measures = data.pop("all_of", ()) or data.get("any_of", ())
    any_of, exemptions = bool(data.pop("any_of", ())), data.pop("unless", ())
    return Criterion(**data, measures=measures, any_of=any_of, exemptions=exemptions)


# ------------------------------------------------------------------ what one thing alone cannot show


def _compared(document: Document, _loaded: Any) -> Iterator[Mistake]:
    """Ids given twice or of a wrong shape, names that lead nowhere, criteria that rest on each other."""
    data = document.data
    charter = data.get("charter") if isinstance(data, dict) else None
    pillars = list(mappings(charter, "pillars"))
    criteria = list(mappings(data, "criteria"))
    yield from wrong_ids(document, [("charter", "pillars", number) for number, _ in pillars])
    yield from wrong_ids(document, [("criteria", number) for number, _ in criteria], longest=40)
    known = tuple(str(one.get("id")).strip() for _, one in pillars)
    names = tuple(str(one.get("id")).strip() for _, one in criteria)
    for number, one in criteria:
        yield from _leads(document, ("criteria", number, "pillar"), one.get("pillar"), known)
        bases = one.get("rests_on")
        for index, base in enumerate(bases if isinstance(bases, list) else ()):
            yield from _leads(document, ("criteria", number, "rests_on", index), base, names)
    yield from _circle(document, criteria)
    origins = charter.get("origins") if isinstance(charter, dict) else None
    known = tuple(origins) if isinstance(origins, dict) else ()
    for path, origin in _origins(data, ()):
        yield from _leads(document, path, origin, known)


def _leads(document: Document, path: Path, word: Any, known: tuple[str, ...]) -> Iterator[Mistake]:
    if isinstance(word, str) and word.strip() not in known:
        yield Mistake(place(path), not_allowed(word.strip(), known), document.line(path))


def _circle(document: Document, criteria: list[tuple[int, dict[str, Any]]]) -> Iterator[Mistake]:
    graph = {}
    for _, one in criteria:
        bases = one.get("rests_on")
        graph[str(one.get("id")).strip()] = [
            base.strip() for base in (bases if isinstance(bases, list) else ()) if isinstance(base, str)
        ]
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = error.args[1]
        number = next(number for number, one in criteria if str(one.get("id")).strip() in circle)
        path: Path = ("criteria", number, "rests_on")
        text = f"criteria rest on each other in a circle: {' → '.join(reversed(circle))}"
        yield Mistake(place(path), text, document.line(path))


def _origins(data: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Every `from` of a figure, with its place."""
    if isinstance(data, dict):
        if isinstance(data.get("from"), str) and "value" in data:
            yield (*path, "from"), data["from"]
        for key, inner in data.items():
            yield from _origins(inner, (*path, key))
    elif isinstance(data, list):
        for number, inner in enumerate(data):
            yield from _origins(inner, (*path, number))
