"""Sites as associations have them, pasted into `discover` and `check`: a list, or a reason and a next step.

The addresses of services elsewhere (Google, OpenAgenda) are found and asked; in a test they cannot be reached.
"""

from __future__ import annotations

import json
import socket
import time
from dataclasses import dataclass
from typing import Any

import pytest

from federation.commands.check import check
from federation.commands.discover import discover
from tests.commands.conftest import Answers, Terminal
from tests.sync.web import calendar, page

HTML, RSS = "text/html; charset=utf-8", "application/rss+xml"
MENU = "<nav><a href=/>Accueil</a> <a href=/contact/>Contact</a></nav>"
ICS = (calendar("Apéro numérique", "Atelier couture", "Install party")[0], "text/calendar")


def generator(name: str) -> str:
    return f'<meta name="generator" content="{name}">'


def feed(*items: tuple[str, str]) -> str:
    told = "".join(
        f"<item><title>{title}</title><guid>{number}</guid><link>/{number}</link>"
        f"<pubDate>Mon, 16 Nov 2026 09:00:00 +0100</pubDate><description>{text}</description></item>"
        for number, (title, text) in enumerate(items)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Nouvelles</title>{told}</channel></rss>'


def tec(number: int) -> dict[str, object]:
    place = {"venue": "La Bricole", "address": "3 rue des Lilas", "city": "Brest", "zip": "29200"}
    hours = {"start_date": f"2026-12-0{number} 18:30:00", "end_date": f"2026-12-0{number} 20:00:00"}
    more = {"id": number, "url": f"/event/{number}/", "timezone": "Europe/Paris", "venue": place}
    return {"title": f"Atelier n° {number}", "description": "<p>Venez !</p>", **hours, **more}


ONE_PAGE = """<script type="application/ld+json">{"@context": "http://schema.org", "@type": "Event",
"name": "Soirée jeux", "startDate": "2026-12-05T19:00:00+01:00", "endDate": "2026-12-05T21:00:00+01:00",
"location": {"@type": "Place", "name": "Le Hangar", "address": "Quai 9, Lorient"}}</script>"""
ROWS = "".join(
    f"<tr itemscope itemtype='https://schema.org/Event'><td><time itemprop=startDate datetime=2026-12-{day:02}T14:00>"
    f"{day} décembre, 14 h</time><td itemprop=name>Atelier du {day}<td itemprop=location>Salle des fêtes"
    for day in (3, 10, 17)
)
CONCERT = {"id": 1, "title": "Concert", "slug": "concert", "start_datetime": 1796144400, "end_datetime": 1796151600}


@dataclass(frozen=True)
class Stranger:
    """A site, the path that a stranger pastes, what `discover` must print in French, and what it declares."""

    answers: Answers
    told: tuple[str, ...]
    declared: tuple[tuple[str, str], ...] = ()
    path: str = "/"


def at(**paths: tuple[str, str]) -> Answers:
    """Answers by path (body, media type), `home` for the home page."""
    return {("/" if path == "home" else path): (kind, body) for path, (body, kind) in paths.items()}


SITES = {
    "WordPress with The Events Calendar": Stranger(
        at(
            home=(page(MENU, head=generator("WordPress 6.6")), HTML),
            **{
                "/wp-json/tribe/events/v1/events?per_page=50": (
                    json.dumps({"events": [tec(1), tec(2), tec(3)], "rest_url": "/", "total": 3, "total_pages": 1}),
                    "application/json",
                )
            },
        ),
        ("3 dates à venir", "mardi 1er décembre 2026, 18 h 30 – 20 h — Atelier n° 1 · La Bricole"),
        (("/wp-json/tribe/events/v1/events", "tribe"),),
    ),
    "WordPress with Modern Events Calendar": Stranger(
        at(
            home=(
                page(
                    "<article class=mec-event-article><a href=/events/soiree-jeux/>Soirée jeux</a></article>",
                    head=generator("WordPress 6.6")
                    + "<link rel=stylesheet href=/wp-content/plugins/modern-events-calendar-lite/a.css>",
                ),
                HTML,
            ),
            **{"/events/soiree-jeux/": (page(ONE_PAGE), HTML)},
        ),
        ("1 date à venir", "samedi 5 décembre 2026, 19 h – 21 h — Soirée jeux · Le Hangar, Quai 9, Lorient"),
        (("/", "event-pages"),),
    ),
    "a table made by hand": Stranger(
        at(
            home=(page("<a href=/agenda/>Agenda</a>"), HTML),
            **{"/agenda/": (page(f"<table>{ROWS}</table>"), HTML)},
        ),
        ("3 dates à venir", "jeudi 3 décembre 2026, 14 h — Atelier du 3 · Salle des fêtes"),
        (("/agenda/", "schemaorg"),),
    ),
    "a Google calendar in a frame": Stranger(
        at(
            home=(
                page("<iframe src='https://calendar.google.com/calendar/embed?src=abc%40group.example'></iframe>"),
                HTML,
            )
        ),
        (
            "calendar.google.com/calendar/ical/abc%40group.example/public/basic.ics",
            "un agenda Google que la page montre",
        ),
    ),
    "an agenda of OpenAgenda": Stranger(
        at(home=(page("<iframe src='https://openagenda.com/agendas/12345678/embeds/87654321/events'></iframe>"), HTML)),
        ("https://openagenda.com/agendas/12345678", "un agenda d’OpenAgenda que la page montre"),
    ),
    "a group of Mobilizon": Stranger(
        at(
            **{
                "/@cantine": (page("La Cantine", head=generator("Mobilizon 4.1")), HTML),
                "/@cantine/feed/ics": ICS,
            }
        ),
        ("3 dates à venir", "Apéro numérique"),
        (("/@cantine", "mobilizon"),),
        path="/@cantine",
    ),
    "an instance of Gancio": Stranger(
        at(
            home=(page("<div id=__nuxt></div>", head=generator("Gancio 1.18")), HTML),
            **{"/api/events?show_recurrent=true": (json.dumps([CONCERT]), "application/json")},
        ),
        ("1 date à venir", "— Concert"),
        (("/", "gancio"),),
    ),
    "Drupal with a feed": Stranger(
        at(
            home=(
                page(MENU, head=generator("Drupal 10") + "<link rel=alternate type=application/rss+xml href=/rss.xml>"),
                HTML,
            ),
            **{"/rss.xml": (feed(("Atelier du samedi 5 décembre 2026 à 14 h", "Lieu : salle B")), RSS)},
        ),
        ("1 date à venir", "dates lues dans le texte", "samedi 5 décembre 2026, 14 h — Atelier"),
        (("/rss.xml", "auto"),),
    ),
    "a blog with SPIP": Stranger(
        at(
            home=(
                page(MENU, head="<link rel=alternate type=application/rss+xml href=/spip.php?page=backend>"),
                HTML,
            ),
            **{"/spip.php?page=backend": (feed(("Compte rendu de l’assemblée", "Bonne soirée")), RSS)},
        ),
        ("rien à venir", "ne disent pas quand", "tenez l’agenda dans un service"),
    ),
    "a calendar to subscribe to": Stranger(
        at(
            home=(page("<a href=/groupe/events/ical/>S’abonner</a>"), HTML),
            **{"/groupe/events/ical/": ICS},
        ),
        ("3 dates à venir", "un lien de la page vers un calendrier"),
        (("/groupe/events/ical/", "auto"),),
    ),
    "a page with nothing": Stranger(
        at(
            home=(
                page("<p>Bienvenue dans notre association ! ", "<a href=https://www.facebook.com/asso>Facebook</a>"),
                HTML,
            )
        ),
        ("Facebook ne montre ses événements", "tenez l’agenda dans un service qui en publie l’adresse"),
    ),
    "a page made by scripts": Stranger(
        at(home=("<!DOCTYPE html><html><script src=/app.js></script><body><div id=root></div></body></html>", HTML)),
        (
            "Cette page est vide tant que ses scripts n’y ont rien mis",
            "Demandez à qui l’a faite l’adresse de ses données",
        ),
    ),
}


@pytest.fixture(autouse=True)
def nothing_but_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    found = socket.getaddrinfo

    def getaddrinfo(host: str, *more: Any, **words: Any) -> Any:
        if host != "127.0.0.1":
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return found(host, *more, **words)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


def visited(terminal: Terminal, name: str) -> Stranger:
    terminal.answers |= SITES[name].answers
    return SITES[name]


def spaced(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize("name", SITES)
def test_a_stranger_gets_the_list_or_a_reason_and_a_next_step(terminal: Terminal, name: str) -> None:
    site = visited(terminal, name)
    began = time.process_time()
    result = terminal.run(discover, site.path)
    assert time.process_time() - began < 5
    assert result.exit_code == (0 if site.declared else 1)
    for text in site.told:
        assert text in spaced(result.output)
    assert "Traceback" not in result.output


@pytest.mark.parametrize("name", SITES)
def test_what_is_declared_is_what_a_check_of_it_imports(terminal: Terminal, name: str) -> None:
    site = visited(terminal, name)
    told = json.loads(terminal.run(discover, site.path, "--json", "--lang", "en").output)
    home = terminal.server.url("").rstrip("/")
    assert tuple((one["url"].removeprefix(home), one["format"]) for one in told["declare"]) == site.declared
    for one, source in zip(told["declare"], told["sources"], strict=True):
        path = one["url"].removeprefix(home)
        checked = json.loads(terminal.run(check, path, "--json", "--format", one["format"]).output)
        assert [event["title"] for event in checked["upcoming"]] == [event["title"] for event in source["first"]]


@pytest.mark.parametrize("name", [name for name in SITES if not SITES[name].declared])
def test_a_check_of_a_page_without_a_source_is_sent_on(terminal: Terminal, name: str) -> None:
    site = visited(terminal, name)
    result = terminal.run(check, site.path)
    assert result.exit_code == 1
    assert f"cantines discover {terminal.server.url(site.path)}" in result.output
    assert "maintenance" not in result.output
    english = terminal.run(check, site.path, "--lang", "en").output
    assert "This is a web page" in english
