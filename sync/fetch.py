"""The only door to the outside: one GET of a source, within limits, to an address that may be reached.

What is promised: conditional requests, at most five redirects each checked like the first address, no private
address (see `connections`), no cookie, no credential but the key that an API wants (see `keys`), no proxy of the
environment, no more bytes than allowed before and after decompression, no more time than allowed in total.
Reading the answer is not fetch's business: a page with status 200, an empty body, a wrong charset are the format's.

A redirect from https to http is followed (a source may be http anyway, and nothing secret is sent), but such a move
is never reported as one to write down.
"""

from __future__ import annotations

import ssl
from collections.abc import Collection, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Protocol

import requests
from requests.utils import DEFAULT_CA_BUNDLE_PATH

from federation.errors import FetchError
from federation.settings import Settings
from sync.fetching import headers
from sync.fetching.body import read_body
from sync.fetching.keys import Key
from sync.fetching.session import GuardedAdapter, VisitSession
from sync.fetching.slots import Slots
from sync.fetching.urls import Target, target
from sync.fetching.visit import Limits, Visit

__all__ = ["Answer", "Fetcher", "Getter", "Key", "Limits", "fetcher_from"]

_GOOD = (200, 203, 204)
_MOVED = (301, 302, 303, 307, 308)
_FOR_GOOD = (301, 308)
_CODES = {401: "forbidden", 403: "forbidden", 404: "not-found", 410: "gone", 429: "too-many-requests"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back.

    `url` is the final address, `moved_to` the same when every redirect on the way was permanent (301, 308) and none
    went from https to http, else "". `body` is decompressed, `received` its bytes as they came. With `not_modified`
    the body is empty and the validators are those still in force. `max_age` is how long the answer says it stays
    fresh, `retry_after` how long it asks to wait; None when it does not say. `generator` is the software that wrote it,
    as far as its header tells.
    """

    url: str
    status: int
    body: bytes
    media_type: str
    charset: str
    etag: str
    last_modified: str
    max_age: timedelta | None
    retry_after: timedelta | None
    received: int
    not_modified: bool
    moved_to: str
    elapsed: timedelta
    generator: str = ""


class Getter(Protocol):
    """What a visit asks through: the Fetcher, or what stands before it and counts what is asked."""

    def get(
        self,
        url: str,
        *,
        etag: str = "",
        last_modified: str = "",
        accept: str = "*/*",
        now: datetime,
        within: timedelta | None = None,
    ) -> Answer:
        """As `Fetcher.get`."""


@dataclass(frozen=True, slots=True)
class _Question:
    """One hop: what is asked of whom, and what the hops before it told."""

    target: Target
    validators: dict[str, str]
    accept: str
    now: datetime
    key: Key | None = None
    seen: tuple[str, ...] = ()
    for_good: bool = True
    wait: timedelta | None = None


@lru_cache(maxsize=1)
def _trusting() -> ssl.SSLContext:
    """What checks certificates, for all fetchers of the process: reading the authorities takes a while."""
    return ssl.create_default_context(cafile=DEFAULT_CA_BUNDLE_PATH)


class Fetcher:
    """Asks sources; one for the whole process, safe between threads.

    `user_agent` names the hub and a contact, `allow_hosts` are the hosts (`name` or `name:port`, lower case, as
    written in the address) whose address may be private, `keys` those of APIs by host (`name`, or `name:port` where the
    port is not the usual one).
    """

    def __init__(
        self,
        limits: Limits,
        *,
        user_agent: str,
        allow_hosts: Collection[str] = frozenset(),
        keys: Mapping[str, Key] | None = None,
    ) -> None:
        self._limits = limits
        self._user_agent = user_agent.encode("ascii", "ignore").decode("ascii")
        self._allow_hosts = frozenset(allow_hosts)
        self._keys = dict(keys or {})
        self._slots = Slots(limits.per_host)
        self._tls = _trusting()

    def get(
        self,
        url: str,
        *,
        etag: str = "",
        last_modified: str = "",
        accept: str = "*/*",
        now: datetime,
        within: timedelta | None = None,
    ) -> Answer:
        """The answer of a source at `now` (aware); raises FetchError.

        `etag` and `last_modified` are the validators of the last good answer. They are sent to the declared host
        only, not to another one it redirects to; neither is the key of an API. `within` is the time left when it is
        less than the total of the limits.
        """
        visit = Visit(self._limits if within is None else self._limits.within(within), self._allow_hosts)
        validators = {
            "If-None-Match": headers.validator(etag),
            "If-Modified-Since": headers.validator(last_modified),
        }
        asked = target(url, self._allow_hosts)
        question = _Question(asked, validators, accept, now, key=self._keys.get(asked.shown))
        with VisitSession(GuardedAdapter(visit, self._tls), self._user_agent) as session:
            while True:
                found = self._ask(session, visit, question)
                if isinstance(found, Answer):
                    return found
                question = found

    def close(self) -> None:
        """Nothing is kept between visits; here so that callers need not know."""

    def _ask(self, session: requests.Session, visit: Visit, question: _Question) -> Answer | _Question:
        """One hop: the answer, or the next question."""
        place = question.target.shown
        visit.begin_hop(place)
        with self._slots.taken(question.target.authority, visit):
            visit.begin_hop(place)
            with closing(self._send(session, visit, question)) as response:
                if response.status_code in _MOVED and response.headers.get("Location"):
                    return self._follow(response, visit, question)
                return _answer(response, visit, question)

    def _send(self, session: requests.Session, visit: Visit, question: _Question) -> requests.Response:
        wanted = {"Accept": question.accept} | {name: text for name, text in question.validators.items() if text}
        if question.key is not None and question.key.value and question.target.scheme == "https":
            wanted[question.key.header] = question.key.value
        timeout = (self._limits.connect.total_seconds(), self._limits.read.total_seconds())
        try:
            return session.get(question.target.url, headers=wanted, stream=True, allow_redirects=False, timeout=timeout)
        except requests.ConnectionError:  # all that the connections did not tell: it broke while asking
            raise visit.failure("no-answer") from None
        except requests.RequestException:
            raise visit.failure("protocol") from None

    def _follow(self, response: requests.Response, visit: Visit, question: _Question) -> _Question:
        """The question a redirect leads to."""
        visit.phase = "redirect"
        here = question.target
        seen = (*question.seen, here.url)
        there = target(_location(response), self._allow_hosts, base=here.url)
        if there.url in seen:
            raise visit.failure("redirect-loop", f"→ {there.url[:200]}")
        if len(seen) > self._limits.redirects:
            raise visit.failure("too-many-redirects", f"> {self._limits.redirects}")
        downgraded = here.scheme == "https" and there.scheme == "http"
        return replace(
            question,
            target=there,
            validators=question.validators if there.host == here.host else {},
            key=question.key if there.shown == here.shown else None,
            seen=seen,
            for_good=question.for_good and response.status_code in _FOR_GOOD and not downgraded,
            wait=_longest(question.wait, headers.retry_after(response.headers.get("Retry-After", ""), question.now)),
        )


def fetcher_from(settings: Settings, *, contact: str, version: str) -> Fetcher:
    """The fetcher an installation chose; `contact` is whom a site may write to about it."""
    return Fetcher(
        Limits(
            connect=settings.connect_timeout,
            read=settings.read_timeout,
            total=settings.total_timeout,
            received=settings.max_received,
            decoded=settings.max_decoded,
        ),
        user_agent=f"cantines/{version} (+{settings.address}; {contact})",
        allow_hosts=settings.allow_hosts,
        keys={"api.openagenda.com": Key("key", settings.openagenda_key, "CANTINES_OPENAGENDA_KEY")},
    )


def _answer(response: requests.Response, visit: Visit, question: _Question) -> Answer:
    """The answer in a response that leads nowhere else; raises FetchError for a status that brings nothing."""
    status = response.status_code
    fields = response.headers
    wait = _longest(question.wait, headers.retry_after(fields.get("Retry-After", ""), question.now))
    not_modified = status == 304 and any(question.validators.values())
    if status not in _GOOD and not not_modified:
        raise _unwelcome(status, visit, wait, question.key)
    body, received = (b"", 0) if not_modified else read_body(response, visit)
    content_type = fields.get("Content-Type", "")
    kept = question.validators if not_modified else {}
    return Answer(
        url=question.target.url,
        status=status,
        body=body,
        media_type=headers.media_type(content_type),
        charset=headers.charset(content_type),
        etag=headers.validator(fields.get("ETag", "")) or kept.get("If-None-Match", ""),
        last_modified=headers.validator(fields.get("Last-Modified", "")) or kept.get("If-Modified-Since", ""),
        max_age=headers.max_age(fields, question.now),
        retry_after=wait,
        received=received,
        not_modified=not_modified,
        moved_to=question.target.url if question.seen and question.for_good else "",
        elapsed=visit.elapsed,
        generator=headers.generator(fields),
    )


def _unwelcome(status: int, visit: Visit, wait: timedelta | None, key: Key | None) -> FetchError:
    code = _CODES.get(status) or ("server-error" if 500 <= status <= 599 else "http-status")
    detail = f"HTTP {status}"
    if code == "forbidden" and key is not None:
        code, detail = "key-refused" if key.value else "key-missing", f"{detail}, {key.setting}"
    return visit.failure(code, detail, status=status, retry_after=wait, permanent=code == "gone")


def _location(response: requests.Response) -> str:
    """Location as the server meant it: some send UTF-8 where only ASCII is right."""
    raw = response.headers["Location"].encode("latin-1", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _longest(one: timedelta | None, other: timedelta | None) -> timedelta | None:
    return max((wait for wait in (one, other) if wait is not None), default=None)
