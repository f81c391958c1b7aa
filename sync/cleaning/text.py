"""One line of text from a source -> one line that is safe to print anywhere, and to publish under data protection law.

Every function gives the same again when it is given its own result.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

UNSEEN = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff"
)
"""Characters taken out everywhere, as a regex class: controls, bidi overrides, half surrogates, invisible ones."""

ROLES = frozenset(
    {"accueil", "asso", "association", "bonjour", "bureau", "com", "communication", "contact", "coworking"}
    | {"evenement", "evenements", "events", "hello", "info", "infos", "inscription", "inscriptions", "presse"}
    | {"reservation", "reservations"}
)
"""Names of mailboxes that belong to a role, not to a person; accents are not used there."""

_BLANK = "\t\n\x0b\x0c\r \x85\u2028\u2029"
_DIRTY = re.compile(f"[{UNSEEN}\t\n\x0b\x0c\r\x85\u2028\u2029<>&@]|  |^ | $")
_UNSEEN = re.compile(f"[{UNSEEN}]")
_BLANKS = re.compile(f"[{_BLANK}]+")
_TAGS = re.compile(r"<!--.*?-->|</?[A-Za-z!][^<>]*>", re.DOTALL)
_OPEN = re.compile(r"<(?=[A-Za-z!/])")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_RUN = re.compile(r"(?<![\w.+%@'-])[\w.+%@'-]++")
_MAILBOX = re.compile(r"[^@]@(?:[\w-]+\.)+[^\W\d_]")
_SIMPLE_MAILBOX = re.compile(r"([\w.+'-]+)@[\w.-]+\Z")
_GAP = "[ .\xa0\u202f–-]?"
_PHONE = re.compile(
    r"(?:\bT[ée]l(?:[ée]phone)?\b[. ]{0,2}:? ?)?(?<![\w.])(?<!\w/)"
    rf"(?:(?:(?:\+|00)\d{{1,3}}{_GAP}(?:\(0\){_GAP})?\d|0\d|\(0\d\))(?:{_GAP}\d\d){{4}}"
    rf"|0\d(?:/\d\d){{4}}|0\d(?:{_GAP}\d{{3}}){{2}}{_GAP}\d\d|\+\d(?:{_GAP}\d){{8,12}})(?!\d)",
    re.IGNORECASE,
)


def one_line(text: str, longest: int, tell: Callable[[str], None], *, phones: bool = False) -> str:
    """Text without tags, entities, control characters, line breaks and personal mail addresses.

    At most `longest` characters, an ellipsis showing the cut; `phones` takes phone numbers out too. `tell` is
    called with the code of each Notice.
    """
    if len(text) <= longest and (_is_plain(text) or not _DIRTY.search(text)) and not (phones and _has_phone(text)):
        return text
    if len(text) > longest * 8:
        text = text[: longest * 8]
    while (cleaner := _cleaner(text, longest, tell, phones)) != text:
        text = cleaner
    return text


def _has_phone(text: str) -> bool:
    return ("0" in text or "+" in text) and _PHONE.search(text) is not None


def _is_plain(text: str) -> bool:
    """Whether a text is clean for sure, as most is: no more than a hint, at half the cost of looking."""
    if not text.isprintable() or "<" in text or ">" in text or "&" in text or "@" in text:
        return False
    return "  " not in text and text[:1] != " " and text[-1:] != " "


def _cleaner(text: str, longest: int, tell: Callable[[str], None], phones: bool) -> str:
    """One step towards the clean line; it never gets longer, so that the steps come to an end."""
    if "&" in text:
        text = _ENTITY.sub(_character, text)
    if "<" in text:
        text = _OPEN.sub("", _TAGS.sub(" ", text))
    text = _BLANKS.sub(" ", _UNSEEN.sub("", text)).strip(_BLANK)
    text = without_mailboxes(text, tell)
    if phones and _has_phone(text):
        tell("personal-phone")
        text = _PHONE.sub(" ", text).strip(_BLANK + ",;:/-")
    if len(text) > longest:
        tell("too-long")
        text = text[: longest - 1].rstrip() + "…"
    return text


def _character(found: re.Match[str]) -> str:
    character = html.unescape(found[0])
    return character if len(character) < len(found[0]) else " "


def without_mailboxes(text: str, tell: Callable[[str], None], instead: str = "") -> str:
    """The text without the mail addresses of persons; those of a role stay, and so do handles (`@name@server`).

    A run of the characters of addresses goes as a whole, so that what is left never makes a new address; `instead`
    is put in its place.
    """
    if "@" not in text:
        return text

    def keep(run: re.Match[str]) -> str:
        if "@" not in run[0] or run[0][0] == "@" or not _MAILBOX.search(run[0]):
            return run[0]
        simple = _SIMPLE_MAILBOX.match(run[0])
        if simple and is_role(simple[1]):
            return run[0]
        tell("personal-address")
        return instead + run[0][len(run[0].rstrip(".")) :]

    return _RUN.sub(keep, text)


def nameless(text: str) -> str:
    """The text with … for each mailbox of a person and each phone number: what operators may see of a bad value."""
    text = without_mailboxes(text, lambda _code: None, "…")
    return _PHONE.sub("…", _PHONE.sub("…", text)) if _has_phone(text) else text  # the second after a slash


def is_role(name: str) -> bool:
    """Whether the name before the @ is that of a role, alone or with a place after it (`contact-nantes`)."""
    return re.split(r"[.+_'-]", name.casefold().replace("é", "e"), maxsplit=1)[0] in ROLES
