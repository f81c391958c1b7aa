"""An event classified: format, themes, audience, series and practical facts, each with its reason. Pure.

The same event and taxonomy give the same answer always; nothing else is looked at. What is read is cut first (300
characters of a title, 2000 of a description), so that no event costs more than another.
"""

from __future__ import annotations

from datetime import datetime

from federation.domain.event import Attendance, Event
from federation.domain.taxonomy.classified import Because, Classified, Cost, Series
from federation.domain.taxonomy.formats import decide_format
from federation.domain.taxonomy.kinds import Taxonomy
from federation.domain.taxonomy.practical import (
    decide_accessibility,
    decide_age,
    decide_attendance,
    decide_cost,
    decide_language,
    decide_registration,
)
from federation.domain.taxonomy.reading import read_text, read_title
from federation.domain.taxonomy.series import find_series
from federation.domain.taxonomy.subjects import Hits, decide_audiences, decide_themes, told_ages

_CHILDREN = 15
"""Years of the oldest of whom are children."""


def classify(event: Event, taxonomy: Taxonomy) -> Classified:
    """What an event is, by what its source states, else by its title, else by its description."""
    reading, text_reading = read_title(event.title), read_text(event.description)
    lexicon = taxonomy.subject_words
    title, text = Hits(lexicon, reading), Hits(lexicon, text_reading)
    themes = decide_themes(taxonomy, event.categories, title, text)
    audiences = decide_audiences(taxonomy, (*event.audience, *event.categories), title, text)
    ages = told_ages((*map(read_title, event.audience[:4]), reading, text_reading))
    children = ages is not None and ages[1] is not None and ages[1] <= _CHILDREN
    decision = decide_format(taxonomy, event.categories, reading, text_reading, children)
    kinds = [taxonomy.names["audience", reason.answer] for reason in audiences]
    age = tuple(decide_age(ages, kinds, title, text))
    cost = tuple(decide_cost(lexicon, event, title, text))
    registration = tuple(decide_registration(event, title, text))
    format_ = taxonomy.names.get(("format", decision.format))
    attendance = tuple(decide_attendance(event, format_, title, text))
    language = tuple(decide_language(event, title, text))
    accessibility = tuple(decide_accessibility(event, text))
    series = _series(event, taxonomy)
    return Classified(
        format=decision.format,
        confidence=decision.confidence,
        also=decision.also,
        themes=_answers(themes),
        audiences=_answers(audiences),
        series=series,
        age=_answer(age),
        ages=ages,
        cost=Cost(cost[0].answer) if cost else None,
        registration=registration[0].answer == "registration" if registration else None,
        attendance=Attendance(attendance[0].answer) if attendance else None,
        language=_answer(language),
        accessibility=_answers(accessibility),
        because=(
            *decision.because, *themes, *audiences, *_because_of(series), *age, *cost, *registration, *attendance,
            *language, *accessibility,
        ),
    )  # fmt: skip


def _answers(reasons: tuple[Because, ...]) -> tuple[str, ...]:
    return tuple(reason.answer for reason in reasons)


def _answer(reasons: tuple[Because, ...]) -> str:
    return reasons[0].answer if reasons else ""


def _series(event: Event, taxonomy: Taxonomy) -> Series | None:
    on = event.start.date() if isinstance(event.start, datetime) else event.start
    return find_series(event.title, on, taxonomy.versioned)


def _because_of(series: Series | None) -> tuple[Because, ...]:
    if series is None:
        return ()
    return (Because("series", series.name, "title-within", f"{series.name} {series.number}"),)
