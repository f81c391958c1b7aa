"""Price, registration, attendance, language, age and accessibility: as fields state them, else in clear words. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from federation.domain.event import Attendance, Event, Price
from federation.domain.taxonomy.classified import Because
from federation.domain.taxonomy.grammar import word_set
from federation.domain.taxonomy.kinds import Kind
from federation.domain.taxonomy.lexicon import Lexicon
from federation.domain.taxonomy.reading import read_title
from federation.domain.taxonomy.subjects import Hits

ACCESSIBILITY = ("hi", "vi", "pi", "mi", "ii")
"""OpenAgenda's codes: hearing, visual, psychic, motor and intellectual impairment."""

ADULT = 18
FEWEST_SMALL_WORDS = 3
"""Small words by which a language is recognised, at least."""

_AMOUNT = re.compile(
    r"\b(?:tarifs?|paf|participation|prix|entree|billets?|place|plein|reduit|cout|fee|tickets?|price)\b"
    r"(?: [a-z]{1,12}){0,3} (\d{1,4})(?: \d\d)? (?:eur|euros?)\b"
)

_ANY_AMOUNT = re.compile(r"(\d+)(?:[.,]\d+)?\s?(?:€|eur|\$|£)|[€£$]\s?(\d+)", re.IGNORECASE)
_FRENCH = word_set("avec ce ces cette dans de des du en est et la le les nous ou par pour que qui sur un une vous")
_ENGLISH = word_set("and are at by for from how in is it of our that the their this to we what will with you your")


def decide_cost(lexicon: Lexicon, event: Event, title: Hits, text: Hits) -> Iterator[Because]:
    """What it costs to come in, at most one answer."""
    price = event.price or Price()
    answer = _of_price(lexicon, price)
    if answer:
        yield Because("cost", answer, "stated", price.text[:100])
        return
    for rule, hits in (("title-within", title), ("description", text)):
        # Paid before free: « gratuit pour les adhérents, payant sinon ».
        for signal in ("pay-what-you-want", "paid", "free"):
            if signal in hits.signals:
                yield Because("cost", signal, rule, hits.signals[signal])
                return
    if found := _AMOUNT.search(" ".join(text.reading.words)):
        yield Because("cost", "paid" if int(found[1]) else "free", "description", found[0])


def _of_price(lexicon: Lexicon, price: Price) -> str:
    if price.amount is not None and price.amount > 0:
        return "paid"
    if price.text:
        signals = Hits(lexicon, read_title(price.text)).signals
        if "pay-what-you-want" in signals:
            return "pay-what-you-want"
        amounts = [int(found[1] or found[2]) for found in _ANY_AMOUNT.finditer(price.text[:300])]
        if any(amounts):
            return "paid"
        if "free" in signals or amounts:
            return "free"
        if "paid" in signals:
            return "paid"
    if price.free is not None:
        return "free" if price.free else "paid"
    return "free" if price.amount is not None else ""


def decide_registration(event: Event, title: Hits, text: Hits) -> Iterator[Because]:
    """Whether one must register, at most one answer."""
    if event.registration_url:
        yield Because("registration", "registration", "link")
        return
    price = event.price.text if event.price else ""
    for rule, hits in (("title-within", title), ("description", text)):
        told = hits.signals
        for signal in ("no-registration", "registration"):
            if signal in told:
                yield Because("registration", signal, rule, told[signal])
                return
    if "inscription" in read_title(price).words:
        yield Because("registration", "registration", "stated", price[:100])


def decide_attendance(event: Event, format_: Kind | None, title: Hits, text: Hits) -> Iterator[Because]:
    """Whether one comes, joins online or may choose, at most one answer."""
    if event.attendance is not None:
        yield Because("attendance", event.attendance.value, "stated")
        return
    for rule, hits in (("title-within", title), ("description", text)):
        told = hits.signals
        both = "mixed" if "mixed" in told else "online" if {"online", "onsite"} <= told.keys() else ""
        if both:
            yield Because("attendance", Attendance.MIXED.value, rule, told[both])
            return
        for signal in ("online", "onsite"):
            if signal in told:
                yield Because("attendance", signal, rule, told[signal])
                return
    if format_ is not None and format_.id == "webinaire":
        yield Because("attendance", Attendance.ONLINE.value, "format-implies", format_.fr)
    elif event.place is not None and event.place.address and not event.online_url:
        yield Because("attendance", Attendance.ONSITE.value, "place")
    elif event.online_url:
        mode = Attendance.MIXED if event.place is not None and event.place.address else Attendance.ONLINE
        yield Because("attendance", mode.value, "link")


def decide_language(event: Event, title: Hits, text: Hits) -> Iterator[Because]:
    """The language an event is held in, at most one answer; what it is announced in tells it when nothing else does."""
    if event.language:
        yield Because("language", event.language[:2].lower(), "stated")
        return
    for rule, hits in (("title-within", title), ("description", text)):
        told = hits.signals
        for signal, code in (("english", "en"), ("french", "fr")):
            if signal in told:
                yield Because("language", code, rule, told[signal])
                return
    words = (*title.reading.words, *text.reading.words)
    french, english = sum(word in _FRENCH for word in words), sum(word in _ENGLISH for word in words)
    if max(french, english) >= FEWEST_SMALL_WORDS and max(french, english) >= 2 * min(french, english):
        yield Because("language", "fr" if french > english else "en", "small-words")


def decide_accessibility(event: Event, text: Hits) -> Iterator[Because]:
    """For whom access was thought of: codes that the source states, else clear words of the description."""
    stated = [code for code in ACCESSIBILITY if code in event.accessibility]
    if stated:
        yield from (Because("accessibility", code, "stated") for code in stated)
        return
    told = text.signals
    yield from (Because("accessibility", code, "description", told[code]) for code in ACCESSIBILITY if code in told)


def decide_age(
    ages: tuple[int | None, int | None] | None, audiences: list[Kind], title: Hits, text: Hits
) -> Iterator[Because]:
    """Whether an event is for children or for adults, at most one answer: by years, by audience, by words."""
    if ages is not None:
        youngest, oldest = ages
        if youngest is not None and youngest >= ADULT:
            yield Because("age", "adults", "title-within", f"{youngest} ans")
        elif oldest is not None and oldest < ADULT:
            yield Because("age", "children", "title-within", f"{youngest or 0}-{oldest} ans")
        return
    told = {audience.age for audience in audiences} - {""}
    if len(told) == 1:
        (age,) = told
        yield Because("age", age, "title-within", next(kind.fr for kind in audiences if kind.age == age))
        return
    for rule, hits in (("title-within", title), ("description", text)):
        signals = hits.signals
        for age in ("children", "adults"):
            if age in signals:
                yield Because("age", age, rule, signals[age])
                return
