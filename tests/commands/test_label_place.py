"""`cantines label place`: what cannot be a place is refused before anything is on file."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from federation.__main__ import cli
from federation.store.label.statements import on_file
from tests.commands.deciding import run
from tests.store.telling import Telling

WHERE = ("--address", "1 rue du Port", "--city", "Nantes", "--author", "Ana")


def papers(telling: Telling) -> int:
    with telling.store.session() as session:
        return sum(len(own) for own in on_file(session, [], ["place"]).values())


@pytest.mark.parametrize(
    "typed",
    [
        (" ", *WHERE),
        ("Anne\x01xe", *WHERE),
        ("Anne\udc80xe", *WHERE),
        ("Annexe", *WHERE, "--city", " "),
        ("Annexe", *WHERE, "--lat", "nan", "--lon", "2"),
        ("Annexe", *WHERE, "--lat", "48", "--lon", "nan"),
        ("Annexe", *WHERE, "--lat", "48"),
        ("Annexe", *WHERE, "--from", "2027-01-02", "--until", "2027-01-01"),
    ],
)
def test_what_cannot_be_a_place_is_refused(telling: Telling, typed: tuple[str, ...]) -> None:
    refused = CliRunner().invoke(cli, ["label", "place", "nantes", *typed])
    assert refused.exit_code != 0
    assert refused.exception is None or not isinstance(refused.exception, UnicodeError | ValueError)
    assert papers(telling) == 0
    assert "Pièce" in run("label", "place", "nantes", "Annexe", *WHERE, "--lat", "47.2", "--lon", "-1.5")
    assert papers(telling) == 1
