"""Which format is picked for which bytes, and what is asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from federation.errors import FormatError
from sync import detect
from sync.detect import FORMATS, NAMES, accept_header, addresses, pick
from sync.formats.parsed import Context, Format
from tests.sync.web_pages import CORPUS

NATIVE = b'\xef\xbb\xbf {"events": [], "format": "cantines-native/1"}'


def test_every_name_is_given_once_and_picks_its_format() -> None:
    assert len(set(NAMES)) == len(FORMATS)
    assert [pick(name, b"x", "").name for name in NAMES] == list(NAMES)


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_a_format_is_one_module_one_line_and_one_folder_of_files_with_what_they_say(known: Format) -> None:
    assert known.read.__module__.startswith("sync.formats.")
    assert {one.read.__module__ for one in FORMATS if one is not known}.isdisjoint({known.read.__module__})
    assert any((CORPUS / known.name).rglob("*.expected.json"))


def test_auto_looks_at_the_bytes_whatever_they_call_themselves() -> None:
    assert pick("auto", NATIVE, "text/html").name == "native"
    assert pick("auto", NATIVE, "").name == "native"


@pytest.mark.parametrize(
    ("name", "body", "media_type", "code"),
    [
        ("auto", b"", "", "empty"),
        ("native", b" \r\n\x00", "", "empty"),
        ("auto", b"\xef\xbb\xbf\n", "", "empty"),
        ("auto", b"<!DOCTYPE html><p>Maintenance", "text/plain", "html"),
        ("auto", b"\n<HTML lang=fr>", "", "html"),
        ("auto", b"<p>Maintenance", "text/html", "html"),
        ("auto", b'{"format": "other"}', "application/json", "unknown-format"),
        ("auto", b'["format", "cantines-native/1"]', "application/json", "unknown-format"),
        ("auto", b"\xff\xfe\x00", "", "unknown-format"),
        ("morse", b"...---...", "", "unknown-format"),
    ],
)
def test_what_no_format_knows_is_told_apart(name: str, body: bytes, media_type: str, code: str) -> None:
    with pytest.raises(FormatError) as caught:
        pick(name, body, media_type)
    assert caught.value.code == code


def test_a_page_that_calls_itself_a_calendar_is_refused_as_a_page() -> None:
    body = b"<!DOCTYPE html><p>Maintenance"
    with pytest.raises(FormatError) as caught:
        pick("auto", body, "text/calendar").read(body, Context())
    assert caught.value.code == "html"


def test_requests_ask_for_the_format_first_and_take_anything() -> None:
    assert accept_header("native") == "application/json, */*;q=0.1"
    assert accept_header().endswith(", */*;q=0.1")
    with pytest.raises(FormatError):
        accept_header("morse")


@pytest.mark.parametrize("known", FORMATS, ids=NAMES)
def test_every_format_asks_somewhere_and_claims_no_foreign_address(known: Format) -> None:
    stranger = "https://cantine.example/"
    assert known.addresses(stranger)[0].startswith(stranger)
    assert addresses(known.name, stranger) == known.addresses(stranger)
    assert not known.owns(stranger)


def test_auto_asks_what_the_owner_of_an_address_says_else_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    owner = replace(FORMATS[0], addresses=lambda url: (url + "/api", url), owns=lambda url: "mine" in url)
    monkeypatch.setattr(detect, "FORMATS", (FORMATS[1], owner))
    assert addresses("auto", "https://mine.example") == ("https://mine.example/api", "https://mine.example")
    assert addresses("auto", "https://cantine.example") == ("https://cantine.example",)
