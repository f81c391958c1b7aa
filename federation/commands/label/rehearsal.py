"""`cantines label rehearse`: the demonstration lives thirteen months in half a minute, so that its label can judge.

Its sites are visited and assessed for good, at a few moments of a past; the last month, which is quiet, is written as
daily visits would have left it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil

import click

from federation import logs
from federation.commands import opening
from federation.commands.label.desk import failure, tell
from federation.demo.dossier import dossier
from federation.demo.facts import PLACES, base_of
from federation.demo.facts import place as place_of
from federation.demo.network import demo_hosts
from federation.demo.server import DemoNetwork
from federation.domain.site import Network
from federation.registry.taxonomy import taxonomy
from federation.settings import Settings, clock
from federation.store.database import Store
from federation.store.label.charters import rulebook
from federation.store.label.quiet import quiet_days
from federation.store.label.reports import latest
from federation.store.label.statements import state
from federation.store.label.visits import last_visit
from federation.store.published import publish
from federation.store.sites import load as load_into
from sync.assess import Assessor
from sync.indexing import Indexer
from sync.run import Runner
from sync.sighting import Sighter

PAST = timedelta(days=400)
"""How long the hub has known the demonstration after a first rehearsal: a year, and a month in which all was there."""

QUIET = timedelta(days=32)
"""The end of a long past: what must have held for thirty days has held."""

_STRIDE = timedelta(days=110)  # Sites announce what comes within four months.
_STEP = timedelta(days=2)  # Between two verdicts further apart the time to mend stands still.
_RENEWED = timedelta(days=300)  # Papers hold for a year: the first visit after so long files them anew.


@dataclass(slots=True)
class _Stage:
    """What a rehearsal is played with; the clock of all of it stands at `now`."""

    store: Store
    network: DemoNetwork
    runner: Runner
    indexer: Indexer
    assessor: Assessor
    sighter: Sighter
    sites: tuple[str, ...]
    now: datetime
    until: datetime

    def visit(self) -> None:
        """What a day brings: visits, drawing, in the last month a look at the pages, reports."""
        self.runner.run(self.sites)
        self.indexer.draw()
        if self.now >= self.until - QUIET:
            self.sighter.look()
        self.assessor.assess(self.sites)
        tell(f"{self.now:%d/%m/%Y} : {', '.join(self.sites)}")


@click.command()
@click.option("--down", multiple=True, type=click.Choice([one.id for one in PLACES]), help="Ce lieu est en panne.")
@click.option("--site", "sites", multiple=True, type=click.Choice([one.id for one in PLACES]), help="Ce lieu seul.")
def rehearse(down: tuple[str, ...], sites: tuple[str, ...]) -> None:
    """Faire vivre à la démonstration les treize mois qui précèdent, ou les jours depuis la dernière visite.

    À faire avant « cantines up --demo », ou entre deux. Avec --down, un lieu ne répond pas pendant ces jours.
    """
    chosen = opening.with_demo(opening.settings())
    if chosen.log_level == "info":
        logs.set_up(replace(chosen, log_level="warning"))
    network = opening.network_file(chosen, demo=True)
    _only_the_demonstration(network, chosen)
    until = clock(chosen)()
    with opening.store(chosen, make=True) as store:
        with store.session() as session:
            last = last_visit(session)
        first = until - PAST if last is None else last
        if last is None and down:
            raise failure("Rien n’a encore été vécu : taper d’abord cantines label rehearse, sans --down.")
        if last is not None and until - last < _STEP:
            raise failure(
                f"La dernière visite est du {last:%d/%m/%Y} : rien à vivre. Pour un passé, choisir un dossier neuf "
                "(CANTINES_DATA_DIR) ; pour un avenir, avancer l’horloge (CANTINES_NOW)."
            )
        with store.writing() as session:
            load_into(session, network, first)
        play(store, chosen, first, until, tuple(sites or [one.id for one in PLACES]), down, begins=last is None)


def play(
    store: Store, chosen: Settings, first: datetime, until: datetime, sites: tuple[str, ...], down: Sequence[str] = (),
    *, begins: bool = True,
) -> None:  # fmt: skip
    """Live from one aware moment to another with these sites, those of `down` out of order.

    The first visit is at `first` when the past `begins` there; what the sites have on file is filed then, and renewed.
    """
    stage = _stage(store, chosen, sites, first, until)
    with _running(stage.network, chosen):
        for site in down:
            stage.network.sites[site].command({"mode": "down"})
        moments, quiet = moments_of(first, until, begins=begins)
        for number, moment in enumerate(moments):
            stage.now = moment
            if begins and (number == 0 or moment - first >= _RENEWED > moments[number - 1] - first):
                _file(stage)
            stage.visit()
        if quiet:
            with store.writing() as session:
                zone = rulebook(session, stage.now).zone
                quiet_days(session, stage.now, quiet, zone, lambda site, source, at: site not in down, sites)
            stage.now = until
            stage.visit()
    with store.session() as session:
        for kept in latest(session, sites, whole=False).values():
            tell(f"{kept.site:<16} {kept.conforming}/{kept.applicable}  {'éligible' if kept.eligible else ''}".rstrip())


def moments_of(first: datetime, until: datetime, *, begins: bool) -> tuple[list[datetime], int]:
    """When to visit between two moments, and how many quiet days follow the last of these visits. Pure.

    A long time is lived in strides and ends with quiet days; a short one in small steps up to its end.
    """
    long = until - first > QUIET + _STEP
    last, longest = (until - QUIET, _STRIDE) if long else (until, _STEP)
    steps = ceil((last - first) / longest)
    found = [first + (last - first) * number / steps for number in range(1, steps + 1)]
    return [first, *found] if begins else found, QUIET.days if long else 0


def _stage(store: Store, chosen: Settings, sites: tuple[str, ...], first: datetime, until: datetime) -> _Stage:
    def moment() -> datetime:
        return stage.now

    words, runner = taxonomy(chosen.taxonomy_file), opening.runner(store, chosen)
    runner.clock = moment
    stage = _Stage(
        store,
        DemoNetwork(chosen.first_demo_port, moment, hub=chosen.address),
        runner,
        Indexer(store, words, moment),
        Assessor(store, moment, words),
        opening.sighter(runner, chosen),
        sites,
        first,
        until,
    )
    return stage


@contextmanager
def _running(network: DemoNetwork, chosen: Settings) -> Iterator[None]:
    try:
        network.start()
    except OSError as error:
        raise failure(
            f"Les ports {chosen.first_demo_port} et suivants sont pris ({error.strerror}) : arrêter la démonstration, "
            "ou choisir CANTINES_DEMO_PORT."
        ) from error
    try:
        yield
    finally:
        network.stop()


def _only_the_demonstration(network: Network, chosen: Settings) -> None:
    hosts = {source.url.split("/")[2] for site in network.sites for source in site.sources}
    if not hosts <= demo_hosts(chosen.first_demo_port):
        raise failure(f"{chosen.sites_file} n’est pas la démonstration : son passé ne s’invente pas.")


def _file(stage: _Stage) -> None:
    """What each place has on file, valid for a year from the present moment."""
    with stage.store.writing() as session:
        today = rulebook(session, stage.now).day(stage.now)
        for site in stage.sites:
            for paper in dossier(place_of(site), base_of(site, stage.network.first_port)):
                state(
                    session, site, paper.kind, name=paper.name, payload=paper.payload, author=paper.author,
                    function=paper.function, last_on=today + timedelta(days=365), now=stage.now, today=today,
                )  # fmt: skip
        publish(session, stage.now)
