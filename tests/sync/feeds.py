"""Feeds made for a test: of given entries, or of many that look like those of real sites."""

from __future__ import annotations

ROOT = (
    b'<rss version="2.0" xmlns:ev="http://purl.org/rss/1.0/modules/event/" '
    b'xmlns:georss="http://www.georss.org/georss" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    b'xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    b"<channel>"
)
OPENING = ROOT + b"<title>Agenda</title>"
CLOSING = b"</channel></rss>"
ITEM = (
    b'<item><title>Apero</title><guid isPermaLink="false">one</guid>'
    b"<ev:startdate>2026-12-03T18:30:00+01:00</ev:startdate></item>"
)


def rss_of(*items: str) -> bytes:
    """An RSS feed of the insides of its items."""
    return OPENING + "".join(f"<item>{item}</item>\n" for item in items).encode() + CLOSING


def piece_of(inside: str) -> bytes:
    """A document of one entry, as the reader parts a feed."""
    return ROOT + f"<item>{inside}</item>".encode() + CLOSING


def rss_like(number: int, *, stated: bool = True) -> bytes:
    """An RSS feed as a WordPress with the event module writes it; without `stated`, a blog's."""
    return rss_of(*(_item(index, stated) for index in range(number)))


def _item(index: int, stated: bool) -> str:
    text = "".join(
        f"<p>Venez à l’atelier de la cantine, on y parle de réseaux n° {part} &amp; de café.</p>" for part in range(6)
    )
    day = f"2026-12-{index % 28 + 1:02}"
    module = f"<ev:startdate>{day}T18:30:00+01:00</ev:startdate><ev:enddate>{day}T20:00:00+01:00</ev:enddate>"
    module += "<ev:location>La Cantine, 35 place du Colombier, 35000 Rennes</ev:location>"
    return (
        f"<title>Atelier n° {index}</title><link>https://cantine.example/a/{index}?a=1&amp;b=2</link>"
        f'<guid isPermaLink="false">a-{index}</guid><pubDate>Fri, 20 Nov 2026 10:00:00 +0100</pubDate>'
        f"<dc:creator><![CDATA[x]]></dc:creator><category><![CDATA[web]]></category>"
        f"<description><![CDATA[{text[:200]}]]></description><content:encoded><![CDATA[{text}]]></content:encoded>"
        + (module if stated else "")
    )


def atom_of(number: int) -> bytes:
    """An Atom feed with the event module."""
    opening = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:ev="http://purl.org/rss/1.0/modules/event/"><title>A</title>'
    )
    entries = (
        f"<entry><id>urn:uuid:{index}</id><title>Soirée {index}</title><updated>2026-11-20T10:00:00Z</updated>"
        f'<link href="https://cantine.example/e/{index}"/><author><name>A</name></author><category term="web"/>'
        f'<content type="html">&lt;p&gt;{"Venez à la soirée. " * 30}&lt;/p&gt;</content>'
        f"<ev:startdate>2026-12-{index % 28 + 1:02}T18:30:00+01:00</ev:startdate></entry>\n"
        for index in range(number)
    )
    return (opening + "".join(entries) + "</feed>").encode()
