"""Text that every output can hold."""

from __future__ import annotations

import time

import pytest

from federation.domain.event import Place
from federation.publish.text import clean, cleaned, one_line, plain_text, shortened, web_url
from tests.publish.entries import an_entry, an_event


def test_forbidden_characters_go_and_newlines_become_one_kind() -> None:
    assert clean("a\x00b\x0bc\ud800d\ufffee\x7f") == "abcde"
    assert clean("a\r\nb\rc\u2028d\x85e") == "a\nb\nc\nd\ne"
    assert clean("é\tœ ☕\U0001f469‍💻") == "é\tœ ☕\U0001f469‍💻"


def test_cleaning_reaches_every_text_of_a_value() -> None:
    entry = cleaned(an_entry(an_event(title="a\x01", place=Place(city="b\x02"), categories=("c\x03", "d"))))
    assert (entry.event.title, entry.event.place, entry.event.categories) == ("a", Place(city="b"), ("c", "d"))


def test_a_clean_value_is_given_back_itself() -> None:
    entry = an_entry(an_event(place=Place(city="Rennes"), categories=("c",)))
    assert cleaned(entry) is entry


def test_one_line_keeps_no_break_spaces() -> None:
    assert one_line("  a \n\t b\u202f! \xa0c ") == "a b\u202f! \xa0c"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Sans balise", "Sans balise"),
        ("un &amp; deux &lt;trois&gt;", "un & deux <trois>"),
        ("<p>un</p><p>deux</p>", "un\ndeux"),
        ("un<br>deux<br/>trois", "un\ndeux\ntrois"),
        ("<ul><li>un</li><li>deux</li></ul>", "– un\n– deux"),
        ("<p>un</p>\n\n\n<p>deux</p>", "un\n\ndeux"),
        ("<b>non fermé", "non fermé"),
        ("a&#1;b&#x202f;c", "ab\u202fc"),
        ("", ""),
    ],
)
def test_html_is_told_as_plain_text(html: str, text: str) -> None:
    assert plain_text(html) == text


def test_a_link_is_told_only_on_demand_and_only_when_it_says_more() -> None:
    html = '<a href="https://x.example/a">ici</a>, <a href="https://x.example/b">https://x.example/b</a>'
    assert plain_text(html) == "ici, https://x.example/b"
    assert plain_text(html, links=True) == "ici (https://x.example/a), https://x.example/b"


def test_a_long_run_of_spaces_costs_no_time() -> None:
    began = time.process_time()
    assert plain_text("<p>a" + " " * 200_000 + "b</p>") == "a" + " " * 200_000 + "b"
    assert time.process_time() - began < 2  # tried at each space: half a minute


def test_a_link_to_write_to_is_never_told() -> None:
    assert plain_text('<a href="mailto:someone@example.org">écrire</a>', links=True) == "écrire"


def test_a_text_is_cut_between_words() -> None:
    assert shortened("un deux trois", 13) == "un deux trois"
    assert shortened("un deux, trois", 13) == "un deux…"
    assert shortened("a" * 50, 10) == "a" * 9 + "…"
    assert len(shortened("mot " * 500, 300)) <= 300


@pytest.mark.parametrize(
    "text", ["", "javascript:alert(1)", "mailto:a@b.example", "/relatif", "http://", "https://a b", "https://a\nX:1"]
)
def test_what_is_no_web_address_is_none(text: str) -> None:
    assert web_url(text) == ""


def test_an_address_is_written_in_ascii() -> None:
    assert web_url(" https://x.example/é?a=«1»&b=%20#f ") == "https://x.example/%C3%A9?a=%C2%AB1%C2%BB&b=%20#f"
    assert web_url('https://x.example/"<>') == "https://x.example/%22%3C%3E"
