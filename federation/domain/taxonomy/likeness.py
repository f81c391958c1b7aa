"""How like an event is to events of each format, by all the words of its announcement. Pure.

The last resort, where no word names a format: how often each word stood in labelled announcements of each format (a
multinomial reading with smoothing), to which what the rules heard is added. The words that counted most are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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
MARGIN = 4.0
"""How much more like another format an event must be for it to overrule the rules."""


def pieces(title: Reading, text: Reading) -> Iterator[str]:
    """The words by which announcements are compared, and each with the one before it: « on soude »; no small words."""
    for words in (title.words, text.words[:LONGEST]):
        before = ""
        for word in words:
            if word not in SMALL and not word.isdecimal():
                yield word
                if before:
                    yield f"{before} {word}"
            before = word


def most_like(
    usage: Usage, formats: Mapping[str, int], title: Reading, text: Reading, heard: Mapping[str, float], answer: str
) -> tuple[str, str]:
    """The format that an event is clearly more like than the `answer` of the rules, and the words that tell so.

    `heard` is the weight of what the rules heard for each format. The answer itself, without words, when none is.
    """
    known = [gain for piece in set(pieces(title, text)) if (gain := usage.gains.get(piece))]
    if len(known) < LEAST:
        return answer, ""
    scores = {
        format_: start + len(known) * cost + _RULE * heard.get(format_, 0.0)
        for format_, (start, cost) in usage.starts.items()
        if format_ in formats
    }
    for gain in known:
        for format_, more in gain:
            if format_ in scores:
                scores[format_] += more
    best = max(scores, key=lambda format_: (scores[format_], -formats[format_]), default=answer)
    if best in (answer, usage.cautious) or scores[best] - scores.get(answer, 0.0) < MARGIN:
        return answer, ""
    return best, ", ".join(_telling(usage, dict.fromkeys(pieces(title, text)), best, answer))


def _telling(usage: Usage, said: Mapping[str, None], best: str, answer: str) -> list[str]:
    """The words that speak most for one format against another."""

    def tells(piece: str) -> float:
        gains = dict(usage.gains.get(piece, ()))
        return gains.get(answer, 0.0) - gains.get(best, 0.0)

    return [piece for piece in sorted(said, key=tells)[:MOST_WORDS] if tells(piece) < 0]
