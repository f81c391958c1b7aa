"""The agenda's pages: days, rows, pages; one event with all its particulars."""

from __future__ import annotations

import json

from flask.testing import FlaskClient

from tests.web import told
from tests.web.reading import page, text_of, words

N = "\u202f"


def rows(client: FlaskClient, path: str) -> dict[str, str]:
    """The title of each row of an agenda page, with the whole text of its row."""
    found = page(client, path).xpath("//li[contains(@class, 'ev ')]")
    return {item.xpath(".//h3|.//h4")[0].text_content(): text_of(item) for item in found}


def day_of(client: FlaskClient, title: str, path: str = "/agenda") -> str:
    """The date of the day under which a title stands."""
    query = f"//section[contains(@class, 'day')][.//a[text()='{title}']]//h2/time/@datetime"
    found: list[str] = page(client, path).xpath(query)
    assert len(found) == 1
    return found[0]


def test_the_coming_days_of_the_published_sites(client: FlaskClient) -> None:
    found = rows(client, "/agenda")
    assert "Webinaire" in found
    assert "Permanence 3" in found
    assert told.CANDIDATES.title not in found
    assert told.PAST.title not in found
    assert told.WITHDRAWN_EVENT.title not in found


def test_a_row_says_when_what_and_where(client: FlaskClient) -> None:
    row = rows(client, "/agenda")[told.HOSTILE.title]
    assert row == f"18{N}h{N}30 20{N}h {told.HOSTILE.title} Atelier Gratuit Rennes Les Champs Libres"


def test_what_a_source_wrote_is_never_markup(client: FlaskClient) -> None:
    for path in ("/agenda", "/", "/lieux/rennes", f"/evenements/{told.id_of(told.HOSTILE)}"):
        text = client.get(path).get_data(as_text=True)
        assert "<script>alert" not in text
        assert "<b>d’à côté" not in text
        assert "javascript:" not in text


def test_marks_are_words(client: FlaskClient) -> None:
    found = rows(client, "/agenda")
    assert "Annulé" in found[told.CANCELLED.title]
    assert "Complet" in found[told.FULL.title]
    assert "Fully booked" in rows(client, "/en/agenda")[told.FULL.title]


def test_what_lasts_stands_under_today_until_its_last_day(client: FlaskClient) -> None:
    assert day_of(client, told.LASTING.title) == "2026-11-22"
    assert "jusqu’au 25 nov. 2026" in rows(client, "/agenda")[told.LASTING.title]


def test_another_zone_is_named(client: FlaskClient) -> None:
    assert f"18{N}h 19{N}h" in rows(client, "/agenda")[told.ISLAND.title]
    assert f"heure locale{N}: La Réunion" in rows(client, "/agenda")[told.ISLAND.title]


def test_the_days_near_are_named(client: FlaskClient) -> None:
    days = page(client, "/agenda").xpath("//section[contains(@class, 'day')]//h2")
    assert text_of(days[0]) == "dimanche 22 novembre Aujourd’hui"
    assert text_of(days[1]) == "lundi 23 novembre Demain"


def test_days_rise_and_none_comes_twice(client: FlaskClient) -> None:
    for path in ("/agenda", "/agenda?page=2"):
        days = page(client, path).xpath("//section[contains(@class, 'day')]//h2/time/@datetime")
        assert days == sorted(set(days))


def test_fifty_a_page_and_all_of_them_once(client: FlaskClient) -> None:
    first, second = rows(client, "/agenda"), rows(client, "/agenda?page=2")
    assert len(page(client, "/agenda").xpath("//li[contains(@class, 'ev ')]")) == 50
    assert not {title for title in first if "Permanence" in title} & set(second)
    assert words(page(client, "/agenda"), "nav[@class='pager']") == "Page 1 sur 2 Suite →"
    assert words(page(client, "/agenda?page=2"), "nav[@class='pager']") == "← Plus tôt Page 2 sur 2"


def test_there_is_nothing_after_the_last_page(client: FlaskClient) -> None:
    page(client, "/agenda?page=3", 404)


def test_titles_in_another_language_say_so(client: FlaskClient) -> None:
    english = page(client, "/agenda").xpath(f"//h3[@lang='en']/a[text()='{told.FOREIGN.title}']")
    french = page(client, "/en/agenda").xpath("//h3[@lang='fr']/a[text()='Webinaire']")
    assert len(english) == len(french) == 1


def test_an_event_tells_all_it_knows(client: FlaskClient) -> None:
    text = words(page(client, f"/evenements/{told.id_of(told.HOSTILE)}"))
    for expected in (
        told.HOSTILE.title,
        "Venez nombreux & curieux.",
        f"dimanche 22 novembre 2026, 18{N}h{N}30 – 20{N}h",
        "46 boulevard Magenta",
        "35000 Rennes",
        "Gratuit",
        "L’Association <b>d’à côté</b>",
        "handicap moteur",
        "tous publics",
        f"Licence{N}: CC-BY-4.0",
        f"La Cantine de Rennes (rennes.test){N}: vue la première fois le 22 nov. 2026",
        "Ajouter à mon agenda",
    ):
        assert expected in text


def test_an_event_says_what_became_of_it(client: FlaskClient) -> None:
    def told_of(event: object) -> str:
        return words(page(client, f"/evenements/{told.id_of(event)}"))  # type: ignore[arg-type]

    assert "Annulé" in told_of(told.CANCELLED)
    assert "Ajouter à mon agenda" not in told_of(told.CANCELLED)
    assert "Retiré de la source" in told_of(told.WITHDRAWN_EVENT)
    assert "Événement passé" in told_of(told.PAST)
    assert "Rejoindre en ligne" in told_of(told.ONLINE)
    assert f"25{N}€" in told_of(told.FULL)


def test_a_series_shows_its_other_dates(client: FlaskClient) -> None:
    tree = page(client, f"/evenements/{told.id_of(told.WEEKLY, slot='2026-11-24')}")
    dates = tree.xpath("//ul[@class='dates']//a/@href")
    assert len(dates) == 19
    assert client.get(dates[0]).status_code == 200
    assert words(tree, "summary") == "Encore 11 dates"


def test_json_ld_stands_in_the_page(client: FlaskClient) -> None:
    for event in (told.HOSTILE, told.LASTING, told.ONLINE, told.WITHDRAWN_EVENT):
        script = page(client, f"/evenements/{told.id_of(event)}").xpath("//script[@type='application/ld+json']/text()")
        said = json.loads(script[0])
        assert said["@type"] == "Event"
        assert said["name"] == event.title
        assert said["url"] == f"https://agenda.test/evenements/{told.id_of(event)}"


def test_an_unknown_event_is_a_friendly_404(client: FlaskClient) -> None:
    assert "l’événement n’est plus connu" in words(page(client, "/evenements/rien", 404))


def test_every_page_says_what_the_network_is(client: FlaskClient) -> None:
    for path in ("/", "/agenda", f"/evenements/{told.id_of(told.ONLINE)}"):
        assert "Une reconstitution pour les tests." in words(page(client, path), "footer")
    assert "Une reconstitution pour les tests." in words(page(client, "/"))


def test_home_shows_places_and_days(client: FlaskClient) -> None:
    tree = page(client, "/")
    assert [item.text_content() for item in tree.xpath("//li[contains(@class, 'card')]//h3")] == ["Rennes", "Nantes"]
    assert len(tree.xpath("//li[contains(@class, 'ev ')]")) == 8
    assert tree.xpath("//a[starts-with(@href, 'webcal:')]/@href") == ["webcal://agenda.test/agenda.ics"]
