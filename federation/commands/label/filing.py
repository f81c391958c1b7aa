"""What a site, a reviewer or the committee puts on file: attestations, opinions, derogations, closures, reports."""

from __future__ import annotations

from datetime import date
from math import isnan
from typing import Any

import click
from dateutil.relativedelta import relativedelta

from federation.commands.label import desk as at
from federation.commands.label.desk import desk, failure, filed, tell
from federation.label.charter import Charter
from federation.label.measures.statements import AnnualReports, Attested, Reviewed
from federation.store.label.statements import withdraw
from federation.store.matching.rebuild import rehouse
from federation.store.published import publish

YEAR = relativedelta(years=1)


@click.command()
@at.site
@click.argument("name", required=False)
@at.author
@at.function
@click.option("--statement", default="", help="Ce qui est attesté, en une phrase.")
@click.option("--evidence", "evidence_url", default="", help="Adresse de la pièce justificative.")
@click.option("--value", type=click.IntRange(0), help="Le chiffre attesté, quand la charte en demande un.")
@at.until
@click.option("--charter", "accepts", is_flag=True, help="Accepter la charte en vigueur, au lieu d’une attestation.")
def attest(
    site: str, name: str | None, author: str, function: str, statement: str, evidence_url: str, value: int | None,
    until: date | None, accepts: bool,
) -> None:  # fmt: skip
    """SITE atteste NAME sur l’honneur, pour un an sans --until ; ou accepte la charte."""
    with desk() as here:
        if accepts:
            charter = here.rules.charter
            number = here.file(site, "charter", author, name=charter.id, function=function, version=charter.version)
            filed(number, f"{site} accepte la charte {charter.version}.")
            return
        _one_of(name, _attested(here.rules.charter), "attestation")
        _given(statement, "--statement")
        _address(evidence_url)
        last = until or here.today + YEAR
        _after(last, here.today)
        number = here.file(
            site, "attestation", author, name=str(name), function=function, last_on=last,
            statement=statement.strip(), evidence_url=evidence_url, value=value,
        )  # fmt: skip
        filed(number, f"« {name} », valable jusqu’au {last:%d/%m/%Y}.")


@click.command()
@at.site
@click.argument("name")
@click.option("--met/--unmet", "met", required=True, help="Favorable ou non.")
@click.option("--value", type=click.IntRange(0), help="Le chiffre constaté.")
@at.text("note", "Ce qui a été constaté.")
@at.author
@at.until
def review(site: str, name: str, met: bool, value: int | None, note: str, author: str, until: date | None) -> None:
    """Un relecteur se prononce sur NAME pour SITE, pour un an sans --until."""
    with desk() as here:
        _one_of(name, _reviewed(here.rules.charter), "avis de relecteur")
        last = until or here.today + YEAR
        _after(last, here.today)
        number = here.file(site, "finding", author, name=name, last_on=last, met=met, value=value, note=note)
        filed(number, f"avis {'favorable' if met else 'défavorable'} sur « {name} ».")


@click.command()
@at.site
@click.argument("criterion")
@at.text("reason", "Pourquoi le critère ne peut pas être tenu.")
@at.text("alternative", "Ce qui en tient lieu.")
@click.option("--until", type=at.Day(), required=True, help="Dernier jour, compris.")
@at.first
@at.author
def exempt(
    site: str, criterion: str, reason: str, alternative: str, until: date, first: date | None, author: str
) -> None:
    """Les relecteurs accordent à SITE une dérogation à CRITERION : motif, alternative et fin sont publics."""
    with desk() as here:
        _one_of(criterion, _criteria(here.rules.charter), "critère")
        _after(until, first or here.today)
        number = here.file(
            site, "derogation", author, name=criterion, first_on=first or here.today, last_on=until,
            reason=reason, alternative=alternative,
        )  # fmt: skip
        filed(number, f"dérogation à « {criterion} » jusqu’au {until:%d/%m/%Y}.")


