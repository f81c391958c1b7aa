"""A page whose events are written in JSON-LD, some of it broken: what is announced there is not taken for withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from federation.domain.changes import Outcome
from federation.store.database import Store
from tests.cast import NOW
from tests.databases import on_sqlite
from tests.sync.loopback import LoopbackHub, loopback
from tests.sync.servers import Handler, ok

pytestmark = on_sqlite
SOIREES = ["Soirée 1", "Soirée 2", "Soirée 3"]


@pytest.fixture
def hub(store: Store) -> Iterator[LoopbackHub]:
    with loopback(store) as running:
        running.answers["/agenda"] = page(*map(script, (1, 2, 3)))
        running.move(running.server.url("/agenda"))
        running.visit()
        assert running.titles("rennes") == SOIREES
        yield running


def script(number: int, start: str = "") -> str:
    day = start or f"{NOW + timedelta(days=30 + number):%Y-%m-%d}"
    return (
        '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Event", '
        f'"url": "/agenda/soiree-{number}", "name": "Soirée {number}", "startDate": "{day}"}}</script>'
    )


def page(*scripts: str) -> Handler:
    body = f"<!DOCTYPE html><html><title>Agenda</title><body>{''.join(scripts)}</body></html>"
    return lambda exchange: exchange.send(ok(body.encode(), "Content-Type: text/html; charset=utf-8"))


def test_the_events_of_a_broken_script_stay_until_it_stays_so(hub: LoopbackHub) -> None:
    hub.answers["/agenda"] = page(script(1), script(2), script(3).replace('", "name', '" "name'))
    for _ in range(2):
        landed = hub.visit()["rennes"]
        assert (landed.outcome, landed.reason, hub.titles("rennes")) == (Outcome.SUSPECT, "cut-short", SOIREES)
    assert (hub.visit()["rennes"].withdrawn, hub.titles("rennes")) == (1, SOIREES[:2])


def test_a_page_of_which_all_is_broken_is_a_failure_and_all_stays(hub: LoopbackHub) -> None:
    hub.answers["/agenda"] = page(*(script(number).replace('", "name', '" "name') for number in (1, 2, 3)))
    for _ in range(4):
        landed = hub.visit()["rennes"]
    assert (landed.outcome, landed.reason, hub.titles("rennes")) == (Outcome.FAILED, "page-broken", SOIREES)


def test_an_event_whose_date_turns_unreadable_stays_as_it_was(hub: LoopbackHub) -> None:
    hub.answers["/agenda"] = page(script(1), script(2), script(3, "jeudi prochain"))
    landed = [hub.visit()["rennes"] for _ in range(4)]
    assert [one.outcome for one in landed] == [Outcome.PARTIAL, *[Outcome.UNCHANGED] * 3]
    assert (landed[0].lost, hub.titles("rennes")) == (1, SOIREES)


def test_an_event_that_is_gone_from_a_page_that_can_be_read_is_withdrawn(hub: LoopbackHub) -> None:
    hub.answers["/agenda"] = page(script(1), script(2))
    assert (hub.visit()["rennes"].withdrawn, hub.titles("rennes")) == (1, SOIREES[:2])
