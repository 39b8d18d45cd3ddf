from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import RefusedError
from annotator.core.exchange import AnnotatedDocument, Mark
from annotator.core.selection import is_blank
from annotator.formats import tokens
from annotator.formats.protocol import Level, Loss, WriteOptions

SYLLABLES = WriteOptions(level=Level.SYLLABLE)
TEXTS = st.text(st.sampled_from("aắđ.e\u0301-,  \n\t\u00a0\u2028\u200b_1\N{GRINNING FACE}"), min_size=1, max_size=40)


@given(TEXTS)
def test_tokens_cover_every_visible_character_once(text: str) -> None:
    ranges = tokens.tokens(text, SYLLABLES)
    covered = [position for start, end in ranges for position in range(start, end)]
    assert covered == sorted(set(covered))
    assert {position for position, character in enumerate(text) if not is_blank(character)} <= set(covered)


@given(TEXTS)
def test_a_token_is_written_without_blanks(text: str) -> None:
    for start, end in tokens.tokens(text, SYLLABLES):
        assert tokens.spelled(text, start, end)
        assert not any(character.isspace() for character in tokens.spelled(text, start, end))


def test_words_need_somebody_who_finds_them() -> None:
    with pytest.raises(RefusedError, match=r"format\.no-segmenter"):
        tokens.tokens("Hà Nội", WriteOptions())


@pytest.mark.parametrize(
    ("ranges", "kept", "lost"),
    [
        ([(0, 6), (0, 2)], [(0, 2)], [(0, 2, "nested")]),
        ([(0, 6), (3, 9)], [(0, 2)], [(3, 9, "crossing")]),
        ([(0, 6), (3, 9), (7, 9)], [(0, 2), (2, 3)], [(3, 9, "crossing")]),
        ([(0, 1), (3, 6)], [(1, 2)], [(0, 1, "off-edge")]),
        ([(0, 3), (3, 7)], [(0, 1), (1, 2)], []),
        ([(0, 2), (0, 3)], [(0, 1)], [(0, 2, "duplicate")]),
        ([(2, 3)], [], [(2, 3, "off-edge")]),
    ],
)
def test_the_outermost_span_is_kept_and_the_others_are_named(
    ranges: list[tuple[int, int]], kept: list[tuple[int, int]], lost: list[tuple[int, int, str]]
) -> None:
    text = "Tô Lâm ở Huế"
    marks = [Mark(start, end, "PER", text[start:end]) for start, end in ranges]
    losses: list[Loss] = []
    found = tokens.kept(AnnotatedDocument("a", text), marks, tokens.tokens(text, SYLLABLES), losses.append)
    assert [(placed.first, placed.last) for placed in found] == kept
    assert [(loss.start, loss.end, loss.reason) for loss in losses] == lost


def test_a_sentence_does_not_end_within_a_span() -> None:
    text = "Một. Hai. Ba"
    ranges = tokens.tokens(text, SYLLABLES)
    assert list(tokens.sentence_tokens(text, ranges, [])) == [(0, 2), (2, 4), (4, 5)]
    assert list(tokens.sentence_tokens(text, ranges, [tokens.Placed(0, 3, "X")])) == [(0, 4), (4, 5)]
