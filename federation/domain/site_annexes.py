"""Other places of a site, beside its own address: which of its events are held there, and at which address. Pure.

An event is at an annexe when its source says its name, without an address of its own, or when the source speaks of the
annexe and says no place. What is held online, or at an address that its source states, stays as it is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from federation.domain.event import Event, Place
from federation.domain.happened import local_day, online
from federation.domain.matching.folding import fold
from federation.domain.site_moves import at_home


@dataclass(frozen=True, slots=True)
class Annexe:
    """A place that a site has from `from_on` to the end of `until_on` (None: for good); `sources` speak of it."""

    site: str
    place: Place
    sources: tuple[str, ...] = ()
    from_on: date = date.min
    until_on: date | None = None
    permanent: bool = True

    def covers(self, day: str) -> bool:
        """Whether the site has it on a day (ISO 8601)."""
        return self.from_on.isoformat() <= day and (self.until_on is None or day <= self.until_on.isoformat())


def housed(
    event: Event, sources: Collection[str], home: Place | None, names: Collection[str], annexes: Iterable[Annexe]
) -> Place | None:
    """Where an event of a site is held, when that is one of its annexes; None: where it is told.

    `sources` are those of the site that tell of it, `home` and `names` its own place and what it is called.
    """
    if online(event):
        return None
    day = local_day(event.start, event.zone)
    held = [one for one in annexes if one.covers(day)]
    return _named(event.place, held) or _told_there(event.place, sources, home, names, held)


def _named(place: Place | None, annexes: Sequence[Annexe]) -> Place | None:
    if place is None or not place.name or place.address:
        return None
    for one in reversed(annexes):
        same_town = not place.city or not one.place.city or fold(place.city) == fold(one.place.city)
        if same_town and fold(one.place.name) in fold(place.name):
            return replace(one.place, name=place.name)
    return None


def _told_there(
    place: Place | None, sources: Collection[str], home: Place | None, names: Collection[str], annexes: Sequence[Annexe]
) -> Place | None:
    if not at_home(place, home, names):
        return None
    found = (one for one in reversed(annexes) if sources and set(sources) <= set(one.sources))
    return next((one.place for one in found), None)
