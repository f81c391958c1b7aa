"""The cities that titles name: those of the people who tell, and the larger ones of the country. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from federation.domain.matching.folding import fold

LONGEST = 4
"""Words in the longest name of a city."""

_NAMES = """
agen, aix en provence, ajaccio, albi, alencon, ales, amiens, angers, angouleme, annecy, antibes, argenteuil,
arles, arras, aurillac, auxerre, avignon, barcelone, bastia, bayonne, beauvais, belfort, berlin, besancon,
beziers, biarritz, blois, bordeaux, boulogne billancourt, bourg en bresse, bourges, brest, bruxelles, caen,
cahors, calais, cannes, carcassonne, chambery, charleville, chartres, chateauroux, cherbourg, cholet,
clermont ferrand, colmar, compiegne, concarneau, courbevoie, creteil, dax, digne, dijon, douai, draguignan,
dunkerque, epinal, evreux, figeac, foix, fougeres, frejus, gap, geneve, grenoble, hyeres, issoudun,
la roche sur yon, la rochelle, lamballe, lannion, laon, lausanne, laval, le havre, le mans, le petit quevilly,
le puy, lens, les sables, lille, limoges, londres, lorient, luxembourg, lyon, macon, marseille, metz,
mont de marsan, montauban, montbeliard, montpellier, montreal, montreuil, morlaix, moulins, mulhouse, nancy,
nanterre, nantes, narbonne, nevers, nice, nimes, niort, orleans, paris, pau, perigueux, perpignan, petit quevilly,
poitiers, pontivy, quebec, quimper, redon, reims, rennes, roanne, rodez, roubaix, rouen, saint brieuc,
saint denis, saint etienne, saint lo, saint malo, saint nazaire, saint quentin, sete, strasbourg, tarbes, toulon,
toulouse, tourcoing, tours, troyes, valence, valenciennes, vannes, versailles, vichy, vierzon, villeurbanne,
vitre, vitry
"""
_PEOPLE = {
    "rennais": "rennes", "nantais": "nantes", "parisien": "paris", "toulousain": "toulouse", "toulonnais": "toulon",
    "tourangeau": "tours", "tourangelle": "tours", "brestois": "brest", "rouennais": "rouen", "angevin": "angers",
    "lyonnais": "lyon", "marseillais": "marseille", "bordelais": "bordeaux", "lillois": "lille", "dijonnais": "dijon",
    "strasbourgeois": "strasbourg", "grenoblois": "grenoble", "montpellierain": "montpellier", "nancei": "nancy",
    "malouin": "saint malo", "briochin": "saint brieuc", "quimperois": "quimper", "vannetais": "vannes",
    "lorientais": "lorient", "manceau": "le mans", "orleanais": "orleans", "nazairien": "saint nazaire",
    "caennais": "caen", "havrais": "le havre", "remois": "reims", "stephanois": "saint etienne", "poitevin": "poitiers",
}  # fmt: skip
_ALSO_WORDS = frozenset(
    {
        "agen",
        "cannes",
        "dax",
        "digne",
        "foix",
        "gap",
        "laval",
        "le puy",
        "lens",
        "les sables",
        "moulins",
        "nice",
        "paris",
    }
    | {"pau", "redon", "sete", "tours", "valence", "vitre"}
)
"""Names that are words as well: a city only with a capital."""

_REGIONS = """
ain aisne allier ardeche ardenne ariege armor armorique armoricain anjou aquitaine artoi aube aude auvergne aveyron
bearn berry bourgogne bresse bretagne breton calvado camargue cantal catalogne centre-val cevenne champagne charente
cher correze corse cotentin creuse dauphine dordogne doub drome essonne eure finistere flandre franche-comte gard
gascogne gers gironde guadeloupe guyane hauts-de-france herault idf ile-de-france ille indre isere jura landes languedoc
limousin loir loire loiret lorraine lot lozere maine manche marne martinique mayenne mayotte meuse morbihan moselle
nievre nivernai normandie occitanie oise orne paca perche perigord picardie poitou provence pyrenee quercy reunion rhone
roussillon sarthe savoie seine somme tarn touraine vaucluse vendee vienne vilaine vosge yonne yveline var
"""
REGIONS = frozenset(_REGIONS.split())
"""Departments and provinces: they say where, and an event is not about them."""

_CITIES = frozenset(name.strip() for name in _NAMES.replace("\n", "").split(","))
_STARTS = frozenset(name.partition(" ")[0] for name in _CITIES) | {"st"}
_INFLECTED = {adjective + ending: city for adjective, city in _PEOPLE.items() for ending in ("", "s", "e", "es")}
_SAME = {
    "petit quevilly": "rouen", "le petit quevilly": "rouen", "carhaix plouguer": "carhaix",
    "freiburg": "fribourg en brisgau", "freiburg im breisgau": "fribourg en brisgau", "basel": "bale",
    "saarbrucken": "sarrebruck", "koln": "cologne", "mainz": "mayence", "trier": "treves",
    "frankfurt": "francfort", "frankfurt am main": "francfort", "munchen": "munich", "strassburg": "strasbourg",
    "mulhausen": "mulhouse", "genf": "geneve", "geneva": "geneve", "london": "londres", "brussel": "bruxelles",
    "brussels": "bruxelles", "gent": "gand", "antwerpen": "anvers", "kortrijk": "courtrai", "brugge": "bruges",
    "luxemburg": "luxembourg", "torino": "turin", "genova": "genes", "milano": "milan", "barcelona": "barcelone",
    "donostia": "saint sebastien", "san sebastian": "saint sebastien", "lisboa": "lisbonne", "roazhon": "rennes",
    "naoned": "nantes", "kemper": "quimper", "montroulez": "morlaix", "an oriant": "lorient", "gwened": "vannes",
}  # fmt: skip
"""Towns by another name: another language, a longer or a shorter form."""


@lru_cache(maxsize=4096)
def city_key(city: str) -> str:
    """A city's name as it is compared: folded, without a district number."""
    folded = fold(city)
    kept = [word for word in folded.split() if not word[0].isdigit() and word not in ("cedex", "arrondissement")]
    name = " ".join(kept)
    if name.startswith("st "):
        name = "saint " + name[3:]
    return _SAME.get(name, name)


def find_city(words: Sequence[str], at: int, known: Collection[str]) -> tuple[str, int]:
    """The city that the words (with their case) name from position `at`, and how many words its name takes.

    `known` are keys of cities beyond the larger ones. Nothing found: an empty name and 0.
    """
    first = words[at].lower()
    if first in _STARTS or (known and any(name.startswith(first) for name in known)):
        for length in range(min(LONGEST, len(words) - at), 0, -1):
            name = " ".join(words[at : at + length]).lower()
            if name.startswith("st "):
                name = "saint " + name[3:]
            if name in _CITIES or name in known:
                if name in _ALSO_WORDS and not words[at][0].isupper():
                    continue
                return _SAME.get(name, name), length
    city = _INFLECTED.get(first, "")
    return (city, 1) if city else ("", 0)
