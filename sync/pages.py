"""The pages of one visit: what each is found to say, and what they all say together. Pure.

Of several pages that tell of one record, the one that says most counts. To know which, their contents must be at hand
when any of them says something new: `contested` names the pages that must then be asked for whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from federation.domain.changes import Known
from federation.domain.event import Notice, Record
from federation.domain.payload import dump
from federation.domain.space import Space
from federation.errors import SourceError
from federation.store.pages import Page
from sync.fetch import Answer
from sync.formats.parsed import Parsed, few

_NOTICES_KEPT = 20


@dataclass(slots=True, kw_only=True)
class Found:
    """One page of a visit.

    `last` is what the hub kept of it. `answer` is what came, without its body; None when nothing did, and `error` then
    tells why, unless the visit ended before. `parsed` is what was read in it with the fingerprints `known`; without,
    the page says what it said last.
    """

    address: str
    last: Page | None = None
    answer: Answer | None = None
    body_hash: str = ""
    known: Mapping[str, str] = field(default_factory=dict)
    parsed: Parsed | None = None
    error: SourceError | None = None

    @property
    def format(self) -> str:
        """How it speaks."""
        return self.parsed.format if self.parsed else self.last.format if self.last else ""

    @property
    def further(self) -> tuple[str, ...]:
        """The addresses it names."""
        return self.parsed.further if self.parsed else self.last.further if self.last else ()

    @property
    def missing(self) -> bool:
        """Whether it could not be had, or was not asked for."""
        return self.answer is None

    def prints(self, held: Mapping[str, Known]) -> dict[str, str]:
        """The fingerprints of the records it tells, by key."""
        if self.parsed is None:
            if self.last is None:
                return {}
            if self.last.prints is None:
                return {key: record.fingerprint for key, record in held.items() if not record.gone}
            return dict(self.last.prints)
        told = {key: held[key].fingerprint for key in self.parsed.unreadable if key in held}
        told |= {key: self.known[key] for key in self.parsed.unchanged if key in self.known}
        return told | {record.key: record.fingerprint for record in self.parsed.records}

    def to_keep(self, prints: Mapping[str, str] | None, *, anew: bool) -> Page | None:
        """What the hub keeps of it; with `anew` nothing that was read in an older way is vouched for."""
        if self.answer is None:
            return self.last.to_ask_whole() if self.last and anew else self.last
        etag, last_modified = self.answer.etag, self.answer.last_modified
        if self.parsed is None:
            assert self.last is not None
            same = self.answer.not_modified
            return self.last if same else replace(self.last, etag=etag, last_modified=last_modified)
        return Page(
            etag=etag,
            last_modified=last_modified,
            body_hash=self.body_hash,
            format=self.parsed.format,
            prints=prints,
            further=self.further,
            notices=tuple(sorted(self.parsed.notices, key=lambda notice: not notice.lost)[:_NOTICES_KEPT]),
            space=self.parsed.space is not None,
        )


def contested(pages: Sequence[Found], held: Mapping[str, Known]) -> list[str]:
    """The addresses of pages to ask for whole: they tell of a record that another page tells anew, or that the page
    which told it best no longer tells, and what they say of it is not at hand.
    """
    told = [(page, page.prints(held)) for page in pages]
    standing = {key for _, prints in told for key, print_ in prints.items() if _held_as(held, key) == print_}
    at_hand = {id(page): _read_keys(page) for page in pages}
    fresh = {
        key
        for page, prints in told
        for key in at_hand[id(page)]
        if key in prints and prints[key] != _held_as(held, key)
    }
    return [
        page.address
        for page, prints in told
        if not page.missing
        and any(
            key in fresh or (key in held and key not in standing)
            for key in prints
            if key not in at_hand[id(page)] and not (page.parsed and key in page.parsed.unreadable)
        )
    ]


def _held_as(held: Mapping[str, Known], key: str) -> str | None:
    return held[key].fingerprint if key in held else None


def _read_keys(page: Found) -> set[str]:
    return {record.key for record in page.parsed.records} if page.parsed else set()


def together(pages: Sequence[Found], held: Mapping[str, Known], notices: Sequence[Notice], *, cut: bool) -> Parsed:
    """What all pages say, as one answer: the first one's, with the records of all. `notices` are the visit's own."""
    first = pages[0]
    if len(pages) == 1 and first.parsed is not None:
        whole = first.parsed
        return replace(whole, cut=whole.cut or cut, notices=few([*notices, *whole.notices]))
    read = [page.parsed for page in pages if page.parsed is not None]
    sound = {key for parsed in read for key in _sound(parsed)}
    records = _said_most(record for parsed in read for record in _telling(parsed, sound))
    told = {key for page in pages for key in page.prints(held)}
    unreadable = {key for parsed in read for key in parsed.unreadable} - sound
    return Parsed(
        format=first.format,
        records=records,
        unchanged=frozenset(told - {record.key for record in records} - unreadable),
        unreadable=frozenset(unreadable),
        cut=cut or any(parsed.cut for parsed in read),
        space=_space(pages),
        notices=few([*notices, *(notice for page in pages for notice in _notices(page, first))]),
        refresh_after=first.parsed.refresh_after if first.parsed else None,
        producer=first.parsed.producer if first.parsed else "",
        title=first.parsed.title if first.parsed else "",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Landing:
    """What became of the records that were told: the `names` their keys were given when others than the source's, the
    `keys` that the hub then holds, and those of them that are `kept` as they were, for they could not be read.
    """

    held: Mapping[str, Known] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    keys: Collection[str] = frozenset()
    kept: Collection[str] = frozenset()

    def prints(self, page: Found) -> dict[str, str]:
        """The fingerprints a page vouches for: of what it told and what landed."""
        told = {self.names.get(key, key): print_ for key, print_ in page.prints(self.held).items()}
        kept = {key: self.held[key].fingerprint for key in told if key in self.kept and key in self.held}
        return {key: print_ for key, print_ in (told | kept).items() if key in self.keys}


_NOTHING = Landing()


def keep(pages: Sequence[Found], landing: Landing = _NOTHING, *, anew: bool = False) -> dict[str, Page]:
    """What the hub keeps of the pages, by address. An only page vouches for all, so its records are not listed."""
    alone = len(pages) == 1 and not pages[0].further
    kept = {}
    for page in pages:
        prints = None if alone or page.parsed is None else landing.prints(page)
        if (last := page.to_keep(prints, anew=anew)) is not None:
            kept[page.address] = last
    return kept


def _sound(parsed: Parsed) -> set[str]:
    return {record.key for record in parsed.records} - parsed.unreadable | parsed.unchanged


def _telling(parsed: Parsed, sound: set[str]) -> list[Record]:
    """The records of a page, but for what little can be read of one that another page tells whole."""
    return [record for record in parsed.records if record.key not in parsed.unreadable or record.key not in sound]


def _said_most(records: Iterable[Record]) -> list[Record]:
    """One record for each key; of two, the one with more text, the same one whatever their order."""
    chosen: dict[str, Record] = {}
    for record in records:
        other = chosen.get(record.key)
        chosen[record.key] = record if other is None else max(record, other, key=_weight)
    return list(chosen.values())


def _weight(record: Record) -> tuple[int, str]:
    text = dump(record)
    return len(text), text


def _space(pages: Sequence[Found]) -> Space | None:
    """What the first page that tells of the place says of it; None when that page says what it said last."""
    for page in pages:
        if page.parsed is not None and page.parsed.space is not None:
            return page.parsed.space
        if page.parsed is None and page.last is not None and page.last.space:
            return None
    return None


def _notices(page: Found, first: Found) -> Iterable[Notice]:
    if page.error is not None:
        value = f"{page.error.code}, {page.error.detail}"[:200] if page.error.detail else page.error.code
        return [Notice("page-failed", path=page.address[:200], value=value, lost=True)]
    odd = page.parsed.notices if page.parsed else page.last.notices if page.last else ()
    return odd if page is first else [notice if notice.path else replace(notice, path=page.address) for notice in odd]
