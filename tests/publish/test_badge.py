"""The badge and the credential of a site, and how a stranger verifies them."""

from __future__ import annotations

import gzip
import json
from base64 import urlsafe_b64decode
from dataclasses import replace
from datetime import UTC, date, datetime
from xml.etree.ElementTree import fromstring

import jwt
import pytest

from federation.domain.site import LabelStatus
from federation.publish.badge import Badge, badge_json, badge_svg
from federation.publish.credential import REVOCATION, Award, Issuer, credential, encoded, status_list
from federation.publish.signature import Signer, new_key

BADGE = Badge(
    label="Cantine numérique",
    place="La Cantine de Rennes",
    status=LabelStatus.LABELLED,
    on=date(2026, 11, 22),
    report_url="https://agenda.test/label/rennes",
    labelled_on=date(2013, 5, 1),
)
SIGNER = Signer(new_key())
ISSUER = Issuer(name="Réseau", base_url="https://agenda.test", key_id=SIGNER.key_id)
AWARD = Award(
    site_id="rennes",
    name="La Cantine de Rennes",
    city="Rennes",
    website="https://rennes.test/",
    charter="cantine-numerique",
    charter_name="Cantine numérique",
    number=3,
    begins_at=datetime(2026, 1, 1, tzinfo=UTC),
    ends_at=datetime(2100, 1, 1, tzinfo=UTC),
    evidence=("https://agenda.test/label/rennes",),
)


def test_a_badge_says_the_status_and_the_year() -> None:
    assert b"labellis\xc3\xa9e 2026" in badge_svg(BADGE)
    assert json.loads(badge_json(BADGE))["message"] == "labellisée 2026"


@pytest.mark.parametrize("status", LabelStatus)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_status_has_its_badge(status: LabelStatus, language: str) -> None:
    badge = replace(BADGE, status=status, language=language)
    title = fromstring(badge_svg(badge)).findtext("{http://www.w3.org/2000/svg}title")
    assert title == f"La Cantine de Rennes – Cantine numérique : {badge.message}"


def test_a_badge_holds_any_name() -> None:
    drawing = badge_svg(replace(BADGE, label="<script>\x00&" * 50, place='"><script>'))
    assert b"<script" not in drawing
    assert fromstring(drawing).get("role") == "img"


def test_a_credential_is_verified_with_the_public_key_by_another_library() -> None:
    token = SIGNER.signed(credential(AWARD, ISSUER), ISSUER.keys_url)
    keys = jwt.PyJWKSet.from_json(SIGNER.public_keys(ISSUER.keys_url).decode())
    key = keys[jwt.get_unverified_header(token.decode())["kid"]]
    told = jwt.decode(token, key.key, algorithms=["ES256"], issuer=ISSUER.id)
    assert told["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert told["credentialSubject"]["id"] == told["sub"] == "https://agenda.test/label/rennes"
    with pytest.raises(jwt.InvalidSignatureError):
        jwt.decode(token, Signer(new_key())._key.public_key, algorithms=["ES256"])


def test_a_credential_names_its_place_in_both_lists() -> None:
    entries = credential(AWARD, ISSUER)["credentialStatus"]
    assert [entry["statusPurpose"] for entry in entries] == ["revocation", "suspension"]
    assert {entry["statusListIndex"] for entry in entries} == {"3"}


def test_a_status_list_has_the_bits_of_what_no_longer_holds() -> None:
    listed = status_list("rennes", REVOCATION, [0, 9], ISSUER, AWARD.begins_at)["credentialSubject"]["encodedList"]
    bits = gzip.decompress(urlsafe_b64decode(listed[1:] + "=" * (-len(listed[1:]) % 4)))
    assert (bits[:2], len(bits)) == (b"\x80\x40", 16384)
    assert encoded([]) == encoded([])
