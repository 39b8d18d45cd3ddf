"""Files of JSON formats with one thing in them changed for something else: never more than a named error."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from golden_files import FORMATS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator import formats
from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument
from annotator.core.messages import sentence
from annotator.formats.protocol import BadRecord, Notice, ReadOptions
from annotator.formats.source import FileSource

FILES = {
    "label-studio": FORMATS / "label-studio" / "tasks.json",
    "cas-json": FORMATS / "cas-json" / "lop-buoi-toi.json",
    "web-annotation": FORMATS / "web-annotation.jsonld",
}
JUNK = st.sampled_from(
    [None, True, -1, 0, 7, 10**400, 0.5, 1e300, "", " ", "a\0b", "x" * 50, "#", "urn:x", [], [5], ["a", None], [[]], {},
     {"a": 1}, [{}], {"id": 5, "type": 5, "value": 5, "source": {"value": 5}}]
)  # fmt: skip


def changed(draw: st.DrawFn, value: Any, junk: Any) -> Any:
    """The value with one part of it, at any depth, replaced or taken out."""
    if isinstance(value, dict | list) and value and draw(st.integers(0, 5)):
        key = draw(st.sampled_from(sorted(value))) if isinstance(value, dict) else draw(st.integers(0, len(value) - 1))
        copy: Any = dict(value) if isinstance(value, dict) else list(value)
        if draw(st.integers(0, 9)):
            copy[key] = changed(draw, value[key], junk)
        else:
            del copy[key]
        return copy
    return junk


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_whatever_stands_where_is_a_named_error_at_worst(name: str, data: st.DataObject) -> None:
    content = json.loads(FILES[name].read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        content = data.draw(st.composite(changed)(content, data.draw(JUNK)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.json"
        path.write_text(json.dumps(content), encoding="utf-8")
        try:
            found = list(formats.get(name).read(FileSource(str(path)), ReadOptions()))
        except InputError as error:
            found = [BadRecord(error)]
    for each in found:
        if isinstance(each, BadRecord | Notice):
            assert "{" not in sentence(each.error).replace(str(path), "")
        elif isinstance(each, AnnotatedDocument):
            for layer in each.annotations:
                assert all(mark.quote == each.text[mark.start : mark.end] for mark in layer.spans)
                assert all(max(link.source, link.target) < len(layer.spans) for link in layer.relations)
