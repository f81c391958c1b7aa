"""Words for what the APIs of event platforms meet: The Events Calendar, OpenAgenda, Gancio, Mobilizon."""

from __future__ import annotations

from federation.domain.reasons.words import Words

FAILURES: dict[str, Words] = {
    "api-error": Words(
        "L’interface de programmation du site répond par une erreur ({value}). "
        "Les dernières données restent publiées. "
        "Vérifiez que l’extension d’agenda est active et que l’adresse est la bonne ; si une clé est demandée, "
        "confiez-la aux réglages du serveur.",
        "The site’s programming interface answers with an error ({value}). "
        "The last good data stay published. "
        "Check that the agenda plugin is active and the address right; if a key is asked for, "
        "give it to the server’s settings.",
    ),
    "other-json": Words(
        "Ce JSON n’est pas celui que le format annonce ({value}). "
        "Les dernières données restent publiées. "
        "Déclarez l’adresse de la liste des événements, ou laissez le format sur « auto ».",
        "This JSON is not what its format promises ({value}). "
        "The last good data stay published. "
        "Declare the address of the list of events, or leave the format at “auto”.",
    ),
}

NOTICES: dict[str, Words] = {
    "clocks-disagree": Words(
        "L’heure locale et l’heure UTC d’un événement se contredisent ({value}) ; l’heure locale a été retenue. "
        "Enregistrez de nouveau l’événement sur le site.",
        "The local and the UTC time of an event contradict each other ({value}); the local time was taken. "
        "Save the event once more on the site.",
    ),
    "fixed-offset": Words(
        "Le site donne un décalage fixe ({value}) au lieu d’un fuseau ; les heures ont été lues dans le fuseau du "
        "site. "
        "Réglez-y un fuseau qui porte le nom d’une ville, tel que Europe/Paris.",
        "The site states a fixed offset ({value}) instead of a time zone; times were read in the zone of the site. "
        "Set a zone there that is named for a city, such as Europe/Paris.",
    ),
    "hidden": Words(
        "Un événement est masqué des listes du site ; il n’a pas été pris. S’il est public, cessez de l’y masquer.",
        "An event is hidden from the site’s lists; it was not taken. If it is public, hide it no longer.",
    ),
    "unpublished": Words(
        "Un événement n’est pas publié sur la plateforme ({value}) ; il n’a pas été pris. "
        "Publiez-le s’il doit paraître.",
        "An event is not published on its platform ({value}); it was not taken. Publish it if it is to appear.",
    ),
    "dates-summed-up": Words(
        "La réponse ne donne que la première, la prochaine et la dernière date d’un événement ; les autres manquent. "
        "Ajoutez detailed=1 à l’adresse déclarée.",
        "The answer gives only the first, the next and the last date of an event; the others are missing. "
        "Add detailed=1 to the declared address.",
    ),
}
