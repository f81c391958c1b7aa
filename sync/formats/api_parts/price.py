"""A price from the words people write: « Gratuit », « Entrée libre sur inscription », « 5 €, gratuit pour… »."""

from __future__ import annotations

import re
from decimal import Decimal

from federation.domain.event import Price

_FREE = re.compile(
    r"(?<!non )(?<!pas )\b(?:gratuite?s?\b(?!\s+pour\s+(?!tou))|(?:entrée|accès) libre|free\b(?! for\b|lance))",
    re.IGNORECASE,
)
_NUMBER = r"\d{1,6}(?:[.,]\d{1,2})?"
_EUROS = re.compile(rf"({_NUMBER})\s?(?:€|euros?\b|EUR\b)|(?:€|\bEUR)\s?({_NUMBER})", re.IGNORECASE)
_BARE = re.compile(rf"{_NUMBER}\Z")
_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "CHF": "CHF"}


def price(text: str, values: tuple[str, ...] = (), currency: str = "") -> Price | None:
    """The price that a text tells, with the amounts an API states beside it; None for no text and no amounts.

    `amount` is given when there is one only; several stay in words. `currency` is an ISO 4217 code or a sign.
    """
    text = " ".join(text.split())[:300]
    if not text and not values:
        return None
    code = _SIGNS.get(currency.strip(), currency.strip().upper())
    amounts = {_amount(value) for value in values if _BARE.match(value.strip())}
    if not amounts:
        amounts = {_amount(found[0] or found[1]) for found in _EUROS.findall(text)}
        code = code or ("EUR" if amounts else "")
    if not amounts and _BARE.match(text):
        amounts = {_amount(text)}
    paid = sorted(amount for amount in amounts if amount)
    free = False if paid else True if amounts or _FREE.search(text) else None
    if free:
        return Price(free=True, text=text if not _BARE.match(text) else "")
    return Price(free=free, amount=paid[0] if len(paid) == 1 else None, currency=code if paid else "", text=text)


def _amount(text: str) -> Decimal:
    return Decimal(text.strip().replace(",", "."))
