"""What libraries of the network say in English -> words for people: the cause of a failed visit, and its sizes. Pure.

The technical text stays beside, for whoever looks after the server; it is what a search engine knows.
"""

from __future__ import annotations

import re

from federation.domain.reasons.words import Words

_CHAIN = Words(
    "il manque au certificat celui de l’autorité qui l’a délivré",
    "the certificate of the authority that issued its own is missing",
)
_OLD = Words("le serveur parle une version trop ancienne", "the server speaks an old version")
_WEAK = Words("les clés du serveur sont trop faibles", "the keys of the server are too weak")
_CAUSES: dict[str, tuple[tuple[str, Words], ...]] = {
    "tls": (
        ("has expired", Words("le certificat a expiré", "its certificate has expired")),
        ("not yet valid", Words("le certificat n’est pas encore valable", "its certificate is not valid yet")),
        ("self-signed", Words("aucune autorité ne garantit le certificat", "no authority vouches for its certificate")),
        ("issuer certificate", _CHAIN),
        ("verify the first certificate", _CHAIN),
        ("revoked", Words("le certificat a été révoqué", "its certificate was revoked")),
        ("mismatch", Words("le certificat est celui d’un autre site", "its certificate is another site’s")),
        (
            "closed during the handshake",
            Words("le serveur l’a coupée pendant l’ouverture", "the server closed it while it was being opened"),
        ),
        ("no tls on this port", Words("rien de sécurisé ne répond sur ce port", "nothing secure answers at this port")),
        (
            "unrecognized name",
            Words("le serveur ne connaît pas ce nom de site", "the server does not know this site name"),
        ),
        ("unsupported protocol", _OLD),
        ("protocol version", _OLD),
        ("too small", _WEAK),
        ("too weak", _WEAK),
        (
            "handshake failure",
            Words(
                "le serveur n’accepte aucun des chiffrements proposés", "the server takes none of the ciphers offered"
            ),
        ),
    ),
    "protocol": (
        ("header >", Words("l’en-tête ne finit pas", "the header does not end")),
        ("chunks of nearly nothing", Words("elle arrive miette par miette", "it comes crumb by crumb")),
        ("content-length", Words("elle annonce deux longueurs", "it announces two lengths")),
        ("transfer-encoding", Words("elle annonce deux encodages", "it announces two codings")),
    ),
    "encoding": (
        ("members", Words("elle en cache trop d’autres", "it hides too many others")),
        ("error -", Words("ses données sont abîmées", "its data are damaged")),
    ),
}
"""By code: what stands in the technical text, in small letters, and the cause; the first that fits counts."""

_SIZE = re.compile(r"(> )?(\d+(?:\.\d+)?) (M?B)\b")
_UNITS = {"fr": {"MB": "Mo", "B": "octets"}, "en": {"MB": "MB", "B": "bytes"}}
_OVER = {"fr": "plus de ", "en": "more than "}
_SIZED = frozenset({"cut-off", "protocol", "too-large", "too-large-decoded"})


def cause(code: str, value: str, language: str = "fr") -> str:
    """Why it failed, in words that go on after a colon; "" when nobody wrote any for what was seen."""
    seen = value.lower().replace("self signed", "self-signed")
    words = next((words for text, words in _CAUSES.get(code, ()) if text in seen), None)
    if words is None:
        return ""
    return words.en if language == "en" else words.fr


def spoken(code: str, value: str, language: str = "fr") -> str:
    """What was seen, its sizes in words of the language: « plus de 20 Mo »."""
    tongue = "en" if language == "en" else "fr"

    def size(found: re.Match[str]) -> str:
        number = found[2] if tongue == "en" else found[2].replace(".", ",")
        return f"{_OVER[tongue] if found[1] else ''}{number}\u00a0{_UNITS[tongue][found[3]]}"

    return _SIZE.sub(size, value) if code in _SIZED else value
