"""Decisions: moves of the lifecycle and renewals, taken by the committee or by the site; a charter that is adopted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from federation.commands.label import desk as at
from federation.commands.label.desk import Desk, desk, failure, tell
from federation.domain.site import PUBLISHED, LabelStatus
from federation.label.lifecycle import Actor
from federation.label.reminders import of_a_decision
from federation.label.standing import Made
from federation.label.votes import Choice, Vote
from federation.store.label import charters, proposals
from federation.store.label.decisions import RENEW
from federation.store.label.decisions import decide as decided
from federation.store.label.facts import Request
from federation.store.label.messages import note
from federation.store.label.reports import assessed, keep
from federation.store.published import publish

_CHOICES = {"for": Choice.FOR, "against": Choice.AGAINST, "abstain": Choice.ABSTAIN}
_CHOICES |= {"pour": Choice.FOR, "contre": Choice.AGAINST, "abstention": Choice.ABSTAIN}


@click.command()
@at.site
@click.argument("transition", metavar="MOVE")
@at.author
@click.option("--function", default="", help="Sa fonction.")
@click.option("--reason", default="", help="Les motifs, publics.")
@click.option(
    "--by", "role", type=click.Choice(["operator", "committee"]), help="Qui décide, quand les deux le peuvent."
)
@click.option("--vote", "votes", multiple=True, help="Une voix : « Nom:for », « Nom:against:lien avec le lieu ».")
@click.option("--seen", type=click.IntRange(0), help="La dernière décision que l’auteur a vue (label history).")
@click.option("--complaint", type=click.IntRange(1), help="Le signalement auquel il est donné suite.")
@click.option("--grave", is_flag=True, help="Faute grave.")
@click.option("--force-majeure", default="", help="Ce qui est arrivé.")
@click.option("--until", type=at.Day(), help="Fin du gel.")
@click.option("--recovery", is_flag=True, help="La reprise est constatée.")
@click.option("--closure", is_flag=True, help="La fermeture est déclarée ou constatée.")
def decide(
    site: str, transition: str, author: str, function: str, reason: str, role: str | None, votes: tuple[str, ...],
    seen: int | None, complaint: int | None, grave: bool, force_majeure: str, until: date | None, recovery: bool,
    closure: bool,
) -> None:  # fmt: skip
    """Prendre une décision sur SITE : apply, grant, refuse, suspend, reinstate, withdraw, freeze, thaw, renounce…

    Sans argument juste, la commande dit ce qui est possible. Ce que le cycle de vie n’admet pas est refusé, avec
    toutes les raisons et ce qu’il faut faire d’abord.
    """
    with desk() as here:
        here.standing(site)
        asked = Request(
            site=site,
            transition=transition,
            role=Actor(role) if role else _role(here, transition),
            author=author,
            function=function,
            reasons=reason,
            seen=seen,
            votes=tuple(_vote(one) for one in votes),
            grave=grave,
            complaint=complaint,
            force_majeure=force_majeure,
            freeze_until=until,
            recovery_seen=recovery,
            closure_seen=closure,
        )
        made = decided(here.session, here.rules, asked, here.now, here.taxonomy)
        note(here.session, of_a_decision(made.number, made.decision), here.now)
        _judge_again(here, made)
        lines = _lines(here, made)
    for line in lines:  # Once it stands: what nobody could read to its end is decided all the same.
        tell(line)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@at.author
@click.option("--reason", required=True, help="Les motifs, publics.")
def adopt(file: Path, author: str, reason: str) -> None:
    """Le comité adopte la charte de FILE ; elle s’applique à sa date, après le préavis."""
    with desk() as here:
        charter = charters.adopt(here.session, at.text_of(file), str(file), author, reason, here.now)
        publish(here.session, here.now)
        tell(f"Charte {charter.id} {charter.version} adoptée ; elle s’applique le {charter.in_force_on:%d/%m/%Y}.")


@click.command()
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--withdraw", is_flag=True, help="Retirer le projet, au lieu d’en montrer un.")
@click.option("--author", default="", help="Qui le propose ; c’est public.")
def propose(file: Path | None, withdraw: bool, author: str) -> None:
    """Montrer au comité la charte de FILE comme un projet, à la place du précédent ; rien n’est adopté.

    Ce qu’elle changerait est sur la page /label/apercu, jusqu’à ce qu’elle soit remplacée, retirée ou adoptée.
    """
    if (file is None) is not withdraw or (file and not author.strip()):
        raise failure("Donner FILE et --author, ou --withdraw pour retirer le projet.")
    with desk() as here:
        if file is None:
            version = proposals.take_back(here.session)
            tell(f"Le projet {version} est retiré." if version else "Aucun projet n’est montré.")
        else:
            charter = proposals.propose(here.session, at.text_of(file), str(file), author.strip(), here.now)
            tell(f"Projet {charter.id} {charter.version} : montré sur /label/apercu ; rien n’est adopté.")
        publish(here.session, here.now)


def _judge_again(here: Desk, made: Made) -> None:
    """Keep a report that knows the new status: some criteria ask whether a site has the label, others since when."""
    decision = made.decision
    if decision.after is not LabelStatus.CLOSED and not decision.suspensive:
        found = assessed(here.session, here.rules, here.now, [decision.site], here.taxonomy)
        if keep(here.session, here.rules, list(found.values())):
            publish(here.session, here.now)


def _role(here: Desk, transition: str) -> Actor:
    """Who takes a decision when nobody says: the committee where it may, else the site."""
    move = here.rules.lifecycle.transitions.get(transition)
    if transition == RENEW or move is None or Actor.COMMITTEE in move.actors:
        return Actor.COMMITTEE
    # What the hub alone does is refused to both; the refusal says so.
    return Actor.OPERATOR


def _vote(told: str) -> Vote:
    member, _, rest = told.partition(":")
    choice, _, tie = rest.partition(":")
    if not member.strip() or choice.strip() not in _CHOICES:
        raise failure(f"« {told} » : écrire une voix comme « Nom:for », « Nom:against » ou « Nom:abstain ».")
    return Vote(member.strip(), _CHOICES[choice.strip()], tie.strip())


def _lines(here: Desk, made: Made) -> list[str]:
    decision, statuses = made.decision, here.rules.lifecycle.statuses
    before, after = statuses[decision.before].title.fr, statuses[decision.after].title.fr
    moved = f"« {before} » → « {after} »" if decision.before is not decision.after else f"« {after} », renouvelé"
    lines = [f"Décision {made.number} : {decision.site}, {moved}."]
    if decision.term_ends_on:
        lines.append(f"Terme du label : {decision.term_ends_on:%d/%m/%Y}.")
    if decision.appealable_until:
        when = "; elle ne s’applique qu’ensuite" if decision.suspensive else ""
        lines.append(f"Recours possible jusqu’au {decision.appealable_until:%d/%m/%Y}{when}.")
    if decision.apply_again_on:
        lines.append(f"Nouvelle candidature possible à partir du {decision.apply_again_on:%d/%m/%Y}.")
    if (decision.before in PUBLISHED) != (decision.after in PUBLISHED) and not decision.suspensive:
        word = "entre dans" if decision.published else "quitte"
        lines.append(f"{decision.site} {word} l’agenda du réseau.")
    return lines
