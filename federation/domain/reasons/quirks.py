"""Words for the defects that producers are known for: every repair that the register of quirks tells."""

from __future__ import annotations

from federation.domain.reasons.words import Words

NOTICES: dict[str, Words] = {
    "offset-after-time": Words(
        "Une heure est suivie de son décalage ({value}), ce que la norme n’admet pas ; elle a été comprise. "
        "Faites écrire l’heure en UTC, avec un Z à la fin.",
        "A time is followed by its offset ({value}), which the standard does not allow; it was understood. Have "
        "times written in UTC, with a Z at the end.",
    ),
    "value-kind": Words(
        "Une date est annoncée d’une autre sorte qu’elle n’est ({value}) ; sa valeur fait foi. Corrigez son "
        "paramètre VALUE à la source.",
        "A date is announced as another kind than it is ({value}); its value counts. Correct its VALUE parameter "
        "at the source.",
    ),
    "utc-with-zone": Words(
        "Des heures en UTC, terminées par Z, nomment aussi un fuseau ({value}) ; le Z fait foi. Vérifiez les "
        "heures affichées : si elles sont décalées, ôtez le Z à la source, sinon ôtez TZID.",
        "Times in UTC, ended by Z, also name a zone ({value}); the Z counts. Check the hours shown: if they are "
        "shifted take the Z out at the source, if not the TZID.",
    ),
    "series-in-utc": Words(
        "Une série est écrite en UTC dans un calendrier qui nomme son fuseau ({value}) ; elle se répète à "
        "l’heure de ce fuseau. Écrivez ses heures dans ce fuseau, avec TZID, pour lever le doute.",
        "A series is written in UTC in a calendar that names its zone ({value}); it repeats by the clock of that "
        "zone. Write its times in that zone, with TZID, to leave no doubt.",
    ),
    "end-is-start": Words(
        "La fin d’un événement d’une journée est son propre jour ({value}), alors qu’elle doit être le "
        "lendemain ; il est publié sur ce jour. Corrigez l’export à la source.",
        "The end of an event of one day is that very day ({value}), though it should be the day after; it is "
        "published on that day. Correct the export at the source.",
    ),
    "inclusive-end": Words(
        "La fin d’un événement est son dernier jour ({value}), comme son texte le montre, alors qu’elle doit "
        "être le lendemain ; ce jour a été ajouté. Corrigez l’export à la source.",
        "The end of an event is its last day ({value}), as its text shows, though it should be the day after; "
        "that day was added. Correct the export at the source.",
    ),
    "zone-by-other-name": Words(
        "Un fuseau horaire porte un autre nom que le sien ({value}) ; il a été reconnu. Écrivez un nom tel que "
        "Europe/Paris.",
        "A time zone goes by another name than its own ({value}); it was recognised. Write a name such as "
        "Europe/Paris.",
    ),
    "zone-unquoted": Words(
        "Le nom d’un fuseau contient deux-points et n’est pas entre guillemets ({value}) ; il a été compris. "
        "Mettez-le entre guillemets, ou écrivez un nom tel que Europe/Paris.",
        "The name of a zone holds a colon and is not quoted ({value}); it was understood. Put it in quotes, or "
        "write a name such as Europe/Paris.",
    ),
    "zone-disagrees": Words(
        "Le calendrier décrit le fuseau {value} par des décalages qui ne sont pas les siens ; le nom fait foi. "
        "Vérifiez les heures affichées, et le fuseau réglé dans le logiciel qui écrit ce calendrier.",
        "The calendar describes the zone {value} by offsets that are not its own; the name counts. Check the "
        "hours shown, and the zone that is set in the software that writes this calendar.",
    ),
    "uid-missing": Words(
        "Des événements n’ont pas d’identifiant ({value}) ; le lien, ou le titre et la date, en tient lieu. "
        "S’ils changent, l’agenda croit à un autre événement : donnez un UID à chacun.",
        "Events have no identifier ({value}); the link, or title and date, stand in for it. When these change "
        "the hub believes in another event: give each one a UID.",
    ),
    "required-missing": Words(
        "Une propriété obligatoire manque ({value}) ; le calendrier a été lu sans elle. D’autres agendas peuvent "
        "le refuser : complétez l’export à la source.",
        "A required property is missing ({value}); the calendar was read without it. Other calendars may refuse "
        "it: complete the export at the source.",
    ),
    "stamp-not-utc": Words(
        "DTSTAMP n’est pas une heure en UTC ({value}) ; elle ne sert qu’à départager deux versions d’un "
        "événement. Faites-la terminer par Z à la source.",
        "DTSTAMP is no time in UTC ({value}); it only serves to choose between two versions of an event. Have it "
        "end with Z at the source.",
    ),
    "uid-is-link": Words(
        "L’identifiant d’un événement est l’adresse de sa page ({value}), et le lien manque ; cette adresse en "
        "tient lieu. Écrivez aussi le lien dans URL.",
        "The identifier of an event is the address of its page ({value}), and the link is missing; that address "
        "stands in for it. Write the link in URL too.",
    ),
    "series-in-parts": Words(
        "Une série modifiée à partir d’une date se poursuit sous un autre identifiant ({value}) ; chaque partie "
        "est prise pour elle-même. Si des dates paraissent deux fois, terminez la première partie à la source.",
        "A series changed from a date on goes on under another identifier ({value}); each part is taken for "
        "itself. If dates show twice, end the first part at the source.",
    ),
    "needless-escapes": Words(
        "Des apostrophes ou guillemets sont précédés d’une barre oblique inverse inutile ({value}) ; elle a été "
        "retirée. Signalez-le à qui écrit l’export.",
        "Quotes are preceded by a needless backslash ({value}); it was taken out. Tell whoever writes the export.",
    ),
    "literal-breaks": Words(
        "Des retours à la ligne sont échappés deux fois et se liraient {value} ; ils ont été rétablis. "
        "Signalez-le à qui écrit l’export.",
        "Line breaks are escaped twice and would read {value}; they were restored. Tell whoever writes the export.",
    ),
    "html-in-description": Words(
        "La description, qui devrait être du texte simple, contient du HTML ({value}) ; il a été lu comme tel et "
        "nettoyé. Écrivez-le dans X-ALT-DESC ou STYLED-DESCRIPTION.",
        "The description, which should be plain text, holds HTML ({value}); it was read as such and cleaned. "
        "Write it in X-ALT-DESC or STYLED-DESCRIPTION.",
    ),
    "long-lines": Words(
        "Des lignes dépassent 75 octets ({value}) ; elles ont été lues telles quelles. D’autres agendas peuvent "
        "les couper : faites-les replier à la source.",
        "Lines are longer than 75 octets ({value}); they were read as they are. Other calendars may cut them: "
        "have them folded at the source.",
    ),
    "trailing-blanks": Words(
        "Un titre commence ou finit par des blancs ({value}) ; ils ont été retirés. Ôtez-les à la source.",
        "A title begins or ends with blanks ({value}); they were taken off. Take them out at the source.",
    ),
    "quoted-printable": Words(
        "Des textes sont codés en quoted-printable, à la façon de vCalendar 1.0 ; ils ont été décodés. Exportez "
        "plutôt en iCalendar 2.0.",
        "Texts are written in quoted-printable, as in vCalendar 1.0; they were decoded. Export iCalendar 2.0 instead.",
    ),
    "line-ends": Words(
        "Les fins de ligne ne sont pas celles de la norme ({value}) ; elles ont été comprises. Envoyez le "
        "fichier sans le convertir, lignes terminées par CR LF.",
        "The line ends are not those of the standard ({value}); they were understood. Send the file unconverted, "
        "with lines that end in CR LF.",
    ),
    "several-calendars": Words(
        "Le fichier contient plusieurs calendriers ({value}) ; tous ont été lus. D’autres agendas ne lisent que "
        "le premier : réunissez-les à la source.",
        "The file holds several calendars ({value}); all were read. Other programs read only the first: join "
        "them at the source.",
    ),
    "no-calendar": Words(
        "Les événements ne sont pas entourés d’un VCALENDAR ; ils ont été lus malgré tout. Ajoutez "
        "BEGIN:VCALENDAR et END:VCALENDAR à la source.",
        "The events have no VCALENDAR around them; they were read all the same. Add BEGIN:VCALENDAR and "
        "END:VCALENDAR at the source.",
    ),
    "personal-data": Words(
        "Le calendrier publie des données personnelles ({value}) ; elles n’ont pas été prises, mais tout le "
        "monde peut les lire à la source. Retirez-y les invités et les adresses de personnes, ou n’exportez que "
        "les informations publiques.",
        "The calendar publishes personal data ({value}); they were not taken, but anybody can read them at the "
        "source. Take guests and persons’ addresses out there, or export public information only.",
    ),
    "place-is-link": Words(
        "Le lieu est une adresse web ({value}) ; l’endroit ou la visioconférence qu’elle indique a été retenu, "
        "sinon le lieu du site. Écrivez le nom et l’adresse postale du lieu.",
        "The place is a web address ({value}); the spot or the video meeting it leads to was taken, else the "
        "place of the site. Write the name and the postal address of the place.",
    ),
    "town-in-title": Words(
        "La ville n’est donnée que dans le titre ({value}) ; elle tient lieu de lieu. Écrivez le lieu dans LOCATION.",
        "The town stands in the title only ({value}); it stands in for the place. Write the place in LOCATION.",
    ),
    "geo-with-comma": Words(
        "Les coordonnées sont séparées par une virgule ({value}) ; elles ont été comprises. Séparez-les par un "
        "point-virgule à la source.",
        "The coordinates are separated by a comma ({value}); they were understood. Separate them by a semicolon "
        "at the source.",
    ),
    "registration-in-comment": Words(
        "L’adresse d’inscription se trouve dans un commentaire ({value}) ; elle a été prise comme lien "
        "d’inscription. Placez-la aussi dans la description.",
        "The address to register at stands in a comment ({value}); it was taken as the link to register. Put it "
        "into the description too.",
    ),
    "registration-lost": Words(
        "Un texte invite à cliquer pour s’inscrire, mais le lien s’est perdu à l’export ({value}) ; le texte est "
        "publié tel quel. Écrivez l’adresse d’inscription en entier dans la description.",
        "A text asks to click to register, but the link was lost in the export ({value}); the text is published "
        "as it is. Write the whole address in the description.",
    ),
    "hours-differ": Words(
        "Le texte annonce d’autres heures que l’événement ({value}) ; celles de l’événement sont publiées. "
        "Vérifiez-les : c’est souvent l’heure d’installation qui a été saisie.",
        "The text tells other hours than the event ({value}); those of the event are published. Check them: "
        "often it is the hour of setting up that was entered.",
    ),
    "count-below-zero": Words(
        "Une règle de répétition compte moins de zéro dates ({value}) ; elle est suivie jusqu’à sa fin. "
        "Enregistrez la série de nouveau à la source, avec une date de fin.",
        "A rule of recurrence counts less than no dates ({value}); it is followed until its end. "
        "Save the series again at the source, with a date on which it ends.",
    ),
    "status-misspelt": Words(
        "Un statut est mal écrit ({value}) ; l’événement est publié comme annulé. Écrivez CANCELLED, avec deux L.",
        "A status is misspelt ({value}); the event is published as cancelled. Write CANCELLED, with two L.",
    ),
}
