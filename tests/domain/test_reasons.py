"""Every code that the code can tell has words in both languages, and they say what to do."""

import ast
from collections.abc import Iterator

import pytest

from federation.domain.reasons import FAILURES, NOTICES, sentence
from tests.plan import read_modules

TELLERS = {"Notice", "SourceError", "FetchError", "FormatError", "RuleRefused", "failure", "tell", "_tell"}
CODES = {**FAILURES, **NOTICES}


def told() -> Iterator[tuple[str, str]]:
    """Each code written in the code, with the place where it stands."""
    for module in read_modules("federation", "sync").values():
        if module.path.startswith("federation/commands/"):
            continue  # there « tell » speaks to whoever typed the command
        if not any(name in module.source for name in TELLERS):
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and node.args and _name(node.func) in TELLERS:
                for constant in ast.walk(node.args[0]):
                    if isinstance(constant, ast.Constant) and isinstance(constant.value, str):
                        yield constant.value, f"{module.path}:{node.lineno}"


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def test_every_code_has_words() -> None:
    found = dict(told())
    assert len(found) > 30
    assert {code: place for code, place in found.items() if code not in CODES} == {}


@pytest.mark.parametrize("code", CODES)
def test_words_say_what_was_seen_and_what_to_do(code: str) -> None:
    french, english = (sentence(code, "VU", language) for language in ("fr", "en"))
    assert french != english
    for text in (french, english):
        assert text.endswith(".")
        assert len(text.split(". ")) >= 2 or "; " in text
        assert "'" not in text
    assert not any(f" {sign}" in french for sign in ":;!?»")


def test_a_code_nobody_wrote_words_for_is_told_as_it_is() -> None:
    assert sentence("new", "seen") == "new: seen"
    assert sentence("new") == "new"


def test_nothing_seen_leaves_no_empty_brackets() -> None:
    assert sentence("cut-off", "", "en").startswith("The answer stopped before its end. ")


@pytest.mark.parametrize(
    ("code", "seen", "french", "english"),
    [
        (
            "tls",
            "cantine.example, certificate has expired",
            "a échoué\u202f: le certificat a expiré (cantine.example, certificate has expired). ",
            "failed: its certificate has expired (cantine.example, certificate has expired). ",
        ),
        ("tls", "x, self signed certificate", "aucune autorité", "no authority"),
        ("tls", "x, Hostname mismatch, certificate is not valid for 'x'", "celui d’un autre site", "another site’s"),
        ("protocol", "x, header > 65536 B", "HTTP\u202f: l’en-tête ne finit pas (x, header plus de 65536", "65536"),
        ("encoding", "x, gzip: Error -3 while decompressing", "lisible\u202f: ses données", "read: its data"),
    ],
)
def test_what_a_library_says_is_told_in_words_first(code: str, seen: str, french: str, english: str) -> None:
    assert french in sentence(code, seen)
    assert english in sentence(code, seen, "en")


def test_a_cause_that_nobody_knows_is_told_as_it_is() -> None:
    assert "(x, ex data lost)." in sentence("tls", "x, ex data lost")


def test_sizes_are_told_in_words() -> None:
    assert "(cantine.example, plus de 0,5\u00a0Mo)" in sentence("too-large", "cantine.example, > 0.5 MB")
    assert "(cantine.example, more than 0.5\u00a0MB)" in sentence("too-large", "cantine.example, > 0.5 MB", "en")
    assert "(300\u00a0octets)" in sentence("cut-off", "300 B")
