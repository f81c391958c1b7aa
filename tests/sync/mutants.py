"""Bodies that nobody meant: corpus files cut, spliced, nested and damaged by a seeded Random.

`python -m tests.sync.mutants SECONDS [SEED] [FOLDER]` reads mutants for so long and prints what is wrong with any;
FOLDER stands in for the corpus. What it finds becomes a file in `tests/corpus/hostile`.
"""

from __future__ import annotations

import copy
import faulthandler
import itertools
import json
import re
import sys
import time
import traceback
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from sync.detect import NAMES
from tests.sync.corpus_run import MEDIA_TYPES
from tests.sync.outcomes import CORPUS, faults, outcome, plain
from tests.sync.platforms import reversed_lists

LARGEST = 60_000
"""Bytes of a corpus file that is mutated, and of what it is mutated to, about."""

BYTES = (
    *(b"\0", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\xc3", b"\xed\xa0\x80", b"\x1b", b"\r", b"\n\n", b"\t", b" "),
    *(b"<", b">", b"&", b'"', b"'", b"\\", b"/", b":", b";", b",", b"=", b"{", b"}", b"[", b"]", b"-", b"0", b"9" * 40),
    *(b"<!--", b"]]>", b"<![CDATA[", b"&#0;", b"&#xD800;", b"&#x110000;", b"&amp;", b"\\ud800", b"\\u0000", b"\\n"),
    *(b"null", b"true", b"1e999", b"-1", b"NaN", b"{}", b"[]", b'""', b"https://[", b"javascript:alert(1)", b"data:,x"),
    *(b"9999-12-31T23:59:59+14:00", b"0001-01-01", b"99991231T235959Z", b"00010101", b"-P1D", b"P999999999D", b"P9Y"),
    *(
        b"TZID=Lune/Mer",
        b"UTC+99",
        b"FREQ=SECONDLY",
        b"COUNT=1000000000",
        b"INTERVAL=0",
        b"BYSETPOS=-366",
        b"2026-02-30",
    ),
    *("\u202e".encode(), "\u0661\u0662".encode(), "²".encode(), "é".encode("cp1252"), "\U000e0001".encode()),
    *(
        "😀".encode("utf-16"),
        "İ".encode(),
        "ﬀ".encode(),
        "\ufdfa".encode(),
        b"%00",
        b"%ff",
        b"xn--",
        b"@",
        b"mailto:a@b.fr",
    ),
)
VALUES: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        -1,
        1,
        1.5,
        10**18,
        10**30,
        -(10**18),
        1e308,
        253402300799,
        253402300799000,
        "",
        " ",
        "\x00",
    ),
    *("x", "2026-02-30", "9999-12-31T23:59:59-12:00", "0001-01-01 00:00:00", "\ud800", "P1Y", "-P1D", "T", "²", "١٢"),
    *("https://[", "javascript:alert(1)", "//", "http://a:99999999/", "data:text/html,<script>", "Europe/Paris", "NaN"),
    *(
        [],
        [None],
        [[]],
        [12],
        [{}],
        {},
        {"@id": "#a"},
        {"@value": 3},
        {"@type": "Event"},
        {"url": 3},
        {"fr": None},
        [""],
    ),
)

