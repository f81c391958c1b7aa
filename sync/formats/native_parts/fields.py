"""The kinds of values in the native format: marshmallow fields that read JSON strictly and without haste.

Wall times stay as written (`Wall`), for only the whole event knows their zone.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from marshmallow import ValidationError, fields, missing

Wall = date | datetime
"""A date, a naive date-time (to be told in the event's zone) or an aware one."""

MOST_ITEMS = 5_000
"""Of one list within an event: dates, exceptions, categories."""

_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?\Z", re.ASCII)


class _Field(fields.Field[Any]):
    """A field whose JSON `null` means not stated."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("allow_none", not options.get("required", False))
        super().__init__(**options)

    def deserialize(
        self, value: Any, attr: str | None = None, data: Mapping[str, Any] | None = None, **rest: Any
    ) -> Any:
        """As marshmallow's, less the defaults and validators that no field here has: a fifth faster."""
        if value is None or value is missing:
            self._validate_missing(value)
            return value
        return self._deserialize(value, attr, data, **rest)


class Text(_Field):
    """Text; what no database keeps (NUL, other control characters, half surrogate pairs) is taken out."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **rest: Any) -> str:
        if not isinstance(value, str):
            raise ValidationError("text expected")
        if _UNSAFE.search(value):
            return self._present(_UNSAFE.sub("", value))
        return self._present(value)

    def _present(self, text: str) -> str:
        if self.required and not text.strip():
            raise ValidationError("text expected")
        return text


class WallField(_Field):
    """A date or a date-time, in RFC 3339's spelling; the offset may be missing."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **rest: Any) -> Wall:
        if not isinstance(value, str) or not _MOMENT.match(value):
            raise ValidationError("date or date-time expected")
        try:
            if len(value) == 10:
                return date.fromisoformat(value)
            return datetime.fromisoformat(value).replace(microsecond=0)
        except ValueError:
            raise ValidationError("date or date-time expected") from None


class DateField(WallField):
    """A date alone."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **rest: Any) -> date:
        wall = super()._deserialize(value, attr, data, **rest)
        if isinstance(wall, datetime):
            raise ValidationError("date expected")
        return wall


class InstantField(WallField):
    """A date-time with its offset, told in UTC."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **rest: Any) -> datetime:
        wall = super()._deserialize(value, attr, data, **rest)
        if not isinstance(wall, datetime) or wall.tzinfo is None:
            raise ValidationError("date-time with an offset expected")
        try:
            return wall.astimezone(UTC)
        except OverflowError:
            raise ValidationError("date-time expected") from None


class Number(_Field):
    """A finite number between two bounds, both included; `whole` refuses fractions."""

    def __init__(self, least: float, most: float, *, whole: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.least, self.most, self.whole = least, most, whole

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **rest: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise ValidationError("number expected")
        if not self.least <= value <= self.most or (self.whole and value != int(value)):
            raise ValidationError("number out of range")
        return int(value) if self.whole else float(value)


class Amount(_Field):
    """An amount of money, a number or the text of one."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **rest: Any) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise ValidationError("amount expected")
        try:
            amount = Decimal(str(value)[:40])
            if not 0 <= amount <= 10_000_000:
                raise ValidationError("amount out of range")
            return Decimal(int(amount)) if amount == int(amount) else round(amount, 2)
        except InvalidOperation:
            raise ValidationError("amount expected") from None


class Flag(_Field):
    """true or false."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **rest: Any) -> bool:
        if not isinstance(value, bool):
            raise ValidationError("true or false expected")
        return value


class Word(_Field):
    """One of the words of an enumeration."""

    def __init__(self, kind: type[StrEnum], **options: Any) -> None:
        super().__init__(**options)
        self.kind = kind

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **rest: Any) -> Any:
        try:
            return self.kind(value)
        except ValueError:
            raise ValidationError("unknown word") from None


class Many(fields.List[Any]):
    """A list of at most `MOST_ITEMS`, read as a tuple."""

    def __init__(self, inner: Any, **options: Any) -> None:
        super().__init__(inner, allow_none=True, **options)
        self.inner.allow_none = False

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **rest: Any) -> Any:
        if not isinstance(value, list) or len(value) > MOST_ITEMS:
            raise ValidationError("list expected")
        return tuple(super()._deserialize(value, attr, data, **rest))
