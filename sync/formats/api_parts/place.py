"""The place of an event from the fields of an API, each said once."""

from __future__ import annotations

import re

from federation.domain.event import Place

_WHOLE = re.compile(r"([^,]{2,150}),? +(\d{5}) +([^\d,]{2,60}?)(?:, *France)?\Z")
_POSTAL = re.compile(r"(?<!\d)\d{5}(?!\d)")


def place(
    name: str = "",
    address: str = "",
    postal_code: str = "",
    city: str = "",
    spot: tuple[float | None, float | None] = (None, None),
) -> Place | None:
    """A place, None when nothing is stated; `spot` is (latitude, longitude).

    An address that goes on with the postal code and the city (« 9 rue du Port, 37000 Tours, France ») ends before
    them; alone it is taken apart. One that says the name again says nothing.
    """
    name, street, postal_code, city = (part.strip() for part in (name, address, postal_code, city))
    code = street.find(f" {city}") - 5 if city else -1
    if code >= 0 and _POSTAL.match(street, code) and postal_code in ("", street[code : code + 5]):
        street, postal_code = street[:code], street[code : code + 5]
    elif not city and not postal_code and (whole := _WHOLE.match(street)):
        street, postal_code, city = whole.groups()
    street = street.strip().rstrip(",")
    found = Place(name, "" if street == name else street, postal_code, city, *spot)
    return found if found != Place() else None
