"""Why two statements were taken for one event, or not: codes with what was seen, and their words. Pure data."""

from __future__ import annotations

from dataclasses import dataclass

from federation.domain.reasons.words import Words


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence: its `code`, the `value` seen, and the points it brings (below 0: it speaks against)."""

    code: str
    value: str = ""
    points: int = 0


WORDS: dict[str, Words] = {
    "decided": Words("Une personne l’a décidé.", "A person decided so."),
    "repeated": Words("La source dit deux fois exactement la même chose.", "The source says exactly the same twice."),
    "one-source": Words(
        "Une même source les annonce séparément : ce sont deux événements.",
        "One source announces them separately: they are two events.",
    ),
    "uid": Words("Même identifiant (UID) : {value}.", "Same identifier (UID): {value}."),
    "link": Words("Même page : {value}.", "Same page: {value}."),
    "quote": Words("L’une renvoie à la page de l’autre : {value}.", "One points to the page of the other: {value}."),
    "door": Words(
        "Même lien d’inscription ou de visioconférence : {value}.", "Same link to register or to join: {value}."
    ),
    "join": Words("Même lien pour suivre en ligne : {value}.", "Same link to join online: {value}."),
    "shared-link": Words("Les deux renvoient à la même page : {value}.", "Both point to the same page: {value}."),
    "same-minute": Words("Même heure de début : {value}.", "Same hour of start: {value}."),
    "near": Words("Débuts rapprochés : {value} minutes d’écart.", "Starts close together: {value} minutes apart."),
    "overlap": Words(
        "Débuts éloignés de {value} minutes, mais les horaires se recouvrent.",
        "Starts {value} minutes apart, but the hours overlap.",
    ),
    "same-days": Words("Mêmes jours, sans heure : {value}.", "Same days, without hours: {value}."),
    "day-and-hour": Words(
        "Même jour ; l’une est annoncée sans heure : {value}.", "Same day; one is announced without hours: {value}."
    ),
    "moved": Words("L’une était prévue le jour de l’autre : {value}.", "One was planned for the other’s day: {value}."),
    "moved-uid": Words("Même identifiant, à une autre heure : {value}.", "Same identifier, at another hour: {value}."),
    "apart-in-time": Words("Horaires différents : {value}.", "Different hours: {value}."),
    "other-length": Words(
        "Un créneau court dans un plus long ({value} minutes).", "A short slot within a longer one ({value} minutes)."
    ),
    "title": Words("Même titre : {value}.", "Same title: {value}."),
    "title-within": Words("Un titre contient l’autre : {value}.", "One title contains the other: {value}."),
    "title-close": Words("Titres proches, en commun : {value}.", "Titles alike, in common: {value}."),
    "title-little": Words("Titres peu ressemblants, en commun : {value}.", "Titles little alike, in common: {value}."),
    "title-other": Words("Titres sans mot commun.", "Titles without a common word."),
    "series-number": Words("Même numéro dans la série : {value}.", "Same number in the series: {value}."),
    "other-number": Words("Numéros différents : {value}.", "Different numbers: {value}."),
    "other-part": Words("Parties ou publics différents : {value}.", "Different parts or audiences: {value}."),
    "other-subject": Words("Chacune a son propre sujet : {value}.", "Each has a subject of its own: {value}."),
    "site": Words("Annoncées par le même lieu : {value}.", "Announced by the same site: {value}."),
    "place": Words("Même endroit : {value}.", "Same place: {value}."),
    "city": Words("Même ville : {value}.", "Same city: {value}."),
    "other-place": Words("Adresses différentes : {value}.", "Different addresses: {value}."),
    "other-room": Words("Salles différentes : {value}.", "Different rooms: {value}."),
    "other-city": Words("Villes différentes : {value}.", "Different cities: {value}."),
    "joint": Words("Événement commun à plusieurs villes : {value}.", "An event of several cities: {value}."),
    "joint-rare": Words(
        "Même titre rare à la même heure dans plusieurs villes : {value}.",
        "Same rare title at the same hour in several cities: {value}.",
    ),
    "joint-doubt": Words(
        "Même titre à la même heure dans plusieurs villes, sans autre indice : {value}.",
        "Same title at the same hour in several cities, and nothing else to tell: {value}.",
    ),
    "group": Words(
        "Le groupe de l’une est dans le titre de l’autre : {value}.",
        "The group of one is in the title of the other: {value}.",
    ),
    "guest": Words("Même personne invitée : {value}.", "Same guest: {value}."),
    "narrower": Words(
        "Le sujet de l’une est une part de celui de l’autre : {value}.",
        "The subject of one is a part of the other’s: {value}.",
    ),
    "private": Words("L’une est privée : {value}.", "One of them is private: {value}."),
    "organiser": Words("Même organisateur : {value}.", "Same organiser: {value}."),
    "other-site": Words("En ligne, chez deux lieux : {value}.", "Online, at two sites: {value}."),
    "webinar": Words(
        "En ligne, même titre à la même heure : {value}.", "Online, same title at the same hour: {value}."
    ),
    "relay": Words(
        "L’une annonce ce qui se tient dans la ville de l’autre : {value}.",
        "One announces what takes place in the city of the other: {value}.",
    ),
    "afield": Words(
        "Deux lieux l’annoncent dans une même autre ville : {value}.",
        "Two sites announce it in one other city: {value}.",
    ),
    "title-in-text": Words(
        "Le titre de l’une est dans le texte de l’autre : {value}.",
        "The title of one is in the text of the other: {value}.",
    ),
    "other-organiser": Words("Organisateurs différents : {value}.", "Different organisers: {value}."),
    "text": Words("Descriptions semblables ({value} %).", "Descriptions alike ({value}%)."),
}
"""The sentence for each code, `{value}` replaced by what was seen."""


def sentence(reason: Reason, language: str = "fr") -> str:
    """A reason in words, in French unless `language` is `en`."""
    words = WORDS[reason.code]
    return (words.en if language == "en" else words.fr).replace("{value}", reason.value)
