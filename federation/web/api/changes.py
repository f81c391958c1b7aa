"""What changed in the agenda since a cursor: whoever follows it ends with exactly the agenda.

A change is told again for some minutes: landings may commit in another order than they began, and a change that is told
twice costs nothing, one that is never told costs a copy its truth.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from flask import Response
from werkzeug.exceptions import Gone

from federation.domain.cursors import Followed, read_followed, write_followed
from federation.publish.api import Plain, plain_event, stamp
from federation.publish.schemas import ChangePageSchema
from federation.store.followed import Changed, agenda_after, changed_after, digest_of, members
from federation.web.api.answers import answered, base_url, given, limit, next_url, only
from federation.web.context import context
from federation.web.pages import Reading

USUAL, MOST = 100, 500
LATE = timedelta(minutes=10)
"""How long a landing may take from its beginning to its commit."""

_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


def changes() -> Response:
    """The changes after a cursor; without one, all of the agenda."""
    only("since", "limit")
    most, cursor = limit(USUAL, MOST), given("since")
    since = read_followed("since", cursor) if cursor else None

    def make(current: Reading) -> Plain:
        sites = members(current.session)
        digest = digest_of(sites)
        follower = since or Followed(_BEGINNING, "", digest, whole=True)
        if follower.members != digest:
            # Entries of a site come and go with its label, without changing themselves.
            raise Gone
        begun = follower.begun or context().clock() - LATE
        return _page(current, sites, replace(follower, begun=begun), most, cursor)

    return answered(ChangePageSchema, make)


def _page(current: Reading, sites: tuple[str, ...], follower: Followed, most: int, cursor: str) -> Plain:
    after = (follower.at, follower.id)
    if follower.whole:
        found = agenda_after(current.session, sites, after, most + 1, context().clock())
    else:
        found = changed_after(current.session, sites, after, most + 1)
    told, more = found[:most], len(found) > most
    reached = (told[-1].changed_at, told[-1].id) if told else after
    further = replace(follower, at=reached[0], id=reached[1])
    parameters = [("limit", str(most))] if most != USUAL else []
    return {
        "items": [_change(item, follower) for item in told],
        "next": next_url(parameters, since=write_followed(further)) if more else None,
        "cursor": write_followed(_later(further)) if told or not cursor else cursor,
    }


def _later(reached: Followed) -> Followed:
    """Where to go on later: not further than changes were surely all there when this began."""
    begun = (reached.begun or _BEGINNING, "")
    at, id_ = begun if reached.whole else min((reached.at, reached.id), begun)
    return Followed(at, id_, reached.members)


def _change(item: Changed, follower: Followed) -> Plain:
    entry = item.entry
    if entry is None:
        what = "merged" if item.merged_into else "removed"
    elif entry.withdrawn_at is not None:
        what = "withdrawn"
    else:
        what = "new" if follower.whole or entry.first_seen_at > follower.at else "changed"
    return {
        "id": item.id,
        "change": what,
        "changed_at": stamp(item.changed_at),
        "merged_into": item.merged_into or None,
        "event": None if entry is None else plain_event(entry, base_url()),
    }
