"""Whose word counts for each field of an entry: the table of precedence, as rules. Pure.

Every rule sorts the statements that say something by the same questions: does the host say it, is it structured, is it
complete, which source does its site declare first, is it recent? The table tells which of them a field asks, and what
« complete » means for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from federation.domain.event import Status
from federation.domain.matching.folding import fold
from federation.domain.matching.links import canonical_link, is_page_of_one
from federation.domain.matching.statement import Statement

GUESSED = frozenset({"webfeed", "jsonfeed", "spaceapi"})
"""Formats without fields for dates and places of events: those were read out of words."""

_EARLIEST = datetime(1, 1, 1, tzinfo=UTC)
_NO_AGE = timedelta(0)
_UNTITLED = frozenset({"sans titre", "untitled", "no title"})
_CUT = ("…", "...", "[...]", "[…]", "lire la suite", "read more")
_STRONG = (
    Status.SCHEDULED,
    Status.TENTATIVE,
    Status.FULL,
    Status.RESCHEDULED,
    Status.MOVED_ONLINE,
    Status.POSTPONED,
    Status.CANCELLED,
)
"""Statuses from what nobody needs to say to what somebody surely meant."""

_LETTERS = 120  # of a title: more of them say no more

Complete = Callable[[Statement, Sequence[Statement]], tuple[int, ...]]


def _same(_: Statement) -> int:
    return 0


@dataclass(frozen=True, slots=True)
class Rule:
    """Fields that are taken together from one statement.

    `complete` gives what makes one statement say more than another, the more the higher, and nothing at all (an empty
    tuple) when it does not state the fields. `structured`: a format without such fields has to stand back.
    `first`: completeness counts even before the host's word. `agreed`: what more of the hosts say comes before the word
    of the leading one. Between statements of one site that are as complete, the source that it declares first counts,
    then the `length` of what is said; with `recent`, before both, the one that was changed last, when all of them say
    when that was.
    """

    fields: tuple[str, ...]
    complete: Complete
    structured: bool = True
    first: bool = False
    agreed: bool = False
    recent: bool = False
    length: Callable[[Statement], int] = _same


def _when(statement: Statement, _: Sequence[Statement]) -> tuple[int, ...]:
    event = statement.event
    return (int(not event.all_day), int(event.end is not None), int(event.previous_start is not None))


def _title(statement: Statement, _: Sequence[Statement]) -> tuple[int, ...]:
    title = statement.event.title.strip()
    if not title or fold(title) in _UNTITLED:
        return ()
    return (int(not title.endswith(_CUT)), int(not title.isupper()), int(not title.startswith("[")))


def _letters(statement: Statement) -> int:
    return min(len(statement.event.title), _LETTERS)


def _description(statement: Statement, group: Sequence[Statement]) -> tuple[int, ...]:
    text = statement.event.description.strip()
    if not text:
        return ()
    # Twice as long says more; a line more or less is no reason to leave the source that comes first.
    return (int(not _is_teaser(statement, group)), _core(statement, group).bit_length())


def _core(statement: Statement, group: Sequence[Statement]) -> int:
    """The letters of a text without what a platform frames it with: those of the text of its site that stands in it."""
    mine, site = statement.traits.told.plain, statement.teller.site
    texts = (other.traits.told.plain for other in group if other.teller.site == site and other is not statement)
    return min((len(text) for text in texts if text and mine.find(text) > 0), default=len(mine))


def _is_teaser(statement: Statement, group: Sequence[Statement]) -> bool:
    """Whether a description is only the beginning of a longer one."""
    mine = statement.traits.told.plain.rstrip(" .")
    length = len(statement.event.description)
    longer = (other.traits.told.plain for other in group if len(other.event.description) > length)
    return any(mine and text.startswith(mine) for text in longer) or statement.event.description.rstrip().endswith(_CUT)


def _status(statement: Statement, _: Sequence[Statement]) -> tuple[int, ...]:
    return (_STRONG.index(statement.event.status),)


def _place(statement: Statement, _: Sequence[Statement]) -> tuple[int, ...]:
    place = statement.event.place
    if place is None:
        return ()
    parts = (place.name, place.address, place.postal_code, place.city, place.lat is not None)
    return (int(statement.traits.spot.stated and not _at_home(statement)), sum(map(bool, parts)))


def _at_home(statement: Statement) -> bool:
    """Whether a place is the teller's own in other words: its name, or a line that holds its address."""
    place, home = statement.event.place, statement.teller.home
    if place is None or home is None:
        return False
    address = fold(home.address)
    line = fold(f"{place.name} {place.address}")
    return bool(address and address in line) or bool(home.name and fold(place.name) == fold(home.name))


