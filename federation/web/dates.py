"""The Date of an answer (RFC 9110 §6.6.1), written once a second."""

from __future__ import annotations

import time
from collections.abc import Callable
from email.utils import formatdate


class Dates:
    """The date it is, as HTTP tells it; `clock` gives seconds since 1970."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._second = -1
        self._value = self._line = b""

    def value(self) -> bytes:
        """The value of the header."""
        self.line()
        return self._value

    def line(self) -> bytes:
        """The value, the end of its line and the empty line that ends a head."""
        second = int(self._clock())
        if second != self._second:
            self._second = second
            self._value = formatdate(second, usegmt=True).encode()
            self._line = self._value + b"\r\n\r\n"
        return self._line
