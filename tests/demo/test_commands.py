"""The command line of the demonstration."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from federation.demo.commands import clock, demo, told
from federation.settings import Settings
from tests.demo.conftest import Running


def test_a_site_is_told_from_the_command_line(demo: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    from federation.demo.commands import demo as command

    monkeypatch.setenv("CANTINES_DEMO_PORT", str(demo.first_port))
    done = CliRunner().invoke(command, ["rennes", "broken"])
    assert (done.exit_code, done.output) == (0, "rennes: mode = broken\n")
    assert demo.network.sites["rennes"].behaviour.mode == "broken"
    announced = CliRunner().invoke(command, ["rennes", "announce", "Soirée crêpes"])
    assert "Soirée crêpes" in announced.output


@pytest.mark.parametrize("words", [["brest", "down"], ["rennes", "explode"], ["rennes"]])
def test_unknown_words_are_refused(words: list[str]) -> None:
    assert CliRunner().invoke(demo, words).exit_code == 2


def test_verbs_become_commands() -> None:
    assert told("down", "") == {"mode": "down"}
    assert told("cancel", "") == {"cancel": "next"}
    assert told("announce", "Fête") == {"announce": "Fête"}


def test_the_clock_stops_when_settings_say_so() -> None:
    moment = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    assert clock(Settings(now=moment))() == moment
    assert clock(Settings())().tzinfo is UTC
