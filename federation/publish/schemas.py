"""What the API answers, described: marshmallow schemas, from which its OpenAPI document is made.

Names stay: one may be added, none is taken away or given another meaning within `v1`.
"""

from __future__ import annotations

from marshmallow import Schema, fields

from federation.domain.event import Attendance, Status
from federation.domain.site import LabelStatus
from federation.publish.schema_fields import (
    DATE_OR_TIME,
    a_decimal,
    a_link,
    a_moment,
    a_part,
    a_text,
    a_whole,
    described,
    many,
    maybe_text,
    one_of,
    some_words,
    yes_or_no,
)


class HostSchema(Schema):
    """A place of the network that holds an event."""

    id = a_text("As in `/sites`.")
    name = a_text()
    city = a_text()


class WhereSchema(Schema):
    """Where an event takes place, as its source states it."""

    name = a_text()
    address = a_text()
    postal_code = a_text()
    city = a_text()
    lat = a_decimal("WGS 84 degrees.")
    lon = a_decimal("WGS 84 degrees.")


class OrganiserSchema(Schema):
    """An organisation, never a person."""

    name = a_text()
    url = a_link()


class PriceSchema(Schema):
    """What it costs to come in."""

    free = yes_or_no("Null: not stated.", stated=False)
    amount = maybe_text("A decimal number as text, so that no cent is lost.")
    currency = maybe_text("ISO 4217.")
    text = a_text("As the source writes it.")


class ImageSchema(Schema):
    """A picture, to be shown with its credit."""

    url = a_link(stated=True)
    credit = a_text()
    alt = a_text("For those who cannot see it.")


class EventSchema(Schema):
    """One dated happening; a series has one event for each of its dates."""

    id = a_text("Never changes, never given to another event.")
    uid = a_text("UID in calendars; `urn:uuid:` before it is the guid of feeds.")
    url = a_link("Its page here.", stated=True)
    source_url = a_link("Its page at its source.")
    title = a_text()
    start = a_text(DATE_OR_TIME)
    end = maybe_text(f"Exclusive, as in calendars. {DATE_OR_TIME}")
    all_day = yes_or_no()
    timezone = a_text("IANA name of the zone it is told in.")
    former_start = maybe_text(f"The start it had before it was moved. {DATE_OR_TIME}")
    status = one_of(Status)
    withdrawn_at = a_moment("When its source dropped it before its date; null: it takes place as far as sources say.")
    recurring = yes_or_no("Whether it is one date of a series.")
    attendance = one_of(Attendance, stated=False)
    place = a_part(WhereSchema)
    online_url = a_link("Where to join online.")
    site = a_part(HostSchema, "The place that announces it first.", stated=True)
    hosts = many(HostSchema, "All the places that announce it together, `site` first.")
    organiser = a_part(OrganiserSchema)
    description_html = a_text("A fragment that is safe to show.")
    categories = some_words("As its source files it.")
    formats = some_words("Ids of the taxonomy: what it was found to be, the first one foremost.")
    themes = some_words("Ids of the taxonomy.")
    audiences = some_words("Ids of the taxonomy.")
    accessibility = some_words("Codes of OpenAgenda: `hi`, `ii`, `mi`, `pi`, `vi`.")
    language = maybe_text("ISO 639-1.")
    series = maybe_text("The folded name of its series.")
    price = a_part(PriceSchema)
    registration_url = a_link()
    image = a_part(ImageSchema)
    licence = a_text()
    sequence = a_whole("Rises with each change that readers can see (RFC 5545).", stated=True)
    first_seen_at = a_moment("When the hub first saw it.", stated=True)
    changed_at = a_moment("When what readers see of it last changed.", stated=True)


class OriginSchema(Schema):
    """A source that tells of an event."""

    site = a_text("Id of the place that declares the source.")
    source = a_text("Key of the source within the place.")
    format = a_text("How the source speaks.")
    url = a_link("The page that this source names.")
    first_seen_at = a_moment("", stated=True)
    last_seen_at = a_moment("")


class OneEventSchema(EventSchema):
    """One event, and the sources that tell of it."""

    origins = many(OriginSchema, "Who says so: every source that tells of it, the first to say it first.")


class EventPageSchema(Schema):
    """Some events."""

    items = many(EventSchema)
    next = a_link("The next page; null: this is the last one.")
    corrected = a_text("The words looked for as they were understood, when some were taken for others; else empty.")


