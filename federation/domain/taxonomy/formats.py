"""Which format an event has: what the source states, else its title, else its description. Pure.

In a title the first part that names a format decides; in a compound the order of formats does; a format that is only
spoken of (« retour sur le hackathon »), asked about or denied does not count. When nothing names one, all that tells
what people do there is weighed (`acts`).
"""

from __future__ import annotations

from collections.abc import Sequence

from federation.domain.taxonomy.actions import making
from federation.domain.taxonomy.acts import Acts, Named, heard, is_regular
from federation.domain.taxonomy.classified import Because
from federation.domain.taxonomy.decision import Decision, decided
from federation.domain.taxonomy.groups import met_under_its_name
from federation.domain.taxonomy.kinds import OTHER, Taxonomy
from federation.domain.taxonomy.lexicon import Claim, Strength
from federation.domain.taxonomy.likeness import Rules, most_like
from federation.domain.taxonomy.reading import Reading, read_title

_MAKING = "atelier"
"""The format of what is made with one's hands."""
_MEETING = "rencontre"
"""The format of a group that meets under its own name."""
MOST_CATEGORIES = 12
_HEARD = 3.0
"""What a format weighs that a description introduces."""


def decide_format(
    taxonomy: Taxonomy, categories: Sequence[str], title: Reading, text: Reading, children: bool = False
) -> Decision:
    """The format of an event from its categories, its title and its description; `children`: it is told for them."""
    told, passed = named_in(taxonomy, title)
    named = [name for name in told if name.claim.id != OTHER]
    stated = _stated(taxonomy, categories, {name.claim.id for name in named})
    if stated is not None:
        return decided(stated.id, "category", stated.word, named)
    if any(name.strong for name in named):
        first, rule = _first(taxonomy, title, named)
        return decided(first.claim.id, rule, _seen(title, first), named)
    for name in told:
        if name.strong:
            return decided(OTHER, "title-within", _seen(title, name))
    acts = heard(taxonomy, text)
    introduced = acts.introduced
    if introduced is not None and not _umbrella(title, told, text, introduced):
        decision = decided(introduced.claim.id, "description", introduced.claim.word, named)
        weights = {introduced.claim.id: _HEARD}
    else:
        decision = _weighed(taxonomy, title, told, acts, children)
        weights = acts.weights
    if taxonomy.usage is None:
        return decision
    rules = Rules(decision.format, weights, passed)
    like, words = most_like(taxonomy.usage, taxonomy.public, title, text, rules)
    return decision if like == decision.format else decided(like, "alike", words)


def _umbrella(title: Reading, told: list[Named], text: Reading, introduced: Named) -> bool:
    """Whether a title opens with what holds many events (« Semaine de … ») and its description only tells some."""
    many = text.words[introduced.found.end - 1].endswith("s")
    return many and any(name.claim.id == OTHER and title.opens(name.found.start) for name in told)


def _weighed(taxonomy: Taxonomy, title: Reading, weak: list[Named], acts: Acts, children: bool) -> Decision:
    """The format that most tells when nothing names one; what is for children alone is a workshop."""
    called = making(title)
    if called and _MAKING in taxonomy.priority:
        acts.add_title(_MAKING, called, "title-making")
    regular = [name for name in weak if is_regular(name.claim)]
    weak = [name for name in weak if not is_regular(name.claim)]
    if weak:
        first, rule = _first(taxonomy, title, weak)
        acts.add_title(first.claim.id, _seen(title, first), rule)
    group = met_under_its_name(title)
    if group and _MEETING in taxonomy.priority:
        acts.add_title(_MEETING, group, "title-weak")
    for name in regular[:1]:
        acts.add_regular(name.claim.id, _seen(title, name))
    if acts.told:
        best = acts.best()
        return decided(best.format, best.rule, best.words)
    if children and _MAKING in taxonomy.priority:
        return decided(_MAKING, "children", "")
    return Decision(OTHER, 0.0, (), (Because("format", OTHER, "nothing"),))


def _stated(taxonomy: Taxonomy, categories: Sequence[str], in_title: set[str]) -> Claim | None:
    """What the source files an event under; of several formats the one that its title names too."""
    claims: list[Claim] = []
    for category in categories[:MOST_CATEGORIES]:
        reading = read_title(category)
        claims += [
            Claim("format", found.claims[0].id, category[:100])
            for found in taxonomy.format_words.find(reading.words)
            if found.claims
            and found.claims[0].strength is not Strength.TOLD
            and found.claims[0].id != OTHER
            and not reading.governed(found.start)
        ]
    claims.sort(key=lambda claim: (claim.id not in in_title, taxonomy.priority[claim.id]))
    return claims[0] if claims else None


def named_in(taxonomy: Taxonomy, reading: Reading) -> tuple[list[Named], set[int]]:
    """The formats that a title names as its own, and the places of the words of those that it only speaks of."""
    named, passed = list[Named](), set[int]()
    for found in taxonomy.format_words.find(reading.words):
        if not found.claims or found.claims[0].strength is Strength.TOLD:
            continue
        claim = found.claims[0]
        if (
            reading.governed(found.start)
            or reading.spoken_of(found.end)
            or (reading.parts[found.start] in reading.asked and not reading.opens(found.start))
            or (claim.strength is Strength.ALONE and not reading.fills(found.start, found.end))
        ):
            passed.update(range(found.start, found.end))
        else:
            named.append(Named(found, claim, claim.strength is not Strength.WEAK))
    return named, passed


def _first(taxonomy: Taxonomy, reading: Reading, named: list[Named]) -> tuple[Named, str]:
    """The format that counts among those named, and the rule by which it does."""
    best = [name for name in named if name.strong] or named
    best.sort(key=lambda name: _rank(reading, name))
    first = best[0]
    compound = [first]
    for other in best[1:]:
        if not reading.linked(compound[-1].found.end, other.found.start):
            break
        compound.append(other)
    chosen = min(compound, key=lambda name: taxonomy.priority[name.claim.id])
    if not chosen.strong:
        return chosen, "title-weak"
    if len(compound) > 1:
        return chosen, "title-compound"
    return chosen, "title" if reading.opens(chosen.found.start) else "title-within"


def _rank(reading: Reading, name: Named) -> tuple[bool, int]:
    """Own words before quoted ones and questions, then the order of the title."""
    part = reading.parts[name.found.start]
    return part in reading.quoted or part in reading.asked, name.found.start


def _seen(reading: Reading, name: Named) -> str:
    """The word as the taxonomy lists it; as the text has it when the list has only its ending."""
    if "*" in name.claim.word:
        return " ".join(reading.words[name.found.start : name.found.end])
    return name.claim.word
