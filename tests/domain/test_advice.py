"""Notices told to people: grouped, the gravest first, with where to mend them."""

from __future__ import annotations

import pytest

from federation.domain.advice import advice
from federation.domain.advice.importance import CHOICES, DOUBTS, HEADINGS, LEAKS, LOSSES, Importance, importance
from federation.domain.advice.remarks import remarks, told
from federation.domain.advice.steps import STEPS
from federation.domain.event import Notice
from federation.domain.producers import PRODUCERS
from federation.domain.reasons import FAILURES, NOTICES, first_sight

EVERY = {(program, code) for program, steps in STEPS.items() for code in steps}


@pytest.mark.parametrize(
    ("notice", "weight"),
    [
        (Notice("bad-value", lost=True), Importance.LOSS),
        (Notice("bad-value"), Importance.DOUBT),
        (Notice("zone-disagrees"), Importance.DOUBT),
        (Notice("personal-data"), Importance.LEAK),
        (Notice("trailing-blanks"), Importance.UNTIDY),
        (Notice("private", lost=True), Importance.CHOICE),
        (Notice("a-code-of-tomorrow"), Importance.UNTIDY),
    ],
)
def test_what_is_lost_goes_before_what_is_wrong_before_what_leaks(notice: Notice, weight: Importance) -> None:
    assert importance(notice) is weight


def test_eleven_notices_of_one_code_are_one_remark() -> None:
    (one,) = remarks(Notice("date-repaired", line, "DTSTART", f"valeur {line}") for line in range(14, 25))
    assert (one.count, one.lines[:2], one.paths) == (11, (14, 15), ("DTSTART",))
    words = told(one, "")
    assert words.times == "11 ×"
    assert words.where == "DTSTART, lignes 14, 15, 16, 17, …"
    assert "(valeur 14, valeur 15, valeur 16, …)" in words.sentence
    assert told(one, "", "en").where == "DTSTART, lines 14, 15, 16, 17, …"


def test_the_same_code_lost_and_repaired_are_two_remarks() -> None:
    found = remarks([Notice("bad-value", 1), Notice("bad-value", 2, lost=True), Notice("bad-value", 3, lost=True)])
    assert [(one.importance, one.lines) for one in found] == [(Importance.LOSS, (2, 3)), (Importance.DOUBT, (1,))]


def test_the_order_of_remarks_does_not_depend_on_that_of_notices() -> None:
    notices = [Notice("trailing-blanks", 5), Notice("personal-data"), Notice("end-kind", 2), Notice("end-kind", 9)]
    assert [one.code for one in remarks(notices)] == ["end-kind", "personal-data", "trailing-blanks"]
    assert [one.code for one in remarks(notices[::-1])] == ["end-kind", "personal-data", "trailing-blanks"]


def test_one_notice_says_one_line_and_no_number() -> None:
    (one,) = remarks([Notice("truncated", 7, lost=True)])
    assert (told(one, "").times, told(one, "").where) == ("", "ligne 7")


def test_a_path_that_is_the_value_is_said_once() -> None:
    (one,) = remarks([Notice("page-failed", path="https://a.example/", value="https://a.example/")])
    assert told(one, "").where == ""


def test_long_values_are_shown_short() -> None:
    (one,) = remarks([Notice("bad-link", value="x" * 200)])
    assert len(one.value) == 80


def test_advice_names_the_menu_of_that_program_and_nothing_for_others() -> None:
    assert advice("fixed-offset", "wordpress-tec").startswith("Dans WordPress")
    assert advice("fixed-offset", "wordpress-tec", "en").startswith("In WordPress")
    assert advice("fixed-offset", "") == advice("truncated", "wordpress-tec") == ""


def test_every_code_and_program_exists() -> None:
    assert (CHOICES | LOSSES | DOUBTS | LEAKS) - NOTICES.keys() == set()
    assert {code for _, code in EVERY} - NOTICES.keys() - FAILURES.keys() == set()
    assert STEPS.keys() <= {one.id for one in PRODUCERS}
    assert HEADINGS.keys() == set(Importance)


@pytest.mark.parametrize(("program", "code"), sorted(EVERY))
def test_advice_is_typeset_and_ends(program: str, code: str) -> None:
    french, english = advice(code, program), advice(code, program, "en")
    assert french != english
    for text in (french, english):
        assert text.endswith(".")
        assert "'" not in text.replace("'tzid' => 'Europe/Paris'", "")
    assert not any(f" {sign}" in french for sign in ":;!?»")


def test_at_first_sight_nothing_is_said_of_data_that_nobody_holds() -> None:
    for code in FAILURES:
        for language in ("fr", "en"):
            text = first_sight(code, "VU", language)
            assert "restent publiées." not in text
            assert "stay published." not in text
            assert text.count(".") >= 1
