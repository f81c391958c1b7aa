"""A small network whose four sources say what a test wants, straight into the store, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copy
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from federation.domain.entry import Entry
from federation.domain.event import Event, Record
from federation.domain.identity import digest
from federation.domain.matching import NONE, Decisions, Statement, cluster
from federation.domain.query import AgendaQuery
from federation.domain.site import Network, Site, Source
from federation.settings import Settings
from federation.store import records, sites
from federation.store.agenda import upcoming
from federation.store.database import Store, open_store
from federation.store.entries import EntryRow
from federation.store.matching.rebuild import Heard, rebuild
from federation.store.matching.shelf import StoreShelf
from federation.store.matching.voices import voice
from federation.store.models import CoHostRow, MarkRow, OccurrenceRow, RecordRow, SourceRow
from federation.store.records import Speaker
from sync.drawing import draw
from tests.cast import MINUTE, NOW, TODAY, site

_ZONE = ZoneInfo("Europe/Paris")
SOURCES = (("nantes", "agenda"), ("nantes", "meetup"), ("rennes", "agenda"), ("paris", "agenda"))
AGENDA, MEETUP, RENNES, PARIS = range(4)
"""The sources of SOURCES, by their places there: two of Nantes, one of Rennes, one of Paris."""


def happening(number: int, title: str, *, days: int = 3, hour: int = 18, **more: object) -> Record:
    """A record of one evening: `number` is its key within its source."""
    start = datetime(2026, 11, 22, hour, 30, tzinfo=_ZONE) + timedelta(days=days)
    event = Event(title=title, start=start, end=start + timedelta(hours=2), **more)  # type: ignore[arg-type]
    return Record(f"e{number}", event, fingerprint=digest(repr(event)))


def changed(told: Record, days: int = 0, **fields: object) -> Record:
    """The same record, saying something else, or so many days later."""
    span = timedelta(days=days)
    moved = {"start": told.event.start + span, "end": told.event.end and told.event.end + span}
    event: Event = replace(told.event, **(moved | fields))  # type: ignore[arg-type]
    return replace(told, event=event, fingerprint=digest(repr(event)))


def network(*found: Site) -> Network:
    """Nantes with two sources, Rennes and Paris with one each; or the given sites."""
    declared = found or tuple(place(name) for name in ("nantes", "rennes", "paris"))
    return Network(id="essai", name="Réseau d’essai", contact="contact@cantines.example", sites=declared)


def place(name: str) -> Site:
    """A site with the sources that SOURCES gives it."""
    told = tuple(
        Source(key, f"https://{name}.example/{key}.ics", "ics", ("events",), MINUTE)
        for by, key in SOURCES
        if by == name
    )
    return replace(site(name), sources=told, website=f"https://{name}.example/")


class Telling:
    """The network in a store; each saying is a pull of its own, a minute after the last one."""

    def __init__(self, store: Store) -> None:
        self.store, self.now = store, NOW
        self.load(network())

    def load(self, declared: Network) -> None:
        """Load a network file."""
        with self.store.writing() as session:
            sites.load(session, declared, self.now)
        with self.store.session() as session:
            self.ids = {(row.site_id, row.key): row.id for row in session.scalars(select(SourceRow))}

    def forget(self) -> None:
        """Nothing was ever told."""
        with self.store.writing() as session:
            for kind in (CoHostRow, MarkRow, OccurrenceRow, EntryRow, RecordRow):
                session.execute(delete(kind))

    def say(self, which: int, told: Sequence[Record]) -> int:
        """A source tells these records newly or differently; how many entries look different."""
        return self.say_together({which: told}).total()

    def say_together(self, said: Mapping[int, Sequence[Record]]) -> Counter[int]:
        """Visits that land together: what each source tells, by its place in SOURCES; how many entries look different,
        by source.
        """
        self.now += MINUTE
        with self.store.writing() as session:
            heard = [self._hear(session, which, told) for which, told in said.items()]
            places = {self._speaker(which).id: which for which in said}
            return Counter({places[id_]: times for id_, times in rebuild(session, heard, self.now).items()})

    def _hear(self, session: Session, which: int, told: Sequence[Record]) -> Heard:
        speaker = self._speaker(which)
        teller, known = voice(session, speaker.id), records.known(session, speaker.id)
        drawn = {item.record.key: item for item in draw(told, NOW).drawn}
        new = [item for key, item in drawn.items() if key not in known]
        old = [item for key, item in drawn.items() if key in known]
        added = records.add(session, speaker, teller, new, self.now)
        return Heard(teller, added, records.change(session, speaker, teller, old, self.now))

    def withdraw(self, which: int, keys: Sequence[str]) -> int:
        """A source no longer tells these records."""
        self.now += MINUTE
        with self.store.writing() as session:
            speaker = self._speaker(which)
            told = records.withdraw(session, keys, speaker, self.now)
            return rebuild(session, [Heard(voice(session, speaker.id), (), told)], self.now).total()

    def _speaker(self, which: int) -> Speaker:
        return Speaker(self.ids[SOURCES[which]], *SOURCES[which])

    def agenda(self, site: str = "", **query: object) -> list[Entry]:
        """What readers see of the network or of one site, from the first day of the tests on."""
        with self.store.session() as session:
            return upcoming(session, AgendaQuery(TODAY, site=site, **query))  # type: ignore[arg-type]

    def only(self) -> Entry:
        """The one entry that readers see."""
        (entry,) = self.agenda()
        return entry

    def groups(self) -> list[tuple[str, ...]]:
        """The occurrences of each entry, by where they were told: `nantes/agenda/e1`."""
        with self.store.session() as session:
            found: dict[str, list[str]] = {}
            for entry, name in session.execute(self._names()):
                found.setdefault(entry, []).append(name)
        return sorted(tuple(sorted(names)) for names in found.values())

    def entry_of(self, name: str) -> str:
        """The id of the entry that an occurrence is told in."""
        with self.store.session() as session:
            return {told: entry for entry, told in session.execute(self._names())}[name]

    def pure_groups(self, decisions: Decisions = NONE) -> list[tuple[str, ...]]:
        """What clustering all statements at once would give."""
        with self.store.session() as session:
            shelf = StoreShelf(session)
            ids = session.scalars(select(OccurrenceRow.id)).all()
            statements: list[Statement] = shelf.prepare(ids)
            names = dict(session.execute(self._names(OccurrenceRow.id)).all())
            return sorted(tuple(sorted(names[one.id] for one in group)) for group in cluster(statements, decisions))

    @staticmethod
    def _names(column: object = OccurrenceRow.entry_id) -> object:
        name = SourceRow.site_id + "/" + SourceRow.key + "/" + RecordRow.key
        return (
            select(column, name)
            .join(RecordRow, RecordRow.id == OccurrenceRow.record_id)
            .join(SourceRow, SourceRow.id == RecordRow.source_id)
        )

    def entries(self) -> list[tuple[object, ...]]:
        """Every entry as it stands, but for those that became part of another."""
        columns = (
            EntryRow.id, EntryRow.site_id, EntryRow.starts_at, EntryRow.payload, EntryRow.made_of, EntryRow.hidden_at,
            EntryRow.withdrawn_at, EntryRow.sequence, EntryRow.changed_at,
        )  # fmt: skip
        with self.store.session() as session:
            rows = session.execute(select(*columns).where(EntryRow.merged_into.is_(None)).order_by(EntryRow.id))
            return [tuple(row) for row in rows]


@contextmanager
def telling_in(folder: Path, migrated_file: Path) -> Iterator[Telling]:
    """The network in an embedded store of its own, in the folder where a hub looks for it."""
    copy(migrated_file, folder)
    with closing(open_store(Settings(data_dir=folder).database)) as store:
        yield Telling(store)
