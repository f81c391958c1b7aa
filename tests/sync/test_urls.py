"""Which URL is asked for a declared address."""

import pytest

from federation.errors import FetchError
from sync.fetching.urls import target, without_credentials


@pytest.mark.parametrize(
    ("declared", "asked"),
    [
        (" https://cantine.example/a.ics ", "https://cantine.example/a.ics"),
        ("webcal://cantine.example/a.ics", "https://cantine.example/a.ics"),
        ("WEBCALS://cantine.example/a.ics", "https://cantine.example/a.ics"),
        ("http://cantine.example:8080/a?b=c#d", "http://cantine.example:8080/a?b=c"),
        ("https://Cantine.Example", "https://cantine.example/"),
        ("https://été.example/été.ics", "https://xn--t-9fab.example/%C3%A9t%C3%A9.ics"),
        ("http://[::1]:8000/", "http://[::1]:8000/"),
    ],
)
def test_declared_addresses(declared: str, asked: str) -> None:
    assert target(declared).url == asked


def test_webcal_of_a_listed_host_is_http() -> None:
    assert target("webcal://127.0.0.1:8101/a", {"127.0.0.1:8101"}).url == "http://127.0.0.1:8101/a"
    assert target("webcal://127.0.0.1:8102/a", {"127.0.0.1:8101"}).url == "https://127.0.0.1:8102/a"


def test_a_location_is_read_from_where_it_was_met() -> None:
    assert target("../b?c", base="https://cantine.example/x/y/a").url == "https://cantine.example/x/b?c"
    assert target("//other.example/b", base="https://cantine.example/a").host == "other.example"


@pytest.mark.parametrize("url", ["ftp://cantine.example/a", "file:///etc/passwd", "javascript:alert(1)", "data:,a"])
def test_other_schemes_are_refused(url: str) -> None:
    with pytest.raises(FetchError) as caught:
        target(url)
    assert (caught.value.code, caught.value.permanent) == ("scheme", True)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "cantine.example/a",
        "https://",
        "https:///a",
        "https://[::1/",
        "https://cantine.example:99999/",
        "https://cantine.example:0/",
        "https://cantine.example:a/",
        "https://canti\nne.example/",
        "https://cantine.example\\@127.0.0.1/",
        "https://" + "a" * 64 + ".example/",
        "https://a..example/",
        "http://127。0。0。1/",
        "https://name@cantine.example/",
        "https://name:secret@cantine.example/",
        "webcal://:secret@cantine.example/",
        "https://cantine.example/" + "a" * 4000,
    ],
)
def test_addresses_that_cannot_be_asked(url: str) -> None:
    with pytest.raises(FetchError) as caught:
        target(url)
    assert caught.value.code == "bad-url"
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://name:secret@cantine.example/a@b", "https://cantine.example/a@b"),
        ("name:secret@cantine.example/a", "cantine.example/a"),
        ("https://a:b@c@cantine.example?x@y", "https://cantine.example?x@y"),
        ("https://cantine.example/a\u202e", "https://cantine.example/a"),
    ],
)
def test_what_messages_show(url: str, shown: str) -> None:
    assert without_credentials(url) == shown


def test_the_usual_port_is_not_shown() -> None:
    assert target("https://cantine.example/").shown == "cantine.example"
    assert target("http://cantine.example:443/").shown == "cantine.example:443"
    assert target("http://[::1]/").shown == "[::1]"
