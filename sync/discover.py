"""From the address of a site to the sources it publishes: what its page names, tried, read and ranked.

A visit by a stranger: the page, the addresses that it names or that its software is known for, and at most one page
behind it. Bounded in requests and in time, whatever the site answers; nothing is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

from federation.domain.discretion import without_secrets
from federation.domain.event import Notice
from federation.errors import SourceError
from sync.discovery.offer import Offer, ranked, without_echoes
from sync.discovery.purse import Purse
from sync.discovery.search import Search
from sync.fetch import Getter
from sync.platforms import is_facebook

REQUESTS = 15
TOTAL = timedelta(seconds=20)


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
    search = Search(Purse(fetcher, requests, total), now, zone)
    error: SourceError | None = None
    notices: tuple[Notice, ...] = ()
    where = url
    try:
        where = search.run(url)
        notices = search.notices()
    except SourceError as problem:
        problem.detail = without_secrets(problem.detail)
        error = problem
        notices = (Notice("facebook", value=without_secrets(url)[:200]),) if is_facebook(url) else ()
    return Discovery(
        url=where,
        offers=tuple(without_echoes(ranked(search.offers))),
        notices=notices,
        error=error,
        requests=search.purse.asked,
        took=timedelta(seconds=monotonic() - began),
    )
