"""Words for what only the native format meets."""

from __future__ import annotations

from federation.domain.reasons.words import Words

FAILURES: dict[str, Words] = {
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
}

NOTICES: dict[str, Words] = {
    "unknown-key": Words(
        "Le mot « {value} » n’est pas connu dans ce format et n’a pas été lu. "
        "Vérifiez son orthographe ; un mot qui n’est que pour vous commence par un tiret bas.",
        "The key “{value}” is not known in this format and was not read. "
        "Check its spelling; a key meant only for you begins with an underscore.",
    ),
}
