"""The words of `cantines explain` and of what `cantines decide` lists, in French and in English."""

from __future__ import annotations

from federation.publish.words import NARROW

WORDS: dict[str, dict[str, str]] = {
    "fr": {
        "said": "Ce que disent les sources",
        "seen": "vue la première fois le {first}, la dernière fois le {last}",
        "never": "vue la première fois le {first}",
        "withdrawn": "retirée par la source",
        "unlisted": "source sortie du fichier du réseau",
        "hidden": "Cette fiche est masquée par une décision, ou aucune source du réseau ne la dit.",
        "gone": "Cette fiche est retirée : qui la tient ne l’annonce plus.",
        "more": "… et {count} autres, qui répètent",
        "united": "Pourquoi c’est une seule fiche",
        "alone": "Une seule source la dit.",
        "grouped": "Réunies par ce qu’elles partagent avec les autres.",
        "fields": "Qui a donné chaque champ",
        "people": "une décision",
        "conflicts": "À trancher",
        "decisions": "Décisions",
        "decision": f"n° {{number}}, {{day}}, {{author}}{NARROW}: {{what}}. {{reason}}",
        "undone": "annulée le {day} par {author}",
        "hosts": "Tenue par",
        "none": "Aucune fiche à trancher.",
    },
    "en": {
        "said": "What sources say",
        "seen": "first seen on {first}, last seen on {last}",
        "never": "first seen on {first}",
        "withdrawn": "withdrawn by the source",
        "unlisted": "source no longer in the network file",
        "hidden": "This entry is hidden by a decision, or no source of the network tells it.",
        "gone": "This entry is withdrawn: whoever holds it no longer announces it.",
        "more": "… and {count} more, which repeat",
        "united": "Why it is one entry",
        "alone": "One source alone says it.",
        "grouped": "United by what they share with the others.",
        "fields": "Who gave each field",
        "people": "a decision",
        "conflicts": "To be settled",
        "decisions": "Decisions",
        "decision": "no. {number}, {day}, {author}: {what}. {reason}",
        "undone": "undone on {day} by {author}",
        "hosts": "Held by",
        "none": "No entry is to be settled.",
    },
}


def say(key: str, language: str, **values: object) -> str:
    """The words under `key` with the values put in."""
    return WORDS[language][key].format(**values)