@click.command()
@at.site
@click.option("--from", "first", type=at.Day(), required=True, help="Premier jour de fermeture.")
@click.option("--until", type=at.Day(), help="Dernier jour, compris ; sans lui, un seul jour.")
@click.option("--reason", default="", help="Pourquoi.")
@at.author
def close(site: str, first: date, until: date | None, reason: str, author: str) -> None:
    """SITE déclare une fermeture ; elle compte à partir d’aujourd’hui."""
    with desk() as here:
        last = until or first
        _after(last, first)
        number = here.file(site, "closure", author, first_on=first, last_on=last, reason=reason)
        filed(number, f"fermé du {first:%d/%m/%Y} au {last:%d/%m/%Y}.")


@click.command()
@at.site
@at.author
@at.function
def confirm(site: str, author: str, function: str) -> None:
    """SITE confirme que ses horaires, ses postes et ses tarifs sont toujours justes."""
    with desk() as here:
        filed(here.file(site, "confirmation", author, function=function), "l’espace est confirmé ce jour.")


@click.command("annual-report")
@at.site
@click.argument("year", type=click.IntRange(2008, 2199))
@click.option("--figure", "figures", multiple=True, help="Un chiffre : evenements=210. À répéter.")
@click.option("--explanation", default="", help="Pourquoi les chiffres diffèrent de l’agenda.")
@at.author
@at.function
def annual_report(site: str, year: int, figures: tuple[str, ...], explanation: str, author: str, function: str) -> None:
    """SITE dépose son bilan de l’année YEAR."""
    with desk() as here:
        told = dict(_figure(one) for one in figures)
        wanted = _fields(here.rules.charter)
        if missing := [name for name in wanted if name not in told]:
            raise failure(f"Il manque : {', '.join(missing)}. Écrire --figure {missing[0]}=…")
        if year >= here.today.year:
            raise failure(f"L’année {year} n’est pas finie.")
        number = here.file(
            site, "annual-report", author, name=str(year), function=function, figures=told, explanation=explanation
        )
        filed(number, f"bilan {year}.")


@click.command()
@at.site
@click.argument("criterion")
@at.text("why", "Pourquoi, dans les mots du lieu.")
@at.author
def justify(site: str, criterion: str, why: str, author: str) -> None:
    """SITE explique pourquoi un critère recommandé n’est pas tenu ; il n’est plus réclamé."""
    with desk() as here:
        known = here.rules.charter.criterion(criterion)
        _one_of(criterion, _criteria(here.rules.charter), "critère")
        if known is not None and known.required:
            raise failure(f"« {criterion} » est requis : demander une dérogation. Voir : cantines label exempt")
        filed(here.file(site, "justification", author, name=criterion, why=why), f"explication sur « {criterion} ».")


@click.command()
@at.site
@click.argument("anomaly")
@at.text("why", "Ce qui a été vérifié.")
@at.author
def accept(site: str, anomaly: str, why: str, author: str) -> None:
    """Le comité a vérifié ANOMALY sur SITE (voir label report) : ce qu’elle met de côté compte."""
    with desk() as here:
        known = {one.id: one for one in here.assessed(site).report.anomalies}
        _one_of(anomaly, tuple(known), "anomalie")
        filed(here.file(site, "anomaly", author, name=anomaly, why=why), f"« {anomaly} » compte désormais.")


