"""The network file: what loads, what is refused, with which line and which hint; and that a dump loads back."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from federation.domain.site import LabelStatus, Location, Network, Site, Source
from federation.domain.space import Closure, Rate, Room, Space
from federation.errors import ConfigError, Mistake
from federation.registry.network import dump_network, load_network, source_id
from sync.detect import NAMES

GOOD = """\
network:
  id: cantines
  name: Réseau des cantines
  contact: contact@example.org
  zone: Europe/Paris
sites:
  - id: nantes
    name: La Cantine
    label: labelled
    location: {name: La Cantine, address: 11 impasse, postal_code: 01000, city: Nantes, lat: 47.2, lon: -1.5}
    profile: {born: 2011}
    space:
      hours: Mo-Fr 09:00-18:00
      desks: 40
      closures: [{from: 2026-12-24, to: 2027-01-02, reason: Noël}, {from: 2027-05-01}]
      rooms: [{name: Bocal, capacity: 8, surface: 12.5}]
      rates: [{label: Journée, amount: 12.50, unit: day}]
      amenities: [fibre, café]
    sources:
      - url: https://example.org/agenda.ics
      - {id: lieu, url: "webcal://example.org/x", format: native, carries: [space], every: 15m}
"""


def mistakes(text: str, formats: list[str] | None = None) -> list[Mistake]:
    with pytest.raises(ConfigError) as caught:
        load_network(text, formats=formats)
    return list(caught.value.mistakes)


def with_line(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


def only(text: str, formats: list[str] | None = None) -> Mistake:
    found = mistakes(text, formats)
    assert len(found) == 1, found
    return found[0]


def test_a_good_file_gives_the_values_of_the_domain() -> None:
    site = load_network(GOOD).sites[0]
    assert site.status is LabelStatus.LABELLED
    assert site.location.postal_code == "01000"
    assert site.profile == {"born": "2011"}
    assert site.space is not None
    assert site.space.closures[0] == Closure(date(2026, 12, 24), date(2027, 1, 2), "Noël")
    assert site.space.closures[1].last_on == date(2027, 5, 1)
    assert site.space.rates == (Rate("Journée", Decimal("12.50"), "EUR", "day"),)
    assert site.sources[0] == Source("agenda-ics", "https://example.org/agenda.ics")
    assert site.sources[1] == Source("lieu", "webcal://example.org/x", "native", ("space",), timedelta(minutes=15))


def test_loading_twice_gives_equal_values() -> None:
    assert load_network(GOOD) == load_network(GOOD)


def test_a_site_takes_the_zone_and_the_language_of_its_network() -> None:
    text = with_line("  zone: Europe/Paris", "  zone: Indian/Reunion\n  language: br")
    assert load_network(text).sites[0].zone == "Indian/Reunion"
    assert load_network(text).sites[0].language == "br"


def test_unknown_key_names_the_nearest_one_and_its_line() -> None:
    found = only(with_line("address: 11", "adress: 11"))
    assert found.text == "unknown key `adress`; did you mean `address`?"
    assert found.line == 10
    assert found.where == "sites[0].location.adress"


def test_unknown_key_far_from_all_lists_what_is_known() -> None:
    assert "known here: id, name, label" in only(with_line("    profile:", "    zzz:")).text


def test_wrong_status_names_the_nearest_and_all() -> None:
    found = only(with_line("label: labelled", "label: labeled"))
    assert "did you mean `labelled`? Allowed: listed, candidate" in found.text
    assert found.line == 9


def test_all_mistakes_are_told_together_in_the_order_of_the_file() -> None:
    text = with_line("lat: 47.2", "lat: 147.2").replace("desks: 40", "desks: many").replace("15m", "30")
    text = text.replace("contact: contact@example.org", "contact: nobody")
    assert [(found.line, found.where) for found in mistakes(text)] == [
        (4, "network.contact"),
        (10, "sites[0].location.lat"),
        (14, "sites[0].space.desks"),
        (21, "sites[0].sources[1].every"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "said", "line"),
    [
        ("zone: Europe/Paris", "zone: europe/paris", "did you mean `Europe/Paris`?", 5),
        ("lon: -1.5", "lon: 181", "is not between -180 and 180", 10),
        (", lon: -1.5", "", "go together", 10),
        ("every: 15m", "every: 30", "write `30s` or `30m`", 21),
        ("every: 15m", "every: 10s", "is not between 30s and 7d", 21),
        ("every: 15m", "every: 8d", "is not between 30s and 7d", 21),
        ("carries: [space]", "carries: []", "is empty", 21),
        ("carries: [space]", "carries: [spaces]", "did you mean `space`?", 21),
        ("carries: [space]", "carries: space", "a list is expected", 21),
        ("webcal://", "ftp://", "is not an address in http, https, webcal", 21),
        ("webcal://", "webcal://me:secret@", "the network file is public", 21),
        ("https://example.org/agenda.ics", "https:///agenda.ics", "is not an address", 20),
        ("https://example.org/agenda.ics", "https://[x/agenda.ics", "is not an address", 20),
        ("https://example.org/agenda.ics", "https://e.org/a b", "blank", 20),
        ("https://example.org/agenda.ics", "webcal://example.org/x", "already given on line 20", 21),
        ("https://example.org/agenda.ics", "https://example.org/x", "already given on line 20", 21),
        ("id: lieu", "id: Lieu", "is not an id", 21),
        ("id: nantes", "id: n", "is not an id", 7),
        ("label: labelled", "label: labelled\n    label: listed", "already given on line 9", 10),
        ("to: 2027-01-02", "to: 2026-01-02", "is before `from`", 15),
        ("to: 2027-01-02", "to: demain", "a date is expected", 15),
        ("amount: 12.50", "amount: 1e-999", "an amount such as", 17),
        ("name: La Cantine\n", "name:\n", "is empty", 8),
        ("name: La Cantine\n", 'name: " "\n', "is empty", 8),
        ("name: La Cantine\n", 'name: "\\ud800"\n', "control character", 8),
        ("name: La Cantine\n", "name: !!python/object:os.system x\n", "the tag", 8),
        ("profile: {born: 2011}", "profile: {born: [1]}", "text is expected", 11),
        ("profile: {born: 2011}", "profile: [1]", "keys and values are expected", 11),
        ("hours: Mo-Fr 09:00-18:00", f"hours: {'x' * 501}", "longer than 500", 13),
        ("    label: labelled\n", "", "is missing", 7),
    ],
)
def test_each_mistake_has_its_line(old: str, new: str, said: str, line: int) -> None:
    found = mistakes(with_line(old, new))
    assert any(said in mistake.text and mistake.line == line for mistake in found), found


def test_a_site_given_twice_is_refused() -> None:
    body = GOOD.split("sites:\n")[1]
    found = only(GOOD + body)
    assert (found.line, found.text) == (22, "the id `nantes` was already given on line 7")


def test_formats_are_compared_only_when_they_are_told() -> None:
    text = with_line("format: native", "format: natif")
    assert load_network(text).sites[0].sources[1].format == "natif"
    assert "did you mean `native`? Allowed: auto, ics, native" in only(text, ["ics", "native"]).text


@pytest.mark.parametrize(
    ("text", "said", "line"),
    [
        ("", "is empty", 1),
        ("# nothing\n", "is empty", 1),
        ("---\n", "is empty", 1),
        ("null\n", "is empty", 1),
        ("- a\n- b\n", "keys and values are expected", 1),
        ("network:\n\tid: x\n", "indent with spaces", 2),
        ("network: [\n", "expected the node content", 2),
        ("network: 1\n---\nsites: []\n", "expected a single document", 2),
        ("a: b\nc: \x07\n", "a character that YAML does not allow", 2),
        ("a: *nobody\n", "found undefined alias", 1),
        ("[" * 2000, "nested deeper than 40 levels", None),
        ("? [a]\n: b\n", "a key must be one word", 1),
        ("a: &a\n  b: *a\n", "nested deeper than 40 levels", 1),
        ("a: &a\n  <<: *a\n", "nested deeper than 40 levels", 1),
        ("a: {<<: 3}\n", "`<<` takes in mappings only", 1),
        ("x" * 1_000_001, "larger than 1000000 bytes", None),
        ("é" * 600_000, "larger than 1000000 bytes", None),
    ],
)
def test_what_is_no_network_file_is_one_mistake(text: str, said: str, line: int | None) -> None:
    assert any(said in mistake.text and mistake.line == line for mistake in mistakes(text)), mistakes(text)


def test_alias_bombs_are_bounded() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    assert "once its aliases are followed" in only("\n".join(lines)).text
    merges = ["m0: &m0 {k: v}"] + [f"m{n}: &m{n} {{<<: [*m{n - 1}, *m{n - 1}]}}" for n in range(1, 39)]
    assert "once its aliases are followed" in only("\n".join(merges)).text


def test_too_many_values_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("federation.registry.yaml.MAX_NODES", 100)
    assert "more than 100 values" in only("a: [" + "b, " * 100 + "]").text


def test_anchors_aliases_and_merge_keys_are_fine() -> None:
    text = with_line(
        "      - url: https://example.org/agenda.ics", "      - &base {url: https://e.org/a.ics, every: 2h}"
    )
    text += "      - {<<: *base, id: autre, url: https://e.org/b}\n"
    sources = load_network(text).sites[0].sources
    assert (sources[2].url, sources[2].every) == ("https://e.org/b", timedelta(hours=2))


def test_ids_come_from_the_address_and_never_from_a_later_neighbour() -> None:
    assert source_id("https://example.org/events/Feed.ICS?token=secret", ()) == "feed-ics"
    assert source_id("https://example.org/", ()) == "source"
    assert source_id("https://example.org/2026", ()) == "source-2026"
    assert source_id("https://example.org/feed", {"feed", "feed-2"}) == "feed-3"
    assert len(source_id("https://example.org/" + "a" * 90, {"a" * 32})) <= 32


def test_a_stated_id_is_kept_when_an_unnamed_source_would_take_it() -> None:
    text = with_line("id: lieu", "id: agenda-ics")
    assert [source.key for source in load_network(text).sites[0].sources] == ["agenda-ics-2", "agenda-ics"]


def test_the_file_of_the_project_loads() -> None:
    text = (Path(__file__).parent.parent / "sites.yaml").read_text("utf-8")
    network = load_network(text, formats=NAMES)
    assert len(network.sites) == 6
    assert load_network(dump_network(network)) == network


ids = st.from_regex(r"[a-z][a-z0-9-]{1,31}", fullmatch=True)
words = (
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn")), min_size=1, max_size=40)
    .map(lambda text: text.replace("\ufeff", "").strip())
    .filter(bool)
)
perhaps = st.just("") | words
degrees = st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180))
urls = st.from_regex(r"https?://[a-z]{1,9}\.example(/[a-z0-9._~%-]{0,9}){0,3}", fullmatch=True)
amounts = st.none() | st.decimals(0, 9999, places=2)
zones = st.sampled_from(["Europe/Paris", "Indian/Reunion", "UTC"])
counts = st.none() | st.integers(0, 500)


@st.composite
def spaces(draw: st.DrawFn) -> Space:
    days = sorted(draw(st.tuples(st.dates(), st.dates())))
    return Space(
        hours=draw(perhaps),
        closures=draw(st.sampled_from([(), (Closure(days[0], days[1], "Noël : fermé"),)])),
        capacity=draw(counts),
        desks=draw(counts),
        rooms=tuple(draw(st.lists(st.builds(Room, words, counts, st.none() | st.floats(0, 1e6)), max_size=2))),
        rates=tuple(draw(st.lists(st.builds(Rate, words, amounts, st.just("EUR"), perhaps), max_size=2))),
        amenities=tuple(draw(st.lists(words, max_size=3))),
        accessibility=draw(perhaps),
    )


@st.composite
def sites(draw: st.DrawFn) -> Site:
    lat, lon = draw(degrees) or (None, None)
    every = st.integers(30, 604800).map(lambda seconds: timedelta(seconds=seconds))
    carries = st.sampled_from([("events",), ("space",), ("events", "space")])
    addresses = draw(st.lists(urls, unique=True, max_size=3))
    return Site(
        id=draw(ids),
        name=draw(words),
        location=Location(draw(words), draw(perhaps), draw(perhaps)[:20].strip(), draw(words), lat=lat, lon=lon),
        status=draw(st.sampled_from(LabelStatus)),
        zone=draw(zones),
        website=draw(st.just("") | urls),
        profile=draw(st.dictionaries(words, perhaps, max_size=2)),
        space=draw(st.none() | spaces()),
        sources=tuple(
            Source(f"source-{number}", url, "auto", draw(carries), draw(every)) for number, url in enumerate(addresses)
        ),
    )


@settings(max_examples=40, deadline=None)
@given(
    st.builds(
        Network,
        id=ids,
        name=words,
        contact=st.just("contact@example.org"),
        zone=zones,
        about=perhaps,
        sites=st.lists(sites(), max_size=2, unique_by=lambda site: site.id).map(tuple),
    )
)
def test_a_dump_loads_back_to_the_same_network(network: Network) -> None:
    text = dump_network(network)
    assert load_network(text) == network
    assert dump_network(load_network(text)) == text
