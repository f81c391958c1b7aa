"""The label for programs: where every place stands, the report on one, and what was decided about it."""

from __future__ import annotations

from flask import Response

from federation.publish.api import Plain, page
from federation.publish.label_schemas import HistorySchema, LabelPageSchema, OneJudgedSchema
from federation.store.label.reports import report_on
from federation.web.api.answers import answered, only
from federation.web.label.desk import desk, judged
from federation.web.label.open_data import charter_in_force, every_place, history, standing, whole
from federation.web.pages import Reading


def label() -> Response:
    """Where every place stands, with its last report in figures."""
    only()

    def make(current: Reading) -> Plain:
        here = desk(current)
        return page(every_place(here), None, charter=charter_in_force(here))

    return answered(LabelPageSchema, make)


def report(site_id: str) -> Response:
    """Where a place stands, with its last report, whole."""
    only()

    def make(current: Reading) -> Plain:
        site = judged(current, site_id)
        return {**standing(desk(current), site), "report": whole(report_on(current.session, site_id))}

    return answered(OneJudgedSchema, make)


def decisions(site_id: str) -> Response:
    """What was decided about a place, and what is on its file."""
    only()
    return answered(HistorySchema, lambda current: history(desk(current), judged(current, site_id)))
