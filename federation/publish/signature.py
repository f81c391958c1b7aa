"""Signed documents: JWTs under ES256 (RFC 7515, RFC 7518 §3.4), and the public key to verify them by."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

MEDIA_TYPE = "application/vc+jwt"
_CURVE = "P-256"
_ALGORITHM = "ES256"


def new_key() -> bytes:
    """A private key made now, as PEM (PKCS #8)."""
    from joserfc.jwk import ECKey  # it takes a tenth of a second to load, and a hub may never sign

    return ECKey.generate_key(_CURVE, private=True).as_pem(private=True)


class Signer:
    """Signs with one private key; raises ValueError for a PEM that holds no P-256 key."""

    def __init__(self, pem: bytes) -> None:
        from joserfc.jwk import ECKey  # as above

        self._key = ECKey.import_key(pem)
        if self._key.curve_name != _CURVE or not self._key.is_private:
            raise ValueError("a private key on P-256 is wanted")
        self.key_id = self._key.thumbprint()

    def signed(self, document: Mapping[str, Any], keys_url: str) -> bytes:
        """The document as a compact JWT; `keys_url` is where its public key stands."""
        from joserfc import jwt  # as above

        header = {"alg": _ALGORITHM, "typ": "vc+jwt", "kid": f"{keys_url}#{self.key_id}"}
        return jwt.encode(header, dict(document), self._key, algorithms=[_ALGORITHM]).encode()

    def public_keys(self, keys_url: str) -> bytes:
        """The public key as a JWK set (RFC 7517 §5)."""
        key = {
            **self._key.as_dict(private=False),
            "kid": f"{keys_url}#{self.key_id}",
            "alg": _ALGORITHM,
            "use": "sig",
        }
        return json.dumps({"keys": [key]}, indent=2).encode() + b"\n"
