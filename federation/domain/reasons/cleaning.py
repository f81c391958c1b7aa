"""Words for what is cleaned before anything is stored."""

from __future__ import annotations

from federation.domain.reasons.words import Words

NOTICES: dict[str, Words] = {
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
        "Cet événement dure plus d’un an (jusqu’au {value}) ; il est publié tel quel. "
        "Vérifiez sa fin à la source ; s’il se répète, déclarez une série.",
        "This event lasts more than a year (until {value}); it is published as it is. "
        "Check its end at the source; if it repeats, declare a series.",
    ),
}
