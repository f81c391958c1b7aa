"""Entries and places whose sources contradict each other, for operators: who says what, and what settles it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from federation.domain.spaces import Conflict
from federation.publish.dates import spoken_when
from federation.publish.origin_words import conflict_words, moment_words
from federation.publish.text import shortened
from federation.store.explain import Explanation, contested, explain
from federation.store.spaces import all_spaces
from federation.web.context import context
from federation.web.language import translated as _
from federation.web.pages import Reading
from federation.web.spaces import changed_words, part_words

_MOST = 20
_MOST_EACH = 4
_MOST_LETTERS = 160
_FACTS = ("hours", "capacity", "desks")  # the same in whatever words they are told


@dataclass(frozen=True, slots=True)
class Dispute:
    """One entry: its page, what it says, and each contradiction in a sentence."""

    id: str
    href: str
    title: str
    when: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceDispute:
    """One place to work in: its page, its name, and each part of it that its sources tell differently in a sentence."""

    href: str
    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disputes:
    """What waits for a decision, soonest first, and how many entries more do; `places` in the order of the network."""

    shown: tuple[Dispute, ...]
    more: int
    places: tuple[PlaceDispute, ...] = ()


def disputes(reading: Reading) -> Disputes:
    """The entries to come whose sources contradict each other, as far as a page can list them."""
    ids = contested(reading.session, context().clock())
    found = (explain(reading.session, id_, each=_MOST_EACH) for id_ in ids[:_MOST])
    shown = tuple(_dispute(one, reading) for one in found if one is not None)
    return Disputes(shown, max(0, len(ids) - _MOST), tuple(_places(reading)))


def _places(reading: Reading) -> Iterator[PlaceDispute]:
    found = all_spaces(reading.session, context().clock())
    for site in reading.network.sites:
        whole = found.get(site.id)
        lines = tuple(_place_line(one, reading) for one in whole.conflicts if _matters(one)) if whole else ()
        if lines:
            yield PlaceDispute(reading.here.to(f"/lieux/{site.id}"), site.name, lines)


def _matters(conflict: Conflict) -> bool:
    """Whether somebody should correct it: that the network file says less than a source, in other words, is usual."""
    said = [getattr(told.space, conflict.part) for told in conflict.told if told.by]
    return conflict.part in _FACTS or any(other != said[0] for other in said)


def _place_line(conflict: Conflict, reading: Reading) -> str:
    """Who says what of one part, whoever is believed first."""
    said = []
    for told in conflict.told:
        words = shortened(changed_words(conflict.part, getattr(told.space, conflict.part), reading), _MOST_LETTERS)
        said.append(_("%(who)s dit « %(words)s »", who=told.by or _("le fichier du réseau"), words=words))
    part = part_words(conflict.part)
    return _("%(part)s : %(said)s. Le premier compte.", part=part, said=", ".join(said))


def _dispute(found: Explanation, reading: Reading) -> Dispute:
    language = reading.here.language
    return Dispute(
        id=found.entry_id,
        href=reading.here.to(f"/evenements/{found.entry_id}"),
        title=found.event.title,
        when=spoken_when(found.event, language, reading.network.zone),
        lines=tuple(_lines(found, language)),
    )


def _lines(found: Explanation, language: str) -> Iterator[str]:
    zone = found.event.zone
    tellers = {said.record: f"{said.origin.site_id}/{said.origin.source_key}" for said in found.said}
    starts = {said.record: moment_words(said.start, zone, language) for said in found.said}
    for conflict in found.conflicts:
        yield conflict_words(conflict, tellers, starts, language)
