"""Two hubs to start from: an empty one, and one that has known Tours, which keeps its charter, for fourteen months."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.label.scenarios.living import DAY, Living
from tests.label.scenarios.publishing import SPACE, place, year_of
from tests.label.sites import NOON

Begin = Callable[[datetime], Living]


@pytest.fixture
def begin(migrated_file: Path, tmp_path: Path) -> Iterator[Begin]:
    """Begins a hub at a moment, in which nothing is known."""
    begun: list[Living] = []

    def one(now: datetime) -> Living:
        shutil.copy(migrated_file, tmp_path)
        begun.append(Living(tmp_path, now))
        return begun[-1]

    yield one
    for hub in begun:
        hub.close()


@pytest.fixture(scope="session")
def past(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a hub that has visited Tours for fourteen months; its papers are in order."""
    folder = tmp_path_factory.mktemp("past")
    shutil.copy(migrated_file, folder)
    hub = known(folder, NOON - 440 * DAY)
    hub.live()
    for _ in range(8):
        hub.day(50)
    for name in ("acces-ouvert", "accueil-porteurs", "composition-du-conseil", "identite-commune", "reciprocite"):
        hub.attest("tours", name)
    hub.type("label", "review", "tours", "gouvernance", "--met", "--value", "4", "--note", "Lu.", "--author", "Maud")
    hub.file_report("tours", 2025, 105)
    hub.day()
    hub.quiet(39)
    hub.close()
    return folder


@pytest.fixture
def hub(past: Path, tmp_path: Path) -> Iterator[Living]:
    """At noon of 1 June 2026, the hub that has known Tours for fourteen months."""
    shutil.copytree(past, tmp_path, dirs_exist_ok=True)
    one = known(tmp_path, NOON)
    yield one
    one.close()


def known(folder: Path, now: datetime) -> Living:
    """Tours, with 140 evenings a year."""
    hub = Living(folder, now)
    hub.load(place("tours", profile={"labelled_on": "2024-06-15"}))
    hub.programmes["tours/agenda"] = year_of((NOON - 440 * DAY).date(), (NOON + 420 * DAY).date(), 140)
    hub.spaces["tours/lieu"] = SPACE
    return hub
