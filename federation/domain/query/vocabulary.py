"""What a network can be asked for: sites, regions, formats, themes, audiences, by every way to name them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from federation.domain.matching.folding import fold
from federation.domain.site import PUBLISHED, Network, Site
from federation.domain.taxonomy.kinds import Kind, Taxonomy

ACCESSIBILITY = ("hi", "ii", "mi", "pi", "vi")
AGES = ("adults", "children")

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Options:
    """The values of one parameter: `facets` of each, and how else a value may be `spelled` (folded)."""

    facets: Mapping[str, tuple[str, ...]]
    spelled: Mapping[str, str]

    def find(self, value: str) -> str | None:
        """The one spelling of a value; None when there is no such one."""
        folded = fold(value, 80)
        return value if value in self.facets else self.spelled.get(folded)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The parameters whose values are listed, by their names; `names` of values, in French and English, to be shown.

    `points` are the sites that say where they are, by their ids, in WGS 84 degrees (latitude, longitude).
    """

    options: Mapping[str, Options]
    names: Mapping[tuple[str, str], tuple[str, str]]
    points: Mapping[str, Point] = field(default_factory=dict)

    def point(self, place: str) -> Point | None:
        """Where a place of the network is, by its id, its city or its name; None when it is none, or does not say."""
        options = self.options.get("site")
        return None if options is None else self.points.get(options.find(place) or "")

    def place_at(self, lat: float, lon: float) -> str:
        """The first place of the network that stands at a point; "" when none does."""
        at = (round(lat, 3), round(lon, 3))
        return next((site for site, point in self.points.items() if point == at), "")

    def name(self, parameter: str, value: str, language: str) -> str:
        """What a value is called; the value itself when it has no other name."""
        found = self.names.get((parameter, value))
        return value if found is None else found[language == "en"]


def vocabulary_of(network: Network, taxonomy: Taxonomy) -> Vocabulary:
    """What a network can be asked for. Only sites of the network agenda can be."""
    sites = [site for site in network.sites if site.status in PUBLISHED]
    regions: dict[str, list[str]] = {}
    names: dict[tuple[str, str], tuple[str, str]] = {}
    for site in sites:
        names["site", site.id] = (site.location.city or site.name,) * 2
        if slug := fold(site.location.region).replace(" ", "-"):
            regions.setdefault(slug, []).append(site.id)
            names["region", slug] = (site.location.region,) * 2
    options = {
        "site": _named({site.id: (f"site:{site.id}",) for site in sites}, sites),
        "region": _options({slug: tuple(f"site:{id_}" for id_ in ids) for slug, ids in sorted(regions.items())}),
        "accessibility": _options({code: (f"accessibility:{code}",) for code in ACCESSIBILITY}),
        "age": _options({age: (f"age:{age}",) for age in AGES}),
    }
    for kind, items in (("format", taxonomy.formats), ("theme", taxonomy.themes), ("audience", taxonomy.audiences)):
        options[kind] = _kinds(kind, items)
        names |= {(kind, item.id): (item.fr, item.en) for item in items}
    return Vocabulary(options, names, {site.id: point for site in sites if (point := _where(site)) is not None})


def _where(site: Site) -> Point | None:
    at = site.location
    return None if at.lat is None or at.lon is None else (round(at.lat, 3), round(at.lon, 3))


def _named(facets: Mapping[str, tuple[str, ...]], sites: Iterable[Site]) -> Options:
    """Sites by their ids, else by their names, else by their cities: the first of a city, as the file lists them."""
    found = list(sites)
    names = [(site.id, site) for site in found] + [(site.name, site) for site in found]
    names += [(site.location.city, site) for site in found]
    spelled: dict[str, str] = {}
    for name, site in names:
        if folded := fold(name):
            spelled.setdefault(folded, site.id)
    return Options(facets, spelled)


def _options(facets: Mapping[str, tuple[str, ...]]) -> Options:
    return Options(facets, {fold(value): value for value in facets})


def _kinds(kind: str, items: Iterable[Kind]) -> Options:
    found = list(items)
    spelled = {fold(name): item.id for item in found for name in (item.en, item.fr, item.id)}
    return Options({item.id: (f"{kind}:{item.id}",) for item in found}, spelled)
