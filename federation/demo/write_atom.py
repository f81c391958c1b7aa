"""What comes as Atom (RFC 4287), the dates in the elements of the RSS event module; each date is an entry."""

from __future__ import annotations

from typing import Any

from lxml import etree

from federation.demo.announced import Programme
from federation.demo.facts import place
from federation.demo.happenings import Happening, coming
from federation.demo.wording import as_html, summary
from federation.demo.write_rss import add_event
from federation.demo.xml import ATOM, EV, add, w3c, written

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
_A = f"{{{ATOM}}}"
_SPACES: dict[Any, str] = {None: ATOM, "ev": EV}


def write_atom(programme: Programme) -> bytes:
    """The feed; equal programmes give equal bytes."""
    found = place(programme.site_id)
    address = f"{programme.base}/agenda.atom"
    root = etree.Element(f"{_A}feed", nsmap=_SPACES)
    root.set("{http://www.w3.org/XML/1998/namespace}lang", "fr")
    add(root, f"{_A}id", f"tag:{found.domain},2012:agenda")
    add(root, f"{_A}title", f"{found.name} : l’agenda")
    add(root, f"{_A}updated", w3c(programme.changed_at))
    add(root, f"{_A}link", rel="self", type="application/atom+xml", href=address)
    add(root, f"{_A}link", rel="alternate", type="text/html", href=f"{programme.base}{found.agenda}")
    add(add(root, f"{_A}author"), f"{_A}name", found.name)
    for happening in coming(programme):
        _entry(root, happening, found.domain)
    return written(root)


def _entry(root: Any, found: Happening, domain: str) -> None:
    event = found.event
    entry = add(root, f"{_A}entry")
    add(entry, f"{_A}id", f"tag:{domain},2012:{found.slug}")
    add(entry, f"{_A}title", event.title)
    add(entry, f"{_A}published", w3c(found.item.created_at))
    add(entry, f"{_A}updated", w3c(found.item.changed_at))
    add(entry, f"{_A}link", rel="alternate", type="text/html", href=event.url)
    for word in event.categories:
        add(entry, f"{_A}category", term=word)
    add(entry, f"{_A}summary", summary(event, 300))
    add(entry, f"{_A}content", as_html(event.description), type="html")
    add_event(entry, event)
