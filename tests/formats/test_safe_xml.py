from __future__ import annotations

import io
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from format_cases import documents
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument, Annotation, Link, Mark, Topic
from annotator.formats.parts import safe_xml
from annotator.formats.protocol import Loss

TEXTS = st.text(st.sampled_from("aắ😀<>&\"'\r\n\t\x85\u2028\u00a0\ufeff]\ufffd "), max_size=20)


class Bytes:
    """A source of bytes in memory."""

    path = "bài.xml"
    name = "bài.xml"

    def __init__(self, data: bytes | str) -> None:
        self._data = data.encode() if isinstance(data, str) else data

    def open(self) -> io.BytesIO:
        return io.BytesIO(self._data)

    def beside(self, _name: str) -> None:
        return None


def code(data: bytes | str) -> str:
    with pytest.raises(InputError) as caught:
        safe_xml.tree(Bytes(data))
    assert caught.value.values["path"] == "bài.xml"
    return caught.value.code


@given(TEXTS, TEXTS)
def test_text_and_attributes_come_back_from_any_parser(text: str, value: str) -> None:
    written = f"<a b={safe_xml.quoted(value)}>{safe_xml.text(text)}</a>"
    ours = safe_xml.tree(Bytes(written))
    theirs = ET.fromstring(written)
    assert (ours.text, ours.get("b")) == (text, value)
    assert (theirs.text or "", theirs.get("b")) == (text, value)


def test_elements_know_names_lines_and_what_is_in_them() -> None:
    root = safe_xml.tree(Bytes('<a xmlns="u" xml:id="i">một<b/>\n<c>hai<b n="1"/></c></a>'))
    assert (root.name, root.namespace, root.get(safe_xml.ID)) == ("a", "u", "i")
    assert root.text == "một\nhai"
    assert [child.name for child in root.children()] == ["b", "c"]
    assert [(found.line, found.attributes) for found in root.below("b")] == [(1, {}), (2, {"n": "1"})]
    assert root.first("d") is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_doctype_is_refused(encoding: str) -> None:
    assert code('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode(encoding)) == "input.doctype"


def test_entities_that_grow_or_read_files_are_refused() -> None:
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    assert code(f'<!DOCTYPE a [<!ENTITY e0 "ha">{bomb}]><a>&e9;</a>') == "input.doctype"
    assert code('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>') == "input.doctype"
    assert code("<a>&nbsp;</a>") == "input.xml"


@pytest.mark.parametrize(
    "data",
    ["", "<a>", "<a></b>", "không phải", "<a>\x01</a>", "<a b='1' b='2'/>", b"<a>\xff</a>", "<a:b/>", "<a/><b/>"],
)
def test_what_is_no_xml_is_said_with_its_line(data: bytes | str) -> None:
    assert code(data) == "input.xml"


def test_the_line_of_an_error_is_counted() -> None:
    with pytest.raises(InputError) as caught:
        safe_xml.tree(Bytes("<a>\n\n<b></c>\n</a>"))
    assert caught.value.values["line"] == 3


@pytest.mark.parametrize(
    "encoding", ["punycode", "không-có", "UTF-9", "base64", "zip", "rot13", "hex", "undefined", "shift_jis"]
)
def test_an_encoding_that_cannot_be_is_an_error(encoding: str) -> None:
    data = f'<?xml version="1.0" encoding="{encoding}"?><a/>'
    assert code(data) == "input.xml"
    with pytest.raises(InputError, match=r"input\.xml"):
        list(safe_xml.stream(Bytes(data), {"a"}))


def test_depth_size_and_number_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    assert code("<a>" * (safe_xml.DEPTH + 1)) == "input.xml-deep"
    monkeypatch.setattr(safe_xml, "ELEMENTS", 100)
    assert code("<a>" + "<b/>" * 100 + "</a>") == "input.xml-elements"
    assert code("<a>" + "<b c='' d=''/>" * 40 + "</a>") == "input.xml-elements"
    monkeypatch.setattr(safe_xml, "_CHUNK", 1000)
    assert code("<a " + " ".join(f"x{n}=''" for n in range(1000))) == "input.xml-elements"
    with pytest.raises(InputError, match=r"input\.too-large"):
        safe_xml.tree(Bytes("<a>" + "x" * 10_000 + "</a>"), limit=5000)


def test_a_stream_gives_records_of_a_file_of_any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_xml, "_CHUNK", 1000)
    monkeypatch.setattr(safe_xml, "ELEMENTS", 10)
    data = "<all>" + "<r><t>bài</t></r>" * 1000 + "</all>"
    found = list(safe_xml.stream(Bytes(data), {"r"}, limit=100))
    assert [element.text for element in found] == ["bài"] * 1000
    with pytest.raises(InputError, match=r"input\.too-large"):
        list(safe_xml.stream(Bytes("<all><r>" + "x" * 5000 + "</r></all>"), {"r"}, limit=100))


