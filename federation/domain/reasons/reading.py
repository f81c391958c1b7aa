"""Words for what any format may meet: in the whole answer, or in one of its items."""

from __future__ import annotations

from federation.domain.reasons.words import Words

FAILURES: dict[str, Words] = {
    "empty": Words(
        "La réponse est vide. "
        "Les dernières données restent publiées. "
        "Ouvrez l’adresse dans un navigateur : si la page est blanche, signalez-le à la personne qui "
        "s’occupe du site.",
        "The answer is empty. "
        "The last good data stay published. "
        "Open the address in a browser: if the page is blank, tell whoever looks after the site.",
    ),
    "html": Words(
        "Le site a envoyé une page web où rien ne décrit d’événements ({value}). "
        "Les dernières données restent publiées. "
        "C’est souvent une page d’erreur ou de maintenance ; sinon, déclarez l’adresse d’un calendrier, "
        "ou celle d’une page qui dit ses événements en données structurées (schema.org, h-event).",
        "The site sent a web page in which nothing describes events ({value}). "
        "The last good data stay published. "
        "It is often an error or a maintenance page; if not, declare the address of a calendar, "
        "or of a page that tells its events as structured data (schema.org, h-event).",
    ),
    "json-crowded": Words(
        "Ce JSON compte trop d’objets et de listes ({value}) et n’a pas été lu. "
        "Les dernières données restent publiées. "
        "Publiez moins d’événements à la fois, par exemple ceux à venir.",
        "This JSON has too many objects and lists ({value}) and was not read. "
        "The last good data stay published. "
        "Publish fewer events at a time, for example those to come.",
    ),
    "not-json": Words(
        "La réponse n’est pas du JSON lisible ({value}). "
        "Les dernières données restent publiées. "
        "Elle est peut-être coupée : vérifiez-la avec un validateur JSON, à la ligne indiquée.",
        "The answer is not JSON that can be read ({value}). "
        "The last good data stay published. "
        "It may be cut short: check it with a JSON validator, at the line shown.",
    ),
    "unknown-format": Words(
        "Aucun format connu ne correspond à cette réponse ({value}). "
        "Les dernières données restent publiées. "
        "Déclarez l’adresse d’un calendrier, ou le format de cette source s’il n’est pas reconnu.",
        "No known format fits this answer ({value}). "
        "The last good data stay published. "
        "Declare the address of a calendar, or the format of this source if it is not recognised.",
    ),
}

