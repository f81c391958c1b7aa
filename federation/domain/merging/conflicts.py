"""Where the statements of one entry contradict each other in what matters: values for operators, no repair. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from zoneinfo import ZoneInfo

from federation.domain.event import Place, Status
from federation.domain.matching.places import place as compare_places
from federation.domain.matching.statement import Statement
from federation.domain.reasons.words import Words

_OFF = {Status.CANCELLED: "cancelled", Status.POSTPONED: "postponed"}


@dataclass(frozen=True, slots=True)
class Conflict:
    """A contradiction: its `code` and who says what, as pairs of a record's id and the value; sorted."""

    code: str
    said: tuple[tuple[str, str], ...]


WORDS: dict[str, Words] = {
    "day": Words(
        "Les sources n’annoncent pas le même jour : {value}. Corrigez celle qui se trompe, ou épinglez la date.",
        "The sources do not tell the same day: {value}. Correct the one that errs, or pin the date.",
    ),
    "hour": Words(
        "Les sources n’annoncent pas la même heure : {value}. Corrigez celle qui se trompe, ou épinglez l’heure.",
        "The sources do not tell the same hour: {value}. Correct the one that errs, or pin the hour.",
    ),
    "status": Words(
        "Annoncé annulé ou reporté ici, maintenu là : {value}. Corrigez la source en retard, ou épinglez l’état.",
        "Cancelled or postponed here, on there: {value}. Correct the source that is behind, or pin the status.",
    ),
    "place": Words(
        "Les sources n’annoncent pas le même endroit : {value}. Corrigez celle qui se trompe, ou épinglez le lieu.",
        "The sources do not tell the same place: {value}. Correct the one that errs, or pin the place.",
    ),
    "price": Words(
        "Gratuit ici, payant là : {value}. Corrigez la source qui se trompe, ou épinglez le prix.",
        "Free here, to be paid there: {value}. Correct the source that errs, or pin the price.",
    ),
}
"""What to say of each code; `{value}` is replaced by who says what."""


def conflicts(group: Sequence[Statement], chosen: Statement) -> tuple[Conflict, ...]:
    """The contradictions among statements that still stand. `chosen` is the one whose place counts."""
    standing = [statement for statement in group if not statement.withdrawn]
    return tuple(
        found for found in (*_times(standing), *_status(standing), *_places(standing, chosen), *_price(standing))
    )


def _times(group: Sequence[Statement]) -> Iterator[Conflict]:
    # Two sources may tell one moment in two zones, and two days of one hour may lie on two sides of a change of clocks.
    zone = ZoneInfo(group[0].event.zone) if group else UTC
    timed = [(each, each.traits.starts_at.astimezone(zone)) for each in group if not each.traits.whole_day]
    days = [(each, local.date()) for each, local in timed] + [
        (each, each.traits.on) for each in group if each.traits.whole_day
    ]
    if len({on for _, on in days}) > 1:
        yield _conflict("day", [(statement, str(on)) for statement, on in days])
    if len({local.time() for _, local in timed}) > 1:
        yield _conflict("hour", [(statement, f"{local.astimezone(UTC):%H:%M}Z") for statement, local in timed])


def _status(group: Sequence[Statement]) -> Iterator[Conflict]:
    said = [(statement, _OFF.get(statement.event.status, "on")) for statement in group]
    if len({status for _, status in said}) > 1:
        yield _conflict("status", said)


def _places(group: Sequence[Statement], chosen: Statement) -> Iterator[Conflict]:
    codes = {"other-place", "other-room", "other-city"}
    # Sites that hold one event together each have a place of their own.
    near = [other for other in group if other.teller.site == chosen.teller.site]
    odd = [other for other in near if (found := compare_places(chosen.traits, other.traits)) and found.code in codes]
    odd = [other for other in odd if other.traits.spot.stated]
    if odd:
        yield _conflict("place", [(other, _line(other.event.place)) for other in (chosen, *odd)])


def _line(place: Place | None) -> str:
    return "" if place is None else ", ".join(part for part in (place.name, place.address, place.city) if part)


def _price(group: Sequence[Statement]) -> Iterator[Conflict]:
    said = [
        (statement, "free" if statement.event.price.free else "paid")
        for statement in group
        if statement.event.price is not None and statement.event.price.free is not None
    ]
    if len({word for _, word in said}) > 1:
        yield _conflict("price", said)


def _conflict(code: str, said: Sequence[tuple[Statement, str]]) -> Conflict:
    return Conflict(code, tuple(sorted({(statement.record, value) for statement, value in said})))
