"""Before a charter changes, for the committee: what those that wait, and the one that is proposed, would change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask import Blueprint, Response

from federation.label.charter import Charter
from federation.label.preview import Move, Preview, announced, begins, notice_asked, preview
from federation.label.verdict import Ruling
from federation.label.words import RULINGS, day, quantity
from federation.store.label.charters import soonest
from federation.store.label.proposals import Proposal, proposed
from federation.store.label.reports import assessed
from federation.web.label.desk import Desk, desk
from federation.web.label.words import moment_words
from federation.web.language import translated as _
from federation.web.pages import Reading, html
from federation.web.params import no_parameters

blueprint = Blueprint("label-previews", __name__)


@dataclass(frozen=True, slots=True)
class MoveLine:
    """One verdict that a charter would change; `from_` says from when."""

    city: str
    criterion: str
    before: str
    after: str
    gap: str
    from_: str


@dataclass(frozen=True, slots=True)
class Coming:
    """A charter that is not in force: `notes` say what it is to the network, `announced` who would be moved."""

    title: str
    announced: str
    moves: tuple[MoveLine, ...]
    notes: tuple[str, ...] = ()


@blueprint.get("/label/apercu")
def coming_charters() -> Response:
    """For the committee: what each charter to come or proposed would change, on what is known now."""
    no_parameters()

    def make(reading: Reading) -> str:
        here = desk(reading)
        return reading.page("label_preview.html", title=here.said(here.rules.charter.title), previews=[*_coming(here)])

    return html(make)


def _coming(here: Desk) -> Iterator[Coming]:
    project = proposed(here.reading.session, here.now)
    charters = (*((project.charter,) if project else ()), *here.rules.upcoming)
    found = assessed(here.reading.session, here.rules, here.now) if charters else {}
    evidences = [one.found.evidence for one in found.values()]
    histories = {site: one.before for site, one in found.items()}
    for charter in charters:
        seen = preview(here.rules.charter, charter, evidences, here.now, histories)
        if project and charter is project.charter:
            yield _proposed(here, project, seen)
        else:
            yield _shown(here, charter, seen)


def _shown(here: Desk, charter: Charter, seen: Preview) -> Coming:
    on = here.said(day(charter.in_force_on))
    title = _("Version %(version)s, le %(day)s", version=charter.version, day=on)
    return Coming(title, here.said(announced(seen)), tuple(_move(here, one, seen, charter) for one in seen.moves))


def _proposed(here: Desk, project: Proposal, seen: Preview) -> Coming:
    charter, since = project.charter, moment_words(here, project.proposed_at)
    notes = [_("Projet proposé par %(author)s le %(day)s\u202f: rien n’est adopté.", author=project.author, day=since)]
    if charter.in_force_on > seen.today:
        on = here.said(day(charter.in_force_on))
        notes.append(_("Il demande à s’appliquer le %(day)s.", day=on))
    if earliest := soonest(here.reading.session, charter, here.now):
        notes.append(here.said(notice_asked(charter.notice.days, earliest)))
    title = _("Projet de version %(version)s", version=charter.version)
    return replace(_shown(here, charter, seen), title=title, notes=tuple(notes))


def _move(here: Desk, move: Move, seen: Preview, charter: Charter) -> MoveLine:
    cities = {site.id: site.location.city for site in here.reading.network.sites}
    criterion = charter.criterion(move.criterion) or here.rules.charter.criterion(move.criterion)
    return MoveLine(
        city=cities.get(move.site, move.site),
        criterion=here.said(criterion.title) if criterion else move.criterion,
        before=_ruling(here, move.before),
        after=_ruling(here, move.after),
        gap=here.said(quantity(move.gap, move.unit)) if move.gap else "",
        from_=here.said(begins(move, seen.today)),
    )


def _ruling(here: Desk, ruling: Ruling | None) -> str:
    return here.said(RULINGS[ruling]) if ruling else "–"
