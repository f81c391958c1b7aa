"""Which of the addresses that pages name a visit goes to. Pure."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from itertools import islice

from federation.domain.event import Notice
from federation.errors import FetchError
from sync.fetching.urls import Target, target, without_credentials

MOST_NAMED = 200
"""Further addresses of one page that are looked at."""


def followable(addresses: Iterable[str]) -> tuple[tuple[str, ...], list[Notice]]:
    """The addresses a page names, written in one way and each once, as many as are looked at; what is none is told."""
    urls: dict[str, None] = {}
    odd: list[Notice] = []
    for address in islice(addresses, MOST_NAMED):
        try:
            urls[target(address).url] = None
        except FetchError:
            odd.append(Notice("bad-value", path="further", value=without_credentials(address)))
    return tuple(urls), odd


class Route:
    """Which further addresses a visit goes to: breadth first, none twice, and all in one house.

    The house is the scheme, host and port where the first page was found (`home`); from http its https is at hand.
    """

    def __init__(self, home: str, asked: str) -> None:
        self._home = target(home)
        self._seen = {self._home.url, target(asked).url}
        self._waiting: deque[str] = deque()
        self._foreign: list[str] = []

    def add(self, addresses: Iterable[str]) -> None:
        """Addresses that a page names, as `followable` gives them."""
        for there in map(target, addresses):
            if there.url not in self._seen:
                self._seen.add(there.url)
                (self._waiting if self._at_home(there) else self._foreign).append(there.url)

    def next(self) -> str:
        """The address to go to, "" when there is none."""
        return self._waiting.popleft() if self._waiting else ""

    def arrive(self, url: str) -> bool:
        """A page was found at `url`, perhaps by a redirect; whether that is in the house."""
        there = target(url)
        self._seen.add(there.url)
        return self._at_home(there)

    def notices(self) -> list[Notice]:
        """What was odd on the way."""
        if not self._foreign:
            return []
        more = f" (+{len(self._foreign) - 1})" if len(self._foreign) > 1 else ""
        return [Notice("page-foreign", value=self._foreign[0][:180] + more)]

    def _at_home(self, there: Target) -> bool:
        home = self._home
        if there.host != home.host:
            return False
        same = (there.scheme, there.port) == (home.scheme, home.port)
        return same or (home.scheme, home.port, there.scheme, there.port) == ("http", 80, "https", 443)
