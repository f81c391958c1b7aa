"""What words of titles weigh: a table, not a count over the agenda, so that nobody's titles change another's match.

Words stand folded and without plural (`folding.stem`). A word that is in no table is rare and weighs 1.
"""

from __future__ import annotations

from functools import lru_cache

from federation.domain.matching.cities import REGIONS
from federation.domain.matching.folding import stem
from federation.domain.matching.title_english import ENGLISH
from federation.domain.matching.title_lists import (
    BROAD,
    FRANCHISE_NAMES,
    GENERIC_WORDS,
    KNOWN_WORDS,
    LESSON_WORDS,
    LITTLE,
    STOP_WORDS,
    TO_DO,
)
from federation.domain.matching.title_synonyms import SYNONYMS

RARE = 1.0
KNOWN = 0.5
GENERIC = 0.2

_SAME = {
    "conf": "conference", "talk": "conference", "workshop": "atelier", "demonstration": "demo",
    "aperitif": "apero", "aperitivo": "apero", "afterwork": "apero", "rencontre": "meetup", "meeting": "meetup",
    "ai": "ia", "lunch": "dejeuner", "breakfast": "dejeuner", "rex": "retour", "retex": "retour", "tit": "petit",
    "dej": "dejeuner", "webinar": "webinaire", "expo": "exposition",
    "evening": "soiree", "soir": "soiree", "night": "soiree",
    "opendata": "donnee", "data": "donnee", "beginner": "debutant", "kid": "enfant", "children": "enfant",
    "codage": "code", "coder": "code", "programmation": "code", "programming": "code", "introduction": "initiation",
    "intro": "initiation", "coding": "code", "day": "journee",
    "osm": "openstreetmap", "vr": "virtuelle", "info": "information", "com": "communication",
    "hackaton": "hackathon", "hackathlon": "hackathon", "evt": "evenement", "asso": "association",
    "matinale": "matinee", "digital": "numerique",
    "citoyenne": "citoyen", "ouverte": "ouvert", "grande": "grand", "generale": "general", "mensuelle": "mensuel",
    "num": "numerique", "cie": "compagnie", "pc": "ordinateur", "phishing": "hameconnage",
    "gerer": "gestion", "rediger": "ecriture", "ecrire": "ecriture", "redaction": "ecriture",
    "enseigner": "enseignement", "debattre": "debat", "jouer": "jeu", "choix": "choisir", "achat": "acheter",
    "vendre": "vente", "investir": "investisseur", "voyager": "voyage", "traduire": "traduction",
    "produire": "production", "concevoir": "conception", "tri": "trier", "entreprendre": "entrepreneur",
    "freelance": "independant", "wp": "wordpress", "golang": "go", "postgre": "postgresql", "k8s": "kubernete",
    "js": "javascript", "IT": "informatique", stem("vuejs"): "vue", stem("nodejs"): "node", "dev": "developpeur",
    "CA": "conseiladministration", "breton": "bretagne", "bretonne": "bretagne", "breizh": "bretagne",
    "normand": "normandie", "normande": "normandie", "occitan": "occitanie", "alsacien": "alsace",
    # « Marketing » and « parking » are no “market” and no “park”.
    "marketing": "marketing", "parking": "parking", "pressing": "pressing", "timing": "timing",
    "mediateur": "mediation", "developpeuse": "developpeur", "codeuse": "codeur",
}  # fmt: skip

_OCCASIONS = frozenset(
    """
    ag anniversaire bal barbecue braderie brocante brunch carnaval chandeleur cremaillere crepe feria gala galette
    halloween inauguration jpo karaoke kermesse lan loto noel olympiade paque piquenique raclette rentree vernissage
    voeu
    """.split()  # noqa: SIM905
)
SEASONS = frozenset({"chandeleur", "halloween", "noel", "paque", "rentree"})
"""Occasions that last: a house holds several meetings of one."""

USUAL = frozenset({"code", "cybersecurite", "donnee", "entrepreneur", "ia", "opensource", "securite", "startup"})
"""Subjects that are met every week: two who go on with their own are two."""

STOP = frozenset(STOP_WORDS.split())
FRANCHISES = frozenset(map(stem, FRANCHISE_NAMES.split()))
"""Names under which many cities hold their own: they tell events of one city apart, not of two."""

LESSONS = frozenset(map(stem, LESSON_WORDS.split()))
"""Words of what is given everywhere in the same words: one more reason to ask for rarer ones."""

_WEIGHTS = dict.fromkeys(map(stem, (KNOWN_WORDS + TO_DO).split()), KNOWN)
_BROADLY = frozenset(map(stem, (BROAD + TO_DO).split()))
_WEIGHTS |= dict.fromkeys(map(stem, (GENERIC_WORDS + LITTLE).split()), GENERIC)

for _words in (SYNONYMS, ENGLISH):
    # A French word that has a synonym of its own gives it to the English ones.
    for _word, _meant in _words.items():
        _SAME.setdefault(stem(_word), _SAME.get(stem(_meant), stem(_meant)))


@lru_cache(maxsize=65536)
def meaning(word: str) -> str:
    """The word that stands for this one and its synonyms."""
    found = _SAME.get(word)
    if found is None and word.endswith("ing"):
        found = _SAME.get(word[:-3]) or _SAME.get(word[:-3] + "e")
    return found or word


_LONG = 6
_USUAL_ENDINGS = (
    "tion", "sion", "ment", "ique", "isme", "iste", "ite", "ture", "ance", "ence", "able", "ible", "euse", "trice",
    "elle", "age", "er", "ir", "ez", "eur",
)  # fmt: skip
"""Endings of the words that are formed on end: what bears one is seldom a name."""


@lru_cache(maxsize=65536)
def weight(word: str) -> float:
    """How much it says that two titles share this word: 0.2 for one of any programme, 0.5 for a usual theme, else 1.

    Of what is in no table, short words (of languages and products) and those formed with a usual ending are usual.
    """
    listed = _listed(word)
    if listed is not None:
        return listed
    return KNOWN if len(word) <= 3 or word.endswith(_USUAL_ENDINGS) else RARE


def is_telling(word: str) -> bool:
    """Whether a word is in no table and long enough not to be shared by chance."""
    return len(word) >= _LONG and _listed(word) is None


def is_unlisted(word: str) -> bool:
    """Whether a word is in no table."""
    return _listed(word) is None


def is_occasion(word: str) -> bool:
    """Whether a word names what a house holds once in a while, whatever else is told of it."""
    return word in _OCCASIONS


def is_subject(word: str) -> bool:
    """Whether a word alone tells what an event is about: neither of any programme nor of many subjects."""
    return weight(word) > GENERIC and word not in _BROADLY


def is_name(word: str) -> bool:
    """Whether a word weighs less by its shape alone, which a name has by chance."""
    return _listed(word) is None and weight(word) == KNOWN


def _listed(word: str) -> float | None:
    if word in REGIONS:
        return GENERIC  # with no other ending: « les aînés » are not of the Ain
    forms = (word, word.removesuffix("e"), word + "e", word.removesuffix("ne"), word.removesuffix("s"))
    return next((_WEIGHTS[form] for form in forms if form in _WEIGHTS), None)
