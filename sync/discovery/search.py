"""The course of a discovery: the page, then what it names, a few at once, while requests and time are left."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from federation.domain.event import Notice
from federation.errors import FetchError, SourceError
from sync.detect import accept_header
from sync.discovery.candidate import Candidate, Turn
from sync.discovery.candidates import candidates, given, in_turn, is_data, plain
from sync.discovery.offer import Offer, offer
from sync.discovery.purse import Purse
from sync.discovery.signs import signs
from sync.discovery.sitemap import is_map, lists_behind, sitemap_of, sitemaps_in
from sync.fetch import Answer
from sync.following import Bounds
from sync.platforms import is_facebook
from sync.trial import completed, has_scheme, try_out

_AT_ONCE = 4
_PAGES = 4
_LONGEST = timedelta(seconds=20)
_MOST_BYTES = 10_000_000
_MOST_RECORDS = 5_000
_PAGE_TURNS = (Turn.AGENDA, Turn.PAGE)


@dataclass(slots=True)
class Search:
    """One discovery while it lasts: what waits to be tried, what was, and what it brought."""

    purse: Purse
    now: datetime
    zone: str
    waiting: list[Candidate] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    offers: list[Offer] = field(default_factory=list)
    facebook: str = ""
    by_script: str = ""

    def run(self, url: str) -> str:
        """Look for sources from a page on; the address where that page was found. Raises SourceError when none was."""
        home = self._home(url)
        page = not is_data(home.body, home.media_type)
        if page:
            self._look(home, led_on=True)
        else:
            self._queue([given(home.url)])
        self._try_all()
        if not any(one.upcoming for one in self.offers):
            self._read_on()
        if page and not any(one.usable for one in self.offers):
            self._by_sitemap(home.url)
        return home.url

    def _home(self, url: str) -> Answer:
        """The page; a name alone, as people type it, is asked over https, then over http."""
        asked = completed(url)
        try:
            return self._get(asked)
        except FetchError as error:
            if has_scheme(url) or error.status is not None:
                raise
            return self._get(asked.replace("https:", "http:", 1))

    def _get(self, url: str) -> Answer:
        return self.purse.get(url, accept_header(), self.now)

    def _look(self, page: Answer, *, led_on: bool = False) -> None:
        """Queue what a page offers; with `led_on` also what the page offers that it sends its readers on to."""
        found = signs(page.body, page.url, page.generator)
        self._queue(candidates(found, page.media_type))
        self.by_script = self.by_script or (page.url if found.by_script else "")
        self.facebook = self.facebook or next((url for url in found.named if is_facebook(url)), "")
        if led_on and found.leads_to:
            self._led_on(found.leads_to)

    def _led_on(self, url: str) -> None:
        try:
            page = self._get(url)
        except SourceError:
            return
        if is_data(page.body, page.media_type):
            self._queue([given(page.url)])
        else:
            self._look(page)

    def _queue(self, found: Iterable[Candidate]) -> None:
        for candidate in found:
            if plain(candidate.url) not in self.seen:
                self.seen.add(plain(candidate.url))
                self.waiting.append(candidate)
        self.waiting = in_turn(self.waiting)

    def _try_all(self) -> None:
        """Try what waits, a few at once, as long as there are requests left; then look at the pages among it."""
        while self.waiting and self.purse.left:
            self._leave_the_needless()
            batch, self.waiting = self.waiting[:_AT_ONCE], self.waiting[_AT_ONCE:]
            if not batch:
                break
            shares = _shares(batch, self.purse.left)
            with ThreadPoolExecutor(len(batch)) as pool:
                found = list(pool.map(self._try, batch, shares))
            self.offers += [one for one in found if not _out_of_budget(one)]
            self.waiting = [one.candidate for one in found if _out_of_budget(one)] + self.waiting
            if not any(not _out_of_budget(one) for one in found):
                break
            for candidate in batch:
                if candidate.turn is Turn.AGENDA and self.purse.knows(candidate.url):
                    self._look_behind(candidate)

    def _leave_the_needless(self) -> None:
        """Take from what waits all that would only repeat what is known: a stranger should be no burden."""
        if any(one.upcoming and not one.guessed for one in self.offers):
            self.waiting = [one for one in self.waiting if one.format != "event-pages" and one.turn is not Turn.LINKED]
        if any("hours" in one.space for one in self.offers):
            self.waiting = [one for one in self.waiting if one.turn not in (Turn.PLACE, Turn.WELL_KNOWN)]

    def _read_on(self) -> None:
        """Nothing tells a date yet: what is left goes to the first list of which only some pages were read."""
        for place, one in enumerate(self.offers):
            if one.error is None and not one.whole and self.purse.left:
                self.offers[place] = self._try(one.candidate, self.purse.left)
                return

    def _try(self, candidate: Candidate, share: int) -> Offer:
        bounds = Bounds(pages=max(share, 1), decoded=_MOST_BYTES, records=_MOST_RECORDS, total=_LONGEST)
        allowance = self.purse.allowance(share)
        return offer(
            candidate, try_out(allowance, candidate.url, candidate.format, self.zone, self.now, bounds), self.now
        )

    def _look_behind(self, candidate: Candidate) -> None:
        """What an agenda page offers besides itself, but no further pages: one step is enough."""
        try:
            page = self._get(candidate.url)
        except SourceError:
            return
        if not is_data(page.body, page.media_type):
            found = signs(page.body, page.url, page.generator)
            self._queue(one for one in candidates(found, page.media_type) if one.turn not in _PAGE_TURNS)

    def _by_sitemap(self, url: str) -> None:
        """The last resort: the page above the events that the site's map lists."""
        root = f"{urlsplit(url).scheme}://{urlsplit(url).netloc}"
        try:
            body = self._map(root)
            for address in sitemaps_in(body, root)[:1]:
                body = self._get(address).body
        except SourceError:
            return
        self._queue(Candidate(page, "auto", "sitemap", Turn.PERHAPS) for page in lists_behind(body, root))
        self._try_all()

    def _map(self, root: str) -> bytes:
        """The site's map, at its usual address, else where robots.txt says. Raises SourceError."""
        try:
            body = self._get(f"{root}/sitemap.xml").body
        except SourceError:
            body = b""
        if is_map(body):
            return body
        address = sitemap_of(self._get(f"{root}/robots.txt").body, root)
        return self._get(address).body if address else b""

    def notices(self) -> tuple[Notice, ...]:
        """What stands in the way of a better answer."""
        notices = []
        if self.waiting:
            notices.append(Notice("budget-spent", value=str(self.purse.asked)))
        if not any(one.usable for one in self.offers):
            notices.append(Notice("nothing-found"))
            if self.by_script:
                notices.append(Notice("page-by-script", value=self.by_script[:200]))
            if self.facebook:
                notices.append(Notice("facebook", value=self.facebook[:200]))
        return tuple(notices)


def _shares(batch: list[Candidate], left: int) -> list[int]:
    """How many requests each may make: one at least as far as they go round, more for what is told over pages."""
    shares = [0] * len(batch)
    for turn in range(_PAGES):
        for place in range(len(batch)):
            if left and (turn == 0 or batch[place].turn is not Turn.WELL_KNOWN):
                shares[place], left = shares[place] + 1, left - 1
    return shares


def _out_of_budget(one: Offer) -> bool:
    return one.error is not None and one.error.code == "budget-spent"
