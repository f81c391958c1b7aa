"""What the API answers, described: marshmallow schemas, from which its OpenAPI document is made.

Names stay: one may be added, none is taken away or given another meaning within `v1`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from marshmallow import Schema, fields, validate

from federation.domain.event import Attendance, Status
from federation.domain.site import LabelStatus

DATE_OR_TIME = "A date (`2026-11-22`) when it is told by days, else a date-time with its offset."
UTC = "A moment in UTC, to the second."


def _text(about: str = "", **more: Any) -> fields.String:
    return fields.String(required=True, metadata=_about(about), **more)


def _maybe(about: str = "") -> fields.String:
    return _text(about, allow_none=True)


def _link(about: str = "", *, stated: bool = False) -> fields.String:
    return fields.String(required=True, allow_none=not stated, metadata={"format": "uri", **_about(about)})


def _moment(about: str, *, stated: bool = False) -> fields.String:
    metadata = {"format": "date-time", **_about(f"{about} {UTC}".strip())}
    return fields.String(required=True, allow_none=not stated, metadata=metadata)


def _yes(about: str = "", *, stated: bool = True) -> fields.Boolean:
    return fields.Boolean(required=True, allow_none=not stated, metadata=_about(about))


def _whole(about: str = "", *, stated: bool = False) -> fields.Integer:
    return fields.Integer(required=True, allow_none=not stated, metadata=_about(about))


def _decimal(about: str = "") -> fields.Float:
    return fields.Float(required=True, allow_none=True, metadata=_about(about))


def _words(about: str = "") -> fields.List[str]:
    return fields.List(fields.String(), required=True, metadata=_about(about))


def _part(schema: type[Schema], about: str = "", *, stated: bool = False) -> fields.Nested:
    return fields.Nested(schema, required=True, allow_none=not stated, metadata=_about(about))


def _many(schema: type[Schema], about: str = "") -> fields.List[Any]:
    return fields.List(fields.Nested(schema), required=True, metadata=_about(about))


def _one_of(names: type[StrEnum] | tuple[str, ...], about: str = "", *, stated: bool = True) -> fields.String:
    allowed = [str(name) for name in names] + ([] if stated else [None])
    return _text(about, validate=validate.OneOf(allowed), allow_none=not stated)


def _about(text: str) -> dict[str, str]:
    return {"description": text} if text else {}


class HostSchema(Schema):
    """A place of the network that holds an event."""

    id = _text("As in `/sites`.")
    name = _text()
    city = _text()


class WhereSchema(Schema):
    """Where an event takes place, as its source states it."""

    name = _text()
    address = _text()
    postal_code = _text()
    city = _text()
    lat = _decimal("WGS 84 degrees.")
    lon = _decimal("WGS 84 degrees.")


class OrganiserSchema(Schema):
    """An organisation, never a person."""

    name = _text()
    url = _link()


class PriceSchema(Schema):
    """What it costs to come in."""

    free = _yes("Null: not stated.", stated=False)
    amount = _maybe("A decimal number as text, so that no cent is lost.")
    currency = _maybe("ISO 4217.")
    text = _text("As the source writes it.")


class ImageSchema(Schema):
    """A picture, to be shown with its credit."""

    url = _link(stated=True)
    credit = _text()
    alt = _text("For those who cannot see it.")


class EventSchema(Schema):
    """One dated happening; a series has one event for each of its dates."""

    id = _text("Never changes, never given to another event.")
    uid = _text("UID in calendars; `urn:uuid:` before it is the guid of feeds.")
    url = _link("Its page here.", stated=True)
    source_url = _link("Its page at its source.")
    title = _text()
    start = _text(DATE_OR_TIME)
    end = _maybe(f"Exclusive, as in calendars. {DATE_OR_TIME}")
    all_day = _yes()
    timezone = _text("IANA name of the zone it is told in.")
    former_start = _maybe(f"The start it had before it was moved. {DATE_OR_TIME}")
    status = _one_of(Status)
    withdrawn_at = _moment("When its source dropped it before its date; null: it takes place as far as sources say.")
    recurring = _yes("Whether it is one date of a series.")
    attendance = _one_of(Attendance, stated=False)
    place = _part(WhereSchema)
    online_url = _link("Where to join online.")
    site = _part(HostSchema, "The place that announces it first.", stated=True)
    hosts = _many(HostSchema, "All the places that announce it together, `site` first.")
    organiser = _part(OrganiserSchema)
    description_html = _text("A fragment that is safe to show.")
    categories = _words("As its source files it.")
    formats = _words("Ids of the taxonomy: what it was found to be, the first one foremost.")
    themes = _words("Ids of the taxonomy.")
    audiences = _words("Ids of the taxonomy.")
    accessibility = _words("Codes of OpenAgenda: `hi`, `ii`, `mi`, `pi`, `vi`.")
    language = _maybe("ISO 639-1.")
    series = _maybe("The folded name of its series.")
    price = _part(PriceSchema)
    registration_url = _link()
    image = _part(ImageSchema)
    licence = _text()
    sequence = _whole("Rises with each change that readers can see (RFC 5545).", stated=True)
    first_seen_at = _moment("When the hub first saw it.", stated=True)
    changed_at = _moment("When what readers see of it last changed.", stated=True)


class OriginSchema(Schema):
    """A source that tells of an event."""

    site = _text("Id of the place that declares the source.")
    source = _text("Key of the source within the place.")
    format = _text("How the source speaks.")
    url = _link("The page that this source names.")
    first_seen_at = _moment("", stated=True)
    last_seen_at = _moment("")


class OneEventSchema(EventSchema):
    """One event, and the sources that tell of it."""

    origins = _many(OriginSchema, "Who says so: every source that tells of it, the first to say it first.")


class EventPageSchema(Schema):
    """Some events."""

    items = _many(EventSchema)
    next = _link("The next page; null: this is the last one.")
    corrected = _text("The words looked for as they were understood, when some were taken for others; else empty.")


CHANGES = ("new", "changed", "withdrawn", "merged", "removed")


class ChangeSchema(Schema):
    """What became of one event since the last time."""

    id = _text("Of the event.")
    change = _one_of(
        CHANGES,
        "`new` or `changed`: put `event` in the place of what you have. `withdrawn`: its source dropped it, strike it"
        " out. `merged`: it is part of `merged_into` now. `removed`: it is no more in the agenda of the network.",
    )
    changed_at = _moment("", stated=True)
    merged_into = _maybe("Id of the event that it became part of.")
    event = _part(EventSchema, "As it is now; null when it is merged or removed.")


class ChangePageSchema(Schema):
    """Some changes, the oldest first."""

    items = _many(ChangeSchema)
    next = _link("More of them, to be asked at once; null: these are all.")
    cursor = _text("What to ask with later, as `since`.")


class LocationSchema(WhereSchema):
    """Where a place of the network is."""

    region = _text()
    country = _text("ISO 3166-1.")


class FeedsSchema(Schema):
    """The agenda of a place as feeds."""

    rss = _link(stated=True)
    atom = _link(stated=True)
    json = _link(stated=True)
    ics = _link(stated=True)


class SiteSchema(Schema):
    """One place of the network, labelled or not."""

    id = _text()
    name = _text()
    label = _one_of(LabelStatus, "Where it stands with the label of the network.")
    in_agenda = _yes("Whether its events are in the agenda of the network.")
    location = _part(LocationSchema, stated=True)
    timezone = _text("IANA name.")
    website = _link()
    url = _link("Its page here.", stated=True)
    feeds = _part(FeedsSchema, stated=True)
    spaceapi_url = _link("As SpaceAPI.", stated=True)


class SitePageSchema(Schema):
    """All the places."""

    items = _many(SiteSchema)
    next = _link("Always null: these are all.")


class ClosureSchema(Schema):
    """An exceptional closure, both days included."""

    first = fields.Date(required=True, data_key="from")
    last = fields.Date(required=True, data_key="to")
    reason = _text()


class RoomSchema(Schema):
    """A room to book."""

    name = _text()
    capacity = _whole("People.")
    surface = _decimal("Square metres.")


class RateSchema(Schema):
    """A price to work there."""

    label = _text()
    amount = _maybe("A decimal number as text.")
    currency = _text("ISO 4217.")
    unit = _text("`hour`, `half_day`, `day`, `week`, `month`, `quarter`, `year`, or words of the source.")


class SpaceSchema(Schema):
    """The place to work in at one site."""

    site = _text("As in `/sites`.")
    open_now = _yes("Null: nobody can say.", stated=False)
    open_since = _moment("When it last opened or closed.")
    open_until = _moment("When it closes; of a closed place, when it opens next.")
    open_said_by = _one_of(("hours", "source"), "Whether its hours say so, or a source of the moment.", stated=False)
    message = _text()
    hours = _text("`opening_hours` of OpenStreetMap; else as it is written.")
    timezone = _text("IANA name.")
    closures = _many(ClosureSchema)
    capacity = _whole("People.")
    desks = _whole()
    rooms = _many(RoomSchema)
    rates = _many(RateSchema)
    amenities = _words()
    accessibility = _text()
    seen_at = _moment("When the part of all this that was seen longest ago was seen.")
    parts_seen_at = fields.Dict(
        keys=fields.String(),
        values=fields.String(allow_none=True, metadata={"format": "date-time"}),
        required=True,
        metadata=_about("The same, part by part; null: the file of the network says so, and no source."),
    )


class SpacePageSchema(Schema):
    """All the places to work in of which anything is told."""

    items = _many(SpaceSchema)
    next = _link("Always null: these are all.")


class WordsSchema(Schema):
    """How what is being typed may go on."""

    items = _words("The most used words first; at most eight.")


class ProblemSchema(Schema):
    """What went wrong (RFC 9457)."""

    type = _text()
    title = _text()
    status = _whole(stated=True)
    detail = _text("What can be done about it.")
    parameter = fields.String(metadata=_about("The parameter that was wrong."))
    allowed = fields.List(fields.String(), metadata=_about("What would have been right."))
    nearest = fields.String(metadata=_about("The parameter that may have been meant."))
