"""Which sites hold an event, and which only tell of it; in an order that no visit changes. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from federation.domain.matching.folding import fold
from federation.domain.matching.links import canonical_link
from federation.domain.matching.statement import Statement


def hosts(group: Sequence[Statement]) -> tuple[str, ...]:
    """The ids of the sites that hold the event, the leading one first.

    A site holds what takes place in its own city, unless its page of the event is another site's. If nobody does so,
    all who tell it hold it. It leads when most others point to its pages, then when it is named as the organiser, then
    when it states the place; the id of the site decides between equals.
    """
    sites = sorted({statement.teller.site for statement in group})
    holding = [
        site for site in sites if any(_holds(statement, group) for statement in group if _is_of(statement, site))
    ]
    return tuple(sorted(holding or sites, key=lambda site: (*_standing(site, group), site)))


def _is_of(statement: Statement, site: str) -> bool:
    return statement.teller.site == site


def _holds(statement: Statement, group: Sequence[Statement]) -> bool:
    traits = statement.traits
    if not statement.event.place and statement.event.url:
        return not _page_of_another(statement, group)
    return traits.home in traits.spot.cities and not _page_of_another(statement, group)


def _page_of_another(statement: Statement, group: Sequence[Statement]) -> bool:
    """Whether the page of the event lies on the web site of another site of the group."""
    own = _host(statement.teller.website)
    page = _host(statement.event.url)
    others = {_host(other.teller.website) for other in group if not _is_of(other, statement.teller.site)} - {"", own}
    return page in others


def _host(url: str) -> str:
    return canonical_link(url).partition("/")[0] if url else ""


def _standing(site: str, group: Sequence[Statement]) -> tuple[int, int, int]:
    mine = [statement for statement in group if _is_of(statement, site)]
    websites = {_host(statement.teller.website) for statement in mine} - {""}
    pages = {link for statement in mine for link in statement.traits.own}
    others = (statement.traits for statement in group if not _is_of(statement, site))
    pointing = sum(
        any(link in pages or link.partition("/")[0] in websites for link in traits.own | traits.quoted)
        for traits in others
    )
    names = {fold(name) for statement in mine for name in statement.teller.names}
    organising = sum(statement.traits.organiser in names for statement in group if statement.traits.organiser)
    return -pointing, -organising, -sum(statement.traits.spot.stated for statement in mine)
