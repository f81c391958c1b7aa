"""Where to click: for a program and the code of a trouble, what to change in that program, in both languages.

Only what we are sure of stands here. Menus are named as the program names them in that language.
"""

from __future__ import annotations

from collections.abc import Mapping

from federation.domain.reasons.words import Words

_WORDPRESS_ZONE = Words(
    "Dans WordPress : Réglages › Général › Fuseau horaire, choisissez une ville (Paris), pas un décalage tel que "
    "UTC+1.",
    "In WordPress: Settings › General › Timezone, choose a city (Paris), not an offset such as UTC+1.",
)
_WORDPRESS_HTTPS = Words(
    "Dans WordPress : une extension de sécurité ou l’hébergeur bloque souvent les robots ; laissez passer le nom "
    "« cantines », ou l’adresse /wp-json/.",
    "In WordPress: a security plugin or the host often blocks robots; let the name “cantines” through, or the "
    "address /wp-json/.",
)
_WORDPRESS_POSTS = Words(
    "Dans WordPress : une extension d’agenda, telle que The Events Calendar, publie la date de chaque événement ; "
    "déclarez alors l’adresse du site avec le format « tribe ».",
    "In WordPress: an agenda plugin such as The Events Calendar publishes the date of every event; then declare the "
    "address of the site with the format “tribe”.",
)
_GOOGLE_ZONE = Words(
    "Dans Google Agenda, sur ordinateur : Paramètres › Paramètres de mes agendas › cet agenda › Fuseau horaire, "
    "choisissez Paris.",
    "In Google Calendar, on a computer: Settings › Settings for my calendars › this calendar › Time zone, choose "
    "Paris.",
)
_GOOGLE_PUBLIC = Words(
    "Dans Google Agenda, sur ordinateur : Paramètres › Paramètres de mes agendas › cet agenda › Autorisations d’accès "
    "aux événements, cochez « Rendre disponible publiquement », puis déclarez l’« Adresse publique au format iCal ».",
    "In Google Calendar, on a computer: Settings › Settings for my calendars › this calendar › Access permissions for "
    "events, tick “Make available to public”, then declare the “Public address in iCal format”.",
)
_GOOGLE_PEOPLE = Words(
    "Dans Google Agenda : tenez un agenda à part pour le public, dont les événements n’ont pas d’invités ; retirez-les "
    "de ceux qui en ont.",
    "In Google Calendar: keep a calendar apart for the public, whose events have no guests; take them off those that "
    "have.",
)
_OUTLOOK_ZONE = Words(
    "Outlook nomme ses fuseaux à sa façon ; le réseau la connaît, il n’y a rien à changer si les heures affichées "
    "sont justes.",
    "Outlook names time zones in its own way; the hub knows it, and nothing need change while the hours shown are "
    "right.",
)
_OUTLOOK_PEOPLE = Words(
    "Dans Outlook sur le web : Paramètres › Calendrier › Calendriers partagés, publiez de nouveau le calendrier en ne "
    "montrant que les titres et les lieux.",
    "In Outlook on the web: Settings › Calendar › Shared calendars, publish the calendar again showing titles and "
    "locations only.",
)
_RUBY_TIMES = Words(
    "Avec la bibliothèque icalendar de Ruby : écrivez chaque heure comme Icalendar::Values::DateTime, avec "
    "'tzid' => 'Europe/Paris'.",
    "With Ruby’s icalendar library: write every time as an Icalendar::Values::DateTime, with 'tzid' => 'Europe/Paris'.",
)
_RUBY_VERSION = Words(
    "Avec la bibliothèque icalendar de Ruby : passez à la version 2, qui l’écrit comme la norme le veut.",
    "With Ruby’s icalendar library: move to version 2, which writes it as the standard wants.",
)
_DRUPAL_ZONE = Words(
    "Dans Drupal : Configuration › Paramètres régionaux (/admin/config/regional/settings), choisissez Paris comme "
    "fuseau horaire par défaut.",
    "In Drupal: Configuration › Regional settings (/admin/config/regional/settings), choose Paris as the default time "
    "zone.",
)
_NEXTCLOUD_PUBLIC = Words(
    "Dans Nextcloud › Agenda : partagez le calendrier par un lien public, et déclarez l’adresse de son export : "
    "/remote.php/dav/public-calendars/…?export.",
    "In Nextcloud › Calendar: share the calendar by a public link, and declare the address of its export: "
    "/remote.php/dav/public-calendars/…?export.",
)

