"""Visits that failed, as the journal tells them."""

from __future__ import annotations

from datetime import timedelta

from federation.domain.site import LabelStatus
from federation.label.attempts import Attempts
from federation.store.database import Store
from federation.store.label.attempts import attempts_of
from federation.store.models import SiteRow
from tests.label.sites import NOON
from tests.store.label.place import DAY, HOUR, Place, declared


def tried(place: Place) -> tuple[Attempts, ...]:
    with place.store.session() as session:
        return attempts_of(session, "tours", place.now)


def test_only_what_failed_lately_is_told_and_whether_it_answered_since(one_store: Store) -> None:
    place = Place(one_store, NOON - 40 * DAY)
    place.load(declared("tours"))
    place.alive = lambda site, source, now: source == "lieu"
    place.visit()
    place.now = NOON
    assert tried(place) == ()
    for _ in range(5):
        place.visit()
        place.now += HOUR
    (found,) = tried(place)
    assert (found.source, found.carries, found.answered_at) == ("agenda", ("events",), None)
    assert [visit.at for visit in found.failed] == [NOON + timedelta(hours=hours) for hours in (4, 3, 2)]
    assert found.in_a_row > 0
    assert found.next_at is not None
    place.alive = lambda site, source, now: True
    place.visit()
    (found,) = tried(place)
    assert (found.in_a_row, found.answered_at) == (0, place.now)
    with one_store.writing() as session:
        row = session.get(SiteRow, "tours")
        assert row is not None
        row.label = LabelStatus.CLOSED.value
    assert tried(place)[0].next_at is None
