"""The taxonomy file: YAML text -> a Taxonomy value, all mistakes told at once with their lines.

`federation/taxonomy.yaml` is the one that comes with the hub; a network may give its own. What the words of
announcements speak for (`federation/taxonomy_words.json`) was learnt from labelled ones and serves every file. Only
the loader knows files: what the words do is decided in `federation.domain.taxonomy`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path as FilePath
from typing import Any

from marshmallow import ValidationError, fields, post_load
from marshmallow.validate import Range

from federation.domain.matching.folding import fold
from federation.domain.taxonomy.kinds import OTHER, SIGNALS, Kind, Taxonomy
from federation.domain.taxonomy.lexicon import SHORTEST_REST, Strength, spellings
from federation.domain.taxonomy.usage import Usage
from federation.errors import Mistake
from federation.registry.fields import Choice, Many, Strict, Text
from federation.registry.loading import load_file, mappings, text_of, wrong_ids
from federation.registry.yaml import Document, Path, place

SCHEMAS = (
    "Event", "BusinessEvent", "CourseInstance", "EducationEvent", "ExhibitionEvent", "Hackathon", "ScreeningEvent",
    "SocialEvent",
)  # fmt: skip
"""Types of schema.org that a format may have."""

_GROUPS = ("formats", "themes", "audiences")
_LONGEST_WORD = 80


def load_taxonomy(text: str, name: str = "taxonomy.yaml") -> Taxonomy:
    """The taxonomy that the text of a file tells; `name` is how the file is called there.

    Raises ConfigError with every mistake, in the order of the file: a file with a mistake gives nothing at all.
    """
    loaded = load_file(text, name, _TaxonomySchema(), _compared)
    assert isinstance(loaded, Taxonomy)
    learnt = _learnt()
    digest = hashlib.blake2b(text.encode() + learnt.encode(), digest_size=8)
    return replace(loaded, digest=digest.hexdigest(), usage=usage(learnt))


@cache
def usage(learnt: str) -> Usage:
    """What the words of announcements speak for, from the text of such a file of weights (`taxonomy_words.json`)."""
    return Usage(**json.loads(learnt))


@cache
def _learnt() -> str:
    return files("federation").joinpath("taxonomy_words.json").read_text("utf-8")


@cache
def own_taxonomy() -> Taxonomy:
    """The taxonomy that comes with the hub, read once."""
    return load_taxonomy(files("federation").joinpath("taxonomy.yaml").read_text("utf-8"))


def taxonomy(path: FilePath | None) -> Taxonomy:
    """The taxonomy of a file, the one that comes with the hub when there is none; raises ConfigError."""
    return own_taxonomy() if path is None else load_taxonomy(text_of(path), str(path))


class _Word(Text):
    """A word or phrase that tells something; `starred` when it may be the end or the beginning of a word."""

    def __init__(self, *, starred: bool = False, **options: Any) -> None:
        super().__init__(_LONGEST_WORD, least=1, **options)
        self.starred = starred

    def _deserialize(self, value: Any, attr: str | None, data: Any, **rest: Any) -> str:
        word = super()._deserialize(value, attr, data, **rest)
        if "*" in word:
            _check_star(word, self.starred)
        if not spellings(word.strip("*")):
            raise ValidationError(f"`{word}` has no letter or digit")
        return word


def _check_star(word: str, starred: bool) -> None:
    bare = word.strip("*")
    if not starred:
        raise ValidationError(f"`{word}`: `*` is for the words of formats only")
    if word.count("*") > 1 or "*" in bare or " " in bare or len(bare) < 2:
        raise ValidationError(
            f"`{word}`: one `*`, at one end of a single word of two letters or more; it stands for {SHORTEST_REST} "
            "letters or more"
        )


class _KindSchema(Strict):
    """A theme; the others add to it."""

    value = Kind
    id = Text(32, required=True)
    fr = Text(60, least=1, required=True)
    en = Text(60, least=1, required=True)
    words = Many(_Word())
    weak = Many(_Word())
    alone = Many(_Word())


class _FormatSchema(_KindSchema):
    words = Many(_Word(starred=True))
    weak = Many(_Word(starred=True))
    told = Many(_Word())
    counts = fields.Boolean()
    schema = Choice(*SCHEMAS)


class _AudienceSchema(_KindSchema):
    age = Choice("children", "adults")


class _SignalsSchema(Strict):
    """The words of signals, by signal."""

    value = dict


class _TaxonomySchema(Strict):
    """The whole file."""

    value = Taxonomy
    version = fields.Integer(required=True, validate=Range(1, 1_000_000))
    formats = Many(fields.Nested(_FormatSchema), required=True)
    themes = Many(fields.Nested(_KindSchema))
    audiences = Many(fields.Nested(_AudienceSchema))
    misleading = Many(_Word())
    signals = fields.Nested(_SignalsSchema.from_dict({signal: Many(_Word()) for signal in SIGNALS}))
    versioned = Many(_Word())

    @post_load
    def make(self, data: dict[str, Any], **_rest: Any) -> Taxonomy:
        signals = tuple(data.pop("signals", {}).items())
        versioned = frozenset(fold(word) for word in data.pop("versioned", ()))
        return Taxonomy(**data, signals=signals, versioned=versioned)


def _compared(document: Document, _loaded: Any) -> Iterator[Mistake]:
    """What one thing alone cannot show: ids of a wrong shape or given twice, words claimed twice, no `autre`."""
    for group in _GROUPS:
        yield from wrong_ids(document, [(group, index) for index, _ in mappings(document.data, group)])
        yield from _claims(document, group)
    formats = list(mappings(document.data, "formats"))
    if not formats or formats[-1][1].get("id") != OTHER:
        yield Mistake("formats", f"the last format must be `{OTHER}`: what nothing tells", document.line(("formats",)))


def _claims(document: Document, group: str) -> Iterator[Mistake]:
    """Words given twice, however they are written; two themes may share a word, two formats may not."""
    first: dict[tuple[str, ...], tuple[str, str, int | None]] = {}
    for index, item in mappings(document.data, group):
        owner = str(item.get("id"))
        for path, word in _words(item, (group, index)):
            line = document.line(path)
            forms = [(word,)] if "*" in word else list(spellings(word))
            taken = next((first[form] for form in forms if form in first), None)
            if taken is not None and (taken[0] == owner or group == "formats"):
                by = "here" if taken[0] == owner else f"by `{taken[0]}`"
                text = f"`{word}` is already claimed {by}, as `{taken[1]}` on line {taken[2]}; keep one of them"
                yield Mistake(place(path), text, line)
            first.update({form: (owner, word, line) for form in forms if form not in first})


def _words(item: dict[str, Any], path: Path) -> Iterator[tuple[Path, str]]:
    for strength in (Strength.WORD, Strength.WEAK, Strength.ALONE, Strength.TOLD):
        listed = item.get(strength.value)
        for index, word in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(word, str):
                yield (*path, strength.value, index), word
