"""A command imports what it needs and no more; a list of commands says what each says of itself."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest

from federation.__main__ import cli
from federation.commands.label import label
from federation.commands.lazy import LazyGroup
from federation.commands.sites import sites
from tests.plan import ROOT


@pytest.mark.parametrize("group", [cli, sites, label], ids=["cantines", "sites", "label"])
def test_each_command_is_listed_with_the_first_sentence_of_its_help(group: LazyGroup) -> None:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        about = group.listed[name].about.replace("\u202f", " ")  # which click takes for any space
        assert (command.name, command.get_short_help_str(limit=200)) == (name, about)


def test_an_unknown_command_is_no_command() -> None:
    assert cli.get_command(click.Context(cli), "federation") is None


@pytest.mark.parametrize(
    ("words", "without"),
    [
        (["--help"], {"flask", "sqlalchemy", "requests", "yaml", "sync", "federation.domain"}),
        (["label", "--help"], {"flask", "sqlalchemy", "requests", "yaml", "sync", "federation.store"}),
        (["label", "todo", "--help"], {"federation.web", "sync", "requests", "feedparser", "joserfc"}),
        (["sites", "check"], {"flask", "sqlalchemy", "requests", "sync"}),
        (["web", "--help"], {"sync", "requests", "feedparser", "mf2py", "apscheduler", "joserfc"}),
        (["sync", "--help"], {"federation.web", "uvicorn", "feedparser", "mf2py"}),
    ],
    ids=["help", "label", "label todo", "sites check", "web", "sync"],
)
def test_a_command_waits_for_no_library_that_it_does_without(words: list[str], without: set[str]) -> None:
    script = f"""
import sys
from federation.__main__ import cli
try:
    cli({words})
finally:
    print("imported:", *{without} & set(sys.modules))
"""
    answer = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert answer.stdout.splitlines()[-1] == "imported:"
