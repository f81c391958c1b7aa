"""Facets: what an entry was found to be as short words, `theme:donnees`, by which readers choose. Pure.

A facet is its kind, a colon and a value: an id of the taxonomy or of a site, or a folded name. None holds a line break.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from federation.domain.entry import Entry
from federation.domain.event import Event
from federation.domain.matching.folding import fold
from federation.domain.taxonomy.classified import Classified

LONGEST_NAME = 80
"""Letters of a folded name of a series or an organiser."""


def facets(entry: Entry, found: Classified) -> tuple[str, ...]:
    """The facets of an entry, each once; the format it has comes before those its title names besides."""
    return tuple(dict.fromkeys((*_held(entry), *_classified(found), *_organised(entry.event))))


def values(entry_facets: Sequence[str], kind: str) -> tuple[str, ...]:
    """The values of one kind among the facets of an entry, in their order."""
    start = f"{kind}:"
    return tuple(facet[len(start) :] for facet in entry_facets if facet.startswith(start))


def folded_name(name: str) -> str:
    """A name of a series or an organiser as facets compare it."""
    return fold(name, LONGEST_NAME)[:LONGEST_NAME].rstrip()


def _held(entry: Entry) -> Iterator[str]:
    hosts = entry.hosts or (entry.host,)
    for host in hosts:
        yield f"site:{host.id}"
    if len(hosts) > 1:
        yield "joint:yes"


def _classified(found: Classified) -> Iterator[str]:
    for format_ in (found.format, *found.also):
        yield f"format:{format_}"
    for kind, told in (("theme", found.themes), ("audience", found.audiences), ("accessibility", found.accessibility)):
        yield from (f"{kind}:{value}" for value in told)
    if found.cost is not None:
        yield f"cost:{found.cost.value}"
    if found.attendance is not None:
        yield f"attendance:{found.attendance.value}"
    if found.registration is not None:
        yield f"registration:{'yes' if found.registration else 'no'}"
    if found.language.isascii() and found.language.isalpha():
        yield f"language:{found.language}"
    if found.age:
        yield f"age:{found.age}"
    if found.series is not None and (name := folded_name(found.series.name)):
        yield f"series:{name}"


def _organised(event: Event) -> Iterator[str]:
    name = folded_name(event.organiser.name) if event.organiser is not None else ""
    if name:
        yield f"organiser:{name}"
