from __future__ import annotations

from itertools import pairwise

import pytest
from format_cases import documents
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.exchange import AnnotatedDocument, Annotation, Mark
from annotator.formats.fitting import Choices, Fitted, Overlap, fit
from annotator.formats.protocol import EVERYTHING, BaseFormat, Holds, Level, WriteOptions

TEXT = "Tô Lâm ở Huế"


def format_that(*holds: Holds) -> BaseFormat:
    made = BaseFormat()
    made.holds = frozenset(holds)
    return made


def fitted(ranges: list[tuple[int, int]], choices: Choices | None = None, holds: tuple[Holds, ...] = ()) -> Fitted:
    marks = tuple(Mark(start, end, "PER", TEXT[start:end]) for start, end in ranges)
    document = AnnotatedDocument("a", TEXT, annotations=(Annotation("Lan", spans=marks),))
    return fit(document, format_that(*holds), WriteOptions(level=Level.SYLLABLE), choices or Choices())


def spans(found: Fitted) -> list[tuple[int, int]]:
    return [(mark.start, mark.end) for layer in found.document.annotations for mark in layer.spans]


@pytest.mark.parametrize(
    ("ranges", "kept", "lost"),
    [
        ([(0, 6), (0, 2)], [(0, 6)], [(0, 2, "nested")]),
        ([(0, 6), (3, 8)], [(0, 6)], [(3, 8, "crossing")]),
        ([(0, 6), (3, 8), (7, 8)], [(0, 6), (7, 8)], [(3, 8, "crossing")]),
        ([(0, 1), (3, 6)], [(3, 6)], [(0, 1, "off-edge")]),
        ([(0, 3), (3, 7)], [(0, 2), (3, 6)], []),
        ([(0, 2), (0, 3)], [(0, 2)], [(0, 3, "duplicate")]),
        ([(2, 3)], [], [(2, 3, "blank")]),
    ],
)
def test_the_outermost_span_is_kept_and_the_others_are_named(
    ranges: list[tuple[int, int]], kept: list[tuple[int, int]], lost: list[tuple[int, int, str]]
) -> None:
    found = fitted(ranges)
    assert spans(found) == kept
    assert [(loss.start, loss.end, loss.reason) for loss in found.losses] == lost


def test_the_innermost_is_kept_and_spans_in_conflict_are_left_out() -> None:
    ranges = [(0, 6), (0, 2), (9, 12)]
    assert spans(fitted(ranges, Choices(Overlap.INNERMOST))) == [(0, 2), (9, 12)]
    found = fitted(ranges, Choices(Overlap.LEAVE_OUT))
    assert (spans(found), [loss.reason for loss in found.losses]) == ([(9, 12)], ["nested", "nested"])


def test_spans_that_cut_a_token_are_widened_when_asked() -> None:
    found = fitted([(0, 1), (4, 8)], Choices(is_widening=True))
    assert (spans(found), found.widened, found.losses) == ([(0, 2), (3, 8)], 2, [])
    assert [mark.quote for layer in found.document.annotations for mark in layer.spans] == ["Tô", "Lâm ở"]


def test_a_format_that_nests_loses_only_what_crosses() -> None:
    found = fitted([(0, 6), (0, 2), (3, 8)], holds=(Holds.NESTED,))
    assert (spans(found), [loss.reason for loss in found.losses]) == ([(0, 6), (0, 2)], ["crossing"])


@given(
    documents(), st.sets(st.sampled_from(Holds)), st.builds(Choices, st.sampled_from(Overlap), st.booleans()),
    st.sampled_from(Level),
)  # fmt: skip
def test_kept_and_listed_are_all_there_were(
    document: AnnotatedDocument, holds: set[Holds], choices: Choices, level: Level
) -> None:
    from format_cases import words

    found = fit(document, format_that(*holds), words(level), choices)
    before, after = document.annotations[0], found.document.annotations[0]
    lost = [loss.reason for loss in found.losses]
    assert len(after.spans) + sum(loss.is_span for loss in found.losses) == len(before.spans)
    assert len(after.relations) + lost.count("relation") == len(before.relations)
    assert len(after.document_labels) + lost.count("document-label") == len(before.document_labels)
    for mark in after.spans:
        assert mark.quote == document.text[mark.start : mark.end]
        assert not mark.attributes or Holds.ATTRIBUTES in holds
    for link in after.relations:
        ends = (after.spans[link.source], after.spans[link.target])
        assert len({(end.start, end.end, end.label) for end in ends}) == 2
    if not holds & {Holds.NESTED, Holds.CROSSING}:
        ordered = sorted(after.spans, key=lambda mark: mark.start)
        assert all(one.end <= other.start for one, other in pairwise(ordered))


@given(documents())
def test_a_format_that_holds_all_gets_all(document: AnnotatedDocument) -> None:
    format_ = format_that(*EVERYTHING)
    found = fit(document, format_, WriteOptions(), Choices())
    assert (found.document, found.losses) == (document, [])
