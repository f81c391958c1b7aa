"""Looking, once a day, whether the page of a site that is or would be labelled shows the badge or leads to the network.

Which page: `label_page_url` of the profile, else the web site. What counts: a picture of `/label/SITE/badge.svg` of
the hub is the badge; a link to `/lieux/SITE` or to `/label/SITE` is the link. A page that cannot be read says nothing:
what was seen before stays, with its date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import structlog

from federation.domain.event import Notice
from federation.errors import FetchError
from federation.store.database import Store
from federation.store.label.sightings import Sighting, note, pages_due
from sync.fetch import Answer, Getter
from sync.formats.web_page_parts.tree import Page, parse

log = structlog.get_logger()

AT_ONCE = 50
"""Pages looked at in one tick."""

_WITHIN = timedelta(seconds=15)
_PICTURES = ("img", "object", "embed", "iframe", "source")


@dataclass(slots=True)
class Sighter:
    """What looking needs. `public` is the address the public sees of this hub, without a slash at its end."""

    store: Store
    fetcher: Getter
    clock: Callable[[], datetime]
    public: str
    stopping: Callable[[], bool] = lambda: False

    def look(self) -> int:
        """Look at the pages that are due, one after the other; returns how many could be read."""
        now = self.clock()
        with self.store.session() as session:
            due = pages_due(session, now, AT_ONCE)
        found = 0
        for site, page in due:
            if self.stopping():
                break
            sighting = self._sighting(site, page, now)
            with self.store.writing() as session:
                note(session, sighting)
            found += not sighting.reason
        return found

    def _sighting(self, site: str, page: str, now: datetime) -> Sighting:
        try:
            answer = self.fetcher.get(page, accept="text/html", now=now, within=_WITHIN)
        except FetchError as error:
            log.info("page not read", site=site, reason=error.code)
            return Sighting(site, page, (), now, error.code)
        return Sighting(site, page, seen(answer, self.public, site), now)


def seen(answer: Answer, public: str, site: str) -> tuple[str, ...]:
    """Which signs of the network a page shows: `badge`, `link`, both or nothing."""
    notices: list[Notice] = []
    page = parse(answer.body, answer.url, notices)
    if page is None:
        return ()
    found = set()
    if any(
        _is(address, public, (f"/label/{site}/badge.svg",)) for address in _addresses(page, _PICTURES, ("src", "data"))
    ):
        found.add("badge")
    if any(
        _is(address, public, (f"/lieux/{site}", f"/label/{site}")) for address in _addresses(page, ("a",), ("href",))
    ):
        found.add("link")
    return tuple(sorted(found))


def _addresses(page: Page, tags: Sequence[str], names: Sequence[str]) -> Iterator[str]:
    for element in page.root.iter(*tags):
        for name in names:
            if address := element.get(name):
                yield page.link(address)


def _is(address: str, public: str, paths: Sequence[str]) -> bool:
    """Whether an address is one of these paths of the hub, in any language; https and http are one."""
    try:
        one, hub = urlsplit(address), urlsplit(public)
    except ValueError:
        return False
    path = one.path.removeprefix(hub.path).removeprefix("/en").rstrip("/")
    return one.netloc.lower() == hub.netloc.lower() and path in paths
