"""When a producer says that it last changed an event: which texts are moments, and what is never taken for one."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from sync.formats import activitypub, gancio, ics, jsonfeed, native, openagenda, schemaorg, tribe, webfeed
from sync.formats.parsed import Context, Format
from sync.formats.revision import revised_at

SAID = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "20261122T083000Z", "20261122T083000", "20261122T093000 +0100", "2026-11-22T09:30:00+01:00",
        "2026-11-22T08:30:00.123Z", "2026-11-22 08:30:00", "Sun, 22 Nov 2026 09:30:00 +0100",
    ],
)  # fmt: skip
def test_one_moment_in_the_spellings_of_producers(text: str) -> None:
    assert revised_at(text) == SAID
    assert str(revised_at(text)).endswith("+00:00")


@pytest.mark.parametrize("text", ["", "hier", "20261345T000000Z", "0001-01-01T00:00:00+14:00", "2" * 100_000])
def test_anything_else_is_no_moment(text: str) -> None:
    assert revised_at(text) is None


def calendar(*lines: str) -> str:
    first = ("BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20261201T000000Z", "DTSTART:20261224T180000Z")
    return "\r\n".join((*first, "SUMMARY:Fête", *lines, "END:VEVENT", "END:VCALENDAR", ""))


def page(**more: str) -> str:
    event = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Fête",
        "startDate": "2026-12-24T18:00",
        **more,
    }
    return f"<!doctype html><html><script type='application/ld+json'>{json.dumps(event)}</script></html>"


def feed(**more: str) -> str:
    item = {"id": "1", "title": "Fête", **more, "_cantines": {"start": "2026-12-24T18:00"}}
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [item]})


def atom(*lines: str) -> str:
    about = "<id>1</id><title>Fête</title><ev:startdate>2026-12-24T18:00:00Z</ev:startdate>"
    names = 'xmlns="http://www.w3.org/2005/Atom" xmlns:ev="http://purl.org/rss/1.0/modules/event/"'
    return f"<feed {names}><entry>{about}{''.join(lines)}</entry></feed>"


def listed(**more: str) -> str:
    return json.dumps({"events": [{"id": 1, "uid": 1, "title": "Fête", "start_date": "2026-12-24 18:00:00", **more}]})


def agenda(**more: str) -> str:
    when = [{"begin": "2026-12-24T18:00:00Z", "end": "2026-12-24T20:00:00Z"}]
    return json.dumps({"events": [{"uid": 1, "title": "Fête", "timings": when, **more}]})


def federated(**more: str) -> str:
    return json.dumps(
        {"type": "Event", "id": "https://a.example/1", "name": "F", "startTime": "2026-12-24T18:00:00Z", **more}
    )


def server(**more: str) -> str:
    return json.dumps([{"id": 1, "title": "Fête", "start_datetime": 1798142400, **more}])


def own(**more: str) -> str:
    return json.dumps(
        {"format": "cantines-native/1", "events": [{"id": "1", "title": "F", "start": "2026-12-24", **more}]}
    )


WAYS = [
    (ics.FORMAT, calendar("LAST-MODIFIED:20261122T083000Z"), calendar()),
    (webfeed.FORMAT, atom("<updated>2026-11-22T08:30:00Z</updated>"), atom()),
    (jsonfeed.FORMAT, feed(date_modified="2026-11-22T08:30:00Z"), feed()),
    (schemaorg.FORMAT, page(dateModified="2026-11-22T09:30:00+01:00"), page()),
    (tribe.FORMAT, listed(modified_utc="2026-11-22 08:30:00"), listed()),
    (openagenda.FORMAT, agenda(updatedAt="2026-11-22T08:30:00.000Z"), agenda()),
    (gancio.FORMAT, server(updatedAt="2026-11-22T08:30:00.000Z"), server()),
    (activitypub.FORMAT, federated(updated="2026-11-22T08:30:00Z"), federated()),
    (native.FORMAT, own(updated="2026-11-22T09:30:00+01:00"), own()),
]


@pytest.mark.parametrize(("known", "stamped", "bare"), WAYS, ids=lambda found: getattr(found, "name", ""))
def test_every_format_that_states_it_is_read_and_takes_it_for_no_change(known: Format, stamped: str, bare: str) -> None:
    (first,), (second,) = (known.read(body.encode(), Context()).records for body in (stamped, bare))
    assert (first.event.updated, second.event.updated) == (SAID, None)
    assert first.fingerprint == second.fingerprint
