"""What an API of the demonstration answers: bytes, a status and headers of its own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from federation.demo.announced import chance

JSON = "application/json; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to an address with its query."""

    body: bytes
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


def as_json(told: Any) -> bytes:
    """The value as JSON in UTF-8, the keys in their order."""
    return (json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def number(*key: object, digits: int = 8) -> int:
    """A number that software gave out once and for ever, drawn from what it stands for."""
    return chance("number", *key).randrange(10 ** (digits - 1), 10**digits)
