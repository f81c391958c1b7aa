"""The credential of a label through its whole life, held by somebody who verifies it at each step.

A library that the hub does not use verifies it; its status is looked up over HTTP, where the credential says.
"""

from __future__ import annotations

import gzip
from base64 import urlsafe_b64decode
from typing import Any

import jwt

from federation.domain.site import LabelStatus
from tests.label.scenarios.living import PUBLIC, SIGNED, Living
from tests.label.scenarios.publishing import place

COMMITTEE = ("--author", "le comité", "--reason", "Décidé en réunion.")
VOTES = tuple(word for name in ("Ana", "Bo", "Chloé") for word in ("--vote", f"{name}:for"))
SPONSORS = ("rennes", "nantes", "paris")
MOMENTS = {"verify_exp": False, "verify_nbf": False, "verify_iat": False}
"""The clock of the hub is not that of the library."""


def verified(hub: Living, token: str) -> dict[str, Any]:
    """What a token says, verified with the key that its header points to."""
    header = jwt.get_unverified_header(token)
    keys = jwt.PyJWKSet.from_json(hub.reader.get("/label/cles.json").text)
    document: dict[str, Any] = jwt.decode(token, keys[header["kid"]].key, algorithms=["ES256"], options=MOMENTS)  # type: ignore[arg-type]
    return document


def fetched(hub: Living, path: str) -> str:
    answer = hub.reader.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "application/vc+jwt"), path
    return answer.text


def status(hub: Living, held: str) -> dict[str, bool]:
    """Which bits of the lists that a credential names are set for it."""
    found = {}
    for entry in verified(hub, held)["credentialStatus"]:
        listed = verified(hub, fetched(hub, entry["statusListCredential"].removeprefix(PUBLIC)))
        subject = listed["credentialSubject"]
        assert subject["statusPurpose"] == entry["statusPurpose"]
        bits = gzip.decompress(urlsafe_b64decode(subject["encodedList"].removeprefix("u") + "=="))
        number = int(entry["statusListIndex"])
        assert sum(byte.bit_count() for byte in bits[1:]) == 0
        found[entry["statusPurpose"]] = bool(bits[number // 8] & (0x80 >> number % 8))
    return found


def lived(hub: Living, days: int) -> None:
    """Days pass, feeds being visited now and then."""
    for stretch in range(0, days, 45):
        hub.quiet(min(45, days - stretch))


def test_a_credential_is_given_suspended_and_revoked_with_the_label(hub: Living) -> None:
    hub.load(place("tours", LabelStatus.CANDIDATE), *(place(name) for name in SPONSORS))
    hub.day()
    hub.quiet(40)
    assert hub.status("tours") == "candidate"
    assert hub.reader.get("/label/tours/attestation.jwt").status_code == 404

    for name in SPONSORS:
        hub.type("label", "sponsor", "tours", name, "--for", "--author", name.capitalize())
    assert hub.ruling("tours", "identite-commune") == "not_applicable"
    hub.type("label", "decide", "tours", "grant", *COMMITTEE, *VOTES)
    # The report of that very moment knows that the site bears the label.
    assert hub.ruling("tours", "identite-commune") != "not_applicable"
    assert hub.status("tours") == "labelled"
    held = fetched(hub, "/label/tours/attestation.jwt")
    document = verified(hub, held)
    assert document["credentialSubject"]["id"] == f"{PUBLIC}/label/tours"
    assert {entry["statusListIndex"] for entry in document["credentialStatus"]} == {"1"}
    assert status(hub, held) == {"revocation": False, "suspension": False}

    # No address any more: probation after the time to mend keeps the label, and its credential.
    hub.type("label", "place", "tours", "Chez l’habitant", "--address", "-", "--city", "Tours", "--provisional",
             "--instead", *SIGNED[:2])  # fmt: skip
    hub.day()
    lived(hub, 91)
    assert hub.status("tours") == "probation"
    assert verified(hub, fetched(hub, "/label/tours/attestation.jwt")) == document
    assert status(hub, held) == {"revocation": False, "suspension": False}

    hub.type("label", "notice", "tours", "--text", "Le lieu n’a plus d’adresse.", *COMMITTEE[:2])
    lived(hub, 91)
    hub.type("label", "decide", "tours", "suspend", *COMMITTEE, *VOTES)
    assert hub.status("tours") == "suspended"
    assert verified(hub, fetched(hub, "/label/tours/attestation.jwt")) == document
    assert status(hub, held) == {"revocation": False, "suspension": True}

    # A withdrawal holds once the time to appeal is over; till then the label is suspended.
    hub.type("label", "notice", "tours", "--text", "Rien n’est venu.", *COMMITTEE[:2])
    lived(hub, 31)
    hub.type("label", "decide", "tours", "withdraw", "--grave", *COMMITTEE, *VOTES)
    assert (hub.status("tours"), status(hub, held)["suspension"]) == ("suspended", True)
    lived(hub, 32)
    assert hub.status("tours") == "withdrawn"
    assert status(hub, held) == {"revocation": True, "suspension": False}
    assert hub.reader.get("/label/tours/attestation.jwt").status_code == 404
    assert verified(hub, held) == document  # The signature holds for ever; the lists say that the label does not.
