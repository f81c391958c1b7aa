"""Migrations go forward over a filled database: rows as an older hub left them, ugly ones too, read well afterwards."""

from __future__ import annotations

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import text

from federation.store import sites
from federation.store.agenda import find, upcoming
from federation.store.database import MIGRATIONS, Store, migration_config, open_store, revisions, upgrade
from federation.store.sources import health
from tests.cast import NOW, TODAY, AgendaQuery

LONG_AGO = "2020-02-29 23:59:59.999999+00:00"
FILLED = (
    'INSERT INTO network VALUES (1, \'{"id":"essai","name":"Réseau","contact":"x","gone":1}\', :then)',
    "INSERT INTO sites VALUES ('rennes', 0, 'Rennes', 'Rennes', '', 'Europe/Paris', 'labelled',"
    ' \'{"id":"rennes","name":"Rennes","status":"labelled",'
    '"location":{"name":"","address":"","postal_code":"","city":"Rennes"}}\', NULL)',
    "INSERT INTO sources (id, site_id, key, url, authority, position, format, carries, every_seconds,"
    " next_pull_at, leased_by, pages, read_with, outcome, reason, detail, failures, suspicions, drop_accepted,"
    " format_found, producer, lost, notices) VALUES (7, 'rennes', 'ics', 'https://x.example/a', 'x.example', 0, 'auto',"
    " 'events', 60, :then, '', '', '', 'failed', 'no-such-code', '', 99, 0, :no, '', '', 0, 0)",
    "INSERT INTO entries (id, site_id, starts_at, over_at, all_day, zone, payload, recurring, first_seen_at,"
    " changed_at, sequence) VALUES ('e1', 'rennes', :soon, :soon, :no, 'Europe/Paris',"
    ' \'{"title":"Été","start":"x","unknown":{}}\', :no, :then, :then, 3)',
    "INSERT INTO published VALUES (1, 41, :then)",
)


@pytest.fixture
def oldest(database_url: str) -> Store:
    """A database as the first release left it."""
    store = open_store(database_url)
    first = ScriptDirectory(str(MIGRATIONS)).get_base()
    with store.engine.connect().execution_options(writes=True) as connection, connection.begin():
        command.upgrade(migration_config(connection), first or "base")
        for statement in FILLED:
            values = {"then": LONG_AGO, "soon": "2026-11-23 18:00:00.000000", "no": False}
            named = {name: value for name, value in values.items() if f":{name}" in statement}
            connection.execute(text(statement.replace('":', '"\\:').replace("\\:then", ":then")), named)
    return store


def test_a_filled_database_is_brought_to_this_version(oldest: Store) -> None:
    upgrade(oldest)
    with oldest.session() as session:
        (entry,) = upcoming(session, AgendaQuery(TODAY))
        assert (entry.event.title, entry.sequence, entry.event.end) == ("Été", 3, None)
        assert find(session, "e1") == entry
        assert health(session, NOW)[0].reason_code == "no-such-code"
        loaded = sites.network(session)
    assert loaded is not None
    assert loaded.sites[0].sources[0].url == "https://x.example/a"
    oldest.close()


def test_files_are_named_after_their_revision_in_order() -> None:
    script = ScriptDirectory(str(MIGRATIONS))
    assert revisions() == [item.revision for item in script.walk_revisions()][::-1]
    assert revisions()[-1] == script.get_current_head()
