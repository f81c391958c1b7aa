"""A network in a store whose sites tests fill with a past: a programme, visits, a space, what people put on file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select, update

from federation.domain.entry import Entry
from federation.domain.payload import dump
from federation.domain.query import AgendaQuery
from federation.domain.site import LabelStatus, Location, Network, Site, Source
from federation.domain.space import Space
from federation.label.evidence import Evidence, Happening
from federation.label.lifecycle import Actor
from federation.label.standing import Made, Standing
from federation.store import sites
from federation.store.agenda import upcoming
from federation.store.database import Store
from federation.store.label.charters import Rulebook, rulebook
from federation.store.label.decisions import decide
from federation.store.label.evidence import gather
from federation.store.label.facts import Request
from federation.store.label.messages import messages
from federation.store.label.quiet import Alive, quiet_days
from federation.store.label.reports import Assessed, Kept, assessed, latest
from federation.store.label.sightings import Sighting, note
from federation.store.label.standings import standing_of
from federation.store.label.statements import state
from federation.store.label.visits import count_days
from federation.store.models import CoHostRow, EntryRow, PullRow, SourceRow, SpaceRow
from sync.assess import Assessor
from tests.label.sites import PARIS, conforming, programme

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def declared(name: str, status: LabelStatus = LabelStatus.CANDIDATE, **more: Any) -> Site:
    """A site with a source of events and one of the space, whose profile is complete."""
    profile = {
        "opened": "1er mai 2013",
        "operator": f"La Cantine de {name.capitalize()} (association)",
        "relay_partners": "Technopole",
        "acceslibre_url": "https://example.org/acces",
        "licence": "LO-2.0",
    } | more.pop("profile", {})
    sources = (
        Source("agenda", f"https://{name}.example/agenda.ics", "ics", ("events",)),
        Source("lieu", f"https://{name}.example/lieu.json", "native", ("space",)),
    )
    plain: dict[str, Any] = {
        "id": name,
        "name": f"La Cantine de {name.capitalize()}",
        "location": Location("Halle", "49 boulevard Preuilly", "37000", name.capitalize(), lat=47.4, lon=0.7),
        "status": status,
        "website": f"https://{name}.example/",
        "profile": profile,
        "sources": sources,
    }
    return Site(**(plain | more))


@dataclass
class Place:
    """The hub under a clock that a test moves; `site` is the one that tests speak of when they name none."""

    store: Store
    now: datetime
    site: str = "tours"
    alive: Alive = lambda site, source, now: True

    def load(self, *found: Site) -> sites.Loaded:
        """Load a network of these sites; under its clock nothing was ever seen before."""
        with self.store.writing() as session:
            network = Network(id="essai", name="Essai", contact="contact@cantines.example", sites=found)
            return sites.load(session, network, self.now)

    # -------------------------------------------------------------- what was seen

    def programme(self, happenings: Iterable[Happening], site: str = "") -> None:
        """What a site held and will hold, as entries whose facets are drawn."""
        told = list(happenings)
        rows = [_entry(one, site or self.site) for one in told]
        with self.store.writing() as session:
            session.execute(insert(EntryRow), rows)
            co_hosts = [
                {"site_id": host, "entry_id": row["id"]}
                for one, row in zip(told, rows, strict=True)
                for host in one.hosts[1:]
            ]
            if co_hosts:
                session.execute(insert(CoHostRow), co_hosts)

    def change(self, entry_id: str, **columns: Any) -> None:
        """An entry becomes another."""
        with self.store.writing() as session:
            session.execute(update(EntryRow).where(EntryRow.id == entry_id).values(**columns))

    def space(self, space: Space, site: str = "", source: str = "lieu") -> None:
        """What a source says of the space from now on."""
        with self.store.writing() as session:
            row = self._source(session, site or self.site, source)
            session.add(SpaceRow(source_id=row.id, payload=dump(space), changed_at=self.now, seen_at=self.now))

    def visit(self, *only: str, notices: Sequence[dict[str, Any]] = ()) -> None:
        """One visit to every source, as the journal tells it; `alive` says which of them answer."""
        with self.store.writing() as session:
            for row in session.scalars(select(SourceRow).where(SourceRow.archived_at.is_(None))):
                if only and row.site_id not in only:
                    continue
                good = self.alive(row.site_id, row.key, self.now)
                row.last_pull_at = self.now
                if good:
                    row.last_success_at = self.now
                told = json.dumps(list(notices)) if good and row.key == "agenda" else "[]"
                outcome = ("updated" if notices else "unchanged") if good else "failed"
                session.add(
                    PullRow(source_id=row.id, started_at=self.now, ended_at=self.now, outcome=outcome, status=None,
                            seen=40 if good else 0, notices=told)
                )  # fmt: skip

    def observed(self, since: datetime, *only: str) -> None:
        """The first visit was then; the moments between are as if nobody had looked."""
        now, self.now = self.now, since
        self.visit(*only)
        with self.store.writing() as session:
            count_days(session, self.now, PARIS)
        self.now = now

    # -------------------------------------------------------------- what is on file

    def file(self, kind: str, name: str = "", site: str = "", **more: Any) -> int:
        """Something put on file now."""
        columns = {key: more.pop(key) for key in ("first_on", "last_on", "function") if key in more}
        with self.store.writing() as session:
            return state(
                session, site or self.site, kind, name=name, payload=more, author="Camille", now=self.now,
                today=self.today, **columns,
            )  # fmt: skip

    def attested(self, evidence: Evidence, site: str = "") -> None:
        """The attestations, findings and annual reports of some evidence."""
        for one in evidence.attestations:
            value = None if one.value is None else int(one.value)
            self.file("attestation", one.name, site, statement=one.statement, evidence_url=one.evidence_url,
                      function=one.function, last_on=one.valid_until, value=value)  # fmt: skip
        for found in evidence.findings:
            self.file("finding", found.name, site, met=found.met, value=int(found.value or 0), last_on=found.expires_on)
        for report in evidence.reports:
            figures = dict(report.figures)
            self.file("annual-report", str(report.year), site, figures=figures, explanation=report.explanation)

    # -------------------------------------------------------------- time, and what follows

    @property
    def today(self) -> date:
        """The day in Paris."""
        return self.now.astimezone(PARIS).date()

    def day(self, days: int = 1, *only: str) -> None:
        """Some days pass, then sources are visited and sites assessed."""
        self.now += days * DAY
        self.visit(*only)
        self.assess(*only)

    def days(self, number: int, *only: str, step: int = 1) -> Iterator[datetime]:
        """So many days pass one after the other, each with a visit and an assessment."""
        for _ in range(0, number, step):
            self.day(step, *only)
            yield self.now

    def quiet(self, days: int) -> None:
        """So many days pass in which daily visits and assessments found what the last ones did; then one of each.

        The days between are written as they would have been, not lived one by one.
        """
        before, self.now = self.now, self.now + days * DAY
        uneventful(self.store, before, days, self.alive)
        self.visit()
        self.assess()

    def assess(self, *only: str) -> None:
        """Assess these sites, or all, as the sync process does."""
        Assessor(self.store, lambda: self.now).assess(only)

    def decide(self, transition: str, by: Actor = Actor.COMMITTEE, site: str = "", **more: Any) -> Made:
        """Take a decision now; DecisionError when it is not possible."""
        more.setdefault("reasons", "Décidé en réunion.")
        with self.store.writing() as session:
            asked = Request(site=site or self.site, transition=transition, role=by, author="le comité", **more)
            return decide(session, rulebook(session, self.now), asked, self.now)

    # -------------------------------------------------------------- what is known

    def rules(self) -> Rulebook:
        """The rules in force."""
        with self.store.session() as session:
            return rulebook(session, self.now)

    def standing(self, site: str = "") -> Standing:
        """Where a site stands."""
        with self.store.session() as session:
            found = standing_of(session, site or self.site, self.now, PARIS)
        assert found is not None
        return found

    def evidence(self, site: str = "") -> Evidence:
        """What is known of a site."""
        with self.store.writing() as session:
            rules = rulebook(session, self.now)
            count_days(session, self.now, rules.zone)
            return gather(session, rules, self.now, [site or self.site])[site or self.site].evidence

    def simulated(self, site: str = "") -> Assessed:
        """What the report would say now."""
        with self.store.writing() as session:
            rules = rulebook(session, self.now)
            count_days(session, self.now, rules.zone)
            return assessed(session, rules, self.now, [site or self.site])[site or self.site]

    def kept(self, site: str = "") -> Kept:
        """The last report that was kept."""
        with self.store.session() as session:
            return latest(session, [site or self.site])[site or self.site]

    def ruling(self, criterion: str, site: str = "") -> str:
        """The last ruling that was kept."""
        return self.kept(site).figures[criterion][0]

    def told(self, kind: str, site: str = "") -> list[dict[str, str]]:
        """What operators are told of a kind, the oldest first."""
        with self.store.session() as session:
            found = messages(session, [site or self.site])
        return [dict(one.message.data) for one in reversed(found) if one.message.kind == kind]

    def agenda(self) -> list[Entry]:
        """What readers of the network see coming."""
        with self.store.session() as session:
            return upcoming(session, AgendaQuery(self.today))

    @staticmethod
    def _source(session: Any, site: str, key: str) -> SourceRow:
        return session.scalars(select(SourceRow).where(SourceRow.site_id == site, SourceRow.key == key)).one()  # type: ignore[no-any-return]


def conforming_site(
    store: Store, now: datetime, status: LabelStatus = LabelStatus.LABELLED, *others: Site, whole: bool = False
) -> Place:
    """Tours as `tests.label.sites.conforming` knows it, in a store; `whole` with both years of its programme.

    Else it has the last 400 days alone, which is as much as the charter asks for and read faster.
    """
    evidence, seen = conforming(now), 730 if whole else 400
    place = Place(store, now - (seen + 10) * DAY)
    labelled = declared("tours", status, profile={"labelled_on": "2024-01-01"})
    place.load(labelled, declared("rennes", LabelStatus.LABELLED), *others)
    place.space(evidence.snapshots[0].space)
    place.observed(now - seen * DAY)
    place.now = now - 3 * HOUR
    place.programme(evidence.happenings if whole else programme(now, 130, 400, 90))
    place.attested(evidence)
    with store.writing() as session:
        note(session, Sighting("tours", "https://tours.example/", ("badge",), now))
    place.now = now
    place.visit()
    return place


def uneventful(store: Store, before: datetime, days: int, alive: Alive) -> None:
    """Write what daily visits and assessments leave behind of days in which rulings stay as they are."""
    with store.writing() as session:
        quiet_days(session, before, days, PARIS, alive)


def _entry(one: Happening, site: str) -> dict[str, Any]:
    hosts = one.hosts or (site,)
    plain: dict[str, Any] = {"title": one.title, "status": one.status.value, "description": "x" * one.described}
    plain["url"] = "https://example.org/" if "link" in one.told else ""
    plain["place"] = {"name": "Halle"} if "place" in one.told else None
    plain["organiser"] = {"name": one.organiser} if one.organiser else None
    facets = [f"format:{one.format or 'autre'}", *(f"theme:{name}" for name in one.themes)]
    facets += [f"audience:{name}" for name in one.audience]
    facets += (
        [] if one.members_only is None else ["registration:yes"] if not one.members_only else ["audience:adherents"]
    )
    return {
        "id": one.id,
        "site_id": hosts[0],
        "starts_at": one.start_at,
        "ends_at": one.end_at if "end" in one.told else None,
        "over_at": one.end_at,
        "all_day": False,
        "zone": "Europe/Paris",
        "payload": json.dumps({name: value for name, value in plain.items() if value}),
        "recurring": False,
        "first_seen_at": one.first_seen_at,
        "changed_at": one.first_seen_at,
        "sequence": 0,
        "withdrawn_at": one.start_at - DAY if one.withdrawn else None,
        "hidden_at": None,
        "made_of": json.dumps({"hosts": list(hosts), "records": []}) if len(hosts) > 1 else None,
        "merged_into": None,
        "facets": "\n".join(facets),
    }


def utc(year: int, month: int, day: int, hour: int = 12) -> datetime:
    """A moment in UTC."""
    return datetime(year, month, day, hour, tzinfo=UTC)
