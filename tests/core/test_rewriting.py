from __future__ import annotations

import unicodedata

from format_cases import documents
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.exchange import AnnotatedDocument, Annotation, Mark
from annotator.core.rewriting import Offsets, Rewritten, composed, without_furniture
from annotator.core.text import line_ranges


def spans_of(document: AnnotatedDocument) -> list[Mark]:
    return [mark for layer in document.annotations for mark in layer.spans]


def check(before: AnnotatedDocument, after: Rewritten, original: str) -> None:
    """Every span is still there or gone, and says what it said; every place leads back."""
    made = after.document
    assert len(spans_of(made)) + len(after.gone) == len(spans_of(before))
    for mark in spans_of(made):
        assert mark.quote == made.text[mark.start : mark.end] != ""
    offsets = Offsets(made.offsets, len(made.text))
    for at, character in enumerate(made.text):
        start, end = offsets.original(at, at + 1)
        assert character in unicodedata.normalize("NFC", original[start:end])
    assert len(after.gone_links) + sum(len(layer.relations) for layer in made.annotations) == sum(
        len(layer.relations) for layer in before.annotations
    )


@st.composite
def with_lines(draw: st.DrawFn) -> AnnotatedDocument:
    document = draw(documents())
    kinds = st.sampled_from(["menu", "body", "caption", "blank", "title"])
    lines = tuple((*line, draw(kinds), "rule") for line in line_ranges(document.text))
    return AnnotatedDocument(
        document.name, document.text, lines=tuple(line for line in lines if line[2] != "body"),
        annotations=document.annotations,
    )  # fmt: skip


@given(with_lines())
def test_spans_follow_a_text_without_its_furniture(document: AnnotatedDocument) -> None:
    after = without_furniture(document)
    check(document, after, document.text)
    assert not any(line[2] in ("menu", "blank") for line in after.document.lines)
    for mark in spans_of(after.document):
        offsets = Offsets(after.document.offsets, len(after.document.text))
        start, end = offsets.original(mark.start, mark.end)
        assert document.text[start:end] == mark.quote


@given(with_lines())
def test_spans_follow_a_composed_text(document: AnnotatedDocument) -> None:
    after = composed(document)
    assert after.document.text == unicodedata.normalize("NFC", document.text)
    check(document, after, document.text)


@given(with_lines())
def test_one_rewriting_after_the_other_leads_back_to_the_first_text(document: AnnotatedDocument) -> None:
    after = composed(without_furniture(document).document)
    offsets = Offsets(after.document.offsets, len(after.document.text))
    for at, character in enumerate(after.document.text):
        start, end = offsets.original(at, at + 1)
        assert character in unicodedata.normalize("NFC", document.text[start:end])


def test_a_menu_goes_and_the_span_after_it_moves() -> None:
    text = "Trang chủ\r\nHà Nội.\r\n"
    layer = Annotation("Lan", spans=(Mark(0, 5, "MISC", "Trang"), Mark(11, 17, "LOC", "Hà Nội")))
    document = AnnotatedDocument("a", text, lines=((0, 9, "menu", "rule"),), annotations=(layer,))
    made, gone, _ = without_furniture(document)
    assert (made.text, [mark.quote for mark in gone]) == ("Hà Nội.\r\n", ["Trang"])
    assert [(mark.start, mark.end) for mark in spans_of(made)] == [(0, 6)]
    assert made.offsets == ((0, 11, 9),)


def test_composing_hangul_and_characters_that_are_never_composed() -> None:
    text = "\u1112\u1161\u11ab x\u0344 \u2126 e\u0323\u0302"
    made = composed(AnnotatedDocument("a", text)).document
    assert made.text == unicodedata.normalize("NFC", text)
