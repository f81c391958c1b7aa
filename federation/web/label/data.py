"""The label as open data: reports as JSON and CSV, badges, signed credentials and their status lists."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast

from flask import Blueprint, Response, current_app, request
from werkzeug.exceptions import NotFound

from federation.domain.site import LabelStatus, Site
from federation.label.standing import BEARING, Made, Standing, at_midnight, terms
from federation.publish.badge import Badge, badge_json, badge_svg
from federation.publish.credential import (
    REVOCATION,
    Award,
    Issuer,
    credential,
    profile,
    status_list,
)
from federation.publish.signature import MEDIA_TYPE as JWT
from federation.publish.signature import Signer
from federation.store.label.decided import decisions_of
from federation.store.label.reports import latest, report_on
from federation.store.published import published
from federation.web.caching import answer
from federation.web.context import context
from federation.web.label.desk import Desk, desk, judged
from federation.web.label.open_data import charter_in_force, every_place, whole
from federation.web.pages import Reading, reading
from federation.web.params import no_parameters
from federation.web.sites import known_site

blueprint = Blueprint("label-data", __name__)
once = Blueprint("label-keys", __name__)

SIGNER = "cantines-signer"
JSON = "application/json; charset=utf-8"


@blueprint.get("/label.json")
def all_reports() -> Response:
    """Where every site stands, with the rulings and figures of its last report."""

    def write(current: Reading) -> bytes:
        here = desk(current)
        return _json({"charter": charter_in_force(here), "sites": every_place(here)})

    return _document(JSON, write)


@blueprint.get("/label.csv")
def all_reports_csv() -> Response:
    """The same, one line for each criterion of each site."""

    def write(current: Reading) -> bytes:
        here, text = desk(current), io.StringIO()
        lines = csv.writer(text, lineterminator="\r\n")  # RFC 4180
        lines.writerow(
            ["site", "status", "as_of", "charter", "version", "criterion", "ruling", "value", "threshold", "unit"]
        )
        reports = latest(current.session, whole=False)
        for site in current.network.sites:
            if kept := reports.get(site.id):
                told = [site.id, here.status(site).value, kept.as_of.isoformat(), kept.charter, kept.version]
                lines.writerows([*told, criterion, *figures] for criterion, figures in kept.figures.items())
        return text.getvalue().encode()

    return _document("text/csv; charset=utf-8", write)


@blueprint.get("/label/<site_id>.json")
def one_report(site_id: str) -> Response:
    """The last report on a site, whole."""

    def write(current: Reading) -> bytes:
        judged(current, site_id)
        if (told := whole(report_on(current.session, site_id))) is None:
            raise NotFound
        return _json(told)

    return _document(JSON, write)


@blueprint.get("/label/<site_id>/badge.<any(svg, json):extension>")
def badge(site_id: str, extension: str) -> Response:
    """The badge of a site: its status today.

    Parameters change nothing: pages that show it write some so that nobody keeps an old one.
    """

    def write(current: Reading) -> bytes:
        site, here = known_site(current, site_id), desk(current)
        standing = here.standing.get(site_id)
        drawn = Badge(
            label=current.network.name,
            place=site.name,
            status=here.status(site),
            on=here.today,
            report_url=f"{context().settings.address}{current.here.to(f'/label/{site_id}')}",
            labelled_on=standing.labelled_on if standing else None,
            term_ends_on=standing.term_ends_on if standing else None,
            language=current.here.language,
        )
        return badge_svg(drawn) if extension == "svg" else badge_json(drawn)

    return _written("image/svg+xml" if extension == "svg" else JSON, write, request.path)


@once.get("/label/cles.json")
def keys() -> Response:
    """The public key that verifies what the hub signs."""
    return _document("application/jwk-set+json", lambda current: _signer().public_keys(_issuer(current).keys_url))


@once.get("/label/emetteur.json")
def issuer() -> Response:
    """Who issues the credentials."""
    return _document(JSON, lambda current: _json(profile(_issuer(current))))


@once.get("/label/<site_id>/attestation.<any(jwt, json):extension>")
def attestation(site_id: str, extension: str) -> Response:
    """The credential of a site that bears the label: signed, or as the document alone."""

    def write(current: Reading) -> bytes:
        site, here = known_site(current, site_id), desk(current)
        standing = here.standing.get(site_id)
        if standing is None or standing.status not in BEARING:
            raise NotFound
        issuer = _issuer(current)
        document = credential(_award(here, site, standing), issuer)
        return _signer().signed(document, issuer.keys_url) if extension == "jwt" else _json(document)

    return _document(JWT if extension == "jwt" else JSON, write)


@once.get("/label/<site_id>/statuts/<any(revocation, suspension):purpose>.jwt")
def statuses(site_id: str, purpose: str) -> Response:
    """Which credentials of a site are suspended, or no longer hold."""

    def write(current: Reading) -> bytes:
        here, issuer = desk(current), _issuer(current)
        judged(current, site_id)
        standing = here.standing.get(site_id)  # None for a site that left the network: with it, its label
        last, over = terms(_made(current, site_id), here.now, here.rules.zone)
        status = standing.status if standing else LabelStatus.CLOSED
        revoked = over if status in BEARING else over | {last}
        suspended = {last} - revoked if status is LabelStatus.SUSPENDED else set()
        places = sorted(revoked if purpose == REVOCATION else suspended)
        since = published(current.session).changed_at
        return _signer().signed(status_list(site_id, purpose, places, issuer, since), issuer.keys_url)

    return _document(JWT, write)


def _award(here: Desk, site: Site, standing: Standing) -> Award:
    made = _made(here.reading, site.id)
    number, _over = terms(made, here.now, here.rules.zone)
    decision = next((one.decision for one in made if one.number == number), None)
    zone, charter = here.rules.zone, here.rules.charter
    since = standing.labelled_on or charter.in_force_on
    page = f"{context().settings.address}/label/{site.id}"
    return Award(
        site_id=site.id,
        name=site.name,
        city=site.location.city,
        website=site.website,
        charter=charter.id,
        charter_name=charter.title.fr,
        number=number,
        begins_at=decision.decided_at if decision else at_midnight(since, zone),
        ends_at=at_midnight(standing.term_ends_on + timedelta(days=1), zone) if standing.term_ends_on else None,
        evidence=(page, f"{page}.json"),
    )


def _made(current: Reading, site_id: str) -> list[Made]:
    return [one.made for one in decisions_of(current.session, [site_id]).get(site_id, ())]


def _issuer(current: Reading) -> Issuer:
    return Issuer(name=current.network.name, base_url=context().settings.address, key_id=_signer().key_id)


def _signer() -> Signer:
    return cast(Callable[[], Signer], current_app.extensions[SIGNER])()


def _json(document: dict[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _document(media_type: str, write: Callable[[Reading], bytes]) -> Response:
    no_parameters()
    return _written(media_type, write)


def _written(media_type: str, write: Callable[[Reading], bytes], address: str = "") -> Response:
    def render() -> bytes:
        with reading() as current:
            return write(current)

    return answer(media_type, render, address=address)
