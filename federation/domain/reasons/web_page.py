"""Words for what is read in web pages: schema.org in its three syntaxes, h-event and hCalendar."""

from __future__ import annotations

from federation.domain.reasons.words import Words

FAILURES: dict[str, Words] = {
    "page-broken": Words(
        "La page décrit ses événements dans un bloc JSON-LD qui ne peut pas être lu ({value}). "
        "Les dernières données restent publiées. "
        "Un validateur schema.org montre où il est mal écrit : faites-le corriger par qui tient le site.",
        "The page tells its events in a JSON-LD block that cannot be read ({value}). "
        "The last good data stay published. "
        "A schema.org validator shows where it is badly written: have it mended by whoever keeps the site.",
    ),
}

NOTICES: dict[str, Words] = {
    "jsonld-broken": Words(
        "Un bloc JSON-LD de la page ne peut pas être lu ({value}) ; ce qu’il annonce n’a pas été pris. "
        "Vérifiez-le avec un validateur schema.org, à la ligne indiquée.",
        "A JSON-LD block of the page cannot be read ({value}); what it announces was not taken. "
        "Check it with a schema.org validator, at the line shown.",
    ),
    "jsonld-repaired": Words(
        "Un bloc JSON-LD de la page est mal écrit ({value}) ; il a été compris malgré tout. "
        "Ôtez-en commentaires, balises et virgules en trop à la source.",
        "A JSON-LD block of the page is badly written ({value}); it was understood all the same. "
        "Take comments, markup and stray commas out of it at the source.",
    ),
    "jsonld-deep": Words(
        "Un bloc JSON-LD de la page emboîte trop d’éléments les uns dans les autres ; les plus profonds n’ont pas été "
        "pris. Posez-les côte à côte dans « @graph ».",
        "A JSON-LD block of the page holds too many items within each other; the deepest were not taken. "
        "Put them side by side in “@graph”.",
    ),
    "organiser-left-out": Words(
        "Rien ne dit que l’organisateur est une organisation ; il n’a pas été repris, car ce peut être une personne. "
        "Déclarez-le comme telle (type Organization, « p-org » dans une h-card), ou écrivez ce qu’elle est : "
        "« Association … ».",
        "Nothing says that the organiser is an organisation; it was left out, for it may be a person. "
        "Declare it as one (type Organization, “p-org” in an h-card), or write what it is: “Association …”.",
    ),
    "page-cut": Words(
        "La page est trop grande ou trop profonde ({value}) ; elle n’a pas été lue jusqu’au bout. "
        "Répartissez ses événements sur plusieurs pages.",
        "The page is too large or too deep ({value}); it was not read to its end. Part its events into several pages.",
    ),
    "page-without-events": Words(
        "Cette page n’annonce aucun événement que le réseau sache lire ({value}) ; rien n’y a été pris. "
        "Si elle en montre, faites-les écrire en JSON-LD schema.org, avec « startDate ».",
        "This page announces no event that the hub can read ({value}); nothing was taken from it. "
        "If it shows some, have them written as schema.org JSON-LD, with “startDate”.",
    ),
}
