"""`cantines discover`: sources ready to be declared, or what to do instead."""

from __future__ import annotations

import json

import pytest
import yaml

from federation.commands.discover import discover
from federation.registry.network import load_network
from tests.commands.conftest import Terminal
from tests.sync.web import calendar, page

HEAD = (
    "<link rel=alternate type=text/calendar href=/agenda.ics><link rel=alternate type=text/calendar href=/absent.ics>"
)
FILE = """network: {{id: essai, name: Essai, contact: contact@essai.example}}
sites:
  - id: cantine
    name: La Cantine
    label: listed
    location: {{name: La Cantine, city: Rennes}}
{sources}"""


def site(terminal: Terminal) -> None:
    terminal.answers["/"] = ("text/html", page(head=HEAD))
    terminal.answers["/agenda.ics"] = ("text/calendar", calendar("Apéro", "Atelier")[0])


def test_sources_are_ready_to_be_pasted(terminal: Terminal) -> None:
    site(terminal)
    result = terminal.run(discover, "/")
    assert result.exit_code == 0
    assert "1 source trouvée" in result.output
    assert "2 dates à venir" in result.output
    start = result.output.index("    sources:")
    end = result.output.index("\n\n", start)
    network = load_network(FILE.format(sources=result.output[start:end]))
    assert [source.url for source in network.sites[0].sources] == [terminal.server.url("/agenda.ics")]


def test_addresses_stay_whole_in_a_narrow_terminal(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    address = f"/agenda-{'de-la-cantine-' * 6}.ics"
    terminal.answers["/"] = ("text/html", page(head=f"<link rel=alternate type=text/calendar href={address}>"))
    terminal.answers[address] = ("text/calendar", calendar("Apéro")[0])
    lines = terminal.run(discover, "/").output.splitlines()
    assert f"     {terminal.server.url(address)}" in lines


def test_what_failed_keeps_its_reason(terminal: Terminal) -> None:
    site(terminal)
    output = terminal.run(discover, "/", "--lang", "en").output
    assert "What was tried in vain" in output
    assert f"{terminal.server.url('/absent.ics')} — declared by the page" in output
    assert "HTTP 404" in output


def test_nothing_found_ends_with_one_and_says_what_to_do(terminal: Terminal) -> None:
    terminal.answers["/"] = ("text/html", page("<p>Bienvenue"))
    result = terminal.run(discover, "/")
    assert result.exit_code == 1
    assert "tenez l’agenda dans un service qui en publie l’adresse" in result.output
    assert terminal.run(discover, "/absent").exit_code == 1


def test_a_key_in_the_address_is_shown_only_where_it_is_to_be_pasted(terminal: Terminal) -> None:
    terminal.answers["/agenda.ics?key=s3cret"] = ("text/calendar", calendar("Apéro")[0])
    output = terminal.run(discover, "/agenda.ics?key=s3cret").output
    assert [line for line in output.splitlines() if "s3cret" in line] == [
        line for line in output.splitlines() if "url:" in line
    ]
    assert "s3cret" not in terminal.run(discover, "/absent?token=s3cret").output


def test_a_page_without_a_source_is_not_called_an_error_page(terminal: Terminal) -> None:
    terminal.answers["/"] = ("text/html", page("<p>Bienvenue <a href=/agenda>Agenda</a>"))
    terminal.answers["/agenda"] = ("text/html", page("<p>Bientôt"))
    output = terminal.run(discover, "/").output
    assert "ne nomme aucune source" in output
    assert "erreur" not in output


def test_programs_get_all_of_it(terminal: Terminal) -> None:
    site(terminal)
    told = json.loads(terminal.run(discover, "/", "--json").output)
    assert [one["url"] for one in told["declare"]] == [terminal.server.url("/agenda.ics")]
    assert yaml.safe_load(yaml.safe_dump(told["declare"])) == told["declare"]
    (source,) = told["sources"]
    assert (source["format"], source["upcoming"], source["whole"]) == ("ics", 2, True)
    assert "not-found" in [one["error"]["code"] for one in told["in_vain"] if one["error"]]
