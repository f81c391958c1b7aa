"""How like an event is to events of each format, by all the words of its announcement. Pure.

The last resort, where no word names a format: how often each word stood in labelled announcements of each format (a
multinomial reading with smoothing), to which what the rules heard is added. The words that counted most are kept.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from federation.domain.taxonomy.grammar import DETERMINERS, NEGATIONS, PREPOSITIONS, word_set
from federation.domain.taxonomy.reading import Reading
from federation.domain.taxonomy.usage import Usage

MOST_WORDS = 3
"""Words kept for the explanation."""
SMALL = (
    DETERMINERS
    | PREPOSITIONS
    | NEGATIONS
    | word_set(
        """
        and are be c ca cela elle elles est et il ils is it its n ne nous on or ou plus qu que qui s se sont they to
        tous tout toute toutes vous we with y you
        afin ainsi aussi avoir bien ceux celles comme dont doit etait ete etre faire fait mais meme ont peut peuvent si

        ans association associations avril ensemble entree euros fevrier gratuit gratuite gratuitement h heure heures
        inscription inscriptions janvier juillet juin libre mai mars monde novembre obligatoire octobre ouvert ouverte
        places public reservation septembre decembre aout
        """
    )
)
"""Small words, and those of practical facts and dates: they stand in announcements of any format."""
LONGEST = 80
"""Words of a description that are compared."""
_RULE = 6.0
"""What each weight that the rules heard counts for."""
LEAST = 3
"""Known words without which nothing is compared."""
MARGIN = 2.0
"""How much more like another format an event must be for it to overrule the rules."""


def compared(title: Reading, text: Reading) -> dict[str, None]:
    """The words by which announcements are compared, each once and in their order."""
    return dict.fromkeys(title.words + text.words[:LONGEST])


def most_like(
    usage: Usage, formats: Mapping[str, int], title: Reading, text: Reading, heard: Mapping[str, float], answer: str
) -> tuple[str, str]:
    """The format that an event is clearly more like than the `answer` of the rules, and the words that tell so.

    `heard` is the weight of what the rules heard for each format. The answer itself, without words, when none is.
    """
    said, gains = compared(title, text), usage.gains
    known = [gains[word] for word in said if word in gains]
    if len(known) < LEAST:
        return answer, ""
    scores = [start + len(known) * cost for start, cost in usage.starts]
    for gain in known:
        for at, more in gain:
            scores[at] += more
    best, most, least = answer, -math.inf, -math.inf
    for format_, score in zip(usage.formats, scores, strict=True):
        told = score + _RULE * heard.get(format_, 0.0)
        if format_ == answer:
            least = told
        if told > most and (format_ in formats or format_ == answer):
            best, most = format_, told
    if best in (answer, usage.cautious) or most - least < MARGIN:
        return answer, ""
    return best, ", ".join(_telling(usage, said, best, answer))


def _telling(usage: Usage, said: Mapping[str, None], best: str, answer: str) -> list[str]:
    """The words that speak most for one format against another."""
    tells: dict[str, float] = {}
    for word in said:
        gains = {usage.formats[at]: more for at, more in usage.gains.get(word, ())}
        tells[word] = gains.get(best, 0.0) - gains.get(answer, 0.0)
    return [word for word in sorted(tells, key=tells.__getitem__, reverse=True)[:MOST_WORDS] if tells[word] > 0]
