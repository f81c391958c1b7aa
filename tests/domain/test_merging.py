"""One entry from several statements: whose word counts, field by field, and what they contradict each other in."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from federation.domain.event import Event, Image, Place, Price, Status
from federation.domain.matching import Decisions, Statement, cluster
from federation.domain.merging import PEOPLE, WORDS, Merged, hosts, merge
from federation.domain.merging.fields import GUESSED, RULES
from sync.detect import NAMES
from tests.domain.matching_pairs import pairs, statement

AT = "2026-11-24 18:30"


def said(name: str, by: str, t: str = "Nuit des cartes", *, on: str = "", **told: object) -> Statement:
    one = statement(name, by=by, t=t, **({"at": AT, "for": 120} | told))
    return replace(one, updated_at=datetime.fromisoformat(on).replace(tzinfo=UTC)) if on else one


def changed(one: Statement, **fields: object) -> Statement:
    return replace(one, event=replace(one.event, **fields))


def merged(*group: Statement, decisions: Decisions | None = None) -> Merged:
    """The entry of a group, after checking that their order changes nothing."""
    every = [merge(order, decisions or Decisions()) for order in itertools.permutations(group)]
    assert all(each == every[0] for each in every)
    return every[0]


def codes(found: Merged) -> list[str]:
    return [conflict.code for conflict in found.conflicts]


def test_one_statement_is_its_own_entry() -> None:
    one = said("a", "nantes.site")
    assert merged(one).event == replace(one.event, place=one.event.place)
    assert merged(one).hosts == ("nantes",)


def test_every_stated_field_remembers_its_record() -> None:
    one = said("a", "nantes.site", text="Un texte.", url="https://cantine-nantes.example/x")
    stated = {"title", "start", "end", "place", "description", "uid", "url"}
    assert {field for field, record in merged(one).provenance.items() if record == one.record} == stated


def test_the_host_is_where_it_takes_place() -> None:
    relay = said("a", "rennes.google", "[Nantes] Nuit des cartes")
    assert hosts([relay, said("b", "nantes.site")]) == ("nantes",)


def test_a_page_of_another_site_makes_a_relay() -> None:
    relay = said("a", "brest.site", url="https://cantine-nantes.example/nuit-des-cartes")
    assert hosts([relay, said("b", "nantes.site")]) == ("nantes",)


def test_a_joint_event_has_several_hosts_and_the_one_pointed_to_leads() -> None:
    lead = said("a", "toulon.site", "Nuit des cartes en duplex avec Brest")
    other = said("b", "brest.site", "Nuit des cartes avec Toulon", text="voir https://cantine-toulon.example/nuit")
    assert hosts([lead, other]) == ("toulon", "brest")


def test_without_anybody_at_home_all_who_tell_it_hold_it() -> None:
    told = [said("a", "rennes.google", "[Lille] Ch’ti JUG"), said("b", "paris.feed", "Ch’ti JUG à Lille")]
    assert hosts(told) == ("paris", "rennes")


def test_the_host_beats_a_relay() -> None:
    relay = said("a", "rennes.google", "[Nantes] Nuit des cartes et des compas", at="2026-11-24 19:00")
    found = merged(relay, said("b", "nantes.site"))
    assert found.event.title == "Nuit des cartes"
    assert found.event.start.hour == 18
    assert codes(found) == ["hour"]


def test_a_relay_fills_what_the_host_leaves_out() -> None:
    relay = changed(said("a", "rennes.google", "[Nantes] Nuit des cartes"), registration_url="https://b.example/e/1")
    found = merged(relay, said("b", "nantes.site"))
    assert found.event.registration_url == "https://b.example/e/1"
    assert found.provenance["registration_url"] == "a-record"


def test_the_calendar_tells_the_date_and_the_post_the_text() -> None:
    post = said("a", "rennes.blog", "Nuit des cartes", at="2026-11-24", text="<p>Toute la nuit, des cartes.</p>")
    calendar = said("b", "rennes.google", "Nuit des cartes", text="Cartes")
    found = merged(post, calendar)
    assert found.event.start == calendar.event.start
    assert found.event.description == "<p>Toute la nuit, des cartes.</p>"
    assert (found.provenance["start"], found.provenance["description"]) == ("b-record", "a-record")


def test_a_teaser_gives_way_to_the_whole_text_even_of_a_relay() -> None:
    text = "Toute la nuit, des cartes marines, mentales et routières."
    relay = said("a", "rennes.google", "[Nantes] Nuit des cartes", text=text)
    assert merged(relay, said("b", "nantes.site", text="Toute la nuit, des cartes…")).event.description == text


def test_a_title_that_was_cut_or_shouted_gives_way() -> None:
    told = [said("a", "nantes.site", "NUIT DES CARTES MARINES"), said("b", "nantes.meetup", "Nuit des cartes marines")]
    assert merged(*told).event.title == "Nuit des cartes marines"


def test_untitled_gives_way() -> None:
    assert (
        merged(said("a", "nantes.site", "Sans titre"), said("b", "rennes.blog", "[Nantes] Bal")).event.title
        == "[Nantes] Bal"
    )


def test_recent_beats_old_within_one_site() -> None:
    old, new = said("a", "nantes.site", on="2026-11-01"), said("b", "nantes.meetup", on="2026-11-02")
    new = changed(new, start=new.event.start.replace(minute=45))
    assert merged(old, new).event.start.minute == 45


def test_a_later_word_on_the_hour_comes_before_the_order_of_sources() -> None:
    first, second = said("a", "nantes.site", on="2026-11-02"), said("b", "nantes.meetup", on="2026-11-01")
    first = replace(first, teller=replace(first.teller, rank=0))
    second = replace(second, teller=replace(second.teller, rank=1))
    later = changed(second, start=second.event.start.replace(minute=45), title="Nuit des compas")
    assert merged(first, later).event.start.minute == 30
    corrected = replace(later, updated_at=datetime(2026, 11, 3, tzinfo=UTC))
    assert merged(first, corrected).event.start.minute == 45
    assert merged(first, corrected).event.title == "Nuit des cartes", "a title is no news"
    assert merged(replace(first, updated_at=None), corrected).event.start.minute == 30, "nobody knows which is older"


def test_between_sites_recent_changes_nothing() -> None:
    told = [said("a", "brest.site", on="2026-11-01"), said("b", "toulon.site", at="2026-11-24 18:45", on="2026-11-02")]
    turned = [
        said("a", "brest.site", on="2026-11-02"),
        said("b", "toulon.site", at="2026-11-24 18:45", on="2026-11-01"),
    ]
    assert merged(*told).event == merged(*turned).event
    assert codes(merged(*told)) == ["hour"]


def test_a_cancellation_of_the_host_counts_and_is_shown() -> None:
    found = merged(changed(said("a", "nantes.meetup"), status=Status.CANCELLED), said("b", "nantes.site"))
    assert found.event.status is Status.CANCELLED
    assert codes(found) == ["status"]


def test_a_relay_cannot_cancel() -> None:
    relay = changed(said("a", "rennes.google", "[Nantes] Nuit des cartes"), status=Status.CANCELLED)
    found = merged(relay, said("b", "nantes.site"))
    assert found.event.status is Status.SCHEDULED
    assert found.conflicts[0].said == (("a-record", "cancelled"), ("b-record", "on"))


def test_a_copied_uid_replaces_nothing() -> None:
    uid = "nuit-des-cartes-26@cantine-nantes.example"
    thief = changed(said("a", "toulon.site", "Achetez", uid=uid), status=Status.CANCELLED, url="https://spam.example/x")
    own = said("b", "nantes.site", uid=uid, url="https://cantine-nantes.example/nuit-des-cartes")
    found = merged(replace(thief, event=replace(thief.event, place=own.event.place)), own)
    assert found.hosts == ("nantes",)
    assert (found.event.title, found.event.status, found.event.url) == (
        own.event.title,
        own.event.status,
        own.event.url,
    )


def test_a_relay_cannot_withdraw() -> None:
    relay = replace(said("a", "rennes.google", "[Nantes] Nuit des cartes"), withdrawn=True)
    assert not merged(relay, said("b", "nantes.site")).withdrawn


def test_what_its_host_withdrew_is_withdrawn_whatever_relays_say() -> None:
    own = replace(said("b", "nantes.site"), withdrawn=True)
    found = merged(said("a", "rennes.google", "[Nantes] Nuit des cartes", at="2026-11-24 19:00"), own)
    assert found.withdrawn
    assert found.event.start == own.event.start


def test_of_two_sources_of_the_host_the_one_that_still_tells_it_counts() -> None:
    gone = replace(said("a", "nantes.meetup", "Nuit des cartes marines"), withdrawn=True)
    found = merged(gone, said("b", "nantes.site"))
    assert (found.withdrawn, found.event.title) == (False, "Nuit des cartes")


def test_a_stated_place_beats_the_one_given_for_want_of_another() -> None:
    annexe = {"name": "L’Annexe", "address": "20 rue d’Isly", "city": "Rennes"}
    found = merged(said("a", "rennes.blog"), said("b", "rennes.google", place=annexe))
    assert found.event.place is not None
    assert found.event.place.name == "L’Annexe"
    assert codes(found) == []


def test_two_stated_places_of_one_host_are_a_conflict() -> None:
    annexe = {"name": "L’Annexe", "address": "20 rue d’Isly", "city": "Rennes"}
    library = {"name": "Bibliothèque", "address": "10 cours des Alliés", "city": "Rennes"}
    assert codes(merged(said("a", "rennes.blog", place=library), said("b", "rennes.google", place=annexe))) == ["place"]


def test_free_here_and_paid_there_is_a_conflict() -> None:
    free = changed(said("a", "nantes.site"), price=Price(free=True))
    paid = changed(said("b", "nantes.meetup"), price=Price(free=False, amount=Decimal(5), currency="EUR"))
    assert codes(merged(free, paid)) == ["price"]


def test_every_page_is_kept_once_and_the_host_s_own_leads() -> None:
    page, group = "https://cantine-nantes.example/nuit", "https://meetup.example/e/1?utm_source=x"
    own = said("a", "nantes.site", url=page, links=["https://www.cantine-nantes.example/nuit/"])
    other = said("b", "nantes.meetup", url=group, links=["https://meetup.example/e/1"])
    assert merged(own, other).event.url == page
    assert merged(own, other).event.links == (group,)


def test_an_image_with_a_credit_beats_one_without() -> None:
    bare = changed(said("a", "nantes.meetup"), image=Image("https://x.example/1.jpg"))
    credited = changed(said("b", "nantes.site"), image=Image("https://x.example/2.jpg", credit="La Cantine"))
    image = merged(bare, credited).event.image
    assert image is not None
    assert image.url.endswith("2.jpg")


def test_one_moment_told_in_two_zones_is_no_conflict() -> None:
    here, there = said("a", "nantes.site"), said("b", "nantes.meetup")
    there = changed(there, start=there.event.start.astimezone(UTC), end=there.event.end.astimezone(UTC), zone="UTC")
    assert codes(merged(here, there)) == []


def test_a_conflict_tells_hours_as_the_moments_they_are() -> None:
    here, there = said("a", "brest.site"), said("b", "toulon.site", at="2026-11-24 18:45")
    there = changed(there, start=there.event.start.astimezone(ZoneInfo("Asia/Tokyo")), zone="Asia/Tokyo")
    assert merged(here, there).conflicts[0].said == (("a-record", "17:30Z"), ("b-record", "17:45Z"))


def test_an_hour_kept_across_a_change_of_clocks_is_no_other_hour() -> None:
    old, new = said("a", "nantes.site", at="2026-10-24 18:30"), said("b", "nantes.meetup", at="2026-10-25 18:30")
    assert codes(merged(old, new)) == ["day"]


@pytest.mark.parametrize("by", [("brest.site", "toulon.site"), ("nantes.site", "rennes.google")])
def test_two_that_contradict_each_other_for_ever_give_one_entry(by: tuple[str, str]) -> None:
    days = [f"2026-11-{day:02}" for day in range(1, 13)]
    turns = [
        [
            said("a", by[0], on=mine),
            changed(
                said("b", by[1], at="2026-11-24 18:45", on=yours), status=Status.CANCELLED, sequence=int(yours[-2:])
            ),
        ]
        for mine, yours in zip(days, days[::-1], strict=True)
    ]
    entries = [merged(*turn) for turn in turns]
    told = {(entry.event.start, entry.event.status, entry.event.uid, entry.hosts) for entry in entries}
    assert len(told) == 1
    assert len({tuple(tuple(one.id for one in group) for group in cluster(turn)) for turn in turns}) == 1


def test_a_pinned_field_holds_and_settles_its_conflict() -> None:
    told = [said("a", "nantes.site"), said("b", "nantes.meetup", at="2026-11-24 19:00")]
    pins = Decisions(pinned={"b": {"start": told[0].event.start, "title": "Nuit des cartes, la vraie"}})
    found = merged(*told, decisions=pins)
    assert found.event.title == "Nuit des cartes, la vraie"
    assert found.provenance["start"] == PEOPLE
    assert codes(found) == []


def test_every_field_of_an_entry_has_a_rule() -> None:
    ruled = [field for rule in RULES for field in rule.fields]
    assert sorted([*ruled, "links", "updated"]) == sorted(item.name for item in Event.__dataclass_fields__.values())


def test_formats_that_guess_are_formats() -> None:
    assert set(NAMES) >= GUESSED


@pytest.mark.parametrize("code", WORDS)
def test_conflicts_are_well_written(code: str) -> None:
    french = WORDS[code].fr
    assert french != WORDS[code].en
    assert "'" not in french
    assert not any(f" {sign}" in french for sign in ":;!?»")


def test_any_group_is_merged() -> None:
    for group in cluster(side for pair in pairs() for side in (pair.a, pair.b)):
        found = merge(group)
        assert found == merge(group[::-1])
        assert set(found.provenance.values()) <= set(found.records)
        assert set(found.hosts) <= {one.teller.site for one in group}


def ranked(one: Statement, rank: int, **fields: object) -> Statement:
    return replace(changed(one, **fields), teller=replace(one.teller, rank=rank))


def test_the_source_a_site_declares_first_titles_its_events() -> None:
    own = ranked(said("a", "nantes.site", "Nuit des cartes"), 0)
    meetup = ranked(said("b", "nantes.meetup", "Nuit des cartes : tous nos jeux à la Cantine"), 1)
    assert merged(own, meetup).event.title == "Nuit des cartes"


def test_a_title_with_a_town_in_brackets_stands_back() -> None:
    google = ranked(said("a", "rennes.google", "[Rennes] Nuit des cartes"), 0)
    assert merged(google, ranked(said("b", "rennes.site"), 1)).event.title == "Nuit des cartes"


def test_the_frame_of_a_platform_makes_a_text_no_better() -> None:
    text = "Une soirée pour jouer aux cartes, à tous les âges."
    own = ranked(said("a", "nantes.site"), 0, description=text)
    meetup = ranked(
        said("b", "nantes.meetup"),
        1,
        description=f"Groupe des joueurs, mardi. {text} S’inscrire : https://groupe.example/evenements/1",
    )
    assert merged(own, meetup).event.description == text


def test_the_own_place_in_other_words_is_no_other_place() -> None:
    own = ranked(said("a", "nantes.site"), 0)
    home = own.teller.home
    assert home is not None
    line = Place(f"{home.name} ({home.address}, {home.city}, France)")
    assert merged(changed(own, place=home), ranked(said("b", "nantes.meetup"), 1, place=line)).event.place == home


def test_of_several_hosts_most_know_the_hour() -> None:
    title = "Nuit des cartes en duplex Brest, Nantes, Toulon"
    early = said("a", "brest.site", title, at="2026-11-24 18:15")
    others = [said("b", "nantes.site", title), said("c", "toulon.site", title)]
    assert merged(early, *others).event.start == others[0].event.start
