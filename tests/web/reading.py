"""Pages as a test reads them: a tree, strict about what browsers forgive."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from flask.testing import FlaskClient
from lxml import html

Tree = html.HtmlElement

_VOID = {"meta", "link", "base", "br", "input", "img", "hr"}


class _Balance(HTMLParser):
    """Follows start and end tags; stricter than HTML, which lets some end tags out."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.wrong.append(f"line {self.getpos()[0]}: <{tag}> has an attribute twice")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"line {self.getpos()[0]}: </{tag}> closes nothing")


def page(client: FlaskClient, path: str, status: int = 200) -> Tree:
    """The tree of a page that must be answered with `status`; AssertionError when its HTML is broken."""
    answer = client.get(path)
    assert answer.status_code == status, f"{path}: {answer.status}"
    assert answer.content_type == "text/html; charset=utf-8"
    return parsed(answer.get_data(as_text=True))


def parsed(text: str) -> Tree:
    """The tree of a document that closes all it opens."""
    balance = _Balance()
    balance.feed(text)
    assert not balance.wrong, balance.wrong
    assert not balance.open, balance.open
    return html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))


def words(tree: Tree, selector: str = "main") -> str:
    """The text of the first `selector` element under a tree."""
    found = tree.xpath(f".//{selector}")
    assert found, selector
    return text_of(found[0])


def text_of(element: Tree) -> str:
    """The text of an element, its parts apart, ordinary spaces made one; no-break spaces stay."""
    return re.sub(r"[ \t\n]+", " ", " ".join(element.itertext())).strip()
