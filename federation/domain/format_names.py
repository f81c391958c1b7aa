"""What people call the formats that the hub reads."""

from __future__ import annotations

from federation.domain.reasons.words import Words

FORMAT_NAMES: dict[str, Words] = {
    "ics": Words("iCalendar", "iCalendar"),
    "native": Words("JSON des cantines", "cantines’ JSON"),
    "spaceapi": Words("SpaceAPI", "SpaceAPI"),
    "tribe": Words("The Events Calendar", "The Events Calendar"),
    "openagenda": Words("OpenAgenda", "OpenAgenda"),
    "gancio": Words("Gancio", "Gancio"),
    "mobilizon": Words("Mobilizon", "Mobilizon"),
    "jsonfeed": Words("JSON Feed", "JSON Feed"),
    "webfeed": Words("RSS ou Atom", "RSS or Atom"),
    "schemaorg": Words("page web (schema.org)", "web page (schema.org)"),
    "hevent": Words("page web (microformats)", "web page (microformats)"),
    "event-pages": Words("pages web", "web pages"),
}
"""By the name of the format in the network file."""


def format_name(name: str, language: str = "fr") -> str:
    """What people call a format; its own name when nobody calls it otherwise."""
    words = FORMAT_NAMES.get(name)
    if words is None:
        return name
    return words.en if language == "en" else words.fr
