"""The page of settings tells all of them, with their defaults, as the code declares them."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

from federation.settings import PREFIX, Settings
from tests.plan import ROOT


def row(item: dataclasses.Field[object]) -> str:
    """The line of the table for one setting."""
    default = shown(item.default)
    told = item.metadata
    return f"| `{PREFIX}{item.name.upper()}` | {default} | {told['about']} | {told['expected']} |"


def shown(default: object) -> str:
    if not default:
        return "unset"
    return f"`{default.total_seconds():g}`" if isinstance(default, timedelta) else f"`{default}`"


def test_the_page_holds_every_setting_as_declared() -> None:
    page = (ROOT / "docs" / "settings.md").read_text("utf-8")
    told = [line for line in page.splitlines() if line.startswith(f"| `{PREFIX}")]
    assert told == [row(item) for item in dataclasses.fields(Settings)]
