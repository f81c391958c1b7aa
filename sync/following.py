"""Asking the pages of one source, one after the other: the first, or what stands in for it, then those it names.

Bounded in pages, bytes, records and time. A page that cannot be had costs only itself: what it said last stays.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from time import monotonic
from typing import Protocol

from federation.domain.changes import Known
from federation.domain.event import Notice
from federation.errors import FetchError, FormatError, SourceError
from federation.store.pages import Page
from federation.store.sources import Due
from sync.cleaning.telling import discreet
from sync.detect import accept_header, addresses, pick
from sync.fetch import Getter
from sync.formats.parsed import Context
from sync.pages import Found, contested
from sync.route import Route, followable


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What the visit of one source may cost, all its pages together; each keeps the limits of the fetcher too.

    No page is begun once `decoded` bytes (decompressed) or `records` were read. `total` is well below the lease of a
    source, for what was read must still be drawn and written.

    `kept` is for all visits together: records that the hub keeps of one source. A busy place fills it in a hundred
    years; what gives everything another name each hour fills it in days, and then costs no more.
    """

    pages: int = 40
    decoded: int = 60_000_000
    records: int = 20_000
    kept: int = 50_000
    total: timedelta = timedelta(seconds=120)


BOUNDS = Bounds()


class Memory(Protocol):
    """What the hub holds of a source."""

    def known(self, source_id: int) -> Mapping[str, Known]:
        """Every record, by key."""


@dataclass(slots=True, kw_only=True)
class Visited:
    """The pages of a visit, the first one first. `cut`: some of what the source says may be missing in them."""

    pages: list[Found]
    notices: list[Notice] = field(default_factory=list)
    cut: bool = False

    @property
    def news(self) -> bool:
        """Whether anything was read, or could not be."""
        return any(page.parsed is not None or page.missing for page in self.pages)


