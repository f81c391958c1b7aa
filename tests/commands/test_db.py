"""`cantines db`: the schema, and entries made anew."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from federation.store.models import EntryRow, HappenedRow, MarkRow, OccurrenceRow
from federation.store.published import published
from tests.commands.deciding import RUST, TWIN, run
from tests.store.telling import AGENDA, MEETUP, Telling


def version(telling: Telling) -> int:
    with telling.store.session() as session:
        return published(session).version


def test_a_rebuild_that_changes_nothing_says_so(telling: Telling) -> None:
    telling.say(AGENDA, [RUST])
    telling.say(MEETUP, [TWIN])
    run("db", "rebuild")  # draws what entries were found to be, which readers do see
    before, entries = version(telling), telling.entries()
    assert "0 entries look different now" in run("db", "rebuild")
    assert (version(telling), telling.entries()) == (before, entries)


def test_a_rebuild_gives_what_sources_tell(telling: Telling) -> None:
    telling.say(AGENDA, [RUST])
    telling.say(MEETUP, [TWIN])
    before, entries = version(telling), telling.agenda()
    with telling.store.writing() as session:
        session.execute(update(EntryRow).values(payload='{"title":"Autrement","status":"cancelled"}'))
        session.query(MarkRow).delete()
    assert "1 entries look different now" in run("db", "rebuild")
    assert version(telling) > before
    assert [(entry.id, entry.event) for entry in telling.agenda()] == [(entry.id, entry.event) for entry in entries]
    with telling.store.session() as session:
        assert session.query(HappenedRow).count() == 0, "what a rule changed is no news"


def test_the_schema_is_told(telling: Telling) -> None:
    assert "as this version wants it" in run("db", "check")


@pytest.mark.parametrize("command", [("db", "upgrade"), ("sync", "--once", "--site", "nowhere")])
def test_what_an_older_release_made_is_made_anew_once(telling: Telling, command: tuple[str, ...]) -> None:
    telling.say(AGENDA, [RUST])
    (alone,) = telling.agenda()
    with telling.store.writing() as session:
        session.execute(update(OccurrenceRow).values(marks="2a"))  # as another release drew them
        session.query(MarkRow).delete()
    run(*command)
    assert "look different" not in run("db", "upgrade"), "these rules have made them"
    telling.say(MEETUP, [TWIN])
    assert telling.only().id == alone.id


def test_a_new_database_has_nothing_to_be_made_anew(telling: Telling) -> None:
    assert "look different" not in run("db", "upgrade")
