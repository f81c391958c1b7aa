"""Entries drawn: facets and points stand beside what entries say, whatever is written, killed or changed meanwhile."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from federation.domain.event import Organiser, Place
from federation.domain.site import Location
from federation.registry.taxonomy import load_taxonomy, own_taxonomy
from federation.store.indexing import land, next_batch, rules
from federation.store.models import EntryRow, FacetRow, PointRow
from federation.store.published import published
from federation.store.search import found
from sync.indexing import Indexer
from tests.store.telling import AGENDA, RENNES, Telling, happening, network, place

SMALL = "version: 1\nformats: [{id: veillee, fr: Veillée, en: Vigil, words: [rust]}, {id: autre, fr: Autre, en: Other}]"


def draw(telling: Telling, taxonomy: str = "") -> int:
    found = load_taxonomy(taxonomy) if taxonomy else own_taxonomy()
    return Indexer(telling.store, found, lambda: telling.now).draw()


def drawn(telling: Telling) -> dict[str, set[str]]:
    """The facets in the table by entry; AssertionError when an entry's own row tells others."""
    found: dict[str, set[str]] = {}
    with telling.store.session() as session:
        for row in session.scalars(select(FacetRow)):
            found.setdefault(row.entry_id, set()).add(row.facet)
        for entry in session.scalars(select(EntryRow)):
            assert set((entry.facets or "").split()) == {
                word for facet in found.get(entry.id, ()) for word in facet.split()
            }
            assert all(at == entry.starts_at for at in session.scalars(_starts(entry.id)))
    return found


def _starts(entry_id: str):  # type: ignore[no-untyped-def]
    return select(FacetRow.starts_at).where(FacetRow.entry_id == entry_id)


def version(telling: Telling) -> int:
    with telling.store.session() as session:
        return published(session).version


def test_what_is_told_is_drawn_once_and_published_once(telling: Telling) -> None:
    telling.say(RENNES, [happening(1, "Atelier Rust n° 4", organiser=Organiser("L’Abri & Co"), accessibility=("mi",))])
    before = version(telling)
    assert draw(telling) == 1
    (facets,) = drawn(telling).values()
    expected = {"site:rennes", "format:atelier", "organiser:l abri co", "accessibility:mi", "series:atelier rust"}
    assert expected <= facets
    assert version(telling) == before + 1
    assert draw(telling) == 0
    assert version(telling) == before + 1


def test_what_changes_is_drawn_again_and_nothing_else(telling: Telling) -> None:
    telling.say(RENNES, [happening(1, "Atelier Rust"), happening(2, "Apéro mensuel")])
    draw(telling)
    telling.say(RENNES, [happening(1, "Conférence : Rust", days=5)])
    assert draw(telling) == 1
    assert sorted(sorted(facets & {"format:conference", "format:apero"}) for facets in drawn(telling).values()) == [
        ["format:apero"],
        ["format:conference"],
    ]


def test_a_joint_event_stands_under_all_its_sites_and_what_it_swallowed_under_none(telling: Telling) -> None:
    told = happening(1, "Bal des robots", uid="bal-0123456@nantes.example")
    telling.say(AGENDA, [told])
    telling.say(RENNES, [told])
    draw(telling)
    (facets,) = drawn(telling).values()
    assert {"site:nantes", "site:rennes", "joint:yes"} <= facets


def test_other_rules_draw_everything_again(telling: Telling) -> None:
    telling.say(RENNES, [happening(1, "Soirée Rust"), happening(2, "Apéro mensuel")])
    draw(telling)
    assert draw(telling, SMALL) == 2
    assert {"format:veillee"} <= next(iter(facets for facets in drawn(telling).values() if "format:veillee" in facets))
    assert draw(telling, SMALL) == 0


def test_a_killed_drawing_goes_on_where_it_was(telling: Telling) -> None:
    telling.say(RENNES, [happening(number, f"Atelier {number}", days=number) for number in range(1, 6)])
    with telling.store.session() as session:
        by = rules(session, own_taxonomy())
        batch = next_batch(session, by, 2)
    with telling.store.writing() as session:
        assert land(session, batch, by) == (2, 2)
    assert len(drawn(telling)) == 2
    before = version(telling)
    draw(telling)
    assert len(drawn(telling)) == 5
    assert version(telling) == before + 1


def test_what_was_written_since_it_was_read_is_left_for_the_next_batch(telling: Telling) -> None:
    telling.say(RENNES, [happening(1, "Atelier Rust")])
    with telling.store.session() as session:
        by = rules(session, own_taxonomy())
        batch = next_batch(session, by)
    telling.say(RENNES, [happening(1, "Conférence : Rust")])
    with telling.store.writing() as session:
        assert land(session, batch, by) == (0, 0)
    draw(telling)
    (facets,) = drawn(telling).values()
    assert "format:conference" in facets


def test_an_entry_is_found_by_its_words_as_long_as_it_is_shown(telling: Telling) -> None:
    def hits(text: str) -> list[str]:
        with telling.store.session() as session:
            return list(session.scalars(select(found(session, text).hits.c.entry_id)))

    told = happening(1, "Bal des robots", uid="bal-0123456@nantes.example")
    telling.say(AGENDA, [told])
    draw(telling)
    before, first = version(telling), hits("robot")
    telling.say(RENNES, [told])
    assert len(hits("robot")) == 1
    draw(telling)
    assert hits("robot") == first
    telling.say(AGENDA, [happening(1, "Bal des balais", uid="bal-0123456@nantes.example")])
    assert draw(telling) >= 1
    assert hits("balais") == first
    assert version(telling) > before


def test_nothing_is_drawn_when_it_is_to_stop(telling: Telling) -> None:
    telling.say(RENNES, [happening(1, "Atelier Rust")])
    indexer = Indexer(telling.store, own_taxonomy(), lambda: telling.now)
    assert indexer.for_a_while(lambda: True) == 0
    assert drawn(telling) == {}


def test_an_entry_is_where_its_place_is_else_where_its_site_is(telling: Telling) -> None:
    home = replace(place("rennes"), location=Location("Halle", "1 rue", "35000", "Rennes", lat=48.11, lon=-1.68))
    telling.load(network(home))
    away = Place("Le Port", lat=47.2, lon=-1.55)
    nowhere = Place("Ailleurs", lat=float("nan"), lon=200.0)
    telling.say(RENNES, [happening(1, "A", place=away), happening(2, "B"), happening(3, "C", place=nowhere, days=4)])
    draw(telling)
    with telling.store.session() as session:
        assert sorted(session.execute(select(PointRow.lat, PointRow.lon)).all()) == [
            (47.2, -1.55),
            (48.11, -1.68),
            (48.11, -1.68),
        ]


def test_a_site_that_moves_takes_its_entries_along(telling: Telling) -> None:
    telling.say(RENNES, [happening(1, "Atelier Rust")])
    draw(telling)
    moved = Location("Halle", "1 rue", "35000", "Rennes", lat=48.0, lon=-1.0)
    telling.load(network(replace(place("rennes"), location=moved)))
    draw(telling)
    with telling.store.session() as session:
        assert session.execute(select(PointRow.lat)).scalars().all() == [48.0]
