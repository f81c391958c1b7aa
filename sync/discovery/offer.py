"""What a candidate would bring, and how candidates are ranked by it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from federation.domain.event import Event, Notice
from federation.domain.producers import Producer, producer
from federation.domain.space import Space
from federation.errors import FormatError, SourceError
from sync.discovery.candidate import Candidate
from sync.pull import Pulled
from sync.trial import upcoming

GUESSED = frozenset({"date-from-text", "posts-without-date"})
"""Notices of feeds whose dates are not told as dates."""

_BOUNDED = frozenset({"too-many-pages", "page-failed"})
_PAGES = frozenset({"itself", "agenda-page", "space-page", "sitemap"})
_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A candidate that was tried. `error` tells why it brings nothing; else what it does.

    `upcoming` counts dates to come, at least so many when not `whole` (only its first pages were read). `with_end`,
    `with_place` and `described` say how many of them tell that. `guessed`: its dates are read from prose.
    """

    candidate: Candidate
    format: str = ""
    producer: Producer | None = None
    upcoming: int = 0
    whole: bool = True
    with_end: int = 0
    with_place: int = 0
    described: int = 0
    guessed: bool = False
    space: tuple[str, ...] = ()
    first: tuple[Event, ...] = ()
    notices: tuple[Notice, ...] = ()
    error: SourceError | None = None

    @property
    def usable(self) -> bool:
        """Whether it brings anything now."""
        return bool(self.upcoming or self.space)

    @property
    def carries(self) -> tuple[str, ...]:
        """What a source made of it would carry."""
        events = ("events",) if self.upcoming or not self.space else ()
        return (*events, *(("space",) if self.space else ()))

    @property
    def worth(self) -> float:
        """How much it would bring, to compare: dates to come by how fully they are told, and what it says of a place.

        A date from prose counts half, and so does what is told page by page, for its visits cost the site most.
        """
        told = self.with_end + self.with_place + self.described
        events = self.upcoming + told / 3
        return events * (0.5 if self.guessed or self.format == "event-pages" else 1) + len(self.space)


def offer(candidate: Candidate, pulled: Pulled, now: datetime) -> Offer:
    """What a trial of a candidate brought."""
    if pulled.error is not None or pulled.parsed is None:
        return Offer(candidate=candidate, error=_of_a_page(candidate, pulled.error))
    parsed, events = pulled.parsed, upcoming(pulled, now)
    notices = tuple(notice for notice in pulled.notices if notice.code not in _BOUNDED)
    return Offer(
        candidate=candidate,
        format=parsed.format,
        producer=producer(parsed.producer, parsed.format),
        upcoming=len(events),
        whole=len(notices) == len(pulled.notices),
        with_end=sum(event.end is not None for event in events),
        with_place=sum(_has_place(event) for event in events),
        described=sum(bool(event.description) for event in events),
        guessed=any(notice.code in GUESSED for notice in notices),
        space=_told(parsed.space),
        first=tuple(events[:_SHOWN]),
        notices=notices,
    )


def _of_a_page(candidate: Candidate, error: SourceError | None) -> SourceError | None:
    """Why a candidate cannot be read; of a page nobody expects data, so being one is not what is wrong with it."""
    if error is not None and error.code == "html" and candidate.found in _PAGES:
        return FormatError("page-without-source", error.detail)
    return error


def ranked(offers: Iterable[Offer]) -> list[Offer]:
    """The offers, what brings most first; those that bring nothing last, in the order in which they were tried."""
    tried = list(offers)
    return sorted(tried, key=lambda one: (not one.usable, -one.worth, one.candidate.turn, one.candidate.url))


def without_echoes(offers: Sequence[Offer]) -> list[Offer]:
    """Ranked offers without those that an address before them already made: the same answer under another name."""
    kept: list[Offer] = []
    for one in offers:
        if not (one.usable and any(_echoes(one, other) for other in kept)):
            kept.append(one)
    return kept


def _echoes(one: Offer, other: Offer) -> bool:
    same = (one.format, one.upcoming, one.space) == (other.format, other.upcoming, other.space)
    return same and one.first == other.first


def _has_place(event: Event) -> bool:
    place = event.place
    return bool(event.online_url) or (place is not None and bool(place.name or place.address or place.city))


def _told(space: Space | None) -> tuple[str, ...]:
    """The parts of a place that it tells."""
    if space is None:
        return ()
    return tuple(item.name for item in fields(space) if getattr(space, item.name) not in ("", None, ()))
