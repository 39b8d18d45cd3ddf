from __future__ import annotations

from dataclasses import replace

from format_cases import documents
from hypothesis import given

from annotator.core.exchange import AnnotatedDocument, Mark
from annotator.formats.essence import Squeezed, essence, squeezed
from annotator.formats.protocol import EVERYTHING, Holds


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


def _moved(made: Squeezed, mark: Mark) -> Mark:
    return replace(mark, start=made.place(mark.start), end=made.place(mark.end))


@given(documents())
def test_all_that_a_format_holds_counts_and_nothing_else(document: AnnotatedDocument) -> None:
    (layer,) = document.annotations
    whole = essence(document, EVERYTHING)
    assert essence(replace(document, name="x", title="y"), EVERYTHING) == whole
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
