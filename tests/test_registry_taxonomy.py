"""The taxonomy file: what it may say, and that every mistake is told at once with its line."""

from __future__ import annotations

from datetime import date

import pytest

from federation.domain.event import Event
from federation.domain.taxonomy import OTHER, classify
from federation.errors import ConfigError
from federation.registry.taxonomy import load_taxonomy, own_taxonomy

SMALL = """\
version: 3
formats:
- {id: veillee, fr: Veillée, en: Vigil, words: ["*lune", feu-de-camp]}
- {id: autre, fr: Autre, en: Other}
"""


def mistakes(text: str) -> str:
    with pytest.raises(ConfigError) as refused:
        load_taxonomy(text)
    return str(refused.value)


def test_the_file_that_comes_with_the_hub_is_sound() -> None:
    taxonomy = own_taxonomy()
    assert taxonomy.version >= 1
    assert taxonomy.formats[-1].id == OTHER
    assert [format_.id for format_ in taxonomy.formats if not format_.counts] == ["reunion-interne", "coworking-ouvert"]
    assert len(taxonomy.names) >= 50


@pytest.mark.parametrize(
    ("title", "format_"),
    [
        ("Veillées au fort", "veillee"),
        ("Feu de camp", "veillee"),
        ("Feudecamp", "veillee"),
        ("Pleinelune", "veillee"),
        ("La lune", "autre"),
        ("Atelier", "autre"),
    ],
)
def test_another_network_has_its_own_words(title: str, format_: str) -> None:
    found = classify(Event(title=title, start=date(2026, 12, 1)), load_taxonomy(SMALL))
    assert found.format == format_


def test_two_formats_may_not_claim_one_word_however_written() -> None:
    text = SMALL.replace("- {id: autre", "- {id: bivouac, fr: Bivouac, en: Bivouac, weak: [Feudecamp]}\n- {id: autre")
    assert "line 4: formats[1].weak[0]: `Feudecamp` is already claimed by `veillee`, as `feu-de-camp` on line 3" in (
        mistakes(text)
    )


def test_all_mistakes_are_told_in_the_order_of_the_file() -> None:
    told = mistakes(
        """\
version: one
formats:
- {id: Atelier, fr: Atelier, en: Workshop, words: [a*b, "*", "…"]}
- {id: debat, fr: Débat, en: Debate, schema: Debate, wrods: [débat]}
- {id: debat, fr: Débat, en: Debate}
themes:
- {id: ia, fr: IA, en: AI, words: ["*ia", données, Donnees]}
signals: {fre: [gratuit]}
"""
    )
    for sentence in (
        "line 1: version: a whole number is expected here",
        "line 3: formats[0].id: `Atelier` is not an id",
        "line 3: formats[0].words[0]: `a*b`: one `*`, at one end",
        "line 3: formats[0].words[2]: `…` has no letter or digit",
        "`Debate` is not allowed",
        "unknown key `wrods`; did you mean `words`?",
        "line 5: formats[2].id: the id `debat` was already given on line 4",
        "the last format must be `autre`",
        "`*ia`: `*` is for the words of formats only",
        "`Donnees` is already claimed here, as `données` on line 7",
        "unknown key `fre`; did you mean `free`?",
    ):
        assert sentence in told


@pytest.mark.parametrize("text", ["", "[]", "version: 1", "formats: []\nversion: 1", "{", "formats: 3\nversion: 1"])
def test_what_is_no_taxonomy_is_refused(text: str) -> None:
    mistakes(text)
