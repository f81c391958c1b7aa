"""What the places of the demonstration put on file for the label: attestations and the opinions of reviewers. Invented.

Tours lacks nothing that a site or a reviewer can bring; what remains is for its sponsors and the committee.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from federation.demo.facts import DemoPlace


@dataclass(frozen=True, slots=True)
class Paper:
    """One thing on file: `kind` and `payload` as the store names them; who signs, and in which function."""

    kind: str
    name: str
    author: str
    function: str = ""
    payload: Mapping[str, Any] = field(default_factory=dict)


_REVIEWER = "Maud Kerbrat"
_SIGNS = {
    "paris": ("Inès Vauquelin", "coprésidence"),
    "rennes": ("Yann Le Goualher", "présidence"),
    "nantes": ("Solène Babonneau", "secrétariat"),
    "toulouse": ("Marc Espitalier", "présidence"),
    "toulon": ("Léa Giordano", "direction"),
    "tours": ("Camille Duvigneau", "présidence"),
}
_STATEMENTS = {
    "acces-ouvert": "Chacun entre sans carte d’adhérent, pour travailler comme pour un événement.",
    "accueil-porteurs": "Qui vient avec un projet est reçu dans la quinzaine, et adressé à un partenaire.",
    "composition-du-conseil": "Entreprises, associations, université et collectivité siègent au conseil.",
    "identite-commune": "Le badge du réseau est au bas de toutes nos pages.",
}
_WELCOME_DAYS = {"paris": 4, "rennes": 5, "nantes": 5, "toulon": 3}
"""Days that coworkers of the other places are welcome for nothing; the others did not say so yet."""


def dossier(place: DemoPlace, base: str) -> tuple[Paper, ...]:
    """All that is on file of a place whose pages are served at `base`."""
    author, function = _SIGNS[place.id]
    statements = dict.fromkeys(_STATEMENTS, None) | (
        {"reciprocite": _WELCOME_DAYS[place.id]} if place.id in _WELCOME_DAYS else {}
    )
    if place.id == "tours":  # SpaceAPI names its rooms and not how many they hold.
        statements |= {"salle-du-lieu-hote": None}
    papers = [
        Paper(
            "attestation", name, author, function,
            {"statement": _said(name, value), "evidence_url": f"{base}/lieu", "value": value},
        )
        for name, value in statements.items()
    ]  # fmt: skip
    met = {"met": True, "value": 4, "note": "Statuts et dernier procès-verbal lus : quatre mondes au conseil."}
    return (*papers, Paper("finding", "gouvernance", _REVIEWER, payload=met))


def _said(name: str, days: int | None) -> str:
    if name == "reciprocite":
        return f"Les adhérents des autres cantines travaillent ici {days} jours par an sans rien payer."
    if name == "salle-du-lieu-hote":
        return "La salle de l’école voisine, quarante places, est à nous le soir par convention."
    return _STATEMENTS[name]
