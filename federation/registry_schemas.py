"""The shape of `sites.yaml`: a marshmallow schema for each kind of thing, making domain values.

A schema sees text (see `registry_yaml`) and one thing at a time; what compares things stands in `registry`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, ClassVar
from urllib.parse import urlsplit

from marshmallow import RAISE, Schema, ValidationError, fields, post_load, validates_schema
from marshmallow.validate import Length, Range, Regexp

from federation.domain.site import LabelStatus, Location, Source
from federation.domain.space import Closure, Rate, Room, Space
from federation.domain.zones import zone_names

ID = re.compile(r"[a-z][a-z0-9-]{1,31}\Z")
CARRIES = ("events", "space")
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
SHORTEST, LONGEST = timedelta(seconds=30), timedelta(days=7)

_LANGUAGE = Regexp(r"[a-z]{2,3}(?:-[A-Z]{2})?\Z", error="a code such as fr, br or en expected")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_MAILBOX = re.compile(r"[^@\s<>]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+\Z")
_EVERY = re.compile(r"([0-9]{1,9})([smhd])\Z")


class UnknownKey(str):
    """The message of an unknown key, with the keys `known` at its place."""

    known: tuple[str, ...] = ()


def nearest(word: str, known: list[str] | tuple[str, ...]) -> str:
    """`; did you mean …?` when one of the known words is close, else nothing."""
    close = get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    return f"; did you mean `{close[0]}`?" if close else ""


def not_allowed(word: str, allowed: list[str] | tuple[str, ...]) -> str:
    """The sentence for a word that is none of the allowed ones: the nearest of them, then all."""
    return f"`{word}` is not allowed{nearest(word, allowed) or '.'} Allowed: {', '.join(allowed)}"


class Text(fields.String):
    """Text without control characters, its ends trimmed; `longest` in characters."""

    def __init__(self, longest: int = 200, *, least: int = 0, **options: Any) -> None:
        super().__init__(**options)
        self.least, self.longest = least, longest

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **rest: Any) -> str:
        text = str(super()._deserialize(value, attr, data, **rest)).strip()
        if _CONTROL.search(text):
            raise ValidationError("holds a control character; retype it")
        if len(text) > self.longest:
            raise ValidationError(f"is longer than {self.longest} characters")
        if len(text) < self.least:
            raise ValidationError("is empty: give some text")
        return text


class Choice(Text):
    """One of a few words."""

    def __init__(self, *allowed: str, **options: Any) -> None:
        super().__init__(**options)
        self.allowed = allowed

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **rest: Any) -> str:
        word = super()._deserialize(value, attr, data, **rest)
        if word not in self.allowed:
            raise ValidationError(not_allowed(word, self.allowed))
        return word


class Address(Text):
    """An address that people or the hub may open; `schemes` allowed."""

    def __init__(self, *schemes: str, **options: Any) -> None:
        super().__init__(2000, **options)
        self.schemes = schemes or ("http", "https")

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **rest: Any) -> str:
        address = super()._deserialize(value, attr, data, **rest)
        check_address(address, self.schemes)
        return address


class Contact(Text):
    """A mailbox or the address of a page."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **rest: Any) -> str:
        contact = super()._deserialize(value, attr, data, **rest)
        if "://" in contact:
            check_address(contact, ("http", "https"))
        elif not _MAILBOX.match(contact):
            raise ValidationError(f"`{contact}` is neither name@example.org nor an http(s) address")
        return contact


class Zone(Text):
    """The IANA name of a time zone."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **rest: Any) -> str:
        zone = super()._deserialize(value, attr, data, **rest)
        if zone not in zone_names():
            close = {name.lower(): name for name in zone_names()}
            found = get_close_matches(zone.lower(), list(close), n=1)
            hint = f"; did you mean `{close[found[0]]}`?" if found else ", such as Europe/Paris"
            raise ValidationError(f"`{zone}` is not the IANA name of a zone{hint}")
        return zone


class Every(Text):
    """A time between two visits: `30s`, `15m`, `2h`, `1d`."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **rest: Any) -> Any:
        text = super()._deserialize(value, attr, data, **rest)
        found = _EVERY.match(text)
        if not found:
            hint = f"; write `{text}s` or `{text}m`" if text.isdigit() else ""
            raise ValidationError(f"`{text}` is not a time such as 30s, 15m, 2h or 1d{hint}")
        seconds = int(found[1]) * UNITS[found[2]]
        if not SHORTEST.total_seconds() <= seconds <= LONGEST.total_seconds():
            raise ValidationError(f"`{text}` is not between 30s and 7d")
        return timedelta(seconds=seconds)


class Many(fields.List[Any]):
    """A list, read as a tuple."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **rest: Any) -> Any:
        return tuple(super()._deserialize(value, attr, data, **rest))


class Facts(fields.Field[dict[str, str]]):
    """Free facts: text by name."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **rest: Any) -> dict[str, str]:
        if not isinstance(value, dict):
            raise ValidationError("Invalid input type.")
        text, wrong = Text(2000), {}
        facts: dict[str, str] = {}
        for name, fact in value.items():
            try:
                facts[str(Text(80).deserialize(name))] = str(text.deserialize(fact))
            except ValidationError as problem:
                wrong[name] = problem.messages
        if wrong:
            raise ValidationError(wrong)
        return facts


def check_address(address: str, schemes: tuple[str, ...]) -> None:
    """Raises ValidationError unless the address has one of the schemes, a host, no blank and no password."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError as problem:
        raise ValidationError(f"`{address}` is not an address ({problem})") from None
    if parts.scheme not in schemes or not host:
        hint = f"{schemes[0]}://" if not parts.scheme or "." in parts.scheme else ""
        missing = f"; did you mean `{hint}{address.lstrip('/')}`?" if hint else ""
        raise ValidationError(f"`{address}` is not an address in {', '.join(schemes)}{missing}")
    if re.search(r"[\s<>\"\\]", address):
        raise ValidationError("holds a blank or a quote; write %20 for a blank")
    if "@" in parts.netloc:
        raise ValidationError("holds a name or password before @; the network file is public")


class Strict(Schema):
    """A mapping of known keys only, made into `value`."""

    value: ClassVar[Any] = None

    class Meta:
        unknown = RAISE

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        message = UnknownKey("unknown key")
        message.known = tuple(field.data_key or name for name, field in self.load_fields.items())
        self.error_messages["unknown"] = message

    @post_load
    def make(self, data: dict[str, Any], **_rest: Any) -> Any:
        """The value of the domain."""
        return self.value(**data)


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
    """An address that a site declares; without an id, `registry` gives one."""

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
