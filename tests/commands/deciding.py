"""What somebody types who decides, and two sources of one site that tell one evening."""

from __future__ import annotations

import re

from click.testing import CliRunner

from federation.__main__ import cli
from tests.store.telling import happening

WHO = ("--author", "camille", "--reason", "vu avec eux")
RUST = happening(1, "Soirée Rust", url="https://nantes.example/rust")
TWIN = happening(2, "Soirée Rust", description="<p>Venez nombreux.</p>")


def run(*words: str) -> str:
    """What a command prints; what it raises comes through."""
    result = CliRunner().invoke(cli, words, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def number_in(output: str) -> str:
    """The number of the decision that a command says it kept."""
    found = re.match(r"Decision (\d+)", output)
    assert found, output
    return found[1]
