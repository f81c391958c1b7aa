"""The fields that files of YAML are made of: text, words of a few, addresses, zones, times; none of them knows a site.

A field sees text (see `yaml`), and refuses it in words for the person who wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from difflib import get_close_matches
from typing import Any, ClassVar
from urllib.parse import urlsplit

from marshmallow import RAISE, Schema, ValidationError, fields, post_load

from federation.domain.zones import zone_names

UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
SHORTEST, LONGEST = timedelta(seconds=30), timedelta(days=7)

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_MAILBOX = re.compile(r"[^@\s<>]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+\Z")
_EVERY = re.compile(r"([0-9]{1,9})([smhd])\Z")


class UnknownKey(str):
    """The message of an unknown key, with the keys `known` at its place."""

    known: tuple[str, ...] = ()


def nearest(word: str, known: list[str] | tuple[str, ...]) -> str:
    """`; did you mean …?` when one of the known words is close, else nothing."""
    close = get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    return f"; did you mean `{close[0]}`?" if close else ""


def not_allowed(word: str, allowed: list[str] | tuple[str, ...]) -> str:
    """The sentence for a word that is none of the allowed ones: the nearest of them, then all."""
    return f"`{word}` is not allowed{nearest(word, allowed) or '.'} Allowed: {', '.join(allowed)}"


class Text(fields.String):
    """Text without control characters, its ends trimmed; `longest` in characters."""

    def __init__(self, longest: int = 200, *, least: int = 0, **options: Any) -> None:
        super().__init__(**options)
        self.least, self.longest = least, longest

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **rest: Any) -> str:
        text = str(super()._deserialize(value, attr, data, **rest)).strip()
        if _CONTROL.search(text):
            raise ValidationError("holds a control character; retype it")
        if len(text) > self.longest:
            raise ValidationError(f"is longer than {self.longest} characters")
        if len(text) < self.least:
            raise ValidationError("is empty: give some text")
        return text


class Choice(Text):
    """One of a few words."""

    def __init__(self, *allowed: str, **options: Any) -> None:
        super().__init__(**options)
        self.allowed = allowed

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **rest: Any) -> str:
        word = super()._deserialize(value, attr, data, **rest)
        if word not in self.allowed:
            raise ValidationError(not_allowed(word, self.allowed))
        return word


class Address(Text):
    """An address that people or the hub may open; `schemes` allowed."""

    def __init__(self, *schemes: str, **options: Any) -> None:
        super().__init__(2000, **options)
        self.schemes = schemes or ("http", "https")

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **rest: Any) -> str:
        address = super()._deserialize(value, attr, data, **rest)
        check_address(address, self.schemes)
        return address


class Contact(Text):
    """A mailbox or the address of a page."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **rest: Any) -> str:
        contact = super()._deserialize(value, attr, data, **rest)
        if "://" in contact:
            check_address(contact, ("http", "https"))
        elif not _MAILBOX.match(contact):
            raise ValidationError(f"`{contact}` is neither name@example.org nor an http(s) address")
        return contact


class Zone(Text):
    """The IANA name of a time zone."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **rest: Any) -> str:
        zone = super()._deserialize(value, attr, data, **rest)
        if zone not in zone_names():
            close = {name.lower(): name for name in zone_names()}
            found = get_close_matches(zone.lower(), list(close), n=1)
            hint = f"; did you mean `{close[found[0]]}`?" if found else ", such as Europe/Paris"
            raise ValidationError(f"`{zone}` is not the IANA name of a zone{hint}")
        return zone


class Every(Text):
    """A time between two visits: `30s`, `15m`, `2h`, `1d`."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **rest: Any) -> Any:
        text = super()._deserialize(value, attr, data, **rest)
        found = _EVERY.match(text)
        if not found:
            hint = f"; write `{text}s` or `{text}m`" if text.isdigit() else ""
            raise ValidationError(f"`{text}` is not a time such as 30s, 15m, 2h or 1d{hint}")
        seconds = int(found[1]) * UNITS[found[2]]
        if not SHORTEST.total_seconds() <= seconds <= LONGEST.total_seconds():
            raise ValidationError(f"`{text}` is not between 30s and 7d")
        return timedelta(seconds=seconds)


class Many(fields.List[Any]):
    """A list, read as a tuple."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **rest: Any) -> Any:
        return tuple(super()._deserialize(value, attr, data, **rest))


class Facts(fields.Field[dict[str, str]]):
    """Free facts: text by name."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **rest: Any) -> dict[str, str]:
        if not isinstance(value, dict):
            raise ValidationError("Invalid input type.")
        text, wrong = Text(2000), {}
        facts: dict[str, str] = {}
        for name, fact in value.items():
            try:
                facts[str(Text(80).deserialize(name))] = str(text.deserialize(fact))
            except ValidationError as problem:
                wrong[name] = problem.messages
        if wrong:
            raise ValidationError(wrong)
        return facts


def check_address(address: str, schemes: tuple[str, ...]) -> None:
    """Raises ValidationError unless the address has one of the schemes, a host, no blank and no password."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError as problem:
        raise ValidationError(f"`{address}` is not an address ({problem})") from None
    if parts.scheme not in schemes or not host:
        hint = f"{schemes[0]}://" if not parts.scheme or "." in parts.scheme else ""
        missing = f"; did you mean `{hint}{address.lstrip('/')}`?" if hint else ""
        raise ValidationError(f"`{address}` is not an address in {', '.join(schemes)}{missing}")
    if re.search(r"[\s<>\"\\]", address):
        raise ValidationError("holds a blank or a quote; write %20 for a blank")
    if "@" in parts.netloc:
        raise ValidationError("holds a name or password before @; the network file is public")


class Strict(Schema):
    """A mapping of known keys only, made into `value`."""

    value: ClassVar[Any] = None

    class Meta:
        unknown = RAISE

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        message = UnknownKey("unknown key")
        message.known = tuple(field.data_key or name for name, field in self.load_fields.items())
        self.error_messages["unknown"] = message

    @post_load
    def make(self, data: dict[str, Any], **_rest: Any) -> Any:
        """The value of the domain."""
        return self.value(**data)
