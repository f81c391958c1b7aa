"""What follows by itself from day to day: reminders, each once; applications closed, terms that end; the badge seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from federation.domain.changes import Outcome
from federation.domain.site import LabelStatus
from federation.errors import DecisionError, FetchError
from federation.label.lifecycle import Actor
from federation.store import sites
from federation.store.database import Store
from federation.store.label.reports import trends
from federation.store.label.sightings import pages_due
from federation.store.published import published
from sync.assess import Assessor
from sync.fetch import Answer
from sync.landing import Landed
from sync.sighting import Sighter, seen
from tests.cast import network
from tests.label.sites import ATTESTED, NOON, at
from tests.store.label.place import DAY, HOUR, Place, conforming_site, declared, uneventful

S = LabelStatus
HUB = "https://agenda.example"


def granted(store: Store) -> Place:
    """Tours, labelled by the committee yesterday."""
    place = conforming_site(store, NOON, S.CANDIDATE)
    place.assess("tours")
    place.quiet(31)
    for name in ("rennes", "nantes", "paris"):
        place.file("opinion", name, favourable=True)
    place.decide("grant")
    place.day(1, "tours")
    return place


def test_a_label_has_a_term_and_its_end_is_called_to_mind_three_times(one_store: Store) -> None:
    place = granted(one_store)
    ends = place.standing().term_ends_on
    assert ends == date(2029, 7, 2)
    for name in ATTESTED:
        place.file("attestation", name, function="présidence", statement="Toujours vrai",
                   evidence_url="https://x.example/", last_on=date(2030, 1, 1))  # fmt: skip
    with pytest.raises(DecisionError, match="trop tôt"):
        place.decide("renew")
    for days in (91, 90, 60, 30):
        place.now = at(2029, 7, 2) - days * DAY
        place.assess("tours")
    assert [one["days"] for one in place.told("term")] == ["90", "60", "30"]
    place.now = at(2029, 7, 3)
    place.assess("tours")
    assert place.standing().status is S.PROBATION
    assert place.told("decision")[-1]["transition"] == "flag-term"


def test_a_renewed_label_begins_its_next_term_where_the_last_one_ends(one_store: Store) -> None:
    place = granted(one_store)
    uneventful(one_store, place.now, 1, place.alive)
    place.now = at(2029, 6, 1)
    with pytest.raises(DecisionError, match="critères requis à mettre en ordre"):
        place.decide("renew")  # attestations have expired meanwhile
    for criterion in place.simulated().report.blocking:
        place.file("derogation", criterion, reason="x", alternative="y", last_on=date(2030, 1, 1))
    with pytest.raises(DecisionError, match="seul le comité"):
        place.decide("renew", Actor.OPERATOR)
    made = place.decide("renew")
    assert made.decision.term_ends_on == date(2032, 7, 2)
    standing = place.standing()
    assert (standing.status, standing.term_ends_on, standing.labelled_on) == (
        S.LABELLED,
        date(2032, 7, 2),
        date(2026, 7, 2),
    )


def test_a_candidate_that_nobody_hears_of_is_reminded_and_its_application_closed(one_store: Store) -> None:
    place = Place(one_store, NOON)
    place.load(declared("tours", S.LISTED))
    place.file("charter", "cantine-numerique", version="2026.1")
    place.decide("apply", Actor.OPERATOR)
    for days in (300, 10, 30, 20, 4):
        place.now += days * DAY
        place.assess()
    assert [one["days"] for one in place.told("inactive")] == ["305", "335", "358"]
    assert place.standing().status is S.CANDIDATE
    place.now += 2 * DAY
    place.assess()
    assert place.standing().status is S.LISTED


def test_all_sites_are_assessed_once_a_day_and_touched_ones_after_a_run(one_store: Store) -> None:
    place = Place(one_store, NOON)
    place.load(declared("tours"), declared("rennes"), declared("brest"))
    assessor = Assessor(one_store, lambda: place.now)
    assert assessor.after([]) == ()
    quiet = Landed(site="rennes", source="agenda", outcome=Outcome.UNCHANGED)
    news = Landed(site="tours", source="agenda", outcome=Outcome.UPDATED, added=2)
    assert assessor.after([quiet, news]) == ("tours",)
    assert assessor.daily() == ("rennes", "brest")
    assert assessor.daily() == ()
    place.now += 13 * HOUR  # past midnight in Paris
    assert assessor.daily() == ("tours", "rennes", "brest")


def test_readers_see_a_new_version_when_a_ruling_moves_and_not_when_hours_pass(one_store: Store) -> None:
    place = conforming_site(one_store, NOON)
    place.assess("tours")
    with one_store.session() as session:
        first = published(session).version
    place.now += HOUR
    place.visit("tours")
    place.assess("tours")
    with one_store.session() as session:
        assert published(session).version == first
    place.file("place", "Ailleurs", address="", city="", instead=True)
    place.now += HOUR
    place.assess("tours")
    with one_store.session() as session:
        assert published(session).version == first + 1
        points = trends(session, "tours")["lieu-physique-permanent"]
    assert [(point.on, point.ruling.value, point.value) for point in points] == [(date(2026, 6, 1), "unmet", 0)]


def test_a_network_with_a_charter_that_nobody_knows_is_not_assessed(one_store: Store) -> None:
    with one_store.writing() as session:
        sites.load(session, replace(network(), charter="inconnue"), NOON)
    assert Assessor(one_store, lambda: NOON).daily() == ()


class Pages:
    """Answers with the page a test wants."""

    def __init__(self, body: bytes | FetchError) -> None:
        self.body, self.asked = body, list[str]()

    def get(self, url: str, *, now: datetime, accept: str = "", within: timedelta | None = None, **_: str) -> Answer:
        self.asked.append(url)
        if isinstance(self.body, FetchError):
            raise self.body
        return answer(self.body, url)


def answer(body: bytes, url: str = "https://tours.example/") -> Answer:
    return Answer(
        url=url, status=200, body=body, media_type="text/html", charset="", etag="", last_modified="", max_age=None,
        retry_after=None, received=len(body), not_modified=False, moved_to="", elapsed=timedelta(0),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b'<a href="https://agenda.example/lieux/tours"><img src="https://agenda.example/label/tours/badge.svg"></a>',
         ("badge", "link")),
        (b'<a href="http://agenda.example/en/label/tours/">Label</a>', ("link",)),
        (b'<object data="//agenda.example/label/tours/badge.svg"></object>', ("badge",)),
        (b'<img src="https://agenda.example/label/rennes/badge.svg"><a href="/lieux/tours">x</a>', ()),
        (b'<a href="https://agenda.example.evil.example/lieux/tours">x</a><a href="http://[">x</a>', ()),
        (b"", ()),
        (b"\x00\xff<<<a href", ()),
    ],
)  # fmt: skip
def test_the_badge_and_the_link_are_known_where_they_are(body: bytes, found: tuple[str, ...]) -> None:
    assert seen(answer(body), HUB, "tours") == found


def test_pages_of_sites_that_bear_the_label_or_apply_are_looked_at_once_a_day(one_store: Store) -> None:
    place = Place(one_store, NOON)
    own = {"label_page_url": "https://tours.example/label"}
    place.load(
        declared("tours", S.LABELLED, profile=own),
        declared("lyon", S.CANDIDATE, website="https://lyon.example"),
        declared("rennes", S.LISTED),
        declared("brest", S.LABELLED, website=""),
    )
    pages = Pages(b'<img src="https://agenda.example/label/tours/badge.svg">')
    sighter = Sighter(one_store, pages, lambda: place.now, HUB)
    assert sighter.look() == 2
    assert sorted(pages.asked) == ["https://lyon.example", "https://tours.example/label"]
    assert sighter.look() == 0
    badge = place.evidence().badge
    assert badge is not None
    assert (badge.page, badge.seen, badge.checked_at) == ("https://tours.example/label", ("badge",), NOON)
    place.now += DAY
    pages.body = FetchError("timeout", "", phase="read")
    assert sighter.look() == 0
    assert place.evidence().badge == badge  # what was seen stays, with its date
    with one_store.session() as session:
        assert pages_due(session, place.now, 9) == []
