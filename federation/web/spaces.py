"""The place to work in, in words: whether it is open, when it is, what it costs, who says so and how old that is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from federation.domain.event import Price
from federation.domain.site import Site
from federation.domain.space import Closure, Rate, Space
from federation.domain.spaces import Told, WholeSpace, now_open
from federation.publish.body import cost
from federation.publish.dates import hour, short_day
from federation.web.facts import host_of
from federation.web.language import translated as _
from federation.web.opening import Opening, now_words, opening_words
from federation.web.pages import Reading


@dataclass(frozen=True, slots=True)
class SpaceWords:
    """The place to work in, in words; a part that nobody states is empty.

    `space` is what stands as it is, `opening` None where the hours are better shown as they are written.
    """

    space: Space
    open_now: str
    open_seen: str
    opening: list[Opening] | None
    closures: tuple[str, ...]
    rates: tuple[tuple[str, str], ...]
    seen: tuple[str, ...]


def space_words(whole: WholeSpace, site: Site, reading: Reading, now: datetime) -> SpaceWords:
    """The words for the space of a site at a moment; what is over is left out."""
    language, space = reading.here.language, whole.space
    open_now, open_seen = _now(whole, site, reading, now)
    return SpaceWords(
        space=space,
        open_now=open_now,
        open_seen=open_seen,
        opening=opening_words(space.hours, language, reading.today),
        closures=tuple(_closure(item, language) for item in space.closures if item.last_on >= reading.today),
        rates=tuple((item.label, rate_words(item, language)) for item in space.rates),
        seen=tuple(_seen(whole, site, reading)),
    )


def _now(whole: WholeSpace, site: Site, reading: Reading, now: datetime) -> tuple[str, str]:
    """Whether it is open, and who says so."""
    zone, language = ZoneInfo(site.zone), reading.here.language
    found = now_open(whole, now, zone)
    if found is None:
        return "", ""
    words = now_words(found, now.astimezone(zone), language)
    if found.told is None:
        return words, _("d’après ses horaires")
    changed_at = whole.space.open_changed_at
    said_at = changed_at if changed_at is not None and changed_at <= now else found.told.seen_at
    if said_at is None:
        return words, _("d’après le lieu")
    moment = moment_words(said_at, ZoneInfo(reading.network.zone), language)
    return words, _("d’après le lieu, le %(moment)s", moment=moment)


def moment_words(moment: datetime, zone: ZoneInfo, language: str) -> str:
    """A moment in the network's zone: « 22 nov. 2026, 15 h 30 »."""
    local = moment.astimezone(zone)
    return f"{short_day(local.date(), language)}, {hour(local, language)}"


def _closure(closure: Closure, language: str) -> str:
    first, last = short_day(closure.first_on, language), short_day(closure.last_on, language)
    words = _("le %(day)s", day=first) if first == last else _("du %(first)s au %(last)s", first=first, last=last)
    return f"{words} ({closure.reason})" if closure.reason else words


def rate_words(rate: Rate, language: str) -> str:
    """An amount and its unit in words."""
    unit = {
        "hour": _("l’heure"),
        "half_day": _("la demi-journée"),
        "day": _("la journée"),
        "week": _("la semaine"),
        "month": _("le mois"),
        "quarter": _("le trimestre"),
        "year": _("l’année"),
    }.get(rate.unit, rate.unit)
    if rate.amount is None:
        return unit
    return f"{cost(Price(amount=rate.amount, currency=rate.currency), language)} {unit}".strip()


def _seen(whole: WholeSpace, site: Site, reading: Reading) -> Iterator[str]:
    """Who says what, and when that was last seen: one sentence for one source, else one each."""
    said: dict[str, list[str]] = {}
    tellers: dict[str, Told] = {}
    for part, told in whole.origins.items():
        words = part_words(part)
        said.setdefault(told.by, [])
        tellers[told.by] = told
        if words not in said[told.by]:
            said[told.by].append(words)
    hosts = {source.key: host_of(source.url) for source in site.sources}
    for by, parts in said.items():
        day = _day(tellers[by].seen_at, reading)
        if day and len(said) == 1:
            yield _("Informations vues pour la dernière fois le %(day)s.", day=day)
        elif day:
            listed = ", ".join(parts)
            host = hosts.get(by, by)
            yield _("D’après %(host)s, le %(day)s : %(parts)s.", host=host, day=day, parts=listed)
        elif len(said) > 1:
            yield _("D’après le réseau : %(parts)s.", parts=", ".join(parts))


def _day(seen_at: datetime | None, reading: Reading) -> str:
    if seen_at is None:
        return ""
    return short_day(seen_at.astimezone(ZoneInfo(reading.network.zone)).date(), reading.here.language)


def changed_words(part: str, value: Any, reading: Reading) -> str:
    """What was told of a part of a space, in short; "" for nothing."""
    language = reading.here.language
    if part == "hours" and value:
        rules = opening_words(value, language, reading.today)
        return " ; ".join(f"{rule.days} {rule.hours}" for rule in rules) if rules else str(value)
    if part == "closures":
        return ", ".join(_closure(item, language) for item in value)
    if part == "rooms":
        return ", ".join(f"{item.name} ({item.capacity})" if item.capacity else item.name for item in value)
    if part == "rates":
        return ", ".join(f"{item.label} {rate_words(item, language)}".strip() for item in value)
    if part == "amenities":
        return ", ".join(value)
    return "" if value is None else str(value)


def part_words(part: str) -> str:
    """The name of a part of a space."""
    return {
        "hours": _("horaires"),
        "closures": _("fermetures"),
        "capacity": _("postes"),
        "desks": _("postes"),
        "rooms": _("salles"),
        "rates": _("tarifs"),
        "amenities": _("équipements"),
        "accessibility": _("accès"),
        "contact": _("contact"),
        "message": _("message"),
        "open_now": _("ouverture en ce moment"),
    }[part]
