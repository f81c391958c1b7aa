"""What an event of schema.org costs, where one registers, and whether it is full: `offers` and capacities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from federation.domain.event import Price
from sync.formats.schemaorg_parts.items import Item, last_word

_AMOUNT = re.compile(r"(?<![\d.,])(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,7})(?:[.,](\d{1,2}))?(?![\d.,])")
_FREE = re.compile(r"\b(?:gratuite?s?|free|entrée libre|libre)\b", re.IGNORECASE)
_SIGNS = {"€": "EUR", "euro": "EUR", "£": "GBP", "chf": "CHF", "$": "USD"}
_GONE = frozenset({"SoldOut", "OutOfStock"})
_MOST_OFFERS = 200


def price(item: Item) -> Price | None:
    """The price of an event: free, the one amount, or the lowest with the highest in `text`.

    It is told in words alone when only some attend for free.
    """
    amounts: set[Decimal] = set()
    words: list[str] = []
    currency = ""
    free = None
    for offer in _offers(item):
        currency = currency or _currency(offer)
        for told in _told(offer):
            amount = money(told)
            if amount is not None:
                amounts.add(amount)
                currency = currency or next((code for sign, code in _SIGNS.items() if sign in told.lower()), "")
            elif _FREE.search(told):
                free = True
            else:
                words.append(told)
    if item.word("isAccessibleForFree").lower() == "true":
        free = True
    if amounts:
        return _of(sorted(amounts), currency)
    if free is None and not words:
        return None
    return Price(free=free, text="" if free else words[0])


def money(text: str) -> Decimal | None:
    """The one amount in a text such as `13.00`, `12,50 €`; None when there is none, or several."""
    found = _AMOUNT.findall(text[:60])
    if len(found) != 1:
        return None
    whole, cents = found[0]
    amount = Decimal(re.sub(r"\D", "", whole) + (f".{cents}" if cents else ""))
    return Decimal(int(amount)) if amount == int(amount) else amount


def registration(item: Item) -> str:
    """Where one registers: the address of the first offer that has one."""
    for value in item.values("offers")[:_MOST_OFFERS]:
        if isinstance(value, Item):
            if address := value.text("url") or (value.id if value.id.startswith("http") else ""):
                return address
        elif re.match(r"https?://|/|[\w-]+(?:\.[\w-]+)+/", value.strip()):
            return value.strip()
    return ""


def is_full(item: Item) -> bool:
    """Whether no place is left: a remaining capacity of 0, or every offer sold out."""
    if item.text("remainingAttendeeCapacity") == "0":
        return True
    stock = [offer.word("availability") for offer in item.items("offers")[:_MOST_OFFERS]]
    return bool(stock) and all(word in _GONE for word in stock)


def _of(amounts: list[Decimal], currency: str) -> Price:
    lowest, highest = amounts[0], amounts[-1]
    if highest == 0:
        return Price(free=True, amount=Decimal(0), currency=currency)
    if lowest == highest:
        return Price(free=False, amount=lowest, currency=currency)
    text = f"{lowest}–{highest} {currency}".strip()
    if lowest == 0:
        return Price(currency=currency, text=text)
    return Price(free=False, amount=lowest, currency=currency, text=text)


def _offers(item: Item) -> Iterator[Item]:
    """The offers, and those within an AggregateOffer."""
    for offer in item.items("offers")[:_MOST_OFFERS]:
        yield offer
        yield from offer.items("offers")[:_MOST_OFFERS]


def _told(offer: Item) -> Iterator[str]:
    yield from offer.texts("price")
    yield from (text for name in ("lowPrice", "highPrice") for text in offer.texts(name))
    for specification in offer.items("priceSpecification"):
        yield from specification.texts("price", "minPrice")


def _currency(offer: Item) -> str:
    inner = next(iter(offer.items("priceSpecification")), offer)
    code = offer.text("priceCurrency") or inner.text("priceCurrency")
    return last_word(code).upper()
