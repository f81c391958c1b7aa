"""Entries rebuilt in stores of three sizes: after one change, which must not depend on the size, and all of them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from statistics import median
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bench.calendars import words
from bench.hub import make_hub
from bench.result import Row, Skipped
from bench.workshop import Workshop
from federation.domain.event import Event, Place, Record
from federation.store import records
from federation.store.bulk import chunks
from federation.store.database import Session, Store, open_store
from federation.store.matching.rebuild import Heard, rebuild, rebuild_all
from federation.store.matching.voices import voice
from federation.store.models import SourceRow
from federation.store.records import Speaker
from sync.drawing import draw

_EACH = 500
"""Records of each site."""
_AT_ONCE = 60
"""Sites filled in one transaction: of a large store, pages would be written again and again."""
_PARIS = ZoneInfo("Europe/Paris")
_AHEAD = timedelta(days=380)
_FLAT, _LINEAR = 2.0, 1.5


def rebuilding(shop: Workshop) -> Iterator[Row | Skipped]:
    """One record changes in a store of each size; the smaller stores are rebuilt as a whole as well."""
    first_one = first_all = None
    for size in shop.sizes.rebuilt:
        store = filled(shop, size)
        _changed_once(store, 0)  # what is only done once in a process
        one = median(_changed_once(store, number) for number in range(1, 8 * shop.sizes.rounds))
        first_one = first_one or one
        yield Row(
            name=f"rebuild-one-{size}", what=f"one of {size} records changes: stored, its entry rebuilt, processor",
            ours=one * 1000, unit="ms", reference=first_one * 1000, beside=f"among {shop.sizes.rebuilt[0]}",
            aim="≤ 2 ×", met=one <= _FLAT * first_one,
        )  # fmt: skip
        if size <= shop.sizes.rebuilt_whole:
            whole = _rebuilt_whole(store) / size
            first_all = first_all or whole
            yield Row(
                name=f"rebuild-all-{size}", what=f"all entries of {size} records rebuilt, for each, processor",
                ours=whole * 1_000_000, unit="µs", reference=first_all * 1_000_000,
                beside=f"of {shop.sizes.rebuilt[0]}", aim="≤ 1.5 ×", met=whole <= _LINEAR * first_all,
            )  # fmt: skip
        store.close()


def filled(shop: Workshop, size: int) -> Store:
    """A store of so many records, each site's own, without a visit: values go straight where a visit puts them."""
    sites = max(1, size // _EACH)
    hub = make_hub(shop.new_folder(), [f"https://lieu-{site}.example/agenda.ics" for site in range(sites)])
    store, now = open_store(hub.settings.database), datetime.now(UTC)
    for some in chunks(range(sites), _AT_ONCE):
        with store.writing() as session:
            for site in some:
                told = [_record(Random(f"{site} {number}"), site, number, now) for number in range(min(size, _EACH))]
                speaker = _speaker(session, site)
                teller = voice(session, speaker.id)
                rebuild(
                    session, [Heard(teller, records.add(session, speaker, teller, draw(told, now).drawn, now))], now
                )
    return store


def _record(random: Random, site: int, number: int, now: datetime, edition: str = "") -> Record:
    day = (now + _AHEAD * (number + 0.5) / _EACH).astimezone(_PARIS)
    start = day.replace(hour=random.randint(9, 20), minute=random.choice((0, 30)), second=0, microsecond=0)
    event = Event(
        title=edition + words(random, 5).capitalize(),
        start=start,
        end=start + timedelta(hours=2),
        uid=f"{site}-{number}@agenda.example",
        url=f"https://lieu-{site}.example/agenda/{number}",
        description=f"<p>{words(random, 60).capitalize()}.</p>",
        place=Place(f"Halle {site}", f"{site} rue du Port", "00000", f"Ville{site}"),
    )
    return Record(event.uid, event, fingerprint=f"{number}{edition}")


def _changed_once(store: Store, edition: int) -> float:
    """Seconds of processor from a record that was read anew to its rebuilt entry, committed."""
    now = datetime.now(UTC)
    with store.session() as session:
        sites = len(session.scalars(select(SourceRow.id)).all())
    site = edition * 7 % sites
    drawn = draw([_record(Random(f"{site} 3"), site, 3, now, f"Édition {edition} – ")], now).drawn
    started = time.process_time()
    with store.writing() as session:
        speaker = _speaker(session, site)
        teller = voice(session, speaker.id)
        different = rebuild(
            session, [Heard(teller, (), records.change(session, speaker, teller, drawn, now))], now
        ).total()
    took = time.process_time() - started
    if different != 1:
        raise RuntimeError(f"one record changed, but {different} entries did")
    return took


def _rebuilt_whole(store: Store) -> float:
    started = time.process_time()
    with store.writing() as session:
        different = rebuild_all(session, datetime.now(UTC))
    if different:
        raise RuntimeError(f"nothing changed, but {different} entries did")
    return time.process_time() - started


def _speaker(session: Session, site: int) -> Speaker:
    name = f"lieu-{site}"
    row = session.execute(select(SourceRow.id, SourceRow.key).where(SourceRow.site_id == name)).one()
    return Speaker(row.id, name, row.key)
