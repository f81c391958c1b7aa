"""How many visits one host gets at once from this process: a place is taken before connecting, given back after."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

from sync.fetching.visit import Visit


class Slots:
    """Places per host:port; safe between threads, and forgetful: a host nobody visits takes no memory."""

    def __init__(self, per_host: int) -> None:
        self._per_host = per_host
        self._taken: dict[str, int] = {}
        self._changed = Condition()

    @contextmanager
    def taken(self, authority: str, visit: Visit) -> Iterator[None]:
        """Hold a place at `authority`; the wait for it counts toward the total of `visit` (FetchError)."""
        self._take(authority, visit)
        try:
            yield
        finally:
            self._give_back(authority)

    def _take(self, authority: str, visit: Visit) -> None:
        with self._changed:
            while self._taken.get(authority, 0) >= self._per_host:
                self._changed.wait(visit.left())
            self._taken[authority] = self._taken.get(authority, 0) + 1

    def _give_back(self, authority: str) -> None:
        with self._changed:
            self._taken[authority] -= 1
            if not self._taken[authority]:
                del self._taken[authority]
            self._changed.notify_all()
