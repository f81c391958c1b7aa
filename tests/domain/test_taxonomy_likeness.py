"""What an event is like by all its words: drawn from labelled announcements, cautious, and told with its words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from federation.domain.event import Event
from federation.domain.taxonomy import OTHER, Classified, Taxonomy, classify
from federation.domain.taxonomy.usage import Usage
from federation.registry.taxonomy import own_taxonomy, usage
from tests.domain.taxonomy_titles import titles
from tests.domain.taxonomy_words import FILE, drawn, written

USAGE = Usage(
    {"conference": 40, "atelier": 40, "reunion-interne": 40, OTHER: 40},
    {
        "algue": {"conference": 12}, "bassin": {"conference": 9}, "aquarium": {"conference": 10},
        "tresorerie": {"reunion-interne": 12}, "bilans": {"reunion-interne": 12},
        "cotisations": {"reunion-interne": 12},
    },
)  # fmt: skip


def of(title: str, description: str, by: Usage | None = USAGE) -> Classified:
    taxonomy: Taxonomy = replace(own_taxonomy(), usage=by)
    return classify(Event(title=title, description=description, start=date(2026, 12, 1)), taxonomy)


def test_where_nothing_is_named_all_words_are_compared() -> None:
    found = of("Soir d’algue", "L’aquarium, le bassin.")
    assert (found.format, found.because[0].rule) == ("conference", "alike")
    assert set(found.because[0].words.split(", ")) == {"algue", "aquarium", "bassin"}
    assert of("Soir d’algue", "L’aquarium, le bassin.", None).format == OTHER


@pytest.mark.parametrize(
    ("title", "description", "format_"),
    [
        ("Atelier algue", "L’aquarium, le bassin.", "atelier"),
        ("Soir d’algue", "", OTHER),
        ("Soir d’algue", "Rien.", OTHER),
        ("Fabrique ton algue", "L’aquarium, le bassin.", "atelier"),
    ],
)
def test_what_is_named_or_clearly_heard_stands_and_little_is_no_reason(
    title: str, description: str, format_: str
) -> None:
    assert of(title, description).format == format_


def test_nothing_is_taken_out_of_the_agenda_by_a_likeness() -> None:
    assert of("Trésorerie", "Bilans, cotisations.").format == OTHER


def test_formats_that_a_network_has_not_are_not_answered() -> None:
    kept = tuple(kind for kind in own_taxonomy().formats if kind.id != "conference")
    taxonomy = replace(own_taxonomy(), formats=kept, usage=USAGE)
    event = Event(title="Soir d’algue", description="L’aquarium, le bassin.", start=date(2026, 12, 1))
    assert classify(event, taxonomy).format == OTHER


def test_the_counts_are_those_of_the_tuning_half() -> None:
    tuning = [line for line in titles() if not line.reported]
    assert written(drawn(tuning)) == FILE.read_text("utf-8")
    assert own_taxonomy().usage is not None
    assert usage(FILE.read_text("utf-8")).words == drawn(tuning).words
