from __future__ import annotations

from format_cases import documents, words
from hypothesis import given

from annotator.core.exchange import AnnotatedDocument
from annotator.formats.spacy.tokens import Piece, covering, pieces


@given(documents())
def test_tokens_give_the_text_and_every_span_lies_on_their_edges(document: AnnotatedDocument) -> None:
    text = document.text
    spans = [(mark.start, mark.end) for mark in document.annotations[0].spans]
    found = pieces(text, words().tokens(text), spans)
    assert "".join(text[piece.start : piece.end] + " " * piece.has_blank for piece in found) == text
    assert all(piece.start < piece.end for piece in found)
    for start, end in spans:
        first, last = covering(start, end, found)
        assert (found[first].start, found[last - 1].end) == (start, end)


def test_a_blank_belongs_to_no_token_unless_a_span_needs_it() -> None:
    text = "Hà Nội  đẹp "
    tokens = [(0, 2), (3, 6), (8, 11)]
    assert pieces(text, tokens, []) == [
        Piece(0, 2, True), Piece(3, 6, True), Piece(7, 8, False), Piece(8, 11, True),
    ]  # fmt: skip
    assert pieces(text, tokens, [(2, 5)])[:4] == [
        Piece(0, 2, False), Piece(2, 3, False), Piece(3, 5, False), Piece(5, 6, True),
    ]  # fmt: skip
