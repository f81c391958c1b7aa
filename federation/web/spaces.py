"""The place to work in, in words: when it is open, what it costs, how old the news is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from federation.domain.event import Price
from federation.domain.space import Closure, Rate, Space
from federation.publish.body import cost
from federation.publish.dates import hour, short_day
from federation.web.language import translated as _
from federation.web.opening import Opening, opening_words
from federation.web.pages import Reading


@dataclass(frozen=True, slots=True)
class SpaceWords:
    """The place to work in, in words; empty when nobody said."""

    opening: list[Opening] | None
    closures: tuple[str, ...]
    open_now: str
    open_seen: str
    rates: tuple[tuple[str, str], ...]
    seen: str


def space_words(space: Space, reading: Reading, seen_at: datetime | None) -> SpaceWords:
    """The words for a space; what is over is left out."""
    language, zone = reading.here.language, ZoneInfo(reading.network.zone)
    told_at = space.open_changed_at or seen_at
    return SpaceWords(
        opening=opening_words(space.hours, language),
        closures=tuple(_closure(item, language) for item in space.closures if item.last_on >= reading.today),
        open_now="" if space.open_now is None else _("Ouvert") if space.open_now else _("Fermé"),
        open_seen=_("d’après le lieu, le %(moment)s", moment=moment_words(told_at, zone, language)) if told_at else "",
        rates=tuple((item.label, rate_words(item, language)) for item in space.rates),
        seen=short_day(seen_at.astimezone(zone).date(), language) if seen_at else "",
    )


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
    if rate.amount is None:
        return rate.unit
    amount = cost(Price(amount=rate.amount, currency=rate.currency), language)
    unit = {
        "hour": _("l’heure"),
        "half_day": _("la demi-journée"),
        "day": _("la journée"),
        "month": _("le mois"),
        "year": _("l’année"),
    }.get(rate.unit, rate.unit)
    return f"{amount} {unit}".strip()
