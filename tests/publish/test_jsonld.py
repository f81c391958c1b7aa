"""schema.org Event, safe inside a script element."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from federation.domain.entry import Entry, Host
from federation.domain.event import Attendance, Event, Place, Price, Status
from federation.publish.jsonld import event_jsonld

NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)
EVENT = Event(title="Atelier", start=NOON, end=NOON.replace(hour=13))
ENTRY = Entry(
    id="aaaaaaaaaaaaa",
    event=EVENT,
    host=Host("rennes", "La Cantine", "Rennes", "Europe/Paris"),
    first_seen_at=NOON,
    changed_at=NOON,
)


def said(event: Event, entry: Entry = ENTRY) -> dict[str, Any]:
    """What the JSON-LD of an event holds."""
    found: dict[str, Any] = json.loads(
        event_jsonld(replace(entry, event=event), "https://hub.test/e", "https://hub.test/l")
    )
    return found


def test_an_event_is_told_in_its_zone() -> None:
    assert said(EVENT) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": f"urn:uuid:{ENTRY.uid}",
        "url": "https://hub.test/e",
        "eventStatus": "https://schema.org/EventScheduled",
        "startDate": "2026-11-22T12:00:00+01:00",
        "name": "Atelier",
        "endDate": "2026-11-22T14:00:00+01:00",
        "location": [
            {
                "@type": "Place",
                "name": "La Cantine",
                "address": {"@type": "PostalAddress", "addressLocality": "Rennes"},
            }
        ],
        "organizer": {"@type": "Organization", "name": "La Cantine", "url": "https://hub.test/l"},
    }


def test_an_all_day_event_ends_on_its_last_day() -> None:
    found = said(replace(EVENT, start=date(2026, 11, 20), end=date(2026, 11, 23)))
    assert (found["startDate"], found["endDate"]) == ("2026-11-20", "2026-11-22")


def test_status_words() -> None:
    assert said(replace(EVENT, status=Status.POSTPONED))["eventStatus"].endswith("EventPostponed")
    assert said(replace(EVENT, status=Status.FULL))["eventStatus"].endswith("EventScheduled")
    withdrawn = replace(ENTRY, withdrawn_at=NOON)
    assert said(EVENT, withdrawn)["eventStatus"].endswith("EventCancelled")


def test_online_events_have_no_street() -> None:
    found = said(replace(EVENT, attendance=Attendance.ONLINE, online_url="https://visio.test/"))
    assert found["location"] == [{"@type": "VirtualLocation", "url": "https://visio.test/"}]


def test_places_prices_and_links() -> None:
    place = Place("Halle 6", "rue X", "44000", "Nantes", 47.2, -1.5)
    price = Price(free=False, amount=Decimal("7.50"), currency="EUR")
    found = said(replace(EVENT, place=place, price=price, url="javascript:x", registration_url="https://r.test/"))
    assert found["location"][0]["geo"] == {"@type": "GeoCoordinates", "latitude": 47.2, "longitude": -1.5}
    assert found["offers"]["price"] == "7.50"
    assert found["offers"]["url"] == "https://r.test/"
    assert "sameAs" not in found


@given(st.text(), st.text())
def test_nothing_a_source_writes_ends_the_script(title: str, description: str) -> None:
    event = replace(EVENT, title=f"</script><!--{title}", description=description)
    text = event_jsonld(replace(ENTRY, event=event), "https://hub.test/e", "https://hub.test/l")
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text)["name"].startswith("</script><!--")


def test_a_move_online_has_a_virtual_place_alone() -> None:
    found = said(
        replace(EVENT, status=Status.MOVED_ONLINE, place=Place("La Cantine"), online_url="https://visio.test/1")
    )
    assert found["eventStatus"] == "https://schema.org/EventMovedOnline"
    assert found["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert found["location"] == [{"@type": "VirtualLocation", "url": "https://visio.test/1"}]


def test_a_former_date_is_told_even_of_what_is_full() -> None:
    found = said(replace(EVENT, status=Status.FULL, previous_start=NOON.replace(day=15)))
    assert found["eventStatus"] == "https://schema.org/EventRescheduled"
    assert found["previousStartDate"] == "2026-11-15T12:00:00+01:00"
    assert said(replace(EVENT, previous_start=NOON))["eventStatus"] == "https://schema.org/EventScheduled"
