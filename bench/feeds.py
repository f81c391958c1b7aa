"""The web feeds that are read: RSS entries of events, with their times and what a blog says of them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

from bench.calendars import words

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:ev="http://purl.org/rss/1.0/modules/event/"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/">\n<channel>\n<title>Agenda du lieu</title>\n'
    "<link>https://lieu.example/</link>\n<description>Ce qui s’y passe</description>\n<language>fr</language>\n"
)


def feed(site: int, entries: int, day: date) -> bytes:
    """The feed of a site: entries spread over the year after `day`, the same for the same arguments."""
    random = Random(site)
    items = [_item(random, site, number, day + timedelta(days=380) * number / entries) for number in range(entries)]
    return (_HEAD + "".join(items) + "</channel>\n</rss>\n").encode()


def _item(random: Random, site: int, number: int, day: date) -> str:
    start = datetime.combine(day, time(random.randint(9, 20)))
    link = f"https://lieu-{site}.example/agenda/{number}"
    return (
        f"<item>\n<title>{words(random, 5).capitalize()}</title>\n<link>{link}</link>\n"
        f'<guid isPermaLink="true">{link}</guid>\n<pubDate>Mon, 09 Nov 2026 08:00:00 GMT</pubDate>\n'
        f"<ev:startdate>{start:%Y-%m-%dT%H:%M:%S}+01:00</ev:startdate>\n"
        f"<ev:enddate>{start + timedelta(hours=2):%Y-%m-%dT%H:%M:%S}+01:00</ev:enddate>\n"
        f"<ev:location>Salle {random.randint(1, 9)}, {random.randint(1, 90)} rue du Port</ev:location>\n"
        f"<category>{words(random, 1)}</category>\n<description>{words(random, 14).capitalize()}.</description>\n"
        f"<content:encoded><![CDATA[<p>{words(random, 30)}</p><p>{words(random, 20)}</p>]]></content:encoded>\n"
        "</item>\n"
    )
