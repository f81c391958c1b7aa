"""Normalizing: safe titles, descriptions and links, no persons, the site as the default place; twice is once."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from selectolax.lexbor import LexborHTMLParser

from federation.domain.event import (
    Attendance,
    Event,
    Exception_,
    Image,
    Notice,
    Organiser,
    Place,
    Price,
    Record,
    Recurrence,
    Status,
)
from federation.domain.payload import dump
from federation.domain.reasons import NOTICES
from federation.domain.site import LabelStatus, Location, Site
from federation.domain.space import Rate, Room, Space
from sync.cleaning.description import LONGEST, TAGS, _cleaned
from sync.cleaning.shape import is_settled
from sync.formats.parsed import Parsed
from sync.normalize import normalize

PARIS = ZoneInfo("Europe/Paris")
SITE = Site(
    id="nantes",
    name="La Cantine numérique",
    status=LabelStatus.LABELLED,
    location=Location("La Cantine", "11 impasse Juton", "44000", "Nantes", lat=47.2, lon=-1.5),
    website="https://cantine.example",
)
HOME = Place("La Cantine", "11 impasse Juton", "44000", "Nantes", 47.2, -1.5)
START = datetime(2026, 11, 22, 18, 30, tzinfo=PARIS)


def event(**more: Any) -> Event:
    return Event(**({"title": "Apéro", "start": START, "place": HOME} | more))


def parsed(*events: Event, recurrence: Recurrence | None = None) -> Parsed:
    return Parsed(format="ics", records=[Record(f"k{i}", one, recurrence, "f") for i, one in enumerate(events)])


def clean(**more: Any) -> Event:
    return normalize(parsed(event(**more)), SITE).records[0].event


def codes(**more: Any) -> list[str]:
    return [notice.code for notice in normalize(parsed(event(**more)), SITE).notices]


def test_what_is_clean_is_the_very_same_value() -> None:
    given_ = parsed(event(description="<p>Bonjour</p>", url="https://cantine.example/a", categories=("dev",)))
    found = normalize(given_, SITE)
    assert found.records[0] is given_.records[0]
    assert found.notices == []


def test_keys_fingerprints_and_the_rest_of_the_answer_are_kept() -> None:
    given_ = replace(parsed(event(title=" x ")), unchanged=frozenset({"a"}), title="T", notices=[Notice("before")])
    found = normalize(given_, SITE)
    assert (found.records[0].key, found.records[0].fingerprint) == ("k0", "f")
    assert (found.unchanged, found.title, found.notices) == (frozenset({"a"}), "T", [Notice("before")])
    assert given_.records[0].event.title == " x "


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("  Apéro\n\tdev  ", "Apéro dev"),
        ("<b>Apéro</b> &amp; dev", "Apéro & dev"),
        ("&amp;lt;script&amp;gt;alert(1)", "alert(1)"),
        ("<<b>script>alert(1)<</b>/script>", "< script>alert(1)< /script>"),
        ("Moins de <3", "Moins de <3"),
        ("<img src=x onerror=alert(1)//", "img src=x onerror=alert(1)//"),
        ("R&D; Q&notes", "R&D; Q&notes"),
        ("Nom\u202egnp.exe\u0000\u200b", "Nomgnp.exe"),
        ("Quoi\u202f? Où\u00a0!", "Quoi\u202f? Où\u00a0!"),
        ("Ap\ud800éro", "Apéro"),
        ("", "Sans titre"),
        (" <br> ", "Sans titre"),
        ("Atelier de jean.dupont@example.org", "Atelier de"),
        ("Écrire à inscription@example.org", "Écrire à inscription@example.org"),
        ("Suivez @jean@piaille.example", "Suivez @jean@piaille.example"),
    ],
)
def test_titles_are_one_clean_line(said: str, shown: str) -> None:
    assert clean(title=said).title == shown


def test_long_titles_are_cut() -> None:
    assert len(clean(title="à" * 5000).title) == 300
    assert codes(title="à" * 301) == ["too-long"]


@pytest.mark.parametrize(
    ("said", "title", "status"),
    [
        ("[ANNULÉ] Apéro", "Apéro", Status.CANCELLED),
        ("Annule\u0301e : conférence", "conférence", Status.CANCELLED),
        ("(annulé) - Apéro", "Apéro", Status.CANCELLED),
        ("REPORTE – Apéro", "Apéro", Status.POSTPONED),
        ("Complet: Apéro", "Apéro", Status.FULL),
        ("[COMPLET] [ANNULÉ] Apéro", "Apéro", Status.CANCELLED),
        ("Annule-t-on tout ?", "Annule-t-on tout ?", Status.SCHEDULED),
        ("Complètement libre", "Complètement libre", Status.SCHEDULED),
        ("Complet", "Complet", Status.SCHEDULED),
        ("[ANNULÉ]", "[ANNULÉ]", Status.SCHEDULED),
        ("[ANNULÉ Apéro", "[ANNULÉ Apéro", Status.SCHEDULED),
    ],
)
def test_marks_at_the_start_of_a_title_are_a_status(said: str, title: str, status: Status) -> None:
    found = clean(title=said)
    assert (found.title, found.status) == (title, status)


def test_a_mark_never_hides_what_the_source_states() -> None:
    assert clean(title="[COMPLET] Apéro", status=Status.CANCELLED).title == "[COMPLET] Apéro"
    assert clean(title="[ANNULÉ] Apéro", status=Status.CANCELLED).title == "Apéro"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Un\ndeux\n\ntrois", "<p>Un<br>deux</p><p>trois</p>"),
        ("1 < 2 & 3 > 2", "<p>1 &lt; 2 &amp; 3 &gt; 2</p>"),
        ("Écrire à <Jean>", "<p>Écrire à &lt;Jean&gt;</p>"),
        ("Où\u00a0?\r\nLà", "<p>Où&nbsp;?<br>Là</p>"),
        ("L&#8217;atelier", "<p>L’atelier</p>"),
        ("&lt;p&gt;Bonjour&lt;/p&gt;", "<p>Bonjour</p>"),
        (
            "Voir https://a.example/x?b=1&c=2.",
            '<p>Voir <a href="https://a.example/x?b=1&amp;c=2" rel="noopener nofollow ugc">'
            "https://a.example/x?b=1&amp;c=2</a>.</p>",
        ),
        (
            "(www.a.example)",
            '<p>(<a href="https://www.a.example" rel="noopener nofollow ugc">www.a.example</a>)</p>',
        ),
        ("<b>Un</b>\ndeux", "<b>Un</b><br>deux"),
        ("<div>Un</div><div>deux</div>", "<p>Un</p><p>deux</p>"),
        ("<p>Un</p><p>&nbsp;</p>", "<p>Un</p>"),
        ("<style>p{}</style><script>1</script>", ""),
        ("<span>Un</span>", "<p>Un</p>"),
        (" \n ", ""),
        ("a\n\n\u2003\n\nb", "<p>a</p><p>b</p>"),
        ("Demander à jean@example.org.", "<p>Demander à .</p>"),
        ('<a href="mailto:jean@example.org">jean@example.org</a>', '<a rel="noopener nofollow ugc"></a>'),
        (
            '<p><a href="/suite" onclick="x()" title="t">suite</a></p>',
            '<p><a href="https://cantine.example/suite" rel="noopener nofollow ugc">suite</a></p>',
        ),
    ],
)
def test_descriptions_become_safe_fragments(said: str, shown: str) -> None:
    found = clean(description=said).description
    assert found in (shown, "") if shown.endswith("</a>") and "></a>" in shown else found == shown


@pytest.mark.parametrize(
    "text",
    [
        "é " * 30_000,
        "&" * 30_000,
        "<b>x</b>" * 9_000,
        "<p " * 9_000,
        "\n\n" * 30_000,
        "http://a.example " * 3_000,
        "<a href='" + "x" * 30_000,
        "a@b." * 9_000,
        ")" * 30_000,
    ],
    ids=lambda text: text[:6],
)
def test_long_descriptions_are_cut(text: str) -> None:
    found = clean(description=text)
    assert len(found.description) <= LONGEST
    assert clean(description=found.description).description == found.description


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("https://a.example/x?y=1#z", "https://a.example/x?y=1#z"),
        ("HTTPS://A.example/é à", "https://a.example/%C3%A9%20%C3%A0"),
        ("https://évènement.example", "https://xn--vnement-2xah.example"),
        ("www.a.example", "https://www.a.example"),
        ("/agenda/1", "https://cantine.example/agenda/1"),
        (" https://a.example\n", "https://a.example"),
        ("javascript:alert(1)", ""),
        ("java\tscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("mailto:jean@example.org", ""),
        (" TEL:+33600000000", ""),
        ("sms:0600000000", ""),
        ("https://jean:secret@a.example", ""),
        ("http://", ""),
        ("http://[x", ""),
        ("https://a.example/" + "x" * 2000, ""),
    ],
)
def test_links_are_web_addresses_or_nothing(said: str, kept: str) -> None:
    found = normalize(parsed(event(url=said, links=(said,))), SITE)
    assert found.records[0].event.url == kept
    assert found.records[0].event.links == ((kept,) if kept else ())
    assert [notice.code for notice in found.notices] == ([] if kept else ["bad-link"])
    assert all("jean" not in notice.value and "00000" not in notice.value for notice in found.notices)


def test_a_picture_without_a_usable_address_goes() -> None:
    assert clean(image=Image("javascript:x", "crédit")).image is None
    assert clean(image=Image("https://a.example/i.png", " <b>c</b> ")).image == Image("https://a.example/i.png", "c")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (None, HOME),
        (Place(), HOME),
        (Place("LA CANTINE NUMERIQUE"), HOME),
        (Place("La Cantine", city="nantes"), HOME),
        (Place("La Cantine, Nantes"), HOME),
        (Place("La Cantine, 11 impasse Juton, 44000 Nantes"), HOME),
        (Place("La Cantine, 11 impasse Juton, 44000 Nantes", lat=47.3, lon=-1.6), HOME),
        (Place("La Cantine", city="Rennes"), Place("La Cantine", city="Rennes")),
        (Place("Le Bocal, 35000 Rennes"), Place("Le Bocal", "", "35000", "Rennes")),
        (
            Place("Le Bocal, 2 quai Lamennais, bâtiment B, 35000 Rennes"),
            Place("Le Bocal", "2 quai Lamennais, bâtiment B", "35000", "Rennes"),
        ),
        (
            Place("Le Bocal, 2 quai Lamennais, 35000 Rennes, France"),
            Place("Le Bocal", "2 quai Lamennais", "35000", "Rennes"),
        ),
        (Place("Ailleurs", lat=0.0, lon=0.0), Place("Ailleurs")),
        (Place("Ailleurs", lat=91.0, lon=0.0), Place("Ailleurs")),
        (Place("Ailleurs", lat=float("nan"), lon=1.0), Place("Ailleurs")),
        (Place("Ailleurs", "Chez Jo, tél. : 06 12 34 56 78"), Place("Ailleurs", "Chez Jo")),
        (Place("Ailleurs jo@example.org"), Place("Ailleurs")),
    ],
)
def test_the_place_is_the_site_unless_the_source_says_otherwise(said: Place | None, kept: Place) -> None:
    assert clean(place=said).place == kept


def test_an_online_event_has_no_place_of_its_own() -> None:
    assert clean(place=None, attendance=Attendance.ONLINE).place is None
    assert clean(place=None, attendance=Attendance.MIXED).place == HOME


@pytest.mark.parametrize(
    "number", ["06 12 34 56 78", "+33 6 12 34 56 78", "0612345678", "+33(0)2.40.00.00.00", "+32 470 12 34 56"]
)
def test_phone_numbers_leave_the_organiser(number: str) -> None:
    assert clean(organiser=Organiser(f"Asso {number}")).organiser == Organiser("Asso")
    assert codes(organiser=Organiser(f"Asso {number}")) == ["personal-phone"]


def test_notices_never_repeat_personal_data() -> None:
    found = normalize(parsed(event(title="jean.dupont@example.org", place=Place("06 12 34 56 78"))), SITE)
    assert {notice.code for notice in found.notices} == {"no-title", "personal-address", "personal-phone"}
    assert all("jean" not in notice.value and "12" not in notice.value for notice in found.notices)


def test_words_are_few_short_and_different() -> None:
    found = clean(categories=("Dev", "dev", " <i>Art</i> ", "", "x" * 200, *map(str, range(40)))).categories
    assert found[:2] == ("Dev", "Art")
    assert len(found) == 20
    assert max(map(len, found)) == 80


@pytest.mark.parametrize("start", [date(1970, 1, 1), date(9999, 12, 31), datetime(2200, 1, 1, tzinfo=UTC)])
def test_absurd_starts_lose_the_record(start: Any) -> None:
    found = normalize(parsed(event(start=start), event()), SITE)
    assert [record.key for record in found.records] == ["k1"]
    assert [(notice.code, notice.path, notice.lost) for notice in found.notices] == [("absurd-date", "k0", True)]


@pytest.mark.parametrize(
    ("start", "end", "kept", "told"),
    [
        (START, START - timedelta(hours=1), None, ["end-before-start"]),
        (START, date(2026, 11, 23), None, ["end-before-start"]),
        (START, START, START, []),
        (date(2026, 11, 22), date(2026, 11, 22), None, []),
        (START, START + timedelta(days=400), START + timedelta(days=400), ["very-long"]),
        (START, datetime(9999, 1, 1, tzinfo=UTC), None, ["bad-value"]),
    ],
)
def test_ends_are_kept_when_they_say_something(start: Any, end: Any, kept: Any, told: list[str]) -> None:
    assert clean(start=start, end=end).end == kept
    assert codes(start=start, end=end) == told


def test_an_unknown_zone_is_the_one_of_the_site() -> None:
    assert clean(zone="Europe/Nantes").zone == "Europe/Paris"
    assert codes(zone="../../etc/passwd") == ["unknown-zone"]


@pytest.mark.parametrize("zone", ["right/Europe/Paris", "posix/Europe/Paris", "posixrules", "localtime", "Factory"])
def test_a_zone_that_only_some_machines_have_is_unknown(zone: str) -> None:
    assert clean(zone=zone).zone == "Europe/Paris"


def test_exceptions_are_normalized_too_and_absurd_dates_leave_the_series() -> None:
    planned = START + timedelta(days=7)
    series = Recurrence(
        rrules=("FREQ=WEEKLY",),
        rdates=((date(9999, 1, 1), None),),
        exceptions=(
            Exception_(planned, event(title="<b>Moved</b>")),
            Exception_(planned, event(start=date(1, 1, 1))),
        ),
    )
    found = normalize(parsed(event(), recurrence=series), SITE).records[0].recurrence
    assert found is not None
    assert [exception.event.title for exception in found.exceptions] == ["Moved"]
    assert found.rdates == ()


def test_the_price_keeps_its_amount_and_loses_what_is_no_currency() -> None:
    assert clean(price=Price(True, None, "<b>", "<i>libre</i>")).price == Price(True, None, "", "libre")


def test_what_is_said_of_the_space_is_clean_too() -> None:
    said = Space(
        hours="Mo-Fr 09:00-18:00",
        rooms=(Room("<b>Bocal</b>", 8), Room("<br>")),
        rates=(Rate("Journée", Decimal(12), "EUROS"),),
        amenities=("fibre", " fibre "),
        message="Demandez jo@example.org\x00",
        open_now=True,
    )
    once = normalize(replace(parsed(), space=said), SITE)
    assert once.space == Space(
        hours="Mo-Fr 09:00-18:00",
        rooms=(Room("Bocal", 8),),
        rates=(Rate("Journée", Decimal(12), ""),),
        amenities=("fibre",),
        message="Demandez",
        open_now=True,
    )
    assert [(notice.code, notice.path) for notice in once.notices] == [("personal-address", "space")]
    assert normalize(once, SITE) == once


HOSTILE = """\
<script>alert(1)</script>
<ScRiPt src=//evil.example/x.js></ScRiPt>
<img src=x onerror=alert(1)>
<img/src='x'/onerror=alert(1)//
<svg onload=alert(1)>
<svg><script>alert(1)</script></svg>
<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>
<math><mtext></p><style><!--</style><img src=x onerror=alert(1)>--></style></mtext></math>
<math><annotation-xml encoding="text/html"><style><img src=x onerror=alert(1)></style></annotation-xml></math>
<a href="javascript:alert(1)">x</a>
<a href=" javascript:alert(1)">x</a>
<a href="java&#10;script:alert(1)">x</a>
<a href="&#106;&#97;vascript:alert(1)">x</a>
<a href="JaVaScRiPt:alert(1)">x</a>
<a href="vbscript:msgbox(1)">x</a>
<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>
<a href="//evil.example" onmouseover=alert(1)>x</a>
<a href='https://a.example" onclick="alert(1)'>x</a>
<a href="https://a.example" style="position:fixed;top:0" target=_top id=x class=y>x</a>
<iframe src="javascript:alert(1)"></iframe>
<iframe srcdoc="<script>alert(1)</script>"></iframe>
<object data="javascript:alert(1)"></object>
<embed src="javascript:alert(1)">
<form action="javascript:alert(1)"><input type=submit><button formaction="javascript:alert(1)">x</button></form>
<meta http-equiv=refresh content="0;url=javascript:alert(1)">
<base href="https://evil.example/"><link rel=stylesheet href=//evil.example/x.css>
<style>@import '//evil.example/x.css';</style>
<p style="background:url(javascript:alert(1))">x</p>
<div><noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript></div>
<template><script>alert(1)</script></template>
<textarea><script>alert(1)</script></textarea>
<title><img src=x onerror=alert(1)></title>
<select><style><script>alert(1)</script></style></select>
<table><td><a href="javascript:alert(1)">x</table>
<video><source onerror=alert(1)></video>
<details open ontoggle=alert(1)>x</details>
<body onload=alert(1)>x
<!--><script>alert(1)</script>-->
<![CDATA[<script>alert(1)</script>]]>
<?xml version="1.0"?><script>alert(1)</script>
&lt;script&gt;alert(1)&lt;/script&gt;
&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;
<p>&lt;img src=x onerror=alert(1)&gt;</p>
<<script>script>alert(1)<</script>/script>
<scr\x00ipt>alert(1)</scr\x00ipt>
<b/onclick=alert(1)>x</b>
https://a.example/"onmouseover="alert(1)
https://a.example/'><script>alert(1)</script>
javascript://a.example/%0Aalert(1)
<p>x<p><h3><a href="https://a.example"><a href="javascript:1"><table><p></a>
""".splitlines()


def assert_harmless(fragment: str) -> None:
    """As two parsers read it: only allowed tags, no attribute but safe links."""
    for node in LexborHTMLParser(f"<div id=root>{fragment}</div>").css("#root *"):
        assert node.tag in TAGS
        assert set(node.attributes) <= ({"href", "rel"} if node.tag == "a" else set())
        assert re.match(r"https?://", node.attributes.get("href", "https://") or "")
    for element in lxml_html.fragment_fromstring(fragment, create_parent="div").iterdescendants():
        assert element.tag in TAGS
        assert re.match(r"https?://", element.get("href", "https://"))
        assert not [name for name in element.attrib if name not in ("href", "rel")]


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_text_is_harmless_wherever_it_stands(payload: str) -> None:
    found = clean(title=payload, description=payload, url=payload, categories=(payload,), place=Place(payload))
    assert_harmless(found.description)
    assert not re.search(r"<[a-z!/]", found.title + "".join(found.categories), re.IGNORECASE)
    assert found.url == "" or found.url.startswith(("https://", "http://"))
    assert (
        clean(description=f"<p>a</p>{payload}{payload}").description
        == clean(description=clean(description=f"<p>a</p>{payload}{payload}").description).description
    )


MARKUP = ["&amp;", "&lt;", "&nbsp;", "<p>", "</p>", "<b>", "<a href='", "<table>", "https://a.example/", "www."]
WORDS = ["jean@ex.fr", "contact@ex.fr", "@x", "06 12 34 56 78", "[ANNULÉ]", "complet :", "é", "mot"]
pieces = st.sampled_from([*HOSTILE, *"<>&;\"'@/ \n\t\x00\u202e\xa0\u2003", *MARKUP, *WORDS])
texts = st.lists(pieces, max_size=8).map("".join) | st.text(max_size=40)
moments = st.datetimes(datetime(1960, 1, 1), datetime(2300, 1, 1), timezones=st.sampled_from([UTC, PARIS])) | st.dates()
places = st.none() | st.builds(Place, texts, texts, texts, texts, st.none() | st.floats(), st.none() | st.floats())
events = st.builds(
    Event,
    title=texts,
    start=moments,
    end=st.none() | moments,
    zone=st.sampled_from(["Europe/Paris", "UTC", "x/y", ""]),
    uid=texts,
    url=texts,
    description=texts,
    status=st.sampled_from(Status),
    attendance=st.none() | st.sampled_from(Attendance),
    place=places,
    categories=st.lists(texts, max_size=3).map(tuple),
    organiser=st.none() | st.builds(Organiser, texts, texts),
    image=st.none() | st.builds(Image, texts, texts),
    price=st.none() | st.builds(Price, st.none(), st.none(), texts, texts),
    links=st.lists(texts, max_size=3).map(tuple),
)


TAMED = [
    "<p>",
    "</p>",
    "<ul>",
    "<li>",
    "</li>",
    "</ul>",
    "<b>",
    "</b>",
    "<br>",
    "\n",
    " ",
    "é",
    "mot",
    "&amp;",
    "&nbsp;",
]
LINK = '<a href="https://a.example:81/x?y=1&amp;z#(e)" rel="noopener nofollow ugc">x</a>'


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([*TAMED, LINK, "<p>mot</p>", "<li>é</li>"]), max_size=10).map("".join))
def test_what_passes_without_cleaning_is_what_cleaning_would_give(text: str) -> None:
    if is_settled(text):
        assert _cleaned(text, "", lambda code: None) == text


@settings(max_examples=150, deadline=None)
@given(st.lists(events, max_size=3), st.sampled_from([SITE, replace(SITE, website="", zone="UTC")]))
def test_normalizing_twice_is_normalizing_once(some: list[Event], site: Site) -> None:
    once = normalize(parsed(*some), site)
    assert normalize(once, site) == once
    assert {notice.code for notice in once.notices} <= set(NOTICES)
    for record in once.records:
        assert_harmless(record.event.description)
        dump(record.event).encode("utf-8")
