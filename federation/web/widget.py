"""The agenda in the page of somebody else: a frame that takes the same parameters as every output."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response

from federation.domain.query import Sort
from federation.store import agenda as entries
from federation.web.pages import Reading, html
from federation.web.params import asked, common, spelled

blueprint = Blueprint("widget", __name__)

ROWS = 10
"""Entries in a frame; a link leads to the others."""


@blueprint.get("/widget")
def widget() -> Response:
    """The next entries of a query, without the furniture of our own pages; links open outside the frame."""
    query = asked("page", ranked=False)

    def make(reading: Reading) -> str:
        found = entries.upcoming(reading.session, replace(query, size=ROWS))
        rows = reading.rows
        days = rows.days(found) if query.sort is Sort.DATE else rows.told(found, query.sort)
        return reading.page("widget.html", days=days, query=spelled(query))

    return html(make, common=common(query))
