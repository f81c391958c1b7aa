"""What a source's row keeps of its pages reads back as it was written."""

from __future__ import annotations

from federation.domain.event import Notice
from federation.store.pages import Page, dump_pages, load_pages

FULL = Page(
    etag='W/"7"',
    last_modified="Sun, 22 Nov 2026 08:00:00 GMT",
    body_hash="ab",
    format="tribe",
    prints={"clé\x00\ud800": "f"},
    further=("https://a.example/2",),
    notices=(Notice("bad-value", 3, "$", "é", lost=True),),
    space=True,
)


def test_pages_read_back_equal_in_their_order() -> None:
    pages = {"https://a.example/2": FULL, "https://a.example/1": Page(), "https://a.example/0": Page(prints={})}
    found = load_pages(dump_pages(pages))
    assert list(found.items()) == list(pages.items())


def test_the_text_fits_any_database() -> None:
    text = dump_pages({"https://a.example/é": FULL})
    assert text.isascii()
    assert "\x00" not in text


def test_a_source_that_was_never_read_has_none() -> None:
    assert load_pages("") == {}
