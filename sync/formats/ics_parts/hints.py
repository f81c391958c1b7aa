"""What the texts of an event give away: a town, a link to register, hours and days that its dates contradict. Pure.

Every rule is conservative: what could be meant otherwise is left alone.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from federation.domain.event import Moment
from sync.cleaning.place import fold

_PREFIX = re.compile(r"\s*\[([^\[\]]{3,30})\]\s*\S")
_LINK = re.compile(r"https?://[^\s<>\"'»]{4,1900}", re.I)
_REGISTER = re.compile(r"inscri|r[ée]serv|billet|ticket|register|registration|rsvp", re.I)
_CLICK = re.compile(r"(?:cliquez|cliquer|clique|click)(?:\s+\w+)?\s+(?:ici|here)\b", re.I)
_HOURS = re.compile(r"\bde\s+(\d{1,2})\s?[hH:]\s?([0-5]\d)?\s+à\s+(\d{1,2})\s?[hH:]\s?([0-5]\d)?(?!\d)")
_DAYS = re.compile(r"\bdu\s+(?:[a-z]+\s+)?(\d{1,2})(?:er)?\s+au\s+(?:[a-z]+\s+)?(\d{1,2})\s+([a-zéû]{3,9})\b", re.I)
_YEAR = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"
_MONTHS = tuple(_YEAR.split())
_NAMES = (
    "aix en provence|amiens|angers|angouleme|annecy|arras|aubagne|auch|aurillac|avignon|bayonne|beauvais|belfort|"
    "besancon|beziers|blois|bordeaux|boulogne sur mer|bourges|brest|brive|bruxelles|caen|cahors|calais|cannes|chalon|"
    "chambery|chartres|chateauroux|cherbourg|cholet|clermont ferrand|colmar|compiegne|creteil|dieppe|dijon|dunkerque|"
    "epinal|evreux|gap|geneve|grenoble|hyeres|la rochelle|la roche sur yon|lannion|laval|le havre|le mans|lens|lille|"
    "limoges|lorient|lyon|macon|marseille|metz|montauban|montbeliard|montelimar|montpellier|montreuil|morlaix|mulhouse|"
    "nancy|nantes|narbonne|nevers|nice|nimes|niort|orleans|paris|pau|perigueux|perpignan|poitiers|quimper|reims|"
    "rennes|roubaix|rouen|saint brieuc|saint denis|saint etienne|saint malo|saint nazaire|sete|strasbourg|tarbes|"
    "toulon|toulouse|tourcoing|tours|troyes|valence|valenciennes|vannes|versailles|vienne|villeurbanne"
)
_TOWNS = frozenset(_NAMES.split("|"))


def town_in(title: str) -> str:
    """The town in brackets that a title begins with (« [Lille] Ch’ti JUG »), else "".

    Only the names of larger French-speaking towns count: what else stands in brackets is a status or a kind.
    """
    found = _PREFIX.match(title)
    return found[1].strip() if found and fold(found[1]) in _TOWNS else ""


def registration_in(comment: str) -> str:
    """The address to register at in a COMMENT: one that is nothing else, or that speaks of registering; else ""."""
    found = _LINK.search(comment)
    if found is None:
        return ""
    alone = comment.strip() == found[0]
    return found[0].rstrip(".,;:!?)") if alone or _REGISTER.search(comment) else ""


def registration_is_lost(text: str) -> bool:
    """Whether a text says « inscrivez-vous, cliquez ici » and has no address at all that one could follow."""
    if "http" in text or "www." in text or "href" in text:
        return False
    return _CLICK.search(text) is not None and _REGISTER.search(text) is not None


def hours_that_differ(text: str, start: datetime, end: datetime | None) -> str:
    """The hours of a text (« 19:00–23:00 ») when they contradict those of the event, else "".

    They do when the text states one range only, which begins at another hour and either ends with the event (its
    start is then that of setting up) or is not within it: a range within is a part of the programme.
    """
    stated = set(_HOURS.findall(text))
    if len(stated) != 1 or (end is not None and end - start > timedelta(hours=16)):
        return ""
    first, first_minute, last, last_minute = (int(number or 0) for number in stated.pop())
    said_start, said_end = first * 60 + first_minute, last * 60 + last_minute
    if first > 23 or last > 24 or said_end <= said_start:
        return ""
    begins = start.hour * 60 + start.minute
    if begins == said_start:
        return ""
    if end is not None:
        ends = begins + int((end - start).total_seconds()) // 60
        if begins < said_start and said_end < ends:
            return ""
    return f"{first:02}:{first_minute:02}–{last:02}:{last_minute:02}"


def last_day_stated(text: str, start: Moment, end: Moment) -> date | None:
    """The last day of a range of days in a text (« du 7 au 9 décembre ») when start and end are its two days."""
    for first, last, month in _DAYS.findall(text):
        named = fold(month)
        if named in _MONTHS and (start.day, end.day, end.month) == (int(first), int(last), _MONTHS.index(named) + 1):
            return end
    return None
