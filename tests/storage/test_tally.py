from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core import edits
from annotator.core.model import Annotator
from annotator.storage import tally

PLACES = st.tuples(st.integers(0, 30), st.integers(1, 12), st.integers(0, 2))


@settings(deadline=None, max_examples=60)
@given(
    st.lists(PLACES, max_size=12), st.lists(PLACES, max_size=12), st.lists(PLACES, max_size=6), st.data()
)  # fmt: skip
def test_counts_kept_by_hulls_are_those_of_the_whole_article(
    new_desk: Callable[[], Any], one: Any, two: Any, own: Any, data: Any
) -> None:
    desk = new_desk()
    machines: list[Annotator] = [desk.machine("máy 1"), desk.machine("máy 2")]
    for machine, found in zip(machines, (one, two), strict=True):
        desk.suggest(machine, *((start, start + length, label) for start, length, label in found))
    spans = {(start, start + length, label): desk.span(start, start + length, label) for start, length, label in own}
    for span in spans.values():
        desk.apply(edits.add_span(span, "X"))
        assert desk.counts() == counted(desk) == tally.recount(desk.project.store, desk.article, desk.person.id)
    desk.reopen()  # forgets what is kept in memory about lengths
    if spans:
        desk.apply(edits.remove_span(data.draw(st.sampled_from(list(spans.values())))))
    desk.project.annotations.begin_run(desk.article, data.draw(st.sampled_from(machines)).id)
    assert desk.counts() == counted(desk)
    desk.project.close()


def counted(desk: Any) -> tuple[int, int]:
    """The rule of `tally` said again in Python, over all rows."""
    own = desk.spans()
    answers = desk.project.annotations.answers(desk.article, desk.person.id)
    answered = {(answer.start, answer.end, answer.label) for answer in answers}
    found = {(span.start, span.end, span.label) for span in desk.project.annotations.machine_spans(desk.article)}
    covered = {place for place in found if any(span.start < place[1] and place[0] < span.end for span in own)}
    return len(own), len(found - answered - covered)