class Asking:
    """One visit while it lasts. With `anew` no validator and no fingerprint counts; `memory` is asked when needed."""

    def __init__(
        self, fetcher: Getter, due: Due, memory: Memory, *, anew: bool, now: datetime, bounds: Bounds = BOUNDS
    ) -> None:
        self._fetcher, self._due, self._memory = fetcher, due, memory
        self.anew, self._now, self._bounds = anew, now, bounds
        self._until = monotonic() + bounds.total.total_seconds()
        self._decoded = 0
        self._records = 0

    @cached_property
    def held(self) -> Mapping[str, Known]:
        """Every record that the hub holds of the source, by key."""
        return self._memory.known(self._due.speaker.id)

    @cached_property
    def prints(self) -> Mapping[str, str]:
        """Their fingerprints, as far as they count."""
        return {} if self.anew else {key: record.fingerprint for key, record in self.held.items()}

    def visit(self) -> Visited:
        """Ask all pages; raises the SourceError of the first one when neither it nor another address can be read."""
        visited = self._first()
        if visited.pages[0].further:
            self._follow(visited)
        if any(page.parsed for page in visited.pages) and (len(visited.pages) > 1 or _was_one_of_several(visited)):
            self._settle(visited)
        return visited

    def _first(self) -> Visited:
        source = self._due.source
        best, *others = addresses(source.format, source.url)
        try:
            return Visited(pages=[self._ask(best, source.format)])
        except SourceError as error:
            if found := self._standing_in(others, error):
                shown = f"{error.code}, {error.detail}" if error.detail else error.code
                return Visited(pages=[found], notices=[Notice("fallback", value=shown[:200])], cut=True)
            raise

    def _standing_in(self, others: list[str], error: SourceError) -> Found | None:
        """The first of the other addresses that can be read, as long as the one before it is not merely unwell."""
        for address in others:
            if not _final(error):
                return None
            try:
                return self._ask(address, "auto")
            except SourceError as next_error:
                error = next_error
        return None

    def _follow(self, visited: Visited) -> None:
        first = visited.pages[0]
        assert first.answer is not None
        route = Route(first.answer.url, first.address)
        route.add(first.further)
        while address := route.next():
            if stop := self._exhausted(len(visited.pages)):
                visited.notices.append(stop)
                self._leave(visited)
                break
            page = self._further(address, first.format, route)
            visited.pages.append(page)
            visited.cut |= page.missing
            route.add(page.further)
            if isinstance(page.error, FetchError) and page.error.code == "too-many-requests":
                self._leave(visited)
                break
        visited.notices += route.notices()

    def _further(self, address: str, format_name: str, route: Route) -> Found:
        try:
            return self._ask(address, format_name, route)
        except SourceError as error:
            return Found(address=address, last=self._due.pages.get(address), error=error)

    def _leave(self, visited: Visited) -> None:
        """The visit ends here: the pages that it did not come to say what they said last."""
        seen = {page.address for page in visited.pages}
        rest = [(address, last) for address, last in self._due.pages.items() if address not in seen]
        visited.pages += [Found(address=address, last=last) for address, last in rest]
        visited.cut = True

    def _settle(self, visited: Visited) -> None:
        """Ask for whole the pages whose content decides which page says most of a record."""
        whole = set(contested(visited.pages, self.held))
        for place, page in enumerate(visited.pages):
            if page.address in whole and not self._exhausted(0):
                try:
                    visited.pages[place] = self._ask(page.address, page.format, whole=True)
                except SourceError:
                    visited.cut = True  # what it said last stays

    def _exhausted(self, asked: int) -> Notice | None:
        bounds = self._bounds
        if self._records >= bounds.records:
            return Notice("too-many-events", path="further", value=f"> {bounds.records}", lost=True)
        reached = ""
        if asked >= bounds.pages:
            reached = f"> {bounds.pages} pages"
        elif self._decoded >= bounds.decoded:
            reached = f"> {bounds.decoded / 1_000_000:g} MB"
        elif monotonic() >= self._until:
            reached = f"> {bounds.total.total_seconds():g} s"
        return Notice("too-many-pages", value=reached, lost=True) if reached else None

    def _ask(self, address: str, format_name: str, route: Route | None = None, *, whole: bool = False) -> Found:
        """One page, read unless its validators or its hash vouch for it; raises SourceError."""
        last = self._due.pages.get(address)
        vouching = Page() if whole or self.anew or last is None else last
        answer = self._fetcher.get(
            address,
            etag=vouching.etag,
            last_modified=vouching.last_modified,
            accept=accept_header(format_name),
            now=self._now,
            within=timedelta(seconds=max(self._until - monotonic(), 0)),
        )
        if route is not None and not route.arrive(answer.url):
            raise FetchError("page-foreign", answer.url[:200], phase="redirect")
        found = Found(address=address, last=last, answer=replace(answer, body=b""))
        self._decoded += len(answer.body)
        if answer.not_modified:
            return found
        found.body_hash = hashlib.blake2b(answer.body, digest_size=16).hexdigest()
        if found.body_hash != vouching.body_hash:
            self._read(found, answer.body, format_name, whole=whole)
        return found

    def _read(self, found: Found, body: bytes, format_name: str, *, whole: bool) -> None:
        assert found.answer is not None
        if not whole:
            found.known = self.prints
            if found.last is not None and found.last.prints and not self.anew:
                found.known = {**self.prints, **found.last.prints}
        chosen = pick(format_name, body, found.answer.media_type)
        context = Context(zone=self._due.site.zone, url=found.answer.url, known=found.known)
        found.parsed = parsed = chosen.read(body, context)
        parsed.producer = parsed.producer or found.answer.generator
        parsed.further, odd = followable(parsed.further)
        parsed.notices = [discreet(notice) for notice in [*parsed.notices, *odd]]
        self._records += len(parsed.records) + len(parsed.unchanged)


def _was_one_of_several(visited: Visited) -> bool:
    last = visited.pages[0].last
    return last is not None and last.prints is not None


def _final(error: SourceError) -> bool:
    """Whether another address may be asked: this one is wrong or refused, not merely out of reach or pressed."""
    if isinstance(error, FormatError) or error.permanent:
        return True
    status = error.status if isinstance(error, FetchError) else None
    return status is not None and status >= 400 and status != 429
