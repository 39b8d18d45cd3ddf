"""Which suggestions are left out: what the settings remember of it, and which labels are too often wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.app import settings as preferences
from annotator.app.settings import Settings
from annotator.app.suggesting_rules import ENOUGH, MOST, Rules, remember, remembered
from annotator.core.evaluation import Score

names = st.lists(st.sampled_from(["PER", "ORG", "LOC", "Địa danh"]), unique=True).map(lambda all_: tuple(sorted(all_)))
rules = st.builds(
    Rules, st.integers(0, round(100 * MOST)).map(lambda part: part / 100), names, st.integers(0, 100), names
)
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)


@given(st.dictionaries(st.sampled_from("abc"), rules))
def test_each_project_has_its_own_rules_and_they_survive_the_file(all_rules: dict[str, Rules]) -> None:
    kept: dict[str, Any] = {}
    for project, each in all_rules.items():
        remember(kept, project, each)
    read = json.loads(json.dumps(kept))
    assert {project: remembered(read, project) for project in all_rules} == all_rules
    assert remembered(read, "another") == Rules()


def test_rules_that_leave_nothing_out_take_no_place() -> None:
    kept: dict[str, Any] = {}
    remember(kept, "a", Rules(0.3))
    remember(kept, "a", Rules())
    remember(kept, "b", Rules())
    assert kept == {}


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(("threshold", "muted", "least", "weak"), plain)) | plain)
def test_whatever_the_file_says_gives_rules_that_can_be_used(said: Any) -> None:
    found = remembered({"a": said}, "a")
    assert 0 <= found.threshold <= MOST
    assert 0 <= found.least <= 100
    assert all(isinstance(name, str) and name for name in (*found.muted, *found.weak))


@pytest.mark.parametrize("said", [{"threshold": True}, {"threshold": 1.5}, {"least": 40.0}, {"muted": "PER"}, 7])
def test_what_is_of_the_wrong_kind_is_at_its_default(said: Any) -> None:
    assert remembered({"a": said}, "a") == Rules()


def test_the_settings_file_holds_them(tmp_path: Path) -> None:
    settings, path = Settings(), tmp_path / "settings.json"
    remember(settings.suggesting, "a", Rules(0.25, ("ORG",), 60, ("DATE",)))
    preferences.save(settings, path)
    assert remembered(preferences.load(path).suggesting, "a") == Rules(0.25, ("ORG",), 60, ("DATE",))


def score(right: int, said: int) -> Score:
    return Score(said, said, right, right)


def test_a_label_is_weak_below_the_precision_asked_for_and_not_at_it() -> None:
    figures = {"PER": score(14, ENOUGH), "ORG": score(13, ENOUGH), "LOC": score(0, ENOUGH - 1)}
    found = Rules(least=70).measured(figures)
    assert found.weak == found.silent == ("ORG",)
    assert found.measured({**figures, "ORG": score(20, ENOUGH)}).weak == ()


def test_a_weak_label_stays_so_while_little_is_known_of_it() -> None:
    before = Rules(least=70, weak=("ORG", "PER"))
    assert before.measured({"PER": score(1, 1)}).weak == ("ORG", "PER")
    assert before.measured({"PER": score(20, 20)}).weak == ("ORG",)


def test_switched_off_nothing_is_weak() -> None:
    off = Rules(muted=("DATE",), least=0, weak=("ORG",))
    assert off.silent == ("DATE",)
    assert off.measured({"PER": score(0, 100)}).weak == ()
    assert Rules(muted=("DATE",), least=50, weak=("ORG",)).silent == ("DATE", "ORG")
