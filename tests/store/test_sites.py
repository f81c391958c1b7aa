"""Loading the network file: idempotent, archives and never erases, publishes by label."""

from dataclasses import replace
from datetime import timedelta

import pytest

from federation.domain.site import LabelStatus
from federation.store import sites
from federation.store.database import Store
from tests.cast import MINUTE, TODAY, Hub, event, native, network, site, source


@pytest.fixture
def hub(store: Store) -> Hub:
    hub = Hub(store)
    hub.sources.say("rennes", native(event(1)))
    hub.sources.say("tours", native(event(2)))
    hub.pull()
    return hub


def test_the_same_file_twice_changes_nothing(hub: Hub) -> None:
    assert not hub.load(network()).any


def test_what_was_loaded_reads_back_equal(hub: Hub) -> None:
    with hub.store.session() as session:
        assert sites.network(session) == network()
        assert sites.site(session, "rennes") == site("rennes")


def test_a_site_taken_out_is_archived_and_comes_back_with_its_history(hub: Hub) -> None:
    before = hub.agenda("rennes")
    assert set(hub.load(network(site("nantes"))).archived) == {"rennes", "tours", "rennes/cantines", "tours/cantines"}
    assert hub.agenda("rennes") == []
    hub.load(network())
    assert hub.agenda("rennes") == before


def test_an_archived_site_is_no_longer_visited(hub: Hub) -> None:
    hub.load(network(site("nantes")))
    hub.sources.asked.clear()
    hub.pull()
    assert hub.sources.asked == ["https://nantes.example/cantines.json"]


@pytest.mark.parametrize("status", list(LabelStatus))
def test_the_label_decides_who_is_in_the_network_agenda(hub: Hub, status: LabelStatus) -> None:
    hub.load(network(replace(site("rennes"), status=status)))
    published = {LabelStatus.LABELLED, LabelStatus.PROBATION, LabelStatus.FROZEN}
    assert bool(hub.titles()) is (status in published)


def test_a_source_taken_out_no_longer_shows_its_events_and_may_come_back(hub: Hub) -> None:
    before = hub.agenda("rennes")
    other = replace(source("rennes"), key="autre", url="https://rennes.example/autre.json")
    hub.load(network(replace(site("rennes"), sources=(other,)), site("nantes"), site("tours")))
    assert hub.agenda("rennes") == []
    hub.load(network())
    assert hub.agenda("rennes") == before


def test_a_source_that_no_longer_carries_events_shows_none(hub: Hub) -> None:
    space_only = replace(site("rennes"), sources=(source("rennes", ("space",)),))
    hub.load(network(space_only, site("nantes"), site("tours")))
    hub.pull()
    assert hub.agenda("rennes") == []


def test_a_shorter_interval_counts_at_once(hub: Hub) -> None:
    hub.sources.asked.clear()
    faster = replace(site("nantes"), sources=(replace(source("nantes"), every=MINUTE / 2),))
    hub.load(network(site("rennes"), faster, site("tours")))
    hub.pull(after=timedelta(0))
    assert hub.sources.asked == ["https://nantes.example/cantines.json"]


def test_cards_count_what_comes(hub: Hub) -> None:
    with hub.store.session() as session:
        cards = sites.site_cards(session, TODAY)
    assert [(card.site.id, card.upcoming) for card in cards] == [("rennes", 1), ("nantes", 0), ("tours", 1)]
