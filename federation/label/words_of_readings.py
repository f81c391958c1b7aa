"""What a measure read, or why it could not: the sentences in French and English."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from federation.domain.reasons.words import Words
from federation.label.verdict import SILENCE, Unit
from federation.label.words import Noun, day, number, quantity, say


def measured(value: Fraction, unit: Unit, what: Noun, when: Words, bar: Words) -> Words:
    """« 61 événements publics mesurés du 13 août 2025 au 1er mars 2026, seuil proratisé 55. »"""
    said, named = quantity(value, unit), what.of(value)
    return say(f"{said.fr} {named.fr} {when.fr}, {bar.fr}.", f"{said.en} {named.en} {when.en}, {bar.en}.")


def threshold(value: Fraction, unit: Unit, prorated: bool = False, at_most: bool = False) -> Words:
    """« seuil 100 », « seuil proratisé 55 », « plafond 70 % »."""
    said = quantity(value, unit)
    if at_most:
        return say(f"plafond {said.fr}", f"ceiling {said.en}")
    if prorated:
        return say(f"seuil proratisé {said.fr}", f"prorated threshold {said.en}")
    return say(f"seuil {said.fr}", f"threshold {said.en}")


def near(ratio: Fraction) -> Words:
    """Met, but not by much."""
    margin = quantity(ratio - 1, Unit.SHARE)
    return say(
        f"Conforme, mais à moins de {margin.fr} du seuil : à surveiller.",
        f"Met, but by less than {margin.en} of the threshold: to be watched.",
    )


def shortfall(gap: Fraction, unit: Unit, at_most: bool) -> Words:
    """How far from the threshold."""
    said = quantity(gap, unit)
    if unit is Unit.SHARE:
        said = say(f"{number(gap * 100).fr} points", f"{number(gap * 100).en} points")
    if at_most:
        return say(f"C’est {said.fr} de trop.", f"That is {said.en} over.")
    return say(f"Il manque {said.fr}.", f"Short by {said.en}.")


TOO_FEW = say("C’est trop peu pour juger.", "Too few to judge.")


def silent(hours: int | None) -> Words:
    """« Le flux ne répond plus depuis 80 h : verdict suspendu. »"""
    if hours is None:
        return say(
            "Le flux n’a encore jamais répondu : verdict suspendu.",
            "The feed has never answered yet: verdict suspended.",
        )
    since = quantity(Fraction(hours), Unit.HOURS)
    return say(
        f"Le flux ne répond plus depuis {since.fr} : verdict suspendu.",
        f"The feed has not answered for {since.en}: verdict suspended.",
    )


def too_soon(days: int, least: Fraction) -> Words:
    """Not observed for long enough."""
    need = number(least)
    return say(
        f"Observé depuis {number(Fraction(days)).fr} j, il en faut {need.fr} : indéterminé.",
        f"Observed for {number(Fraction(days)).en} days, {need.en} are needed: undetermined.",
    )


def not_open(on: date) -> Words:
    """A place that is planned."""
    return say(
        f"Le lieu ouvre le {day(on).fr} : rien à mesurer avant.",
        f"The place opens on {day(on).en}: nothing to measure before.",
    )


def paused(until: date) -> Words:
    """A measure that stands still during a declared closure."""
    return say(
        f"Fermeture déclarée jusqu’au {day(until).fr} : sans objet d’ici là.",
        f"Closure declared until {day(until).en}: not applicable until then.",
    )


def too_few(known: Words, need: Words) -> Words:
    """Too little is classified to say anything."""
    return say(
        f"Renseigné pour {known.fr} des événements, il en faut {need.fr} : indéterminé.",
        f"Stated for {known.en} of the events, {need.en} are needed: undetermined.",
    )


def set_apart(count: int) -> Words:
    """What is out of the ordinary is named where it would have counted."""
    if not count:
        return SILENCE
    if count == 1:
        return say(
            "1 événement hors de l’ordinaire n’est pas compté avant l’avis du comité.",
            "1 event out of the ordinary is not counted before the committee has looked.",
        )
    return say(
        f"{number(Fraction(count)).fr} événements hors de l’ordinaire ne sont pas comptés avant l’avis du comité.",
        f"{number(Fraction(count)).en} events out of the ordinary are not counted before the committee has looked.",
    )


def not_believed(said: Words) -> Words:
    """A figure that jumped, and does not count yet."""
    return say(
        f"{said.fr} L’ancienne valeur compte jusqu’à l’avis du comité.",
        f"{said.en} The value before counts until the committee has looked.",
    )


def unknown(when: Words) -> Words:
    """Nothing was ever said of it."""
    return say(
        f"Rien n’est encore déclaré {when.fr} : indéterminé.", f"Nothing is declared yet {when.en}: undetermined."
    )


def unreadable_hours(when: Words) -> Words:
    """Hours that nobody can read, or that are not published."""
    return say(
        f"Les horaires ne sont pas publiés, ou pas lisibles, {when.fr} : indéterminé.",
        f"The hours are not published, or cannot be read, {when.en}: undetermined.",
    )


def not_asked(when: Words) -> Words:
    """The hub itself did not visit."""
    return say(
        f"Le hub n’a pas interrogé la source assez récemment {when.fr} : indéterminé.",
        f"The hub has not asked the source lately {when.en}: undetermined.",
    )
