"""The place of an event from the fields of an API, each said once."""

from __future__ import annotations

from federation.domain.event import Place


def place(
    name: str = "",
    address: str = "",
    postal_code: str = "",
    city: str = "",
    spot: tuple[float | None, float | None] = (None, None),
) -> Place | None:
    """A place, None when nothing is stated; `spot` is (latitude, longitude).

    An address that goes on with the postal code and the city (« 9 rue du Port, 37000 Tours, France ») ends before
    them; one that says the name again says nothing.
    """
    street = address.strip().rstrip(",")
    if postal_code and city:
        head, tail, _ = street.partition(f"{postal_code} {city}")
        street = head.strip().rstrip(",") if tail else street
    if street == name:
        street = ""
    found = Place(name.strip(), street, postal_code.strip(), city.strip(), *spot)
    return found if found != Place() else None
