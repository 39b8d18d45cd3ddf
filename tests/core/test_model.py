from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.attributes import AttributeRule
from annotator.core.edits import TABLES
from annotator.core.ids import new_uid
from annotator.core.model import Document, Label, Origin, Record, Relation, Span

TEXT = st.text(max_size=5)
JSON = st.dictionaries(TEXT, st.none() | st.integers() | TEXT | st.lists(st.booleans()), max_size=3)


MAPPINGS = {Span: "attributes", Relation: "attributes", Document: "meta"}
RECORDS = st.sampled_from(list(TABLES)).flatmap(
    lambda kind: st.builds(kind, **({MAPPINGS[kind]: JSON} if kind in MAPPINGS else {}))
)


@given(RECORDS)
def test_a_record_is_its_row(record: Record) -> None:
    row = record.row()
    assert type(record).from_row({**row, "another column": 1}) == record
    assert type(record).from_values(list(row.values())) == record
    assert all(value is None or type(value) in (str, int, float) for value in row.values())


@given(JSON)
def test_attributes_are_json_that_does_not_depend_on_their_order(attributes: dict[str, Any]) -> None:
    turned = dict(reversed(attributes.items()))
    rows = [Span(1, "u", 1, 1, 0, 1, 1, "S", attributes=one).row() for one in (attributes, turned)]
    assert rows[0] == rows[1]
    assert json.loads(rows[0]["attributes"]) == attributes


def test_the_attribute_rules_of_a_label_are_json_in_its_row() -> None:
    rule = AttributeRule("giới", "choice", ("nam", "nữ"), "Gender", "Giới tính")
    label = Label(1, "u", "PER", "", "", "#2952b6", "", "", "", 0, "span", (rule,))
    assert json.loads(label.row()["attributes"]) == [
        {"name": "giới", "kind": "choice", "values": ["nam", "nữ"], "title": {"en": "Gender", "vi": "Giới tính"}}
    ]
    assert Label.from_row(label.row()) == label
    assert Label.from_row({**label.row(), "attributes": "[]"}).attributes == ()


def test_mappings_read_from_rows_are_not_shared() -> None:
    row = Span(1, "u", 1, 1, 0, 1, 1, "S").row()
    Span.from_row(row).attributes["a"] = 1
    assert Span.from_row(row).attributes == {}


def test_an_origin_is_stored_as_plain_text() -> None:
    assert type(Span(1, "u", 1, 1, 0, 1, 1, "S", origin=Origin.IMPORT).row()["origin"]) is str


def test_a_label_speaks_both_languages_or_the_one_it_has() -> None:
    both = Label(1, "u", "LOC", "Place", "Địa điểm", "#97cd87", "3", "rule", "quy tắc", 0)
    assert [both.title("vi"), both.title("en")] == ["Địa điểm", "Place"]
    assert [both.guideline("vi"), both.guideline("en")] == ["quy tắc", "rule"]
    bare = Label(1, "u", "LOC", "", "", "#97cd87", "3", "rule", "", 0)
    assert [bare.title("vi"), bare.title("en")] == ["LOC", "LOC"]
    assert [bare.guideline("vi"), bare.guideline("en")] == ["rule", "rule"]
    assert Label(1, "u", "LOC", "", "", "#97cd87", "3", "", "quy tắc", 0).guideline("en") == "quy tắc"


def test_uids_differ() -> None:
    assert len({new_uid() for _ in range(100)}) == 100


def test_a_document_knows_its_text_only_by_digest() -> None:
    assert "text" not in Document.__slots__
