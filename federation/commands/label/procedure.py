"""The steps around a decision: sponsors, complaints, formal notice, observations, rivals in one city, appeals."""

from __future__ import annotations

from datetime import date, timedelta

import click

from federation.commands.label import desk as at
from federation.commands.label.desk import Desk, desk, failure, filed, tell
from federation.domain.site import LabelStatus
from federation.errors import DecisionError
from federation.label.decisions import Appeal, appeal_refusals
from federation.label.standing import BEARING
from federation.store.label.decided import APPEAL, APPEAL_RULING, Recorded, decisions_of
from federation.store.label.standings import settle

ANSWER = timedelta(days=30)
"""How long the observations of a site are awaited after formal notice."""


@click.command()
@at.site
@click.argument("sponsor")
@click.option("--for/--against", "favourable", required=True, help="Avis favorable ou défavorable.")
@click.option("--text", default="", help="Ce que dit le parrain.")
@at.author
def sponsor(site: str, sponsor: str, favourable: bool, text: str, author: str) -> None:
    """Le lieu SPONSOR, labellisé, donne son avis sur la candidature de SITE."""
    with desk() as here:
        if sponsor == site or here.standing(sponsor).status not in BEARING - {LabelStatus.SUSPENDED}:
            raise failure(f"{sponsor} ne peut pas parrainer {site} : il faut un autre lieu, labellisé.")
        number = here.file(site, "opinion", author, name=sponsor, favourable=favourable, text=text)
        filed(number, f"avis {'favorable' if favourable else 'défavorable'} de {sponsor}.")


@click.command()
@at.site
@at.text("text", "Ce qui est signalé, et ce que le comité a constaté.")
@click.option("--found/--unfounded", "found", required=True, help="Le signalement est fondé, ou non.")
@at.author
def complaint(site: str, text: str, found: bool, author: str) -> None:
    """Le comité a instruit un signalement sur SITE."""
    with desk() as here:
        number = here.file(site, "complaint", author, text=text, found=found)
        filed(number, f"signalement instruit, {'fondé' if found else 'infondé'}.")


@click.command()
@at.site
@at.text("text", "Ce qui est reproché, et ce qui est demandé.")
@at.until
@at.author
def notice(site: str, text: str, until: date | None, author: str) -> None:
    """Le comité met SITE en demeure ; ses observations sont attendues trente jours au moins, ou jusqu’à --until."""
    with desk() as here:
        last = until or here.today + ANSWER
        if last < here.today + ANSWER:
            raise failure(f"Le lieu a trente jours pour répondre : au plus tôt le {here.today + ANSWER:%d/%m/%Y}.")
        number = here.file(site, "notice", author, last_on=last, text=text)
        filed(number, f"mise en demeure ; observations attendues jusqu’au {last:%d/%m/%Y}.")


@click.command()
@at.site
@at.text("text", "Ce que répond le lieu.")
@at.author
@at.function
def observations(site: str, text: str, author: str, function: str) -> None:
    """SITE répond à une mise en demeure."""
    with desk() as here:
        number = here.file(site, "observations", author, function=function, text=text)
        filed(number, "observations reçues.")


@click.command()
@at.site
@click.argument("other")
@at.text("text", "Pourquoi deux lieux sur ce territoire.")
@at.author
def territory(site: str, other: str, text: str, author: str) -> None:
    """Le comité admet SITE à côté de OTHER, labellisé ou candidat, dans la même ville."""
    with desk() as here:
        _two(here, site, other)
        number = here.file(site, "territory", author, name=other, text=text)
        filed(number, f"{site} peut avoir le label à côté de {other}.")


@click.command()
@at.site
@click.argument("other")
@at.author
@at.function
def join(site: str, other: str, author: str, function: str) -> None:
    """Le dossier de SITE rejoint celui de OTHER : ses pièces y comptent. SITE renonce ensuite : label decide."""
    with desk() as here:
        _two(here, site, other)
        number = here.file(site, "joined", author, name=other, function=function)
        filed(number, f"le dossier de {site} rejoint celui de {other}.")
        tell(f"→ cantines label decide {site} renounce --author … --reason …")


@click.command()
@at.site
@click.argument("number", type=click.IntRange(1, 9999))
@at.text("text", "Pourquoi la décision est contestée.")
@at.author
@at.function
def appeal(site: str, number: int, text: str, author: str, function: str) -> None:
    """SITE fait appel de la décision NUMBER."""
    with desk() as here:
        made = _decision(here, site, number)
        _heard(here, made, Appeal(here.today))
        if made.made.appeal is not None:
            raise failure(f"La décision {number} a déjà fait l’objet d’un appel.")
        here.file(site, APPEAL, author, function=function, decision=number, text=text)
        last = here.today + timedelta(days=here.rules.lifecycle.appeal_decision_days)
        tell(f"Appel déposé. Trois relecteurs qui n’ont pas voté se prononcent avant le {last:%d/%m/%Y}.")


@click.command("appeal-ruling")
@at.site
@click.argument("number", type=click.IntRange(1, 9999))
@click.option("--upheld/--rejected", "upheld", required=True, help="L’appel est fondé, ou rejeté.")
@click.option("--member", "panel", multiple=True, required=True, help="Un relecteur du collège d’appel. À répéter.")
@at.text("text", "Les motifs.")
@at.author
def appeal_ruling(site: str, number: int, upheld: bool, panel: tuple[str, ...], text: str, author: str) -> None:
    """Le collège d’appel se prononce sur la décision NUMBER."""
    with desk() as here:
        made = _decision(here, site, number)
        filed = made.made.appeal
        if filed is None or filed.decided_on is not None:
            raise failure(f"Aucun appel n’attend sur la décision {number} de {site}.")
        _heard(here, made, Appeal(filed.filed_on, frozenset(panel)))
        here.file(site, APPEAL_RULING, author, decision=number, panel=sorted(set(panel)), upheld=upheld, text=text)
        settle(here.session, here.now, here.zone, [site])
        status = here.rules.lifecycle.statuses[here.standing(site).status].title.fr
        tell(f"Appel {'fondé : la décision tombe' if upheld else 'rejeté'}. {site} : « {status} ».")


def _two(here: Desk, site: str, other: str) -> None:
    """Both are sites of the network, and not the same."""
    here.standing(other)
    if site == other:
        raise failure("Il faut deux lieux.")


def _decision(here: Desk, site: str, number: int) -> Recorded:
    here.standing(site)
    for one in decisions_of(here.session, [site]).get(site, ()):
        if one.made.number == number:
            return one
    raise failure(f"{site} n’a pas de décision {number}. Voir : cantines label history {site}")


def _heard(here: Desk, made: Recorded, filed: Appeal) -> None:
    if found := appeal_refusals(here.rules.lifecycle, made.decision, filed):
        raise DecisionError(made.decision.site, [(one.guard, one.said.fr) for one in found])
