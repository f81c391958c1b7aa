"""The strict shape of fragments that cleaning is known to leave as they are: most of what sources send.

Seeing the shape costs a tenth of cleaning. What does not have it may be as good, and is cleaned to find out.
"""

from __future__ import annotations

import re

REL = "noopener nofollow ugc"
"""The `rel` of every link that a source wrote."""

_SOME = r"(?=[^\s<&])"
_TEXT = r"[^<>&\xa0]++"
_ADDRESS = (
    r"https?://[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)*+(?::[0-9]{1,4})?"
    r"(?:[/?#](?:[A-Za-z0-9./_~:?#=+,;%!$*()-]|&amp;)*+)?"
)
_INLINE = "|".join(
    [
        _TEXT,
        "&(?:amp|lt|gt|nbsp);",
        "<br>",
        *(f"<{tag}>{_SOME}{_TEXT}</{tag}>" for tag in ("b", "strong", "em", "i", "code")),
        f'<a href="{_ADDRESS}" rel="{REL}">{_SOME}(?:{_TEXT}|&amp;)++</a>',
    ]
)
_ITEMS = rf"\n?(?:<li>{_SOME}(?:{_INLINE})*+</li>\n?)++"
_SHAPE = re.compile(
    "(?:(?:"
    + "|".join(
        [
            *(f"<{tag}>{_SOME}(?:{_INLINE})*+</{tag}>" for tag in ("p", "h3", "h4")),
            *(f"<{tag}>{_ITEMS}</{tag}>" for tag in ("ul", "ol")),
        ]
    )
    + r")\n?)++"
)


def is_settled(fragment: str) -> bool:
    """Whether a fragment, free of control characters, is one that cleaning would give back unchanged."""
    return (
        fragment[:1] == "<" and fragment[-1] == ">" and "@" not in fragment and _SHAPE.fullmatch(fragment) is not None
    )
