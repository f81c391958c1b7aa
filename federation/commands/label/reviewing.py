"""What reviewers look at: all applications, those of one city together."""

from __future__ import annotations

from collections.abc import Iterator

import click

from federation.commands.label import desk as at
from federation.commands.label.desk import Desk, desk, said
from federation.domain.matching.folding import fold
from federation.domain.site import LabelStatus
from federation.label.words import day, french
from federation.store.label.facts import around, facts, neighbours, rivals
from federation.store.label.reports import Assessed, assessed

_WORDS = {
    "fr": {
        "none": "Aucune candidature.", "rate": "{met} conformes sur {all}", "eligible": "éligible",
        "sponsors": "parrains : {for_} pour, {against} contre", "rivals": "candidature aussi de {names}",
        "taken": "label déjà à {names}", "since": "depuis le {on}",
    },
    "en": {
        "none": "No application.", "rate": "{met} met of {all}", "eligible": "eligible",
        "sponsors": "sponsors: {for_} for, {against} against", "rivals": "{names} applies too",
        "taken": "label already at {names}", "since": "since {on}",
    },
}  # fmt: skip


@click.command()
@at.lang
def applications(lang: str) -> None:
    """Les candidatures, ville par ville : où en est chacune, et qui d’autre y candidate."""
    with desk() as here:
        found = assessed(here.session, here.rules, here.now, (), here.taxonomy).values()
        applying = [one for one in found if one.found.standing.status is LabelStatus.CANDIDATE]
        for one in sorted(applying, key=lambda one: (fold(one.found.site.location.city), one.found.site.id)):
            click.echo(f"{one.found.site.location.city}  {one.found.site.id}  {', '.join(_told(here, one, lang))}")
        if not applying:
            click.echo(_WORDS[lang]["none"])


def _told(here: Desk, one: Assessed, lang: str) -> Iterator[str]:
    words, beside, report = _WORDS[lang], around(here.session), one.report
    site, standing = one.found.site, one.found.standing
    if standing.since_at is not None:
        yield words["since"].format(on=said(day(here.rules.day(standing.since_at)), lang))
    yield words["rate"].format(met=report.rate.conforming, all=report.rate.applicable)
    if report.eligible:
        yield words["eligible"]
    known = facts(here.rules, one, beside, here.now)
    against = known.sponsors - known.favourable_sponsors
    yield french(words["sponsors"].format(for_=known.favourable_sponsors, against=against))
    if others := rivals(site, beside):
        yield words["rivals"].format(names=", ".join(others))
    if others := neighbours(site, one.found.statements, beside):
        yield words["taken"].format(names=", ".join(others))
