"""The plain pass: one VEVENT in one walk over its content lines (RFC 5545 §3.1). Quick, and sure of what it reads.

What it does not fully understand it refuses (`Odd`); the comfortable path, `library`, then reads it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from federation.domain.event import Place
from sync.formats.ics_parts.extensions import WITHIN
from sync.formats.ics_parts.properties import HANDLERS, ONCE, PASSED, VENUE, Odd
from sync.formats.ics_parts.values import unquoted_zone
from sync.formats.ics_parts.vevent import Taker, Vevent
from sync.quirks import COLON_IN_ZONE, TRUNCATED, TWO_STARTS, UNFOLDED_LINE

_NO_PARAMETERS: dict[str, str] = {}
_USUAL = 64  # characters
_CARET = re.compile(r"\^([n^'])")  # RFC 6868 §3


def read_plain(text: str, number: int) -> Vevent:
    """The VEVENT in unfolded lines, without its BEGIN and END, `number` in its calendar; raises Odd."""
    vevent = Vevent(number)
    seen: set[str] = set()
    inside: list[str] = []
    handlers = HANDLERS
    for content in text.split("\n"):
        name, colon, value = content.partition(":")
        handler = handlers.get(name)
        parameters = _NO_PARAMETERS
        if handler is None:
            if name in PASSED:
                continue
            if not content or content.isspace():
                continue
            if not colon:
                vevent.notices.append(UNFOLDED_LINE.notice(number, value=content))
                continue
            head = name
            name, parameterised, _ = name.partition(";")
            name = name.strip().upper()
            if name in ("BEGIN", "END"):
                handlers = _entered(vevent, inside, name, value)
                continue
            handler = handlers.get(name)
            if handler is None:
                if " " in name and not inside:
                    vevent.notices.append(UNFOLDED_LINE.notice(number, value=content))
                continue
            if parameterised and '"' not in head:
                parameters = _usual_parameters(head) if len(head) <= _USUAL else _parameters(head.split(";"))
                if ":" in value and "TZID" in parameters:
                    parameters, value = _whole_zone(vevent, parameters, value)
            elif parameterised:
                parameters, value = _quoted_parameters(content)
        if name in ONCE and handlers is HANDLERS:
            if name in seen:
                vevent.notices.append(TWO_STARTS.notice(number, name, value))
                continue
            seen.add(name)
        handler(vevent, parameters, value)
    if inside:  # what is cut off is lost, and nothing else
        vevent.notices.append(TRUNCATED.notice(number, inside[-1][:40], lost=True))
    return vevent


def _entered(vevent: Vevent, inside: list[str], mark: str, component: str) -> dict[str, Taker]:
    """What is read on after a BEGIN or an END: of the components within a VEVENT only VLOCATION (RFC 9073 §7.2).

    Of all others it is only known whether they name persons.
    """
    if mark == "BEGIN":
        inside.append(component.strip().upper())
        if inside == ["VLOCATION"]:
            vevent.venues.append(Place())
    elif inside:
        inside.pop()
    else:
        vevent.notices.append(UNFOLDED_LINE.notice(vevent.number, value=f"{mark}:{component}"))
    if not inside:
        return HANDLERS
    return VENUE if inside == ["VLOCATION"] else WITHIN


def _whole_zone(vevent: Vevent, parameters: dict[str, str], value: str) -> tuple[dict[str, str], str]:
    """Parameters and value of a line whose TZID holds a colon without being quoted."""
    found = unquoted_zone(parameters["TZID"], value)
    if found is None:
        return parameters, value
    vevent.notices.append(COLON_IN_ZONE.notice(vevent.number, "TZID", found[0]))
    return parameters | {"TZID": found[0]}, found[1]


@lru_cache(maxsize=1024)
def _usual_parameters(head: str) -> dict[str, str]:
    """Those of a short head (`DTSTART;TZID=Europe/Paris`): the same few come back in every VEVENT."""
    return _parameters(head.split(";"))


def _quoted_parameters(content: str) -> tuple[dict[str, str], str]:
    """Parameters and value of a content line; a quoted parameter may hold `:`, `;` and `,`."""
    head, value = _past_quotes(content)
    return _parameters(_outside_quotes(head)), value


def _parameters(parts: list[str]) -> dict[str, str]:
    """The parameters by upper-case name, from the parts of a head; the first one is the property's own name."""
    parameters = {}
    for raw in filter(None, parts[1:]):
        key, equals, text = raw.partition("=")
        if not equals:
            raise Odd(raw[:80])
        text = text.strip().strip('"')
        parameters[key.strip().upper()] = _CARET.sub(_decaret, text) if "^" in text else text
    if "ENCODING" in parameters and parameters["ENCODING"].upper() != "8BIT":
        raise Odd("ENCODING=" + parameters["ENCODING"][:80])
    return parameters


def _decaret(found: re.Match[str]) -> str:
    return {"n": "\n", "^": "^", "'": '"'}[found[1]]


def _past_quotes(content: str) -> tuple[str, str]:
    inside = False
    for position, letter in enumerate(content):
        if letter == '"':
            inside = not inside
        elif letter == ":" and not inside:
            return content[:position], content[position + 1 :]
    raise Odd(content[:80])


def _outside_quotes(head: str) -> list[str]:
    parts, start, inside = [], 0, False
    for position, letter in enumerate(head):
        if letter == '"':
            inside = not inside
        elif letter == ";" and not inside:
            parts.append(head[start:position])
            start = position + 1
    return [*parts, head[start:]]
