"""The label of a site as an Open Badges 3.0 credential, and the lists that say whether it still holds. Pure.

A credential is issued for one term and says nothing of the day: whether it is suspended or revoked stands in two
Bitstring Status Lists (W3C, v1.0) of its site, where each term has its place for ever. All are signed as JWTs
(`signature.signed`; Open Badges 3.0 §8.2): registered claims repeat what the document says.
"""

from __future__ import annotations

import gzip
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from federation.publish.text import one_line

CONTEXTS = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
REVOCATION, SUSPENSION = "revocation", "suspension"
LIST_BITS = 131_072
"""Places of a status list: the least that hides which one was asked for (Bitstring Status List §6.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """The network as it signs: its addresses here and its public key's id.

    `base_url` is the public address of the hub without a slash at its end.
    """

    name: str
    base_url: str
    key_id: str

    @property
    def id(self) -> str:
        """The address of its profile."""
        return f"{self.base_url}/label/emetteur.json"

    @property
    def keys_url(self) -> str:
        """The address of its public key, as a JWK set (RFC 7517)."""
        return f"{self.base_url}/label/cles.json"

    def list_url(self, site_id: str, purpose: str) -> str:
        """The address of one of the status lists of a site."""
        return f"{self.base_url}/label/{site_id}/statuts/{purpose}.jwt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """A label given: to which site, by which charter, from when to when (aware UTC), on which evidence.

    `evidence` are addresses of public pages; `number` is that of the decision which began the term, 0 for the label a
    site had when the hub began. It is its place in the status lists too.
    """

    site_id: str
    name: str
    city: str
    website: str
    charter: str
    charter_name: str
    number: int
    begins_at: datetime
    ends_at: datetime | None
    evidence: tuple[str, ...]


def credential(award: Award, issuer: Issuer) -> dict[str, Any]:
    """The OpenBadgeCredential of an award."""
    page = f"{issuer.base_url}/label/{award.site_id}"
    document: dict[str, Any] = {
        "@context": list(CONTEXTS),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "id": f"{page}/attestation.jwt#{award.number}",
        "name": one_line(award.charter_name),
        "issuer": profile(issuer),
        "validFrom": _moment(award.begins_at),
        "awardedDate": _moment(award.begins_at),
        "credentialSubject": {
            "id": page,
            "type": ["AchievementSubject"],
            "identifier": [_identity(award.website)] if award.website else [],
            "achievement": _achievement(award, issuer),
        },
        "evidence": [{"id": url, "type": ["Evidence"], "name": "Rapport et décisions"} for url in award.evidence],
        "credentialStatus": [_status(award, issuer, purpose) for purpose in (REVOCATION, SUSPENSION)],
    }
    if award.ends_at is not None:
        document["validUntil"] = _moment(award.ends_at)
    return _with_claims(document, issuer, award.begins_at, award.ends_at, page)


def profile(issuer: Issuer) -> dict[str, Any]:
    """The Profile of the network (Open Badges 3.0 §B.1)."""
    return {"id": issuer.id, "type": ["Profile"], "name": one_line(issuer.name), "url": f"{issuer.base_url}/label"}


def status_list(site_id: str, purpose: str, places: Iterable[int], issuer: Issuer, since: datetime) -> dict[str, Any]:
    """The list credential of a site in which the bits at these places are set, in force since an aware moment."""
    url = issuer.list_url(site_id, purpose)
    document = {
        "@context": [CONTEXTS[0]],
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "id": url,
        "issuer": issuer.id,
        "validFrom": _moment(since),
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": encoded(places),
        },
    }
    return _with_claims(document, issuer, since, None, f"{url}#list")


def encoded(places: Iterable[int]) -> str:
    """Bits as a Bitstring Status List writes them: the first bit is the leftmost, gzip, base64url, « u » before it."""
    bits = bytearray(LIST_BITS // 8)
    for place in places:
        bits[place // 8] |= 0x80 >> place % 8
    packed = gzip.compress(bytes(bits), mtime=0)
    return "u" + urlsafe_b64encode(packed).rstrip(b"=").decode()


def _achievement(award: Award, issuer: Issuer) -> dict[str, Any]:
    charter = f"{issuer.base_url}/label"
    return {
        "id": f"{charter}#{award.charter}",
        "type": ["Achievement"],
        "achievementType": "Certification",
        "name": one_line(award.charter_name),
        "description": one_line(f"{award.name} ({award.city}) – {award.charter_name}"),
        "criteria": {"id": charter},
        "creator": profile(issuer),
    }


def _identity(website: str) -> dict[str, Any]:
    return {"type": "IdentityObject", "identityHash": website, "identityType": "url", "hashed": False}


def _status(award: Award, issuer: Issuer, purpose: str) -> dict[str, Any]:
    url = issuer.list_url(award.site_id, purpose)
    return {
        "id": f"{url}#{award.number}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": str(award.number),
        "statusListCredential": url,
    }


def _with_claims(
    document: dict[str, Any], issuer: Issuer, begins_at: datetime, ends_at: datetime | None, subject: str
) -> dict[str, Any]:
    """The registered claims that a verifier of JWTs looks at, beside the document (Open Badges 3.0 §8.2.4.2)."""
    claims = {"iss": issuer.id, "jti": document["id"], "nbf": int(begins_at.timestamp()), "sub": subject}
    if ends_at is not None:
        claims["exp"] = int(ends_at.timestamp())
    return {**document, **claims}


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
