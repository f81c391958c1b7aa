"""A process of the benchmark that is asked in JSON lines on its standard input, so that its own costs stand alone."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TextIO

_PATIENCE = 10.0


class Child:
    """`python -m MODULE ARGUMENTS…`, started at once; `hello` is what it says first. Ends with the block."""

    def __init__(self, module: str, *arguments: str, environment: Mapping[str, str] | None = None) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )
        self.hello = self.answer()

    @property
    def pid(self) -> int:
        """Its process number."""
        return self._process.pid

    def ask(self, **words: Any) -> Any:
        """Ask, and wait for the answer."""
        self.send(**words)
        return self.answer()

    def send(self, **words: Any) -> None:
        """Ask without waiting; `answer` waits."""
        _stream(self._process.stdin).write(json.dumps(words) + "\n")
        _stream(self._process.stdin).flush()

    def answer(self) -> Any:
        """The answer to the last question."""
        line = _stream(self._process.stdout).readline()
        if not line:
            raise RuntimeError(f"{self._process.args!r} ended: {self._process.wait()}")
        return json.loads(line)

    def __enter__(self) -> Child:
        return self

    def __exit__(self, *_: object) -> None:
        _stream(self._process.stdin).close()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        _stream(self._process.stdout).close()


def serve(hello: Any, answer: Callable[[dict[str, Any]], Any]) -> None:
    """The other end: say hello, then answer each line until there are no more."""
    tell(hello)
    for line in lines():
        tell(answer(json.loads(line)))


def lines() -> Iterator[str]:
    """What is asked, a line at a time."""
    yield from sys.stdin


def tell(words: Any) -> None:
    """Say one line."""
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def _stream(stream: Any) -> TextIO:
    assert stream is not None
    return stream  # type: ignore[no-any-return]
