"""The programs that people really read with: newsboat for the feeds, vdirsyncer and khal for the calendar."""

from __future__ import annotations

import sqlite3
import subprocess
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import feedparser
import pytest

from tests.e2e.processes import PATIENCE, ProcessHub, until
from tests.listing import Happening, listed, plain

pytestmark = pytest.mark.readers

PARIS = ZoneInfo("Europe/Paris")
VDIRSYNCER = """
[general]
status_path = "{home}/status/"
[pair agenda]
a = "hub"
b = "vdir"
collections = null
[storage hub]
type = "http"
url = "{url}"
[storage vdir]
type = "filesystem"
path = "{home}/vdir/"
fileext = ".ics"
"""
KHAL = """
[calendars]
[[agenda]]
path = {home}/vdir/
readonly = True
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Paris
default_timezone = Europe/Paris
[sqlite]
path = {home}/khal.db
"""


@dataclass
class Person:
    """Someone with a home of their own and an address to follow."""

    home: Path
    url: str

    def runs(self, *words: str) -> str:
        """What a command says."""
        done = subprocess.run(
            words,
            env={"PATH": "/usr/bin:/bin", "HOME": str(self.home), "LANG": "C.UTF-8", "TZ": "Europe/Paris"},
            input="y\n",
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def writes(self, name: str, text: str) -> str:
        """A file in their home."""
        path = self.home / name
        path.write_text(text.format(home=self.home, url=self.url), "utf-8")
        return str(path)

    def syncs(self) -> str:
        """What vdirsyncer says of one synchronisation."""
        return self.runs("vdirsyncer", "-c", str(self.home / "vdirsyncer.conf"), "sync")

    def files(self) -> dict[str, int]:
        """The calendar's files and when they last changed."""
        return {path.name: path.stat().st_mtime_ns for path in (self.home / "vdir").iterdir()}

    def lists(self) -> dict[str, list[str]]:
        """What khal lists from today on: titles by start."""
        words = ("--format", "{start-long-full}|{status}|{title}", "--day-format", "", "today", "400d")
        found: dict[str, set[str]] = defaultdict(set)  # what lasts is listed once a day
        for line in self.runs("khal", "-c", str(self.home / "khal.conf"), "list", *words).splitlines():
            start, _, told = line.partition("|")
            if told:
                found[start].add(plain(told.replace(" |", "|")))
        return {start: sorted(titles) for start, titles in found.items()}


@pytest.fixture(scope="module")
def subscribed(hub: ProcessHub, tmp_path_factory: pytest.TempPathFactory) -> Person:
    """Someone who follows the agenda in khal."""
    person = Person(tmp_path_factory.mktemp("home"), f"http://127.0.0.1:{hub.port}/agenda.ics")
    (person.home / "vdir").mkdir()
    person.writes("khal.conf", KHAL)
    person.runs("vdirsyncer", "-c", person.writes("vdirsyncer.conf", VDIRSYNCER), "discover")
    return person


@pytest.fixture
def calendar(subscribed: Person) -> Person:
    """The same, up to date."""
    subscribed.syncs()
    return subscribed


def pages(hub: ProcessHub) -> list[Happening]:
    """All that the agenda's pages list."""
    return [item for page in listed(lambda path: hub.get(path)[1]) for item in page]


def as_khal(start: str) -> str:
    """A start as khal is told to write it."""
    moment = date.fromisoformat(start) if len(start) == 10 else datetime.fromisoformat(start).astimezone(PARIS)
    return f"{moment:%Y-%m-%d %H:%M}"


@pytest.mark.parametrize("extension", ["rss", "atom"])
def test_newsboat_shows_the_right_titles(hub: ProcessHub, tmp_path: Path, extension: str) -> None:
    person = Person(tmp_path, f"http://127.0.0.1:{hub.port}/agenda.{extension}")
    urls, config, cache = person.writes("urls", "{url}\n"), person.writes("config", ""), str(tmp_path / "cache.db")
    for _ in range(2):
        person.runs("newsboat", "-u", urls, "-C", config, "-c", cache, "-x", "reload")
        with sqlite3.connect(cache) as connection:
            shown = dict(connection.execute("SELECT url, title FROM rss_item WHERE deleted = 0").fetchall())
            (name,) = connection.execute("SELECT title FROM rss_feed").fetchone()
        connection.close()
        assert name == "Réseau des cantines numériques : l’agenda".replace(" :", "\u202f:")
        feed = feedparser.parse(hub.get(f"/agenda.{extension}")[1])
        assert shown == {entry.link: entry.title for entry in feed.entries}
    first = listed(lambda path: hub.get(path)[1])[0]
    titles = {address.rpartition("/")[2]: plain(title) for address, title in shown.items()}
    assert all(titles[item.id].endswith(f" – {item.title}") for item in first)


def test_khal_lists_what_the_pages_list(hub: ProcessHub, calendar: Person) -> None:
    told = calendar.lists()
    expected: dict[str, list[str]] = defaultdict(list)
    for item in pages(hub):
        expected[as_khal(item.start)].append(item.title)
    assert told.keys() == expected.keys()
    for start, titles in expected.items():
        assert len(told[start]) == len(titles), start
        for title in titles:
            assert any(line.endswith(f" – {title}") for line in told[start]), (start, title, told[start])


def test_a_second_synchronisation_transfers_nothing(calendar: Person) -> None:
    before = calendar.files()
    said = calendar.syncs()
    assert "Copying" not in said
    assert "Deleting" not in said
    assert calendar.files() == before
    assert len(before) > 100


def test_a_cancelled_event_is_cancelled_in_khal(hub: ProcessHub, calendar: Person) -> None:
    hub.tell("toulon", cancel="next")
    version = hub.get("/agenda.ics")[0].headers["ETag"]
    hub.visit("toulon")
    until(lambda: hub.get("/agenda.ics")[0].headers["ETag"] != version, "another version of the calendar")
    before = [line for lines in calendar.lists().values() for line in lines if line.startswith("CANCELLED")]
    files = calendar.files()
    calendar.syncs()
    after = [line for lines in calendar.lists().values() for line in lines if line.startswith("CANCELLED")]
    assert len(after) == len(before) + 1
    (new,) = set(after) - set(before)
    assert "ANNULÉ – Toulon" in new
    assert len(set(files.items()) - set(calendar.files().items())) == 1
