"""Header fields as values."""

from datetime import UTC, datetime, timedelta

import pytest

from sync.fetching.headers import LONGEST_WAIT, charset, generator, max_age, media_type, moment, retry_after, validator

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("text/calendar; charset=utf-8", "text/calendar", "utf-8"),
        (' Text/Calendar ;component=vevent; Charset="ISO-8859-15"', "text/calendar", "iso-8859-15"),
        ("text/html;charset='utf8'", "text/html", "utf8"),
        ("application/json", "application/json", ""),
        ("text/xml; charset=", "text/xml", ""),
        ("; charset=utf-8", "", "utf-8"),
        ("", "", ""),
    ],
)
def test_content_type(text: str, kind: str, name: str) -> None:
    assert (media_type(text), charset(text)) == (kind, name)


@pytest.mark.parametrize(
    ("text", "wait"),
    [
        ("120", timedelta(minutes=2)),
        (" 0 ", timedelta(0)),
        ("Sun, 22 Nov 2026 10:00:00 GMT", timedelta(hours=1)),
        ("Sun, 22 Nov 2026 08:00:00 GMT", timedelta(0)),
        ("Sun, 22 Nov 2126 08:00:00 GMT", LONGEST_WAIT),
        ("9" * 400, LONGEST_WAIT),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
        ("soon", None),
        ("", None),
    ],
)
def test_retry_after(text: str, wait: timedelta | None) -> None:
    assert retry_after(text, NOW) == wait


@pytest.mark.parametrize(
    ("fields", "age"),
    [
        ({"Cache-Control": "public, max-age=600"}, timedelta(minutes=10)),
        ({"Cache-Control": 'Max-Age="600"', "Age": "60"}, timedelta(minutes=9)),
        ({"Cache-Control": "max-age=60", "Age": "600"}, timedelta(0)),
        ({"Cache-Control": "max-age=60", "Age": "old"}, timedelta(minutes=1)),
        ({"Cache-Control": "s-maxage=60"}, None),
        ({"Cache-Control": "max-age=-1"}, None),
        ({"Cache-Control": "max-age=" + "9" * 500}, timedelta(seconds=2**31 - 1)),
        ({"Cache-Control": "max-age=60", "Expires": "0"}, timedelta(minutes=1)),
        ({"Expires": "Sun, 22 Nov 2026 10:00:00 GMT"}, timedelta(hours=1)),
        (
            {"Expires": "Sun, 22 Nov 2026 10:00:00 GMT", "Date": "Sun, 22 Nov 2026 09:30:00 GMT"},
            timedelta(minutes=30),
        ),
        ({"Expires": "0"}, timedelta(0)),
        ({}, None),
    ],
)
def test_max_age(fields: dict[str, str], age: timedelta | None) -> None:
    assert max_age(fields, NOW) == age


def test_dates_of_other_zones_and_of_none_are_utc() -> None:
    assert moment("Sun, 22 Nov 2026 10:00:00 +0100") == NOW
    assert moment("Sun, 22 Nov 2026 09:00:00 -0000") == NOW
    assert moment("Sun, 99 Nov 2026 09:00:00 GMT") is None
    assert moment("Fri, 31 Dec 9999 23:59:59 -0100") is None


@pytest.mark.parametrize("text", ['"abc"', 'W/"é"', "Sun, 22 Nov 2026 09:00:00 GMT"])
def test_validators_go_back_as_they_came(text: str) -> None:
    assert validator(f" {text} ") == text


@pytest.mark.parametrize("text", ["", '"a\r\nCookie: b"', "x" * 1001, '"日"'])
def test_other_validators_are_forgotten(text: str) -> None:
    assert validator(text) == ""


@pytest.mark.parametrize(
    ("fields", "software"),
    [
        ({}, ""),
        ({"X-Generator": "Drupal 10 (https://www.drupal.org)"}, "Drupal 10 (https://www.drupal.org)"),
        ({"X-TEC-API-VERSION": "v1", "X-Powered-By": "PHP/8.2"}, "The Events Calendar (API v1)"),
        ({"Link": '<https://cantine.example/wp-json/>; rel="https://api.w.org/"'}, "WordPress"),
        ({"Link": "<https://cantine.example/suite>; rel=next"}, ""),
        ({"X-Powered-By": "Gancio"}, "Gancio"),
        ({"X-Powered-By": "PHP/8.2.1"}, ""),
        ({"X-Generator": "Wix\x00" + "x" * 999}, "Wix" + "x" * 197),
    ],
)
def test_the_software_is_known_from_the_header(fields: dict[str, str], software: str) -> None:
    assert generator(fields) == software
