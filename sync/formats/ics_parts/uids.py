"""Which VEVENTs belong together, and which of them are known: found in the bytes, without reading the rest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from xxhash import xxh3_128_hexdigest as _digest

from federation.domain.identity import digest, uid_key
from sync.cleaning.people import of_a_provider
from sync.formats.ics_parts.blocks import Block, Blocks
from sync.formats.ics_parts.text import unescape, unfold

_FOLDS = (b" ", b"\t")
# properties that some software renews at each answer, though nothing changed
_STAMP, _CHANGE = b"\nDTSTAMP", b"\nLAST-MODIFIED"
_SAID = [re.compile(name + rb"[^:\n]*:([^\n]+)") for name in (_CHANGE, _STAMP)]
_START = re.compile(rb"\nDTSTART[^:\n]*:(\d{8}(?:T\d{6})?)", re.I)


@dataclass(slots=True)
class Sifted:
    """The VEVENTs of a body: those that are known by themselves, and the others in groups that share a UID.

    `alone` are the numbers of the known ones, by the key of their record.
    """

    alone: dict[str, int]
    groups: list[list[Block]]


def sift(found: Blocks, salts: list[int], known: Mapping[str, str]) -> Sifted:
    """Tells apart what the fingerprints of `known` (by record key) vouch for, without reading it.

    A VEVENT is only known by itself when no other one has its UID: both are then one group.
    """
    alone, rest = _alone(found, salts, known)
    groups: dict[bytes, list[Block]] = {}
    for number in rest:
        block = found.block(number)
        uid = uid_of(block.text) or b"\0%d" % number
        groups.setdefault(uid, []).append(block)
    for uid in groups.keys() if alone else ():
        key = key_of(uid)
        if key in alone and uid_of(found.text(alone[key])) == uid:
            groups[uid].append(found.block(alone.pop(key)))
    return Sifted(alone, list(groups.values()))


def _alone(found: Blocks, salts: list[int], known: Mapping[str, str]) -> tuple[dict[str, int], Iterable[int]]:
    """The blocks whose own fingerprint is a known one, by the key of its record; and the numbers of the others.

    Nearly all pieces of a calendar are as usual: they end with `tail`, and the first says whether they tell of their
    last change. So most are recognised without a look at more of them than the line of their DTSTAMP, which mostly
    is the one of the VEVENT before. A fingerprint that several records have is one of a whole group, or of a VEVENT
    that told two: it is found with its group.
    """
    if not known or not found.numbers:
        return {}, found.numbers
    pieces, calendars = found.pieces, found.calendars
    after, told = -len(found.tail), _CHANGE in pieces[0]
    left = dict(zip(known.values(), known, strict=True))
    if len(left) < len(known):
        several = Counter(known.values())
        left = {fingerprint: key for fingerprint, key in left.items() if several[fingerprint] == 1}
    alone: dict[str, int] = {}
    odd, line = [*found.others], b""
    for number in found.plain:
        piece = pieces[number]
        text = piece.replace(line, b"\n", 1) if line else piece
        if text is piece and (start := piece.find(_STAMP)) >= 0:
            end = piece.find(b"\n", start + 1)
            line = piece[start : end + 1]
            text = piece[:start] + piece[end:]
        text = text[:after]
        key = left.pop(_digest(_without(text, _CHANGE) if told else text, salts[calendars[number]]), None)
        if key is None:
            odd.append(number)
        else:
            alone[key] = number
    rest = []
    for number in sorted(odd):
        key = left.pop(_digest(_bare(found.text(number)), salts[calendars[number]]), None)
        if key is None:
            rest.append(number)
        else:
            alone[key] = number
    return alone, rest


def key_of(uid: bytes) -> str:
    """The key of the record that has a UID."""
    return uid_key(impersonal(unescape(unfold(uid)).strip()))


def impersonal(uid: str) -> str:
    """A UID that is kept: a digest stands for one that ends in the mailbox of a person (`…@gmail.com`)."""
    return "uid:" + digest(uid) if of_a_provider(uid) else uid


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


def fingerprint_of(blocks: list[Block], salts: list[int]) -> str:
    """A digest of what was sent for a UID, whatever its place in the file."""
    if len(blocks) == 1:
        return _digest(_bare(blocks[0].text), salts[blocks[0].calendar])
    # of versions that share a UID the last change says which one counts: the order of changes matters, not their time
    changes = [_changed(block.text) for block in blocks]
    ranks = {changed: rank for rank, changed in enumerate(sorted(set(changes)))}
    parts = sorted(
        f"{_digest(_bare(block.text), salts[block.calendar])} {ranks[changed]}"
        for block, changed in zip(blocks, changes, strict=True)
    )
    return _digest("\n".join(parts).encode())


def _changed(text: bytes) -> bytes:
    """When a block says that it was changed last, as it is written."""
    for said in _SAID:
        if found := said.search(text):
            return found[1].strip()
    return b""


def _bare(text: bytes) -> bytes:
    return _without(_without(text, _STAMP), _CHANGE)


def _without(text: bytes, name: bytes) -> bytes:
    """A block without the first line of a property."""
    start = text.find(name)
    if start < 0:
        return text
    end = text.find(b"\n", start + 1)
    return text[:start] + text[end:] if end >= 0 else text[:start]
