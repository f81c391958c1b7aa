"""Schemas that write without haste: the same as marshmallow's own `dump`."""

from __future__ import annotations

from datetime import date

import pytest
from marshmallow import Schema, fields

from federation.publish.api import page, plain_event
from federation.publish.plain_writing import writer
from federation.publish.schemas import ClosureSchema, EventPageSchema
from tests.publish.entries import an_entry, an_event


class Inner(Schema):
    """A part."""

    name = fields.String()


class Outer(Schema):
    """A whole with parts of every kind."""

    name = fields.String(allow_none=True)
    one = fields.Nested(Inner, allow_none=True)
    many = fields.List(fields.Nested(Inner))
    words = fields.List(fields.String())


@pytest.mark.parametrize("one", [None, {"name": "a", "more": 1}])
def test_names_of_the_schema_are_written_in_its_order_and_no_other(one: dict[str, object] | None) -> None:
    plain = {"words": ["c"], "many": [{"name": "b"}], "one": one, "name": None, "more": 2}
    assert writer(Outer)(plain) == Outer().dump(plain)
    assert list(writer(Outer)(plain)) == ["name", "one", "many", "words"]


def test_events_and_closures_are_written_as_marshmallow_writes_them() -> None:
    events = page([plain_event(an_entry(an_event()), "https://hub.test")], None, corrected="")
    assert writer(EventPageSchema)(events) == EventPageSchema().dump(events)
    closure = {"first": date(2026, 11, 22), "last": date(2026, 11, 23), "reason": "fête"}
    assert writer(ClosureSchema)(closure) == {"from": "2026-11-22", "to": "2026-11-23", "reason": "fête"}


def test_a_missing_name_is_a_mistake_of_ours_and_no_shorter_answer() -> None:
    with pytest.raises(KeyError):
        writer(Inner)({})
