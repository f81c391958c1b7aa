"""What sources say of a place: the latest word of each, in the order of the file, and when that turns."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from federation.domain.site import Site, Source
from federation.domain.space import Space
from federation.store import sites, spaces
from federation.store.database import Store
from federation.store.models import SourceRow
from tests.cast import NOW, network, site

PAGE = Source("page", "https://rennes.example/lieu", carries=("space",))
ENDPOINT = Source("endpoint", "https://rennes.example/spaceapi.json", carries=("space",))
AGENDA = Source("agenda", "https://rennes.example/agenda.ics", carries=("events",))


def load(store: Store, *sources: Source, space: Space | None = None) -> Site:
    """Loads a network of one site."""
    found = replace(site("rennes"), sources=sources, space=space)
    with store.writing() as session:
        sites.load(session, network(found), NOW)
    return found


def say(store: Store, key: str, space: Space, at: datetime = NOW) -> bool:
    """Lets a source say something of its place."""
    with store.writing() as session:
        row = session.scalars(select(SourceRow).where(SourceRow.key == key)).one()
        row.last_success_at = at
        return spaces.note(session, row.id, space, at)


def desks(store: Store, now: datetime = NOW) -> tuple[int | None, str] | None:
    """How many desks the place has, and who says so."""
    with store.session() as session:
        whole = spaces.space(session, "rennes", now)
    return None if whole is None else (whole.space.desks, whole.origins["desks"].by)


def test_a_place_of_which_nobody_says_anything(store: Store) -> None:
    load(store, PAGE)
    assert desks(store) is None


def test_only_news_is_news_and_the_latest_word_counts(store: Store) -> None:
    load(store, PAGE)
    assert say(store, "page", Space(desks=20))
    assert not say(store, "page", Space(desks=20), NOW + timedelta(hours=1))
    assert say(store, "page", Space(desks=30), NOW + timedelta(hours=2))
    assert desks(store) == (30, "page")


def test_the_first_source_of_the_file_goes_first_also_after_the_file_was_reordered(store: Store) -> None:
    load(store, PAGE, ENDPOINT, space=Space(desks=40))
    assert desks(store) == (40, "")
    say(store, "endpoint", Space(desks=30))
    assert desks(store) == (30, "endpoint")
    say(store, "page", Space(desks=20))
    assert desks(store) == (20, "page")
    load(store, ENDPOINT, PAGE, space=Space(desks=40))
    assert desks(store) == (30, "endpoint")
    with store.session() as session:
        loaded = sites.network(session)
    assert loaded is not None
    assert [source.key for source in loaded.sites[0].sources] == ["endpoint", "page"]


def test_a_source_that_no_longer_carries_the_space_no_longer_counts(store: Store) -> None:
    load(store, PAGE, ENDPOINT)
    say(store, "page", Space(desks=20))
    say(store, "endpoint", Space(desks=30))
    load(store, replace(PAGE, carries=("events",)), ENDPOINT)
    assert desks(store) == (30, "endpoint")
    load(store, AGENDA)
    assert desks(store) is None


def test_a_visit_that_found_the_same_bytes_has_seen_the_space(store: Store) -> None:
    load(store, ENDPOINT)
    say(store, "endpoint", Space(open_now=True))
    later = NOW + timedelta(hours=5)
    with store.writing() as session:
        session.scalars(select(SourceRow)).one().last_success_at = later
    with store.session() as session:
        whole = spaces.space(session, "rennes", later)
    assert whole is not None
    assert whole.seen_at == later


def test_the_last_and_the_next_turn_of_all_places(store: Store) -> None:
    day = datetime(2026, 11, 23, tzinfo=UTC)  # a Monday; Paris is an hour ahead
    load(store, PAGE, ENDPOINT, space=Space(hours="Mo-Fr 09:00-18:00"))
    say(store, "endpoint", Space(open_now=False), day + timedelta(hours=11))
    with store.session() as session:
        turns = [spaces.last_and_next_turn(session, day + timedelta(hours=hour)) for hour in (9, 12, 14, 18)]
    eight, thirteen, seventeen, midnight = (day + timedelta(hours=hour) for hour in (8, 13, 17, 23))
    assert turns == [(eight, thirteen), (eight, thirteen), (thirteen, seventeen), (seventeen, midnight)]


def test_a_network_without_hours_never_turns(store: Store) -> None:
    load(store, PAGE)
    with store.session() as session:
        assert spaces.last_and_next_turn(session, NOW) == (None, None)
