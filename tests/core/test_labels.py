from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.attributes import AttributeRule
from annotator.core.errors import InputError, RefusedError
from annotator.core.labels import LabelSpec, check, dumps, loads, spec_of
from annotator.core.model import Scope

DEFAULT = Path(__file__).parents[2] / "resources" / "labels" / "default.json"

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NAMES = st.from_regex(r"[A-ZĐƠƯ][A-Z0-9_-]{0,39}", fullmatch=True)
COLOURS = st.from_regex(r"#[0-9a-fA-F]{6}", fullmatch=True)
CHOICES = st.lists(st.from_regex(r"\S{1,9}", fullmatch=True), min_size=1, max_size=3, unique=True).map(tuple)
RULES = st.one_of(
    st.builds(AttributeRule, NAMES, st.just("choice"), CHOICES, WORDS, WORDS),
    st.builds(AttributeRule, NAMES, st.sampled_from(["yes-no", "text"]), st.just(()), WORDS, WORDS),
)
RULE_SETS = st.lists(RULES, max_size=3, unique_by=lambda rule: rule.name.casefold()).map(tuple)
KEYS = st.sampled_from(["", *"123qwe"])
SCOPES = st.sampled_from([str(scope) for scope in Scope])
SPECS = st.builds(LabelSpec, NAMES, WORDS, WORDS, COLOURS, KEYS, WORDS, WORDS, SCOPES, RULE_SETS)
SETS = st.lists(
    SPECS,
    max_size=6,
    unique_by=(
        lambda spec: (spec.scope, spec.name.casefold()),
        lambda spec: (spec.scope, spec.key) if spec.key else object(),
    ),
)


@given(SETS)
def test_a_label_set_is_the_same_after_its_file(specs: list[LabelSpec]) -> None:
    assert loads(dumps(specs)) == specs


@given(SPECS, st.integers(1, 99), st.integers(0, 99))
def test_a_label_of_a_project_says_what_its_spec_says(spec: LabelSpec, key: int, position: int) -> None:
    label = spec.as_label(key, position)
    assert spec_of(label) == spec
    assert (label.id, label.position) == (key, position)
    assert loads(dumps([label])) == [spec]


def test_the_label_set_that_ships() -> None:
    specs = loads(DEFAULT.read_text(encoding="utf-8"))
    spans = [spec for spec in specs if spec.scope == Scope.SPAN]
    assert [spec.name for spec in spans] == ["PER", "ORG", "LOC", "DATE", "TITLE", "EVENT", "AWARD", "DOC"]
    assert not any(spec.attributes for spec in spans)
    assert {spec.scope for spec in specs} == set(Scope)
    assert all(spec.title_en and spec.title_vi and spec.guideline_en and spec.guideline_vi for spec in specs)
    assert loads(dumps(specs)) == specs


PER = LabelSpec("PER", colour="#2952b6", key="q")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": ""}, "label.name"),
        ({"name": "HAI TỪ"}, "label.name"),
        ({"name": "X" * 41}, "label.name"),
        ({"name": "X\n"}, "label.name"),
        ({"name": "per"}, "label.name-taken"),
        ({"colour": "red"}, "label.colour"),
        ({"colour": "#12345"}, "label.colour"),
        ({"colour": "#1234567"}, "label.colour"),
        ({"key": "12"}, "label.key"),
        ({"key": " "}, "label.key"),
        ({"key": "\t"}, "label.key"),
        ({"key": "ß"}, "label.key"),
        ({"key": "Q"}, "label.key-taken"),
        ({"key": "d"}, "label.key-reserved"),
        ({"key": "D"}, "label.key-reserved"),
        ({"scope": "word"}, "label.scope"),
        ({"attributes": (AttributeRule("hai từ"),)}, "attribute.name"),
        ({"attributes": (AttributeRule("giới"), AttributeRule("GIỚI"))}, "attribute.name-taken"),
        ({"attributes": (AttributeRule("giới", "number"),)}, "attribute.kind"),
        ({"attributes": (AttributeRule("giới", "choice"),)}, "attribute.values"),
        ({"attributes": (AttributeRule("giới", "choice", ("nam", " nam ")),)}, "attribute.values"),
        ({"attributes": (AttributeRule("giới", "choice", ("nam", " ")),)}, "attribute.values"),
        ({"attributes": (AttributeRule("giới", "yes-no", ("có",)),)}, "attribute.values"),
    ],
)
def test_rules(changes: dict[str, Any], code: str) -> None:
    good = LabelSpec("LOC", colour="#97cd87", key="đ")
    check([PER, good], reserved=["d", "Delete"])
    with pytest.raises(RefusedError) as caught:
        check([PER, replace(good, **changes)], reserved=["d", "Delete"])
    assert caught.value.code == code


def test_names_and_keys_are_taken_within_a_scope_only() -> None:
    check([PER, replace(PER, scope="relation"), replace(PER, scope="document")])


def test_a_set_of_plain_span_labels_is_written_so_that_older_programs_read_it() -> None:
    assert json.loads(dumps([PER]))["version"] == 1
    assert set(json.loads(dumps([PER]))["labels"][0]) == {"name", "title", "colour", "key", "guideline"}
    for further in (replace(PER, scope="relation"), replace(PER, attributes=(AttributeRule("giới"),))):
        assert json.loads(dumps([further]))["version"] == 2


def test_several_labels_may_have_no_key() -> None:
    check([replace(PER, name=name, key="") for name in "ABC"])


SET = {"format": "annotator-label-set", "version": 1, "labels": [{"name": "PER"}]}


def test_only_a_name_is_needed() -> None:
    assert loads(json.dumps(SET)) == [LabelSpec("PER")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "không phải JSON",
        "[]",
        "null",
        "1",
        "[" * 200_000,
        json.dumps({**SET, "format": "other"}),
        json.dumps({**SET, "version": 3}),
        json.dumps({**SET, "labels": None}),
        json.dumps({**SET, "labels": {"name": "PER"}}),
        json.dumps({**SET, "labels": ["PER"]}),
        json.dumps({**SET, "labels": [{"title": {}}]}),
        json.dumps({**SET, "labels": [{"name": 1}]}),
        json.dumps({**SET, "labels": [{"name": "PER", "title": "Người"}]}),
        json.dumps({**SET, "labels": [{"name": "PER", "title": None}]}),
        json.dumps({**SET, "labels": [{"name": "PER", "key": None}]}),
        json.dumps({**SET, "labels": [{"name": "PER", "scope": 1}]}),
        json.dumps({**SET, "labels": [{"name": "PER", "attributes": {"a": 1}}]}),
        json.dumps({**SET, "labels": [{"name": "PER", "attributes": ["giới"]}]}),
        json.dumps({**SET, "labels": [{"name": "PER", "attributes": [{"name": "giới", "values": "nam"}]}]}),
        json.dumps({**SET, "labels": [{"name": "PER", "attributes": [{"name": "giới", "values": [1]}]}]}),
        json.dumps({**SET, "labels": [{"name": "PER", "attributes": [{"kind": "text"}]}]}),
    ],
)
def test_another_file_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"labels\.not-a-set"):
        loads(text)


def test_a_set_that_breaks_a_rule_is_refused() -> None:
    with pytest.raises(RefusedError, match=r"label\.name-taken"):
        loads(json.dumps({**SET, "labels": [{"name": "PER"}, {"name": "Per"}]}))
