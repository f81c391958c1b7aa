"""A decoded VEVENT -> an Event: what its properties say together, and what was odd in them."""

from __future__ import annotations

import re

from federation.domain.event import Event, Image, Notice, Organiser, Place, Status
from sync import quirks
from sync.formats.ics_parts import hints
from sync.formats.ics_parts.calendar import Calendar
from sync.formats.ics_parts.places import Where, joined, where
from sync.formats.ics_parts.text import MOST_TEXT
from sync.formats.ics_parts.times import FIRST_YEAR, LAST_YEAR, end_of, moment
from sync.formats.ics_parts.uids import impersonal
from sync.formats.ics_parts.vevent import Vevent
from sync.formats.revision import revised_at

_MOST_SEQUENCE = 2**31 - 1  # RFC 5545 §3.3.8
_STATUS = {"CANCELLED": Status.CANCELLED, "CANCELED": Status.CANCELLED, "TENTATIVE": Status.TENTATIVE}
_PRIVATE = ("PRIVATE", "CONFIDENTIAL")

_NEEDLESS = re.compile(r"\\(['\":])")  # some software escapes what RFC 5545 does not
_BREAK = re.compile(r"(?<![:\\])\\n")
_TAG = re.compile(r"</?(?:p|br|a|b|i|u|em|strong|ul|ol|li|div|span|h[1-6]|img|table)\b[^<>]*>", re.I)
_GOOGLE_PART = re.compile(r"_R\d{8}(?:T\d{6}Z?)?@google\.com$", re.A)
_PERSONAL = {
    "ATTENDEE": quirks.ATTENDEES,
    "ORGANIZER": quirks.PERSONAL_ORGANISER,
    "CONTACT": quirks.PERSONAL_CONTACT,
    "PARTICIPANT": quirks.ATTENDEES,
    "UID": quirks.MAILBOX_IN_UID,
}


def is_private(vevent: Vevent) -> bool:
    """Whether CLASS forbids to publish it (RFC 5545 §3.8.1.3)."""
    return vevent.klass.upper() in _PRIVATE


def event_from(vevent: Vevent, calendar: Calendar) -> Event | None:
    """The event; None when it has no date that can be used. What was repaired or lost goes to `vevent.notices`."""
    written = vevent.uid.strip()
    uid = impersonal(written)
    if uid != written:
        vevent.personal["UID"] = 1
    _tell_persons(vevent)
    stamp = vevent.start or vevent.recurrence_id
    if stamp is None:
        vevent.notices.append(quirks.EMPTY_START.notice(vevent.number, "DTSTART", vevent.summary, lost=True))
        return None
    if not FIRST_YEAR <= stamp.wall.year <= LAST_YEAR:
        vevent.notices.append(Notice("absurd-date", vevent.number, "DTSTART", stamp.wall.isoformat(), lost=True))
        return None
    start, zone = moment(stamp, vevent, calendar)
    title, description = _title(vevent), _description(vevent)
    end = end_of(vevent, calendar, start, zone, title + "\n" + description)
    spot = _where(vevent, title)
    organiser = vevent.organiser or vevent.contact
    url = _known_by(vevent, uid)
    return Event(
        title=title,
        start=start,
        end=end,
        zone=zone,
        uid=uid,
        url=url,
        description=description,
        status=Status.CANCELLED if calendar.method == "CANCEL" else _status(vevent),
        attendance=spot.attendance,
        place=spot.place,
        online_url=spot.online_url,
        categories=_categories(vevent) if vevent.categories else (),
        registration_url=_registration(vevent, description),
        organiser=Organiser(organiser) if organiser else None,
        image=_image(vevent) if vevent.images else None,
        sequence=min(vevent.sequence, _MOST_SEQUENCE),
        links=tuple(dict.fromkeys(link for text in vevent.links if (link := _link(text)))) if vevent.links else (),
        # DTSTAMP may be the moment of the answer (RFC 5545 §3.8.7.2): it never says when the event changed.
        updated=revised_at(vevent.last_modified) if vevent.last_modified else None,
    )


def _tell_persons(vevent: Vevent) -> None:
    for name, times in vevent.personal.items():
        vevent.notices.append(_PERSONAL[name].notice(vevent.number, name, f"{name} × {times}" if times > 1 else name))


def _title(vevent: Vevent) -> str:
    title = _cut(vevent.summary, vevent, "SUMMARY")
    bare = title.strip()
    if len(bare) != len(title) and bare:
        vevent.notices.append(quirks.TRAILING_BLANKS.notice(vevent.number, "SUMMARY", bare))
    return bare


