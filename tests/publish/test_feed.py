"""Titles, summaries and bodies that all outputs share."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from federation.domain.event import Attendance, Image, Organiser, Place, Price, Status
from federation.publish.body import coordinates, cost, full_html, full_text, note, picture, short_html, where
from federation.publish.feed import calendar_title, item_title, plain_text, summary
from tests.publish.entries import CHANGED, FEED, PARIS, an_entry, an_event, full, online, several_days

N = "\u202f"


@pytest.mark.parametrize(
    ("status", "french", "english"),
    [
        (Status.SCHEDULED, "", ""),
        (Status.CANCELLED, "ANNULÉ – ", "CANCELLED – "),
        (Status.FULL, "COMPLET – ", "FULL – "),
        (Status.POSTPONED, "REPORTÉ – ", "POSTPONED – "),
        (Status.RESCHEDULED, "REPROGRAMMÉ – ", "RESCHEDULED – "),
        (Status.MOVED_ONLINE, "EN LIGNE – ", "MOVED ONLINE – "),
        (Status.TENTATIVE, "À CONFIRMER – ", "TO BE CONFIRMED – "),
    ],
)
def test_a_title_begins_with_status_date_and_city(status: Status, french: str, english: str) -> None:
    entry = an_entry(an_event(status=status))
    assert item_title(entry, "fr") == f"{french}22 nov. 2026 – Rennes – Apéro"
    assert item_title(entry, "en") == f"{english}22 Nov 2026 – Rennes – Apéro"
    assert calendar_title(entry, "fr") == f"{french}Rennes – Apéro"


def test_what_its_source_withdrew_is_marked_as_cancelled() -> None:
    entry = an_entry(an_event(status=Status.FULL), withdrawn_at=CHANGED)
    assert item_title(entry, "fr").startswith("ANNULÉ – 22 nov.")
    assert note(entry, "fr") == "Cet événement n’est plus annoncé par La Cantine Rennes."


def test_the_city_is_that_of_the_place() -> None:
    assert item_title(an_entry(an_event(place=Place(city="Brest"))), "fr").endswith(" – Brest – Apéro")
    assert item_title(an_entry(an_event(place=Place(name="Ailleurs", city=" "))), "fr").endswith(" – Rennes – Apéro")


def test_an_online_event_and_an_untitled_one_say_so() -> None:
    assert calendar_title(an_entry(an_event(attendance=Attendance.ONLINE)), "fr") == "Rennes (en ligne) – Apéro"
    assert calendar_title(an_entry(an_event(title=" \n")), "en") == "Rennes – Untitled"


def test_a_title_is_one_line() -> None:
    assert calendar_title(an_entry(an_event(title="Apéro\n géant")), "fr") == "Rennes – Apéro géant"


def test_a_summary_is_short_plain_text() -> None:
    entry = an_entry(an_event(description="<p>Un&nbsp;mot</p><p>" + "long " * 100 + "</p>"))
    assert summary(entry).startswith("Un\xa0mot long")
    assert len(summary(entry)) <= 300
    assert plain_text("<b>x</b>") == "x"


def test_where_says_each_thing_once() -> None:
    place = Place("La Cantine", "35 place du Colombier, 35000 Rennes", "35000", "Rennes")
    assert where(an_entry(an_event(place=place)), "fr") == "La Cantine, 35 place du Colombier, 35000 Rennes"
    assert where(an_entry(an_event()), "fr") == "La Cantine Rennes"
    assert where(online(), "fr") == "en ligne"


@pytest.mark.parametrize(
    ("price", "words"),
    [
        (None, ""),
        (Price(), ""),
        (Price(free=True), "gratuit"),
        (Price(amount=Decimal("0.00")), "gratuit"),
        (Price(amount=Decimal("7.00"), currency="EUR"), f"7{N}€"),
        (Price(amount=Decimal("7.5")), f"7,50{N}€"),
        (Price(amount=Decimal(1200), currency="CHF"), f"1{N}200{N}CHF"),
        (Price(free=True, text="Prix libre"), "Prix libre"),
        (Price(amount=Decimal("NaN")), ""),
        (Price(amount=Decimal("sNaN")), ""),
        (Price(amount=Decimal("1E+999999")), ""),
    ],
)
def test_prices_are_written_the_french_way(price: Price | None, words: str) -> None:
    assert cost(price, "fr") == words


@pytest.mark.parametrize(("lat", "lon"), [(None, 1.0), (float("nan"), 1.0), (91.0, 1.0), (1.0, float("inf"))])
def test_a_point_that_is_not_on_earth_is_left_out(lat: float | None, lon: float) -> None:
    assert coordinates(Place(lat=lat, lon=lon)) is None


def test_an_image_needs_a_credit() -> None:
    assert picture(an_event(image=Image("https://x.example/i.png"))) is None
    assert picture(an_event(image=Image("data:image/png,x", "moi"))) is None
    assert picture(an_event(image=Image("https://x.example/i.png", "moi"))) == ("https://x.example/i.png", "moi", "")


def test_bodies_say_when_and_where_and_escape_what_is_not_html() -> None:
    entry = an_entry(an_event(organiser=Organiser("<script>"), place=Place("A & B", city="Rennes")))
    assert f"dimanche 22 novembre 2026, 18{N}h{N}30" in short_html(entry, FEED)
    assert "A &amp; B" in short_html(entry, FEED)
    assert "&lt;script&gt;" in full_html(entry, FEED)


def test_the_description_is_kept_as_the_html_it_is() -> None:
    assert full().event.description in full_html(full(), FEED)


def test_a_moved_event_says_when_it_was_planned() -> None:
    event = an_event(status=Status.RESCHEDULED, previous_start=datetime(2026, 11, 15, 18, 30, tzinfo=PARIS))
    assert f"Prévu d’abord{N}: dimanche 15 novembre 2026" in full_text(an_entry(event), FEED)


def test_plain_text_ends_with_the_links() -> None:
    lines = full_text(full(), FEED).splitlines()
    assert lines[-1] == f"Page de l’événement{N}: https://agenda.example/evenements/aaaaaaaaaaaaa"
    assert f"S’inscrire{N}: https://cantine.example/inscription" in lines


def test_english_bodies_have_no_french_words() -> None:
    text = full_text(several_days(), replace(FEED, language="en"))
    assert text.startswith("This event is cancelled.")
    assert "Announced by La Cantine Toulouse" in text
