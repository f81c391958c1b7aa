"""Bodies that mean harm, made by a few lines each: what no corpus should have to hold."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from xml.sax.saxutils import escape, quoteattr

LD = b'<html><script type="application/ld+json">'
LINE = int(os.environ.get("CANTINES_TEST_LINE", "300_000"))
"""Bytes of what is one line; 20 000 000 is what the fetcher lets through at most."""


def vcalendar(*lines: bytes) -> bytes:
    """A calendar with an event next month, with these lines in it."""
    head = b"BEGIN:VEVENT\r\nUID:m@cantine.test\r\nSUMMARY:Monstre\r\n"
    head += b"" if any(line.startswith(b"DTSTART") for line in lines) else b"DTSTART:20261201T180000Z\r\n"
    return b"BEGIN:VCALENDAR\r\n" + head + b"\r\n".join(lines) + b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"


def rss(*parts: bytes, before: bytes = b"") -> bytes:
    """A feed with an item, with these parts in it; `before` stands where a document type does."""
    ev = b"http://purl.org/rss/1.0/modules/event/"
    item = b"<item><title>Monstre</title><guid>m</guid><ev:startdate>2026-12-01</ev:startdate>" + b"".join(parts)
    return before + b'<rss version="2.0" xmlns:ev="' + ev + b'"><channel>' + item + b"</item></channel></rss>"


def bomb() -> bytes:
    """A billion laughs."""
    lines = [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12)]
    return ("<!DOCTYPE rss [<!ENTITY l0 'ha'>" + "".join(lines) + "]>").encode()


def _one_line(before: bytes, after: bytes, piece: bytes = b"x") -> Callable[[], bytes]:
    return lambda: before + piece * ((LINE - len(before) - len(after)) // len(piece)) + after


def _graph() -> bytes:
    """A graph in which everything holds everything."""
    all_ = [{"@id": f"#{n}"} for n in range(150)]
    nodes = [
        {
            "@id": f"#{n}",
            "@type": "Event",
            "name": f"{n}",
            "startDate": "2026-12-01",
            "subEvent": all_,
            "superEvent": all_,
        }
        for n in range(150)
    ]
    return LD + json.dumps({"@context": "https://schema.org", "@graph": nodes}).encode() + b"</script>"


_NATIVE = b'{"format": "cantines-native/1", "events": [{"id": "m", "title": "'

MONSTERS: dict[str, Callable[[], bytes]] = {
    "entity bomb": lambda: rss(b"<description>&l11;</description>", before=bomb()),
    "entity bomb in Atom": lambda: bomb() + b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>&l11;</title>",
    "entity bomb in a page": lambda: bomb() + b"<html><div class=h-event>&l11;<i class=dt-start>2026-12-01</i>",
    "entities in attributes": lambda: rss(b"<link href='" + b"&l11;" * 10_000 + b"'/>", before=bomb()),
    "long entity many times": lambda: rss(
        b"<description>" + b"&a;" * 100_000 + b"</description>",
        before=b"<!DOCTYPE rss [<!ENTITY a '" + b"a" * 100_000 + b"'>]>",
    ),
    "deep JSON": lambda: b'{"events":' * 400_000,
    "deep JSON that ends": lambda: b"[" * 900_000 + b"]" * 900_000,
    "deep JSON below the limit": lambda: b'{"events": [' + (b"[" * 900 + b"]" * 900 + b",") * 50 + b"1]}",
    "deep JSON-LD": lambda: LD + b'{"@graph":' * 400_000,
    "graph of everything": _graph,
    "elements within each other": lambda: b"<html>" + b"<div class='h-event vevent'>" * 100_000,
    "one line of iCalendar": _one_line(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261201\nSUMMARY:", b""),
    "one line that never ends": _one_line(b"BEGIN:VCALENDAR", b""),
    "one property name": _one_line(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n", b":\nEND:VEVENT\nEND:VCALENDAR", b"X-"),
    "one line of parameters": _one_line(
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART", b":20261201\nEND:VEVENT\nEND:VCALENDAR", b';X="a'
    ),
    "folded for ever": _one_line(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:", b"\nEND:VEVENT\nEND:VCALENDAR", b"\n x"),
    "carriage returns": _one_line(b"BEGIN:VCALENDAR", b"", b"\r"),
    "commas": _one_line(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261201\nCATEGORIES:", b"\nEND:VEVENT", b","),
    "dates": _one_line(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261201\nRDATE:", b"\nEND:VEVENT", b"20261201,"),
    "one line of JSON": _one_line(_NATIVE, b'", "start": "2026-12-01"}]}'),
    "one number": _one_line(b'{"events": [{"id": ', b"}]}", b"9"),
    "escapes": _one_line(_NATIVE, b'", "start": "2026-12-01"}]}', b"\\ud800"),
    "one line of RSS": _one_line(b"<rss><channel><item><title>", b"</title></item></channel></rss>"),
    "one CDATA": _one_line(b"<rss><channel><item><description><![CDATA[", b"]]></description></item>", b"<p>12 mai "),
    "ampersands": _one_line(b"<rss><channel><item><description>", b"</description></item></channel></rss>", b"&amp;"),
    "one line of HTML": _one_line(b"<html><p class=h-event>", b"</p>"),
    "brackets": _one_line(b"<html>", b"", b"<"),
    "one class": _one_line(b"<html><p class='", b"'>", b"h-event "),
    "one script": _one_line(LD, b"</script>", b"[{},"),
    "one description in a page": _one_line(
        LD + b'{"@context":"https://schema.org","@type":"Event","name":"a","startDate":"2026-12-01","description":"',
        b'"}</script>',
        b"&lt;p ",
    ),
    "NULs": _one_line(b"", b""[:0], b"\x00"),
    "blanks": _one_line(b" ", b"{}", b" "),
    "blanks of every kind": _one_line("\u2028\u3000".encode(), b"<rss>", "\u2028\u3000".encode()),
}
"""By name, what makes the body: they are large."""

EVIL = "Atelier <script>alert(1)</script><img src=x onerror=alert(2)>&lt;svg onload=alert(3)&gt;\" onclick=alert(4) x='"
"""A text that wants to be run."""

LINKS = (
    "javascript:alert(5)",
    "JaVaScRiPt:alert(5)",
    " java\tscript:alert(5)",
    "data:text/html,<script>alert(6)</script>",
    "vbscript:x",
    "//evil.example\\@a",
)


def _calendar(link: str) -> bytes:
    evil = EVIL.replace(",", "\\,").replace(";", "\\;").encode()
    url = link.encode()
    names = (b"LOCATION", b"DESCRIPTION", b"CATEGORIES", b"COMMENT", b"CONTACT", b"RESOURCES", b"X-COST")
    lines = [name + b":" + evil for name in names]
    lines += [b"X-ALT-DESC;FMTTYPE=text/html:" + evil + b"<a href='" + url + b"'>x</a>"]
    lines += [b'ORGANIZER;CN="' + evil.replace(b'"', b"") + b'":' + url, b"URL:" + url, b"ATTACH:" + url]
    lines += [b"IMAGE;VALUE=URI:" + url, b"CONFERENCE;VALUE=URI;LABEL=x:" + url, b"X-GOOGLE-CONFERENCE:" + url]
    return vcalendar(*lines).replace(b"SUMMARY:Monstre", b"SUMMARY:" + evil).replace(b"UID:m", b"UID:" + url)


def _native(link: str) -> bytes:
    event = {
        "id": link, "title": EVIL, "start": "2026-12-01T18:00:00", "description": f"{EVIL}<a href='{link}'>x</a>",
        "url": link, "online_url": link, "registration_url": link, "categories": [EVIL], "audience": [EVIL],
        "place": {"name": EVIL, "address": EVIL, "city": EVIL}, "price": {"text": EVIL}, "licence": EVIL,
        "organiser": {"name": EVIL, "url": link}, "image": {"url": link, "credit": EVIL, "alt": EVIL}, "links": [link],
    }  # fmt: skip
    space = {"hours": EVIL, "message": EVIL, "amenities": [EVIL], "rooms": [{"name": EVIL}], "contact": link}
    space |= {"rates": [{"label": EVIL, "unit": EVIL}], "accessibility": EVIL}
    return json.dumps({"format": "cantines-native/1", "events": [event], "space": space}).encode()


def _feed(link: str) -> bytes:
    text, url = escape(EVIL), escape(link)
    parts = f"<link>{url}</link><description>{text}{escape(f'<a href={link!r}>x</a>')}</description>"
    parts += f"<category>{text}</category><author>{text}</author><ev:location>{text}</ev:location>"
    parts += f"<ev:organizer>{url}</ev:organizer><enclosure url={quoteattr(link)} type='image/png'/>"
    return rss(parts.encode()).replace(b"<title>Monstre", f"<title>{text}".encode())


def _json_feed(link: str) -> bytes:
    told = {"start": "2026-12-01T18:00:00+01:00", "place": {"name": EVIL, "address": EVIL}, "price": {"text": EVIL}}
    told |= {"host": {"id": "x", "name": EVIL, "url": link}, "registration_url": link, "online_url": link}
    item = {"id": link, "url": link, "external_url": link, "title": EVIL, "content_html": EVIL, "image": link}
    item |= {"tags": [EVIL], "language": EVIL, "_cantines": told}
    document = {"version": "https://jsonfeed.org/version/1.1", "title": EVIL, "next_url": link, "items": [item]}
    return json.dumps(document).encode()


def _tribe(link: str) -> bytes:
    event = {
        "id": 1, "global_id": link, "url": link, "title": EVIL, "description": f"{EVIL}<a href='{link}'>x</a>",
        "start_date": "2026-12-01 18:00:00", "timezone": "Europe/Paris", "cost": EVIL, "website": link,
        "image": {"url": link}, "categories": [{"name": EVIL}], "venue": {"venue": EVIL, "address": EVIL, "city": EVIL},
        "organizer": [{"organizer": EVIL, "website": link}],
    }  # fmt: skip
    return json.dumps({"events": [event], "rest_url": link, "next_rest_url": link, "total": 1}).encode()


def _openagenda(link: str) -> bytes:
    event = {
        "uid": 1, "slug": link, "title": {"fr": EVIL}, "description": {"fr": EVIL}, "conditions": {"fr": EVIL},
        "longDescription": {"fr": f"# {EVIL}\n[x]({link}) ![y]({link}) <{link}>"}, "keywords": {"fr": [EVIL]},
        "image": {"base": link, "filename": link}, "imageCredits": EVIL, "onlineAccessLink": link,
        "registration": [{"type": "link", "value": link}], "links": [{"link": link}],
        "timings": [{"begin": "2026-12-01T18:00:00+01:00", "end": "2026-12-01T20:00:00+01:00"}], "state": 2,
        "location": {"name": EVIL, "address": EVIL, "city": EVIL}, "originAgenda": {"title": EVIL, "uid": link},
    }  # fmt: skip
    return json.dumps({"total": 1, "events": [event], "success": True}).encode()


def _gancio(link: str) -> bytes:
    event = {
        "id": 1, "title": EVIL, "slug": link, "start_datetime": 1796144400,
        "description": f"{EVIL}<a href='{link}'>x</a>",
        "media": [{"url": link, "name": EVIL}], "online_locations": [link], "tags": [EVIL], "ap_id": link,
        "place": {"name": EVIL, "address": EVIL}, "is_visible": True,
    }  # fmt: skip
    return json.dumps([event]).encode()


def _activity(link: str) -> bytes:
    event = {
        "type": "Event", "id": link, "url": link, "name": EVIL, "content": f"{EVIL}<a href='{link}'>x</a>",
        "startTime": "2026-12-01T18:00:00Z", "location": {"type": "Place", "name": EVIL, "address": EVIL, "url": link},
        "attachment": [{"type": "Document", "mediaType": "image/png", "url": link}, {"type": "Link", "href": link}],
        "tag": [{"type": "Hashtag", "name": EVIL}], "attributedTo": {"name": EVIL, "url": link}, "category": EVIL,
        "externalParticipationUrl": link,
    }  # fmt: skip
    context = "https://www.w3.org/ns/activitystreams"
    return json.dumps({"@context": context, "type": "OrderedCollection", "orderedItems": [event]}).encode()


def _json_ld(link: str) -> bytes:
    event = {
        "@context": "https://schema.org", "@type": "Event", "@id": link, "url": link, "name": EVIL, "description": EVIL,
        "startDate": "2026-12-01T18:00:00+01:00", "image": link, "sameAs": [link], "keywords": EVIL, "inLanguage": EVIL,
        "location": {"@type": "Place", "name": EVIL, "address": EVIL, "url": link},
        "organizer": {"@type": "Organization", "name": EVIL, "url": link}, "offers": {"price": EVIL, "url": link},
    }  # fmt: skip
    return LD + json.dumps(event).replace("</", "<\\/").encode() + b"</script>"


def _microformat(link: str) -> bytes:
    text, url = escape(EVIL), quoteattr(link)
    page = f"<html><div class='h-event'><a class='p-name u-url' href={url}>{text}</a><i class='dt-start'>2026-12-01</i>"
    page += (
        f"<p class='p-category'>{text}</p><p class='e-content'>{EVIL}<a href={url}>x</a></p><img class='u-featured' "
    )
    page += (
        f"src={url}><p class='p-location h-card'>{text}</p><a class='p-organizer h-card' href={url}>{text}</a></div>"
    )
    return page.encode()


def _space(link: str) -> bytes:
    document = {
        "api_compatibility": ["14", "15"], "space": EVIL, "logo": link, "url": link, "contact": {"email": link},
        "location": {"address": EVIL, "hint": EVIL, "areas": [{"name": EVIL, "description": EVIL}]},
        "state": {"open": True, "message": EVIL, "icon": {"open": link}}, "ext_opening_hours": EVIL,
        "membership_plans": [{"name": EVIL, "value": 1, "currency": EVIL, "billing_interval": EVIL}],
    }  # fmt: skip
    return json.dumps(document).encode()


EVERYWHERE: dict[str, Callable[[str], bytes]] = {
    "ics": _calendar,
    "native": _native,
    "webfeed": _feed,
    "jsonfeed": _json_feed,
    "tribe": _tribe,
    "openagenda": _openagenda,
    "gancio": _gancio,
    "mobilizon": _activity,
    "schemaorg": _json_ld,
    "hevent": _microformat,
    "spaceapi": _space,
}
"""By format, a body with `EVIL` in every text and a link in every place for one."""
