"""A small web in memory: addresses and what they answer, for what asks through a fetcher."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from federation.errors import FetchError
from sync.fetch import Answer
from tests.sync.asking import answered

HTML = "text/html"


@dataclass
class Web:
    """Answers by address: a body, with its media type where it is no page, or an address it leads to."""

    pages: Mapping[str, str | tuple[str, str]]
    moved: Mapping[str, str] = field(default_factory=dict)
    generators: Mapping[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

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
        self.asked.append(url)
        url = url.replace("webcal:", "https:")
        found = self.pages.get(self.moved.get(url, url))
        if found is None:
            raise FetchError("not-found", f"{url}, HTTP 404", phase="request", status=404)
        body, media_type = (found, HTML) if isinstance(found, str) else found
        answer = answered(self.moved.get(url, url))
        return replace(answer, body=body.encode(), media_type=media_type, generator=self.generators.get(url, ""))


def page(*parts: str, head: str = "") -> str:
    """A page with this in its head and in its body."""
    return f"<!doctype html><html><head><title>La Cantine</title>{head}</head><body>{''.join(parts)}</body></html>"


def calendar(*titles: str, more: str = "", day: int = 1) -> tuple[str, str]:
    """An iCalendar of one event a day from 1 December 2026 on, with its media type."""
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{number}@cantine.example\r\nDTSTAMP:20261101T080000Z\r\n"
        f"DTSTART:202612{number:02}T170000Z\r\nDTEND:202612{number:02}T190000Z\r\nSUMMARY:{title}\r\n{more}END:VEVENT\r\n"
        for number, title in enumerate(titles, start=day)
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//essai//FR\r\n{events}END:VCALENDAR\r\n", "text/calendar"
