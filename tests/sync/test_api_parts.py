"""What the readers of APIs share: Markdown, prices, places, times, addresses, fields."""

from __future__ import annotations

import time
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from federation.domain.event import Notice, Place, Price
from sync.cleaning.description import fragment
from sync.formats.api_parts.addresses import completed, link, on_same_host, parts, website
from sync.formats.api_parts.item import Item
from sync.formats.api_parts.markdown import to_html
from sync.formats.api_parts.place import place
from sync.formats.api_parts.price import price
from sync.formats.api_parts.times import wall


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Bonjour\nvous", "<p>Bonjour<br>vous</p>"),
        ("# Un\n\n### Deux ##", "<h3>Un</h3>\n<h4>Deux</h4>"),
        ("- un\n* deux\n\n1. a\n2) b", "<ul><li>un</li><li>deux</li></ul>\n<ol><li>a</li><li>b</li></ol>"),
        ("> cité\n> encore", "<blockquote><p>cité<br>encore</p></blockquote>"),
        ("**gras** et *penché* et _penché_", "<p><strong>gras</strong> et <em>penché</em> et <em>penché</em></p>"),
        ("nom_de_fichier 2 * 3 * 4", "<p>nom_de_fichier 2 * 3 * 4</p>"),
        ("[là](https://a.example/x_y_z)", '<p><a href="https://a.example/x_y_z">là</a></p>'),
        ("Voir https://a.example/x.", '<p>Voir <a href="https://a.example/x">https://a.example/x</a>.</p>'),
        ("<https://a.example>", '<p><a href="https://a.example">https://a.example</a></p>'),
        ("[clic](javascript:alert)", "<p>clic</p>"),
        ("![affiche](https://a.example/a.png)", "<p>affiche</p>"),
        ("1 < 2 & <script>", "<p>1 &lt; 2 &amp; &lt;script&gt;</p>"),
        (r"\*pas penché\*", "<p>*pas penché*</p>"),
        ("avant\n\n---\n\naprès", "<p>avant</p>\n<p>après</p>"),
        ("<p>Déjà du HTML</p>", "<p>Déjà du HTML</p>"),
        ("", ""),
    ],
)
def test_markdown_becomes_simple_html(text: str, html: str) -> None:
    assert to_html(text) == html


@given(st.text(alphabet="ab *_[]()<>!#->\\\n1.:/htps&\"'", max_size=200))
def test_markdown_of_any_kind_gives_html_that_cleaning_knows(text: str) -> None:
    fragment(to_html(text), "", lambda _: None)


@pytest.mark.parametrize("piece", ["*a", "[", "[a](", "**", "_a ", "https://", "- a\n", "#", "<a", "___ ", "[a](x "])
def test_markdown_without_end_costs_little(piece: str) -> None:
    began = time.process_time()
    to_html(piece * 20_000)
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Gratuit", Price(free=True, text="Gratuit")),
        ("Entrée libre sur inscription", Price(free=True, text="Entrée libre sur inscription")),
        ("Gratuit pour tous", Price(free=True, text="Gratuit pour tous")),
        ("Gratuit pour les adhérents", Price(text="Gratuit pour les adhérents")),
        ("Prix libre", Price(text="Prix libre")),
        ("non gratuit", Price(text="non gratuit")),
        ("12,50 €", Price(free=False, amount=Decimal("12.50"), currency="EUR", text="12,50 €")),
        ("5 € – 10 €", Price(free=False, currency="EUR", text="5 € – 10 €")),
        ("0", Price(free=True)),
        ("", None),
    ],
)
def test_prices_from_words(text: str, found: Price | None) -> None:
    assert price(text) == found


def test_prices_from_amounts_beside_the_words() -> None:
    assert price("$6.00", ("6.00",), "$") == Price(free=False, amount=Decimal("6.00"), currency="USD", text="$6.00")
    assert price("", ("0",)) == Price(free=True)
    assert price("5-10", ("5", "10"), "€") == Price(free=False, currency="EUR", text="5-10")


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        (
            ("Palo", "9 rue du Port, 37000 Tours, France", "37000", "Tours"),
            Place("Palo", "9 rue du Port", "37000", "Tours"),
        ),
        (("Palo", "9 rue du Port, 37000 Tours", "", "Tours"), Place("Palo", "9 rue du Port", "37000", "Tours")),
        (("Palo", "9 rue du Port 37000 Tours"), Place("Palo", "9 rue du Port", "37000", "Tours")),
        (("Palo", "9 rue de Tours", "37100", "Tours"), Place("Palo", "9 rue de Tours", "37100", "Tours")),
        (("Palo", "Palo"), Place("Palo")),
        (("", " "), None),
    ],
)
def test_a_place_says_each_thing_once(stated: tuple[str, ...], found: Place | None) -> None:
    assert place(*stated) == found


def test_walls_are_dates_or_date_times() -> None:
    assert wall("2026-11-28") == date(2026, 11, 28)
    assert wall("2026-11-28 14:00:00") == datetime(2026, 11, 28, 14)
    assert wall("2026-11-28T14:00:00.123456789+01:00") is not None
    assert [wall(text) for text in ("", "2026-02-30", "2026-11-28 25:00", "28/11/2026", "٢٠٢٦-١١-٢٨")] == [None] * 5


def test_addresses_keep_to_their_host() -> None:
    assert on_same_host("https://a.example/x", "http://b.example:81/y?z=1#f") == "https://a.example/y?z=1"
    assert on_same_host("https://a.example/x", "javascript:alert(1)") == ""
    assert completed("https://a.example/?a=1", [("a", "2"), ("b[]", "3")]) == "https://a.example/?a=1&b[]=3"
    assert parts("https://a.example:99999/") is None


@pytest.mark.parametrize(
    ("stated", "found"), [("b.example/c", "https://b.example/c"), ("c", "https://a.example/c"), (" ", "")]
)
def test_a_website_may_be_a_host_alone(stated: str, found: str) -> None:
    notices: list[Notice] = []
    assert website(Item({"website": stated}, "$", notices), "https://a.example/x", "website") == found
    assert notices == []


@pytest.mark.parametrize(
    ("stated", "shown"), [("javascript:alert(1)", "javascript:alert(1)"), ("mailto:a.b@c.example", "mailto:…")]
)
def test_what_is_no_address_is_told_without_anybody_in_it(stated: str, shown: str) -> None:
    notices: list[Notice] = []
    item = Item({"website": stated}, "$.events[3]", notices)
    assert website(item, "https://a.example/x", "website") == link(item, "url", stated) == ""
    assert notices == [Notice("bad-link", path=f"$.events[3].{name}", value=shown) for name in ("website", "url")]


@pytest.mark.parametrize("nothing", [None, False, "", [], {}])
def test_nothing_has_many_spellings(nothing: Any) -> None:
    notices: list[Notice] = []
    item = Item({"a": nothing, "b": "x"}, "$", notices)
    assert (item.text("a"), item.text("a", "b"), item.whole("a"), item.children("a")) == ("", "x", None, [])
    assert notices == []


@pytest.mark.parametrize("wrong", [True, ["x"], {"x": 1}])
def test_what_is_no_text_is_told_with_its_path(wrong: Any) -> None:
    notices: list[Notice] = []
    assert Item({"a": wrong}, "$.events[3]", notices).text("a") == ""
    assert [notice.path for notice in notices] == ["$.events[3].a"]
