"""The elements a feed may hold, by namespace, and what the hub makes of them.

Prefixes are those that the vocabularies are known by; namespaces and names are told apart without regard to case, as
the `feedparser` library does.
"""

from __future__ import annotations

EV = "http://purl.org/rss/1.0/modules/event/"
ATOM = "http://www.w3.org/2005/Atom"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

_FEEDS = (
    "",
    "http://backend.userland.com/rss",
    "http://backend.userland.com/rss2",
    "http://blogs.law.harvard.edu/tech/rss",
    "http://purl.org/rss/1.0/",
    "http://my.netscape.com/rdf/simple/0.9/",
    "http://purl.org/atom/ns#",
    ATOM.lower(),
)
PREFIXES: dict[str, str] = dict.fromkeys(_FEEDS, "") | {
    EV: "ev",
    EV.rstrip("/"): "ev",
    "urn:ietf:params:xml:ns:xcal": "xcal",
    "urn:ietf:params:xml:ns:icalendar-2.0": "xcal",
    "http://webnus.net/rss/mec/": "mec",
    "http://www.w3.org/2003/01/geo/wgs84_pos#": "geo",
    "http://www.georss.org/georss": "georss",
    "http://search.yahoo.com/mrss/": "media",
    "http://search.yahoo.com/mrss": "media",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://webns.net/mvcb/": "admin",
    RDF: "rdf",
}
"""The prefix of each namespace (in lower case) that says something the hub reads."""

EVENT_FIELDS = frozenset(
    {f"ev:{name}" for name in ("startdate", "enddate", "location", "organizer", "type")}
    | {f"mec:{name}" for name in ("startdate", "starthour", "enddate", "endhour", "location", "category")}
    | {f"xcal:{name}" for name in ("dtstart", "dtend", "location", "url", "status", "categories")}
    | {f"xcal:x-calconnect-{name}" for name in ("venue-name", "street", "city", "postalcode")}
    | {"geo:lat", "geo:long"}
)
"""The elements that tell of an event, whatever the feed."""

_OF_LIBRARY = (
    "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "http://example.com/dtds/podcast-1.0.dtd",
    "http://www.opengis.net/gml",
    "http://www.w3.org/1999/xhtml",
    "http://podlove.org/simple-chapters",
    "http://purl.org/rss/1.0/modules/rss091#",
    "http://example.com/newformat#",
    "http://example.com/necho",
    "http://purl.org/echo/",
    "uri/of/echo/namespace#",
    "http://purl.org/pie/",
)
"""Namespaces in which the library sees more than the plain reading does."""

ODD = "odd"
UNKNOWN = "unknown"

_ITEM = {
    "title": "title",
    "description": "summary",
    "summary": "summary",
    "content:encoded": "content",
    "content": "content",
    "guid": "uid",
    "id": "uid",
    "link": "link",
    "pubdate": "published",
    "published": "published",
    "issued": "published",
    "dcterms:issued": "published",
    "updated": "updated",
    "modified": "updated",
    "dc:date": "updated",
    "dcterms:modified": "updated",
    "category": "category",
    "dc:subject": "category",
    "enclosure": "enclosure",
    "media:content": "media",
    "media:thumbnail": "media",
    "media:group": "group",
    "media:credit": "credit",
    "media:title": "media-title",
    "georss:point": "point",
    "xcal:x-calconnect-venue": "group",
    "xcal:adr": "group",
    "author": "person",
    "contributor": "person",
    "source": "aside",
} | dict.fromkeys(("comments", "rights", "copyright", "created", "managingeditor"), UNKNOWN)
_DC_TEXT = {"dc:title", "dc:description"}


def of_item(tag: str) -> str:
    """What the element `{namespace}name` of an entry is: a part of `Item`, an event field, UNKNOWN, or ODD."""
    name = known_name(tag)
    if name in _ITEM:
        return _ITEM[name]
    if name in EVENT_FIELDS:
        return name
    prefix, colon, _ = name.rpartition(":")
    if not colon or prefix in ("media", "georss", "content", "rdf") or name in _DC_TEXT:
        return UNKNOWN if name in ("media:rating", "media:text", "media:player") else ODD
    return ODD if prefix == ODD else UNKNOWN


_CHANNEL = {
    "title": "title",
    "link": "link",
    "language": "language",
    "dc:language": "language",
    "generator": "generator",
    "admin:generatoragent": "agent",
    "ttl": "ttl",
    "sy:updateperiod": "period",
    "sy:updatefrequency": "frequency",
    "dc:title": ODD,
    "media:title": ODD,
} | dict.fromkeys(("image", "textinput", "items", "author", "contributor", "skiphours", "skipdays", "cloud"), "aside")


def of_channel(tag: str) -> str:
    """What an element of a feed itself is: a part of `Channel`, UNKNOWN, or ODD."""
    return _CHANNEL.get(known_name(tag), UNKNOWN)


def known_name(tag: str) -> str:
    """`prefix:name` of an lxml tag in lower case, without a prefix for the elements of RSS and Atom themselves."""
    uri, _, name = tag.rpartition("}")
    uri, name = uri.removeprefix("{").lower(), name.lower()
    if uri in _OF_LIBRARY:
        return f"{ODD}:{name}"
    prefix = PREFIXES.get(uri, "?")
    return f"{prefix}:{name}" if prefix else name
