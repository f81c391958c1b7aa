"""`cantines label … --help`: French, with the typography of French."""

from __future__ import annotations

import re

import click
import pytest

from federation.commands.label import label

ORDINARY = re.compile(r"[ \u00a0][:;!?»%]|«[ \u00a0]|'")


@pytest.mark.parametrize("name", label.list_commands(click.Context(label)))
def test_the_help_of_a_command_is_set_as_french_is(name: str) -> None:
    command = label.get_command(click.Context(label), name)
    assert command is not None
    told = [command.help, *(option.help for option in command.params if isinstance(option, click.Option))]
    assert [text for text in told if text and ORDINARY.search(text)] == []
