"""Records of a web page before they have their keys: each event once, then the key it goes by. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from urllib.parse import parse_qsl, urldefrag, urlencode, urlsplit

from federation.domain.event import Event, Recurrence
from federation.domain.identity import digest, record_key, uid_key
from federation.domain.payload import dump, undated

_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|mtm_\w+|pk_\w+|_gl|igshid", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """A record before it has its key. `base` is what identifies it (address or identifier; "" without one).

    `front` numbers the syntax it was read from: what two syntaxes of a page say of one event is one record.
    """

    base: str
    event: Event
    recurrence: Recurrence | None
    front: int


def untracked(url: str) -> str:
    """An address without the parameters that only tell where a reader came from (`utm_source`, `fbclid`)."""
    try:
        parts = urlsplit(url)
        query = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=50)
    except ValueError:
        return url
    kept = [(name, value) for name, value in query if not _TRACKING.fullmatch(name)]
    return url if len(kept) == len(query) else parts._replace(query=urlencode(kept)).geturl()


def canonical(url: str) -> str:
    """What two spellings of one address have in common: no scheme, no fragment, no last slash."""
    return "url:" + plain(untracked(url))


def plain(url: str) -> str:
    """An address without its scheme, its fragment and its last slash."""
    return urldefrag(url).url.split("://", 1)[-1].rstrip("/")


def distinct(drafts: list[Draft]) -> list[Draft]:
    """Each event once: what is said twice alike, or by two syntaxes of one page.

    Of two syntaxes the one that says more counts; a name for the event is taken from either.
    """
    kept: dict[tuple[str, str], list[Draft]] = {}
    for draft in drafts:
        same = kept.setdefault((draft.event.start.isoformat(), _folded(draft.event.title)), [])
        for index, other in enumerate(same[:20]):
            if (draft.base in ("", other.base) or not other.base) and _alike(draft, other):
                same[index] = _richer(other, draft)
                break
        else:
            same.append(draft)
    return [draft for same in kept.values() for draft in same]


def _alike(one: Draft, other: Draft) -> bool:
    return one.front != other.front or (one.event == other.event and one.recurrence == other.recurrence)


def _richer(one: Draft, other: Draft) -> Draft:
    best, second = (other, one) if _facts(other) > _facts(one) else (one, other)
    if best.base or not second.base:
        return best
    event = replace(best.event, url=second.event.url, uid=second.event.uid)
    return replace(best, base=second.base, event=event)


def _facts(draft: Draft) -> int:
    return sum(getattr(draft.event, part.name) != part.default for part in fields(Event))


def _folded(title: str) -> str:
    return re.sub(r"\W+", " ", title).strip().casefold()


def keyed(drafts: Iterable[Draft]) -> Iterator[tuple[str, Draft]]:
    """The key of each draft: of its base; with its start when several share the base; with all when even that."""
    groups: dict[str, list[Draft]] = {}
    for draft in drafts:
        groups.setdefault(draft.base, []).append(draft)
    for base, group in groups.items():
        taken: set[str] = set()
        dates = [draft.event.start.isoformat() for draft in group]
        often = Counter(dates)
        for draft, moment in zip(group, dates, strict=True):
            key = _key(base, draft, len(group) > 1, often[moment] > 1)
            if key not in taken:
                taken.add(key)
                yield key, draft


def key_of(base: str) -> str:
    """The key of the only event of an address or identifier."""
    return uid_key(base.removeprefix("id:")) if base.startswith("id:") else "url:" + digest(base)


def _key(base: str, draft: Draft, shared: bool, same_start: bool) -> str:
    if not base:
        return record_key(replace(draft.event, uid="", url="")) if not same_start else "text:" + fingerprint(draft)
    parts = [base]
    if shared:
        parts.append(draft.event.start.isoformat())
    if same_start:
        place = draft.event.place
        parts += [_folded(draft.event.title), "" if place is None else dump(place)]
    if base.startswith("id:"):
        return uid_key("#".join([base.removeprefix("id:"), *parts[1:]]))
    return "url:" + digest(*parts)


def fingerprint(draft: Draft) -> str:
    """A digest of what was read: a page that merely looks otherwise, or was saved again, says the same."""
    return digest(undated(dump(draft.event)), "" if draft.recurrence is None else dump(draft.recurrence))
