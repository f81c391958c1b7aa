"""What a demonstration site was told to do: its mode, and changes laid over its programme. Values only."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from federation.demo.announced import ZONE, Announced, Draft, Programme, announce, moment, stem
from federation.demo.facts import place
from federation.demo.programme import day_of
from federation.domain.event import Event, Status

MODES = ("ok", "down", "slow", "empty", "broken")
_UNPRINTED = re.compile("[\\x00-\\x1f\\x7f\\ud800-\\udfff\\ufffe\\uffff]")
VERBS = ("announce", "cancel", "move", "remove")


class CommandError(ValueError):
    """A command that a demonstration site does not understand; its text says what it does."""


@dataclass(slots=True)
class Behaviour:
    """The present mode, and what was announced, cancelled, moved (by days) or removed, by slug, with its moment."""

    mode: str = "ok"
    announced: list[tuple[str, datetime]] = field(default_factory=list)
    cancelled: dict[str, datetime] = field(default_factory=dict)
    moved: dict[str, tuple[int, datetime]] = field(default_factory=dict)
    removed: dict[str, datetime] = field(default_factory=dict)

    @property
    def version(self) -> int:
        """A number that rises with each change laid over the programme."""
        shifts = sum(abs(days) for days, _ in self.moved.values())
        return len(self.announced) + len(self.cancelled) + len(self.moved) + len(self.removed) + 1000 * shifts


def obey(behaviour: Behaviour, command: dict[str, Any], programme: Programme, now: datetime) -> dict[str, Any]:
    """Changes the behaviour as the command asks and tells what was done; raises CommandError when it makes no sense.

    `programme` is what the site announces at `now`, an aware moment.
    """
    if command.keys() == {"mode"}:
        if command["mode"] not in MODES:
            raise CommandError(f"mode {command['mode']!r}; known: {', '.join(MODES)}")
        behaviour.mode = command["mode"]
        return {"mode": behaviour.mode}
    verb = next((name for name in VERBS if name in command), "")
    value = command.get(verb)
    if not verb or not isinstance(value, str) or not value.strip() or command.keys() - {verb, "days"}:
        raise CommandError(f"give one of: mode, {', '.join(VERBS)}, each with a text")
    if verb == "announce":
        title = _UNPRINTED.sub(" ", value).strip()[:200]
        behaviour.announced.append((title, now))
        return {"announced": title}
    return _change(behaviour, verb, _find(programme, value, now), command.get("days", 1), now)


def _change(behaviour: Behaviour, verb: str, item: Announced, days: Any, now: datetime) -> dict[str, Any]:
    if verb == "cancel":
        behaviour.cancelled[item.slug] = now
    elif verb == "remove":
        behaviour.removed[item.slug] = now
    else:
        if not isinstance(days, int) or isinstance(days, bool) or not -30 <= days <= 30 or days == 0:
            raise CommandError("days is a number from -30 to 30, not 0")
        behaviour.moved[item.slug] = (behaviour.moved.get(item.slug, (0, now))[0] + days, now)
    return {verb: item.event.uid, "title": item.event.title, "slug": item.slug}


def _find(programme: Programme, wanted: str, now: datetime) -> Announced:
    """The event of that UID or slug, or the next one that is dated, single and not cancelled."""
    for item in programme.items:
        if wanted in (item.event.uid, item.slug):
            return item
        start = item.event.start
        if wanted == "next" and isinstance(start, datetime) and start > now and _single(item):
            return item
    raise CommandError(f"no event {wanted!r} here")


def _single(item: Announced) -> bool:
    return item.record.recurrence is None and item.event.status is not Status.CANCELLED


def laid_over(programme: Programme, behaviour: Behaviour) -> Programme:
    """The programme as the site announces it once it has obeyed; pure."""
    added = [_announcement(programme, title, at, rank) for rank, (title, at) in enumerate(behaviour.announced)]
    items = [_changed(item, behaviour) for item in (*programme.items, *added) if item.slug not in behaviour.removed]
    moments = [at for _, at in behaviour.announced] + [at for _, at in behaviour.moved.values()]
    moments += [*behaviour.cancelled.values(), *behaviour.removed.values(), programme.changed_at]
    items.sort(key=lambda item: (day_of(item.event.start), item.slug))
    return replace(programme, items=tuple(items), changed_at=max(moments))


def _announcement(programme: Programme, title: str, at: datetime, rank: int) -> Announced:
    found = place(programme.site_id)
    day = at.astimezone(ZONE).date() + timedelta(days=3)
    draft = Draft(
        stem=f"{stem(day, title)}-{rank + 1}",
        title=title,
        start=moment(day, "18:30"),
        end=moment(day, "18:30", 120),
        paragraphs=["Annonce de dernière minute : venez nombreux, le café est prêt."],
        category="Rencontre",
        audience=("tous publics",),
    )
    return replace(announce(found, programme.base, draft), created_at=at, changed_at=at)


def _changed(item: Announced, behaviour: Behaviour) -> Announced:
    event, at = item.event, item.changed_at
    if item.slug in behaviour.moved:
        days, at = behaviour.moved[item.slug]
        event = _shifted(event, timedelta(days=days))
    if item.slug in behaviour.cancelled:
        at = max(at, behaviour.cancelled[item.slug])
        event = replace(event, title=f"ANNULÉ – {event.title}", status=Status.CANCELLED, sequence=event.sequence + 1)
    if event is item.event:
        return item
    return replace(item, record=replace(item.record, event=event), changed_at=at.astimezone(UTC).replace(microsecond=0))


def _shifted(event: Event, by: timedelta) -> Event:
    return replace(
        event,
        start=event.start + by,
        end=event.end + by if event.end is not None else None,
        previous_start=event.start,
        status=Status.RESCHEDULED,
        sequence=event.sequence + 1,
    )
