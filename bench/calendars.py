"""The calendars that are pulled: plain VEVENTs with descriptions, the same for the same arguments."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

_TEXT = (
    "atelier rencontre apéro numérique communs logiciel libre présentation soirée débat café initiation "
    "cartographie données ouvertes réseau habitants association projet découverte accessibilité sobriété "
    "réparation fabrication entraide bénévoles école bibliothèque quartier mairie télétravail coworking création "
    "radio image son écriture"
)
_WORDS = _TEXT.split()
_HEAD = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Banc d’essai//FR\r\nX-WR-TIMEZONE:Europe/Paris\r\n"
    "BEGIN:VTIMEZONE\r\nTZID:Europe/Paris\r\nBEGIN:DAYLIGHT\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"
    "DTSTART:19700329T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\nBEGIN:STANDARD\r\n"
    "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nDTSTART:19701025T030000\r\n"
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)
_AHEAD = timedelta(days=380)


def calendar(site: int, events: int, day: date, *, stamp: int = 0, edition: int = 0) -> bytes:
    """The calendar of a site: events spread over the year after `day`.

    `stamp` moves every DTSTAMP and nothing else; `edition` changes the title of the soonest event.
    """
    random = Random(site)
    written = datetime.combine(day, time(6)) + timedelta(seconds=stamp)
    blocks = [_vevent(random, site, number, day + _AHEAD * number / events, written) for number in range(events)]
    if edition:
        blocks[0] = blocks[0].replace("SUMMARY:", f"SUMMARY:Édition {edition} – ")
    return (_HEAD + "".join(blocks) + "END:VCALENDAR\r\n").encode()


def _vevent(random: Random, site: int, number: int, day: date, written: datetime) -> str:
    start = datetime.combine(day + timedelta(days=1), time(random.randint(9, 20), random.choice((0, 30))))
    end = start + timedelta(hours=random.randint(1, 3))
    lines = (
        "BEGIN:VEVENT",
        f"UID:{site}-{number}@agenda.example",
        f"DTSTAMP:{written:%Y%m%dT%H%M%S}Z",
        f"DTSTART;TZID=Europe/Paris:{start:%Y%m%dT%H%M%S}",
        f"DTEND;TZID=Europe/Paris:{end:%Y%m%dT%H%M%S}",
        f"SUMMARY:{words(random, 5).capitalize()}",
        "DESCRIPTION:" + "\\n".join(f"{words(random, 14).capitalize()}\\, {words(random, 9)}." for _ in range(3)),
        f"LOCATION:Salle {random.randint(1, 9)}\\, {random.randint(1, 90)} rue du Port\\, Ville {site}",
        f"URL:https://lieu-{site}.example/agenda/{number}",
        f"CATEGORIES:{random.choice(_WORDS)},{random.choice(_WORDS)}",
        "STATUS:CONFIRMED",
        f"SEQUENCE:{random.randint(0, 4)}",
        "END:VEVENT",
    )
    return "".join(_folded(line) for line in lines)


def words(random: Random, count: int) -> str:
    """So many words, at random."""
    return " ".join(random.choices(_WORDS, k=count))


def _folded(line: str) -> str:
    # By characters, so few that they are never more than 75 octets.
    return "\r\n ".join(line[at : at + 58] for at in range(0, len(line), 58)) + "\r\n"
