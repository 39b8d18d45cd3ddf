from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from format_cases import documents
from hypothesis import given

from annotator.core.exchange import AnnotatedDocument, Annotation, AnswerMark, Mark
from annotator.core.model import Origin
from annotator.formats.essence import Squeezed, essence, squeezed
from annotator.formats.known import known
from annotator.formats.protocol import EVERYTHING, KNOWN, Holds


@given(documents())
def test_squeezing_leaves_what_is_neither_blank_nor_a_low_line(document: AnnotatedDocument) -> None:
    text = document.text
    kept = [at for at, character in enumerate(text) if not character.isspace() and character != "_"]
    made = Squeezed(text)
    assert made.text == squeezed(text) == "".join(text[at] for at in kept)
    for at in range(len(text) + 1):
        assert made.place(at) == sum(place < at for place in kept)
    for place, at in enumerate(kept):
        assert made.origin(place, place + 1) == (at, at + 1)
    bare = essence(document, frozenset())
    layers = [replace(layer, spans=tuple(_moved(made, mark) for mark in layer.spans)) for layer in document.annotations]
    assert essence(replace(document, text=made.text, annotations=tuple(layers)), frozenset()) == bare


LAYER = Annotation("Lan", spans=(Mark(0, 3, "PER", "Lan"),))
DOCUMENT = AnnotatedDocument("a", "Lan.", annotations=(LAYER,))


def _with(layer: Annotation) -> AnnotatedDocument:
    return replace(DOCUMENT, annotations=(layer,))


def _marked(**changes: Any) -> Annotation:
    return replace(LAYER, spans=tuple(replace(mark, **changes) for mark in LAYER.spans))


MORE = {
    Holds.HEADING: replace(DOCUMENT, author="Lê Thị Thử  khác"),
    Holds.META: replace(DOCUMENT, meta={"Chuyên mục": "Đời sống"}),
    Holds.LINES: replace(DOCUMENT, lines=((0, 1, "caption", "person"),)),
    Holds.STATES: _with(replace(LAYER, seconds=7.5)),
    Holds.ANSWERS: _with(replace(LAYER, answers=(AnswerMark(0, 1, "X", "skipped"),))),
    Holds.SCORES: _with(_marked(score=0.75)),
    Holds.ORIGINS: _with(_marked(origin=Origin.IMPORT)),
}
"""The document with each thing that can be known beside annotations."""


@pytest.mark.parametrize("thing", KNOWN)
def test_what_is_known_is_compared_only_where_it_is_held(thing: Holds) -> None:
    more = MORE[thing]
    assert (known(DOCUMENT), known(more)) == (set(), {thing})
    assert essence(more, EVERYTHING) != essence(DOCUMENT, EVERYTHING)
    assert essence(more, EVERYTHING - {thing}) == essence(DOCUMENT, EVERYTHING - {thing})
    machine = replace(more, annotations=tuple(replace(each, kind="machine") for each in more.annotations))
    assert known(machine) == {thing} - {Holds.STATES, Holds.ORIGINS}


def test_what_a_reader_guesses_of_the_heading_is_not_compared_and_what_was_said_is() -> None:
    document = AnnotatedDocument("a", "Lan.", title="Một  bài", published="2024-02-23")
    meant = essence(document, EVERYTHING)
    guessed = replace(document, title="Một\tbài", author="Lan", source="Báo", language="en")
    assert essence(guessed, EVERYTHING, meant) == meant
    assert essence(replace(guessed, published="2024-02-24"), EVERYTHING, meant) != meant
    assert essence(replace(guessed, published=None), EVERYTHING, meant) != meant
    assert known(replace(document, meta={"encoding": "cp1258"}, lines=((0, 1, "menu", "rule"),))) == {Holds.HEADING}


def _moved(made: Squeezed, mark: Mark) -> Mark:
    return replace(mark, start=made.place(mark.start), end=made.place(mark.end))


@given(documents())
def test_all_that_a_format_holds_counts_and_nothing_else(document: AnnotatedDocument) -> None:
    (layer,) = document.annotations
    whole = essence(document, EVERYTHING)
    assert essence(replace(document, name="x"), EVERYTHING) == whole
    assert essence(replace(document, text=document.text + " "), EVERYTHING) != whole
    assert essence(replace(document, text=document.text + " "), frozenset()) == essence(document, frozenset())
    for part, holds in (("spans", None), ("relations", Holds.RELATIONS), ("document_labels", Holds.DOCUMENT_LABELS)):
        if getattr(layer, part):
            fewer = replace(layer, **{part: getattr(layer, part)[1:]}, **({"relations": ()} if not holds else {}))
            less = replace(document, annotations=(fewer,))
            assert essence(less, EVERYTHING) != whole
            if holds:
                without = EVERYTHING - {holds}
                assert essence(less, without) == essence(document, without)


def test_a_note_is_no_attribute_whatever_it_says() -> None:
    noted, asked = _with(_marked(note='{"a": "b"}')), _with(_marked(attributes={"a": "b"}))
    assert essence(noted, EVERYTHING) != essence(asked, EVERYTHING)
    other = Mark(1, 2, "PER", "a")
    first, second = replace(LAYER.spans[0], note="x"), replace(other, note="x")
    assert essence(_with(replace(LAYER, spans=(first, other))), EVERYTHING) != essence(
        _with(replace(LAYER, spans=(LAYER.spans[0], second))), EVERYTHING
    )


def test_the_order_of_spans_says_nothing() -> None:
    spans = (*LAYER.spans, Mark(1, 2, "PER", "a", note="x"), Mark(3, 4, "PER", "."))
    there, back = _with(replace(LAYER, spans=spans)), _with(replace(LAYER, spans=spans[::-1]))
    assert essence(there, EVERYTHING) == essence(back, EVERYTHING)
