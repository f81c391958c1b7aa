"""The words for what went wrong: every error and notice code, in French and English, with a next step.

Pure data, so that the pulling wing can write codes and the answering wing can show sentences. A code says what was
seen, a sentence also says what to do. `{value}` is replaced by what was seen.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence in both languages."""

    fr: str
    en: str


FAILURES: dict[str, Words] = {
    # fetching
    "bad-url": Words(
        "Cette adresse ne peut pas être lue ({value}) : elle est incomplète, mal écrite, ou contient un "
        "mot de passe. "
        "Les dernières données restent publiées. "
        "Corrigez-la dans la déclaration du site, sans nom d’utilisateur ni mot de passe.",
        "This address cannot be read ({value}): it is incomplete, misspelt, or holds a password. "
        "The last good data stay published. "
        "Correct it where the site is declared, without any user name or password.",
    ),
    "cut-off": Words(
        "La réponse s’est interrompue avant la fin ({value}). "
        "Les dernières données restent publiées. "
        "Le réseau réessaiera ; si cela dure, signalez à l’hébergeur du site que ses réponses arrivent "
        "tronquées.",
        "The answer stopped before its end ({value}). "
        "The last good data stay published. "
        "The hub will try again; if it lasts, tell the site’s host that its answers arrive cut short.",
    ),
    "dns": Words(
        "Ce nom de site est introuvable ({value}). "
        "Les dernières données restent publiées. "
        "Vérifiez l’orthographe de l’adresse, puis que le nom de domaine n’a pas expiré.",
        "This site name cannot be found ({value}). "
        "The last good data stay published. "
        "Check the spelling of the address, then that the domain name has not expired.",
    ),
    "encoding": Words(
        "La réponse est compressée d’une façon illisible ({value}). "
        "Les dernières données restent publiées. "
        "Demandez à l’hébergeur du site de vérifier sa compression gzip, ou de la désactiver pour cette "
        "adresse.",
        "The answer is compressed in a way that cannot be read ({value}). "
        "The last good data stay published. "
        "Ask the site’s host to check its gzip compression, or to switch it off for this address.",
    ),
    "forbidden": Words(
        "Le site refuse l’accès à cette adresse ({value}). "
        "Les dernières données restent publiées. "
        "Rendez le calendrier public, ou autorisez le réseau dans la protection contre les robots du "
        "site : il se présente sous le nom « cantines ».",
        "The site denies access to this address ({value}). "
        "The last good data stay published. "
        "Make the calendar public, or let the hub through the site’s protection against robots: it calls "
        "itself “cantines”.",
    ),
    "forbidden-address": Words(
        "Ce nom mène à une adresse qui n’est pas publique ({value}), et le réseau ne visite que "
        "l’internet public. "
        "Les dernières données restent publiées. "
        "Déclarez l’adresse publique du site, ou demandez à la coordination d’autoriser cet hôte "
        "(CANTINES_ALLOW_HOSTS).",
        "This name leads to an address that is not public ({value}), and the hub only visits the public "
        "internet. "
        "The last good data stay published. "
        "Declare the site’s public address, or ask the coordination to allow this host "
        "(CANTINES_ALLOW_HOSTS).",
    ),
    "gone": Words(
        "Le site annonce que cette adresse est supprimée pour de bon ({value}). "
        "Les dernières données restent publiées jusqu’à leur date. "
        "Déclarez la nouvelle adresse, ou retirez cette source.",
        "The site says that this address is gone for good ({value}). "
        "The last good data stay published until their date. "
        "Declare the new address, or take this source out.",
    ),
    "http-status": Words(
        "Le site a répondu par un code inattendu ({value}). "
        "Les dernières données restent publiées. "
        "Ouvrez l’adresse dans un navigateur ; si elle s’y affiche, signalez ce code à l’hébergeur du "
        "site.",
        "The site answered with an unexpected code ({value}). "
        "The last good data stay published. "
        "Open the address in a browser; if it shows there, tell the site’s host about this code.",
    ),
    "no-answer": Words(
        "Le serveur a coupé la connexion sans répondre ({value}). "
        "Les dernières données restent publiées. "
        "Le réseau réessaiera ; si cela dure, signalez à l’hébergeur du site qu’il ne répond plus.",
        "The server closed the connection without answering ({value}). "
        "The last good data stay published. "
        "The hub will try again; if it lasts, tell the site’s host that it no longer answers.",
    ),
    "not-found": Words(
        "Il n’y a plus rien à cette adresse ({value}). "
        "Les dernières données restent publiées. "
        "Cherchez la nouvelle adresse du calendrier sur le site et déclarez-la.",
        "There is nothing at this address any more ({value}). "
        "The last good data stay published. "
        "Look for the calendar’s new address on the site and declare it.",
    ),
    "protocol": Words(
        "La réponse ne respecte pas le protocole HTTP ({value}). "
        "Les dernières données restent publiées. "
        "Vérifiez que l’adresse et le port sont ceux d’un site web, puis signalez-le à son hébergeur.",
        "The answer does not follow the HTTP protocol ({value}). "
        "The last good data stay published. "
        "Check that the address and the port are those of a web site, then tell its host.",
    ),
    "redirect-loop": Words(
        "Les redirections de cette adresse tournent en rond ({value}). "
        "Les dernières données restent publiées. "
        "Ouvrez l’adresse dans un navigateur et déclarez celle où le calendrier s’affiche.",
        "The redirects of this address go round in a circle ({value}). "
        "The last good data stay published. "
        "Open the address in a browser and declare the one where the calendar shows.",
    ),
    "refused": Words(
        "Le serveur refuse la connexion ({value}) : il est sans doute arrêté. "
        "Les dernières données restent publiées et le réseau réessaiera. "
        "Vérifiez que le site est en marche et que le port est le bon.",
        "The server refuses the connection ({value}): it is probably down. "
        "The last good data stay published and the hub will try again. "
        "Check that the site is running and that the port is right.",
    ),
    "scheme": Words(
        "Cette adresse ne commence ni par https, ni par http, ni par webcal ({value}). "
        "Les dernières données restent publiées. "
        "Déclarez une adresse web.",
        "This address begins with neither https, http nor webcal ({value}). "
        "The last good data stay published. "
        "Declare a web address.",
    ),
    "server-error": Words(
        "Le site est en panne ({value}). "
        "Les dernières données restent publiées et le réseau réessaiera. "
        "Si cela dure, prévenez la personne qui s’occupe du site.",
        "The site is out of order ({value}). "
        "The last good data stay published and the hub will try again. "
        "If it lasts, tell whoever looks after the site.",
    ),
    "timeout-connect": Words(
        "Le site ne répond pas : la connexion n’a pas abouti à temps ({value}). "
        "Les dernières données restent publiées et le réseau réessaiera. "
        "Si le site s’ouvre dans un navigateur, demandez à son hébergeur s’il bloque le réseau.",
        "The site does not answer: no connection in time ({value}). "
        "The last good data stay published and the hub will try again. "
        "If the site opens in a browser, ask its host whether it blocks the hub.",
    ),
    "timeout-read": Words(
        "Le site s’est tu en pleine réponse ({value}). "
        "Les dernières données restent publiées et le réseau réessaiera. "
        "Si cela dure, signalez au site que cette adresse est trop lente.",
        "The site fell silent in the middle of its answer ({value}). "
        "The last good data stay published and the hub will try again. "
        "If it lasts, tell the site that this address is too slow.",
    ),
    "timeout-total": Words(
        "La visite a duré trop longtemps et a été arrêtée ({value}). "
        "Les dernières données restent publiées et le réseau réessaiera. "
        "Si cela dure, demandez au site un calendrier plus léger ou plus rapide.",
        "The visit took too long and was stopped ({value}). "
        "The last good data stay published and the hub will try again. "
        "If it lasts, ask the site for a lighter or a faster calendar.",
    ),
    "tls": Words(
        "La connexion sécurisée a échoué ({value}). "
        "Les dernières données restent publiées. "
        "Demandez à l’hébergeur du site de renouveler ou de corriger son certificat.",
        "The secure connection failed ({value}). "
        "The last good data stay published. "
        "Ask the site’s host to renew or correct its certificate.",
    ),
    "too-large": Words(
        "La réponse est trop lourde ({value}) et n’a pas été prise. "
        "Les dernières données restent publiées. "
        "Demandez au site un calendrier limité aux mois à venir, ou à la coordination de relever la "
        "limite (CANTINES_MAX_RECEIVED).",
        "The answer is too large ({value}) and was not taken. "
        "The last good data stay published. "
        "Ask the site for a calendar of the coming months only, or the coordination to raise the limit "
        "(CANTINES_MAX_RECEIVED).",
    ),
    "too-large-decoded": Words(
        "La réponse est trop lourde une fois décompressée ({value}) et n’a pas été prise. "
        "Les dernières données restent publiées. "
        "Demandez au site un calendrier limité aux mois à venir, ou à la coordination de relever la "
        "limite (CANTINES_MAX_DECODED).",
        "The answer is too large once decompressed ({value}) and was not taken. "
        "The last good data stay published. "
        "Ask the site for a calendar of the coming months only, or the coordination to raise the limit "
        "(CANTINES_MAX_DECODED).",
    ),
    "too-many-redirects": Words(
        "Cette adresse renvoie trop souvent vers une autre ({value}). "
        "Les dernières données restent publiées. "
        "Ouvrez-la dans un navigateur et déclarez l’adresse où elle aboutit.",
        "This address sends on to another too many times ({value}). "
        "The last good data stay published. "
        "Open it in a browser and declare the address where it ends.",
    ),
    "too-many-requests": Words(
        "Le site demande au réseau de venir moins souvent ({value}). "
        "Les dernières données restent publiées ; la prochaine visite attendra le temps demandé. "
        "Si cela revient, allongez l’intervalle de cette source.",
        "The site asks the hub to come less often ({value}). "
        "The last good data stay published; the next visit will wait as long as asked. "
        "If it comes back, lengthen the interval of this source.",
    ),
    "unreachable": Words(
        "Le serveur est hors d’atteinte ({value}). "
        "Les dernières données restent publiées et le réseau réessaiera. "
        "Si d’autres sources sont touchées, vérifiez d’abord la connexion du réseau lui-même.",
        "The server is out of reach ({value}). "
        "The last good data stay published and the hub will try again. "
        "If other sources fail too, check the hub’s own connection first.",
    ),
    # native format
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
        "Le site a envoyé une page web au lieu de données ({value}). "
        "Les dernières données restent publiées. "
        "C’est souvent une page d’erreur ou de maintenance ; sinon, déclarez l’adresse du calendrier "
        "et non celle de la page.",
        "The site sent a web page instead of data ({value}). "
        "The last good data stay published. "
        "It is often an error or a maintenance page; if not, declare the address of the calendar, "
        "not that of the page.",
    ),
    "not-json": Words(
        "La réponse n’est pas du JSON lisible ({value}). "
        "Les dernières données restent publiées. "
        "Elle est peut-être coupée : vérifiez-la avec un validateur JSON, à la ligne indiquée.",
        "The answer is not JSON that can be read ({value}). "
        "The last good data stay published. "
        "It may be cut short: check it with a JSON validator, at the line shown.",
    ),
    "not-native": Words(
        "Ce JSON n’est pas au format « cantines-native/1 » ({value}). "
        "Les dernières données restent publiées. "
        "Il doit porter « format », et « events » (une liste) ou « space » (un objet) : voir la "
        "documentation des formats.",
        "This JSON is not in the format “cantines-native/1” ({value}). "
        "The last good data stay published. "
        "It must hold “format”, and “events” (a list) or “space” (an object): see the documentation "
        "of formats.",
    ),
    "unknown-format": Words(
        "Aucun format connu ne correspond à cette réponse ({value}). "
        "Les dernières données restent publiées. "
        "Déclarez l’adresse d’un calendrier, ou le format de cette source s’il n’est pas reconnu.",
        "No known format fits this answer ({value}). "
        "The last good data stay published. "
        "Declare the address of a calendar, or the format of this source if it is not recognised.",
    ),
    # iCalendar
    "not-ics": Words(
        "La réponse n’est pas un calendrier iCalendar ({value}). "
        "Les dernières données restent publiées. "
        "Ouvrez l’adresse dans un navigateur : le fichier doit commencer par BEGIN:VCALENDAR.",
        "The answer is not an iCalendar calendar ({value}). "
        "The last good data stay published. "
        "Open the address in a browser: the file must begin with BEGIN:VCALENDAR.",
    ),
    # answers that are not believed at first sight
    "cut-short": Words(
        "La réponse s’arrête avant sa fin et des événements à venir y manquent ({value}). "
        "Ils restent publiés tant que plusieurs visites n’ont pas montré la même chose. "
        "Vérifiez que le calendrier du site est complet ; s’ils sont bien retirés, confirmez-le avec « cantines "
        "sites confirm ».",
        "The answer stops before its end and coming events are missing from it ({value}). "
        "They stay published until several visits have shown the same. "
        "Check that the site’s calendar is whole; if they are really gone, confirm it with “cantines sites "
        "confirm”.",
    ),
    "emptied": Words(
        "Le calendrier s’est vidé d’un coup ({value} événements à venir). "
        "Ils restent publiés tant que plusieurs visites n’ont pas montré la même chose. "
        "Vérifiez le calendrier du site ; s’il est bien vide, confirmez-le avec « cantines sites confirm ».",
        "The calendar emptied all at once ({value} coming events). "
        "They stay published until several visits have shown the same. "
        "Check the site’s calendar; if it is really empty, confirm it with “cantines sites confirm”.",
    ),
    "shrunk": Words(
        "Plus de la moitié des événements à venir ont disparu d’un coup ({value}). "
        "Ils restent publiés tant que plusieurs visites n’ont pas montré la même chose. "
        "Vérifiez le calendrier du site ; s’ils sont bien retirés, confirmez-le avec « cantines sites confirm ».",
        "More than half of the coming events vanished all at once ({value}). "
        "They stay published until several visits have shown the same. "
        "Check the site’s calendar; if they are really gone, confirm it with “cantines sites confirm”.",
    ),
    # the hub itself
    "internal": Words(
        "Le réseau n’a pas su traiter cette réponse ({value}) : la faute est de son côté. "
        "Les dernières données restent publiées. "
        "Signalez-le à qui s’occupe du réseau ; le journal dit le reste.",
        "The hub did not know how to treat this answer ({value}): the fault is its own. "
        "The last good data stay published. "
        "Tell whoever looks after the hub; its log says the rest.",
    ),
}
NOTICES: dict[str, Words] = {
    # any format
    "moved": Words(
        "Cette adresse renvoie pour de bon vers une autre ({value}). Déclarez la nouvelle.",
        "This address leads to another one for good ({value}). Declare the new one.",
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
    # iCalendar
    "charset": Words(
        "Le calendrier n’est pas en UTF-8 ({value}) : des accents peuvent être faux. Faites-le enregistrer en UTF-8.",
        "The calendar is not in UTF-8 ({value}): accents may be wrong. Have it saved as UTF-8.",
    ),
    "component-broken": Words(
        "Un événement est illisible et n’a pas été pris. Corrigez-le à la source, à la ligne indiquée.",
        "An event cannot be read and was not taken. Correct it at the source, at the line shown.",
    ),
    "date-out-of-range": Words(
        "La date {value} n’est pas plausible : l’événement n’a pas été pris. Corrigez-la à la source.",
        "The date {value} is not plausible: the event was not taken. Correct it at the source.",
    ),
    "date-repaired": Words(
        "Une date est mal écrite ({value}) ; elle a été comprise malgré tout. Corrigez-la à la source.",
        "A date is badly written ({value}); it was understood all the same. Correct it at the source.",
    ),
    "end-and-duration": Words(
        "Un événement donne à la fois une fin et une durée ; la fin a été retenue. N’en gardez qu’une à la source.",
        "An event gives both an end and a duration; the end was taken. Keep one of them at the source.",
    ),
    "end-kind": Words(
        "La fin ({value}) est une date et le début une heure, ou l’inverse ; elle a été comprise au mieux. "
        "Écrivez les deux de la même façon à la source.",
        "The end ({value}) is a date and the start a time, or the other way round; it was understood as well as "
        "could be. "
        "Write both the same way at the source.",
    ),
    "more-notices": Words(
        "Il y a {value} remarques de plus. Corrigez d’abord celles-ci.",
        "There are {value} more remarks. Mend these first.",
    ),
    "nul-bytes": Words(
        "Le calendrier contient des octets nuls ; ils ont été retirés. Vérifiez le logiciel qui l’écrit.",
        "The calendar holds NUL bytes; they were taken out. Check the software that writes it.",
    ),
    "private": Words(
        "Un événement est déclaré privé ; il n’est pas publié. S’il est public, changez sa classe à la source.",
        "An event is declared private; it is not published. If it is public, change its class at the source.",
    ),
    "property-broken": Words(
        "Une propriété ne peut pas être lue ({value}) et a été laissée de côté. "
        "Corrigez-la à la source, à la ligne indiquée.",
        "A property cannot be read ({value}) and was left out. Correct it at the source, at the line shown.",
    ),
    "property-twice": Words(
        "Une propriété est écrite deux fois dans un événement ({value}) ; une seule a été retenue. "
        "N’en gardez qu’une à la source.",
        "A property is written twice in one event ({value}); one of them was taken. Keep only one at the source.",
    ),
    "start-missing": Words(
        "Un événement n’a pas de date de début ({value}) ; il n’a pas été pris. Donnez-lui une date à la source.",
        "An event has no start ({value}); it was not taken. Give it a date at the source.",
    ),
    "text-cut": Words(
        "Un texte trop long a été coupé ({value} caractères). "
        "Résumez-le à la source ; le reste a sa place sur la page de l’événement.",
        "A text that is too long was cut ({value} characters). "
        "Shorten it at the source; the rest belongs on the page of the event.",
    ),
    "too-many": Words(
        "Le calendrier compte trop d’éléments ({value}) : seuls les plus récents ont été pris. "
        "Limitez-le aux mois à venir.",
        "The calendar holds too many items ({value}): only the latest were taken. Limit it to the coming months.",
    ),
    "truncated": Words(
        "Le calendrier s’interrompt au milieu d’un événement, qui n’a pas été pris. "
        "S’il est souvent coupé, signalez-le à l’hébergeur du site.",
        "The calendar breaks off in the middle of an event, which was not taken. "
        "If it is often cut, tell the site’s host.",
    ),
    "uid-twice": Words(
        "Plusieurs événements portent le même identifiant ({value}) ; chacun est retenu si leurs dates diffèrent. "
        "Donnez un UID à chaque événement.",
        "Several events have the same id ({value}); each one is kept when their dates differ. "
        "Give each event a UID of its own.",
    ),
    "zone-unknown": Words(
        "Le fuseau horaire « {value} » est inconnu ; celui du calendrier ou du site a été pris à sa place. "
        "Écrivez un nom tel que Europe/Paris.",
        "The time zone “{value}” is unknown; that of the calendar or of the site was taken instead. "
        "Write a name such as Europe/Paris.",
    ),
    # native format
    "bad-value": Words(
        "Une valeur ne peut pas être lue ({value}) et a été laissée de côté ; si elle était "
        "indispensable, l’événement aussi. "
        "Corrigez-la à la source, à l’endroit indiqué.",
        "A value cannot be read ({value}) and was left out; if it was needed, the event too. "
        "Correct it at the source, at the place shown.",
    ),
    "duplicate-id": Words(
        "Plusieurs événements portent le même identifiant ({value}). "
        "Le plus récent est retenu, ou chacun si leurs dates diffèrent. "
        "Donnez un identifiant à chaque événement.",
        "Several events have the same id ({value}). "
        "The newest is kept, or each one when their dates differ. "
        "Give each event an id of its own.",
    ),
    "missing-key": Words(
        "Une information indispensable manque : l’événement n’a pas pu être pris. "
        "Complétez-la à la source, à l’endroit indiqué.",
        "A needed piece of information is missing: the event could not be taken. "
        "Complete it at the source, at the place shown.",
    ),
    "too-many-events": Words(
        "La réponse compte trop d’événements ({value}) : seuls les premiers ont été pris. Limitez-la aux mois à venir.",
        "The answer holds too many events ({value}): only the first ones were taken. Limit it to the coming months.",
    ),
    "unknown-key": Words(
        "Le mot « {value} » n’est pas connu dans ce format et n’a pas été lu. "
        "Vérifiez son orthographe ; un mot qui n’est que pour vous commence par un tiret bas.",
        "The key “{value}” is not known in this format and was not read. "
        "Check its spelling; a key meant only for you begins with an underscore.",
    ),
    "unknown-zone": Words(
        "Le fuseau horaire « {value} » est inconnu ; celui du site a été pris à sa place. "
        "Écrivez un nom tel que Europe/Paris.",
        "The time zone “{value}” is unknown; the one of the site was taken instead. Write a name such as Europe/Paris.",
    ),
    "wrong-charset": Words(
        "La réponse n’est pas en UTF-8 ({value}) ; elle a été lue comme du Windows-1252, et des "
        "accents peuvent être faux. "
        "Faites-la enregistrer en UTF-8.",
        "The answer is not in UTF-8 ({value}); it was read as Windows-1252, and accents may be "
        "wrong. "
        "Have it saved as UTF-8.",
    ),
    # normalising
    "absurd-date": Words(
        "La date {value} n’est pas plausible : l’événement n’a pas été pris. "
        "Corrigez-la à la source (années 1971 à 2199).",
        "The date {value} is not plausible: the event was not taken. Correct it at the source (years 1971 to 2199).",
    ),
    "bad-link": Words(
        "Un lien n’est pas une adresse web utilisable ({value}) et a été retiré. "
        "Donnez une adresse complète qui commence par https.",
        "A link is not a web address that can be used ({value}) and was taken out. "
        "Give a whole address that begins with https.",
    ),
    "end-before-start": Words(
        "La fin ({value}) précède le début ; l’événement est publié sans heure de fin. Corrigez-la à la source.",
        "The end ({value}) comes before the start; the event is published without an end. Correct it at the source.",
    ),
    "no-title": Words(
        "Un événement n’a pas de titre ; il est publié sous « Sans titre ». Donnez-lui un titre à la source.",
        "An event has no title; it is published as “Sans titre” (untitled). Give it a title at the source.",
    ),
    "personal-address": Words(
        "Une adresse électronique personnelle a été retirée. "
        "Écrivez plutôt une adresse de fonction, telle que contact@ ou inscription@.",
        "A personal mail address was taken out. Write the address of a role instead, such as contact@ or inscription@.",
    ),
    "personal-phone": Words(
        "Un numéro de téléphone a été retiré du lieu ou de l’organisateur. Placez-le sur la page de l’événement.",
        "A phone number was taken out of the place or the organiser. Put it on the page of the event.",
    ),
    "too-long": Words(
        "Un texte trop long a été coupé ({value}). "
        "Résumez-le à la source ; le reste a sa place sur la page de l’événement.",
        "A text that is too long was cut ({value}). "
        "Shorten it at the source; the rest belongs on the page of the event.",
    ),
    "very-long": Words(
        "Cet événement dure plus d’un an (jusqu’au {value}). "
        "Vérifiez sa fin à la source ; s’il se répète, déclarez une série.",
        "This event lasts more than a year (until {value}). "
        "Check its end at the source; if it repeats, declare a series.",
    ),
}


def sentence(code: str, value: str = "", language: str = "fr") -> str:
    """The sentence for a code of a failure or a notice, brackets left out when nothing was seen; else the code."""
    words = FAILURES.get(code) or NOTICES.get(code)
    if words is None:
        return f"{code}: {value}" if value else code
    text = words.en if language == "en" else words.fr
    return (text if value else text.replace(" ({value})", "")).replace("{value}", value)
