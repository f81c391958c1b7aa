"""Who says something of an event: a source of a site. A value only."""

from __future__ import annotations

from dataclasses import dataclass

from federation.domain.event import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """A source of a site, as much of both as a comparison needs.

    `names` are what the site goes by (its own name first), `city` is where it is, `home` the place that an event gets
    when its source states none, `format` how the source speaks (a name of the register of formats), `website` the
    site's own address. `rank` is the place of the source among those its site declares: the first one counts first.
    """

    site: str
    source: str
    names: tuple[str, ...] = ()
    city: str = ""
    home: Place | None = None
    format: str = ""
    website: str = ""
    rank: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """What tells one source from every other."""
        return self.site, self.source
