"""What a notice may show of a source: no key, no mailbox of a person, no phone number. Notices are kept and shown."""

from __future__ import annotations

from dataclasses import replace

from federation.domain.discretion import without_secrets
from federation.domain.event import Notice
from sync.cleaning.text import nameless

_OF_IDS = frozenset({"duplicate-id", "series-in-parts", "uid-is-link"})
"""Codes that show a UID, which looks like a mailbox (RFC 5545 §3.8.4.7) and by which an event is found again."""


def discreet(notice: Notice) -> Notice:
    """The notice as operators may see it; its path names a place in the document, which may be a UID."""
    seen = without_secrets(notice.value)
    seen = seen if notice.code in _OF_IDS else nameless(seen)
    path = without_secrets(notice.path)
    return notice if (path, seen) == (notice.path, notice.value) else replace(notice, path=path, value=seen)
