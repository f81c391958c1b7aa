"""What an operator can do about the notices of a visit: how much each matters, many told as one, where to click.

Pure data and rules. The sentence of a code (`federation.domain.reasons`) says what was seen, what the hub did and what
to change; advice adds where that is changed in the program that wrote the answer, and only where we are sure of it.
"""

from __future__ import annotations

from federation.domain.advice.steps import STEPS


def advice(code: str, producer_id: str, language: str = "fr") -> str:
    """Where to mend in one program what a code tells; "" when the sentence of the code says all we know."""
    words = STEPS.get(producer_id, {}).get(code)
    if words is None:
        return ""
    return words.en if language == "en" else words.fr
