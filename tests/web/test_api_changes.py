"""Whoever follows the changes of the API ends with exactly the agenda, whatever happened meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from flask.testing import FlaskClient

from federation.domain.cursors import read_followed
from federation.domain.query import AgendaQuery
from federation.domain.site import LabelStatus
from federation.publish.api import plain_event
from federation.settings import Settings
from federation.store.agenda import upcoming
from federation.store.database import Store
from federation.store.published import publish
from federation.web.api.changes import LATE
from federation.web.app import create_app
from federation.web.caching import KEEPER
from federation.web.context import EXTENSION
from federation.web.keeper import Keeper
from federation.web.shelf import FolderShelf
from tests.cast import TODAY
from tests.store.telling import AGENDA, RENNES, Telling, happening, network, place

ROOT = "/api/v1/changes"
UIDS = [f"bal-{number}-0123456@nantes.example" for number in range(3)]


class Follower:
    """A program that keeps a copy of the agenda by its changes alone."""

    def __init__(self, client: FlaskClient) -> None:
        self.client, self.copy, self.cursor = client, dict[str, Any](), ""
        self.heard: list[tuple[str, str]] = []
        self.begun_again = 0

    def pages(self, limit: int = 2) -> Any:
        """Follow to the end of what there is, page by page."""
        address = f"{ROOT}?limit={limit}" + (f"&since={self.cursor}" if self.cursor else "")
        while address:
            answer = self.client.get(address.removeprefix("https://agenda.test"))
            if answer.status_code == 410:
                self.copy, self.cursor, address = {}, "", f"{ROOT}?limit={limit}"
                self.begun_again += 1
                continue
            for item in answer.json["items"]:
                self.take(item)
            address, self.cursor = answer.json["next"], answer.json["cursor"]
            yield

    def follow(self, limit: int = 2) -> None:
        for _ in self.pages(limit):
            pass

    def take(self, item: dict[str, Any]) -> None:
        self.heard.append((item["change"], item["id"]))
        if item["event"] is None or item["change"] == "withdrawn":
            self.copy.pop(item["id"], None)
        else:
            self.copy[item["id"]] = item["event"]


class Hub:
    """A store that sources tell, and the application over it, on the same clock."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.telling = Telling(store)
        url = store.engine.url.render_as_string(hide_password=False)
        settings = Settings(data_dir=folder, public_url="https://agenda.test", database_url=url)
        self.app = create_app(settings, lambda: self.telling.now)
        shelf = FolderShelf(folder / "kept", 10_000_000)
        keeper = Keeper(store, shelf, lambda: self.telling.now, release="x", most=1_000_000, look_every=0)
        self.app.extensions[KEEPER] = keeper
        self.client = self.app.test_client()

    def publish(self) -> None:
        with self.telling.store.writing() as session:
            publish(session, self.telling.now)

    def agenda(self) -> dict[str, Any]:
        with self.telling.store.session() as session:
            entries = upcoming(session, AgendaQuery(TODAY))
            return {entry.id: plain_event(entry, "https://agenda.test") for entry in entries}


@pytest.fixture
def hub(store: Store, tmp_path: Path) -> Iterator[Hub]:
    hub = Hub(store, tmp_path)
    yield hub
    hub.app.extensions[EXTENSION].store.close()


def happen(hub: Hub, random: Random) -> None:
    """Something happens at one of the sources, or to a label."""
    telling, number, which = hub.telling, random.randrange(3), random.randrange(4)
    match random.randrange(8):
        case 0:
            telling.withdraw(which, [f"e{number}"])
        case 1 if random.random() < 0.3:
            status = random.choice([LabelStatus.LABELLED, LabelStatus.SUSPENDED])
            telling.load(network(replace(place("nantes"), status=status), place("rennes"), place("paris")))
        case 2:
            telling.now += timedelta(minutes=random.choice([3, 30]))
        case _:
            title = random.choice(["Bal des robots", "Bal des robots, complet", "Nuit du code"])
            told = happening(number, f"{title} {number}", days=number + 2, uid=random.choice(["", *2 * [UIDS[number]]]))
            telling.say(which, [told])
    hub.publish()


