"""The native format's shape: marshmallow schemas that read JSON objects into parts of events and spaces.

A schema gives plain dicts of domain values under the names of the domain; `native_events` makes events of it.
What is wrong is left out and told by its path, so that one bad value never costs the others.
"""

from __future__ import annotations

from typing import Any, ClassVar

from marshmallow import EXCLUDE, Schema, ValidationError, fields, post_load

from federation.domain.event import Attendance, Image, Organiser, Place, Price, Status
from federation.domain.space import Closure, Rate, Room, Space
from sync.formats.native_parts.fields import Amount, DateField, Flag, InstantField, Many, Number, Text, WallField, Word


class _Part(Schema):
    """A mapping whose unknown keys are passed over, made into `value` when it has one."""

    value: ClassVar[Any] = None

    class Meta:
        unknown = EXCLUDE

    @post_load
    def make(self, data: dict[str, Any], **_rest: Any) -> Any:
        """The stated parts, as a value of the domain."""
        stated = {name: found for name, found in data.items() if found is not None}
        return stated if self.value is None else self.value(**stated)


def _part(kind: type[_Part]) -> Any:
    return fields.Nested(kind, allow_none=True)


class PlaceSchema(_Part):
    """Where an event takes place."""

    value = Place
    name, address, postal_code, city = Text(), Text(), Text(), Text()
    lat, lon = Number(-90, 90), Number(-180, 180)


class PriceSchema(_Part):
    """What it costs to attend."""

    value = Price
    free, amount, currency, text = Flag(), Amount(), Text(), Text()


class OrganiserSchema(_Part):
    """The organisation that holds an event."""

    value = Organiser
    name, url = Text(required=True), Text()


class ImageSchema(_Part):
    """A picture."""

    value = Image
    url, credit, alt = Text(required=True), Text(), Text()


class EventPart(_Part):
    """What an event and an exception of one may both say."""

    title = Text()
    start, end, previous_start = WallField(), WallField(), WallField()
    url, description, language, licence = Text(), Text(), Text(), Text()
    online_url, registration_url = Text(), Text()
    status, attendance = Word(Status), Word(Attendance)
    place, price = _part(PlaceSchema), _part(PriceSchema)
    organiser, image = _part(OrganiserSchema), _part(ImageSchema)
    categories, audience, accessibility, links = Many(Text()), Many(Text()), Many(Text()), Many(Text())
    sequence = Number(0, 2_147_483_647, whole=True)
    updated = InstantField()


class ExceptionSchema(EventPart):
    """One planned date that happens otherwise: the keys it gives replace those of the event."""

    recurrence_id = WallField(required=True)
    this_and_future = Flag()


class RecurrenceSchema(_Part):
    """When an event happens again."""

    rrules, exrules = Many(Text()), Many(Text())
    rdates, exdates = Many(WallField()), Many(WallField())
    exceptions = Many(fields.Nested(ExceptionSchema))


class EventSchema(EventPart):
    """One event."""

    id = Text(required=True)
    title = Text(required=True)
    start = WallField(required=True)
    timezone = Text()
    recurrence = _part(RecurrenceSchema)


class ClosureSchema(_Part):
    """An exceptional closure; without `to` it lasts one day."""

    first_on, last_on, reason = DateField(data_key="from", required=True), DateField(data_key="to"), Text()

    @post_load
    def make(self, data: dict[str, Any], **_rest: Any) -> Closure:
        last_on = data.get("last_on") or data["first_on"]
        if last_on < data["first_on"]:
            raise ValidationError("is before `from`", "to")
        return Closure(data["first_on"], last_on, data.get("reason") or "")


class RoomSchema(_Part):
    """A room to book."""

    value = Room
    name, capacity, surface = Text(required=True), Number(0, 100_000, whole=True), Number(0, 1_000_000)


class RateSchema(_Part):
    """A price to work there."""

    value = Rate
    label, amount, currency, unit = Text(required=True), Amount(), Text(), Text()


class SpaceSchema(_Part):
    """The place to work in."""

    value = Space
    hours, accessibility, message, contact = Text(), Text(), Text(), Text()
    closures = Many(fields.Nested(ClosureSchema))
    desks, capacity = Number(0, 100_000, whole=True), Number(0, 100_000, whole=True)
    rooms, rates = Many(fields.Nested(RoomSchema)), Many(fields.Nested(RateSchema))
    amenities = Many(Text())
    open_now, open_changed_at = Flag(), InstantField()


def stated(schema: Schema, raw: Any) -> tuple[Any, dict[str, Any]]:
    """What a schema reads, and the messages of what it does not, by key: the good keys are kept as a dict."""
    try:
        return schema.load(raw), {}
    except ValidationError as problem:
        messages: dict[str, Any] = problem.messages_dict
        good = problem.valid_data if isinstance(problem.valid_data, dict) else {}
        return {key: value for key, value in good.items() if key not in messages and value is not None}, messages
