"""Sync processes that are killed, or that share one database: nothing is lost, nothing is done twice."""

from __future__ import annotations

import shutil
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from unittest.mock import Mock

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from federation.commands import opening
from federation.commands.sync import sync
from federation.demo.server import DemoNetwork
from federation.domain.site import LabelStatus, Network, Source
from federation.store import sites
from federation.store.database import Store, open_store
from federation.store.models import EntryRow, OccurrenceRow, PullRow, RecordRow, SourceRow
from tests.cast import network, site
from tests.databases import Databases
from tests.demo_hub import NOW, Clock, demonstration, sites_file
from tests.e2e.processes import PATIENCE, ProcessHub, until
from tests.sync.loopback import CALENDAR, calendar, vevent
from tests.sync.servers import Exchange, ok, serving

Rows = dict[str, list[tuple[object, ...]]]
SOURCES = 10
"""That the network of these tests declares."""


@pytest.fixture(scope="module")
def demo() -> Iterator[DemoNetwork]:
    """The demonstration, running under a stopped clock."""
    with demonstration(Clock()) as running:
        yield running


@pytest.fixture(scope="module")
def declared(demo: DemoNetwork) -> Network:
    """Its network file, without the two largest of its agendas."""
    found = sites_file(demo.first_port)
    return replace(found, sites=tuple(site for site in found.sites if site.id not in {"rennes", "toulouse"}))


@pytest.fixture
def url(databases: Databases, migrated_url: str) -> Iterator[str]:
    """The address of a database at the present schema, without a row."""
    found = databases.copy(migrated_url)
    yield found
    databases.drop(found)


@pytest.fixture(scope="module")
def calm(declared: Network, migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Rows:
    """What a run that nobody disturbs leaves in the store."""
    folder = tmp_path_factory.mktemp("calm")
    found = f"sqlite:///{shutil.copy(migrated_file, folder)}"
    hub = ready(folder, found, declared)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "gc", Mock())  # this process has other garbage
        for name, value in hub.settings.items():
            patch.setenv(f"CANTINES_{name.upper()}", value)
        done = CliRunner().invoke(sync, ["--once"])
        assert done.exit_code == 0, done.output
        assert done.stdout.count(" updated ") == SOURCES
        assert CliRunner().invoke(sync, ["--once"]).stdout.startswith("No source is due. The next one is due at ")
    return held(found)


def ready(folder: Path, url: str, declared: Network) -> ProcessHub:
    """A hub in this folder and on this database, its network loaded. Its clock starts anew in each process."""
    store = open_store(url)
    with store.writing() as session:
        sites.load(session, declared, NOW)
    store.close()
    hosts = {source.url.split("/")[2] for found in declared.sites for source in found.sources}
    return ProcessHub(folder, {"database_url": url, "allow_hosts": ",".join(sorted(hosts)), "now": NOW.isoformat()})


def ended(process: ForkServerProcess) -> int | None:
    """The exit code of a process, once it has one."""
    process.join(PATIENCE)
    return process.exitcode


def visits(url: str) -> Counter[int]:
    """How many visits the journal holds of each source."""
    with closing(open_store(url)) as store:
        return journal(store)


def journal(store: Store) -> Counter[int]:
    """The same, of a store that is open."""
    with store.session() as session:
        return Counter(session.scalars(select(PullRow.source_id)))


def held(url: str) -> Rows:
    """All that was told, without the moments at which it was, and without who told it first: that names an entry."""
    store = open_store(url)
    with store.session() as session:
        record = select(RecordRow.id, RecordRow.source_id, RecordRow.key, RecordRow.fingerprint, RecordRow.payload)
        occurrence = select(OccurrenceRow.id, OccurrenceRow.slot, OccurrenceRow.starts_at, OccurrenceRow.withdrawn_at)
        shown = (EntryRow.starts_at, EntryRow.payload, EntryRow.withdrawn_at)
        entry = select(*shown).where(EntryRow.merged_into.is_(None))
        validators = select(SourceRow.id, SourceRow.pages, SourceRow.outcome, SourceRow.leased_by)
        statements = {"records": record, "occurrences": occurrence, "entries": entry, "sources": validators}
        found: Rows = {
            name: sorted((tuple(row) for row in session.execute(statement)), key=str)
            for name, statement in statements.items()
        }
    store.close()
    return found


def test_a_sync_process_that_is_killed_loses_and_repeats_nothing(
    url: str, declared: Network, calm: Rows, tmp_path: Path
) -> None:
    hub = ready(tmp_path, url, declared)
    with closing(open_store(url)) as store:
        for _ in range(2):
            done = journal(store).total()
            process = hub.ahead("sync", pulls_at_once="1")
            until(lambda done=done: journal(store).total() > done, "a visit", 0.005)
            process.kill()
            assert ended(process) == -signal.SIGKILL
    assert 2 <= visits(url).total() < SOURCES
    assert ended(hub.ahead("sync", "--once")) == 0, hub.err
    assert " updated " in hub.out
    assert held(url) == calm
    assert visits(url) == Counter(range(1, SOURCES + 1))


def test_a_run_ends_with_a_table_and_tells_in_words_what_failed(
    url: str, demo: DemoNetwork, declared: Network, tmp_path: Path
) -> None:
    hub = ready(tmp_path, url, declared)
    demo.sites["toulon"].command({"mode": "down"})
    try:
        code = ended(hub.ahead("sync", "--once", "--site", "toulon", "--site", "nantes"))
        assert (code, hub.out.count(" failed "), hub.out.count(" updated ")) == (0, 2, 3), hub.err
        assert "The last good data stay published" in " ".join(hub.out.split())
        assert ended(hub.ahead("sync", "--once", "--site", "toulon")) == 1  # nothing but failures
    finally:
        demo.sites["toulon"].command({"mode": "ok"})


def test_two_sync_processes_on_one_database_visit_each_source_once(url: str, tmp_path: Path) -> None:
    lock, asked, enough = threading.Lock(), [], threading.Event()

    def handle(exchange: Exchange) -> None:
        with lock:
            asked.append(exchange.head)
            if len(asked) > 4:  # more than one process takes at once: both are at work
                enough.set()
        enough.wait(30)
        exchange.send(ok(calendar(vevent(1)), CALENDAR))

    with ExitStack() as stack:
        servers = [stack.enter_context(serving(handle)) for _ in range(12)]
        sources = (Source(f"s{number}", server.url()) for number, server in enumerate(servers))
        hub = ready(tmp_path, url, network(site("rennes", LabelStatus.LABELLED, *sources)))
        other = ProcessHub(tmp_path / "other", hub.settings)
        other.folder.mkdir()
        processes = [item.ahead("sync", "--once", pulls_at_once="4") for item in (hub, other)]
        assert [ended(process) for process in processes] == [0, 0], hub.err + other.err
    assert enough.is_set()
    assert visits(url) == Counter(range(1, 13))
    assert len(asked) == 12