@pytest.mark.parametrize("seed", [3])
def test_a_copy_that_follows_the_changes_is_the_agenda(hub: Hub, seed: int) -> None:
    random, follower = Random(seed), Follower(hub.client)
    for _ in range(10):
        for _ in range(random.randrange(4)):
            happen(hub, random)
        for _ in follower.pages(limit=random.choice([2, 5])):
            if random.random() < 0.2:
                happen(hub, random)
        if random.random() < 0.3:
            follower.follow(limit=50)
            assert follower.copy == hub.agenda()
    follower.follow(limit=50)
    assert follower.copy == hub.agenda()
    assert {what for what, _ in follower.heard} >= {"new", "changed", "withdrawn", "merged"}


def test_changes_are_told_by_name(hub: Hub) -> None:
    follower, telling = Follower(hub.client), hub.telling
    one, two = happening(1, "Bal des robots", uid=UIDS[1]), happening(2, "Nuit du code")
    telling.say(AGENDA, [one, two])
    telling.say(RENNES, [replace(one, key="e9", event=replace(one.event, uid="", title="Bal (autre)"))])
    hub.publish()
    follower.follow()
    telling.now += LATE * 2
    follower.follow()
    assert {what for what, _ in follower.heard} == {"new"}
    follower.heard.clear()
    telling.say(RENNES, [replace(one, key="e9")])
    telling.withdraw(AGENDA, ["e2"])
    hub.publish()
    follower.follow()
    assert sorted({what for what, _ in follower.heard}) == ["changed", "merged", "withdrawn"]
    assert follower.copy == hub.agenda()


def test_a_quiet_cursor_stays_the_same(hub: Hub) -> None:
    follower = Follower(hub.client)
    hub.telling.say(AGENDA, [happening(1, "Bal des robots")])
    hub.publish()
    hub.telling.now += LATE * 2
    follower.follow()
    follower.follow()
    before, heard = follower.cursor, len(follower.heard)
    hub.telling.now += LATE * 2
    hub.publish()
    follower.follow()
    assert (follower.cursor, len(follower.heard)) == (before, heard)


def test_a_change_that_landed_late_is_not_missed(hub: Hub) -> None:
    follower, telling = Follower(hub.client), hub.telling
    telling.say(AGENDA, [happening(1, "Bal des robots")])
    hub.publish()
    follower.follow()
    # Another landing began before, and commits only now.
    telling.now -= timedelta(minutes=5)
    telling.say(RENNES, [happening(2, "Nuit du code", days=4)])
    telling.now += timedelta(minutes=5)
    hub.publish()
    follower.follow()
    assert follower.copy == hub.agenda()
    assert len(follower.copy) == 2


def test_a_cursor_of_other_places_is_given_up(hub: Hub) -> None:
    follower = Follower(hub.client)
    hub.telling.say(AGENDA, [happening(1, "Bal des robots")])
    hub.publish()
    follower.follow()
    hub.telling.load(network(replace(place("nantes"), status=LabelStatus.SUSPENDED), place("rennes"), place("paris")))
    refused = hub.client.get(f"{ROOT}?since={follower.cursor}")
    assert (refused.status_code, refused.mimetype) == (410, "application/problem+json")
    assert "since" in refused.json["detail"]
    follower.follow()
    assert (follower.begun_again, follower.copy) == (1, {})


def test_a_cursor_tells_how_far(hub: Hub) -> None:
    hub.telling.say(AGENDA, [happening(number, f"Nuit {number}", days=number) for number in range(1, 5)])
    hub.publish()
    page = hub.client.get(f"{ROOT}?limit=3").json
    assert len(page["items"]) == 3
    assert read_followed("since", page["cursor"]).begun is None
    assert "limit=3" in page["next"]
