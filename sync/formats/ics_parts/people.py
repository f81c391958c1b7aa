"""Who may be named: organisations and role mailboxes. Persons' names, addresses and phones never pass (GDPR art. 5)."""

from __future__ import annotations

from functools import lru_cache

from sync.cleaning.place import fold
from sync.cleaning.text import is_role, one_line

_KINDS = (
    "agence asbl asso association atelier ateliers bibliotheque bureau cafe cantine cci centre chambre club coder dojo "
    "collectif college comite commune communaute compagnie conseil coop cooperative coworking departement ecole equipe "
    "espace fablab fab federation fondation forum gdg group groupe hacker hackerspace incubateur institut jug lab "
    "laboratoire labo lug maison mairie mediatheque meetup metropole musee office organisation pole region reseau "
    "service societe startup station studio syndicat team theatre tiers universite users user ville"
)
_ORGANISATION_WORDS = frozenset(_KINDS.split())
_MACHINES = frozenset({"noreply", "no-reply", "nepasrepondre", "ne-pas-repondre", "unknownorganizer", "mailer-daemon"})
_MACHINE_HOSTS = ("calendar.google.com", "resource.calendar.google.com", ".invalid")
_PROVIDERS = (
    "gmail.com googlemail.com hotmail.com hotmail.fr outlook.com outlook.fr live.fr live.com msn.com yahoo.com "
    "yahoo.fr orange.fr wanadoo.fr free.fr sfr.fr neuf.fr laposte.net bbox.fr icloud.com me.com mac.com proton.me "
    "protonmail.com gmx.fr gmx.com aol.com"
)
_PERSONAL_HOSTS = frozenset(_PROVIDERS.split())


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
    """The name (CN) beside an organiser's address when it is that of an organisation, else "".

    A name that is an address is none; neither is one that looks like a person's beside a personal mailbox.
    """
    name = name.strip().strip("\"'").strip()
    if "@" in name or "mailto:" in name.lower():
        return ""
    return "" if is_personal(address) and _like_a_person(name, address) else name[:500]


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


def _like_a_person(name: str, address: str) -> bool:
    """One to three words of letters, one of them in the mailbox's name, or the mailbox at a provider for persons."""
    words = fold(name).split()
    if not 1 <= len(words) <= 3 or not "".join(words).isalpha() or _is_organisation(name):
        return False
    local, host = _mailbox(address)
    return host in _PERSONAL_HOSTS or (len(words) > 1 and any(len(word) > 2 and word in fold(local) for word in words))
