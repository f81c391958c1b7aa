"""The long tail of a VEVENT: RFC 7986, 9073 and 9253, vendors' own properties, and people.

One taker for each, from parameters and decoded text to the Vevent; both ways of reading share them.
"""

from __future__ import annotations

from urllib.parse import unquote

from federation.domain.event import Place
from sync.cleaning import people
from sync.formats.ics_parts import places
from sync.formats.ics_parts.vevent import Taker, Vevent
from sync.quirks import ORGANISER_UNCLEAR

_DISPLAY = ("FULLSIZE", "GRAPHIC", "BADGE", "THUMBNAIL")
_MOST = 100  # of one property that may stand often


def _organizer(vevent: Vevent, parameters: dict[str, str], text: str) -> None:
    name = parameters.get("CN", "")
    vevent.organiser = people.organisation(name, text)
    others = (parameters.get("SENT-BY", ""), parameters.get("EMAIL", "")) if len(parameters) > 1 else ()
    if people.is_personal(text) or "@" in name or any(map(people.is_personal, others)):
        vevent.personal["ORGANIZER"] = 1
    elif name.strip() and not vevent.organiser:
        vevent.notices.append(ORGANISER_UNCLEAR.notice(vevent.number, "ORGANIZER"))


def _attendee(vevent: Vevent, parameters: dict[str, str], text: str) -> None:
    if text.strip() or parameters:
        vevent.personal["ATTENDEE"] = vevent.personal.get("ATTENDEE", 0) + 1


def _participant(vevent: Vevent, parameters: dict[str, str], text: str) -> None:
    """CALENDAR-ADDRESS of a PARTICIPANT (RFC 9073 §6.4)."""
    if people.is_personal(text):
        vevent.personal["PARTICIPANT"] = vevent.personal.get("PARTICIPANT", 0) + 1


def _contact(vevent: Vevent, parameters: dict[str, str], text: str) -> None:
    name, personal = people.contact(text[:2000])
    vevent.contact = vevent.contact or name
    if personal:
        vevent.personal["CONTACT"] = 1


def _comment(vevent: Vevent, parameters: dict[str, str], text: str) -> None:
    """What may tell how to register: a link, or « cliquez ici » where one was lost."""
    if ("http" in text or "cli" in text) and len(vevent.comments) < _MOST:
        vevent.comments.append(text[:5000])


def _html(vevent: Vevent, parameters: dict[str, str], text: str) -> None:
    if parameters.get("FMTTYPE", "").lower() == "text/html":
        vevent.html = vevent.html or text


def altrep(parameters: dict[str, str]) -> str:
    """The HTML that Thunderbird puts into the ALTREP of DESCRIPTION as a `data:` URI, else ""."""
    link = parameters.get("ALTREP", "")
    return unquote(link[15:]) if link[:15].lower() == "data:text/html," else ""


def _image(vevent: Vevent, parameters: dict[str, str], text: str) -> None:
    """IMAGE (RFC 7986 §5.10): the largest is wanted; DISPLAY is BADGE when it is not told."""
    if parameters.get("VALUE", "URI").upper() == "URI" and len(vevent.images) < _MOST:
        display = parameters.get("DISPLAY", "BADGE").upper().partition(",")[0]
        vevent.images.append((_DISPLAY.index(display) if display in _DISPLAY else 2, text.strip()))


def _attach(vevent: Vevent, parameters: dict[str, str], text: str) -> None:
    image = parameters.get("FMTTYPE", "").lower().startswith("image/")
    if image and parameters.get("VALUE", "URI").upper() == "URI" and len(vevent.images) < _MOST:
        vevent.images.append((len(_DISPLAY), text.strip()))


def _conference(vevent: Vevent, parameters: dict[str, str], text: str) -> None:
    if len(vevent.conferences) < _MOST:
        vevent.conferences.append(text.strip())


def _link(vevent: Vevent, parameters: dict[str, str], text: str) -> None:
    for link in text.split(",http"):
        whole = (link if link[:4].lower() == "http" else "http" + link).strip()
        if text[:4].lower() == "http" and len(vevent.links) < _MOST:
            vevent.links.append(whole)


def _source_link(vevent: Vevent, parameters: dict[str, str], text: str) -> None:
    """LINK (RFC 9253 §8.2): where the event was taken from."""
    if parameters.get("LINKREL", "").lower() == "source":
        _link(vevent, parameters, text)


def _apple(vevent: Vevent, parameters: dict[str, str], text: str) -> None:
    vevent.spot = places.joined(vevent.spot, places.apple(parameters, text))


def _structured(vevent: Vevent, parameters: dict[str, str], text: str) -> None:
    vevent.spot = places.joined(vevent.spot, places.structured(text))


def _venue(vevent: Vevent, place: Place | None) -> None:
    """More about the VLOCATION (RFC 9073 §7.2) in hand."""
    if vevent.venues and place is not None:
        vevent.venues[-1] = places.joined(vevent.venues[-1], place) or place


def _venue_name(vevent: Vevent, parameters: dict[str, str], text: str) -> None:
    _venue(vevent, Place(text.strip()[:500]))


def _venue_geo(vevent: Vevent, parameters: dict[str, str], text: str) -> None:
    lat, lon = places.geo_in(text) or (None, None)
    _venue(vevent, Place(lat=lat, lon=lon))


def _venue_structured(vevent: Vevent, parameters: dict[str, str], text: str) -> None:
    _venue(vevent, places.structured(text))


TAKERS: dict[str, Taker] = {
    "ORGANIZER": _organizer,
    "ATTENDEE": _attendee,
    "CONTACT": _contact,
    "COMMENT": _comment,
    "X-ALT-DESC": _html,
    "STYLED-DESCRIPTION": _html,
    "IMAGE": _image,
    "ATTACH": _attach,
    "CONFERENCE": _conference,
    "X-GOOGLE-CONFERENCE": _conference,
    "X-ZOOM-MEETING-URL": _conference,
    "X-MICROSOFT-SKYPETEAMSMEETINGURL": _conference,
    "LINK": _source_link,
    "RELATED-TO": _link,
    "X-ORIGINAL-URL": _link,
    "X-SOURCE-URL": _link,
    "X-SOURCE-URLS": _link,
    "X-WR-SOURCE": _link,
    "X-WR-SOURCE-URL": _link,
    "X-APPLE-STRUCTURED-LOCATION": _apple,
    "STRUCTURED-DATA": _structured,
}
VENUE: dict[str, Taker] = {"NAME": _venue_name, "GEO": _venue_geo, "STRUCTURED-DATA": _venue_structured}
"""Of a VLOCATION."""


def _told_only(name: str) -> Taker:
    def handle(vevent: Vevent, parameters: dict[str, str], text: str) -> None:
        vevent.personal[name] = vevent.personal.get(name, 0) + 1

    return handle


PERSONS: dict[str, Taker] = {name: _told_only(name) for name in ("ATTENDEE", "ORGANIZER", "CONTACT")}
"""Of lines that cannot be read and are about persons: what they say is not even told."""

WITHIN: dict[str, Taker] = {"ATTENDEE": _attendee, "CALENDAR-ADDRESS": _participant}
"""Of the other components within a VEVENT (VALARM, PARTICIPANT): nothing is taken, but persons are told."""

TEXTUAL = frozenset({"CONTACT", "COMMENT", "X-ALT-DESC", "STYLED-DESCRIPTION", "STRUCTURED-DATA", "NAME", "RELATED-TO"})
"""Properties whose values are TEXT, escaped (RFC 5545 §3.3.11), unless they say VALUE=URI."""
