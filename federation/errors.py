"""The tree of exceptions: what went wrong, on which thing, and what to do next.

    FederationError
      ConfigError     a setting or the network file is wrong (carries every mistake at once)
      SourceError     a pull cannot go on (site, source, phase, permanent or worth another try)
        FetchError    the answer could not be had (status, retry_after)
        FormatError   the answer could not be read (line or path, value seen)
      QueryError      a reader asked for something we do not know (parameter, value, allowed) -> 400
      DecisionError   a decision on a label cannot be taken (site, what is missing) -> 409
      StoreError      the database is not what this version expects

Bad data inside an answer is not an exception: it is a `Notice` in the row of its pull.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta


class FederationError(Exception):
    """Any failure of the hub that a person can do something about; its text says what."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing wrong in a file or in the environment: where it stands, what it is, how to mend it."""

    where: str
    text: str
    line: int | None = None

    def __str__(self) -> str:
        place = self.where if self.line is None else f"line {self.line}: {self.where}"
        return f"{place}: {self.text}"


class ConfigError(FederationError):
    """A setting or a file of the operator is wrong. `mistakes` tells all of them, in the order of the file."""

    def __init__(self, subject: str, mistakes: Sequence[Mistake]) -> None:
        self.subject = subject
        self.mistakes = tuple(mistakes)
        lines = "\n".join(f"  {mistake}" for mistake in self.mistakes)
        super().__init__(f"{subject} cannot be used, {len(self.mistakes)} to mend:\n{lines}")


class SourceError(FederationError):
    """This pull cannot go on.

    `phase` says when (resolve, connect, tls, request, redirect, read, decode, parse),
    `code` is the stable name of the reason (see `federation/domain/reasons.py` for its words in French and English),
    `detail` what was seen, `permanent` whether another try without a change at the source is useless.
    """

    def __init__(self, code: str, detail: str = "", *, phase: str, permanent: bool = False) -> None:
        self.code = code
        self.detail = detail
        self.phase = phase
        self.permanent = permanent
        super().__init__(f"{phase}: {code}" + (f" ({detail})" if detail else ""))


class FetchError(SourceError):
    """The answer could not be had. `status` is the HTTP status if there was one, `retry_after` what it asked."""

    def __init__(
        self,
        code: str,
        detail: str = "",
        *,
        phase: str,
        permanent: bool = False,
        status: int | None = None,
        retry_after: timedelta | None = None,
    ) -> None:
        super().__init__(code, detail, phase=phase, permanent=permanent)
        self.status = status
        self.retry_after = retry_after


class FormatError(SourceError):
    """The answer is not what its format promises. `line` is 1-based, `path` names a place in a structure."""

    def __init__(self, code: str, detail: str = "", *, line: int | None = None, path: str | None = None) -> None:
        super().__init__(code, detail, phase="parse")
        self.line = line
        self.path = path


class QueryError(FederationError):
    """A reader's parameter is unknown or wrong; `allowed` is what would have been right, `nearest` what was meant.

    Of those that are unknown, some are known `elsewhere`, at other addresses.
    """

    def __init__(
        self,
        parameter: str,
        value: str,
        allowed: Sequence[str],
        *,
        unknown: bool = False,
        elsewhere: bool = False,
        nearest: str = "",
    ) -> None:
        self.parameter = parameter
        self.value = value
        self.allowed = tuple(allowed)
        self.unknown = unknown
        self.elsewhere = elsewhere
        self.nearest = nearest
        super().__init__(f"{parameter}={value!r}; allowed: {', '.join(self.allowed)}")


class DecisionError(FederationError):
    """A decision on a label cannot be taken. `missing` are the reasons against it, each with a code, `next` a step."""

    def __init__(self, site: str, missing: Sequence[tuple[str, str]], next_step: str = "") -> None:
        self.site = site
        self.missing = tuple(missing)
        self.next = next_step
        lines = "\n".join(f"  {text}" for _, text in self.missing)
        super().__init__(f"{site}:\n{lines}" + (f"\n{next_step}" if next_step else ""))


class StoreError(FederationError):
    """The database cannot be used as it is; the text names the command to type."""
