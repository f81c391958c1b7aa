"""Words for what keeps a visit from bringing anything, or from being believed."""

from __future__ import annotations

from federation.domain.reasons.words import Words

FAILURES: dict[str, Words] = {
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
        "Demandez à l’hébergeur du site de renouveler ou de corriger son certificat ; "
        "si le site n’a pas d’adresse sécurisée, écrivez la sienne avec http://.",
        "The secure connection failed ({value}). "
        "The last good data stay published. "
        "Ask the site’s host to renew or correct its certificate; "
        "if the site has no secure address, write its own with http://.",
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
    "cut-short": Words(
        "Une partie de la réponse manque ou ne peut pas être lue, et des événements à venir n’y sont plus ({value}). "
        "Ils restent publiés tant que plusieurs visites n’ont pas montré la même chose. "
        "Vérifiez que le calendrier du site est complet ; s’ils sont bien retirés, confirmez-le avec « cantines "
        "sites confirm ».",
        "Part of the answer is missing or cannot be read, and coming events are no longer in it ({value}). "
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
    "internal": Words(
        "Le réseau n’a pas su traiter cette réponse ({value}) : la faute est de son côté. "
        "Les dernières données restent publiées. "
        "Signalez-le à qui s’occupe du réseau ; le journal dit le reste.",
        "The hub did not know how to treat this answer ({value}): the fault is its own. "
        "The last good data stay published. "
        "Tell whoever looks after the hub; its log says the rest.",
    ),
}
