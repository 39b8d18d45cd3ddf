from __future__ import annotations

import pytest

from annotator.core.attributes import AttributeRule, fitting, misfits

GENDER = AttributeRule("giới", "choice", ("nam", "nữ"), "Gender", "Giới tính")
ALIVE = AttributeRule("còn-sống", "yes-no")
REMARK = AttributeRule("ghi-chú")
RULES = (GENDER, ALIVE, REMARK)


@pytest.mark.parametrize(
    ("rule", "permitted", "refused"),
    [
        (GENDER, ["nam", "nữ"], ["", "Nam", None, True, ["nam"], {}]),
        (ALIVE, [True, False], ["true", 1, 0, None, ""]),
        (REMARK, ["", "rõ"], [True, 1, None, ["a"]]),
    ],
)
def test_a_rule_permits_what_its_kind_says(rule: AttributeRule, permitted: list[object], refused: list[object]) -> None:
    assert all(rule.permits(value) for value in permitted)
    assert not any(rule.permits(value) for value in refused)


def test_what_has_no_rule_is_kept_and_not_judged() -> None:
    attributes = {"giới": "khác", "còn-sống": False, "of": 7}
    assert misfits(RULES, attributes) == ["giới"]
    assert fitting(RULES, attributes) == {"còn-sống": False, "of": 7}
    assert misfits((), attributes) == []


def test_a_rule_speaks_both_languages_or_its_name() -> None:
    assert [GENDER.title("vi"), GENDER.title("en"), ALIVE.title("vi")] == ["Giới tính", "Gender", "còn-sống"]
