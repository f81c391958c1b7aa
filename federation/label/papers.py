"""What is put on file about a site: the kinds of papers, each with its words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from federation.domain.reasons.words import Words
from federation.label.charter import Criterion
from federation.label.measures.statements import Attested, Reviewed

PAPERS = {
    "attestation": Words("attestation", "attestation"),
    "finding": Words("avis d’un relecteur", "finding of a reviewer"),
    "derogation": Words("dérogation", "derogation"),
    "closure": Words("fermeture déclarée", "declared closure"),
    "annual-report": Words("bilan annuel", "annual report"),
    "justification": Words("explication", "explanation"),
    "anomaly": Words("anomalie acceptée", "accepted anomaly"),
    "place": Words("autre lieu", "another place"),
    "confirmation": Words("données confirmées", "data confirmed"),
    "charter": Words("charte acceptée", "charter accepted"),
    "opinion": Words("avis d’un parrain", "opinion of a sponsor"),
    "complaint": Words("signalement instruit", "report examined"),
    "notice": Words("mise en demeure", "formal notice"),
    "observations": Words("observations du lieu", "observations of the place"),
    "appeal": Words("recours", "appeal"),
    "appeal-ruling": Words("décision sur recours", "ruling on appeal"),
    "territory": Words("deux labels admis sur le territoire", "two labels allowed on the territory"),
    "joined": Words("dossier joint", "joined file"),
}
"""By the name of the kind, as the store keeps it."""


def papers_of(criterion: Criterion) -> frozenset[str]:
    """The names of the attestations and findings by which a criterion is known."""
    return frozenset(one.name for one in criterion.measures if isinstance(one, (Attested, Reviewed)))


_SIDES = {True: Words("favorable", "favourable"), False: Words("défavorable", "unfavourable")}
"""Which way a paper goes, of those that go one way or the other."""

_SIDED = {"opinion": "favourable", "finding": "met", "complaint": "found", "appeal-ruling": "upheld"}


def goes(kind: str, payload: Mapping[str, Any]) -> bool | None:
    """Whether a paper of that kind is favourable by its payload; None for one that takes no side."""
    name = _SIDED.get(kind)
    return bool(payload[name]) if name and name in payload else None


def side(kind: str, payload: Mapping[str, Any]) -> Words | None:
    """The words for which way a paper goes; None for one that takes no side."""
    way = goes(kind, payload)
    return None if way is None else _SIDES[way]