def test_records_before_an_error_are_given() -> None:
    stream = safe_xml.stream(Bytes("<all><r/>" + " " * 2_000_000 + "<r></all>"), {"r"})
    assert next(stream).name == "r"
    with pytest.raises(InputError, match=r"input\.xml"):
        next(stream)


@given(documents())
def test_what_xml_cannot_hold_is_replaced_in_place_and_told(document: AnnotatedDocument) -> None:
    losses: list[Loss] = []
    adapted = safe_xml.adapted(document, losses.append)
    assert len(adapted.text) == len(document.text)
    odd = [at for at, character in enumerate(document.text) if character in "\x0b\x1f"]
    assert [(loss.start, loss.end, loss.reason) for loss in losses] == [(at, at + 1, "character") for at in odd]
    assert ET.fromstring(f"<a>{safe_xml.text(adapted.text)}</a>").text == adapted.text
    for layer in adapted.annotations:
        assert all(mark.quote == adapted.text[mark.start : mark.end] for mark in layer.spans)


def test_labels_notes_attributes_and_headings_are_replaced_too() -> None:
    marks = (Mark(0, 1, "A\x01", "a", note="\x02", attributes={"k\x03": "v\x04", "n": True}), Mark(1, 2, "B", "b"))
    layer = Annotation("L\x05", spans=marks, relations=(Link(0, 1, "r\x06"),), document_labels=(Topic("t\x07"),))
    losses: list[Loss] = []
    document = AnnotatedDocument("x", "ab", title="T\x08", author="\ufffe", annotations=(layer,))
    found = safe_xml.adapted(document, losses.append)
    assert len(losses) == 9
    assert {loss.reason for loss in losses} == {"character"}
    assert found.title == "T\ufffd"
    (cleaned,) = found.annotations
    assert (cleaned.annotator, cleaned.spans[0].label, cleaned.spans[0].note) == ("L\ufffd", "A\ufffd", "\ufffd")
    assert cleaned.spans[0].attributes == {"k\ufffd": "v\ufffd", "n": True}
    assert (cleaned.relations[0].label, cleaned.document_labels[0].label) == ("r\ufffd", "t\ufffd")


CHILD = """
import io, resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({limit}, {limit}))
from annotator.core.errors import InputError
from annotator.formats.parts import safe_xml
class Flood(io.RawIOBase):
    left = 40
    def read(self, size=-1):
        self.left -= 1
        return {first} if self.left == 39 else {rest} if self.left > 0 else b""
class Source:
    path = name = "x.xml"
    def open(self):
        return Flood()
try:
    safe_xml.tree(Source())
except InputError as error:
    print(error.code)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited with RLIMIT_AS")
@pytest.mark.parametrize(
    ("first", "rest", "told"),
    [
        ('b"<a>"', 'b"<b/>" * 250_000', "input.xml-elements"),
        ('b"<a "', "b\"c='' \" * 200_000", "input.xml-elements"),
        ('b"<a>" + b"<b>" * 250_000', 'b""', "input.xml-deep"),
    ],
)
def test_memory_stays_bounded_whatever_the_file_holds(first: str, rest: str, told: str) -> None:
    source = CHILD.format(first=first, rest=rest, limit=700 * 1024 * 1024)
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, cwd=root, check=False)
    assert done.stdout.strip() == told, done.stderr
