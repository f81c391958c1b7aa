"""The agenda in the page of somebody else."""

from __future__ import annotations

from flask.testing import FlaskClient

from tests.web import told
from tests.web.reading import page, words


def test_it_shows_what_comes_and_leads_to_the_rest(client: FlaskClient) -> None:
    tree = page(client, "/widget")
    assert 1 <= len(tree.xpath("//li[contains(@class, 'ev')]")) <= 10
    assert tree.xpath("//base/@target") == ["_blank"]
    assert tree.xpath("//p[@class='more']/a/@href") == ["/agenda"]
    assert not tree.xpath("//header|//footer|//script")


def test_it_takes_the_same_questions_as_the_agenda(client: FlaskClient) -> None:
    assert told.ONLINE.title in words(page(client, "/widget?online=yes"))
    assert client.get("/widget?nonsense=1").status_code == 400


def test_it_may_stand_in_pages_of_others_and_nothing_else_may(client: FlaskClient) -> None:
    for path in ("/widget", "/en/widget", "/widget?online=yes"):
        assert "frame-ancestors *" in client.get(path).headers["Content-Security-Policy"]
    for path in ("/agenda", "/widget/x", "/agenda?q=/widget"):
        assert "frame-ancestors 'none'" in client.get(path).headers["Content-Security-Policy"]
