"""The plain pass: one VEVENT in one walk over its content lines (RFC 5545 §3.1). Quick, and sure of what it reads.

What it does not fully understand it refuses (`Odd`); the comfortable path, `ics_library`, then reads it.
"""

from __future__ import annotations

from federation.domain.event import Notice
from sync.formats.ics_parts.properties import HANDLERS, ONCE, PASSED, Odd
from sync.formats.ics_parts.vevent import Vevent

_NO_PARAMETERS: dict[str, str] = {}


def read_plain(text: str, line: int) -> Vevent:
    """The VEVENT in unfolded lines, without its BEGIN and END; raises Odd."""
    vevent = Vevent(line)
    seen: set[str] = set()
    depth = 0
    for content in text.split("\n"):
        name, colon, value = content.partition(":")
        handler = HANDLERS.get(name)
        parameters = _NO_PARAMETERS
        if handler is None:
            if name in PASSED:
                continue
            if not content or content.isspace():
                continue
            if not colon:
                vevent.notices.append(Notice("property-broken", line, value=content[:200]))
                continue
            name, parameterised, _ = name.partition(";")
            name = name.upper()
            if name == "BEGIN":
                depth += 1
                continue
            if name == "END":
                depth -= 1
                continue
            handler = HANDLERS.get(name)
            if handler is None or depth:
                continue
            if parameterised:
                parameters, value = _with_parameters(content)
        if depth:
            continue
        if name in ONCE:
            if name in seen:
                vevent.notices.append(Notice("property-twice", line, name, value[:200]))
                continue
            seen.add(name)
        handler(vevent, parameters, value)
    if depth:
        raise Odd("unbalanced components")
    return vevent


def _with_parameters(content: str) -> tuple[dict[str, str], str]:
    """Parameters and value of a content line; a quoted parameter may hold `:`, `;` and `,`."""
    head, _, value = content.partition(":")
    if '"' in head:
        head, value = _past_quotes(content)
    _, *raws = head.split(";") if '"' not in head else _outside_quotes(head)
    parameters = {}
    for raw in filter(None, raws):
        key, equals, text = raw.partition("=")
        if not equals or "^" in text:  # RFC 6868
            raise Odd(content[:80])
        parameters[key.strip().upper()] = text.strip().strip('"')
    if "ENCODING" in parameters and parameters["ENCODING"].upper() != "8BIT":
        raise Odd(content[:80])
    return parameters, value


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