def _url(statement: Statement, _: Sequence[Statement]) -> tuple[int, ...]:
    link = canonical_link(statement.event.url)
    own = canonical_link(statement.teller.website)
    return (int(bool(own) and link.startswith(own)), int(is_page_of_one(link))) if link else ()


def _image(statement: Statement, _: Sequence[Statement]) -> tuple[int, ...]:
    image = statement.event.image
    return () if image is None else (int(bool(image.credit)), int(bool(image.alt)))


def _price(statement: Statement, _: Sequence[Statement]) -> tuple[int, ...]:
    price = statement.event.price
    return () if price is None else (int(price.amount is not None), int(price.free is not None), int(bool(price.text)))


def _any(field: str) -> Complete:
    def stated(statement: Statement, _: Sequence[Statement]) -> tuple[int, ...]:
        value = getattr(statement.event, field)
        return () if value in (None, "", (), 0) else (len(value) if isinstance(value, tuple) else 1,)

    return stated


RULES: tuple[Rule, ...] = (
    Rule(("start", "end", "zone", "previous_start", "sequence"), _when, agreed=True, recent=True),
    Rule(("title",), _title, length=_letters),
    Rule(("description", "language", "licence"), _description, structured=False, first=True),
    Rule(("status",), _status, structured=False),
    Rule(("place",), _place),
    Rule(("url",), _url, structured=False),
    Rule(("image",), _image, structured=False),
    Rule(("price",), _price),
    *(
        Rule((field,), _any(field))
        for field in (
            *("uid", "attendance", "online_url", "registration_url"),
            *("categories", "audience", "accessibility", "organiser"),
        )
    ),
)
"""The table of precedence. Links are not in it: those of all statements are kept."""


def speaker(rule: Rule, group: Sequence[Statement], hosts: Sequence[str]) -> Statement | None:
    """The statement whose word counts for the fields of a rule; None when nobody states them."""
    ranked = [
        (_rank(rule, statement, said, group, hosts), statement)
        for statement in group
        if (said := rule.complete(statement, group))
    ]
    return min(ranked, key=lambda pair: pair[0])[1] if ranked else None


def _rank(
    rule: Rule, statement: Statement, said: tuple[int, ...], group: Sequence[Statement], hosts: Sequence[str]
) -> tuple[Any, ...]:
    site = statement.teller.site
    less = tuple(-amount for amount in said)
    return (
        less[0] if rule.first else 0,
        -_agreeing(statement, group, hosts) if rule.agreed else 0,
        hosts.index(site) if site in hosts else len(hosts),
        rule.structured and statement.teller.format in GUESSED,
        less,
        # Between sites the fixed order decides, so that two that contradict each other give one stable entry.
        site,
        _age(statement) if rule.recent and _dated(site, group) else _NO_AGE,
        statement.teller.rank,
        -rule.length(statement),
        _age(statement),
        statement.teller.source,
        statement.id,
    )


def _age(statement: Statement) -> timedelta:
    """Less for what was changed later, by the word of its source."""
    return _EARLIEST - (statement.updated_at or _EARLIEST)


def _dated(site: str, group: Sequence[Statement]) -> bool:
    """Whether every statement of a site says when it was last changed: of others nobody knows which is the older."""
    return all(one.updated_at is not None for one in group if one.teller.site == site)


def _agreeing(statement: Statement, group: Sequence[Statement], hosts: Sequence[str]) -> int:
    """How many of the hosts tell the start that a statement of one of them tells."""
    if statement.teller.site not in hosts:
        return 0
    return len({other.teller.site for other in group if other.event.start == statement.event.start} & set(hosts))
