"""What of an address, or of a text that holds one, everybody may see: keys and passwords typed into it are left out."""

from __future__ import annotations

import re

_USERINFO = re.compile(r"(?<=://)[^\s/?#@]{1,500}@(?:[^\s/?#@]{1,500}@)*+")
_NAMED = re.compile(
    r"""(?ix) (?: (?<![a-z0-9]) | (?<=%3F) | (?<=%26) ) ((?:[a-z0-9]{1,20}[_-]){0,2}
    (?:(?:api|access|auth)?(?:key|token)|secret|password|passwd|pwd|signature|sig)
    (?: = | %3D | "?\s{0,3}:\s{0,3}"? ))
    [^&#\s"'<>]+"""
)
_ADDRESS = re.compile(r"(\w+://[^/\s?#]{1,255})[/?#][^\s,)]*")
_PRIVATE = re.compile(r"(/private-)[^/\s?#]+")


def without_secrets(text: str) -> str:
    """The text with … for every value of `key=`, `api_key=`, `access_token=` and their like, and for `name:password@`.

    In JSON (`"key": "…"`) and in a query that is escaped too; and for the secret part of a private Google calendar.
    """
    return _PRIVATE.sub(r"\1…", _NAMED.sub(r"\1…", _USERINFO.sub("…@", text)))


def hosts_alone(text: str) -> str:
    """The text with the host alone of each address, for the rest of one may be a secret; and without keys."""
    return _ADDRESS.sub(r"\1/…", without_secrets(text))
