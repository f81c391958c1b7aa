"""When a criterion does not apply: the few reasons a charter may name, each with its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from federation.domain.reasons.words import Words
from federation.domain.site import LabelStatus
from federation.label.case import Case
from federation.label.words import number, say


@dataclass(frozen=True, slots=True)
class Exemption:
    """A reason by its name, with what it compares to: a number of days, the name of an attestation, or nothing."""

    reason: str
    value: int | str | None = None

    def applies(self, case: Case) -> Words | None:
        """Why the criterion does not apply to a case; None when it does."""
        return REASONS[self.reason](case, self.value)


def _not_labelled(case: Case, _value: int | str | None) -> Words | None:
    if case.evidence.status in (LabelStatus.CANDIDATE, LabelStatus.LISTED, LabelStatus.WITHDRAWN):
        return say("le site ne porte pas encore le label", "the site does not bear the label yet")
    return None


def _labelled_days(case: Case, value: int | str | None) -> Words | None:
    since = case.evidence.labelled_on
    if since is None or (case.today - since).days < int(value or 0):
        return say(f"moins de {value} jours de label", f"labelled for less than {value} days")
    return None


def _nothing_joint(case: Case, _value: int | str | None) -> Words | None:
    if case.evidence.joint_proposed == 0:
        return say("le réseau n’a proposé aucun événement commun", "the network has proposed no joint event")
    return None


def _entered_here(case: Case, _value: int | str | None) -> Words | None:
    if case.evidence.entered_here and not case.logs("events"):
        return say("les événements sont saisis dans le hub", "events are entered in the hub itself")
    return None


def _free(case: Case, _value: int | str | None) -> Words | None:
    rates = [rate for one in case.latest for rate in one.space.rates]
    if rates and all(rate.amount == Decimal(0) for rate in rates):
        return say("l’accès est gratuit pour tous", "access is free for all")
    return None


def _agreement(case: Case, value: int | str | None) -> Words | None:
    for one in case.evidence.attestations:
        if one.name == value and one.evidence_url and case.today <= one.valid_until:
            told = one.statement.strip().rstrip(".")
            return say(f"accord écrit « {told} »", f"written agreement “{told}”")
    return None


def _young(case: Case, value: int | str | None) -> Words | None:
    opened = case.evidence.opened_on
    if opened is not None and (case.today - opened).days < int(value or 0):
        days = number(Fraction(int(value or 0)))
        return say(f"ouvert depuis moins de {days.fr} jours", f"open for less than {days.en} days")
    return None


REASONS: dict[str, Callable[[Case, int | str | None], Words | None]] = {
    "not_labelled": _not_labelled,
    "labelled_days": _labelled_days,
    "nothing_joint": _nothing_joint,
    "entered_here": _entered_here,
    "free": _free,
    "agreement": _agreement,
    "open_days": _young,
}
"""What a charter may name; `labelled_days` and `open_days` take a number of days, `agreement` an attestation."""
WITH_DAYS, WITH_NAME = frozenset({"labelled_days", "open_days"}), frozenset({"agreement"})
