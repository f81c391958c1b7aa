"""What the demonstration knows of its six places: facts of the historical network, each guess marked as one.

Addresses and openings come from the press and the public data of the time; `supposed` names the facts that are
guesses of this reconstitution, which every page shows with « supposé ». Organisers are invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from federation.domain.site import Location

FIRST_PORT = 8101
"""The port that `sites.yaml` gives to the first place; the others follow in the order of `PLACES`."""

NOTICE = (
    "Ceci est une reconstitution : ce site de démonstration évoque une cantine numérique des années 2010. "
    "Son programme est inventé ; il n’engage ni la structure qui portait ce lieu, ni celles qui lui ont succédé."
)


class Tells(StrEnum):
    """What of a programme a source tells: as such sources do, few of them look back."""

    YEAR = "a year back, and all that comes"
    COMING = "all that is not over"
    SOME = "some of what comes"
    SPACE = "the place to work in"


@dataclass(frozen=True, slots=True)
class DemoSource:
    """A machine-readable source of a place: its path, the kind of its writer (see `sources`), what it tells."""

    path: str
    kind: str
    tells: Tells
    title: str


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of a place's pages (CSS) and its typeface."""

    paper: str
    ink: str
    accent: str
    band: str
    font: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPlace:
    """One place. `weekly` is the mean number of single events in an ordinary week, `hours` OSM opening hours.

    `plain` places type straight apostrophes and ordinary spaces; `rich` places describe their events in HTML and say
    what became of them in a field of its own, the others in words; `priced` ones write the price into the text.
    `sources` are the machine-readable ones, the main one first; `agenda` is the path of the list of events and
    `events` what comes before an event's name, `rooms` are (name, capacity), `areas` (name, what for, square metres),
    `off_days` weekdays without single events (0 is Monday).
    """

    id: str
    name: str
    motto: str
    location: Location
    operator: str
    opened: str
    host_building: str
    look: Look
    weekly: float
    hours: str
    desks: int
    rooms: tuple[tuple[str, int], ...]
    rates: tuple[tuple[str, str, str], ...]
    organisers: tuple[str, ...]
    favourites: tuple[str, ...]
    supposed: frozenset[str]
    sources: tuple[DemoSource, ...]
    agenda: str = "/agenda"
    events: str = "/agenda/"
    areas: tuple[tuple[str, str, int], ...] = ()
    summer_closure: bool = False
    plain: bool = False
    rich: bool = False
    priced: bool = False
    emoji: bool = False
    off_days: frozenset[int] = frozenset()

    @property
    def domain(self) -> str:
        """The right side of its UIDs; a reserved name (RFC 2606), whatever the port it is served on."""
        return f"{self.id}.cantines.example"

    def page(self, slug: str) -> str:
        """The path of an event's page."""
        return f"{self.events}{slug}" + ("/" if self.agenda.endswith("/") else "")


RENNES_CALENDAR = "cantine.rennes@group.calendar.google.com"
TOURS_AGENDA = 37261013

_NATIVE = DemoSource("/lieu.json", "native", Tells.SPACE, "Données du lieu")
_HOURS_AND_ROOMS = frozenset({"hours", "rooms", "amenities"})

