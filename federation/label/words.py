"""The words of the label in French and English: numbers, days, and the sentences that verdicts are made of.

French follows its typography: ’ for the apostrophe, a narrow no-break space before : ; ! ? » and units, 1er for the
first of a month. A sentence says one thing; an explanation puts them one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from federation.domain.reasons.words import Words
from federation.label.verdict import SILENCE, Ruling, Unit, Window

THIN = "\u202f"

RULINGS = {
    Ruling.MET: Words("conforme", "met"),
    Ruling.WATCH: Words("à surveiller", "to be watched"),
    Ruling.UNMET: Words("non conforme", "unmet"),
    Ruling.UNDETERMINED: Words("indéterminé", "undetermined"),
    Ruling.NOT_APPLICABLE: Words("sans objet", "not applicable"),
    Ruling.DEROGATION: Words("dérogation", "derogation"),
}
LEVELS = {
    "label": Words("Label", "Label"),
    "mention": Words("Label — avec mention", "Label — with mention"),
}

_MONTHS_FR = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
_MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MONTHS = {name: number for names in (_MONTHS_FR, _MONTHS_EN) for number, name in enumerate(map(str.casefold, names), 1)}
"""The number of a month by its name in either language."""


@dataclass(frozen=True, slots=True)
class Noun:
    """What is counted, one and many of it, in both languages; of a share, what follows the per cent."""

    fr: tuple[str, str]
    en: tuple[str, str]

    def of(self, value: Fraction) -> Words:
        """The noun that goes with a value: French has the plural from two, English but for one."""
        return Words(self.fr[value >= 2], self.en[value != 1])


def noun(fr: str, en: str, fr_many: str = "", en_many: str = "") -> Noun:
    """A noun; without a plural both are the same."""
    return Noun((fr, fr_many or fr), (en, en_many or en))


def french(text: str) -> str:
    """A French text with its typography, however it was typed."""
    return _SPACED.sub(THIN, text.replace("'", "’"))


def say(fr: str, en: str) -> Words:
    """A sentence of the label."""
    return Words(french(fr), en)


_SPACED = re.compile(r" (?=[:;!?»%])|(?<=«) ")


# ------------------------------------------------------------------ numbers and days


def number(value: Fraction) -> Words:
    """An exact number with at most two decimals, thousands apart: « 10 000 », « 63,25 »."""
    rounded = round(value, 2)
    text = f"{int(rounded):,}" if rounded.denominator == 1 else f"{float(rounded):,.2f}".rstrip("0")
    return Words(text.translate({ord(","): THIN, ord("."): ","}), text)


def quantity(value: Fraction, unit: Unit) -> Words:
    """A value with its unit: « 61 », « 62 % », « 80 h »."""
    if unit is Unit.SHARE:
        said = number(value * 100)
        return Words(f"{said.fr}{THIN}%", f"{said.en}%")
    said = number(value)
    if unit is Unit.COUNT:
        return said
    mark = {Unit.HOURS: ("h", "h"), Unit.DAYS: ("j", "days"), Unit.METRES: ("m", "m")}[unit]
    return Words(f"{said.fr}{THIN}{mark[0]}", f"{said.en} {mark[1]}")


def day(on: date) -> Words:
    """« 1er mars 2026 », “1 March 2026”."""
    first = "er" if on.day == 1 else ""
    return Words(
        f"{on.day}{first} {_MONTHS_FR[on.month - 1]} {on.year}", f"{on.day} {_MONTHS_EN[on.month - 1]} {on.year}"
    )


def period(window: Window) -> Words:
    """« du 13 août 2025 au 25 février 2026 (dernier succès du flux) »."""
    first, last = day(window.first), day(window.last)
    cut = Words(" (dernier succès du flux)", " (last success of the feed)") if window.cut else SILENCE
    return say(f"du {first.fr} au {last.fr}{cut.fr}", f"from {first.en} to {last.en}{cut.en}")


def on_day(on: date) -> Words:
    """« au 1er mars 2026 »: the window of what is true on one day."""
    return say(f"au {day(on).fr}", f"on {day(on).en}")


def series(parts: Iterable[str], most: int = 10) -> str:
    """Names with commas, cut when they are many."""
    names = list(parts)
    return ", ".join(names[:most]) + (f" … (+{len(names) - most})" if len(names) > most else "")


def sentences(parts: Sequence[Words]) -> Words:
    """Several, one after the other; empty ones and what was said already left out."""
    told = dict.fromkeys(part for part in parts if part != SILENCE)
    return Words(" ".join(part.fr for part in told), " ".join(part.en for part in told))


# ------------------------------------------------------------------ what a measure read


def measured(value: Fraction, unit: Unit, what: Noun, when: Words, bar: Words) -> Words:
    """« 61 événements publics mesurés du 13 août 2025 au 1er mars 2026, seuil prorata 55. »"""
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


# ------------------------------------------------------------------ statements of people


def attested(statement: str, function: str, until: date, late: bool) -> Words:
    """An attestation that holds, or has expired."""
    end = day(until)
    verb = ("échue depuis le", "expired on") if late else ("valable jusqu’au", "valid until")
    return say(
        f"Attestation « {statement} » ({function}), {verb[0]} {end.fr}.",
        f"Attestation “{statement}” ({function}), {verb[1]} {end.en}.",
    )


def renew(by: date) -> Words:
    """An attestation to make again."""
    return say(f"À renouveler avant le {day(by).fr}.", f"To be renewed before {day(by).en}.")


def missing_attestation(name: str, lacks: Sequence[str]) -> Words:
    """No attestation, or one without its author, its statement or its piece."""
    if not lacks:
        return say(f"Aucune attestation « {name} » n’est déposée.", f"No attestation “{name}” was filed.")
    missing = say(series(LACKS[lack].fr for lack in lacks), series(LACKS[lack].en for lack in lacks))
    return say(
        f"L’attestation « {name} » est incomplète : il manque {missing.fr}.",
        f"The attestation “{name}” is incomplete: it lacks {missing.en}.",
    )


LACKS = {
    "statement": say("la déclaration", "the statement"),
    "function": say("la fonction de son auteur", "the function of its author"),
    "evidence_url": say("la pièce justificative", "the piece of evidence"),
    "value": say("le chiffre déclaré", "the figure declared"),
}


def reviewed(met: bool, found_on: date, until: date, note: str) -> Words:
    """What a reviewer found."""
    end, found = day(until), day(found_on)
    told = (f" : « {note} »", f": “{note}”") if note else ("", "")
    said = ("favorable", "favourable") if met else ("défavorable", "unfavourable")
    return say(
        f"Avis {said[0]} d’un relecteur le {found.fr}, valable jusqu’au {end.fr}{told[0]}.",
        f"A reviewer’s {said[1]} opinion on {found.en}, valid until {end.en}{told[1]}.",
    )


def not_reviewed(expired_on: date | None) -> Words:
    """No reviewer looked, or it was too long ago."""
    if expired_on is None:
        return say("Aucun relecteur ne s’est prononcé : indéterminé.", "No reviewer has looked yet: undetermined.")
    end = day(expired_on)
    return say(
        f"Le dernier avis d’un relecteur a expiré le {end.fr} : indéterminé.",
        f"The last opinion of a reviewer expired on {end.en}: undetermined.",
    )


def facts(filled: Sequence[str], asked: Sequence[str], when: Words) -> Words:
    """Which of the facts asked for are told on the profile."""
    if filled:
        return say(f"Renseigné {when.fr} : {series(filled)}.", f"Stated {when.en}: {series(filled)}.")
    return say(
        f"Rien n’est renseigné {when.fr} parmi : {series(asked)}.",
        f"Nothing is stated {when.en} among: {series(asked)}.",
    )


def badge(page: str, seen: Sequence[str], checked: date) -> Words:
    """What was seen on the page of the site."""
    names = {"badge": ("le badge", "the badge"), "link": ("le lien vers la fiche", "the link to its page")}
    if not seen:
        return say(
            f"Ni badge ni lien vu le {day(checked).fr} sur {page}.",
            f"Neither badge nor link seen on {day(checked).en} on {page}.",
        )
    return say(
        f"Vu le {day(checked).fr} sur {page} : {series(names[one][0] for one in seen)}.",
        f"Seen on {day(checked).en} on {page}: {series(names[one][1] for one in seen)}.",
    )


def not_looked(page: str) -> Words:
    """The hub has not looked lately."""
    where = f" ({page})" if page else ""
    return say(
        f"La page n’a pas été relue récemment{where} : indéterminé.",
        f"The page was not looked at lately{where}: undetermined.",
    )


def report_not_due(first: int) -> Words:
    """A site that has not spent a whole calendar year in the network."""
    return say(
        f"Le premier bilan attendu est celui de {first} : sans objet d’ici là.",
        f"The first report due is that of {first}: not applicable until then.",
    )


def report_due(year: int, due: date) -> Words:
    """An annual report that is expected."""
    return say(f"Bilan {year} attendu avant le {day(due).fr}.", f"Report of {year} due before {day(due).en}.")


def report_lacks(year: int, lacks: Sequence[str]) -> Words:
    """An annual report without all its figures."""
    return say(
        f"Bilan {year} incomplet : il manque {series(lacks)}.",
        f"Report of {year} incomplete: it lacks {series(lacks)}.",
    )


def report_filed(year: int, filed: date) -> Words:
    """An annual report that is complete."""
    return say(f"Bilan {year} déposé le {day(filed).fr}.", f"Report of {year} filed on {day(filed).en}.")


def report_compared(declared: int, counted: int, tolerance: Fraction, explanation: str) -> Words:
    """What is declared against what was measured, when they are too far apart."""
    one, other = number(Fraction(declared)), number(Fraction(counted))
    bar = quantity(tolerance, Unit.SHARE)
    told = f"« {explanation} »", f"“{explanation}”"
    asked = (
        (f"Explication : {told[0]}.", f"Explained: {told[1]}.") if explanation else ("À expliquer.", "To be explained.")
    )
    return say(
        f"{one.fr} événements déclarés, {other.fr} mesurés : l’écart dépasse {bar.fr}. {asked[0]}",
        f"{one.en} events declared, {other.en} measured: more than {bar.en} apart. {asked[1]}",
    )


def not_asked(when: Words) -> Words:
    """The hub itself did not visit."""
    return say(
        f"Le hub n’a pas interrogé la source assez récemment {when.fr} : indéterminé.",
        f"The hub has not asked the source lately {when.en}: undetermined.",
    )


# ------------------------------------------------------------------ around the readings


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
