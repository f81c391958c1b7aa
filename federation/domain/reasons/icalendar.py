"""Words for what only iCalendar meets."""

from __future__ import annotations

from federation.domain.reasons.words import Words

FAILURES: dict[str, Words] = {
    "not-ics": Words(
        "La réponse n’est pas un calendrier iCalendar ({value}). "
        "Les dernières données restent publiées. "
        "Ouvrez l’adresse dans un navigateur : le fichier doit commencer par BEGIN:VCALENDAR.",
        "The answer is not an iCalendar calendar ({value}). "
        "The last good data stay published. "
        "Open the address in a browser: the file must begin with BEGIN:VCALENDAR.",
    ),
}

NOTICES: dict[str, Words] = {
    "component-broken": Words(
        "Un événement est illisible et n’a pas été pris. Corrigez-le à la source, à la ligne indiquée.",
        "An event cannot be read and was not taken. Correct it at the source, at the line shown.",
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
    "truncated": Words(
        "Le calendrier s’interrompt au milieu d’un événement, qui n’a pas été pris. "
        "S’il est souvent coupé, signalez-le à l’hébergeur du site.",
        "The calendar breaks off in the middle of an event, which was not taken. "
        "If it is often cut, tell the site’s host.",
    ),
}