NOTICES: dict[str, Words] = {
    "moved": Words(
        "Cette adresse renvoie pour de bon vers une autre ({value}) ; le réseau l’y suit. Déclarez la nouvelle.",
        "This address leads to another one for good ({value}); the hub follows it there. Declare the new one.",
    ),
    "occurrences-cut": Words(
        "Une série compte trop de dates : seules les {value} premières ont été prises. Vérifiez sa règle à la source.",
        "A series has too many dates: only the first {value} were taken. Check its rule at the source.",
    ),
    "rrule-invalid": Words(
        "Une règle de répétition ne peut pas être lue ({value}) ; seules les dates sûres sont publiées. "
        "Corrigez-la à la source.",
        "A rule of recurrence cannot be read ({value}); only the dates that are sure are published. "
        "Correct it at the source.",
    ),
    "rrule-too-fine": Words(
        "Une règle répète un événement plus souvent qu’il n’a de sens ({value}) ; seules les dates sûres sont "
        "publiées. "
        "Donnez-lui une fin ou un rythme d’un jour au moins.",
        "A rule repeats an event more often than makes sense ({value}); only the dates that are sure are "
        "published. "
        "Give it an end, or a rhythm of a day at least.",
    ),
    "rrule-too-many": Words(
        "Un événement porte trop de règles de répétition ; les premières seules ont été suivies. "
        "Partagez-le en plusieurs événements à la source.",
        "An event has too many rules of recurrence; only the first ones were followed. "
        "Part it into several events at the source.",
    ),
    "too-many-series": Words(
        "Le calendrier compte plus de séries que l’agenda n’en déroule : {value} n’ont pas été prises. "
        "Limitez leurs dates ou partagez le calendrier.",
        "The calendar holds more series than the hub unrolls: {value} were not taken. Limit their dates or part it.",
    ),
    "rrule-unsupported": Words(
        "Une règle de répétition suit un autre calendrier que le nôtre ({value}) ; seules les dates sûres sont "
        "publiées. "
        "Écrivez les dates une à une à la source.",
        "A rule of recurrence follows another calendar than ours ({value}); only the dates that are sure are "
        "published. "
        "Write the dates one by one at the source.",
    ),
    "bad-value": Words(
        "Une valeur ne peut pas être lue ({value}) et a été laissée de côté ; si elle était "
        "indispensable, l’événement aussi. "
        "Corrigez-la à la source, à l’endroit indiqué.",
        "A value cannot be read ({value}) and was left out; if it was needed, the event too. "
        "Correct it at the source, at the place shown.",
    ),
    "duplicate-id": Words(
        "Plusieurs événements portent le même identifiant ({value}). "
        "Le plus récent est retenu ; de versions égales, chacune si leurs dates diffèrent. "
        "Donnez un identifiant à chaque événement.",
        "Several events have the same id ({value}). "
        "The newest is kept; of equal versions, each one when their dates differ. "
        "Give each event an id of its own.",
    ),
    "missing-key": Words(
        "Une information indispensable manque : l’événement n’a pas pu être pris. "
        "Complétez-la à la source, à l’endroit indiqué.",
        "A needed piece of information is missing: the event could not be taken. "
        "Complete it at the source, at the place shown.",
    ),
    "start-unreadable": Words(
        "Une date de début ne peut pas être lue ({value}) ; l’événement n’a pas été pris. "
        "Écrivez-la comme 2026-12-03T18:30 ou, sans heure, comme 2026-12-03.",
        "A start cannot be read ({value}); the event was not taken. "
        "Write it as 2026-12-03T18:30 or, without an hour, as 2026-12-03.",
    ),
    "too-many-kept": Words(
        "Le réseau garde déjà {value} événements de cette source, le plus qu’il puisse : les nouveaux n’ont pas été "
        "pris. Un logiciel qui donne d’autres identifiants (UID) à chaque réponse en est souvent la cause.",
        "The hub keeps {value} events of this source already, the most it can: new ones were not taken. "
        "Software that gives other identifiers (UID) at each answer is often the cause.",
    ),
    "too-many-events": Words(
        "La réponse compte trop d’événements ({value}) : une partie n’a pas été prise. Limitez-la aux mois à venir.",
        "The answer holds too many events ({value}): some were not taken. Limit it to the coming months.",
    ),
    "too-many-dates": Words(
        "Un seul événement compte trop de dates ajoutées (RDATE), retirées (EXDATE) ou changées (RECURRENCE-ID) "
        "({value}) : seules les dernières ont été prises. "
        "Donnez-lui une règle de répétition (RRULE), ou ôtez-en à la source les dates passées.",
        "One event has too many dates added (RDATE), taken away (EXDATE) or changed (RECURRENCE-ID) ({value}): "
        "only the last ones were taken. Give it a rule of recurrence (RRULE), or take dates gone by out of it.",
    ),
    "unknown-zone": Words(
        "Le fuseau horaire « {value} » est inconnu ; celui du site a été pris à sa place. "
        "Écrivez un nom tel que Europe/Paris.",
        "The time zone “{value}” is unknown; the one of the site was taken instead. Write a name such as Europe/Paris.",
    ),
    "wrong-charset": Words(
        "La réponse n’est pas entièrement en UTF-8 ({value}) ; le reste a été lu comme du Windows-1252, et des "
        "accents peuvent être faux. Faites-la enregistrer en UTF-8.",
        "The answer is not all in UTF-8 ({value}); the rest was read as Windows-1252, and accents may be wrong. "
        "Have it saved as UTF-8.",
    ),
    "more-notices": Words(
        "Autres remarques, non montrées : {value}. Corrigez d’abord celles-ci.",
        "Further remarks, not shown: {value}. Mend these first.",
    ),
    "nul-bytes": Words(
        "La réponse contient des octets nuls ; ils ont été retirés. Vérifiez le logiciel qui l’écrit.",
        "The answer holds NUL bytes; they were taken out. Check the software that writes it.",
    ),
}
