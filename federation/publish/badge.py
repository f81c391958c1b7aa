"""The badge of a site: a small drawing (SVG) and the same as data, always the status of now.

Nothing in it comes from elsewhere: no font, no link, no script. Widths are reckoned from the letters, for a drawing
cannot measure its text.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from html import escape

from federation.domain.reasons.words import Words
from federation.domain.site import LabelStatus
from federation.publish.text import clean, one_line, shortened

_COLOURS = {
    LabelStatus.LABELLED: "#1f6f43",
    LabelStatus.PROBATION: "#8a5a00",
    LabelStatus.FROZEN: "#2f5f86",
    LabelStatus.CANDIDATE: "#5a4b8a",
}
_GREY = "#5f5b55"
_STATUS = {
    LabelStatus.LABELLED: Words("labellisée {year}", "labelled {year}"),
    LabelStatus.PROBATION: Words("labellisée {year}, sous surveillance", "labelled {year}, on probation"),
    LabelStatus.FROZEN: Words("labellisée {year}, gelée", "labelled {year}, frozen"),
    LabelStatus.CANDIDATE: Words("candidate", "candidate"),
    LabelStatus.SUSPENDED: Words("label suspendu", "label suspended"),
    LabelStatus.WITHDRAWN: Words("label retiré", "label withdrawn"),
    LabelStatus.LISTED: Words("répertoriée, sans label", "listed, no label"),
    LabelStatus.CLOSED: Words("fermée", "closed"),
}
_HEIGHT, _PAD = 28, 10
_MOST = 60
_NARROW, _WIDE = "fijlrt.,:;'’!|() ", "mwMWŒœ@%"


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """What a badge says: the label's name, the place, its status on a day (in the zone of the charter).

    `labelled_on` is when it first got the label it has now, None while it has none; `report_url` is where its
    reasons are.
    """

    label: str
    place: str
    status: LabelStatus
    on: date
    report_url: str
    labelled_on: date | None = None
    term_ends_on: date | None = None
    language: str = "fr"

    @property
    def message(self) -> str:
        """The status in words, with the year for which it is true."""
        words = _STATUS[self.status]
        return (words.en if self.language == "en" else words.fr).format(year=self.on.year)


def badge_svg(badge: Badge) -> bytes:
    """The drawing; it names itself to those who do not see it."""
    name, message = shortened(one_line(clean(badge.label)), _MOST), badge.message
    title = escape(f"{one_line(clean(badge.place))} – {name} : {message}")
    left, right = _width(name) + 2 * _PAD, _width(message) + 2 * _PAD
    whole, middle = left + right, _HEIGHT // 2 + 4
    colour = _COLOURS.get(badge.status, _GREY)
    lines = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="{_HEIGHT}" viewBox="0 0 {whole} {_HEIGHT}" '
        f'role="img" aria-label="{title}">',
        f"<title>{title}</title>",
        f'<rect width="{whole}" height="{_HEIGHT}" rx="5" fill="{colour}"/>',
        f'<path d="M5 0h{left - 5}v{_HEIGHT}H5a5 5 0 0 1-5-5V5a5 5 0 0 1 5-5z" fill="#26221d"/>',
        '<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="12" text-anchor="middle">',
        f'<text x="{left / 2:g}" y="{middle}" textLength="{_width(name)}">{escape(name)}</text>',
        f'<text x="{left + right / 2:g}" y="{middle}" textLength="{_width(message)}" font-weight="bold">'
        f"{escape(message)}</text>",
        "</g>",
        "</svg>",
    )
    return "\n".join(lines).encode() + b"\n"


def badge_json(badge: Badge) -> bytes:
    """The same as data: the keys of shields.io's endpoint first, then our own."""
    document = {
        "schemaVersion": 1,
        "label": one_line(badge.label),
        "message": badge.message,
        "color": _COLOURS.get(badge.status, _GREY).removeprefix("#"),
        "place": one_line(badge.place),
        "status": badge.status.value,
        "year": badge.on.year,
        "on": badge.on.isoformat(),
        "labelled_on": _day(badge.labelled_on),
        "term_ends_on": _day(badge.term_ends_on),
        "report": badge.report_url,
    }
    return json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n"


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _width(text: str) -> int:
    """Pixels that a text takes at 12 pixels, about; `textLength` makes it exactly so."""
    return round(sum(4.4 if letter in _NARROW else 10.4 if letter in _WIDE else 7.6 for letter in text))
