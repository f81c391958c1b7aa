"""What an event is like by all it is worded with: learnt from labelled announcements, cautious, told with its words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from federation.domain.event import Event
from federation.domain.taxonomy import OTHER, Classified, classify
from federation.domain.taxonomy.reading import read_text, read_title
from federation.domain.taxonomy.traits import of_word, wording
from federation.domain.taxonomy.usage import Usage
from federation.registry.taxonomy import own_taxonomy
from tests.domain.taxonomy_titles import HANDS, UNSEEN, Labelled, titles
from tests.domain.taxonomy_words import drawn, learnt, written

USAGE = Usage(
    (OTHER, "conference", "atelier", "reunion-interne"),
    [150, 0, 0, 0],
    {
        "algue": [0, 60, 0, 0], "bassin": [0, 60, 0, 0], "aquarium": [0, 60, 0, 0], "truelle": [0, -50, 300, 0],
        "bilans": [0, 0, 0, 400], "d": [0, 300, 0, 0], "~craft": [0, 0, 250, 0], "#": [0, 300, 0, 0],
    },
)  # fmt: skip
RULES = replace(own_taxonomy(), usage=None)
BY_USAGE = replace(RULES, usage=USAGE)


def of(title: str, description: str = "") -> Classified:
    return classify(Event(title=title, description=description, start=date(2026, 12, 1)), BY_USAGE)


def test_where_nothing_is_named_all_words_are_compared() -> None:
    found = of("Soir d’algue", "L’aquarium, le bassin.")
    assert (found.format, found.because[0].rule) == ("conference", "alike")
    assert set(found.because[0].words.split(", ")) == {"algue", "aquarium", "bassin"}
    assert found.confidence < 0.4


@pytest.mark.parametrize(
    ("title", "description", "format_"),
    [
        ("Atelier algue", "L’aquarium, le bassin.", "atelier"),
        ("La truelle", "", "atelier"),
        ("Thym et linogravure", "", "atelier"),
        ("Soir bassin", "Un atelier en été", "atelier"),
        ("Soir", "Le bassin.", OTHER),
        ("Rien", "Rien.", OTHER),
        ("D’ici", "", OTHER),
        ("Pas d’atelier", "", OTHER),
        ("", "", OTHER),
    ],
)
def test_what_is_named_or_clearly_heard_stands_and_little_is_no_reason(
    title: str, description: str, format_: str
) -> None:
    assert of(title, description).format == format_


def test_the_shape_of_a_title_speaks_beside_its_words_and_is_shown_by_its_sign() -> None:
    assert of("Bassin #7").because[0].words == "7, bassin"
    assert of("Bassin").format == OTHER


def test_nothing_is_taken_out_of_the_agenda_by_a_likeness() -> None:
    assert of("Bilans", "Bilans.").format == OTHER


def test_formats_that_a_network_has_not_are_not_answered() -> None:
    kept = tuple(kind for kind in RULES.formats if kind.id != "conference")
    event = Event(title="Soir d’algue", description="L’aquarium, le bassin.", start=date(2026, 12, 1))
    assert classify(event, replace(RULES, formats=kept, usage=USAGE)).format == OTHER


def test_words_that_are_only_spoken_of_are_not_compared() -> None:
    title = read_title("Pas d’atelier demain, algue")
    assert "atelier" in wording(title, read_text("")).title
    assert "atelier" not in wording(title, read_text("Un atelier"), {2}).title


def test_a_word_is_known_by_its_beginning_and_its_circles_too() -> None:
    assert dict(of_word("linogravures")) == {"linogravures": 1.0, "linog*": 0.7, "~craft": 0.4}


LINES = (
    Labelled("Algue rouge", "conference", "x"),
    Labelled("Algue bleue", "conference", "x", others=("debat",)),
    Labelled("Truelle rouge", "atelier", "x"),
    Labelled("Truelle bleue", "atelier", "x", description="On bâtit un mur bleu."),
)


def test_what_is_learnt_tells_its_own_lines_and_is_always_the_same() -> None:
    usage = learnt(LINES, RULES)
    at = usage.formats.index("conference")
    assert usage.traits["algue"][at] > 0 > usage.traits["truelle"][at]
    assert written(usage) == written(learnt(LINES, RULES))


def test_the_weights_were_learnt_from_the_tuning_half_as_it_is() -> None:
    usage = own_taxonomy().usage
    assert usage is not None
    assert usage.drawn == drawn(line for line in titles() if not line.reported)
    assert drawn(LINES) != drawn(LINES[1:])


def test_each_file_is_of_one_hand() -> None:
    files = sorted({line.file for line in titles()}.difference(UNSEEN))
    assert sorted(file for files in HANDS.values() for file in files) == files
