"""Values of the domain that come by the ten thousand: frozen, compared, copied and told as JSON in C (`msgspec`).

A cold run makes, changes and writes an event for each it stores; as dataclasses they took a tenth of its time.
"""

from __future__ import annotations

from dataclasses import MISSING, field, make_dataclass
from functools import cache
from typing import Any, ClassVar

from msgspec import NODEFAULT, Struct


@cache
def _dataclass_fields(kind: type[Struct]) -> dict[str, Any]:
    names, defaults = kind.__struct_fields__, kind.__struct_defaults__
    told = (NODEFAULT,) * (len(names) - len(defaults)) + defaults
    parts = [
        (name, Any, field(default=MISSING if default is NODEFAULT else default, kw_only=True))
        for name, default in zip(names, told, strict=True)
    ]
    fields: dict[str, Any] = vars(make_dataclass(kind.__name__, parts))["__dataclass_fields__"]
    return fields


class _AsDataclass:
    """What `dataclasses.fields` and `dataclasses.replace` ask a class for."""

    def __get__(self, value: object, kind: type[Struct]) -> dict[str, Any]:
        return _dataclass_fields(kind)


class Value(Struct, frozen=True, omit_defaults=True):
    """A frozen value. `dataclasses.fields` and `replace` take it for a dataclass; its JSON leaves out defaults."""

    __dataclass_fields__: ClassVar[dict[str, Any]] = _AsDataclass()  # type: ignore[assignment]
