"""Words for what only web feeds (RSS, Atom, JSON Feed) meet."""

from __future__ import annotations

from federation.domain.reasons.words import Words

FAILURES: dict[str, Words] = {
    "not-webfeed": Words(
        "La réponse n’est pas un flux RSS ou Atom ({value}). "
        "Les dernières données restent publiées. "
        "Ouvrez l’adresse dans un navigateur : le fichier doit commencer par « rss », « feed » ou « rdf ».",
        "The answer is no RSS or Atom feed ({value}). "
        "The last good data stay published. "
        "Open the address in a browser: the file must begin with “rss”, “feed” or “rdf”.",
    ),
    "not-jsonfeed": Words(
        "Ce JSON n’est pas un flux JSON Feed ({value}). "
        "Les dernières données restent publiées. "
        "Il doit porter « version » (https://jsonfeed.org/version/1.1) et « items », une liste.",
        "This JSON is no JSON Feed ({value}). "
        "The last good data stay published. "
        "It must hold “version” (https://jsonfeed.org/version/1.1) and “items”, a list.",
    ),
}

NOTICES: dict[str, Words] = {
    "posts-without-date": Words(
        "Des articles ne disent pas quand l’événement a lieu ({value}) ; ils n’ont pas été pris, car la date de "
        "publication n’est pas celle de l’événement. "
        "Écrivez une seule date complète dans le titre ou sur une ligne « Quand : », ou déclarez plutôt le calendrier "
        "du site (ICS).",
        "Posts do not say when the event takes place ({value}); they were not taken, for the date of publication is "
        "not that of the event. "
        "Write one full date in the title or on a line “When:”, or declare the calendar of the site (ICS) instead.",
    ),
    "date-from-text": Words(
        "Des dates ont été lues dans le texte des articles ({value}). "
        "Vérifiez-les dans l’agenda ; pour en être sûr, déclarez le calendrier du site (ICS) ou ajoutez le module "
        "« event » au flux.",
        "Dates were read in the text of posts ({value}). "
        "Check them in the agenda; to be sure of them, declare the calendar of the site (ICS) or add the event module "
        "to the feed.",
    ),
    "weekday-disagrees": Words(
        "Le jour de la semaine écrit dans un article n’est pas celui de la date ({value}) ; la date a été retenue. "
        "Corrigez l’un ou l’autre à la source.",
        "The weekday written in a post is not that of the date ({value}); the date was taken. "
        "Correct one or the other at the source.",
    ),
    "feed-cut": Words(
        "Le flux s’interrompt avant sa fin ; les articles complets ont été lus ({value}). "
        "S’il est souvent coupé, signalez-le à l’hébergeur du site.",
        "The feed breaks off before its end; the entries that are complete were read ({value}). "
        "If it is often cut, tell the site’s host.",
    ),
    "entities-ignored": Words(
        "Le flux déclare des entités XML de son cru ; elles n’ont pas été suivies. "
        "Écrivez le texte lui-même à la source.",
        "The feed declares XML entities of its own; they were not followed. Write the text itself at the source.",
    ),
    "charset-disagrees": Words(
        "Le flux annonce un autre encodage que le sien ({value}) ; le vrai a été retenu. "
        "Corrigez la déclaration XML à la source.",
        "The feed declares another encoding than its own ({value}); the true one was taken. "
        "Correct the XML declaration at the source.",
    ),
}
