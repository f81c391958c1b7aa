"""A place as all outputs see it: the site, what its sources tell of the space together, whether it is open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from federation.domain.matching.folding import fold
from federation.domain.opening_rules import State
from federation.domain.site import Site
from federation.domain.space import Space
from federation.domain.spaces import Now, WholeSpace

NOTHING = Space()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A site and its space at a moment. `whole` is None when nobody tells anything of it, `now` when nobody can say.

    `since` is the aware moment of its last opening or closing, None when it is not known. `base_url` is the public
    address of the hub, with the language and without a slash at its end; `status` its label in words.

    Another place of a site is one too, with its own location and what its own sources tell: `annexe` is its name, ""
    for the first place; `provisional` that it is not for good.
    """

    site: Site
    base_url: str
    status: str
    whole: WholeSpace | None = None
    now: Now | None = None
    since: datetime | None = None
    annexe: str = ""
    provisional: bool = False

    @property
    def space(self) -> Space:
        """What is told of the space; an empty one when nobody tells anything."""
        return NOTHING if self.whole is None else self.whole.space

    @property
    def page_url(self) -> str:
        """The page of the site here."""
        return f"{self.base_url}/lieux/{self.site.id}"

    @property
    def name(self) -> str:
        """What it is called: its site, and which of its places unless it is the first."""
        return f"{self.site.name} – {self.annexe}" if self.annexe else self.site.name

    @property
    def section_url(self) -> str:
        """Where it stands on that page."""
        return f"{self.page_url}#{anchor(self.annexe)}" if self.annexe else self.page_url

    @property
    def spaceapi_url(self) -> str:
        """Its SpaceAPI endpoint here."""
        return f"{self.page_url}/spaceapi.json"

    def feed_url(self, extension: str) -> str:
        """Its agenda as `rss`, `atom`, `json` or `ics`."""
        return f"{self.page_url}/agenda.{extension}"

    @property
    def is_open(self) -> bool | None:
        """Whether it is open; None when nobody can say."""
        if self.now is None or self.now.state is State.UNKNOWN:
            return None
        return self.now.state is State.OPEN

    @property
    def seen_at(self) -> datetime | None:
        """When the part of it that was seen longest ago was seen (aware UTC)."""
        return None if self.whole is None else self.whole.seen_at


def anchor(annexe: str) -> str:
    """The fragment under which another place of a site stands on its page."""
    return "-".join(["lieu", *re.findall(r"[a-z0-9]+", fold(annexe))])


def stamp(moment: datetime | None) -> str | None:
    """A moment as RFC 3339 writes it, to the second."""
    return None if moment is None else moment.replace(microsecond=0).isoformat()
