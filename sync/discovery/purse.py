"""What a discovery may cost: so many requests, so long. What was asked once is not asked again."""

from __future__ import annotations

from datetime import datetime, timedelta
from threading import Lock
from time import monotonic

from federation.errors import FetchError, SourceError
from sync.fetch import Answer, Getter

LONGEST = timedelta(seconds=8)
"""One request; a site that drips does not use up the time of the others."""


class Purse:
    """Requests and time left, shared by all trials. Safe between threads."""

    def __init__(self, fetcher: Getter, requests: int, total: timedelta) -> None:
        self._fetcher = fetcher
        self._most = requests
        self._until = monotonic() + total.total_seconds()
        self._lock = Lock()
        self._asked = 0
        self._kept: dict[str, Answer | SourceError] = {}

    @property
    def asked(self) -> int:
        """Requests so far; an answer from another address counts for two."""
        return self._asked

    @property
    def left(self) -> int:
        """Requests that may yet be made."""
        return max(self._most - self._asked, 0) if self._seconds() > 0 else 0

    def allowance(self, requests: int) -> Allowance:
        """A part of what is left, for one trial."""
        return Allowance(self, requests)

    def get(self, url: str, accept: str, now: datetime) -> Answer:
        """An answer, asked for or kept; raises FetchError, `budget-spent` when nothing is left."""
        with self._lock:
            kept = self._kept.get(url)
            if kept is None:
                if not self.left:
                    raise FetchError("budget-spent", f"{self._asked}", phase="request")
                self._asked += 1
        if isinstance(kept, SourceError):
            raise kept
        return kept or self._ask(url, accept, now)

    def knows(self, url: str) -> bool:
        """Whether that address was asked for."""
        return url in self._kept

    def _ask(self, url: str, accept: str, now: datetime) -> Answer:
        within = min(LONGEST, timedelta(seconds=max(self._seconds(), 0.1)))
        try:
            answer = self._fetcher.get(url, accept=accept, now=now, within=within)
        except FetchError as error:
            self._kept[url] = error
            raise
        with self._lock:
            self._kept[url] = self._kept[answer.url] = answer
            self._asked += answer.url.rstrip("/") != url.rstrip("/")
        return answer

    def _seconds(self) -> float:
        return self._until - monotonic()


class Allowance:
    """What stands before the fetcher while one candidate is tried: a part of the purse."""

    def __init__(self, purse: Purse, requests: int) -> None:
        self._purse = purse
        self._left = requests

    def get(
        self,
        url: str,
        *,
        etag: str = "",
        last_modified: str = "",
        accept: str = "*/*",
        now: datetime,
        within: timedelta | None = None,
    ) -> Answer:
        """As `Fetcher.get`; raises FetchError `budget-spent` when the allowance is used up."""
        if not self._purse.knows(url):
            if not self._left:
                raise FetchError("budget-spent", url[:200], phase="request")
            self._left -= 1
        return self._purse.get(url, accept, now)