CHANGES = ("new", "changed", "withdrawn", "merged", "removed")


class ChangeSchema(Schema):
    """What became of one event since the last time."""

    id = a_text("Of the event.")
    change = one_of(
        CHANGES,
        "`new` or `changed`: put `event` in the place of what you have. `withdrawn`: its source dropped it, strike it"
        " out. `merged`: it is part of `merged_into` now. `removed`: it is no more in the agenda of the network.",
    )
    changed_at = a_moment("", stated=True)
    merged_into = maybe_text("Id of the event that it became part of.")
    event = a_part(EventSchema, "As it is now; null when it is merged or removed.")


class ChangePageSchema(Schema):
    """Some changes, the oldest first."""

    items = many(ChangeSchema)
    next = a_link("More of them, to be asked at once; null: these are all.")
    cursor = a_text("What to ask with later, as `since`.")


class LocationSchema(WhereSchema):
    """Where a place of the network is."""

    region = a_text()
    country = a_text("ISO 3166-1.")


class FeedsSchema(Schema):
    """The agenda of a place as feeds."""

    rss = a_link(stated=True)
    atom = a_link(stated=True)
    json = a_link(stated=True)
    ics = a_link(stated=True)


class SiteSchema(Schema):
    """One place of the network, labelled or not."""

    id = a_text()
    name = a_text()
    label = one_of(LabelStatus, "Where it stands with the label of the network.")
    in_agenda = yes_or_no("Whether its events are in the agenda of the network.")
    location = a_part(LocationSchema, stated=True)
    timezone = a_text("IANA name.")
    website = a_link()
    url = a_link("Its page here.", stated=True)
    feeds = a_part(FeedsSchema, stated=True)
    spaceapi_url = a_link("As SpaceAPI.", stated=True)


class SitePageSchema(Schema):
    """All the places."""

    items = many(SiteSchema)
    next = a_link("Always null: these are all.")


class ClosureSchema(Schema):
    """An exceptional closure, both days included."""

    first = fields.Date(required=True, data_key="from")
    last = fields.Date(required=True, data_key="to")
    reason = a_text()


class RoomSchema(Schema):
    """A room to book."""

    name = a_text()
    capacity = a_whole("People.")
    surface = a_decimal("Square metres.")


class RateSchema(Schema):
    """A price to work there."""

    label = a_text()
    amount = maybe_text("A decimal number as text.")
    currency = a_text("ISO 4217.")
    unit = a_text("`hour`, `half_day`, `day`, `week`, `month`, `quarter`, `year`, or words of the source.")


class SpaceSchema(Schema):
    """The place to work in at one site."""

    site = a_text("As in `/sites`.")
    open_now = yes_or_no("Null: nobody can say.", stated=False)
    open_since = a_moment("When it last opened or closed.")
    open_until = a_moment("When it closes; of a closed place, when it opens next.")
    open_said_by = one_of(("hours", "source"), "Whether its hours say so, or a source of the moment.", stated=False)
    message = a_text()
    hours = a_text("`opening_hours` of OpenStreetMap; else as it is written.")
    timezone = a_text("IANA name.")
    closures = many(ClosureSchema)
    capacity = a_whole("People.")
    desks = a_whole()
    rooms = many(RoomSchema)
    rates = many(RateSchema)
    amenities = some_words()
    accessibility = a_text()
    seen_at = a_moment("When the part of all this that was seen longest ago was seen.")
    parts_seen_at = fields.Dict(
        keys=fields.String(),
        values=fields.String(allow_none=True, metadata={"format": "date-time"}),
        required=True,
        metadata=described("The same, part by part; null: the file of the network says so, and no source."),
    )


class SpacePageSchema(Schema):
    """All the places to work in of which anything is told."""

    items = many(SpaceSchema)
    next = a_link("Always null: these are all.")


class WordsSchema(Schema):
    """How what is being typed may go on."""

    items = some_words("The most used words first; at most eight.")


class ProblemSchema(Schema):
    """What went wrong (RFC 9457)."""

    type = a_text()
    title = a_text()
    status = a_whole(stated=True)
    detail = a_text("What can be done about it.")
    parameter = fields.String(metadata=described("The parameter that was wrong."))
    allowed = fields.List(fields.String(), metadata=described("What would have been right."))
    nearest = fields.String(metadata=described("The parameter that may have been meant."))
