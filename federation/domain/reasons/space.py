"""Words for what is told of the place to work in."""

from __future__ import annotations

from federation.domain.reasons.words import Words

FAILURES: dict[str, Words] = {
    "not-spaceapi": Words(
        "Ce JSON n’est pas un document SpaceAPI ({value}). "
        "Les dernières données restent publiées. "
        "Il doit porter « space », et « api_compatibility » ou « api » : voir spaceapi.io.",
        "This JSON is not a SpaceAPI document ({value}). "
        "The last good data stay published. "
        "It must hold “space”, and “api_compatibility” or “api”: see spaceapi.io.",
    ),
}

NOTICES: dict[str, Words] = {
    "hours-unreadable": Words(
        "Les horaires d’ouverture n’ont pas pu être lus ({value}) : ils sont montrés tels quels, et le réseau ne peut "
        "pas dire si le lieu est ouvert. "
        "Écrivez-les comme dans OpenStreetMap, par exemple « Mo-Fr 09:00-18:00; Sa,PH off ».",
        "The opening hours could not be read ({value}): they are shown as they are, and the network cannot tell "
        "whether the place is open. "
        "Write them as OpenStreetMap does, such as “Mo-Fr 09:00-18:00; Sa,PH off”.",
    ),
    "absurd-change": Words(
        "Le moment du dernier changement d’état ({value}) n’est pas plausible et n’a pas été pris. "
        "« state.lastchange » est un nombre de secondes depuis 1970.",
        "The moment of the last change of state ({value}) is not plausible and was not taken. "
        "“state.lastchange” is a number of seconds since 1970.",
    ),
    "persons-named": Words(
        "Le document nomme des personnes ({value}) ; le réseau ne les a pas prises. "
        "Retirez-les : une adresse de fonction, telle que contact@, suffit.",
        "The document names persons ({value}); the network did not take them. "
        "Take them out: the address of a role, such as contact@, is enough.",
    ),
    "version-unknown": Words(
        "Cette version de SpaceAPI n’est pas connue ({value}) ; ce qui se comprend a été lu. "
        "Vérifiez « api_compatibility » (ou « api ») : les versions 8 à 15 sont lues.",
        "This version of SpaceAPI is not known ({value}); what can be understood was read. "
        "Check “api_compatibility” (or “api”): versions 8 to 15 are read.",
    ),
}
