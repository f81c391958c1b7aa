"""Identity: keys of records, ids of entries, and the UIDs the hub publishes. They never move once given.

A record's key is its UID within its source; without a UID it is a fingerprint of what does not usually change
(link, else title and start). An entry's id is drawn from where it was first said, so that the same inputs give the
same ids on every machine; it holds no address, so that a hub may move.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from functools import lru_cache

from federation.domain.event import Event

_NAMESPACE = uuid.UUID("6f0b7f5e-6c1c-4b57-9c0c-2a2f2b1d5f10")


def digest(*parts: str) -> str:
    """A short stable digest of text parts: 16 hexadecimal digits (64 bits)."""
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(joined, digest_size=8).hexdigest()


def uid_key(uid: str) -> str:
    """The key that a UID gives: itself, a digest when it is too long to be kept."""
    return uid if len(uid) <= 255 else "uid:" + digest(uid)


def record_key(event: Event) -> str:
    """The key of an event within its source: its UID, else a fingerprint of its link, else of title and start."""
    if event.uid:
        return uid_key(event.uid)
    if event.url:
        return "url:" + digest(event.url, event.start.isoformat())
    return "text:" + digest(event.title.casefold(), event.start.isoformat())


def told_id(site: str, source: str, *parts: str) -> str:
    """The id of what a source tells: of a record by its key, of an occurrence and the entry it founds by key and slot.

    20 hexadecimal digits. The first four are the source's alone, so that its rows stand together in every index.
    """
    return namer(site, source)(*parts)


def namer(site: str, source: str) -> Callable[..., str]:
    """What gives the ids of all that one source tells: `told_id` of its parts."""
    shelf, begins = _shelf(site, source), f"{site}\x1f{source}\x1f".encode("utf-8", "surrogatepass")

    def named(*parts: str) -> str:
        told = "\x1f".join(parts).encode("utf-8", "surrogatepass")
        return shelf + hashlib.blake2b(begins + told, digest_size=8).hexdigest()

    return named


@lru_cache(maxsize=4096)
def _shelf(site: str, source: str) -> str:
    return digest(site, source)[:4]


def public_uid(entry: str) -> str:
    """The UID of an entry in calendars and the guid in feeds: a UUID (RFC 7986 §5.3), free of host names."""
    return str(uuid.uuid5(_NAMESPACE, entry))
