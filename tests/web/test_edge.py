"""The thin layer before Flask: kept bytes, 304s, and everything else passed on."""

from __future__ import annotations

from typing import Any

import pytest

from federation.store.database import DatabaseFailure
from federation.web.edge import Edge, accepts_gzip
from tests.web.house import House


class Front:
    """An edge before an application that only says that it was asked."""

    def __init__(self, house: House) -> None:
        self.asked: list[str] = []
        self.edge = Edge(self.application, house.keeper)

    def application(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        self.asked.append(environ["PATH_INFO"])
        start_response("200 OK", [])
        return [b"flask"]

    def get(self, path: str, method: str = "GET", query: str = "", **headers: str) -> tuple[str, dict[str, str], bytes]:
        told: list[Any] = []
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query}
        environ |= {f"HTTP_{name}": value for name, value in headers.items()}
        body = b"".join(self.edge(environ, lambda status, fields: told.extend((status, dict(fields)))))
        return told[0], told[1], body


@pytest.fixture
def front(house: House) -> Front:
    return Front(house)


def test_what_nobody_made_yet_goes_to_the_application(front: Front) -> None:
    assert front.get("/agenda")[2] == b"flask"


def test_kept_bytes_are_sent_without_the_application(front: Front, house: House) -> None:
    house.ask()
    status, headers, body = front.get("/agenda")
    assert (status, len(body), front.asked) == ("200 OK", int(headers["Content-Length"]), [])
    assert headers["Vary"] == "Accept-Encoding"
    assert "Content-Security-Policy" in headers


def test_gzip_goes_to_those_who_accept_it(front: Front, house: House) -> None:
    house.ask()
    assert front.get("/agenda", ACCEPT_ENCODING="br, gzip")[1]["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in front.get("/agenda", ACCEPT_ENCODING="gzip;q=0, br")[1]


def test_a_reader_who_has_it_gets_a_304(front: Front, house: House) -> None:
    etag = house.ask()
    status, headers, body = front.get("/agenda", IF_NONE_MATCH=f'"other", {etag}')
    assert (status, headers["ETag"], body) == ("304 NOT MODIFIED", etag, b"")


def test_a_304_needs_nothing_at_hand(front: Front, house: House) -> None:
    etag = house.keeper.stamp().etag("/agenda.rss")
    assert front.get("/agenda.rss", IF_NONE_MATCH=etag)[0].startswith("304")


def test_the_tag_of_another_address_or_version_is_no_match(front: Front, house: House) -> None:
    etag = house.ask("/agenda")
    assert front.get("/agenda.rss", IF_NONE_MATCH=etag)[2] == b"flask"
    house.publish()
    house.later()
    assert front.get("/agenda", IF_NONE_MATCH=etag)[2] == b"flask"


def test_a_reader_without_tags_may_send_the_date_back(front: Front, house: House) -> None:
    house.ask()
    date = front.get("/agenda")[1]["Last-Modified"]
    assert front.get("/agenda", IF_MODIFIED_SINCE=date)[0].startswith("304")
    assert front.get("/agenda", IF_MODIFIED_SINCE="Sat, 01 Jan 2000 00:00:00 GMT")[0] == "200 OK"
    assert front.get("/agenda", IF_MODIFIED_SINCE=date, IF_NONE_MATCH='"other"')[0] == "200 OK"


def test_a_date_says_nothing_of_what_moves_with_the_opening_hours(front: Front, house: House) -> None:
    house.ask("/ouvert")
    assert front.get("/ouvert", IF_MODIFIED_SINCE=house.keeper.stamp().last_modified)[0] == "200 OK"


def test_any_tag_is_that_of_what_is_at_hand(front: Front, house: House) -> None:
    house.ask()
    assert front.get("/agenda", IF_NONE_MATCH="*")[0].startswith("304")
    assert front.get("/contact", IF_NONE_MATCH="*")[2] == b"flask"


@pytest.mark.parametrize(("address", "readable"), [("/agenda", False), ("/agenda.ics", True), ("/api/v1/events", True)])
def test_scripts_of_any_page_may_see_that_nothing_changed(
    front: Front, house: House, address: str, readable: bool
) -> None:
    headers = front.get(address, IF_NONE_MATCH=house.keeper.stamp().etag(address))[1]
    assert ("Access-Control-Allow-Origin" in headers) is ("Access-Control-Expose-Headers" in headers) is readable


def test_head_has_the_headers_and_no_body(front: Front, house: House) -> None:
    house.ask()
    status, headers, body = front.get("/agenda", method="HEAD")
    assert (status, body) == ("200 OK", b"")
    assert int(headers["Content-Length"]) > 0


@pytest.mark.parametrize("method", ["POST", "PUT", "OPTIONS", "get"])
def test_other_methods_are_the_applications(front: Front, house: House, method: str) -> None:
    house.ask()
    assert front.get("/agenda", method=method)[2] == b"flask"


def test_without_a_database_the_application_says_what_is_wrong(front: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_session: object) -> None:
        raise DatabaseFailure

    monkeypatch.setattr("federation.web.keeper.published", away)
    assert front.get("/health")[2] == b"flask"


def test_a_query_is_part_of_the_address(front: Front, house: House) -> None:
    house.ask("/agenda")
    assert front.get("/agenda", query="page=2")[2] == b"flask"


def test_an_escaped_question_mark_begins_no_query(front: Front, house: House) -> None:
    house.ask("/agenda?page=2")
    assert front.get("/agenda?page=2")[2] == b"flask"
    assert front.get("/agenda", query="page=2")[2] != b"flask"


@pytest.mark.parametrize(
    ("header", "expected"),
    [("", False), ("gzip", True), ("deflate, gzip;q=0.5", True), ("gzip; q=0", False), ("gzip;q=0.000", False),
     ("x-gzip", False), ("identity", False), ("gzip;Q=0", False), ("gzip;\tq=0", False), ("GZIP", True)],
)  # fmt: skip
def test_accept_encoding(header: str, expected: bool) -> None:
    assert accepts_gzip(header) is expected
