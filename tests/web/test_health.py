"""How the sources are, for machines and for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from federation.domain.event import Notice
from federation.domain.space import Space
from federation.settings import Settings
from federation.store.database import Store, open_store, upgrade
from federation.store.models import PullRow, SourceRow
from federation.store.published import publish
from federation.store.sites import load
from federation.store.sources import journal
from federation.store.spaces import note
from federation.web.app import create_app
from tests.web.filling import NETWORK, NOW, fill
from tests.web.reading import page, words

N = "\u202f"


@pytest.fixture
def small(tmp_path: Path) -> Iterator[tuple[FlaskClient, Store]]:
    """A hub of its own, and its store to meddle with."""
    settings = Settings(data_dir=tmp_path)
    store = open_store(settings.database)
    upgrade(store)
    fill(store)
    yield create_app(settings, lambda: NOW).test_client(), store
    store.close()


def change(store: Store, **values: object) -> None:
    """Lets the first source of Rennes fare otherwise."""
    with store.writing() as session:
        row = session.query(SourceRow).filter_by(site_id="rennes").one()
        for name, value in values.items():
            setattr(row, name, value)


def test_all_is_well(client: FlaskClient) -> None:
    answer = client.get("/health")
    assert answer.status_code == 200
    assert answer.json["status"] == "ok"
    assert [item["site"] for item in answer.json["sources"]] == ["rennes", "nantes", "tours"]
    assert answer.json["sources"][0] == {
        "site": "rennes",
        "source": "agenda",
        "host": "rennes.test",
        "format": "ics",
        "outcome": "updated",
        "fresh": True,
        "stale": False,
        "reason": None,
        "failures": 0,
        "last_pull_at": "2026-11-22T09:30:00Z",
        "last_success_at": "2026-11-22T09:30:00Z",
        "next_pull_at": "2026-11-22T09:30:00Z",
        "lost": 0,
        "notices": 0,
    }


def test_a_source_that_fails_degrades_but_never_breaks(small: tuple[FlaskClient, Store]) -> None:
    client, store = small
    change(store, outcome="failed", reason="refused", detail="rennes.test:443", failures=3)
    answer = client.get("/health")
    assert answer.status_code == 200
    assert answer.json["status"] == "degraded"
    source = answer.json["sources"][0]
    assert not source["fresh"]
    assert source["reason"]["code"] == "refused"
    assert source["reason"]["fr"] != source["reason"]["en"]
    text = words(page(client, "/sante"))
    assert "Au moins une source n’est pas à jour" in text
    assert source["reason"]["fr"] in text


def test_a_source_without_success_for_long_is_not_fresh(small: tuple[FlaskClient, Store]) -> None:
    client, store = small
    change(store, last_success_at=NOW - timedelta(days=5))
    assert client.get("/health").json["sources"][0]["stale"]
    assert client.get("/health").json["status"] == "degraded"


def test_the_page_names_formats_as_people_do(small: tuple[FlaskClient, Store]) -> None:
    client, store = small
    change(store, format_found="native")
    text = words(page(client, "/sante"))
    assert "iCalendar" in text
    assert "JSON des cantines rennes.test" in text
    assert "native" not in text


SECRET = "https://rennes.test/calendrier/cle-secrete/basic.ics"


def remark(store: Store, *notices: Notice) -> None:
    """Lets the last reading of Rennes have something to say."""
    with store.writing() as session:
        row = session.query(SourceRow).filter_by(site_id="rennes").one()
        row.producer, row.notices = "-//Google Inc//Google Calendar 70.9054//EN", len(notices)
        pull = PullRow(source_id=row.id, started_at=NOW, ended_at=NOW, outcome="partial")
        journal(session, pull, notices)


def test_remarks_are_grouped_with_where_to_mend_them(small: tuple[FlaskClient, Store]) -> None:
    client, store = small
    dates = [Notice("date-repaired", line, "DTSTART", f"{line}/12") for line in (14, 29, 41)]
    remark(store, Notice("trailing-blanks", 9, value="Apéro "), *dates, Notice("private", 70))
    text = words(page(client, "/sante"))
    assert "3 × Une date est mal écrite (14/12, 29/12, 41/12)" in text
    assert "(DTSTART, lignes 14, 29, 41)" in text
    assert "Dans Google Agenda" in text
    assert text.index("deviné ou réparé") < text.index("gagnerait") < text.index("garde pour lui")
    english = words(page(client, "/en/sante"))
    assert "In Google Calendar" in english
    assert "lines 14, 29, 41" in english


def test_remarks_stay_while_a_source_fails(small: tuple[FlaskClient, Store]) -> None:
    client, store = small
    remark(store, Notice("end-and-duration", 3))
    with store.writing() as session:
        row = session.query(SourceRow).filter_by(site_id="rennes").one()
        later = NOW + timedelta(minutes=5)
        journal(session, PullRow(source_id=row.id, started_at=later, ended_at=later, outcome="failed"), ())
    assert "à la fois une fin et une durée" in words(page(client, "/sante"))


def test_the_page_shows_no_address_but_its_host(small: tuple[FlaskClient, Store]) -> None:
    client, store = small
    remark(store, Notice("moved", value=SECRET), Notice("page-failed", path=SECRET, value=f"not-found, {SECRET}"))
    answer = client.get("/sante").get_data(as_text=True)
    assert "cle-secrete" not in answer
    assert "https://rennes.test/…" in answer


def test_a_reason_shows_no_address_but_its_host(small: tuple[FlaskClient, Store]) -> None:
    client, store = small
    change(store, outcome="failed", reason="page-foreign", detail=f"{SECRET}?key=s3cret")
    for path in ("/sante", "/health"):
        answer = client.get(path).get_data(as_text=True)
        assert "cle-secrete" not in answer
        assert "s3cret" not in answer


def test_the_page_is_never_kept(client: FlaskClient) -> None:
    assert client.get("/sante").headers["Cache-Control"] == "no-cache"
    assert client.get("/health").headers["Cache-Control"] == "no-store"


def test_an_unreadable_database_is_a_503(small: tuple[FlaskClient, Store]) -> None:
    client, store = small
    with store.writing() as session:
        session.connection().exec_driver_sql("ALTER TABLE sources RENAME TO elsewhere")
    answer = client.get("/health")
    assert answer.status_code == 503
    assert answer.json["status"] == "error"


def test_places_told_in_two_ways_are_shown_to_operators(small: tuple[FlaskClient, Store]) -> None:
    client, store = small
    assert "Lieux à corriger" not in words(page(client, "/sante"))
    rennes, *others = NETWORK.sites
    own = replace(rennes, space=Space(hours="Mo-Fr 10:00-18:00", desks=20, amenities=("wifi",)))
    with store.writing() as session:
        load(session, replace(NETWORK, sites=(own, *others)), NOW)
        row = session.query(SourceRow).filter_by(site_id="rennes").one()
        note(session, row.id, Space(hours="Mo-Fr 09:00-18:00", desks=20, amenities=("wifi", "café")), NOW)
        publish(session, NOW)
    tree = page(client, "/sante")
    (place,) = tree.xpath("//section[@aria-labelledby='lieux-a-trancher']/ul/li")
    assert place.xpath("a/@href") == ["/lieux/rennes"]
    (line,) = place.xpath("ul/li/text()")
    assert line.startswith(f"horaires{N}: agenda dit «{N}")
    assert "le fichier du réseau" in line
    assert "Places to be corrected" in words(page(client, "/en/sante"))
