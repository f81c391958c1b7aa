"""Reading alone: the bytes of one answer to records, beside what else reads them; and what a second reading costs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from statistics import median

import feedparser  # type: ignore[import-untyped]

from bench import bare
from bench.bare import cost
from bench.calendars import calendar
from bench.child import Child
from bench.feeds import feed
from bench.result import Row, Skipped
from bench.workshop import Workshop
from sync.formats import ics, webfeed
from sync.formats.parsed import Context

_ICS, _FEED, _CHANGED, _MEMORY = 80.0, 150.0, 15, 12.0
_FIFTIETH = 50
_MOST = 20_000

Work = Callable[[], object]


def read_ics(shop: Workshop) -> Iterator[Row | Skipped]:
    """Plain VEVENTs with descriptions, all of them new."""
    bodies = _bodies(shop, calendar)
    works: list[Work] = [partial(_each, ics.read, bodies), partial(_bare, bare.icalendar, bodies)]
    c_reader = bare.libical()
    if c_reader:
        works.append(partial(_bare, c_reader, bodies))
    ours, library, *c_library = _each_in_turn(shop, works)
    what = f"{len(bodies)} × {shop.sizes.events} plain VEVENTs read, processor for each"
    met = ours <= _ICS
    yield Row(
        name="read-ics", what=what, ours=ours, unit="µs", reference=library, beside="icalendar", aim="≤ 80 µs", met=met
    )
    if c_library:
        yield Row(name="read-ics-c", what=what, ours=ours, unit="µs", reference=c_library[0], beside="libical")
    else:
        yield Skipped("read-ics-c", "libical is not installed")
    yield _memory(shop, "read-ics", "ics", calendar)


def read_ics_changed(shop: Workshop) -> Iterator[Row | Skipped]:
    """One VEVENT in fifty is new, the others are known.

    Of a full read, cutting the body at its VEVENTs takes 1/120, finding and leaving out DTSTAMP and the digest of the
    rest 1/70, reading the fiftieth that is new 1/55.
    """
    bodies = _bodies(shop, calendar)
    known = [
        Context(known={record.key: record.fingerprint for record in ics.read(body, Context()).records})
        for body in bodies
    ]
    changed = [_changed(body) for body in bodies]
    again: Work = lambda: [ics.read(body, context) for body, context in zip(changed, known, strict=True)]  # noqa: E731
    ours, whole = _each_in_turn(shop, [again, partial(_each, ics.read, changed)])
    yield Row(
        name="read-ics-changed",
        what=f"{len(bodies)} × {shop.sizes.events} VEVENTs, one in {_FIFTIETH} changed, processor for each", ours=ours,
        unit="µs", reference=whole, beside="all read anew", aim=f"≤ 1/{_CHANGED}", met=ours * _CHANGED <= whole,
    )  # fmt: skip


def read_feed(shop: Workshop) -> Iterator[Row | Skipped]:
    """Entries of an RSS feed that tell of events."""
    bodies = _bodies(shop, feed)
    ours, library = _each_in_turn(
        shop, [partial(_each, webfeed.read, bodies), lambda: [feedparser.parse(body) for body in bodies]]
    )
    yield Row(
        name="read-feed", what=f"{len(bodies)} × {shop.sizes.events} RSS entries read, processor for each", ours=ours,
        unit="µs", reference=library, beside="feedparser", aim="≤ 150 µs", met=ours <= _FEED,
    )  # fmt: skip
    yield _memory(shop, "read-feed", "webfeed", feed)


def _bodies(shop: Workshop, written: Callable[..., bytes]) -> list[bytes]:
    day = datetime.now(UTC).date()
    return [written(site, shop.sizes.events, day) for site in range(shop.sizes.agenda_sites)]


def _changed(body: bytes) -> bytes:
    """A calendar with other words in the title of one VEVENT in fifty, the first among them."""
    first, *others = re.split(rb"(?=SUMMARY:)", body)
    titles = (b"SUMMARY:Nouveau " + text[8:] if number % _FIFTIETH == 0 else text for number, text in enumerate(others))
    return first + b"".join(titles)


def _each(read: Callable[[bytes, Context], object], bodies: Sequence[bytes]) -> None:
    for body in bodies:
        read(body, Context())


def _bare(read: bare.Reader, bodies: Sequence[bytes]) -> None:
    for body in bodies:
        read(body)


def _each_in_turn(shop: Workshop, works: Sequence[Work]) -> list[float]:
    """The microseconds of processor that each of several ways takes for one event."""
    rounds = [[cost(work).cpu for work in works] for _ in range(shop.sizes.rounds)]
    events = shop.sizes.agenda_sites * shop.sizes.events
    return [median(taken) / events * 1_000_000 for taken in zip(*rounds, strict=True)]


def _memory(shop: Workshop, row: str, name: str, written: Callable[..., bytes]) -> Row:
    """How much a process grows by that reads as much as is read of one answer."""
    events = min(shop.sizes.sites * shop.sizes.events, _MOST)
    path = shop.new_folder() / "answer"
    path.write_bytes(written(0, events, datetime.now(UTC).date()))
    with Child("bench.reader", name, str(path)) as reader:
        told = reader.ask()
    if told["records"] != events:
        raise RuntimeError(f"{told['records']} of {events} were read")
    size = path.stat().st_size / 2**20
    return Row(
        name=f"{row}-memory", what=f"{events} read from one answer, memory taken", ours=told["grown"], unit="MiB",
        reference=size, beside="the answer itself", aim="< 12 ×", met=told["grown"] < _MEMORY * size,
    )  # fmt: skip
