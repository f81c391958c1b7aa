"""Personal data is stripped at the door: nothing of it is in what reaches the store, and its leak is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from federation.domain import payload
from federation.domain.event import Notice, Place
from sync.cleaning.people import organisation
from sync.cleaning.telling import discreet
from sync.cleaning.text import nameless, one_line
from sync.normalize import normalize
from sync.pull import Pulled
from sync.trial import try_out
from tests.sync.calendars import calendar, event, read
from tests.sync.outcomes import SITE, URL
from tests.sync.web import Web

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
PERSON = "camille.martin@example.org"


def visited(*parts: str) -> Pulled:
    """A visit to a calendar with these parts."""
    web = Web({URL: (calendar(*parts).decode(), "text/calendar")})
    return try_out(web, URL, "ics", "Europe/Paris", NOW)


def stored(pulled: Pulled) -> str:
    """All that a visit gives to the store: records, their occurrences, notices, and what is kept of each page."""
    records = [payload.dump(item.record.event) + item.record.key for item in pulled.drawn]
    return repr((records, pulled.drawn, pulled.notices, pulled.pages))


LEAKS = {
    "guest": f"ATTENDEE;CN=Camille Martin;RSVP=TRUE:mailto:{PERSON}",
    "guest in lower case": f"attendee;cn=Camille Martin:MAILTO:{PERSON}",
    "guest of an alarm": f"BEGIN:VALARM\nACTION:EMAIL\nATTENDEE:mailto:{PERSON}\nEND:VALARM",
    "participant": f"BEGIN:PARTICIPANT\nUID:p\nCALENDAR-ADDRESS:mailto:{PERSON}\nEND:PARTICIPANT",
    "guest in a broken line": f'ATTENDEE;CN="Camille Martin:mailto:{PERSON}',
    "guest with a broken parameter": f"ATTENDEE;CN=Camille Martin;RSVP:mailto:{PERSON}",
    "organiser": f"ORGANIZER;CN=Camille Martin:mailto:{PERSON}",
    "organiser in a broken line": f"ORGANIZER;CN=Camille Martin;X:mailto:{PERSON}",
    "whoever sent it": f'ORGANIZER;CN=La Cantine;SENT-BY="mailto:{PERSON}":mailto:contact@cantine.example',
    "organiser by RFC 7986": f"ORGANIZER;CN=La Cantine;EMAIL={PERSON}:urn:x",
    "organiser who names where": f'ORGANIZER;CN="Camille Martin (La Cantine)":mailto:{PERSON}',
    "contact": f"CONTACT:Camille Martin\\, {PERSON}\\, 06 12 34 56 78",
    "mailbox in the place": f"LOCATION:Salle 3 ({PERSON})",
    "phone in the place": "LOCATION:Salle 3\\, 06 12 34 56 78",
    "phone with fixed blanks": "LOCATION:Salle 3\\, 06\u00a012\u00a034\u00a056\u00a078",
    "phone from abroad": "LOCATION:Salle 3\\, 0033 6 12 34 56 78",
    "place of Apple": f'X-APPLE-STRUCTURED-LOCATION;X-TITLE="Salle 06 12 34 56 78";X-ADDRESS="{PERSON}":geo:47,2',
    "place of RFC 9073": f"BEGIN:VLOCATION\nUID:l\nNAME:Salle {PERSON} 06 12 34 56 78\nEND:VLOCATION",
    "category": f"CATEGORIES:atelier,{PERSON}",
    "link": f"URL:https://x.example/r?size=1&mail={PERSON}",
    "link, escaped": "URL:https://x.example/r?mail=camille.martin%40example.org",
    "link by its path": f"RELATED-TO:https://x.example/{PERSON}/1",
    "meeting": f"X-GOOGLE-CONFERENCE:https://meet.example/1?from={PERSON}",
    "registration": f"COMMENT:Inscription https://x.example/?to={PERSON}",
    "date": f"DTEND:{PERSON}",
    "line that was not folded": f"DESCRIPTION:Appelez\nau besoin Camille 06 12 34 56 78 {PERSON}",
    "coordinates": f"GEO:{PERSON}",
}


@pytest.mark.parametrize("line", LEAKS.values(), ids=LEAKS)
def test_nothing_of_a_person_reaches_the_store_and_the_leak_is_told(line: str) -> None:
    pulled = visited(event(line))
    said = stored(pulled)
    assert len(pulled.drawn) == 1
    assert not [word for word in ("camille.martin", "Martin", "12 34", "12\u00a034", "%40") if word in said], said
    assert pulled.notices


def test_nor_from_a_uid_that_is_a_mailbox() -> None:
    pulled = visited(event(uid="20261207-camille.martin@gmail.com"), event(uid="1@cantine.example"))
    assert "gmail" not in stored(pulled)
    assert [(notice.code, notice.value) for notice in pulled.notices] == [("personal-data", "UID")]


def test_an_event_with_such_a_uid_is_known_again() -> None:
    body = event(uid="camille@gmail.com"), event("RECURRENCE-ID;VALUE=DATE:20261207", uid="camille@gmail.com")
    (record,) = read(*body).records
    again = read(*body, known={record.key: record.fingerprint})
    assert (again.records, again.unchanged) == ([], frozenset({record.key}))


ROLES = ("contact", "accueil", "info", "inscription", "contact-nantes", "accueil.rennes")


@pytest.mark.parametrize("role", ROLES)
def test_mailboxes_of_roles_are_kept_and_no_leak(role: str) -> None:
    box = f"{role}@cantine.example"
    lines = f"ORGANIZER;CN=La Cantine:mailto:{box}", f"DESCRIPTION:Écrire à {box}", f"URL:https://x.example/?to={box}"
    pulled = visited(event(*lines))
    (item,) = pulled.drawn
    assert box in item.record.event.description
    assert item.record.event.url.endswith(box)
    assert pulled.notices == ()


@pytest.mark.parametrize(
    "link",
    [
        "https://x.example/i/logo@2x.png",
        "https://mobilizon.example/@cantine@autre.example",
        "https://tube.example/a/cantine@autre.example/videos",
        "https://calendar.google.com/embed?src=abc%40group.calendar.google.com",
        "https://maps.example/@47.2,-1.5,17z",
    ],
)
def test_what_only_looks_like_a_mailbox_stays_in_a_link(link: str) -> None:
    parsed = normalize(read(event(f"URL:{link}")), SITE)
    assert (parsed.records[0].event.url, parsed.notices) == (link, [])


@pytest.mark.parametrize(
    ("name", "mailbox", "kept"),
    [
        ("Camille Martin (La Cantine)", "x@example.org", False),
        ("Camille Martin, trésorière", "x@example.org", False),
        ("Camille Martin – Le Lab", "camille.martin@example.org", False),
        ("Camille Martin (Association Cap)", "", False),
        ("Camille et Paul Martin", "camille.martin@example.org", False),
        ("M. et Mme Martin", "", False),
        ("Dr Martin", "", False),
        ("Association Cap (Nantes)", "asso.cap@gmail.com", True),
        ("Fab Lab du Port, Nantes", "fablab.port@gmail.com", True),
        ("Les Débogueuses", "les.debogueuses@gmail.com", True),
        ("La Cantine, Nantes", "lacantine@gmail.com", True),
    ],
)
def test_a_person_is_known_with_something_behind_the_name_too(name: str, mailbox: str, kept: bool) -> None:
    assert organisation(name, mailbox) == (name if kept else "")


@pytest.mark.parametrize("number", ["06/12/34/56/78", "06 123 456 78", "(06) 12 34 56 78", "+33 (0) 6 12 34 56 78"])
def test_phone_numbers_in_any_writing(number: str) -> None:
    assert one_line(f"Salle {number}", 200, lambda _code: None, phones=True) == "Salle"
    assert nameless(f"Salle {number}/{number}") == "Salle …/…"


@pytest.mark.parametrize("text", ["01/02/2026 18h", "20261207T180000 +0100", "47.2184;-1.5536", "12 rue du 8 mai 1945"])
def test_other_numbers_are_no_phone_numbers(text: str) -> None:
    assert nameless(text) == one_line(text, 200, lambda _code: None, phones=True) == text


def test_a_notice_shows_neither_key_nor_person_but_the_uid_to_look_for() -> None:
    shown = discreet(Notice("bad-link", value=f"https://x.example/?key=s3cret {PERSON}"))
    assert shown.value == "https://x.example/?key=… …"
    uid = Notice("duplicate-id", path="UID", value="abc@google.com")
    assert discreet(uid) is uid


def test_the_place_by_the_name_its_own_people_use() -> None:
    site = replace(SITE, name="La Cantine Rennes")
    (record,) = normalize(read(event("LOCATION:La Cantine")), site).records
    home = site.location
    assert record.event.place == Place(home.name, home.address, home.postal_code, home.city, home.lat, home.lon)
