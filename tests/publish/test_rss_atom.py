"""RSS and Atom, read back by a feed reader and by an XML parser."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any

import feedparser
import pytest
from lxml import etree

from federation.domain.event import Image, Organiser
from federation.domain.journal import Removed
from federation.publish.rss_atom import atom, rss
from tests.publish.entries import CHANGED, ENTRIES, FEED, SEEN, an_entry, an_event, full, several_days

EV = "{http://purl.org/rss/1.0/modules/event/}"
AT = "{http://purl.org/atompub/tombstones/1.0}"
ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"


def read(data: bytes) -> Any:
    found = feedparser.parse(BytesIO(data))
    assert not found.bozo
    return found


def items(data: bytes) -> list[Any]:
    return etree.fromstring(data).findall("./channel/item")


def atom_entries(data: bytes) -> list[Any]:
    return etree.fromstring(data).findall(f"{ATOM}entry")


def links(entry: Any) -> list[dict[str, str]]:
    return [dict(link.attrib) for link in entry.findall(f"{ATOM}link")]


@pytest.mark.parametrize("write", [rss, atom])
def test_a_reader_sees_entries_in_the_order_given(write: Any) -> None:
    found = read(write(FEED, ENTRIES))
    assert [item.id for item in found.entries] == [f"urn:uuid:{entry.uid}" for entry in ENTRIES]
    assert found.entries[0].title == "22 nov. 2026 – Rennes – Apéro : « code & café » <pour tous> ☕"
    assert found.entries[0].link == "https://agenda.example/evenements/aaaaaaaaaaaaa"
    assert found.feed.title == "Réseau des cantines numériques"
    assert found.feed.link == "https://agenda.example/agenda"
    assert found.feed.language == "fr"


@pytest.mark.parametrize("write", [rss, atom])
def test_the_date_of_an_item_is_when_it_was_first_seen(write: Any) -> None:
    found = read(write(FEED, [full()])).entries[0]
    assert found.published_parsed[:6] == SEEN.timetuple()[:6]


@pytest.mark.parametrize("write", [rss, atom])
def test_a_change_moves_neither_guid_nor_date(write: Any) -> None:
    before, after = full(), replace(full(), sequence=4, changed_at=CHANGED + timedelta(days=1))
    first, second = read(write(FEED, [before])).entries[0], read(write(FEED, [after])).entries[0]
    assert (first.id, first.published, first.link) == (second.id, second.published, second.link)


@pytest.mark.parametrize("write", [rss, atom])
def test_the_event_module_is_there(write: Any) -> None:
    found = read(write(FEED, [full(), several_days()])).entries
    assert found[0].ev_startdate == "2026-11-22T18:30:00+01:00"
    assert found[0].ev_enddate == "2026-11-22T20:00:00+01:00"
    assert found[0].ev_location == "La Cantine, 35 place du Colombier, 35000 Rennes"
    assert found[0].ev_organizer == "Association Bug"
    assert found[0].ev_type == "rencontre"
    assert (found[1].ev_startdate, found[1].ev_enddate) == ("2027-02-27", "2027-03-01")


@pytest.mark.parametrize("write", [rss, atom])
def test_no_entry_at_all_is_still_a_feed(write: Any) -> None:
    assert read(write(FEED, [])).entries == []


@pytest.mark.parametrize("write", [rss, atom])
def test_a_feed_without_words_is_still_one(write: Any) -> None:
    assert read(write(replace(FEED, title="\x00", about=""), [])).feed.title == FEED.self_url


def test_rss_has_what_its_specification_requires() -> None:
    channel = etree.fromstring(rss(FEED, [full()])).find("channel")
    for name in ("title", "link", "description", "language", "lastBuildDate", "ttl", "generator"):
        assert channel.findtext(name)
    assert channel.find(f"{ATOM}link").attrib == {
        "href": "https://agenda.example/agenda.rss",
        "rel": "self",
        "type": "application/rss+xml",
    }
    assert channel.findtext("lastBuildDate") == "Sat, 14 Nov 2026 17:30:00 +0000"
    item = channel.find("item")
    assert item.find("guid").attrib == {"isPermaLink": "false"}
    assert "<strong>" in item.findtext("description")
    assert full().event.description in item.findtext(f"{CONTENT}encoded")


def test_rss_categories_are_those_of_the_event_and_its_city() -> None:
    found = [(item.text, item.get("domain")) for item in items(rss(FEED, [full()]))[0].findall("category")]
    assert found[0] == ("rencontre", "https://agenda.example/agenda#categories")
    assert found[-1] == ("Rennes", "https://agenda.example/agenda#cities")


def test_the_next_page_is_linked() -> None:
    feed = replace(FEED, next_url="https://agenda.example/agenda.rss?page=2")
    assert [link.get("rel") for link in etree.fromstring(rss(feed, [])).iter(f"{ATOM}link")] == ["self", "next"]
    found = etree.fromstring(atom(feed, [])).findall(f"{ATOM}link")
    assert [link.get("rel") for link in found] == ["self", "alternate", "next"]


def test_atom_has_what_rfc_4287_requires() -> None:
    feed = etree.fromstring(atom(FEED, ENTRIES))
    for node in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(node.findall(f"{ATOM}{name}")) == 1
        assert node.findtext(f"{ATOM}author/{ATOM}name")
    assert feed.findtext(f"{ATOM}id") == FEED.id
    assert {node.get("type") for node in feed.iter(f"{ATOM}content")} == {"html"}


def test_atom_links_keep_all_their_attributes() -> None:
    found = links(atom_entries(atom(FEED, [full()]))[0])
    assert [link["rel"] for link in found] == ["alternate", "via", "related", "enclosure"]
    assert found[0]["type"] == "text/html"
    assert found[2] == {"href": "https://cantine.example/inscription", "rel": "related", "title": "S’inscrire"}
    assert found[3]["type"] == "image/jpeg"


def test_an_image_without_credit_is_no_enclosure() -> None:
    event = an_event(image=Image("https://x.example/i.png"))
    assert [link["rel"] for link in links(atom_entries(atom(FEED, [an_entry(event)]))[0])] == ["alternate"]


def test_the_author_is_an_organisation() -> None:
    entries = [an_entry(an_event(organiser=Organiser(" "))), an_entry(an_event(organiser=Organiser("Bug", "x")))]
    found = atom_entries(atom(FEED, entries))
    assert [node.findtext(f"{ATOM}author/{ATOM}name") for node in found] == ["La Cantine Rennes", "Bug"]


@pytest.mark.parametrize("write", [rss, atom])
@pytest.mark.parametrize(
    "title", ["]]>", "a\x00\x08\x0bb", "<![CDATA[", "&amp;&#0;", "é" * 100_000, "\ud83d", "☕\U0001f469‍💻"]
)
def test_any_title_makes_a_feed_that_can_be_read(write: Any, title: str) -> None:
    entry = an_entry(an_event(title=title, description=title))
    assert len(read(write(FEED, [entry])).entries) == 1


@pytest.mark.parametrize("write", [rss, atom])
def test_a_mail_address_of_the_network_is_not_published(write: Any) -> None:
    assert b"@" not in write(replace(FEED, contact="someone@example.org"), ENTRIES)


def test_what_was_withdrawn_is_a_tombstone_that_counts_more_than_its_entry() -> None:
    """RFC 6721 §3: `ref` and `when` are required, and an entry that is as recent would win."""
    gone = replace(full(), withdrawn_at=CHANGED, changed_at=CHANGED)
    feed = replace(FEED, removed=(Removed(gone.id, gone.event.title, "La <Cantine>", CHANGED),))
    tree = etree.fromstring(atom(feed, [gone]))
    (tombstone,) = tree.findall(f"{AT}deleted-entry")
    assert dict(tombstone.attrib) == {"ref": f"urn:uuid:{gone.uid}", "when": "2026-11-14T17:30:01+00:00"}
    assert tombstone.findtext(f"{AT}comment") == "Cet événement n’est plus annoncé par La <Cantine>."
    (entry,) = tree.findall(f"{ATOM}entry")
    assert (entry.findtext(f"{ATOM}id"), entry.findtext(f"{ATOM}updated")) < (
        tombstone.get("ref"),
        tombstone.get("when"),
    )
    assert (entry.findtext(f"{ATOM}title") or "").startswith("ANNULÉ – ")
    assert [item.id for item in read(atom(feed, [gone])).entries] == [f"urn:uuid:{gone.uid}"]


@pytest.mark.parametrize("write", [rss, atom])
def test_without_tombstones_their_namespace_is_not_declared(write: Any) -> None:
    assert b"tombstones" not in write(FEED, ENTRIES)
