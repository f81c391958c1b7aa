"""Words for a source that is told over several addresses, and for the key an address asks for."""

from __future__ import annotations

from federation.domain.reasons.words import Words

FAILURES: dict[str, Words] = {
    "key-missing": Words(
        "Cette API demande une clé que le réseau n’a pas ({value}). "
        "Les dernières données restent publiées. "
        "Demandez une clé à ce service, puis inscrivez-la dans le réglage indiqué.",
        "This API asks for a key that the hub does not have ({value}). "
        "The last good data stay published. "
        "Ask that service for a key, then write it in the setting shown.",
    ),
    "key-refused": Words(
        "Cette API refuse la clé du réseau ({value}). "
        "Les dernières données restent publiées. "
        "Vérifiez auprès de ce service que la clé du réglage indiqué est entière et en vigueur.",
        "This API refuses the hub’s key ({value}). "
        "The last good data stay published. "
        "Check with that service that the key in the setting shown is whole and in force.",
    ),
}

NOTICES: dict[str, Words] = {
    "fallback": Words(
        "La meilleure adresse de cette source ne peut pas être lue ({value}) ; une autre, moins complète, a été lue à "
        "sa place. Rouvrez la première, ou déclarez celle qui la remplace.",
        "The best address of this source cannot be read ({value}); another one, less complete, was read in its place. "
        "Open the first one again, or declare the one that stands in for it.",
    ),
    "page-failed": Words(
        "Une des pages de cette source n’a pas pu être lue ({value}) ; ce qu’elle disait reste publié. "
        "Ouvrez-la dans un navigateur et corrigez-la à la source.",
        "One of the pages of this source could not be read ({value}); what it said stays published. "
        "Open it in a browser and correct it at the source.",
    ),
    "page-foreign": Words(
        "Une page de la suite se trouve sur un autre site ({value}) ; elle n’a pas été lue. "
        "Déclarez-la comme une source à part si elle compte.",
        "A further page stands on another site ({value}); it was not read. "
        "Declare it as a source of its own if it matters.",
    ),
    "too-many-pages": Words(
        "Cette source tient sur plus de pages que le réseau n’en lit en une visite ({value}) ; les suivantes n’ont pas "
        "été prises. Limitez-la aux mois à venir, ou déclarez l’adresse d’un calendrier.",
        "This source takes more pages than the hub reads in one visit ({value}); those that follow were not taken. "
        "Limit it to the coming months, or declare the address of a calendar.",
    ),
}
