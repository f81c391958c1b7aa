"""The shape of `sites.yaml`: a marshmallow schema for each kind of thing, making domain values.

A schema sees text (see `yaml`) and one thing at a time; what compares things stands in `network`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from marshmallow import ValidationError, fields, post_load, validates_schema
from marshmallow.validate import Length, Range, Regexp

from federation.domain.site import LabelStatus, Location, Source
from federation.domain.space import Closure, Rate, Room, Space
from federation.registry.fields import Address, Choice, Contact, Every, Facts, Many, Strict, Text, Zone

CARRIES = ("events", "space")

_LANGUAGE = Regexp(r"[a-z]{2,3}(?:-[A-Z]{2})?\Z", error="a code such as fr, br or en expected")


class LocationSchema(Strict):
    """Where a site is."""

    value = Location
    name = Text(least=1, required=True)
    address = Text(load_default="")
    postal_code = Text(20, load_default="")
    city = Text(100, least=1, required=True)
    region = Text(100)
    country = Text(validate=Regexp(r"[A-Z]{2}\Z", error="two capital letters expected, such as FR"))
    lat = fields.Float(validate=Range(-90, 90, error="is not between -90 and 90"))
    lon = fields.Float(validate=Range(-180, 180, error="is not between -180 and 180"))

    @validates_schema
    def both(self, data: Mapping[str, Any], **_rest: Any) -> None:
        """A latitude without a longitude says nothing."""
        if ("lat" in data) != ("lon" in data):
            raise ValidationError("`lat` and `lon` go together: one is missing")


class ClosureSchema(Strict):
    """An exceptional closure; without `to` it lasts one day."""

    first_on = fields.Date(data_key="from", required=True)
    last_on = fields.Date(data_key="to")
    reason = Text()

    @validates_schema
    def ordered(self, data: Mapping[str, Any], **_rest: Any) -> None:
        """It ends when or after it begins."""
        if data.get("last_on", data["first_on"]) < data["first_on"]:
            raise ValidationError("is before `from`", "to")

    @post_load
    def make(self, data: dict[str, Any], **_rest: Any) -> Closure:
        return Closure(data["first_on"], data.get("last_on", data["first_on"]), data.get("reason", ""))


class RoomSchema(Strict):
    """A room to book."""

    value = Room
    name = Text(least=1, required=True)
    capacity = fields.Integer(validate=Range(0, 100_000))
    surface = fields.Float(validate=Range(0, 1_000_000))


def _cents(amount: Decimal) -> None:
    exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and not -4 <= exponent <= 6:
        raise ValidationError("an amount such as 12 or 12.50 is expected here")


class RateSchema(Strict):
    """A price to work there."""

    value = Rate
    label = Text(least=1, required=True)
    amount = fields.Decimal(validate=[Range(0, 1_000_000), _cents])
    currency = Text(validate=Regexp(r"[A-Z]{3}\Z", error="three capital letters expected, such as EUR"))
    unit = Text(40)


class SpaceSchema(Strict):
    """The place to work in, as the file may state it; what changes hourly only a source says."""

    value = Space
    hours = Text(500)
    closures = Many(fields.Nested(ClosureSchema))
    capacity = fields.Integer(validate=Range(0, 100_000))
    desks = fields.Integer(validate=Range(0, 100_000))
    rooms = Many(fields.Nested(RoomSchema))
    rates = Many(fields.Nested(RateSchema))
    amenities = Many(Text(100, least=1))
    accessibility = Text(2000)


class SourceSchema(Strict):
    """An address that a site declares; without an id, `network` gives one."""

    key = Text(32, data_key="id", load_default="")
    url = Address("http", "https", "webcal", required=True)
    format = Text(40, validate=Regexp(r"[a-z0-9-]+\Z", error="`auto` or the name of a format expected"))
    carries = Many(Choice(*CARRIES), validate=Length(min=1, error="is empty; allowed: events, space"))
    every = Every()

    @post_load
    def make(self, data: dict[str, Any], **_rest: Any) -> Source:
        return Source(**data)


class SiteSchema(Strict):
    """A cantine; left as plain data, because its zone and its sources' ids depend on what is around it."""

    value = dict
    id = Text(32, required=True)
    name = Text(least=1, required=True)
    label = Choice(*LabelStatus, required=True)
    location = fields.Nested(LocationSchema, required=True)
    zone = Zone()
    language = Text(validate=_LANGUAGE)
    website = Address()
    contact = Contact()
    profile = Facts()
    space = fields.Nested(SpaceSchema)
    sources = Many(fields.Nested(SourceSchema))


class NetworkSchema(Strict):
    """The network itself."""

    value = dict
    id = Text(32, required=True)
    name = Text(least=1, required=True)
    contact = Contact(required=True)
    url = Address()
    zone = Zone()
    language = Text(validate=_LANGUAGE)
    charter = Text()
    about = Text(5000)


class FileSchema(Strict):
    """The whole file."""

    value = dict
    network = fields.Nested(NetworkSchema, required=True)
    sites = Many(fields.Nested(SiteSchema), required=True)
