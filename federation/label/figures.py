"""What a charter asks, figure by figure, in words: how a criterion is known, its threshold, who chose the number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from federation.domain.reasons.words import Words
from federation.label.case import Measure
from federation.label.charter import Charter, Criterion
from federation.label.measures.events import Share
from federation.label.measures.place import Opening, SpaceAge
from federation.label.measures.pulls import Answers, Rejected, SinceSuccess
from federation.label.measures.statements import AnnualReports, Attested, Badge, Reviewed
from federation.label.measures.taking import Bar
from federation.label.measures.variety import Dominance
from federation.label.rules import Figure
from federation.label.verdict import SILENCE, Unit
from federation.label.words import Noun, quantity, say

MEASURED, ATTESTED, REVIEWED = "measured", "attested", "reviewed"
KNOWN: dict[str, Words] = {
    MEASURED: Words("mesuré par le hub", "measured by the hub"),
    ATTESTED: Words("attesté par le lieu", "attested by the place"),
    REVIEWED: Words("constaté par le comité", "seen by the committee"),
}
_SHARES = (Share, Dominance, Answers, Rejected)


@dataclass(frozen=True, slots=True)
class Asked:
    """One number of a criterion: what it asks, in words, and where the number comes from (SILENCE: not a number)."""

    said: Words
    origin: Words = SILENCE


def known_by(criterion: Criterion) -> tuple[str, ...]:
    """How a criterion is known: `measured`, `attested`, `reviewed`, each once, in the order of its measures."""
    return tuple(dict.fromkeys(_known(measure) for measure in criterion.measures))


def asked(charter: Charter, criterion: Criterion) -> tuple[Asked, ...]:
    """What each measure of a criterion asks for."""
    return tuple(found for measure in criterion.measures for found in _asked(charter, measure))


def _known(measure: Measure) -> str:
    if isinstance(measure, Attested | AnnualReports):
        return ATTESTED
    return REVIEWED if isinstance(measure, Reviewed) else MEASURED


def _asked(charter: Charter, measure: Measure) -> Iterator[Asked]:
    if isinstance(measure, Badge):
        yield Asked(say("le badge ou un lien sur la page du lieu", "the badge or a link on the page of the place"))
        return
    if isinstance(measure, AnnualReports):
        said = quantity(measure.tolerance.value, Unit.SHARE)
        text = say(f"bilan annuel, à {said.fr} près de la mesure", f"annual report, within {said.en} of the measure")
        yield Asked(text, _origin(charter, measure.tolerance))
        return
    bar: Bar | None = getattr(measure, "bar", None)
    what: Noun | None = getattr(measure, "what", None)
    if bar is None or what is None:
        yield Asked(say("une pièce en cours de validité", "a document that is still valid"))
        return
    yield Asked(_bar(bar, bar.threshold, what, _unit(measure), measure), _origin(charter, bar.threshold))
    if bar.target is not None:
        target = _bar(bar, bar.target, what, _unit(measure), measure)
        yield Asked(
            say(f"pour la mention : {target.fr}", f"for the mention: {target.en}"), _origin(charter, bar.target)
        )


def _bar(bar: Bar, figure: Figure, what: Noun, unit: Unit, measure: Measure) -> Words:
    number, named = quantity(figure.value, unit), what.of(figure.value)
    window = _window(measure)
    least, at_least = ("au plus", "at most") if bar.at_most else ("au moins", "at least")
    return say(f"{least} {number.fr} {named.fr}{window.fr}", f"{at_least} {number.en} {named.en}{window.en}")


def _window(measure: Measure) -> Words:
    window: Figure | None = getattr(measure, "window", None)
    weeks: Figure | None = getattr(measure, "weeks", None)
    if weeks is not None:
        said = quantity(weeks.value, Unit.COUNT)
        return Words(f", sur {said.fr} semaines", f", over {said.en} weeks")
    if window is None:
        return SILENCE
    said = quantity(window.value, Unit.COUNT)
    if getattr(measure, "ahead", False):
        return Words(f", dans les {said.fr} jours à venir", f", in the {said.en} days to come")
    return Words(f", sur {said.fr} jours", f", over {said.en} days")


def _unit(measure: Measure) -> Unit:
    if isinstance(measure, _SHARES):
        return Unit.SHARE
    if isinstance(measure, SpaceAge):
        return Unit.DAYS
    if isinstance(measure, SinceSuccess) or (isinstance(measure, Opening) and measure.hours):
        return Unit.HOURS
    return Unit.COUNT


def _origin(charter: Charter, figure: Figure) -> Words:
    return charter.origins.get(figure.origin, SILENCE)
