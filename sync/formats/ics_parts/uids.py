"""Which VEVENTs belong together, and which of them are known: found in the bytes, without reading the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import blake2b

from sync.formats.ics_parts.blocks import Block
from sync.formats.ics_parts.text import unfold

_FOLDS = (b" ", b"\t")
_MOVING = (b"\nDTSTAMP", b"\nLAST-MODIFIED")
"""Properties that some software renews at each answer, though nothing changed."""
_START = re.compile(rb"\nDTSTART[^:\n]*:(\d{8}(?:T\d{6})?)", re.I)


def grouped(blocks: Iterable[Block]) -> list[list[Block]]:
    """The blocks of each UID; one without UID stands alone."""
    groups: dict[bytes, list[Block]] = {}
    for number, block in enumerate(blocks):
        uid = uid_of(block.text) or b"\0%d" % number
        if uid in groups:
            groups[uid].append(block)
        else:
            groups[uid] = [block]
    return list(groups.values())


def uid_of(text: bytes) -> bytes:
    """The UID of a block, without reading the rest of it."""
    start = text.find(b"\nUID:")
    if start < 0 or b"\nBEGIN:" in text:
        return _uid_in(unfold(text))
    end = text.find(b"\n", start + 5)
    if end < 0:
        return text[start + 5 :].strip()
    if text[end + 1 : end + 2] in _FOLDS:
        return _uid_in(unfold(text))
    return text[start + 5 : end].strip()


def _uid_in(text: str) -> bytes:
    depth = 0
    for line in text.split("\n"):
        name, _, value = line.partition(":")
        name = name.partition(";")[0].upper()
        if name == "BEGIN":
            depth += 1
        elif name == "END":
            depth -= 1
        elif name == "UID" and depth == 0:
            return value.strip().encode()
    return b""


def lateness(blocks: list[Block]) -> tuple[bytes, bytes]:
    """A key that sorts by the latest start; what repeats comes last."""
    if any(b"\nRRULE" in block.text or b"\nRDATE" in block.text for block in blocks):
        return b"9", max(block.text for block in blocks)
    starts = [found[1] if (found := _START.search(block.text)) else b"" for block in blocks]
    return max(starts), max(block.text for block in blocks)


def by_fingerprint(known: Mapping[str, str]) -> dict[str, list[str]]:
    """The keys of the records that each fingerprint vouches for."""
    keys: dict[str, list[str]] = {}
    for key, fingerprint in known.items():
        keys.setdefault(fingerprint, []).append(key)
    return keys


def fingerprint_of(blocks: list[Block], salts: list[bytes]) -> str:
    """A digest of what was sent for a UID, whatever its place in the file."""
    if len(blocks) == 1:
        return _digest(blocks[0], salts, _MOVING)
    # of versions that share a UID, the last change says which one counts
    parts = sorted(_digest(block, salts, _MOVING[:1]) for block in blocks)
    return blake2b("".join(parts).encode(), digest_size=16).hexdigest()


def _digest(block: Block, salts: list[bytes], moving: tuple[bytes, ...]) -> str:
    text, _, calendar = block
    for name in moving:
        start = text.find(name)
        if start >= 0:
            end = text.find(b"\n", start + 1)
            text = text[:start] + (text[end:] if end >= 0 else b"")
    return blake2b(salts[calendar] + text, digest_size=16).hexdigest()