STEPS: Mapping[str, Mapping[str, Words]] = {
    "wordpress-tec": {
        **dict.fromkeys(("fixed-offset", "unknown-zone", "zone-disagrees", "utc-with-zone"), _WORDPRESS_ZONE),
        **dict.fromkeys(("forbidden", "html"), _WORDPRESS_HTTPS),
        "clocks-disagree": Words(
            "Dans WordPress › Événements : ouvrez l’événement et enregistrez-le de nouveau avec « Mettre à jour ».",
            "In WordPress › Events: open the event and save it again with “Update”.",
        ),
        "hidden": Words(
            "Dans WordPress › Événements : ouvrez l’événement et décochez, parmi ses options, « Masquer de la liste "
            "des événements ».",
            "In WordPress › Events: open the event and untick “Hide From Event Listings” among its options.",
        ),
        "start-missing": Words(
            "Dans WordPress › Événements : ouvrez l’événement et donnez-lui une date sous « Date et heure ».",
            "In WordPress › Events: open the event and give it a date under “Time & Date”.",
        ),
    },
    "modern-events-calendar": {
        **dict.fromkeys(("unknown-zone", "zone-disagrees", "utc-with-zone"), _WORDPRESS_ZONE),
        **dict.fromkeys(("forbidden", "html"), _WORDPRESS_HTTPS),
    },
    "events-manager": {
        **dict.fromkeys(("unknown-zone", "zone-disagrees", "utc-with-zone"), _WORDPRESS_ZONE),
        **dict.fromkeys(("forbidden", "html"), _WORDPRESS_HTTPS),
    },
    "wordpress": {
        **dict.fromkeys(("posts-without-date", "date-from-text"), _WORDPRESS_POSTS),
        "forbidden": _WORDPRESS_HTTPS,
    },
    "google-calendar": {
        **dict.fromkeys(("unknown-zone", "zone-disagrees", "series-in-utc", "utc-with-zone"), _GOOGLE_ZONE),
        **dict.fromkeys(("not-found", "forbidden"), _GOOGLE_PUBLIC),
        **dict.fromkeys(("personal-data", "personal-address"), _GOOGLE_PEOPLE),
        "private": Words(
            "Dans Google Agenda : ouvrez l’événement, et choisissez « Public » au lieu de « Privé ».",
            "In Google Calendar: open the event, and choose “Public” instead of “Private”.",
        ),
        "place-is-link": Words(
            "Dans Google Agenda : écrivez le nom et l’adresse postale sous « Ajouter un lieu », et le lien dans la "
            "description.",
            "In Google Calendar: write the name and the postal address under “Add location”, and the link in the "
            "description.",
        ),
        "series-in-parts": Words(
            "Dans Google Agenda : « Cet événement et tous les suivants » coupe une série en deux ; pour changer une "
            "seule date, choisissez « Cet événement ».",
            "In Google Calendar: “This and following events” cuts a series in two; to change one date, choose “This "
            "event”.",
        ),
        "town-in-title": Words(
            "Dans Google Agenda : écrivez le lieu sous « Ajouter un lieu ».",
            "In Google Calendar: write the place under “Add location”.",
        ),
    },
    "outlook": {
        "zone-by-other-name": _OUTLOOK_ZONE,
        **dict.fromkeys(("personal-data", "personal-address"), _OUTLOOK_PEOPLE),
    },
    "apple": {
        "personal-data": Words(
            "Dans Calendrier : tenez un calendrier à part pour le public, dont les événements n’ont pas d’invités.",
            "In Calendar: keep a calendar apart for the public, whose events have no invitees.",
        ),
    },
    "openagenda": {
        "dates-summed-up": Words(
            "Déclarez l’adresse de l’agenda lui-même (openagenda.com/agendas/ et son numéro) avec le format "
            "« openagenda » : le réseau demande alors toutes les dates.",
            "Declare the address of the agenda itself (openagenda.com/agendas/ and its number) with the format "
            "“openagenda”: the hub then asks for all dates.",
        ),
        "unpublished": Words(
            "Dans l’administration de l’agenda sur OpenAgenda : passez l’événement à l’état « publié ».",
            "In the administration of the agenda on OpenAgenda: set the event to the state “published”.",
        ),
    },
    "meetup": {
        **dict.fromkeys(
            ("not-found", "forbidden"),
            Words(
                "Sur Meetup : le calendrier d’un groupe privé n’est pas public ; rendez le groupe public dans ses "
                "réglages, ou déclarez une autre source.",
                "On Meetup: the calendar of a private group is not public; make the group public in its settings, or "
                "declare another source.",
            ),
        ),
    },
    "gancio": {
        "unpublished": Words(
            "Dans Gancio : un événement attend d’être confirmé dans l’administration, sous « Événements ».",
            "In Gancio: an event waits for confirmation in the administration, under “Events”.",
        ),
    },
    "icalendar-ruby": {
        **dict.fromkeys(("offset-after-time", "unknown-zone"), _RUBY_TIMES),
        **dict.fromkeys(("stamp-not-utc", "long-lines"), _RUBY_VERSION),
    },
    "drupal": {**dict.fromkeys(("unknown-zone", "zone-disagrees", "utc-with-zone"), _DRUPAL_ZONE)},
    "nextcloud": {**dict.fromkeys(("html", "not-found", "forbidden"), _NEXTCLOUD_PUBLIC)},
}
"""By producer (`federation.domain.producers`), then by code."""
