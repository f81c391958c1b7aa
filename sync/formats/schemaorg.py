"""schema.org in web pages: events and spaces in JSON-LD, microdata and RDFa, and bare JSON-LD documents.

Reads bytes into records and a space, and names the pages to read further; knows no network and no database.
"""

from __future__ import annotations

import re

from federation.domain.event import Notice
from federation.errors import FormatError
from sync.formats.parsed import Context, Format, Parsed, few
from sync.formats.schemaorg_parts import jsonld, microdata, rdfa
from sync.formats.schemaorg_parts.events import Reading
from sync.formats.schemaorg_parts.items import Found, Item
from sync.formats.schemaorg_parts.space import own_space
from sync.formats.web_page import heading
from sync.formats.web_page_parts.links import canonical, further, is_event_path
from sync.formats.web_page_parts.tree import Page, decoded, parse

_SCHEMA = re.compile(rb"schema\.org", re.IGNORECASE)
_WORDS = rb"(?:[A-Za-z]{0,40}Event|EventSeries|Festival|Hackathon|CourseInstance|ItemList)"
_TELLS = re.compile(
    rb"""["'/:;\s]""" + _WORDS + rb"""["'&\s\\]|typeof=[^>]{0,60}""" + _WORDS + rb"|openingHours|amenityFeature"
)
_JSON = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*"(?:@context|@graph|@id|@type)"')
_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html|head|body|!--)", re.I)


def sniff(body: bytes, media_type: str) -> bool:
    """Whether the bytes are a web page or a JSON-LD document in which schema.org names an event, a list or hours."""
    page = _HTML.match(body[:2_000]) is not None or "html" in media_type
    if not page and not _JSON.match(body[:2_000]) and "ld+json" not in media_type:
        return False
    return _SCHEMA.search(body) is not None and _TELLS.search(body) is not None


def read(body: bytes, context: Context) -> Parsed:
    """The events of a page, its space, and the pages that hold more of them.

    Wall times without an offset are told in the context's zone. A page with events names at most its next page as
    `further`; one without names the events it links to. Raises FormatError: `empty`; `page-broken` when what would
    have told events is a script that cannot be read; `html` for a page that has nothing of all that, unless its
    address or its markup says that it could have (`page-without-events`).
    """
    if not body.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise FormatError("empty")
    parsed = Parsed(format="schemaorg")
    page: Page | None = None
    if _JSON.match(body[:2_000]) or body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        fronts = _document(body, context, parsed)
        base = context.url
    else:
        page = parse(body, context.url, parsed.notices)
        if page is None:
            raise FormatError("html", heading(body))
        fronts = _fronts(page, parsed)
        base = page.base
    reading = Reading(context, base, parsed)
    for number, found in enumerate(fronts):
        found.resolve()
        reading.add(found, number)
        parsed.cut |= found.full
    if parsed.cut:
        parsed.notices.append(Notice("page-cut", lost=True))
    parsed.cut |= (page is not None and page.cut) or any(found.lacking for found in fronts)
    reading.finish("" if page is None else canonical(page))
    parsed.space = own_space(fronts, parsed.notices)
    if page is not None:
        parsed.further = further(page, reading.undated, _listed(fronts), len(parsed.records) + len(parsed.unchanged))
    _settle(body, page, fronts, context, parsed)
    return parsed


def _document(body: bytes, context: Context, parsed: Parsed) -> list[Found]:
    found = Found(context.url)
    jsonld.read_text(decoded(body, parsed.notices), found, "", parsed.notices)
    return [found]


def _fronts(page: Page, parsed: Parsed) -> list[Found]:
    """What each syntax gives, in the order in which they are believed."""
    fronts = [Found(page.base), Found(page.base), Found(page.base)]
    jsonld.read_page(page, fronts[0], parsed.notices)
    microdata.read_page(page, fronts[1])
    rdfa.read_page(page, fronts[2])
    return fronts


def _listed(fronts: list[Found]) -> list[str]:
    """The addresses in the ItemLists of a page."""
    found = []
    for front in fronts:
        for item in front.all:
            if "ItemList" in item.types:
                found += [address for value in item.values("itemListElement") if (address := _listed_at(value))]
    return found


def _listed_at(value: Item | str) -> str:
    if isinstance(value, str):
        return value
    inner = next(iter(value.items("item")), value)
    return value.text("url") or inner.text("url") or inner.id or value.text("item")


def _settle(body: bytes, page: Page | None, fronts: list[Found], context: Context, parsed: Parsed) -> None:
    """Tells an answer that brought nothing: a failure, or a Notice when it could have brought something."""
    if not (parsed.records or parsed.unchanged or parsed.space or parsed.further):
        broken = next((told for told in parsed.notices if told.code == "jsonld-broken"), None)
        if broken is not None and any(front.lacking for front in fronts):
            raise FormatError("page-broken", f"{broken.path} {broken.value}".strip(), line=broken.line)
        if page is not None and not any(front.all for front in fronts) and not is_event_path(context.url):
            raise FormatError("html", heading(body))
        if page is None and (crowded := next((told for told in parsed.notices if told.code == "json-crowded"), None)):
            raise FormatError(crowded.code, crowded.value)
        if page is None and not fronts[0].all:
            raise FormatError("unknown-format", body[:80].decode("utf-8", "replace"))
        parsed.notices.append(Notice("page-without-events", value=context.url[:200]))
    parsed.notices = few(parsed.notices)


FORMAT = Format("schemaorg", "text/html, application/xhtml+xml, application/ld+json", sniff, read)