@click.command()
@at.site
@click.argument("name", callback=at.something)
@at.text("address", "L’adresse de ce lieu.")
@at.text("city", "Sa ville.")
@click.option("--postal-code", default="")
@click.option("--lat", type=click.FloatRange(-90, 90), help="Sa latitude, en degrés (WGS 84) ; avec --lon.")
@click.option("--lon", type=click.FloatRange(-180, 180), help="Sa longitude.")
@click.option("--placed", is_flag=True, help="Ses coordonnées sont connues, même sans les dire ici.")
@click.option("--provisional", is_flag=True, help="Ce n’est pas une adresse permanente.")
@click.option("--instead", is_flag=True, help="Elle remplace l’adresse du fichier, indisponible.")
@click.option("--source", "sources", multiple=True, help="La source qui parle de ce lieu-là. À répéter.")
@at.first
@at.until
@at.author
def place(
    site: str, name: str, address: str, city: str, postal_code: str, lat: float | None, lon: float | None,
    placed: bool, provisional: bool, instead: bool, sources: tuple[str, ...],
    first: date | None, until: date | None, author: str,
) -> None:  # fmt: skip
    """SITE a un autre lieu, NAME : une annexe, ou un refuge après un sinistre."""
    if (lat is None) != (lon is None) or isnan(lat or 0) or isnan(lon or 0):
        raise failure("Il manque la moitié des coordonnées : écrire --lat 48.105 --lon=-1.674.")
    with desk() as here:
        known = [log.source for log in here.assessed(site).found.evidence.logs]
        for source in sources:
            _one_of(source, tuple(known), "source")
        number = here.file(
            site, "place", author, name=name, first_on=first, last_on=until, address=address, city=city,
            postal_code=postal_code.strip(), lat=lat, lon=lon, placed=placed or lat is not None,
            permanent=not provisional, instead=instead, sources=list(sources),
        )  # fmt: skip
        rehouse(here.session, site, here.now)
        town = f"{postal_code.strip()} {city}".strip()
        filed(number, f"« {name} », {address}, {town}.")


@click.command("withdraw")
@click.argument("number", type=click.IntRange(1, 2**31 - 1))
@at.author
def withdraw_command(number: int, author: str) -> None:
    """La pièce NUMBER ne vaut plus ; elle reste au dossier."""
    with desk() as here:
        found = withdraw(here.session, number, author, here.now)
        if found is None:
            raise failure(f"Aucune pièce {number} ne vaut. Voir : cantines label history SITE")
        if found.kind == "place":
            rehouse(here.session, found.site, here.now)
        publish(here.session, here.now)
        tell(f"Pièce {number} retirée ({found.kind}, {found.site}).")


def _one_of(name: str | None, known: tuple[str, ...], what: str) -> None:
    if name not in known:
        told = ", ".join(known) if known else "aucune"
        raise failure(f"« {name or ''} » n’est pas connu ici ({what}). Il y a : {told}")


def _given(value: str, option: str) -> None:
    if not value.strip():
        raise failure(f"Il manque {option}.")


def _address(url: str) -> None:
    if not url.startswith(("http://", "https://")):
        raise failure("Il manque la pièce : --evidence https://…")


def _after(last: date, first: date) -> None:
    if last < first:
        raise failure(f"La fin, {last:%d/%m/%Y}, est avant le {first:%d/%m/%Y}.")


def _figure(told: str) -> tuple[str, int]:
    name, _, value = told.partition("=")
    if not name.strip() or not value.strip().isdigit():
        raise failure(f"« {told} » : écrire un chiffre comme evenements=210.")
    return name.strip(), int(value)


def _measures(charter: Charter, kind: type[Any]) -> list[Any]:
    return [one for criterion in charter.criteria for one in criterion.measures if isinstance(one, kind)]


def _attested(charter: Charter) -> tuple[str, ...]:
    agreed = [one.value for criterion in charter.criteria for one in criterion.exemptions if one.reason == "agreement"]
    return tuple(dict.fromkeys([*(one.name for one in _measures(charter, Attested)), *map(str, agreed)]))


def _reviewed(charter: Charter) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.name for one in _measures(charter, Reviewed)))


def _fields(charter: Charter) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for one in _measures(charter, AnnualReports) for name in one.fields))


def _criteria(charter: Charter) -> tuple[str, ...]:
    return tuple(one.id for one in charter.criteria)
