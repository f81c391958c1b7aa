"""The rules of the house, as functions from its modules to the sentences that name what breaks them."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from tests.plan import Import, Module, within

Modules = Mapping[str, Module]

FLOORS = {
    "federation": 0,  # the empty package itself
    "federation.domain": 1,
    "federation.errors": 1,
    "federation.version": 1,
    "federation.parent": 1,
    "federation.label": 2,
    "federation.logs": 2,
    "federation.registry": 2,
    "federation.settings": 2,
    "federation.store": 3,
    "federation.publish": 3,
    "sync": 4,
    "federation.web": 4,
    "federation.demo": 4,
    "wsgi": 5,
    "federation.__main__": 5,
    "federation.commands": 5,
}
NEIGHBOURS = {
    ("federation.domain", "federation.errors"),
    # a charter is read as the network file is: with its lines, and all mistakes at once
    ("federation.label", "federation.registry"),
    ("federation.logs", "federation.settings"),
    ("federation.__main__", "federation.commands"),
}
"""Arrows between rooms of one floor; none on floors 3 and 4."""

SQL = ("sqlalchemy", "flask_sqlalchemy", "alembic", "sqlite3", "psycopg")
NETWORK = ("requests", "urllib3", "socket", "socketserver", "ssl", "http.client", "http.server", "urllib.request")
DOORS = {
    "federation.store": SQL,
    # the fetching door and the parts it is made of
    "sync.fetch": NETWORK,
    "sync.fetching.body": NETWORK,
    "sync.fetching.connections": NETWORK,
    "sync.fetching.metering": NETWORK,
    "sync.fetching.session": NETWORK,
    "sync.fetching.urls": NETWORK,
    # servers of our own, on this machine
    "federation.demo": ("http.client", "http.server", "socket", "socketserver"),
    "federation.commands.up": ("socket",),
    "federation.commands.web": ("socket",),
}
"""Which modules may use a library that reaches out of the process."""

DOMAIN_LIBRARIES = ("dateutil", "anyascii", "msgspec", "rapidfuzz", "snowballstemmer", "xxhash")
BROAD = {"Exception", "BaseException"}


def below(name: str, *roots: str) -> bool:
    """True when a dotted name is one of the roots or stands under it."""
    return any(name == root or name.startswith(root + ".") for root in roots)


def room(name: str) -> str | None:
    """The room a module stands in; None for one that has no place in the house."""
    if name == "federation":
        return name
    return next((place for place in FLOORS if place != "federation" and below(name, place)), None)


def arrows(modules: Modules) -> Iterator[tuple[Module, Import, str]]:
    """Every import of one module of ours by another."""
    for importer in modules.values():
        for imported in importer.imports():
            target = within(modules, imported)
            if target and target != importer.name:
                yield importer, imported, target


def without_floor(modules: Modules) -> list[str]:
    return [
        f"{found.path}: no floor for {found.name}; move it into a room, or draw the room in FLOORS and in the docs"
        for found in modules.values()
        if room(found.name) is None
    ]


def rising(modules: Modules) -> list[str]:
    found = []
    for importer, imported, target in arrows(modules):
        here, there = room(importer.name), room(target)
        if here is None or there is None or here == there or FLOORS[there] < FLOORS[here]:
            continue
        if (here, there) not in NEIGHBOURS:
            found.append(
                f"{importer.path}:{imported.line} imports {target}: {here} is on floor {FLOORS[here]}, "
                f"{there} on floor {FLOORS[there]}, and imports only fall; move the value down or the code up"
            )
    return found


def circles(modules: Modules) -> list[str]:
    graph: dict[str, set[str]] = {name: set() for name in modules}
    for importer, _, target in arrows(modules):
        graph[importer.name].add(target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return ["imports go round: " + " <- ".join(error.args[1])]
    return []


def outside_their_door(modules: Modules) -> list[str]:
    found = []
    for importer in modules.values():
        for imported in importer.imports():
            for library in (*SQL, *NETWORK):
                if any(below(name, library) for name in imported.names) and not may(importer.name, library):
                    door = "federation/store/" if library in SQL else "sync/fetch.py"
                    found.append(f"{importer.path}:{imported.line} imports {library}, whose one door is {door}")
    return sorted(set(found))


def may(importer: str, library: str) -> bool:
    """True when a module is a door of the library."""
    return any(below(importer, door) and library in libraries for door, libraries in DOORS.items())


def impure(modules: Modules) -> list[str]:
    allowed = (*DOMAIN_LIBRARIES, "federation.domain", "federation.errors")
    return [
        f"{importer.path}:{imported.line} imports {imported.names[0]}: the domain is pure "
        f"(the standard library, {', '.join(DOMAIN_LIBRARIES)})"
        for importer in modules.values()
        if below(importer.name, "federation.domain")
        for imported in importer.imports()
        if not below(imported.names[0], *allowed, *sys.stdlib_module_names)
    ]


def living_migrations(modules: Modules) -> list[str]:
    return [
        f"{importer.path}:{imported.line} imports {target}: a migration must still run when that has changed"
        for importer, imported, target in arrows(modules)
        if below(importer.name, "federation.store.migrations")
    ]


def broad_excepts(modules: Modules) -> list[str]:
    return [
        f"{found.path}:{node.lineno} catches everything; name what can be decided on here"
        for found in modules.values()
        for node in found.statements()
        if isinstance(node, ast.ExceptHandler) and is_broad(node.type) and not passes_on(node)
    ]


def is_broad(caught: ast.expr | None) -> bool:
    """True for a bare except, and for one that names Exception alone or among others."""
    if caught is None:
        return True
    return any(isinstance(node, ast.Name) and node.id in BROAD for node in ast.walk(caught))


def passes_on(handler: ast.ExceptHandler) -> bool:
    """True when a handler only tidies up: it ends by raising what it caught."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def silent(modules: Modules) -> list[str]:
    return [
        f"{found.path}: its first line must say its job, in a docstring" for found in modules.values() if found.silent
    ]
