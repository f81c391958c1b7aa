"""What people put on file, as verdicts tell it: the sentences in French and English."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from federation.domain.reasons.words import Words
from federation.label.verdict import Unit
from federation.label.words import day, number, quantity, say, series


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
