"""The bias guard: what is drawn, what was guarded when, and a layer taken back to an earlier moment."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.draw import PLACES, draw, limit
from annotator.core.guard import SHARES, Guard, SpanChange, Step, as_it_was

UIDS = st.uuids().map(lambda uid: uid.hex)
_STEPS = st.lists(
    st.tuples(
        st.datetimes().map(lambda at: at.isoformat()),
        st.sampled_from(SHARES),
        st.dictionaries(st.integers(1, 9), st.frozensets(st.integers(1, 99), min_size=1), max_size=3),
    )
)


@given(UIDS, UIDS)
def test_a_draw_is_always_the_same_and_takes_more_with_a_larger_share(document: str, project: str) -> None:
    place = draw(document, project)
    assert place == draw(document, project)
    assert 0 <= place < PLACES
    taken = [place < limit(share) for share in SHARES]
    assert taken == sorted(taken)
    assert not taken[0]


def test_about_the_share_is_drawn_and_another_project_draws_others() -> None:
    articles = [f"{number:032x}" for number in range(5000)]
    drawn = {uid for uid in articles if draw(uid, "a") < limit(20)}
    others = {uid for uid in articles if draw(uid, "b") < limit(20)}
    assert 900 < len(drawn) < 1100
    assert 120 < len(drawn & others) < 280


@given(_STEPS)
def test_the_history_survives_being_written(steps: list[tuple[str, int, dict[int, frozenset[int]]]]) -> None:
    guard = Guard(tuple(Step(*step) for step in steps))
    assert Guard.loads(guard.dumps()) == guard
    assert guard.share == (steps[-1][1] if steps else 0)


def test_what_was_guarded_when() -> None:
    guard = Guard((Step("2", 20, {1: frozenset({7})}), Step("4", 0, {}), Step("6", 50, {1: frozenset({8})})))
    place = limit(20) - 1
    assert [guard.was_guarded(1, 5, place, at) for at in "123456"] == [False, True, True, False, False, True]
    assert not any(guard.was_guarded(1, 7, place, at) for at in "123456")
    assert guard.was_guarded(2, 7, place, "3")
    assert [guard.was_guarded(1, 8, place, at) for at in "36"] == [True, False]
    assert not guard.was_guarded(1, 5, limit(20), "3")
    assert guard.was_guarded(1, 5, limit(20), "6")


_PLACES = st.tuples(st.integers(0, 9), st.integers(10, 19), st.integers(1, 3))
_ACTS = st.lists(st.tuples(st.integers(1, 6), st.one_of(st.none(), _PLACES)), max_size=20)


@given(_ACTS, _ACTS)
def test_a_layer_is_taken_back_whatever_came_after(
    first: list[tuple[int, tuple[int, int, int] | None]], then: list[tuple[int, tuple[int, int, int] | None]]
) -> None:
    spans: dict[int, tuple[int, int, int]] = {}

    def run(acts: list[tuple[int, tuple[int, int, int] | None]]) -> list[SpanChange]:
        made = []
        for key, place in acts:
            before = spans.pop(key, None)
            if place is not None:
                spans[key] = place
            if before is not None or place is not None:
                made.append(SpanChange(key, before, place))
        return made

    run(first)
    was = set(spans.values())
    later = run(then)
    assert as_it_was(spans, reversed(later)) == was
