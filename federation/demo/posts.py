"""The blog of a demonstration site: articles about some events, a few days before them, and some about none.

An article is dated by its publication, as in any blog; its text states the day of the event in words, or does not.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from datetime import datetime, timedelta

from federation.demo.announced import ZONE, Programme, chance
from federation.demo.french import month_name, slug, when
from federation.demo.happenings import Happening, happenings
from federation.demo.programme import day_of
from federation.demo.wording import as_html
from federation.domain.event import Status

_OPENINGS = (
    "Notez la date : rendez-vous {when}.",
    "C’est {when} que ça se passe.",
    "On vous attend {when}, venez nombreux.",
)
_VAGUE = (
    "On vous en dit plus très vite ; en attendant, parlez-en autour de vous.",
    "Tout est sur la page de l’événement, l’essentiel est d’y être.",
)
_DIGEST = (
    "Un mois bien rempli : {count} rendez-vous, des chaises empruntées aux voisins et beaucoup de café. Merci aux "
    "bénévoles, aux intervenants et à ceux qui ont rangé la salle."
)


@dataclass(frozen=True, slots=True)
class Post:
    """One article: its path, its HTML, the aware moment of publication, the event it is about if any."""

    path: str
    title: str
    html: str
    published_at: datetime
    categories: tuple[str, ...]
    event_url: str = ""


def posts(programme: Programme) -> tuple[Post, ...]:
    """Every article of the past year, latest first."""
    dated = happenings(programme)
    found = [_about(programme, item) for item in dated if _told(programme, item)]
    found += _digests(programme, dated)
    shown = [post for post in found if post.published_at.date() <= programme.today]
    return tuple(sorted(shown, key=lambda post: (post.published_at, post.path), reverse=True))


def _told(programme: Programme, found: Happening) -> bool:
    usual = found.item.record.recurrence is None and found.event.status is not Status.CANCELLED
    return usual and chance(programme.site_id, found.slug, "post").random() < 0.6


def _about(programme: Programme, found: Happening) -> Post:
    event = found.event
    draw = chance(programme.site_id, found.slug, "article")
    day = day_of(event.start) - timedelta(days=draw.randint(6, 20))
    at = datetime(day.year, day.month, day.day, draw.randint(9, 17), draw.randrange(60), tzinfo=ZONE)
    at = max(at, found.item.created_at.astimezone(ZONE))
    opening = draw.choice(_OPENINGS).format(when=_said(event.start, event.end))
    text = f"<p>{opening if draw.random() < 0.7 else draw.choice(_VAGUE)}</p>\n{as_html(event.description)}"
    text += f'\n<p><a href="{html.escape(event.url)}">La page de l’événement</a></p>'
    held = day_of(event.start)
    path = _path(at, f"{slug(event.title)}-{held.day}-{slug(month_name(held)).partition('-')[0]}")
    return Post(path, event.title, text, at, event.categories[:1], event.url)


def _said(start: object, end: object) -> str:
    told = when(start, end)  # type: ignore[arg-type]
    return told if told.startswith("du ") else f"le {told}".replace(", ", " à ", 1)


def _digests(programme: Programme, dated: tuple[Happening, ...]) -> list[Post]:
    """On the first of each month, a word on the one before."""
    counted: dict[tuple[int, int], int] = {}
    for found in dated:
        day = day_of(found.event.start)
        counted[day.year, day.month] = counted.get((day.year, day.month), 0) + 1
    told = []
    for (year, month), count in counted.items():
        at = datetime(year + month // 12, month % 12 + 1, 1, 10, 0, tzinfo=ZONE)
        title = f"Ce qu’on a fait en {month_name(at.date() - timedelta(days=1))}"
        text = f"<p>{_DIGEST.format(count=count)}</p>"
        told.append(Post(_path(at, slug(title)), title, text, at, ("Vie de la cantine",)))
    return told


def _path(at: datetime, name: str) -> str:
    return f"/{at:%Y}/{at:%m}/{name}/"
