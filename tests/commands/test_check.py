"""`cantines check`: what it prints for a person and for a program."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner

from federation.commands.check import check
from sync.following import Bounds
from sync.trial import TRIAL
from tests.commands.conftest import Terminal
from tests.sync.servers import Exchange, serving
from tests.sync.web import calendar, page

GOOGLE = calendar("Apéro", "Atelier", more="ATTENDEE;CN=Une personne:mailto:personne@perso.example\r\n")[0].replace(
    "-//essai//FR", "-//Google Inc//Google Calendar 70.9054//EN"
)


def agenda(terminal: Terminal, body: str = GOOGLE) -> None:
    terminal.answers["/agenda.ics"] = ("text/calendar", body)


def test_what_to_mend_comes_first_then_the_events_in_words(terminal: Terminal) -> None:
    agenda(terminal)
    result = terminal.run(check, "/agenda.ics")
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[1].startswith("iCalendar · Google Agenda · 1 adresse visitée")
    assert lines[2] == "2 événements lus, 2 dates à venir"
    leak, coming = lines.index("Ce qui dévoile des personnes"), lines.index("Ce que le réseau publierait")
    assert leak < coming
    assert "    → Dans Google Agenda\u202f: tenez un agenda à part" in result.output
    assert lines[coming + 1] == "  mardi 1er décembre 2026, 18\u202fh – 20\u202fh — Apéro"
    assert "personne@" not in result.output


def test_english_is_english_throughout(terminal: Terminal) -> None:
    agenda(terminal)
    output = terminal.run(check, "/agenda.ics", "--lang", "en").output
    assert "iCalendar · Google Calendar · 1 address visited" in output
    assert "  Tuesday 1 December 2026, 18:00–20:00 — Apéro" in output
    assert not any(word in output for word in ("événement", "Dans ", "ligne", " à "))


def test_a_cancelled_event_says_so(terminal: Terminal) -> None:
    agenda(terminal, calendar("Apéro", more="STATUS:CANCELLED\r\nLOCATION:La Cantine\r\n")[0])
    assert "— [ANNULÉ] Apéro · La Cantine" in terminal.run(check, "/agenda.ics").output


def test_twenty_events_are_shown_or_all(terminal: Terminal) -> None:
    agenda(terminal, calendar(*(f"Soirée {number}" for number in range(25)))[0])
    assert "… et 5 autres" in terminal.run(check, "/agenda.ics").output
    assert "Soirée 24" in terminal.run(check, "/agenda.ics", "--all").output


def test_a_page_that_is_no_source_names_its_feeds_without_another_request(terminal: Terminal) -> None:
    terminal.answers["/"] = ("text/html", page(head="<link rel=alternate type=text/calendar href=/agenda.ics>"))
    result = terminal.run(check, "/")
    assert result.exit_code == 1
    assert terminal.server.url("/agenda.ics") in result.output
    assert f"cantines discover {terminal.server.url('/')}" in result.output
    assert len(terminal.server.heads) == 1


def test_a_failure_is_a_reason_and_a_next_step(terminal: Terminal) -> None:
    result = terminal.run(check, "/absent")
    assert result.exit_code == 1
    assert "HTTP 404" in result.output
    assert "données" not in result.output


@pytest.mark.parametrize("words", [(), ("--json",), ("--lang", "en")])
@pytest.mark.parametrize("path", ["/agenda.ics?key=s3cret", "/absent?api_key=s3cret"])
def test_a_key_in_the_address_is_not_shown(terminal: Terminal, path: str, words: tuple[str, ...]) -> None:
    agenda(terminal)
    output = terminal.run(check, path, *words).output
    assert "key=…" in output
    assert "s3cret" not in output


def test_a_site_that_drips_is_given_up_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def dripping(exchange: Exchange) -> None:
        exchange.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/calendar\r\n\r\n")
        exchange.drip(b"BEGIN:VCALENDAR\r\n" * 1000)

    assert TRIAL.total == timedelta(seconds=20)
    monkeypatch.setattr("federation.commands.check.TRIAL", Bounds(total=timedelta(seconds=0.3)))
    with serving(dripping) as server:
        monkeypatch.setenv("CANTINES_ALLOW_HOSTS", server.authority)
        result = CliRunner().invoke(check, [server.url("/agenda.ics")], catch_exceptions=False)
    assert result.exit_code == 1
    assert "La visite a duré trop longtemps" in result.output


def test_a_place_is_told_in_words(terminal: Terminal) -> None:
    space = {
        "hours": "Mo-Fr 09:00-18:00",
        "desks": 12,
        "rooms": [{"name": "Salle", "capacity": 30}],
        "rates": [{"label": "Journée", "amount": "12.00", "currency": "EUR", "unit": "day"}],
        "closures": [{"from": "2026-12-24", "to": "2027-01-02", "reason": "Fêtes"}],
    }
    terminal.answers["/lieu.json"] = ("application/json", json.dumps({"format": "cantines-native/1", "space": space}))
    output = terminal.run(check, "/lieu.json").output
    assert "horaires\u202f: Mo-Fr 09:00-18:00" in output
    assert "salles\u202f: Salle (30 places)" in output
    assert "tarifs\u202f: Journée 12\u202f€" in output.replace("\u00a0", "\u202f")
    assert "fermetures\u202f: 24 déc. 2026 – 2 janv. 2027 (Fêtes)" in output


def test_programs_get_all_of_it(terminal: Terminal) -> None:
    agenda(terminal)
    told = json.loads(terminal.run(check, "/agenda.ics", "--json", "--lang", "en").output)
    assert (told["format"], told["known_producer"], told["visited"]) == ("ics", "google-calendar", 1)
    assert [event["title"] for event in told["upcoming"]] == ["Apéro", "Atelier"]
    (leak,) = (remark for remark in told["remarks"] if remark["code"] == "personal-data")
    assert (leak["importance"], leak["advice"][:18]) == ("leak", "In Google Calendar")


@pytest.mark.parametrize("title", ["\x1b[31mRouge", "a\x07b", "\u202egnp.exe"])
def test_a_stranger_writes_no_control_characters_to_the_terminal(terminal: Terminal, title: str) -> None:
    agenda(terminal, calendar(title)[0])
    output = terminal.run(check, "/agenda.ics").output
    assert not {"\x1b", "\x07", "\u202e"} & set(output)


def test_a_zone_that_nobody_knows_is_refused(terminal: Terminal) -> None:
    result = terminal.run(check, "/agenda.ics", "--zone", "Europe/Rennes")
    assert result.exit_code == 2
    assert "Europe/Paris" in result.output
    assert terminal.server.heads == []


def test_a_french_sentence_holds_no_english(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal.answers["/lieu.json"] = ("application/json", '{"format": "cantines-native/1",\n "events": [}')
    assert "(2:13 })" in terminal.run(check, "/lieu.json", "--format", "native").output
    script = '<script type="application/ld+json">{"@type": </script>'
    terminal.answers["/agenda"] = ("text/html", page(script + "<p>Bienvenue"))
    assert "Expecting" not in terminal.run(check, "/agenda").output
    monkeypatch.setenv("CANTINES_ALLOW_HOSTS", "")
    assert "127.0.0.1, RFC 1122)" in terminal.run(check, "/lieu.json").output


def test_an_address_that_cannot_be_visited_is_not_sent_on_to_discover() -> None:
    result = CliRunner().invoke(check, ["file:///etc/passwd"], catch_exceptions=False)
    assert result.exit_code == 1
    assert "discover" not in result.output


def test_a_name_alone_is_asked_over_https_then_http(terminal: Terminal) -> None:
    agenda(terminal)
    result = CliRunner().invoke(check, [f"{terminal.server.authority}/agenda.ics"], catch_exceptions=False)
    assert (result.exit_code, result.output.splitlines()[0]) == (0, terminal.server.url("/agenda.ics"))


@pytest.mark.parametrize("around", ["<{}>", " {} ", "« {} »", "feed:{}", '"{}"'])
def test_an_address_is_taken_as_people_paste_it(terminal: Terminal, around: str) -> None:
    agenda(terminal)
    result = CliRunner().invoke(check, [around.format(terminal.server.url("/agenda.ics"))], catch_exceptions=False)
    assert result.exit_code == 0


def test_a_format_that_nobody_knows_is_refused_with_those_that_are_known() -> None:
    result = CliRunner().invoke(check, ["https://cantine.example", "--format", "pdf"])
    assert result.exit_code == 2
    assert "'event-pages'" in result.output