AROUND = (
    *((b"[", b"]"), (b'{"@graph":', b"}"), (b'{"events":[', b"]}"), (b"<div>", b"</div>"), (b"<item>", b"</item>")),
    *((b"<div class='h-event'>", b"</div>"), (b"<p itemprop=subEvent itemscope>", b"</p>"), (b"<![CDATA[", b"]]>")),
    *((b"BEGIN:VCALENDAR\r\n", b"END:VCALENDAR\r\n"), (b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n"), (b"<!--", b"-->")),
)

_EVENTS = re.compile(
    rb"(^BEGIN:VEVENT\b.*?^END:VEVENT\b|<item>.*?</item>|<entry>.*?</entry>)", re.DOTALL | re.MULTILINE
)


@cache
def bodies(folder: Path = CORPUS) -> tuple[tuple[str, bytes], ...]:
    """Every input of the corpus, with its name."""
    files = sorted(path for path in folder.rglob("*") if path.suffix in MEDIA_TYPES and ".expected" not in path.name)
    return tuple((str(path.relative_to(folder)), path.read_bytes()[:LARGEST] or b" ") for path in files)


def mutant(random: Random, folder: Path = CORPUS) -> tuple[str, bytes]:
    """One mutant, with the file it was made of and how."""
    name, body = random.choice(bodies(folder))
    ways = random.choices(WAYS, k=random.choice([1, 1, 1, 2, 3]))
    for way in ways:
        body = way(random, body, folder) or b"\0"
    return f"{name} {' '.join(way.__name__ for way in ways)}", body[: LARGEST * 20]


def flipped(random: Random, body: bytes, _folder: Path) -> bytes:
    """A few bits are others."""
    changed = bytearray(body)
    for _ in range(random.randint(1, 8)):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def cut(random: Random, body: bytes, _folder: Path) -> bytes:
    """The start, the end, or what is left without a piece."""
    first, last = _span(random, body)
    return random.choice([body[:last], body[first:], body[:first] + body[last:]])


def spliced(random: Random, body: bytes, folder: Path) -> bytes:
    """A piece of another file stands within."""
    _, other = random.choice(bodies(folder))
    first, last = _span(random, other)
    here, there = _span(random, body)
    return body[:here] + other[first:last] + body[random.choice([here, there]) :]


def repeated(random: Random, body: bytes, _folder: Path) -> bytes:
    """A piece of it many times over."""
    first, last = _span(random, body)
    times = min(random.choice([2, 3, 30, 3000]), LARGEST * 3 // max(last - first, 1) + 2)
    return body[:first] + body[first:last] * times + body[last:]


def sprinkled(random: Random, body: bytes, _folder: Path) -> bytes:
    """Bytes that mean something, anywhere, over what was there or beside it."""
    for _ in range(random.randint(1, 6)):
        place = random.randrange(len(body) + 1)
        body = body[:place] + random.choice(BYTES) + body[place + random.choice([0, 0, 1, 4, 12]) :]
    return body


def revalued(random: Random, body: bytes, _folder: Path) -> bytes:
    """The value of one line or attribute is another."""
    marks = [place for place, byte in enumerate(body) if byte in b':="']
    if not marks:
        return body
    place = random.choice(marks) + 1
    ends = [end for end in (body.find(stop, place) for stop in (b"\n", b'"', b"<", b",")) if end >= 0]
    return body[:place] + random.choice(BYTES) * random.choice([1, 1, 1, 50]) + body[min(ends, default=len(body)) :]


def nested(random: Random, body: bytes, _folder: Path) -> bytes:
    """Deep within something."""
    depth = random.choice([3, 40, 400, 3000])
    before, after = random.choice(AROUND)
    first, last = random.choice([(0, len(body)), _span(random, body)])
    return body[:first] + before * depth + body[first:last] + after * random.choice([depth, 0]) + body[last:]


def encoded(random: Random, body: bytes, _folder: Path) -> bytes:
    """In another encoding than it says, or in two."""
    text = body.decode("utf-8", "replace")
    there = random.choice(["utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "utf-8-sig", "utf-7", "cp037"])
    place = random.choice([0, 0, random.randrange(len(text) + 1)])
    return text[:place].encode() + text[place:].encode(there, "replace")


def restructured(random: Random, body: bytes, _folder: Path) -> bytes:
    """The JSON with values replaced, moved within each other or taken out; other formats with lines shuffled."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        lines = body.splitlines(keepends=True)
        first, last = sorted(random.randrange(len(lines) + 1) for _ in range(2))
        some = lines[first:last]
        random.shuffle(some)
        return b"".join(lines[:first] + some + lines[last:])
    for _ in range(random.randint(1, 4)):
        spots = list(_spots(document))
        if not spots:
            break
        holder, key = random.choice(spots)
        how = random.randrange(5)
        if how == 0:
            del holder[key]
        elif how == 1:
            other, name = random.choice(spots)
            if (isinstance(other, dict) and name in other) or (isinstance(other, list) and name < len(other)):
                holder[key] = json.loads(json.dumps(other[name]))
        elif how == 2:
            holder[key] = random.choice([[holder[key]], {"x": holder[key]}, [holder[key]] * 60])
        else:
            holder[key] = copy.deepcopy(random.choice(VALUES))
    return json.dumps(document).encode()


WAYS: tuple[Callable[[Random, bytes, Path], bytes], ...] = (
    flipped,
    cut,
    spliced,
    repeated,
    sprinkled,
    sprinkled,
    revalued,
    revalued,
    nested,
    encoded,
    restructured,
    restructured,
    restructured,
)


def _span(random: Random, body: bytes) -> tuple[int, int]:
    first = random.randrange(len(body) + 1)
    return first, min(first + random.choice([1, 10, 200, len(body)]), len(body))


def _spots(document: Any) -> list[tuple[Any, Any]]:
    """Every place of a JSON document: what holds it, and its key there."""
    found, rest = [], [document]
    while rest and len(found) < 20_000:
        value = rest.pop()
        pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for key, inner in pairs:
            found.append((value, key))
            rest.append(inner)
    return found


def turned(body: bytes) -> bytes:
    """The same body, its events in the opposite order; as it is when that cannot be seen from outside."""
    if body[:1] in b"{[":
        try:
            return json.dumps(reversed_lists(json.loads(body))).encode()
        except (ValueError, RecursionError):
            return body
    parts = _EVENTS.split(body)
    parts[1::2] = parts[1::2][::-1]
    return b"".join(parts)


def wrong_with(body: bytes, random: Random) -> list[str]:
    """What is wrong with what a mutant comes to, read as what it looks like or as any format."""
    format_name = random.choice(["auto", "auto", random.choice(NAMES)])
    media_type = random.choice(["", *MEDIA_TYPES.values()])
    first, second = (outcome(body, format_name, media_type) for _ in range(2))
    wrong = faults(first)
    if plain(first) != plain(second) or (first.read and second.read and first.read != second.read):
        wrong.append("another outcome the second time")
    return wrong


def main(arguments: list[str]) -> int:
    """Read mutants for a time; prints each that comes to no outcome, is slow or breaks a promise."""
    seconds, seed = float(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 1
    folder = Path(arguments[2]) if len(arguments) > 2 else CORPUS
    until, found, worst = time.monotonic() + seconds, 0, 0.0
    for number in itertools.count():
        if time.monotonic() > until:
            break
        random = Random(f"{seed}.{number}")
        name, body = mutant(random, folder)
        faulthandler.dump_traceback_later(60)
        began = time.process_time()
        try:
            wrong = wrong_with(body, random)
        except Exception:  # what is looked for
            wrong = [traceback.format_exc(limit=-4)]
        faulthandler.cancel_dump_traceback_later()
        took = time.process_time() - began
        worst = max(worst, took)
        if took > 2:
            wrong.append(f"took {took:.1f} s")
        if wrong:
            found += 1
            print(f"=== {seed}.{number} {name}, {len(body)} bytes", *wrong[:3], sep="\n", flush=True)
    print(f"{number} mutants, {found} wrong, the slowest {worst:.1f} s")
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
