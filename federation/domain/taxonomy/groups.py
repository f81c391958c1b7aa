"""Groups that meet under a name made of their subject and their town: « Rust Nantes », “Paris Data Science”. Pure.

Nothing else may stand in the part of the title that names them, but a number.
"""

from __future__ import annotations

from federation.domain.taxonomy.grammar import word_set
from federation.domain.taxonomy.reading import Reading

_TOWNS = word_set(
    """
    amiens angers annecy avignon besancon bordeaux brest caen chambery clermont dijon grenoble laval lille limoges
    lorient lyon marseille metz montpellier mulhouse nancy nantes nice nimes orleans paris pau perpignan poitiers
    quimper reims rennes rouen strasbourg toulon toulouse tours troyes vannes bretagne touraine occitanie normandie
    provence alsace london berlin brussels bruxelles geneve lausanne montreal
    """
)
_SUBJECTS = word_set(
    """
    agile ai android angular arduino aws azure bitcoin blender blockchain c clojure cloud cocoaheads craft crafters
    data deep design devops django docker drupal elasticsearch elixir elm ethereum flutter founders girls go golang
    grafana graphql hackers haskell ia java javascript joomla js julia kafka kotlin kubernetes ladies laravel
    learning linux machine makers mongers mongodb neo4j nocode node open openstreetmap perl php postgresql
    prestashop product python r rails react ruby rust scala science scrum security software spark spring svelte
    swift symfony tech terraform typescript unity users ux vue vuejs wikimedia women wordpress
    """
)
_JOINED = word_set("a and at en et de in of")
_LONGEST = 5


def met_under_its_name(title: Reading) -> str:
    """The name of such a group when it opens a title; empty when there is none."""
    if not title.words:
        return ""
    name = [
        word for word, part in zip(title.words[: _LONGEST + 2], title.parts, strict=False) if part == title.parts[0]
    ]
    kept = [word for word in name if not word.isdecimal() and word not in _JOINED]
    towns = [word for word in kept if word in _TOWNS]
    if len(towns) != 1 or not 2 <= len(kept) <= _LONGEST:
        return ""
    return " ".join(name) if all(word in _SUBJECTS for word in kept if word not in towns) else ""
