"""The house stands as drawn in docs/development.md: imports only fall, and each outside library has its one door."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from tests import floors
from tests.floors import Modules
from tests.plan import CODE, ROOT, module, read_modules


@pytest.fixture(scope="module")
def code() -> Modules:
    return read_modules(*CODE)


@pytest.mark.parametrize(
    "rule",
    [
        floors.without_floor,
        floors.rising,
        floors.circles,
        floors.outside_their_door,
        floors.impure,
        floors.living_migrations,
    ],
    ids=lambda rule: rule.__name__,
)
def test_the_house_stands_as_drawn(rule: Callable[[Modules], list[str]], code: Modules) -> None:
    broken = rule(code)
    assert not broken, "\n" + "\n".join(broken)


def test_one_broad_except_exists_in_the_run(code: Modules) -> None:
    broken = floors.broad_excepts(code)
    elsewhere = [line for line in broken if not line.startswith("sync/run.py:")]
    assert not elsewhere, "\n" + "\n".join(elsewhere)
    assert len(broken) <= 1, "\n" + "\n".join(broken)


def test_every_module_says_its_job_first() -> None:
    broken = floors.silent(read_modules(*CODE, "tests", "bench"))
    assert not broken, "\n" + "\n".join(broken)


def test_the_package_is_empty(code: Modules) -> None:
    assert code["federation"].tree.body == [], "federation/__init__.py stays empty: importing a value starts nothing"


def test_importing_a_value_starts_no_machinery() -> None:
    heavy = {"flask", "sqlalchemy", "requests", "structlog", "click"}
    script = f"import sys, federation.domain.event; print(*{heavy} & set(sys.modules))"
    answer = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert answer.stdout.split() == []


def plan(**sources: str) -> Modules:
    """Modules of an imagined house; two underscores stand for a dot."""
    names = {name.replace("__", "."): source for name, source in sources.items()}
    return {name: module(name, source) for name, source in names.items()}


VIOLATIONS = [
    (floors.without_floor, plan(federation__helpers=""), "no floor for federation.helpers"),
    (
        floors.rising,
        plan(federation__domain__x="import federation.store", federation__store=""),
        "federation/domain/x.py:1",
    ),
    (floors.rising, plan(sync__run="from federation import web", federation__web=""), "imports federation.web"),
    (floors.rising, plan(federation__web__app="from sync.run import go", sync__run=""), "imports sync.run"),
    (
        floors.rising,
        plan(federation__publish__ics="from ..store import x", federation__store=""),
        "imports federation.store",
    ),
    (
        floors.rising,
        plan(
            federation__store__x="if TYPE_CHECKING:\n    from sync.run import Run\n",
            sync__run="",
        ),
        "federation/store/x.py:2",
    ),
    (floors.rising, plan(federation__store__x="def f():\n    import wsgi\n", wsgi=""), "federation/store/x.py:2"),
    (floors.circles, plan(sync__a="import sync.b", sync__b="from sync import a"), "imports go round"),
    (floors.outside_their_door, plan(federation__web__x="import requests.adapters"), "one door is sync/fetch.py"),
    (floors.outside_their_door, plan(sync__pull="from http import client"), "imports http.client"),
    (floors.outside_their_door, plan(federation__demo__x="import urllib3"), "imports urllib3"),
    (floors.outside_their_door, plan(sync__pull="from sqlalchemy import select"), "one door is federation/store/"),
    (floors.impure, plan(federation__domain__x="from flask import g"), "imports flask"),
    (
        floors.living_migrations,
        plan(federation__store__migrations__x="import federation.domain", federation__domain=""),
        "imports federation.domain",
    ),
    (floors.broad_excepts, plan(sync__x="try:\n    1\nexcept (ValueError, Exception):\n    2\n"), "sync/x.py:3"),
    (floors.broad_excepts, plan(sync__x="try:\n    1\nexcept:\n    2\n"), "sync/x.py:3"),
    (floors.silent, plan(sync__x="import json"), "sync/x.py"),
]


@pytest.mark.parametrize(("rule", "house", "message"), VIOLATIONS)
def test_a_violation_is_caught_and_named(rule: Callable[[Modules], list[str]], house: Modules, message: str) -> None:
    broken = rule(house)
    assert len(broken) == 1
    assert message in broken[0]


SOUND = [
    (floors.rising, plan(federation__domain__query="from federation.errors import QueryError", federation__errors="")),
    (floors.rising, plan(sync__pull="from federation.store import records", federation__store__records="")),
    (
        floors.outside_their_door,
        plan(sync__fetch="import requests", federation__demo__server="from http.server import x"),
    ),
    (floors.outside_their_door, plan(sync__pull="from http import HTTPStatus\nimport socketserver_like")),
    (floors.impure, plan(federation__domain__x="import re, anyascii\nfrom dateutil import rrule")),
    (floors.broad_excepts, plan(sync__x="try:\n    1\nexcept BaseException:\n    tidy()\n    raise\n")),
    (floors.silent, plan(sync__x="", sync__y='"""Says its job."""')),
]


@pytest.mark.parametrize(("rule", "house"), SOUND)
def test_what_is_allowed_is_not_called_a_violation(rule: Callable[[Modules], list[str]], house: Modules) -> None:
    assert rule(house) == []
