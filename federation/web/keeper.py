"""Finished answers, made once per published version and kept: in memory at hand, on a shelf for all processes.

An answer is known by its *stamp* (release, published version, day) and its address. The same two make its ETag, so
that "nothing has changed" can be said without looking anything up. What is upcoming moves with the clock: the day
belongs to the stamp. Whether a place is open moves faster: to the pages that tell it, and to no others, also belongs
the *turn*, the last moment at which a place opened or closed.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import time as clocks
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from email.utils import format_datetime
from threading import Lock
from zoneinfo import ZoneInfo

from federation.store.database import DatabaseFailure, Store
from federation.store.published import Published, published
from federation.store.sites import zone
from federation.store.spaces import last_and_next_turn
from federation.web.headers import OPEN_TO_SCRIPTS, security_headers
from federation.web.shelf import Shelf

LOOK_EVERY = 0.5
"""Seconds between two looks at the published version."""

TURNS_EVERY = timedelta(minutes=1)
"""How long a turn is believed: a source heard again after hours of silence raises no version."""

_MOVING = re.compile(r"(?:/en)?/(?:lieux/[^/?]+(?:/spaceapi\.json)?|lieux\.geojson|ouvert|api/v1/spaces(?:/[^/?]+)?)")
_GZIP_LEVEL = 6
_PASSING_LEVEL = 1  # of what is sent once
_CACHING = "public, no-cache"  # ask each time: a 304 costs next to nothing
_EMBEDDED = re.compile(r"(?:/en)?/label/[^/?]+/badge\.(?:svg|json)")
_EMBEDDED_CACHING = "public, max-age=300"  # pages of others show it: their readers need not all ask
_FOR_PROGRAMS = re.compile(r"/api/v1/.*|[^?]*\.[a-z]+(?:\?.*)?", re.DOTALL)
_SUM = 16  # bytes of the digest before what is kept
Headers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Stamp:
    """One published state on one day (a date in the network's zone), since a turn of the opening hours."""

    name: str
    day: date
    changed_at: datetime
    turn: str = ""

    @property
    def last_modified(self) -> str:
        """When this state came into force, as HTTP tells it."""
        return format_datetime(self.changed_at.replace(microsecond=0), usegmt=True)

    def etag(self, address: str) -> str:
        """The entity tag of an address in this state; weak: plain and gzip bodies share it (RFC 9110 §8.8.3)."""
        return f'W/"{_short(self.name, self.place(address))}"'

    def place(self, address: str) -> str:
        """What an address is kept under: with the turn, where it tells who is open."""
        return f"{address} {self.turn}" if moves(address) else address


def moves(address: str) -> bool:
    """Whether the answer of an address tells who is open."""
    return _MOVING.fullmatch(address) is not None


@dataclass(frozen=True, slots=True)
class Reply:
    """A finished answer: its status, its headers ready to send, its body."""

    status: int
    headers: Headers
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Kept:
    """A finished answer in both encodings, and the 304 for whoever has it."""

    etag: str
    plain: Reply
    gzip: Reply
    unchanged: Reply

    @property
    def size(self) -> int:
        """Bytes it takes in memory, about."""
        return len(self.plain.body) + len(self.gzip.body) + 2500


def caching(address: str) -> str:
    """How long an answer may be shown without asking (RFC 9111 §5.2.2)."""
    return _EMBEDDED_CACHING if _EMBEDDED.fullmatch(address) else _CACHING


def unchanged(etag: str, address: str = "") -> Reply:
    """The 304 for an entity tag: what RFC 9110 §15.4.5 asks for, and what lets a script see that it is one.

    All other headers are those the reader has.
    """
    readable = OPEN_TO_SCRIPTS if _FOR_PROGRAMS.fullmatch(address) else ()
    return Reply(304, [("ETag", etag), ("Cache-Control", caching(address)), ("Vary", "Accept-Encoding"), *readable])


class Keeper:
    """Keeps answers for one web process. Safe between threads.

    `release` changes when the code or the public address does, `most` bounds the memory in bytes, `ticks` is a
    monotonic clock in seconds, `clock` tells the aware UTC moment.
    """

    def __init__(
        self,
        store: Store,
        shelf: Shelf,
        clock: Callable[[], datetime],
        *,
        release: str,
        most: int,
        look_every: float = LOOK_EVERY,
        ticks: Callable[[], float] = clocks.monotonic,
    ) -> None:
        self._store, self._shelf, self._clock = store, shelf, clock
        self._release, self._most = release, most
        self._look_every, self._ticks = look_every, ticks
        self._stamp: Stamp | None = None
        self._state: Published | None = None
        self._zone = ZoneInfo("UTC")
        self._turn = ""
        self._turns_until = datetime.min.replace(tzinfo=UTC)
        self._look_at = 0.0
        self._looking = Lock()
        self._at_hand: OrderedDict[str, Kept] = OrderedDict()
        self._size = 0
        self.dropped = 0
        """How many answers left the memory to make room; who remembers their bodies lets go of them too."""
        self._hands = Lock()

    def stamp(self) -> Stamp:
        """The state in force, looked up at most every half second; the last one known while the database is away.

        Raises DatabaseFailure when it was never seen.
        """
        stamp = self._stamp
        if stamp is not None and self._ticks() < self._look_at:
            return stamp
        if not self._looking.acquire(blocking=stamp is None):
            assert stamp is not None
            return stamp  # Somebody else is looking.
        try:
            return self._look()
        except DatabaseFailure:
            if stamp is None:
                raise
            # What is kept can still be read while the database cannot.
            self._look_at = self._ticks() + self._look_every
            return stamp
        finally:
            self._looking.release()

    def stamp_at_hand(self) -> Stamp | None:
        """The state in force as far as it need not be looked up; None when it is time to look."""
        return self._stamp if self._ticks() < self._look_at else None

    def at_hand(self, address: str) -> Kept | None:
        """The answer of an address in the state in force, when this process has it in memory."""
        return self._at_hand.get(address)

    def answer(self, stamp: Stamp, address: str, media_type: str, render: Callable[[], bytes]) -> Kept:
        """The answer of an address: at hand, from the shelf, or rendered by one process while others wait."""
        kept = self._at_hand.get(address) if stamp is self._stamp else None
        if kept is not None:
            return kept
        name = _short(stamp.place(address))
        bodies = _unpack(self._shelf.get(stamp.name, name))
        if bodies is None:
            with self._shelf.lock(stamp.name, name):
                bodies = _unpack(self._shelf.get(stamp.name, name))
                if bodies is None:
                    plain = render()
                    # mtime=0: the same body gives the same bytes on every process.
                    bodies = plain, gzip.compress(plain, _GZIP_LEVEL, mtime=0)
                    self._shelf.put(stamp.name, name, _pack(*bodies))
        kept = _kept(stamp, address, media_type, *bodies)
        self._hold(stamp, address, kept)
        return kept

    def _look(self) -> Stamp:
        now = self._clock()
        with self._store.session() as session:
            state = published(session)
            if state != self._state or now >= self._turns_until:
                self._zone, self._state = ZoneInfo(zone(session)), state
                last, coming = last_and_next_turn(session, now)
                self._turn = last.isoformat() if last else ""
                self._turns_until = min(now + TURNS_EVERY, coming or now + TURNS_EVERY)
        stamp = _stamp(self._release, state, now.astimezone(self._zone).date(), self._zone, self._turn)
        if stamp != self._stamp:
            self._change(stamp)
        self._look_at = self._ticks() + self._look_every
        assert self._stamp is not None
        return self._stamp

    def _change(self, stamp: Stamp) -> None:
        """Drops what is at hand of another state; after a mere turn, what tells who is open."""
        with self._hands:
            turned = self._stamp is not None and self._stamp.name == stamp.name
            kept = [(address, kept) for address, kept in self._at_hand.items() if turned and not moves(address)]
            self._at_hand.clear()
            self._at_hand.update(kept)
            self._size, self._stamp = sum(kept.size for _, kept in kept), stamp

    def _hold(self, stamp: Stamp, address: str, kept: Kept) -> None:
        with self._hands:
            if stamp is not self._stamp or address in self._at_hand:
                return
            self._at_hand[address] = kept
            self._size += kept.size
            while self._size > self._most:
                _, dropped = self._at_hand.popitem(last=False)
                self._size -= dropped.size
                self.dropped += 1


def made(stamp: Stamp, address: str, media_type: str, plain: bytes) -> Kept:
    """A finished answer that nobody keeps."""
    return _kept(stamp, address, media_type, plain, gzip.compress(plain, _PASSING_LEVEL, mtime=0))


def _stamp(release: str, state: Published, day: date, zone: ZoneInfo, turn: str) -> Stamp:
    # The answer also changed when the day did: what is over left it.
    midnight = datetime.combine(day, time(), zone).astimezone(UTC)
    # A database restored from a copy counts its versions again: the moment of a version belongs to its name.
    name = _short(release, str(state.version), state.changed_at.isoformat(), day.isoformat())
    return Stamp(name, day, max(state.changed_at, midnight), turn)


def _kept(stamp: Stamp, address: str, media_type: str, plain: bytes, packed: bytes) -> Kept:
    etag = stamp.etag(address)
    shared = [
        ("Content-Type", media_type),
        ("ETag", etag),
        ("Cache-Control", caching(address)),
        ("Vary", "Accept-Encoding"),
        *security_headers(address),
    ]
    if not moves(address):
        # A turn changes an answer without being its date: only the ETag speaks for it.
        shared.append(("Last-Modified", stamp.last_modified))
    if not media_type.startswith("text/html"):
        shared += OPEN_TO_SCRIPTS
    packing = [*shared, ("Content-Encoding", "gzip"), ("Content-Length", str(len(packed)))]
    return Kept(
        etag,
        Reply(200, [*shared, ("Content-Length", str(len(plain)))], plain),
        Reply(200, packing, packed),
        unchanged(etag, address),
    )


def _pack(plain: bytes, packed: bytes) -> bytes:
    body = len(plain).to_bytes(8, "big") + plain + packed
    return hashlib.blake2b(body, digest_size=_SUM).digest() + body


def _unpack(kept: bytes | None) -> tuple[bytes, bytes] | None:
    """The body plain and gzip; None when nothing was kept, or not what was put there: a disk may lose the end."""
    if kept is None or hashlib.blake2b(kept[_SUM:], digest_size=_SUM).digest() != kept[:_SUM]:
        return None
    start = _SUM + 8
    end = start + int.from_bytes(kept[_SUM:start], "big")
    return kept[start:end], kept[end:]


def _short(*parts: str) -> str:
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=12).hexdigest()
