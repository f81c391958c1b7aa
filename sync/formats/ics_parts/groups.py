"""The VEVENTs of one UID -> records: a master with its RECURRENCE-IDs is one record (RFC 5545 §3.8.4.4).

Nothing here depends on the order of the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from federation.domain import payload
from federation.domain.event import Event, Exception_, Moment, Notice, Record, Recurrence
from federation.domain.identity import record_key
from federation.domain.zones import wall_clock
from sync.formats.ics_parts import values as ics_values
from sync.formats.ics_parts.calendar import Calendar
from sync.formats.ics_parts.event import event_from, is_private
from sync.formats.ics_parts.times import after, follows_utc, in_utc, moment, wall_years_fit
from sync.formats.ics_parts.vevent import MOST_DATES, Stamp, Vevent
from sync.quirks import COUNT_BELOW_ZERO, SAME_UID, SERIES_IN_UTC

_UNTIL = re.compile(r"(?:\A|;)UNTIL=([^;]{1,40})")
_BELOW_ZERO = re.compile(r"(?:\A|;)COUNT=-\d{1,9}(?=;|\Z)")


@dataclass(slots=True)
class Group:
    """What one UID gave; `lost` when a VEVENT that is no exception could not be read."""

    records: list[Record] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    lost: bool = False


@dataclass(slots=True)
class _Read:
    """A VEVENT with its event and the calendar it stands in."""

    vevent: Vevent
    event: Event
    calendar: Calendar

    @property
    def rank(self) -> tuple[int, str, str, str]:
        """Of two for the same thing the higher one counts: SEQUENCE, then the last change, then any fixed order."""
        told = self.vevent
        repeated = repr((told.rrules, told.exrules, told.rdates, told.exdates, told.this_and_future))
        return told.sequence, told.last_modified or told.dtstamp, payload.dump(self.event), repeated


def read_group(vevents: list[tuple[Vevent, Calendar]], fingerprint: str) -> Group:
    """The records of the VEVENTs that share a UID; private ones are skipped, with their exceptions."""
    group = Group()
    if any(is_private(vevent) for vevent, _ in vevents if vevent.recurrence_id is None or len(vevents) == 1):
        group.notices.append(Notice("private", min(vevent.number for vevent, _ in vevents)))
        return group
    masters: list[_Read] = []
    exceptions: list[_Read] = []
    for vevent, calendar in vevents:
        if is_private(vevent):
            group.notices.append(Notice("private", vevent.number))
            continue
        event = event_from(vevent, calendar)
        if event is None:
            group.lost |= vevent.recurrence_id is None
        else:
            (masters if vevent.recurrence_id is None else exceptions).append(_Read(vevent, event, calendar))
    if len(masters) > 1:
        masters = _distinct(masters, group)
    _make_records(masters, exceptions, fingerprint, group)
    for vevent, _ in vevents:
        group.notices += vevent.notices
    return group


def _distinct(masters: list[_Read], group: Group) -> list[_Read]:
    """The newest revision, the one of the highest SEQUENCE (RFC 5546 §2.1.4); of equal ones, one for each start.

    Soonest first. Those without SEQUENCE, or all with the same, may be different events of software that numbers
    from 1 in each export: what differs in its start is kept.
    """
    newest = max(read.vevent.sequence for read in masters)
    by_start: dict[str, _Read] = {}
    for read in sorted((read for read in masters if read.vevent.sequence == newest), key=lambda item: item.rank):
        by_start[read.event.start.isoformat()] = read
    numbers = sorted(read.vevent.number for read in masters)
    group.notices.append(SAME_UID.notice(numbers[1], "UID", masters[0].event.uid))
    return [by_start[start] for start in sorted(by_start)]


def _make_records(masters: list[_Read], exceptions: list[_Read], fingerprint: str, group: Group) -> None:
    if not masters:
        told = _exceptions(exceptions, group)
        if told:
            event = told[0].event
            group.records.append(Record(record_key(event), event, Recurrence(exceptions=told), fingerprint))
        return
    repeated = next((read for read in masters if read.vevent.rrules or read.vevent.rdates), masters[0])
    for number, read in enumerate(masters):
        key = record_key(read.event)
        if number:
            key += "#" + read.event.start.isoformat()
        told = _exceptions(exceptions, group, read) if read is repeated else ()
        group.records.append(Record(key, read.event, _recurrence(read, told, group), fingerprint))


def _exceptions(reads: list[_Read], group: Group, master: _Read | None = None) -> tuple[Exception_, ...]:
    by_id: dict[str, Exception_] = {}
    for read in sorted(reads, key=lambda item: item.rank):
        planned = _moment(read.vevent.recurrence_id, read, master or read)
        if planned is not None:
            by_id[planned.isoformat()] = Exception_(planned, read.event, read.vevent.this_and_future)
    told = [by_id[planned] for planned in sorted(by_id)]
    if len(told) > MOST_DATES:
        group.notices.append(
            Notice("too-many-dates", reads[0].vevent.number, "RECURRENCE-ID", str(len(told)), lost=True)
        )
    return tuple(told[-MOST_DATES:])


def _recurrence(read: _Read, exceptions: tuple[Exception_, ...], group: Group) -> Recurrence | None:
    vevent = read.vevent
    if not (vevent.rrules or vevent.rdates or exceptions):
        return None
    for name, values in (("RDATE", vevent.rdates), ("EXDATE", vevent.exdates)):
        if len(values) > MOST_DATES:
            group.notices.append(Notice("too-many-dates", vevent.number, name, str(len(values)), lost=True))
    return Recurrence(
        rrules=_rules(vevent, group),
        exrules=tuple(sorted(set(vevent.exrules))),
        rdates=_rdates(read),
        exdates=tuple(
            found for stamp in vevent.exdates[-MOST_DATES:] if (found := _moment(stamp, read, read)) is not None
        ),
        exceptions=exceptions,
        zone=_clock(read, group),
    )


def _rules(vevent: Vevent, group: Group) -> tuple[str, ...]:
    """The rules of recurrence; an UNTIL that is odd is read and told, a COUNT below zero beside it is taken out."""
    rules = []
    for rule in sorted(set(vevent.rrules)):
        found = rule
        if until := _UNTIL.search(rule):
            found = _BELOW_ZERO.sub("", rule).strip(";")
            if found != rule:
                group.notices.append(COUNT_BELOW_ZERO.notice(vevent.number, "RRULE", rule))
            found = _with_until(found, until[1], vevent, group)
        rules.append(found)
    return tuple(rules)


def _with_until(rule: str, written: str, vevent: Vevent, group: Group) -> str:
    """A rule whose UNTIL is written as dates are by hand (`2026-12-31`), with that date as RFC 5545 writes it."""
    if ics_values.stamp(written) is not None or (found := ics_values.repaired(written)) is None:
        return rule
    group.notices.append(ics_values.defect(written).notice(vevent.number, "RRULE", written))
    if not isinstance(found.wall, datetime):
        return rule.replace(written, f"{found.wall:%Y%m%d}")
    return rule.replace(written, f"{found.wall:%Y%m%dT%H%M%S}" + ("Z" if found.zone else ""))


def _clock(read: _Read, group: Group) -> str:
    """UTC when a series is repeated by it, else "": by the clock of the zone that its event is told in."""
    start, zone = read.vevent.start, read.event.zone
    if zone == "UTC" or not in_utc(start, read.calendar):
        return ""
    if follows_utc(start, read.calendar):
        return "UTC"
    group.notices.append(SERIES_IN_UTC.notice(read.vevent.number, "DTSTART", zone))
    return ""


def _rdates(read: _Read) -> tuple[tuple[Moment, Moment | None], ...]:
    told: list[tuple[Moment, Moment | None]] = []
    for stamp, end in read.vevent.rdates[-MOST_DATES:]:
        start = _moment(stamp, read, read)
        if start is None:
            continue
        until = _period_end(start, end, read)
        told.append((start, until if until is not None and _follows(until, start) else None))
    return tuple(told)


def _period_end(start: Moment, end: Stamp | timedelta | None, read: _Read) -> Moment | None:
    if isinstance(end, timedelta):
        return after(start, end, read.event.zone)
    return _moment(end, read, read)


def _follows(end: Moment, start: Moment) -> bool:
    return isinstance(end, datetime) == isinstance(start, datetime) and end > start


def _moment(stamp: Stamp | None, read: _Read, series: _Read) -> Moment | None:
    """A date that a VEVENT tells of a series, told as its event is; None when its year is impossible.

    A floating time is of the clock that DTSTART of the series is written in (RFC 5545 §3.8.4.4, §3.8.5.1).
    """
    if stamp is None or not wall_years_fit(stamp.wall):
        return None
    if isinstance(stamp.wall, datetime):
        if series.event.all_day:
            return _day(stamp.wall, stamp.zone, read.calendar)
        if not stamp.zone and series.vevent.start is not None:
            stamp = stamp._replace(zone=series.vevent.start.zone)
    notices = read.vevent.notices
    known = len(notices)
    found, _ = moment(stamp, read.vevent, read.calendar)
    del notices[known:]  # an unknown zone was told once, with DTSTART
    if isinstance(found, datetime) and isinstance(read.event.start, datetime):
        return found.astimezone(read.event.start.tzinfo)
    return found


def _day(wall: datetime, zone: str, calendar: Calendar) -> date:
    """The day of a time that stands in an all-day series: the one written, but Outlook writes midnight in UTC."""
    if zone == "UTC":
        told = wall_clock(wall.replace(tzinfo=UTC), ZoneInfo(calendar.zone))
        return told.date() if told.time() == time() else wall.date()
    return wall.date()
