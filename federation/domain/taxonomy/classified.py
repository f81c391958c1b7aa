"""What an event was found to be, and why: every answer keeps the words and the rule it came from. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from federation.domain.event import Attendance
from federation.domain.matching.folding import fold
from federation.domain.reasons.words import Words
from federation.domain.taxonomy.kinds import OTHER, Taxonomy


class Cost(StrEnum):
    """What it costs to come in."""

    FREE = "free"
    PAID = "paid"
    AS_YOU_WISH = "pay-what-you-want"


@dataclass(frozen=True, slots=True)
class Because:
    """Why one `answer` was given to a `field`: the `rule`, and the `words` that it rests on, as seen or as listed."""

    field: str
    answer: str
    rule: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """A run of events under one name: « Mobile Monday » number 52; `season` when one is told (« saison 2 »).

    The name is empty when the title gives none (« Saison 2, épisode 4 »).
    """

    name: str
    number: int
    season: int | None = None

    @property
    def key(self) -> str:
        """The name as it is compared."""
        return fold(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Classified:
    """What an event is. `format` is one id of the taxonomy and `confidence` how sure, from 0 (nothing tells
    it) to 1 (stated).

    `also` are the other formats that the title names as well. `age` is `children`, `adults` or nothing; `ages` the
    years told, youngest and oldest (None: no limit told). What nothing tells is None, empty or "".
    """

    format: str = OTHER
    confidence: float = 0.0
    also: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    series: Series | None = None
    age: str = ""
    ages: tuple[int | None, int | None] | None = None
    cost: Cost | None = None
    registration: bool | None = None
    attendance: Attendance | None = None
    language: str = ""
    accessibility: tuple[str, ...] = ()
    because: tuple[Because, ...] = ()


FIELDS: dict[str, Words] = {
    "format": Words("Format", "Format"),
    "also": Words("Aussi", "Also"),
    "themes": Words("Thème", "Theme"),
    "audiences": Words("Public", "Audience"),
    "series": Words("Série", "Series"),
    "age": Words("Âge", "Age"),
    "cost": Words("Prix", "Price"),
    "registration": Words("Inscription", "Registration"),
    "attendance": Words("Participation", "Attendance"),
    "language": Words("Langue", "Language"),
    "accessibility": Words("Accessibilité", "Accessibility"),
}
"""The name of each field of which a reason is kept."""

ANSWERS: dict[str, Words] = {
    "children": Words("enfants et ados", "children and teens"),
    "adults": Words("adultes", "adults"),
    "free": Words("gratuit", "free"),
    "paid": Words("payant", "to be paid"),
    "pay-what-you-want": Words("prix libre", "pay what you want"),
    "registration": Words("sur inscription", "required"),
    "no-registration": Words("sans inscription", "not needed"),
    "onsite": Words("sur place", "on site"),
    "online": Words("en ligne", "online"),
    "mixed": Words("sur place et en ligne", "on site and online"),
    "fr": Words("français", "French"),
    "en": Words("anglais", "English"),
    "hi": Words("handicap auditif", "hearing impairment"),
    "vi": Words("handicap visuel", "visual impairment"),
    "pi": Words("handicap psychique", "psychic impairment"),
    "mi": Words("handicap moteur", "motor impairment"),
    "ii": Words("handicap intellectuel", "intellectual impairment"),
}
"""Answers that are no id of the taxonomy, in words."""

RULES: dict[str, Words] = {
    "stated": Words("la source le dit", "the source states it"),
    "category": Words("la source le range sous « {words} »", "the source files it under “{words}”"),
    "title": Words("le titre commence par « {words} »", "the title begins with “{words}”"),
    "title-within": Words("le titre dit « {words} »", "the title says “{words}”"),
    "title-compound": Words(
        "le titre dit « {words} », qui l’emporte dans un mot composé",
        "the title says “{words}”, which counts most in a compound",
    ),
    "title-weak": Words(
        "le titre dit « {words} », et rien de plus précis", "the title says “{words}”, and nothing more precise"
    ),
    "title-making": Words("le titre invite à faire : « {words} »", "the title calls to make: “{words}”"),
    "told": Words(
        "la description dit ce qu’on y fait : « {words} »", "the description tells what people do: “{words}”"
    ),
    "alike": Words(
        "ses mots sont ceux d’autres annonces de ce format, comme « {words} »",
        "other announcements of this format are worded so: “{words}”",
    ),
    "children": Words("c’est pour des enfants d’un certain âge", "it is for children of a certain age"),
    "description": Words("la description dit « {words} »", "the description says “{words}”"),
    "format-implies": Words("c’est ce que veut le format « {words} »", "the format “{words}” implies it"),
    "place": Words(
        "une adresse est donnée, et rien ne parle d’y assister en ligne",
        "an address is given, and nothing tells of joining online",
    ),
    "link": Words("un lien est donné pour cela", "a link is given for it"),
    "small-words": Words("les petits mots sont ceux de cette langue", "the small words are those of that language"),
    "nothing": Words("rien ne dit le format", "nothing tells the format"),
}  # fmt: skip
"""The sentence for each rule, `{words}` replaced by those it rests on."""


def sentence(because: Because, taxonomy: Taxonomy, language: str = "fr") -> str:
    """A reason in words, in French unless `language` is `en`."""
    english = language == "en"
    kind = {"format": "format", "also": "format", "themes": "theme", "audiences": "audience"}.get(because.field, "")
    named = taxonomy.names.get((kind, because.answer))
    told = ANSWERS.get(because.answer)
    answer = named.name(language) if named else because.answer if told is None else told.en if english else told.fr
    field, rule = FIELDS[because.field], RULES[because.rule]
    if english:
        return f"{field.en}: {answer}, because {rule.en.replace('{words}', because.words)}."
    return f"{field.fr} : {answer}, car {rule.fr.replace('{words}', because.words)}."
