"""Cursors: each goes on in the order it was written in, and what the hub never wrote is refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from federation.domain.cursors import Place, read_place, write_place
from federation.domain.query import Sort
from federation.errors import QueryError

PLACES = (
    Place(Sort.DATE, datetime(2026, 11, 23, 18, 30, tzinfo=UTC), "e1"),
    Place(Sort.NEW, page=2),
    Place(Sort.RELEVANCE, page=1001),
)


@pytest.mark.parametrize("place", PLACES)
def test_a_cursor_is_read_in_its_own_order_and_refused_in_another(place: Place) -> None:
    cursor = write_place(place)
    assert read_place("cursor", cursor, place.order) == place
    for order in set(Sort) - {place.order}:
        with pytest.raises(QueryError) as refused:
            read_place("cursor", cursor, order)
        assert refused.value.parameter == "cursor"


def test_a_place_that_its_order_does_not_have_is_refused() -> None:
    moment = datetime(2026, 11, 23, tzinfo=UTC)
    for place in (Place(Sort.DATE, page=2), Place(Sort.NEW, moment, "e1"), Place(Sort.NEW, page=0)):
        with pytest.raises(QueryError):
            read_place("cursor", write_place(place), place.order)