PLACES: tuple[DemoPlace, ...] = (
    DemoPlace(
        id="paris",
        name="La Cantine par Silicon Sentier",
        motto="Au fond du passage, un lieu où le numérique se met à table.",
        location=Location(
            name="La Cantine",
            address="12 galerie Montmartre, passage des Panoramas",
            postal_code="75002",
            city="Paris",
            region="Île-de-France",
            lat=48.87056,
            lon=2.34222,
        ),
        operator="Silicon Sentier (association loi 1901)",
        opened="30 janvier 2008",
        host_building="passage des Panoramas",
        look=Look("#fffdf9", "#2b2622", "#b8430a", "#fff0df", "'Lucida Grande', 'Lucida Sans', Verdana, sans-serif"),
        weekly=3.5,
        hours="Mo-Fr 09:00-20:00; Sa 10:00-18:00",
        desks=40,
        rooms=(("Grande salle", 90), ("Mezzanine", 25), ("Salle du Sentier", 12)),
        rates=(
            ("Demi-journée (tarif de 2008)", "15.00", "half_day"),
            ("Salle, deux heures (tarif de 2008)", "80.00", ""),
        ),
        organisers=(
            "Les Veilleurs du Passage",
            "Collectif Mardi propre",
            "Cercle des API ouvertes",
            "Association Données à boire",
            "Studio Galerie",
            "Atelier des licences",
        ),
        favourites=("mobile", "entrepreneuriat", "medias", "donnees", "futurs"),
        supposed=_HOURS_AND_ROOMS | {"desks"},
        sources=(
            DemoSource("/events/feed.ics", "ruby-ics", Tells.COMING, "iCalendar"),
            DemoSource("/events/feed.rss", "blog-rss", Tells.SOME, "RSS"),
            _NATIVE,
        ),
        agenda="/events",
        events="/events/",
        priced=True,
    ),
    DemoPlace(
        id="rennes",
        name="La Cantine numérique rennaise",
        motto="Ouverte aux associations et au grand public, six jours sur sept.",
        location=Location(
            name="Les Champs Libres",
            address="46 boulevard Magenta",
            postal_code="35000",
            city="Rennes",
            region="Bretagne",
            lat=48.105275,
            lon=-1.673909,
        ),
        operator="La Cantine numérique rennaise (association loi 1901)",
        opened="octobre 2010",
        host_building="Les Champs Libres",
        look=Look("#f4fbfa", "#102a2e", "#00696f", "#cfeceb", "'Trebuchet MS', Verdana, sans-serif"),
        weekly=2.65,
        hours="Tu-Fr 12:00-19:00; Sa-Su 14:00-19:00",
        desks=30,
        rooms=(("Plateau", 60), ("Salle Vilaine", 18), ("Atelier", 14)),
        rates=(("Journée (supposé)", "8.00", "day"), ("Mois (environ)", "80.00", "month")),
        organisers=(
            "Ille-et-Libre",
            "Les Cartographes de l’Ouest",
            "Bretagne Code Club",
            "Médialab des Horizons",
            "Collectif Ouvre-boîte",
        ),
        favourites=("donnees", "logiciel-libre", "education", "art-culture", "ville-territoire"),
        supposed=_HOURS_AND_ROOMS | {"desks"},
        sources=(
            DemoSource("/wp-json/tribe/events/v1/events", "tribe", Tells.COMING, "API de l’agenda"),
            DemoSource("/feed/", "wordpress-rss", Tells.SOME, "Flux RSS du blog"),
            DemoSource(f"/calendar/ical/{RENNES_CALENDAR}/public/basic.ics", "google-ics", Tells.YEAR, "Google Agenda"),
            _NATIVE,
        ),
        agenda="/agenda/",
        events="/evenement/",
        priced=True,
        off_days=frozenset({0}),
    ),
    DemoPlace(
        id="nantes",
        name="La Cantine numérique de Nantes",
        motto="Sous la halle, des idées, des gens et de bonnes prises électriques.",
        location=Location(
            name="Halle de la Madeleine",
            address="11 impasse Juton",
            postal_code="44000",
            city="Nantes",
            region="Pays de la Loire",
            lat=47.211816,
            lon=-1.551544,
        ),
        operator="Atlantic 2.0 (association)",
        opened="3 février 2011",
        host_building="Halle de la Madeleine",
        look=Look("#fffef9", "#1d1d1b", "#8a5a00", "#ffe27a", "'Gill Sans', Candara, Calibri, sans-serif"),
        weekly=2.25,
        hours="Mo-Fr 09:00-19:00",
        desks=50,
        rooms=(("La Halle", 80), ("Salle Erdre", 20), ("Le Bocal", 8)),
        rates=(("Journée", "7.00", "day"),),
        organisers=(
            "Les Débogueuses",
            "Club Data de l’Estuaire",
            "Association Pixel d’eau douce",
            "Coopérative du Bocal",
            "Îlot des indépendants",
        ),
        favourites=("developpement", "donnees", "economie-sociale", "inclusion", "ia"),
        supposed=_HOURS_AND_ROOMS | {"desks"},
        sources=(
            DemoSource("/evenements/", "page", Tells.COMING, "Agenda (schema.org)"),
            DemoSource("/meetup/events.ics", "meetup-ics", Tells.SOME, "Groupe Meetup (iCalendar)"),
            DemoSource("/lieu", "page", Tells.SPACE, "Le lieu (schema.org)"),
        ),
        agenda="/evenements/",
        events="/evenements/",
        rich=True,
        emoji=True,
    ),
    DemoPlace(
        id="toulouse",
        name="La Cantine Toulouse",
        motto="Le numérique avec l’accent, dans une rue tranquille du centre.",
        location=Location(
            name="La Cantine Toulouse",
            address="27 rue d’Aubuisson",
            postal_code="31000",
            city="Toulouse",
            region="Occitanie",
            lat=43.602745,
            lon=1.454123,
        ),
        operator="La Mêlée (association)",
        opened="14 décembre 2010 (date annoncée, à une autre adresse)",
        host_building="",
        look=Look("#fdf5f3", "#2b1512", "#9a2d33", "#f3c9bd", "'Palatino Linotype', Palatino, serif"),
        weekly=3.1,
        hours="Mo-Fr 09:00-19:00",
        desks=16,
        rooms=(("Salle Aubuisson", 70), ("Salle Garonne", 24), ("La Cour", 40)),
        rates=(("Journée (supposé)", "10.00", "day"),),
        organisers=(
            "Toul’ Libre",
            "Les Hackers du Canal",
            "Aéro & Logiciel",
            "Club des petites boîtes roses",
            "Association Octet d’oc",
            "Fabrique du Faubourg",
        ),
        favourites=("logiciel-libre", "recherche", "ia", "fabrication", "entrepreneuriat"),
        supposed=_HOURS_AND_ROOMS | {"desks", "rates"},
        sources=(
            DemoSource("/agenda.rss", "rss", Tells.COMING, "RSS"),
            DemoSource("/agenda.atom", "atom", Tells.COMING, "Atom"),
            _NATIVE,
        ),
        priced=True,
        plain=True,
    ),
    DemoPlace(
        id="toulon",
        name="La Cantine by TVT",
        motto="Entre le port et la gare, un lieu pour les projets du Var.",
        location=Location(
            name="Maison des technologies",
            address="place Georges-Pompidou",
            postal_code="83000",
            city="Toulon",
            region="Provence-Alpes-Côte d’Azur",
            lat=43.12042,
            lon=5.937358,
        ),
        operator="TVT Innovation (association)",
        opened="2012 (supposé)",
        host_building="Maison des technologies",
        look=Look("#f5f9ff", "#0e2038", "#0b57a4", "#cfe2fa", "Verdana, Geneva, sans-serif"),
        weekly=0.85,
        hours="Mo-Fr 09:00-18:00",
        desks=20,
        rooms=(("Salle Faron", 40), ("Salle Mourillon", 12)),
        rates=(("Journée (supposé)", "8.00", "day"),),
        organisers=("Rade numérique", "Les Jeunes pousses du Var", "Club Cap Code", "Association Vent d’octets"),
        favourites=("entrepreneuriat", "commerce-marketing", "fabrication", "environnement", "emploi"),
        supposed=_HOURS_AND_ROOMS | {"desks", "rates", "opened"},
        sources=(
            DemoSource("/agenda", "page", Tells.COMING, "Agenda (h-event)"),
            _NATIVE,
        ),
        summer_closure=True,
        plain=True,
    ),
    DemoPlace(
        id="tours",
        name="La Cantine numérique de Tours",
        motto="La version bêta d’un lieu pour tous les métiers du numérique en Touraine.",
        location=Location(
            name="La Cantine numérique bêta",
            address="30 rue André-Theuriet",
            postal_code="37000",
            city="Tours",
            region="Centre-Val de Loire",
            lat=47.383382,
            lon=0.698585,
        ),
        operator="Palo Altours (association)",
        opened="2013",
        host_building="",
        look=Look("#f9fbf4", "#1c2415", "#4b6b13", "#e0ecc3", "Optima, Candara, 'Segoe UI', sans-serif"),
        weekly=1.25,
        hours="Mo-Fr 09:00-19:00",
        desks=18,
        rooms=(("Salle Loire", 45), ("Salle Cher", 14)),
        rates=(("Journée (supposé)", "6.00", "day"),),
        organisers=("Les Webeurs de Loire", "Atelier du Sanitas", "Club des bords de Cher", "Tourangelles & Co"),
        favourites=("inclusion", "design", "education", "entrepreneuriat", "logiciel-libre"),
        supposed=_HOURS_AND_ROOMS | {"desks"},
        sources=(
            DemoSource(f"/agendas/{TOURS_AGENDA}/events", "openagenda", Tells.COMING, "OpenAgenda"),
            DemoSource("/spaceapi.json", "spaceapi", Tells.SPACE, "SpaceAPI"),
        ),
        areas=(
            ("Plateau", "Espace de travail partagé", 130),
            ("Étage", "Réunions et restauration", 100),
        ),
        summer_closure=True,
        rich=True,
        emoji=True,
    ),
)

AMENITIES = ("wifi", "fibre", "café", "cuisine partagée", "imprimante", "vidéoprojecteur", "casiers", "garage à vélos")
ACCESSIBILITY = "Entrée de plain-pied ; boucle magnétique dans la grande salle (supposé)."


def place(site_id: str) -> DemoPlace:
    """The place of that id; raises KeyError when the demonstration has none."""
    for found in PLACES:
        if found.id == site_id:
            return found
    raise KeyError(site_id)


def port_of(site_id: str, first_port: int) -> int:
    """The port a place is served on; raises KeyError when the demonstration has no such place."""
    return first_port + PLACES.index(place(site_id))


def base_of(site_id: str, first_port: int = FIRST_PORT) -> str:
    """The address a place is served at, without a slash at its end."""
    return f"http://127.0.0.1:{port_of(site_id, first_port)}"