def _description(vevent: Vevent) -> str:
    if vevent.html:
        return _cut(_unbroken(vevent.html, vevent, "X-ALT-DESC"), vevent, "DESCRIPTION")
    text = vevent.description
    if "\\n" in text and "\n" not in text:
        text = _unbroken(text, vevent, "DESCRIPTION")
    if "<" in text and (tag := _TAG.search(text)):
        vevent.notices.append(quirks.HTML_IN_DESCRIPTION.notice(vevent.number, "DESCRIPTION", tag[0]))
    return _cut(text, vevent, "DESCRIPTION")


def _unbroken(text: str, vevent: Vevent, name: str) -> str:
    """A text whose line breaks were escaped twice, with its line breaks; `C:\\new` is none."""
    if "\\n" not in text:
        return text
    found, times = _BREAK.subn("\n", text)
    if times:
        vevent.notices.append(quirks.LITERAL_BREAKS.notice(vevent.number, name, "\\n"))
    return found


def _cut(text: str, vevent: Vevent, name: str) -> str:
    if "\\" in text:
        text, times = _NEEDLESS.subn(r"\1", text)
        if times:
            vevent.notices.append(quirks.NEEDLESS_ESCAPES.notice(vevent.number, name, text[:80]))
    if len(text) <= MOST_TEXT:
        return text
    vevent.notices.append(Notice("too-long", vevent.number, name, str(len(text))))
    return text[:MOST_TEXT]


def _status(vevent: Vevent) -> Status:
    if not vevent.status:
        return Status.SCHEDULED
    name = vevent.status.upper()
    if name == "CANCELED" or name.startswith("ANNUL"):
        name = "CANCELED"
        vevent.notices.append(quirks.STATUS_MISSPELT.notice(vevent.number, "STATUS", vevent.status))
    return _STATUS.get(name, Status.SCHEDULED)


def _where(vevent: Vevent, title: str) -> Where:
    location = _cut(vevent.location, vevent, "LOCATION")
    spot = joined(vevent.spot, vevent.venues[0]) if vevent.venues else vevent.spot
    found = where(location, vevent.geo, spot, _first_link(sorted(vevent.conferences)) if vevent.conferences else "")
    if found.was_link:
        vevent.notices.append(quirks.PLACE_IS_LINK.notice(vevent.number, "LOCATION", location.strip()))
    if found.place is None and title[:1] == "[" and found.attendance is None and (town := hints.town_in(title)):
        vevent.notices.append(quirks.TOWN_IN_TITLE.notice(vevent.number, "SUMMARY", town))
        return Where(Place(city=town))
    return found


def _known_by(vevent: Vevent, uid: str) -> str:
    """The link of an event: its URL, else its UID when that is one. Tells what is odd with UID and DTSTAMP.

    A URL that is no web address stays, so that `sync.normalize` mends or tells it.
    """
    number, notices = vevent.number, vevent.notices
    if not uid:
        notices.append(quirks.NO_UID.notice(number, "UID", vevent.summary.strip()))
    elif "_R" in uid and _GOOGLE_PART.search(uid):
        notices.append(quirks.SERIES_IN_PARTS.notice(number, "UID", uid))
    if not vevent.dtstamp:
        notices.append(quirks.REQUIRED_MISSING.notice(number, "DTSTAMP", "DTSTAMP"))
    elif vevent.dtstamp[-1] not in "Zz":
        notices.append(quirks.STAMP_NOT_UTC.notice(number, "DTSTAMP", vevent.dtstamp))
    if (link := _link(vevent.url)) or uid[:4] != "http" or not _link(uid):
        return link or vevent.url.strip()[:2000]
    notices.append(quirks.UID_IS_LINK.notice(number, "UID", uid))
    return _link(uid)


def _registration(vevent: Vevent, description: str) -> str:
    for comment in vevent.comments:
        if link := hints.registration_in(comment):
            vevent.notices.append(quirks.REGISTRATION_IN_COMMENT.notice(vevent.number, "COMMENT", link))
            return _link(link)
    if ("liq" in description or "lick" in description) and hints.registration_is_lost(description):
        vevent.notices.append(quirks.REGISTRATION_LOST.notice(vevent.number, "DESCRIPTION", vevent.summary.strip()))
    elif vevent.comments and any(map(hints.registration_is_lost, vevent.comments)):
        vevent.notices.append(quirks.REGISTRATION_LOST.notice(vevent.number, "COMMENT", vevent.summary.strip()))
    return ""


def _link(text: str) -> str:
    return text[:2000] if text[:8].lower().startswith(("http://", "https://")) else ""


def _first_link(texts: list[str]) -> str:
    return next((link for text in texts if (link := _link(text))), "")


def _categories(vevent: Vevent) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for raw in vevent.categories[:100] if (name := raw.strip()[:200])))


def _image(vevent: Vevent) -> Image | None:
    link = _first_link([link for _, link in sorted(vevent.images, key=lambda image: image[0])])
    return Image(link) if link else None
