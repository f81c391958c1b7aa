"""The file of a charter: what loads, what is refused, with which line and which hint."""

from __future__ import annotations

from fractions import Fraction
from importlib import resources

import pytest

from federation.errors import ConfigError, Mistake
from federation.label.charter_file import load_charter, shipped_charter, shipped_charters

GOOD = (resources.files("federation.label") / "charters" / "repair-cafe.yaml").read_text("utf-8")


def mistakes(text: str) -> list[Mistake]:
    with pytest.raises(ConfigError) as caught:
        load_charter(text)
    return list(caught.value.mistakes)


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


@pytest.mark.parametrize("name", shipped_charters())
def test_the_charters_of_the_project_load(name: str) -> None:
    charter = shipped_charter(name)
    assert charter.id == name
    assert all(one.measures for one in charter.criteria)
    assert shipped_charter(name) == charter


def test_the_charter_of_the_cantines_has_its_criteria_and_its_figures() -> None:
    charter = shipped_charter("cantine-numerique")
    assert (len(charter.criteria), sum(one.required for one in charter.criteria)) == (24, 17)
    volume = charter.criterion("volume-evenements")
    assert volume is not None
    bar = volume.measures[0].bar  # type: ignore[attr-defined]
    assert (bar.threshold.value, bar.threshold.origin) == (100, "calibration")
    assert charter.rules.warn_ratio.value == Fraction(23, 20)
    assert charter.criterion("nowhere") is None


def test_another_charter_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(ConfigError, match="did you mean `repair-cafe`"):
        shipped_charter("repair-caffe")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("    mend: {fr: Annoncez", "    mends: {fr: Annoncez", "unknown key `mends`; did you mean `mend`?"),
        ("least: {value: 10, from: habit}", "least: {value: ten, from: habit}", "`ten` is not a number"),
        ("least: {value: 10, from: habit}", "least: 10", "keys and values are expected here"),
        ("least: {value: 10, from: habit}", "least: {value: 10}", "is missing"),
        ("least: {value: 10, from: habit}", "least: {value: 10, from: habits}", "did you mean `habit`?"),
        ("least: {value: 10, from: habit}", "least: {value: -1, from: habit}", "less than nothing"),
        ("        least: {value: 10, from: habit}\n", "", "what is the value held against?"),
        ("target: {value: 20,", "target: {value: 5,", "is below `least`"),
        ("window: {value: 365, from: assembly}", "window: {value: 0, from: assembly}", "between 1 and 3660"),
        ("kind: share", "kind: sharing", "did you mean `share`?"),
        ("      - kind: share\n", "      - what: {fr: [x], en: [x]}\n", "is missing"),
        ("pillar: atelier", "pillar: ateliers", "did you mean `atelier`?"),
        ("rests_on: [agenda-joignable]", "rests_on: [agenda]", "is not allowed"),
        ("id: gratuit", "id: seances", "the id `seances` was already given on line 33"),
        ("id: gratuit", "id: Gratuit", "is not an id"),
        ("required: true", "required: yes", "`yes` is not allowed"),
        ("{reason: entered_here}", "{reason: entered_here, days: 3}", "goes with labelled_days and open_days"),
        ("{reason: entered_here}", "{reason: labelled_days}", "goes with labelled_days and open_days"),
        ("{reason: entered_here}", "{reason: entered}", "did you mean `entered_here`?"),
        ("due: 02-28", "due: 02-29", "is not a day of every year"),
        ("in_force_on: 2026-01-01", "in_force_on: soon", "a date is expected here"),
        ("zone: Europe/Brussels", "zone: Europe/Bruxelles", "did you mean `Europe/Brussels`?"),
        ("warn_ratio: {value: 1.1,", "warn_ratio: {value: 0.9,", "is a multiple"),
        ("mention_rate: {value: 0.9,", "mention_rate: {value: 9,", "between 0 and 1"),
        ("least: {value: 1, from: assembly}", "least: {value: 50, from: assembly}", "between 0 and 1"),
        ("    all_of: [{kind: attested, name: securite}]", "", "is known by `all_of` or by `any_of`"),
        ("{kind: attested, name: securite}", "securite", "keys and values are expected here"),
        ("    burst: {value: 60, from: habit}\n", "", "is missing"),
        ("id: repair-cafe", "id: &a [*a]", ""),
        ("being: {free: true}", "being: {free: maybe}", "`maybe` is not allowed"),
        ("of: theme", "of: themes", "did you mean `theme`?"),
    ],
)
def test_what_is_refused_and_why(old: str, new: str, said: str) -> None:
    found = mistakes(changed(old, new))
    assert said in " ".join(one.text for one in found)
    assert all(one.line for one in found)


def test_a_circle_is_told_with_its_way() -> None:
    id = "  - id: agenda-joignable\n"
    (only,) = mistakes(changed(id, id + "    rests_on: [seances]\n"))
    assert "rest on each other in a circle: " in only.text
    assert only.where == "criteria[0].rests_on"


def test_all_mistakes_are_told_together_in_the_order_of_the_file() -> None:
    text = changed("zone: Europe/Brussels", "zone: Bruxelles").replace("kind: share", "kind: sharing")
    text = text.replace("due: 02-28", "due: 30-02").replace("pillar: atelier", "pillar: atelje", 1)
    lines = [one.line for one in mistakes(text)]
    assert len(lines) == 4
    assert lines == sorted(line for line in lines if line)


@pytest.mark.parametrize("text", ["", "criteria", "- 1", "charter: 3\ncriteria: x", "{", "charter: {}\ncriteria: []"])
def test_what_is_no_charter_at_all(text: str) -> None:
    assert mistakes(text)
