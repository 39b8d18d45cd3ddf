from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.core.errors import InputError
from annotator.formats.parts import json_stream
from annotator.formats.parts.json_stream import elements, objects
from annotator.formats.protocol import BadRecord
from annotator.formats.source import FileSource

SIGNS = st.text(st.sampled_from('ab"\\[]{},:\n ắ\N{GRINNING FACE}\u2028\x01'), max_size=8)
VALUES = st.recursive(
    st.none() | st.integers(-9, 9) | SIGNS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SIGNS, inner, max_size=3),
    max_leaves=6,
)
RECORDS = st.lists(st.dictionaries(SIGNS, VALUES, max_size=3), max_size=5)


def source(folder: Path, content: bytes | str) -> FileSource:
    path = folder / "in.json"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return FileSource(str(path))


def told(found: list[tuple[int, Any]]) -> list[tuple[Any, Any]]:
    """The objects with the lines they begin in, and what is wrong with the others in which line."""
    return [
        (value.error.values["line"], value.error.code) if isinstance(value, BadRecord) else (line, value)
        for line, value in found
    ]


@example([{"[": None}], None, False, 1)
@given(RECORDS, st.sampled_from([None, 1]), st.booleans(), st.integers(1, 9))
def test_elements_come_back_whatever_the_chunks(
    tmp_path_factory: pytest.TempPathFactory, records: list[Any], indent: int | None, is_ascii: bool, chunk: int
) -> None:
    written = json.dumps(records, indent=indent, ensure_ascii=is_ascii)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_stream, "_CHUNK", chunk)
        found = list(elements(source(tmp_path_factory.getbasetemp(), written)))
    assert [value for _, value in found] == records
    if indent:
        begins = [n for n, line in enumerate(written.split("\n"), 1) if line.startswith(" {")]
        assert [line for line, _ in found] == begins


@given(RECORDS.filter(bool))
def test_lines_and_a_single_object_are_read_alike(tmp_path_factory: pytest.TempPathFactory, records: list[Any]) -> None:
    folder = tmp_path_factory.getbasetemp()
    found = elements(source(folder, "\n".join(map(json.dumps, records))))
    assert list(found) == list(enumerate(records, 1))
    assert list(elements(source(folder, json.dumps(records[0], indent=2)))) == [(1, records[0])]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('[{"a": 1},\n{"a": NaN},\n\n {"a": 2}]', [(1, {"a": 1}), (2, "record.number"), (4, {"a": 2})]),
        ('[{"a": 1, "a": 2}, {}]', [(1, "record.key-twice"), (1, {})]),
        ('[{"a": "\\ud83d"}, {}]', [(1, "record.surrogate"), (1, {})]),
        ('[{"a": 1e999}, {"b" 2}, {}]', [(1, "record.number"), (1, "record.json"), (1, {})]),
        (b'[{"a": "\xff"}, {}]', [(1, "record.encoding"), (1, {})]),
        ("[1, [2], null, {}]", [(1, "record.not-object")] * 3 + [(1, {})]),
        ("[{},, {},]", [(1, {}), (1, "record.json"), (1, {}), (1, "record.json")]),
        ('\n\n[{},\n{"a": "x', [(3, {}), (4, "record.array")]),
        ("[{},\n{}\n", [(1, {}), (3, "record.array")]),
        ("[{}}, {}]", [(1, {}), (1, "record.array")]),
        ("[" * 3, [(1, "record.array")]),
        ("[]", []),
        ("[{}]\n \n", [(1, {})]),
        ("[{}]\n[{}] ]", [(1, {}), (1, "record.array")]),
        ("[ \n ]", []),
        (b"\xef\xbb\xbf[{}]", [(1, {})]),
        ('{"a":\n 1', [(2, "input.json")]),
        ('[{},\n{"a": 1,\n "b" 2},\n{}]', [(1, {}), (3, "record.json"), (4, {})]),
        ("x", [(1, "record.json")]),
        ("", []),
    ],
)
def test_what_is_wrong_is_named_with_its_line(
    tmp_path: Path, content: str | bytes, expected: list[tuple[int, Any]]
) -> None:
    assert told(list(elements(source(tmp_path, content)))) == expected


@pytest.mark.parametrize("chunk", [1, 2, 5])
def test_what_stands_after_the_array_is_named_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int) -> None:
    monkeypatch.setattr(json_stream, "_CHUNK", chunk)
    assert told(list(elements(source(tmp_path, "[{}] , {}, {}]")))) == [(1, {}), (1, "record.array")]


def test_depth_has_an_end(tmp_path: Path) -> None:
    deep = '{"a": ' + "[" * 100_000 + "]" * 100_000 + "}"
    assert told(list(elements(source(tmp_path, f"[{deep}, {{}}]")))) == [(1, "record.deep"), (1, {})]


@pytest.mark.parametrize("is_array", [True, False])
def test_one_that_is_too_large_is_passed_over_without_holding_it(tmp_path: Path, is_array: bool) -> None:
    content = json.dumps({"a": "x" * 5000}) + (",\n" if is_array else "\n") + '{"b": 1}'
    found = list(elements(source(tmp_path, f"[{content}]" if is_array else content), limit=1000))
    assert told(found) == [(1, "record.too-large"), (2, {"b": 1})]


def test_an_object_larger_than_the_limit_is_named(tmp_path: Path) -> None:
    content = json.dumps({"a": ["x" * 100] * 50}, indent=1)
    assert told(list(elements(source(tmp_path, content), limit=1000))) == [(1, "record.too-large")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('{"a": 1}\n\n{"a"\n{"a": 2}', [(1, {"a": 1}), (3, "record.json"), (4, {"a": 2})]),
        ('\n[{"a": 1},\n{"a": 2}]', [(2, {"a": 1}), (3, {"a": 2})]),
        ('[1]\n{"a": 1}', [(1, "record.not-object"), (2, {"a": 1})]),
        ('[{"a": 1}]\n', [(1, {"a": 1})]),
    ],
)
def test_lines_may_be_one_array(tmp_path: Path, content: str, expected: list[tuple[int, Any]]) -> None:
    assert told(list(objects(source(tmp_path, content)))) == expected


@pytest.mark.parametrize(
    ("content", "code"),
    [("", "input.empty"), ("\ufeff\n \n", "input.empty"), ("[\n]\n", "input.empty"), ('["a",\n"b"]', "input.array")],
)
def test_a_file_without_objects_is_said_to_be(tmp_path: Path, content: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        list(objects(source(tmp_path, content)))
    assert caught.value.code == code
