"""A hub that lives under a clock: feeds that sites publish, real visits and reports, commands that people type, pages.

A day is a visit to what is due, a look at the sites' own pages, the reports of the day. Days without news may be
written as these would have left them (`quiet`), as the rehearsal of the demonstration does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from click.testing import CliRunner
from flask.testing import FlaskClient

from federation.__main__ import cli
from federation.domain.site import Network, Site, Source
from federation.errors import FetchError
from federation.registry.taxonomy import own_taxonomy
from federation.settings import Settings
from federation.store import sites
from federation.store.database import open_store
from federation.store.label.quiet import quiet_days
from federation.store.models import db
from federation.web.app import create_app
from federation.web.caching import KEEPER
from sync.assess import Assessor
from sync.indexing import Indexer
from sync.run import Runner
from sync.sighting import Sighter
from tests.cast import Sources
from tests.label.scenarios.publishing import ANNOUNCED, Event
from tests.label.sites import PARIS
from tests.web.reading import page, words

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
SIGNED = ("--author", "Camille", "--function", "présidence")
PUBLIC = "https://agenda.test"


@dataclass
class Living:
    """The hub in a folder of its own. `programmes` and `spaces` are what sites would publish, `down` the dead feeds."""

    folder: Path
    now: datetime
    programmes: dict[str, list[Event]] = field(default_factory=dict)
    spaces: dict[str, dict[str, Any]] = field(default_factory=dict)
    down: set[str] = field(default_factory=set)
    declared: Network | None = None

    def __post_init__(self) -> None:
        self.settings = Settings(data_dir=self.folder, public_url=PUBLIC)
        self.store = open_store(self.settings.database)
        self.feeds = Sources()
        self.runner = Runner(self.store, self.feeds, self.clock, "test:1", at_once=2, random=Random(1))  # type: ignore[arg-type]
        self.indexer = Indexer(self.store, own_taxonomy(), self.clock)
        self.assessor = Assessor(self.store, self.clock)
        self.sighter = Sighter(self.store, self.feeds, self.clock, PUBLIC)
        app = self.app = create_app(self.settings, self.clock)
        app.extensions[KEEPER]._look_every = 0.0  # tests do not wait for the next look at the published version

    def clock(self) -> datetime:
        """The moment it is."""
        return self.now

    @property
    def today(self) -> date:
        """The day in Paris."""
        return self.now.astimezone(PARIS).date()

    def close(self) -> None:
        """Give every connection back."""
        self.store.close()
        with self.app.app_context():
            db.engine.dispose()

    # -------------------------------------------------------------- what sites publish

    def load(self, *found: Site) -> sites.Loaded:
        """Load a network file of these sites."""
        self.declared = Network(id="essai", name="Essai", contact="contact@cantines.example", sites=found)
        for site in found:
            self.feeds.bodies[site.website] = f'<a href="{PUBLIC}/lieux/{site.id}">Le réseau</a>'.encode()
        with self.store.writing() as session:
            return sites.load(session, self.declared, self.now)

    def publish(self) -> None:
        """Every feed says what it says today; those that are down answer nothing."""
        assert self.declared is not None
        for source in (one for site in self.declared.sites for one in site.sources):
            self.feeds.bodies[source.url] = self._answer(source)

    def _answer(self, source: Source) -> bytes | FetchError:
        name = source.url.removeprefix("https://").replace(".example/", "/").removesuffix(".json")
        if name in self.down:
            return FetchError("refused", source.url, phase="connect")
        document: dict[str, Any] = {"format": "cantines-native/1"}
        if "events" in source.carries:
            until = (self.now + ANNOUNCED).replace(tzinfo=None).isoformat()
            document["events"] = [one for one in self.programmes.get(name, ()) if one["start"] <= until]
        if "space" in source.carries:
            document["space"] = self.spaces.get(name, {})
        return json.dumps(document).encode()

    # -------------------------------------------------------------- time

    def day(self, days: int = 1) -> None:
        """Some days pass in which nobody looks, then one is lived."""
        self.now += days * DAY
        self.live()

    def live(self) -> None:
        """What a day brings: feeds are visited, events drawn, the sites' own pages looked at, reports made."""
        self.publish()
        landed = self.runner.run()
        self.indexer.draw()
        self.sighter.look()
        self.assessor.after(landed)
        self.assessor.daily()

    def days(self, number: int, until: Callable[[], bool] = lambda: False) -> None:
        """So many days are lived one after the other, or fewer if something has come about."""
        for _ in range(number):
            if until():
                return
            self.day()

    def quiet(self, days: int) -> None:
        """So many days in which feeds and rulings are what they are now; the last one is lived."""
        before, self.now = self.now, self.now + (days - 1) * DAY
        with self.store.writing() as session:
            quiet_days(session, before, days, PARIS, lambda site, key, at: f"{site}/{key}" not in self.down)
        self.day()

    # -------------------------------------------------------------- people

    def type(self, *said: str) -> str:
        """What a command prints, with plain spaces; it must succeed. A minute later it is done."""
        result = self._run(said)
        self.now += MINUTE
        assert result.exit_code == 0, (said, result.output, result.exception)
        return plainly(result.output)

    def file(self, *said: str) -> str:
        """The number of the paper that a command puts on file."""
        return re.findall(r"Pièce (\d+)", self.type("label", *said))[0]

    def attest(self, site: str, name: str) -> str:
        """A site attests something, for a year."""
        said = ("--statement", "Nous l’attestons", "--value", "5", "--evidence", "https://x.example/")
        return self.type("label", "attest", site, name, *said, *SIGNED)

    def file_report(self, site: str, year: int, events: int, *more: str) -> str:
        """A site files its annual report, with so many events."""
        figures = [f"{name}=4" for name in ("participants", "coworkers", "projets", "budget")]
        told = [word for one in (*figures, f"evenements={events}") for word in ("--figure", one)]
        return self.type("label", "annual-report", site, str(year), *told, *more, *SIGNED)

    def refused(self, *said: str) -> str:
        """Why a command is refused, with plain spaces."""
        result = self._run(said)
        assert result.exit_code != 0, (said, result.output)
        return plainly(f"{result.output}{result.exception or ''}")

    def _run(self, said: tuple[str, ...]) -> Any:
        env = {
            "CANTINES_DATA_DIR": str(self.folder),
            "CANTINES_NOW": self.now.isoformat(),
            "CANTINES_PUBLIC_URL": PUBLIC,
        }
        return CliRunner().invoke(cli, list(said), env=env)

    # -------------------------------------------------------------- readers

    @property
    def reader(self) -> FlaskClient:
        """Somebody who reads pages."""
        return self.app.test_client()

    def read(self, path: str) -> str:
        """The words of a page, with plain spaces."""
        return plainly(words(page(self.reader, path)))

    def data(self, path: str) -> Any:
        """A JSON document."""
        answer = self.reader.get(path)
        assert answer.status_code == 200, path
        return json.loads(answer.text)

    def entries(self, site: str = "") -> list[dict[str, Any]]:
        """What readers of a site, or of the network, are told is to come: title, page, city and place."""
        found: list[dict[str, Any]] = []
        url = f"/lieux/{site}/agenda.json" if site else "/agenda.json"
        while url:
            document = self.data(url.removeprefix(PUBLIC))
            found += [
                {
                    "title": plainly(one["title"]).rsplit(" – ", 1)[-1],
                    "path": one["url"].removeprefix(PUBLIC),
                    "city": one["_cantines"]["host"]["city"],
                    "place": one["_cantines"].get("place", {}).get("name", ""),
                }
                for one in document["items"]
                if not one["_cantines"]["withdrawn"]
            ]
            url = document.get("next_url", "")
        return found

    def address(self, path: str) -> str:
        """Where the page of an event sends people."""
        (found,) = page(self.reader, path).xpath("//aside//address")
        return " / ".join(text.strip() for text in found.itertext() if text.strip())

    def standing(self, site: str) -> dict[str, Any]:
        """Where a site stands, in the open data."""
        (found,) = [one for one in self.data("/label.json")["sites"] if one["site"] == site]
        return found  # type: ignore[no-any-return]

    def value(self, site: str, criterion: str) -> float:
        """What was measured for one criterion."""
        return float(self.standing(site)["report"]["criteria"][criterion]["value"])

    def verdict(self, site: str, criterion: str) -> dict[str, Any]:
        """What the public report says of one criterion."""
        pillars = self.data(f"/label/{site}.json")["pillars"]
        (found,) = [one for pillar in pillars for one in pillar["verdicts"] if one["criterion"] == criterion]
        return found  # type: ignore[no-any-return]

    def ruling(self, site: str, criterion: str) -> str:
        """Its ruling."""
        return str(self.verdict(site, criterion)["ruling"])

    def status(self, site: str) -> str:
        """The status of a site as its badge says it."""
        return str(self.data(f"/label/{site}/badge.json")["status"])


def plainly(text: str) -> str:
    """A text with ordinary spaces."""
    return text.replace("\u202f", " ").replace("\xa0", " ")
