"""Words for finding the sources of a site: how each was found, and what kept others from being."""

from __future__ import annotations

from federation.domain.reasons.words import Words

FAILURES: dict[str, Words] = {
    "page-without-source": Words(
        "Cette page ne nomme aucune source et ne montre aucun événement que le réseau sache lire ({value}). "
        "Donnez l’adresse de la page où les événements paraissent, ou celle du calendrier.",
        "This page names no source and shows no event that the hub can read ({value}). "
        "Give the address of the page where the events appear, or that of the calendar.",
    ),
    "budget-spent": Words(
        "Le site offre plus d’adresses que la recherche n’en visite ({value} demandes) ; les autres n’ont pas été "
        "essayées. "
        "Donnez l’adresse de la page de l’agenda plutôt que celle de l’accueil.",
        "The site offers more addresses than a search visits ({value} requests); the others were not tried. "
        "Give the address of the agenda page rather than that of the home page.",
    ),
}

NOTICES: dict[str, Words] = {
    "nothing-found": Words(
        "Aucune source d’événements à venir n’a été trouvée depuis cette page ; rien ne peut être déclaré. "
        "Le plus simple : tenez l’agenda dans un service qui en publie l’adresse (Google Agenda, OpenAgenda, "
        "Mobilizon, The Events Calendar…), et donnez cette adresse. Qui écrit ses pages à la main trouvera dans la "
        "documentation des formats le bloc à y ajouter.",
        "No source of coming events was found from this page; nothing can be declared. "
        "The simplest way: keep the agenda in a service that publishes its address (Google Calendar, OpenAgenda, "
        "Mobilizon, The Events Calendar…), and give that address. Whoever writes pages by hand will find in the "
        "documentation of formats the block to add to them.",
    ),
    "page-by-script": Words(
        "Cette page est vide tant que ses scripts n’y ont rien mis ({value}) ; le réseau ne lit que ce que le site "
        "envoie. "
        "Demandez à qui l’a faite l’adresse de ses données, ou d’inscrire les événements dans la page elle-même.",
        "This page is empty until its scripts fill it ({value}); the hub reads only what the site sends. "
        "Ask whoever made it for the address of its data, or to write the events into the page itself.",
    ),
    "facebook": Words(
        "Facebook ne montre ses événements qu’aux personnes connectées ({value}) ; le réseau ne peut pas les lire. "
        "Annoncez-les aussi dans un calendrier public, ou sur le site.",
        "Facebook shows its events only to people who are signed in ({value}); the hub cannot read them. "
        "Announce them in a public calendar too, or on the site.",
    ),
}

FOUND: dict[str, Words] = {
    "itself": Words("cette adresse elle-même", "this very address"),
    "declared": Words("déclarée par la page", "declared by the page"),
    "calendar-link": Words("un lien de la page vers un calendrier", "a link of the page to a calendar"),
    "feed-link": Words("un lien de la page vers un flux", "a link of the page to a feed"),
    "space-link": Words("un lien de la page vers les données du lieu", "a link of the page to data of the place"),
    "agenda-page": Words("la page que le site appelle son agenda", "the page that the site calls its agenda"),
    "space-page": Words("la page qui présente le lieu", "the page that presents the place"),
    "sitemap": Words("la page que le plan du site laisse deviner", "the page that the site’s map hints at"),
    "well-known": Words("une adresse d’usage", "a customary address"),
    "the-events-calendar": Words("The Events Calendar, reconnu", "The Events Calendar, recognised"),
    "modern-events-calendar": Words("Modern Events Calendar, reconnu", "Modern Events Calendar, recognised"),
    "events-manager": Words("Events Manager, reconnu", "Events Manager, recognised"),
    "wordpress": Words("WordPress, reconnu", "WordPress, recognised"),
    "drupal": Words("Drupal, reconnu", "Drupal, recognised"),
    "spip": Words("SPIP, reconnu", "SPIP, recognised"),
    "joomla": Words("Joomla, reconnu", "Joomla, recognised"),
    "gancio": Words("Gancio, reconnu", "Gancio, recognised"),
    "mobilizon": Words("Mobilizon, reconnu", "Mobilizon, recognised"),
    "google-calendar": Words("un agenda Google que la page montre", "a Google calendar that the page shows"),
    "openagenda": Words("un agenda d’OpenAgenda que la page montre", "an agenda of OpenAgenda that the page shows"),
    "meetup": Words("un groupe Meetup que la page nomme", "a Meetup group that the page names"),
    "nextcloud": Words("un calendrier Nextcloud que la page nomme", "a Nextcloud calendar that the page names"),
    "outlook": Words("un calendrier Outlook que la page nomme", "an Outlook calendar that the page names"),
    "teamup": Words("un calendrier Teamup que la page nomme", "a Teamup calendar that the page names"),
    "eventbrite": Words("une page d’Eventbrite que la page nomme", "an Eventbrite page that the page names"),
}
"""How an address was found."""


SOFTWARE = frozenset(
    {"the-events-calendar", "modern-events-calendar", "events-manager", "wordpress", "drupal", "spip", "joomla"}
    | {"gancio", "mobilizon"}
)
"""Ways of finding an address that no page names: software is recognised, and is known to have it."""


def found_words(how: str, language: str = "fr") -> str:
    """How an address was found, in words; the code for one that has none."""
    words = FOUND.get(how)
    if words is None:
        return how
    return words.en if language == "en" else words.fr
