from __future__ import annotations

import tempfile
from pathlib import Path

from format_cases import trip, words
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator import formats
from annotator.core.exchange import AnnotatedDocument, Annotation, DataSet, Link, Mark
from annotator.formats.fitting import Choices, Overlap, fit
from annotator.formats.protocol import Level

TEXT = "Sở Y tế tỉnh Khánh Hòa họp."
FORMAT = formats.get("vlsp2016")
OPTIONS = words(Level.SYLLABLE)


def document(*ranges: tuple[int, int, str], links: tuple[Link, ...] = ()) -> AnnotatedDocument:
    marks = tuple(Mark(start, end, label, TEXT[start:end]) for start, end, label in ranges)
    return AnnotatedDocument("a", TEXT, annotations=(Annotation("Lan", spans=marks, relations=links),))


def test_a_span_inside_another_has_a_column_and_one_inside_both_is_listed() -> None:
    found = document((0, 22, "ORG"), (13, 22, "LOC"), (8, 22, "LOC"), links=(Link(0, 1, "ở"), Link(2, 0, "của")))
    fitted = fit(found, FORMAT, OPTIONS, Choices())
    lost = [(loss.start, loss.end, loss.label, loss.reason) for loss in fitted.losses]
    assert lost == [(13, 22, "LOC", "nested"), (0, 22, "ở", "relation"), (8, 22, "của", "relation")]
    assert "".join(map(str, FORMAT.write([fitted.document], DataSet(), OPTIONS))) == (
        "Sở\tX\tO\tB-ORG\tO\nY\tX\tO\tI-ORG\tO\ntế\tX\tO\tI-ORG\tO\ntỉnh\tX\tO\tI-ORG\tB-LOC\n"
        "Khánh\tX\tO\tI-ORG\tI-LOC\nHòa\tX\tO\tI-ORG\tI-LOC\nhọp\tX\tO\tO\tO\n.\tX\tO\tO\tO\n\n"
    )


def test_twins_and_spans_of_the_same_words_count_as_they_are_written() -> None:
    twins = fit(document((0, 2, "A"), (0, 3, "A"), (0, 2, "B")), FORMAT, OPTIONS, Choices(is_widening=True))
    assert [loss.reason for loss in twins.losses] == ["duplicate"]
    three = fit(document((0, 2, "A"), (0, 2, "B"), (0, 2, "C")), FORMAT, OPTIONS, Choices())
    assert [(loss.label, loss.reason) for loss in three.losses] == [("C", "nested")]


RANGES = st.tuples(st.integers(0, 12), st.integers(1, 12), st.sampled_from("ABC"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(RANGES, max_size=8, unique=True), st.builds(Choices, st.sampled_from(Overlap), st.booleans()))
def test_deeply_nested_spans_are_written_or_listed(found: list[tuple[int, int, str]], choices: Choices) -> None:
    ranges = sorted({(start, min(start + size, 12), label) for start, size, label in found if start < 12})
    marks = tuple(Mark(start, end, label, "a b c d e f "[start:end]) for start, end, label in ranges)
    made = AnnotatedDocument("a", "a b c d e f ", annotations=(Annotation("Lan", spans=marks),))
    with tempfile.TemporaryDirectory() as folder:
        trip(FORMAT, [made], Path(folder), OPTIONS, choices)
