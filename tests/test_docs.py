"""The documents tell what is true: settings, formats and keys of the network file that exist, and all of them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from marshmallow import Schema, fields

from federation.domain.site import LabelStatus
from federation.registry.network import load_network
from federation.registry.schemas import FileSchema
from federation.settings import PREFIX, Settings
from sync.detect import NAMES

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("docs/**/*.md"), *ROOT.glob("*.md")])
SETTINGS = {PREFIX + item.name.upper() for item in dataclasses.fields(Settings)}


def keys(schema: Schema) -> Iterator[str]:
    for name, item in schema.load_fields.items():
        yield item.data_key or name
        inner = item.inner if isinstance(item, fields.List) else item
        if isinstance(inner, fields.Nested):
            yield from keys(inner.schema)


def test_every_setting_is_documented() -> None:
    page = (ROOT / "docs/settings.md").read_text("utf-8")
    assert SETTINGS - set(re.findall(rf"`({PREFIX}\w+)`", page)) == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_setting_a_page_names_exists(page: Path) -> None:
    named = set(re.findall(rf"\b{PREFIX}[A-Z][A-Z_]*[A-Z]\b", page.read_text("utf-8")))
    assert {name for name in named if not name.startswith(PREFIX + "TEST")} - SETTINGS == set()


def test_the_list_of_formats_is_the_register() -> None:
    page = (ROOT / "docs/formats.md").read_text("utf-8")
    assert tuple(re.findall(r"^\| `([a-z0-9-]+)` \|", page, re.MULTILINE)) == NAMES


def test_every_key_and_status_of_the_network_file_is_documented() -> None:
    page = (ROOT / "docs/sites.md").read_text("utf-8")
    words = set(re.findall(r"`([a-z_]+)`", page))
    assert {*keys(FileSchema()), *LabelStatus} - words == set()


def test_every_network_in_a_page_loads() -> None:
    blocks = [
        block
        for page in PAGES
        for block in re.findall(r"```yaml\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
        if block.startswith("network:")
    ]
    assert blocks
    for block in blocks:
        load_network(block, formats=NAMES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []
