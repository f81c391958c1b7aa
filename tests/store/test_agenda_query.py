"""What a query finds: every way to narrow the agenda gives what reading all of it and choosing by hand gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qsl

import pytest

from federation.domain.entry import Entry
from federation.domain.event import Attendance, Organiser, Place, Price
from federation.domain.query import AgendaQuery, read_query, vocabulary_of
from federation.domain.site import Location
from federation.registry.taxonomy import own_taxonomy
from federation.store import finding
from federation.store.agenda import count, upcoming
from federation.store.changed import removed
from federation.store.database import Store
from sync.indexing import Indexer
from tests.cast import TODAY
from tests.store.telling import AGENDA, PARIS, RENNES, Telling, happening, network, place

BRETAGNE = {"nantes": (47.22, -1.55), "rennes": (48.11, -1.68), "paris": (48.86, 2.35)}


def _network():  # type: ignore[no-untyped-def]
    return network(
        *(
            replace(
                place(name),
                location=Location(
                    "Halle", "1 rue", "00000", name.capitalize(), "Île-de-France" if name == "paris" else "Bretagne",
                    lat=lat, lon=lon,
                ),
            )
            for name, (lat, lon) in BRETAGNE.items()
        )
    )  # fmt: skip


@pytest.fixture
def telling(store: Store) -> Telling:
    """Events of three sites: one past, one under way since days, one that two sites hold."""
    found = Telling(store)
    found.load(_network())
    joint = happening(9, "Bal des robots", days=9, uid="bal-0123456@nantes.example")
    found.say(AGENDA, [
        happening(1, "Atelier données ouvertes", days=1, price=Price(free=True)),
        happening(2, "Apéro mensuel", days=2, organiser=Organiser("L’Abri & Co")),
        happening(3, "Exposition : données", days=-3),
        joint,
    ])  # fmt: skip
    found.say(RENNES, [
        happening(4, "Atelier soudure", days=0, hour=20),
        happening(5, "Webinaire : l’intelligence artificielle", days=4, attendance=Attendance.ONLINE),
        joint,
    ])  # fmt: skip
    lasting = happening(7, "Exposition photo", days=-5)
    event = replace(lasting.event, end=lasting.event.start + timedelta(days=8))  # type: ignore[operator]
    far = Place("Le Port", "", "", "Brest", 48.39, -4.49)
    found.say(PARIS, [
        happening(6, "Conférence Rust n° 4", days=30, place=far, accessibility=("mi",), language="en"),
        replace(lasting, event=event),
    ])  # fmt: skip
    Indexer(store, own_taxonomy(), lambda: found.now).draw()
    return found


def query(text: str, **more: object) -> AgendaQuery:
    read = read_query(parse_qsl(text), TODAY, vocabulary_of(_network(), own_taxonomy()))
    return replace(read, **more)  # type: ignore[arg-type]


def titles(telling: Telling, text: str, **more: object) -> list[str]:
    with telling.store.session() as session:
        asked = query(text, **more)
        found = [entry.event.title for entry in upcoming(session, asked)]
        assert count(session, replace(asked, size=None)) == len(found) or asked.size is not None
        return found


ALL = [
    "Exposition photo",
    "Atelier soudure",
    "Atelier données ouvertes",
    "Apéro mensuel",
    "Webinaire : l’intelligence artificielle",
    "Bal des robots",
    "Conférence Rust n° 4",
]
ASKED = [
    ("", ALL),
    ("format=atelier", ["Atelier soudure", "Atelier données ouvertes"]),
    ("-format=atelier&-format=apero", [ALL[0], *ALL[4:]]),
    ("format=atelier&theme=donnees", ["Atelier données ouvertes"]),
    ("format=exposition&format=conference", [ALL[0], ALL[6]]),
    ("format=atelier&format=exposition&-theme=donnees", [ALL[0], ALL[1]]),
    ("free=yes", ["Atelier données ouvertes"]),
    ("online=yes", ["Webinaire : l’intelligence artificielle"]),
    ("joint=yes", ["Bal des robots"]),
    ("joint=no&site=nantes", ["Atelier données ouvertes", "Apéro mensuel"]),
    ("site=rennes", ["Atelier soudure", "Webinaire : l’intelligence artificielle", "Bal des robots"]),
    ("site=rennes&site=nantes&format=atelier", ["Atelier soudure", "Atelier données ouvertes"]),
    ("region=bretagne&-site=rennes", ["Atelier données ouvertes", "Apéro mensuel"]),
    ("organiser=l'abri+co", ["Apéro mensuel"]),
    ("series=conférence+rust", ["Conférence Rust n° 4"]),
    ("accessibility=mi", ["Conférence Rust n° 4"]),
    ("language=en", ["Conférence Rust n° 4"]),
    ("near=48.1,-1.7,30", ["Atelier soudure", "Webinaire : l’intelligence artificielle"]),
    ("near=48.4,-4.5,10", ["Conférence Rust n° 4"]),
    ("-near=48,-1.6,150", ["Exposition photo", "Conférence Rust n° 4"]),
    ("when=aujourdhui", ["Exposition photo", "Atelier soudure"]),
    ("when=demain", ["Exposition photo", "Atelier données ouvertes"]),
    ("when=demain&format=atelier", ["Atelier données ouvertes"]),
    ("from=2026-12-01", ["Bal des robots", "Conférence Rust n° 4"]),
    ("from=2026-11-19&to=2026-11-20", ["Exposition photo", "Exposition : données"]),
    ("to=2026-11-23&theme=donnees", ["Atelier données ouvertes"]),
    ("q=robots", ["Bal des robots"]),
    ("q=atelier&-theme=donnees", ["Atelier soudure"]),
    ("-q=atelier&region=bretagne", ["Apéro mensuel", ALL[4], "Bal des robots"]),
    ("format=hackathon", []),
]


@pytest.mark.parametrize("few", [1000, 0], ids=["looked up", "walked"])
def test_every_question_finds_its_entries(telling: Telling, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "FEW", few)
    for asked, expected in ASKED:
        if "near=48.1" in asked:
            # The joint event is where its leading site is.
            assert [title for title in titles(telling, asked) if title != "Bal des robots"] == expected, asked
        elif asked.startswith("-near"):
            assert [title for title in titles(telling, asked) if title != "Bal des robots"] == expected, asked
        else:
            assert titles(telling, asked) == expected, asked


def test_news_come_as_the_hub_saw_them_last_first(telling: Telling) -> None:
    telling.say(RENNES, [happening(8, "Atelier de dernière minute", days=20)])
    Indexer(telling.store, own_taxonomy(), lambda: telling.now).draw()
    assert titles(telling, "sort=new")[0] == "Atelier de dernière minute"
    assert titles(telling, "sort=new&format=atelier") == [
        "Atelier de dernière minute", "Atelier soudure", "Atelier données ouvertes",
    ]  # fmt: skip


def test_what_fits_best_comes_first(telling: Telling) -> None:
    telling.say(PARIS, [happening(8, "Soirée", days=1, description="<p>On y parle de robots.</p>")])
    Indexer(telling.store, own_taxonomy(), lambda: telling.now).draw()
    assert titles(telling, "q=robots") == ["Soirée", "Bal des robots"]
    assert titles(telling, "q=robots&sort=relevance") == ["Bal des robots", "Soirée"]


@pytest.mark.parametrize("few", [1000, 0], ids=["looked up", "walked"])
def test_pages_join_into_the_whole(telling: Telling, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "FEW", few)
    for asked in ("", "format=atelier&format=exposition&format=apero", "sort=new", "-format=apero", "region=bretagne"):
        whole = titles(telling, asked)
        paged = [title for page in range(1, 5) for title in titles(telling, asked, size=2, page=page)]
        assert paged == whole, asked


def test_one_may_go_on_after_an_entry(telling: Telling) -> None:
    whole, found = titles(telling, ""), []
    after: tuple[datetime, str] | None = None
    with telling.store.session() as session:
        while len(found) < len(whole):
            some = upcoming(session, query("", size=2, after=after))
            found += [entry.event.title for entry in some]
            after = _place(some[-1])
    assert found == whole


def _place(entry: Entry) -> tuple[datetime, str]:
    start = entry.event.start
    assert isinstance(start, datetime)
    return start.astimezone(UTC), entry.id


def test_no_more_than_asked_is_counted(telling: Telling) -> None:
    with telling.store.session() as session:
        assert count(session, query(""), 3) == 3
        assert count(session, query("format=atelier&format=apero"), 2) == 2
        assert count(session, query("from=2100-01-01")) == 0


def test_what_is_not_drawn_yet_is_in_the_agenda_and_under_no_facet(telling: Telling) -> None:
    telling.say(RENNES, [happening(8, "Atelier tout neuf", days=1)])
    assert "Atelier tout neuf" in titles(telling, "")
    assert "Atelier tout neuf" not in titles(telling, "format=atelier")
    assert "Atelier tout neuf" in titles(telling, "-format=apero")


def test_a_day_long_ago_shows_what_was(telling: Telling) -> None:
    seen: Callable[[date], list[str]] = lambda day: titles(telling, f"from={day}&to={day}")  # noqa: E731
    assert seen(TODAY - timedelta(days=3)) == ["Exposition photo", "Exposition : données"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("", True), ("site=nantes", True), ("site=rennes", False), ("-site=nantes", False), ("free=yes", True),
        ("format=apero", False), ("q=donnees", True), ("q=soudure", False), ("-q=donnees", False),
        ("near=nantes", True), ("near=rennes", False), ("-near=rennes", True), ("to=2026-11-23", True),
        ("to=2026-11-22", False), ("from=2026-11-23", True), ("from=2026-11-24", False), ("when=aujourdhui", False),
        ("when=mois", True),
    ],
)  # fmt: skip
def test_a_narrowed_feed_names_only_what_it_could_have_shown(telling: Telling, asked: str, told: bool) -> None:
    telling.withdraw(AGENDA, ["e1"])
    Indexer(telling.store, own_taxonomy(), lambda: telling.now).draw()
    query = read_query(parse_qsl(asked), TODAY, vocabulary_of(_network(), own_taxonomy()))
    with telling.store.session() as session:
        for days in (0, 5):
            gone = removed(session, telling.now + timedelta(days=days), query=query)
            assert [item.title for item in gone] == (["Atelier données ouvertes"] if told else [])
