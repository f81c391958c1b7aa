"""What is on file of a site, in words: one line a piece, what no longer holds said so."""

from __future__ import annotations

from datetime import date

from federation.label.words import day
from federation.store.label.statements import Statement
from federation.web.label.desk import Desk
from federation.web.language import translated as _


def filed_words(here: Desk, one: Statement) -> str:
    """One piece on file: when it was filed, what it is, by whom, until when it holds."""
    name = f" « {one.name} »" if one.name else ""
    said = f"{here.said(day(one.stated_on))} – {kind_words(one.kind)}{name}{_verdict(one)}, {one.author}"
    return f"{said}{_until(here, one.last_on, here.today)}"


def kind_words(kind: str) -> str:
    """A kind of statement."""
    return {
        "attestation": _("attestation"),
        "finding": _("constat du comité"),
        "derogation": _("dérogation"),
        "closure": _("fermeture déclarée"),
        "annual-report": _("bilan annuel"),
        "justification": _("justification"),
        "anomaly": _("anomalie acceptée"),
        "place": _("autre lieu"),
        "confirmation": _("données confirmées"),
        "charter": _("charte acceptée"),
        "opinion": _("avis d’un parrain"),
        "complaint": _("signalement instruit"),
        "notice": _("mise en demeure"),
        "observations": _("observations du lieu"),
        "appeal": _("recours"),
        "appeal-ruling": _("décision sur recours"),
        "territory": _("deux candidatures admises"),
        "joined": _("dossier joint"),
    }[kind]


def _verdict(one: Statement) -> str:
    """Which way an opinion, a finding, a complaint or a ruling goes; nothing of what goes neither way."""
    for name in ("favourable", "met", "found", "upheld"):
        if name in one.payload:
            return " (" + (_("favorable") if one.payload[name] else _("défavorable")) + ")"
    return ""


def _until(here: Desk, last_on: date | None, today: date) -> str:
    if last_on is None:
        return ""
    on = here.said(day(last_on))
    return _(", échu le %(day)s", day=on) if last_on < today else _(", jusqu’au %(day)s", day=on)
