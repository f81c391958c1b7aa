"""What people do at an event, heard in its title and description: each thing told speaks for one format. Pure.

A description may introduce its event by name in its first words (« cet atelier »), which decides; all else is weighed:
one word is a hint, several that agree are an answer. Of equal weights, what was told first counts.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from federation.domain.taxonomy.actions import done_there, is_made, made_there
from federation.domain.taxonomy.grammar import DETERMINERS, LINKS, WEEKDAYS
from federation.domain.taxonomy.kinds import OTHER, Taxonomy
from federation.domain.taxonomy.lexicon import Claim, Found, Strength
from federation.domain.taxonomy.reading import Reading

FIRST_WORDS = 60
"""Words of a description in which its event is introduced."""
MOST_WORDS = 3
"""Words kept for the explanation."""
MOST_DONE = 3
"""Verbs of work of a description that count."""
_CONVIVIAL = "apero"
"""The format of what often only goes along: a description that names drinks may tell how its evening ends."""
_FRAMES = frozenset((_CONVIVIAL, "rencontre", OTHER))
"""Formats that a description may name of what only frames its event: the group that gathers, the drinks after."""
_MAKING = "atelier"
_HINT, _ACT, _TITLE = 1, 2, 3
"""Weights: a `weak` word of a description or a day of the week; an act; a weak word of the title."""


@dataclass(frozen=True, slots=True)
class Named:
    """A format named at one place of a text."""

    found: Found
    claim: Claim
    strong: bool


def is_regular(claim: Claim) -> bool:
    """Whether a word only tells that people come regularly: « les jeudis de », « rendez-vous »."""
    return claim.word.split()[0] in WEEKDAYS


@dataclass(slots=True)
class Told:
    """What speaks for one `format`: its weight, the words, and the rule of the first of them."""

    format: str
    rule: str
    weight: int = 0
    said: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The words, for the explanation."""
        return ", ".join(self.said[:MOST_WORDS])


@dataclass(slots=True)
class Acts:
    """What was heard: the format that a description introduces, and what else speaks for each, in order."""

    introduced: Named | None = None
    told: dict[str, Told] = field(default_factory=dict)

    def add(self, format_: str, word: str, weight: int, rule: str = "told") -> None:
        """One more word for a format; a word said twice counts once."""
        told = self.told.setdefault(format_, Told(format_, rule))
        if word not in told.said:
            told.said.append(word)
            told.weight += weight

    def add_title(self, format_: str, word: str, rule: str) -> None:
        """A weak word of a title: it comes before all that is told, and explains its format."""
        before = self.told.pop(format_, None)
        said = [word] if before is None else [word, *before.said]
        weight = _TITLE + (before.weight if before else 0)
        self.told = {format_: Told(format_, rule, weight, said[:1]), **self.told}

    def add_regular(self, format_: str, word: str) -> None:
        """That it comes round regularly, which tells little; it comes after all else."""
        self.add(format_, word, _HINT, "title-weak")

    @property
    def weights(self) -> dict[str, float]:
        """What speaks for each format, drinks a little less than they seem to."""
        return {told.format: told.weight - 1.5 * (told.format == _CONVIVIAL) for told in self.told.values()}

    def best(self) -> Told:
        """What weighs most; what was told first when several do."""
        weights = self.weights
        return max(self.told.values(), key=lambda told: weights[told.format])


def heard(taxonomy: Taxonomy, text: Reading) -> Acts:
    """What a description introduces, and what all else that it tells speaks for."""
    acts, listed = Acts(), list[Named]()
    for found in taxonomy.format_words.find(text.words, affixes=False):
        if acts.introduced is not None and found.start >= FIRST_WORDS:
            break
        if not found.claims:
            continue
        claim = found.claims[0]
        if claim.strength in (Strength.WORD, Strength.NAME):
            named = Named(found, claim, strong=True)
            if _introduces(acts, text, named):
                return acts
            listed.append(named)
        elif claim.strength is Strength.WEAK and _is_this(text, found.start, claim):
            acts.introduced = Named(found, claim, strong=False)
            return acts
        elif acts.introduced is None and _tells(text, found.start, claim):
            acts.add(claim.id, claim.word, _weight(found, claim))
    if programme := _programme(text, listed):
        acts.introduced = None
        acts.add(OTHER, programme, _TITLE)
    if acts.introduced is None:
        _hear_work(acts, text)
    return acts


def _is_this(text: Reading, at: int, claim: Claim) -> bool:
    """Whether a description points at its event by a weak word: « cette présentation »."""
    return claim.id != OTHER and at < FIRST_WORDS and text.pointed(at, strictly=True) and not is_regular(claim)


def _programme(text: Reading, listed: list[Named]) -> str:
    """The words of a sentence that lists formats of all kinds, of which none is the event; empty without one."""
    for part in dict.fromkeys(text.parts[name.found.start] for name in listed):
        names = [name for name in listed if text.parts[name.found.start] == part and name.found.start < FIRST_WORDS]
        many = [name for name in names if text.words[name.found.end - 1].endswith("s")]
        words = {name.claim.id: name.claim.word for name in names}
        if len(words) >= MOST_WORDS and len(many) > 1:
            return ", ".join(list(words.values())[:MOST_WORDS])
    return ""


def _hear_work(acts: Acts, text: Reading) -> None:
    """What people make there or are called to work at."""
    if made := made_there(text):
        acts.add(_MAKING, made, _ACT)
    for done in done_there(text)[:MOST_DONE]:
        if done not in made:
            acts.add(_MAKING, done, _HINT)


def _tells(text: Reading, at: int, claim: Claim) -> bool:
    """Whether a word of a description tells what people do; drinks that only come after (« et un verre ») do not."""
    if claim.strength is Strength.ALONE or text.denied(at) or text.comes_after(at):
        return False
    if claim.strength is Strength.WEAK and (is_regular(claim) or text.governed(at)):
        return False
    return claim.id != _CONVIVIAL or not _aside(text, at)


def _weight(found: Found, claim: Claim) -> int:
    """What a word weighs: a phrase (« on soude ») more than a lone word (« avocate »), which may be a circumstance."""
    lone = found.end == found.start + 1
    return _HINT if lone or claim.strength is Strength.WEAK else _ACT


def _introduces(acts: Acts, text: Reading, name: Named) -> bool:
    """Whether a description points at its own event by this name; else the first is kept, and a frame only weighed."""
    at = name.found.start
    if at >= FIRST_WORDS:
        return False
    if text.pointed(at):
        acts.introduced = name
        return True
    if (text.governed(at) and not text.invited(at)) or is_made(text, at):
        return False
    if name.claim.id in _FRAMES:
        if not _aside(text, at):
            opens = name.claim.id == _CONVIVIAL and text.parts[at] == 0 and text.opens(at)
            acts.add(name.claim.id, name.claim.word, opens + (_ACT if name.claim.id == OTHER else _TITLE))
    elif acts.introduced is None:
        acts.introduced = name
    return False


def _aside(text: Reading, at: int) -> bool:
    """Whether a word only comes after another: « puis buffet »."""
    before = at - 1
    while before >= 0 and text.parts[before] == text.parts[at] and text.words[before] in DETERMINERS:
        before -= 1
    return before >= 0 and text.parts[before] == text.parts[at] and text.words[before] in LINKS
