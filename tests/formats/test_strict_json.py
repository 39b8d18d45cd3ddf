from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import InputError
from annotator.formats.parts.strict_json import Fields, parse

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(st.dictionaries(st.text(), VALUES))
def test_what_json_wrote_is_read(value: dict[str, object]) -> None:
    assert parse(json.dumps(value).encode()) == value
    assert parse(json.dumps(value, ensure_ascii=False).encode()) == value


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "record.json"),
        (b'{"a": 1', "record.json"),
        (b"{'a': 1}", "record.json"),
        (b'{"a": ' + b"9" * 5000 + b"}", "record.digits"),
        (b"[1]", "record.not-object"),
        (b'{"a": NaN}', "record.number"),
        (b'{"a": [-Infinity]}', "record.number"),
        (b'{"a": 1e999}', "record.number"),
        (b'{"a": 1, "a": 1}', "record.key-twice"),
        (b'{"b": {"a": 1, "c": 2, "a": 3}}', "record.key-twice"),
        (b'{"a": "\\ud83d"}', "record.surrogate"),
        (b'{"\\uDE00": 1}', "record.surrogate"),
        (b'{"a": "\xff"}', "record.encoding"),
        (b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "record.deep"),
    ],
)
def test_what_is_no_json_is_refused(raw: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(raw)
    assert caught.value.code == code


def test_the_place_of_an_error_is_said() -> None:
    with pytest.raises(InputError) as caught:
        parse(b'{"a": 1,\n "b" 2}\n')
    assert (caught.value.values["row"], caught.value.values["reason"]) == (2, "Expecting ':' delimiter: column 6")
    with pytest.raises(InputError) as caught:
        parse(b'{"a": 1\n')
    assert caught.value.values["row"] == 1


def test_a_text_that_is_missing_or_has_a_zero_is_said_to() -> None:
    fields = Fields({"a": "x\0", "b": None})
    codes = []
    for name in ("a", "b", "c"):
        with pytest.raises(InputError) as caught:
            fields.text(name)
        codes.append(caught.value.code)
    assert codes == ["record.zero", "record.not-text", "record.missing"]
    assert fields.text("c", "") == ""


def test_a_whole_surrogate_pair_is_one_character() -> None:
    assert parse(b'{"a": "\\ud83d\\ude00"}') == {"a": "\N{GRINNING FACE}"}


@pytest.mark.parametrize("wrong", [True, -1, 1.0, "1", None])
def test_a_count_is_a_whole_number(wrong: object) -> None:
    with pytest.raises(InputError) as caught:
        Fields({"outer": [{"n": 1}, {"n": wrong}]}).each("outer")[1].count("n")
    assert caught.value.values["field"] == "outer[1].n"
