from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.nlp.suggesters.news import decoding
from annotator.nlp.suggesters.news.analysis import Syllable

LABELS = st.sampled_from(["PER", "ORG"])


def row(number: int) -> list[Syllable]:
    return [Syllable(3 * i, 3 * i + 2, "ab", "B", "ab", "N") for i in range(number)]


@st.composite
def labelled(draw: st.DrawFn) -> list[tuple[int, int, str]]:
    edges = sorted(draw(st.sets(st.integers(0, 12), max_size=8)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return [(3 * low, 3 * high - 1, draw(LABELS)) for low, high in pairs]


@given(labelled())
def test_tags_of_spans_give_the_spans_back(spans: list[tuple[int, int, str]]) -> None:
    syllables = row(12)
    found = decoding.spans(syllables, decoding.tags(syllables, spans), [0.9] * 12)
    assert [span[:3] for span in found] == spans


def test_a_span_is_as_certain_as_the_least_certain_of_it_and_of_its_end() -> None:
    tags = ["O", "B-PER", "I-PER", "O", "B-PER", "B-ORG"]
    found = decoding.spans(row(6), tags, [0.1, 0.9, 0.8, 0.7, 0.9, 0.95])
    assert [span.score for span in found] == [0.7, 0.9, 0.95]


def test_a_tag_that_goes_on_nothing_begins_a_span() -> None:
    found = decoding.spans(row(3), ["I-PER", "I-ORG", "I-ORG"], [0.9] * 3)
    assert [span[:3] for span in found] == [(0, 2, "PER"), (3, 8, "ORG")]


def test_a_score_is_read_off_a_line() -> None:
    knots = [(0.2, 0.1), (0.6, 0.5), (0.8, 0.9)]
    assert decoding.calibrated(0.0, knots) == 0.1
    assert decoding.calibrated(0.4, knots) == pytest.approx(0.3)
    assert decoding.calibrated(0.6, knots) == 0.5
    assert decoding.calibrated(1.0, knots) == 0.9
