from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import RefusedError
from annotator.core.selection import is_blank
from annotator.formats.parts import tokens

TEXTS = st.text(st.sampled_from("aắđ.e\u0301-,  \n\t\u00a0\u2028\u200b_1\N{GRINNING FACE}"), min_size=1, max_size=40)


@given(TEXTS)
def test_tokens_cover_every_visible_character_once(text: str) -> None:
    ranges = tokens.tokens(text, tokens.BySyllables())
    covered = [position for start, end in ranges for position in range(start, end)]
    assert covered == sorted(set(covered))
    assert {position for position, character in enumerate(text) if not is_blank(character)} <= set(covered)


@given(TEXTS)
def test_a_token_is_written_without_blanks(text: str) -> None:
    for start, end in tokens.tokens(text, tokens.BySyllables()):
        assert tokens.spelled(text, start, end)
        assert not any(character.isspace() for character in tokens.spelled(text, start, end))


def test_words_need_somebody_who_finds_them() -> None:
    with pytest.raises(RefusedError, match=r"format\.no-segmenter"):
        tokens.tokens("Hà Nội", None)


def test_a_sentence_does_not_end_within_a_span() -> None:
    text = "Một. Hai. Ba"
    ranges = tokens.tokens(text, tokens.BySyllables())
    assert list(tokens.sentence_tokens(text, ranges, [])) == [(0, 2), (2, 4), (4, 5)]
    assert list(tokens.sentence_tokens(text, ranges, [tokens.Placed(0, 3, "X")])) == [(0, 4), (4, 5)]
