"""Curves of figures over days."""

from __future__ import annotations

from datetime import date
from xml.etree.ElementTree import fromstring

from federation.publish.curve import Mark, curve_svg

SVG = "{http://www.w3.org/2000/svg}"


def on(day: int, value: float | None, threshold: float | None = None) -> Mark:
    return Mark(date(2026, 11, day), value, threshold)


def parsed(drawing: str) -> list[str]:
    return [item.tag.removeprefix(SVG) for item in fromstring(drawing)]


def test_a_curve_has_its_threshold_behind_it() -> None:
    assert parsed(curve_svg([on(1, 3, 5), on(2, 6, 5), on(3, 7, 5)], "Jours")) == ["title", "polyline", "polyline"]


def test_days_of_which_nothing_is_known_leave_a_gap() -> None:
    drawing = curve_svg([on(1, 1), on(2, 2), on(3, None), on(4, 3), on(5, 4)], "Jours")
    assert parsed(drawing) == ["title", "polyline", "polyline"]


def test_two_days_are_no_curve() -> None:
    assert curve_svg([on(1, 1), on(2, None), on(3, 2)], "Jours") == ""


def test_equal_values_and_names_with_signs_are_drawn() -> None:
    assert fromstring(curve_svg([on(1, 0), on(2, 0), on(3, 0)], '<"&')).get("aria-label") == '<"&'
