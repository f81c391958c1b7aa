"""Who may be named: organisations and role mailboxes. Persons' names, addresses and phones never pass (GDPR art. 5)."""

from __future__ import annotations

import re
from functools import lru_cache

from sync.cleaning.place import fold
from sync.cleaning.text import is_role, one_line

_KINDS = (
    "agence asbl asso association atelier ateliers bibliotheque bureau cafe cantine cci centre chambre club coder "
    "dojo collectif college comite commune communaute compagnie conseil coop cooperative coworking departement "
    "ecole equipe espace fab fablab fabrique federation fondation forum gdg group groupe hacker hackerspace "
    "incubateur institut jug lab laboratoire labo lug maison mairie mediatheque meetup metropole musee office "
    "organisation pole region reseau service societe startup station studio syndicat team theatre tiers universite "
    "users user ville"
)
_ORGANISATION_WORDS = frozenset(_KINDS.split())
_ENDINGS = ("club", "jug", "lab", "labs", "lug", "tech")
_ARTICLES = frozenset(["le", "la", "les", "l", "un", "une", "nos", "notre", "the"])
_WITHIN_NO_NAME = frozenset(["des", "et", "aux", "au", "en", "pour", "sur", "avec", "sans", "and", "for", "of"])
_CIVILITIES = frozenset(
    ["m", "mr", "mme", "mlle", "mrs", "dr", "monsieur", "madame", "mademoiselle", "docteur", "herr", "frau"]
)
_TAIL = re.compile(r"\s*[(,/|;]|\s[-–—]\s")
_PARTICLES = frozenset(
    ["de", "du", "d", "la", "le", "van", "von", "der", "den", "di", "da", "el", "al", "ben", "ibn", "y"]
)
_MACHINES = frozenset({"noreply", "no-reply", "nepasrepondre", "ne-pas-repondre", "unknownorganizer", "mailer-daemon"})
_MACHINE_HOSTS = ("calendar.google.com", "resource.calendar.google.com", ".invalid")
_PROVIDERS = (
    "gmail.com googlemail.com hotmail.com hotmail.fr outlook.com outlook.fr live.fr live.com msn.com yahoo.com "
    "yahoo.fr orange.fr wanadoo.fr free.fr sfr.fr neuf.fr laposte.net bbox.fr icloud.com me.com mac.com proton.me "
    "protonmail.com gmx.fr gmx.com aol.com"
)
_PERSONAL_HOSTS = frozenset(_PROVIDERS.split())


@lru_cache(maxsize=512)
def is_personal(address: str) -> bool:
    """Whether a mail address (with or without `mailto:`) may be that of a person: no role's, no machine's.

    It is not parsed as a URI: some hold a bare `%`.
    """
    local, host = _mailbox(address)
    if not local or not host or local in _MACHINES or host.endswith(_MACHINE_HOSTS):
        return False
    return not is_role(local)


@lru_cache(maxsize=512)
def organisation(name: str, address: str) -> str:
    """The name of an organiser, beside its mailbox if there is one, when it is that of an organisation, else "".

    A name that is an address is none. One that may be a person's is left out, unless it is in the host of the mailbox:
    a lost name of an organisation can be written otherwise, a person's that is published cannot be taken back.
    """
    name = name.strip().strip("\"'").strip()
    if "@" in name or "mailto:" in name.lower():
        return ""
    if _is_owner(name, address) or (may_be_a_person(name) and not _owns(name, address)):
        return ""
    return name[:500]


def may_be_a_person(name: str) -> bool:
    """Whether a name alone may be a person's: one to four words of letters, nothing of which tells an organisation.

    That are a kind of organisation, an article before it, small words within, initials, digits and signs. Of a name
    with something behind it (« Camille Martin, trésorière ») the name alone counts.
    """
    head = _TAIL.split(name.strip(), maxsplit=1)[0]
    if head != name.strip() and len(head.split()) > 1:
        return may_be_a_person(head)
    written = name.replace("’", "'").replace("-", " ").replace(".", " ").split()
    words = [word for part in written for word in fold(part).split()]
    if len(words) > 1 and words[0] in _CIVILITIES and not _is_organisation(name):
        return True
    if not 1 <= len(words) <= 4 or not "".join(words).isalpha():
        return False
    if words[0] in _ARTICLES or not _WITHIN_NO_NAME.isdisjoint(words) or _is_organisation(name):
        return False
    if words[-1].endswith(_ENDINGS) or (len(written) == 1 and written[0].isupper()):
        return False
    capital = [word[0].isupper() for word in written if fold(word) not in _PARTICLES]
    return all(capital) or not any(capital)


def contact(text: str) -> tuple[str, bool]:
    """The organisation that a CONTACT names first, else ""; and whether it holds anything personal."""
    told: list[str] = []
    clean = one_line(text.replace("\n", ", "), 500, told.append, phones=True)
    name = clean.replace(";", ",").partition(",")[0].strip()
    named = not told and "@" not in name and _is_organisation(name)
    personal = "personal-address" in told or ("personal-phone" in told and not _is_organisation(name))
    return name if named else "", personal


def _mailbox(address: str) -> tuple[str, str]:
    address = address.strip().lower()
    local, _, host = address.removeprefix("mailto:").partition("?")[0].rpartition("@")
    return ("", "") if "/" in local else (local, host)


def _is_organisation(name: str) -> bool:
    return not _ORGANISATION_WORDS.isdisjoint(fold(name).split())


def of_a_provider(uid: str) -> bool:
    """Whether a UID ends in the mailbox of a person, whatever stands before: its host gives them to anybody."""
    return "@" in uid and uid.rpartition("@")[2].strip().lower() in _PERSONAL_HOSTS


def _is_owner(name: str, address: str) -> bool:
    """Whether a mailbox bears two words of a name, both with a capital: « Camille Martin, Le Lab », camille.martin@."""
    if not is_personal(address):
        return False
    capital = [word for word in re.findall(r"\w+", name) if word[0].isupper()]
    words = {part for word in capital for part in fold(word).split()} - _ORGANISATION_WORDS - _ARTICLES
    return len(words & set(fold(_mailbox(address)[0]).split())) > 1


def _owns(name: str, address: str) -> bool:
    """Whether a word of the name stands in the host of its mailbox, which is no person's, nor any provider's."""
    local, host = _mailbox(address)
    words = [word for word in fold(name).split() if len(word) > 2]
    if host in _PERSONAL_HOSTS or (is_personal(address) and any(word in fold(local) for word in words)):
        return False
    return any(word in fold(host) for word in words)
