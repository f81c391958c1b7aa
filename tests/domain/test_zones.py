"""Zone names: IANA's, and nothing of the machine's own."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from babel.dates import get_timezone_location

from federation.domain.zones import zone_named, zone_names


@pytest.mark.parametrize(
    "name", ["", "Europe", "europe/paris", "localtime", "Factory", "right/Europe/Paris", "../Paris", "Europe/Paris\0"]
)
def test_other_names_are_no_zones(name: str) -> None:
    assert zone_named(name) is None


def test_an_iana_name_is_a_zone() -> None:
    assert zone_named("Europe/Paris") == ZoneInfo("Europe/Paris")


def test_pages_can_tell_every_zone_in_words() -> None:
    assert all(get_timezone_location(name, locale="fr", return_city=True) for name in zone_names())
