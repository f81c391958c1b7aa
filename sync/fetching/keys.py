"""The key of an API: a secret of the operator's, sent to one host over https and shown nowhere."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Key:
    """The header field a key goes in, the key ("" when the operator has none), and the setting that holds it."""

    header: str
    value: str = field(repr=False)
    setting: str
