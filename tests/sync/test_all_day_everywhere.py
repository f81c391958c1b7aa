"""All-day stays all-day everywhere: from a calendar, through the store, into each output, in zones of both edges."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar

from federation.domain.site import LabelStatus, Source
from federation.registry.taxonomy import own_taxonomy
from federation.settings import Settings
from federation.store.database import Store
from federation.web.app import create_app
from sync.indexing import Indexer
from tests.cast import MINUTE, Hub, network, site
from tests.databases import on_sqlite
from tests.listing import listed
from tests.sync.calendars import calendar, event

pytestmark = on_sqlite
ZONES = {"rennes": "Europe/Paris", "nantes": "America/Martinique", "tours": "Pacific/Noumea"}
TITLES = {"rennes": "Fête du jeu", "nantes": "Atelier soudure", "tours": "Salon du livre"}
DAYS = [date(2026, 11, 24), date(2026, 12, 3), date(2026, 12, 8)]
"""Of a series of two days: its start, an occurrence that was moved, the last one."""


def weekend(name: str) -> bytes:
    """Two days a week, three times; the second time two days later."""
    series = ["DTEND;VALUE=DATE:20261126", "RRULE:FREQ=WEEKLY;COUNT=3"]
    moved = ["DTEND;VALUE=DATE:20261205", "RECURRENCE-ID;VALUE=DATE:20261201"]
    parts = [(series, ";VALUE=DATE:20261124"), (moved, ";VALUE=DATE:20261203")]
    return calendar(*(event(*lines, uid=name, start=start, title=TITLES[name]) for lines, start in parts))


@pytest.fixture
def reader(store: Store, tmp_path: Path) -> FlaskClient:
    url = "https://{}.example/agenda.ics"
    sources = {name: Source("agenda", url.format(name), "ics", ("events",), MINUTE) for name in ZONES}
    sites = [replace(site(name, LabelStatus.LABELLED, sources[name]), zone=zone) for name, zone in ZONES.items()]
    hub = Hub(store, network(*sites))
    hub.sources.bodies |= {source.url: weekend(name) for name, source in sources.items()}
    hub.pull()
    Indexer(store, own_taxonomy(), lambda: hub.now).draw()
    at = store.engine.url.render_as_string(hide_password=False)
    return create_app(Settings(data_dir=tmp_path, database_url=at), lambda: hub.now).test_client()


def test_an_all_day_series_has_its_days_and_no_hours_in_every_output(reader: FlaskClient) -> None:
    for name in ZONES:
        outputs_of(reader, name)


def outputs_of(reader: FlaskClient, name: str) -> None:
    starts = [day.isoformat() for day in DAYS]
    last = [date.fromordinal(day.toordinal() + 1).isoformat() for day in DAYS]
    after = [date.fromordinal(day.toordinal() + 2) for day in DAYS]

    vevents = Calendar.from_ical(reader.get(f"/lieux/{name}/agenda.ics").data).walk("VEVENT")
    assert sorted((item.decoded("DTSTART"), item.decoded("DTEND")) for item in vevents) == list(
        zip(DAYS, after, strict=True)
    )

    items = json.loads(reader.get(f"/lieux/{name}/agenda.json").data)["items"]
    told = sorted((item["_cantines"]["start"], item["_cantines"]["all_day"]) for item in items)
    assert told == [(start, True) for start in starts]

    events = json.loads(reader.get(f"/api/v1/events?site={name}").data)["items"]
    assert sorted((item["start"], item["all_day"]) for item in events) == [(start, True) for start in starts]

    rss = reader.get(f"/lieux/{name}/agenda.rss").get_data(as_text=True)
    assert [rss.count(f"<ev:startdate>{start}</ev:startdate>") for start in starts] == [1, 1, 1]
    assert [rss.count(f"<ev:enddate>{day}</ev:enddate>") for day in last] == [1, 1, 1]

    shown = [item for page in listed(lambda path: reader.get(path).data, f"/agenda?site={name}") for item in page]
    assert sorted(item.start for item in shown) == starts
    page = reader.get(f"/evenements/{shown[0].id}").get_data(as_text=True)
    assert f'"startDate":"{shown[0].start}"' in page.replace(": ", ":")
    assert not re.search(r"T00:00|00:00|\d\s?h\s?00", page)
    assert reader.get(f"/agenda?site={name}").get_data(as_text=True).count("Toute la journée") == len(DAYS)
