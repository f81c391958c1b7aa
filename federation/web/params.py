"""Query parameters of pages: what is not known is refused, never passed over in silence."""

from __future__ import annotations

from flask import request

from federation.domain.query import read_page
from federation.errors import QueryError

PAGE_SIZE = 50
"""Entries on one page of an agenda."""


def page_number() -> int:
    """The page the reader asked for, from 1; raises QueryError on anything else in the query string."""
    pages = request.args.getlist("page")
    if len(pages) > 1:
        raise QueryError("page", ", ".join(pages), ["1 … 1000"])
    return read_page(request.args)


def no_parameters() -> None:
    """Raises QueryError when the query string holds anything at all."""
    for name, value in request.args.items():
        raise QueryError(name, value, [])
