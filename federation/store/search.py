"""Finding entries by words: what a text asks for, which entries say it, best first; words while typing.

SQLite (FTS5) and PostgreSQL (tsvector) look up the same tokens in the same expressions: the rank is ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    Subquery,
    cast,
    column,
    false,
    literal,
    literal_column,
    select,
    table,
    union_all,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from federation.domain.searching import (
    Expression,
    Nearest,
    Term,
    asked_words,
    fold_words,
    last_word,
    mended,
    nearest,
    split,
    stems,
    terms,
    tiers,
    whole,
)
from federation.domain.searching.nearest import slips
from federation.store.models import OfferedRow, SiteRow, WordsRow

OFFERED = 8
"""Words offered while typing."""
MOST_CORRECTED = 3
"""Words of one question that are taken for others when nothing says them: each is compared with all that are said."""

_SHORTEST_PREFIX = 3
_KNOWN = "found"
_EXPANSIONS = 20
_CANDIDATES = 20_000
_INDEX = table("words_index", column("rowid"), column("tokens"))
_WORDS = WordsRow.__table__


@dataclass(frozen=True, slots=True)
class Found:
    """What a text finds.

    `entries` are the ids of all entries that say it, past ones too; `ranked` the same apart by rank, the best first: 6
    is the highest rank there is, 1 the lowest. `sites` are the ids of the places that are called so, in the order of
    the network file. `corrected` is the text as it was understood when some of its words were taken for others; else
    "".
    """

    entries: Select[str]
    ranked: tuple[tuple[int, Select[str]], ...]
    sites: tuple[str, ...]
    corrected: str

    @property
    def hits(self) -> Subquery:
        """All of them with their ranks: `entry_id` and `rank`."""
        parts: list[Select[Any, Any]] = [
            ids.add_columns(literal_column(str(rank)).label("rank")) for rank, ids in self.ranked
        ]
        nothing = self.entries.add_columns(literal_column("0").label("rank"))
        return (union_all(*parts) if parts else nothing).subquery("hits")


@dataclass(frozen=True, slots=True)
class _Named:
    """A place and the folded words it is called by."""

    id: str
    words: frozenset[str]
    stems: frozenset[str]


def found(session: Session, text: str) -> Found:
    """What a text finds; whatever it holds, it is bounded and no error. A text without a word finds nothing.

    A page asks several times: a session, which reads one state of the store, remembers what it found.
    """
    known: dict[str, Found] = session.info.setdefault(_KNOWN, {})
    if text not in known:
        known[text] = _found(session, text)
    return known[text]


def _found(session: Session, text: str) -> Found:
    words = asked_words(text)
    places = _places(session) if words else []
    joined = [_joined(session, words, at, places) for at in range(len(words) - 1)]
    understood, meant = _understood(session, words, places)
    asked = terms(understood, joined)
    called = [set(term.sites) for term in asked]
    sites = tuple(place.id for place in places if all(place.id in ids for ids in called)) if called else ()
    ranked = tuple((rank, _ids(session, expression)) for rank, expression in tiers(asked))
    return Found(_ids(session, whole(asked)), ranked, sites, mended(text, meant))


def suggest(session: Session, typed: str) -> list[str]:
    """How a text that is being typed may go on: its last word completed, the most used words first; at most eight."""
    written, folded = last_word(typed)
    if len(folded) < 2:
        return []
    head = typed[: len(typed) - len(written)]
    return [head + known.written for known in _expansions(session, folded, OFFERED)]


def _understood(session: Session, words: Sequence[str], places: Sequence[_Named]) -> tuple[list[Term], dict[str, str]]:
    """What each word stands for; and what was meant by those that were taken for others, as it is written."""
    understood: list[Term] = []
    meant: dict[str, str] = {}
    unsaid = 0
    for word in words:
        term = _as_said(session, word, places, last=word == words[-1])
        unsaid += term is None
        if term is None and unsaid <= MOST_CORRECTED:
            near = nearest(word, _alike(session, word, places))
            if near is not None:
                meant[word] = near.written
            term = _in_two(session, word, places) if near is None else _named(near.word, places)
        understood.append(term or _named(word, places))
    return understood, meant


def _as_said(session: Session, word: str, places: Sequence[_Named], *, last: bool) -> Term | None:
    """A word that something says, or the beginning of one where it is the last; else None."""
    term = _named(word, places)
    if _said(session, term):
        return term
    if last and len(word) >= _SHORTEST_PREFIX:
        begun = _begun(session, word, places)
        if _said(session, begun):
            return begun
    return None


def _in_two(session: Session, word: str, places: Sequence[_Named]) -> Term | None:
    """A word as two that are said, written without a blank."""
    for one, other in split(word):
        parts = _named(one, places), _named(other, places)
        if all(_said(session, part) for part in parts):
            return Term((), parts=parts)
    return None


def _joined(session: Session, words: Sequence[str], at: int, places: Sequence[_Named]) -> Term | None:
    """Two words that follow each other as one, when something says it so."""
    term = _named(words[at] + words[at + 1], places)
    return term if _said(session, term) else None


def _named(word: str, places: Sequence[_Named]) -> Term:
    wanted = set(stems(word))
    return Term((word,), sites=tuple(place.id for place in places if wanted & place.stems))


def _begun(session: Session, word: str, places: Sequence[_Named]) -> Term:
    longer = tuple(row.word for row in _expansions(session, word, _EXPANSIONS))
    sites = tuple(place.id for place in places if any(name.startswith(word) for name in place.words))
    return Term(longer, prefix=word, sites=sites)


def _places(session: Session) -> list[_Named]:
    rows = select(SiteRow.id, SiteRow.name, SiteRow.city, SiteRow.region)
    found = session.execute(rows.where(SiteRow.archived_at.is_(None)).order_by(SiteRow.position))
    return [_Named(row.id, *_called(f"{row.name} {row.city} {row.region}")) for row in found]


@lru_cache(maxsize=2048)
def _called(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """The folded words of a name, and their stems: asked for again with each question."""
    words = frozenset(fold_words(name))
    return words, frozenset(stem for word in words for stem in stems(word))


def _expansions(session: Session, word: str, most: int) -> list[Nearest]:
    """The most used offered words that begin so."""
    rows = _offered().where(OfferedRow.word >= word, OfferedRow.word < word + "\x7f").limit(most)
    return [Nearest(*row) for row in session.execute(rows)]


def _alike(session: Session, word: str, places: Sequence[_Named]) -> list[Nearest]:
    """The words that may have been meant: about as long, offered, or of the names of places."""
    most = slips(word)
    if not most:
        return []
    about = OfferedRow.size.between(len(word) - most, len(word) + most)
    rows = session.execute(_offered().where(about).limit(_CANDIDATES))
    return [*(Nearest(*row) for row in rows), *(Nearest(name, name, 0) for place in places for name in place.words)]


def _offered() -> Select[str, str, int]:
    columns = (OfferedRow.word, OfferedRow.written, OfferedRow.entries)
    return select(*columns).order_by(OfferedRow.entries.desc(), OfferedRow.word)


def _said(session: Session, term: Term) -> bool:
    """Whether any entry says it, or any place is called so."""
    if term.sites:
        return True
    expression = term.any
    if expression is None:
        return False
    wanted = select(literal(1)).select_from(_searched(session)).where(_holds(session, expression))
    return session.scalar(wanted.limit(1)) is not None


def _ids(session: Session, expression: Expression | None) -> Select[str]:
    """The entries that hold an expression."""
    holding = select(WordsRow.entry_id).select_from(_searched(session))
    return holding.where(false() if expression is None else _holds(session, expression))


def _searched(session: Session) -> FromClause:
    """Where tokens are looked up."""
    return _INDEX.join(WordsRow, WordsRow.number == _INDEX.c.rowid) if _embedded(session) else _WORDS


def _holds(session: Session, expression: Expression) -> ColumnElement[bool]:
    if _embedded(session):
        return literal_column("words_index").op("MATCH")(literal(fts5(expression)))
    return WordsRow.tokens.op("@@")(cast(literal(tsquery(expression)), TSQUERY))


def _embedded(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def fts5(expression: Expression) -> str:
    """An expression as FTS5 takes it; every token quoted."""
    if isinstance(expression, str):
        return f'"{expression[:-1]}"*' if expression.endswith("*") else f'"{expression}"'
    sign, parts = expression
    return f"({f' {sign.upper()} '.join(map(fts5, parts))})"


def tsquery(expression: Expression) -> str:
    """An expression as PostgreSQL takes it; every token quoted."""
    if isinstance(expression, str):
        return f"'{expression[:-1]}':*" if expression.endswith("*") else f"'{expression}'"
    sign, parts = expression
    return f"({ {'and': ' & ', 'or': ' | ', 'not': ' & !'}[sign].join(map(tsquery, parts)) })"
