"""From the address of a site to the sources it publishes: what its page names, tried, read and ranked.

A visit by a stranger: the page, the addresses that it names or that its software is known for, and at most one page
behind it. Bounded in requests and in time, whatever the site answers; nothing is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from time import monotonic
from urllib.parse import urlsplit

from federation.domain.event import Notice
from federation.errors import FetchError, SourceError
from sync.detect import accept_header
from sync.discovery.candidate import Candidate, Turn
from sync.discovery.candidates import candidates, given, in_turn, is_data, plain
from sync.discovery.offer import Offer, offer, ranked, without_echoes
from sync.discovery.purse import Purse
from sync.discovery.signs import signs
from sync.discovery.sitemap import lists_behind, sitemaps_in
from sync.fetch import Answer, Getter
from sync.following import Bounds
from sync.platforms import is_facebook
from sync.trial import completed, try_out

REQUESTS = 15
TOTAL = timedelta(seconds=20)

_AT_ONCE = 4
_PAGES = 4
_MOST_BYTES = 10_000_000
_PAGE_TURNS = (Turn.AGENDA, Turn.PAGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """What was found at `url`: the offers, best first, and what stands in the way (`notices`).

    `error` tells why the page itself could not be had. `requests` is what all of it cost, `took` how long it was.
    """

    url: str
    offers: tuple[Offer, ...] = ()
    notices: tuple[Notice, ...] = ()
    error: SourceError | None = None
    requests: int = 0
    took: timedelta = timedelta(0)

    @property
    def usable(self) -> tuple[Offer, ...]:
        """The offers that bring something."""
        return tuple(one for one in self.offers if one.usable)


def discover(
    fetcher: Getter,
    url: str,
    now: datetime,
    *,
    zone: str = "Europe/Paris",
    requests: int = REQUESTS,
    total: timedelta = TOTAL,
) -> Discovery:
    """The sources that can be found from a page, or the address itself when it is one.

    `now` (aware) is the moment from which on dates count, `zone` that of times which name none.
    """
    began = monotonic()
    search = _Search(Purse(fetcher, requests, total), now, zone)
    found = search.run(url)
    return replace(found, requests=search.purse.asked, took=timedelta(seconds=monotonic() - began))


@dataclass(slots=True)
class _Search:
    """One discovery while it lasts."""

    purse: Purse
    now: datetime
    zone: str
    waiting: list[Candidate] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    offers: list[Offer] = field(default_factory=list)
    facebook: str = ""

    def run(self, url: str) -> Discovery:
        try:
            home = self._home(url)
        except SourceError as error:
            notices = [Notice("facebook", value=url[:200])] if is_facebook(url) else []
            return Discovery(url=url, error=error, notices=tuple(notices))
        if is_data(home.body, home.media_type):
            self._queue([given(home.url)])
        else:
            self._look(home)
        self._try_all()
        if not any(one.upcoming for one in self.offers):
            self._read_on()
        if not any(one.usable for one in self.offers):
            self._by_sitemap(home.url)
        return Discovery(url=home.url, offers=tuple(without_echoes(ranked(self.offers))), notices=self._notices())

    def _home(self, url: str) -> Answer:
        """The page; a name alone, as people type it, is asked over https, then over http."""
        asked = completed(url)
        try:
            return self._get(asked)
        except FetchError as error:
            if asked == url.strip() or error.status is not None:
                raise
            return self._get(f"http://{url.strip()}")

    def _get(self, url: str) -> Answer:
        return self.purse.get(url, accept_header(), self.now)

    def _look(self, page: Answer) -> None:
        """Queue what a page offers."""
        found = signs(page.body, page.url, page.generator)
        self._queue(candidates(found, page.media_type))
        self.facebook = self.facebook or next((url for url in found.named if is_facebook(url)), "")

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
        bounds = Bounds(pages=max(share, 1), decoded=_MOST_BYTES, records=5_000, total=TOTAL)
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
            body = self._get(f"{root}/sitemap.xml").body
            for address in sitemaps_in(body, root)[:1]:
                body = self._get(address).body
        except SourceError:
            return
        self._queue(Candidate(page, "auto", "sitemap", Turn.PERHAPS) for page in lists_behind(body, root))
        self._try_all()

    def _notices(self) -> tuple[Notice, ...]:
        notices = []
        if self.waiting:
            notices.append(Notice("budget-spent", value=str(self.purse.asked)))
        if not any(one.usable for one in self.offers):
            notices.append(Notice("nothing-found"))
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
