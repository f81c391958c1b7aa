"""One entry from the statements of a group, field by field; every field remembers who said it. Pure.

    stated by the host > stated by a relay; structured > guessed; complete > short; recent > old

Neither the order of visits nor the hub's clock changes anything, and two sites that contradict each other for ever give
one stable entry. The table is told in `docs/merging.md`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from typing import Any

from federation.domain.event import Event
from federation.domain.matching.decisions import NONE, Decisions
from federation.domain.matching.links import canonical_link
from federation.domain.matching.statement import Statement
from federation.domain.merging.conflicts import Conflict, conflicts
from federation.domain.merging.fields import RULES, speaker
from federation.domain.merging.hosts import hosts

PEOPLE = "people"
"""The provenance of a field that somebody pinned."""

MOST_LINKS = 12

_DEFAULTS = {item.name: item.default for item in fields(Event) if item.default is not MISSING}


@dataclass(frozen=True, slots=True)
class Merged:
    """One entry: the event, the sites that hold it (the leading one first), and where each of its fields is from.

    `provenance` maps each field that somebody states to a record's id, or to PEOPLE; `records` are all it is made of.
    `withdrawn`: whoever holds it no longer tells it, whatever relays say.
    """

    event: Event
    hosts: tuple[str, ...]
    provenance: Mapping[str, str]
    conflicts: tuple[Conflict, ...]
    records: tuple[str, ...]
    withdrawn: bool = False


def merge(group: Sequence[Statement], decisions: Decisions = NONE) -> Merged:
    """One entry from a group of at least one statement; their order changes nothing."""
    members = sorted(group, key=lambda statement: statement.id)
    holding = hosts(members)
    withdrawn = all(statement.withdrawn for statement in members if statement.teller.site in holding)
    heard = [statement for statement in members if withdrawn or not statement.withdrawn]
    values: dict[str, Any] = {}
    provenance: dict[str, str] = {}
    placed = heard[0]
    for rule in RULES:
        found = speaker(rule, heard, holding)
        if found is None:
            continue
        placed = found if "place" in rule.fields else placed
        for name in rule.fields:
            values[name] = getattr(found.event, name)
            if values[name] != _DEFAULTS.get(name, MISSING):
                provenance[name] = found.record
    values.setdefault("title", members[0].event.title)
    values["links"] = _links(heard, holding, values.get("url", ""))
    for name, value in _pinned(members, decisions).items():
        values[name], provenance[name] = value, PEOPLE
    event = replace(heard[0].event, **(_DEFAULTS | values))
    found_conflicts = tuple(each for each in conflicts(heard, placed) if not _settled(each, provenance))
    return Merged(event, holding, provenance, found_conflicts, _records(members), withdrawn)


def _links(group: Sequence[Statement], holding: Sequence[str], own: str) -> tuple[str, ...]:
    """The addresses of every statement beside the entry's own, each page once, the host's first."""
    ranked = sorted(group, key=lambda one: (_rank(one, holding), one.teller.site, one.teller.source, one.id))
    links: dict[str, str] = {}
    for url in [link for one in ranked for link in (one.event.url, *one.event.links) if link]:
        links.setdefault(canonical_link(url) or url, url)
    links.pop(canonical_link(own) or own, None)
    return tuple(links.values())[:MOST_LINKS]


def _rank(statement: Statement, holding: Sequence[str]) -> int:
    return holding.index(statement.teller.site) if statement.teller.site in holding else len(holding)


def _pinned(members: Sequence[Statement], decisions: Decisions) -> dict[str, Any]:
    pinned: dict[str, Any] = {}
    for statement in reversed(members):
        pinned |= decisions.pinned.get(statement.id, {})
    return pinned


def _settled(conflict: Conflict, provenance: Mapping[str, str]) -> bool:
    """Whether somebody has settled a conflict by pinning its field."""
    field = {"day": "start", "hour": "start"}.get(conflict.code, conflict.code)
    return provenance.get(field) == PEOPLE


def _records(members: Sequence[Statement]) -> tuple[str, ...]:
    return tuple(sorted({statement.record for statement in members}))
