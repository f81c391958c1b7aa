"""What a verdict says around its readings: exemptions, sources, what to mend, when it is looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from federation.domain.reasons.words import Words
from federation.label.verdict import SILENCE, Ruling
from federation.label.words import day, say, series


def because(reason: Words) -> Words:
    """Not applicable, and why."""
    return say(f"Sans objet : {reason.fr}.", f"Not applicable: {reason.en}.")


def derogation(reason: str, alternative: str, until: date) -> Words:
    """A derogation, with what stands in its place."""
    return say(
        f"Dérogation jusqu’au {day(until).fr} : {reason}. À la place : {alternative}.",
        f"Derogation until {day(until).en}: {reason}. Instead: {alternative}.",
    )


def justified(why: str) -> Words:
    """Why a recommended criterion is not met, in the words of the site."""
    return say(f"Le lieu s’en explique : « {why} ».", f"The place explains itself: “{why}”.")


def upcoming(on: date) -> Words:
    """A criterion that does not count yet."""
    return say(f"Critère à venir : il comptera le {day(on).fr}.", f"Upcoming criterion: it counts from {day(on).en}.")


def sources(names: Sequence[str]) -> Words:
    """The sources the pieces come from."""
    return say(f"Sources : {series(names)}.", f"Sources: {series(names)}.") if names else SILENCE


def mend(how: Words, ruling: Ruling, until: date | None, over: bool) -> Words:
    """What to do, and by when."""
    if ruling is Ruling.UNMET and over:
        head = say("Délai de correction dépassé. À faire", "The time to mend is over. To do")
    elif ruling is Ruling.UNMET and until is not None:
        head = say(f"À faire avant le {day(until).fr}", f"To do before {day(until).en}")
    else:
        head = _HEADS.get(ruling, say("À faire", "To do"))
    return say(f"{head.fr} : {how.fr}", f"{head.en}: {how.en}")


_HEADS = {
    Ruling.MET: say("En cas d’écart", "Should it slip"),
    Ruling.NOT_APPLICABLE: say("Le moment venu", "When the time comes"),
}


def next_check(on: date) -> Words:
    """When it is looked at again."""
    return say(f"Prochaine vérification le {day(on).fr}.", f"Next check on {day(on).en}.")
