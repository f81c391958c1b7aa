"""The style sheet: contrast (WCAG 2.1 AA) of every colour that carries text, nothing from elsewhere."""

from __future__ import annotations

import re

import pytest

from federation.web.assets import FOLDER
from federation.web.rows import ACCENTS

CSS = (FOLDER / "style.css").read_text()
LIGHT, DARK = CSS.split("@media (prefers-color-scheme: dark) {")
DARK = DARK[: DARK.index("\n}\n")]
AA = 4.5


def variables(part: str, selector: str) -> dict[str, str]:
    """The colours that a rule sets."""
    found = re.search(rf"{re.escape(selector)} \{{([^}}]*)\}}", part)
    assert found, selector
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6})", found[1]))


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.1)."""
    digits = colour[1:] if len(colour) == 7 else "".join(letter * 2 for letter in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.1)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("part", [LIGHT, DARK], ids=["light", "dark"])
def test_text_stands_out(part: str) -> None:
    base = variables(part, ":root")
    for ground in ("paper", "sheet", "tint"):
        for text in ("ink", "soft", "warn", "off", "ok"):
            assert contrast(base[text], base[ground]) >= AA, (text, ground)
    assert contrast(base["paper"], base["ink"]) >= 7


@pytest.mark.parametrize("rank", range(ACCENTS))
def test_each_accent_stands_out(rank: int) -> None:
    light = variables(LIGHT, f".a{rank}")
    for ground in ("paper", "sheet"):
        assert contrast(light["a"], variables(LIGHT, ":root")[ground]) >= AA
        assert contrast(variables(DARK, f".a{rank}")["a"], variables(DARK, ":root")[ground]) >= AA
    assert contrast(light["b"], "#ffffff") >= AA


def test_nothing_comes_from_elsewhere() -> None:
    assert not re.search(r"url\(|@import|@font-face|https?:", CSS)
