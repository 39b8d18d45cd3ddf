from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nervaluate import Evaluator

from annotator.core.evaluation import Comparison, Kind, Measure, Ranged, Score, nearest

LABELS = ("PER", "ORG", "LOC")
Layer = list[Ranged]


@st.composite
def flat(draw: st.DrawFn, labels: Sequence[str] = LABELS) -> Layer:
    """A layer whose spans do not overlap, as nervaluate expects it."""
    edges = sorted(draw(st.sets(st.integers(0, 30), max_size=16)))
    stretches = list(pairwise(edges))
    kept = draw(st.lists(st.sampled_from((*labels, "")), min_size=len(stretches), max_size=len(stretches)))
    return [(start, end, label) for (start, end), label in zip(stretches, kept, strict=True) if label]


def nested() -> st.SearchStrategy[Layer]:
    """Any layer: spans may nest, cross, and share a range."""
    span = st.tuples(st.integers(0, 12), st.integers(1, 6), st.sampled_from(LABELS))
    return st.lists(span.map(lambda made: (made[0], made[0] + made[1], made[2])), unique=True, max_size=8)


def pairs(layer: st.SearchStrategy[Layer]) -> st.SearchStrategy[list[tuple[Layer, Layer]]]:
    return st.lists(st.tuples(layer, layer), min_size=1, max_size=4)


def compared(documents: Sequence[tuple[Layer, Layer]]) -> Comparison:
    comparison = Comparison()
    for gold, against in documents:
        comparison.add(gold, against)
    return comparison


def judged(documents: Sequence[tuple[Layer, Layer]]) -> dict[str, Any]:
    """What nervaluate says; its ends are the last character, not the one after."""

    def told(layer: Layer) -> list[dict[str, Any]]:
        return [{"label": label, "start": start, "end": end - 1} for start, end, label in layer]

    gold, against = ([told(sides[n]) for sides in documents] for n in (0, 1))
    return Evaluator(gold, against, tags=list(LABELS), loader="dict").evaluate()


def same(score: Score, theirs: Any) -> None:
    assert (score.gold, score.against) == (theirs.possible, theirs.actual)
    assert score.found == score.right == theirs.correct
    assert score.precision == pytest.approx(theirs.precision)
    assert score.recall == pytest.approx(theirs.recall)
    assert score.f1 == pytest.approx(theirs.f1)


@given(pairs(flat()))
def test_strict_and_blind_over_all_labels_are_nervaluates(documents: list[tuple[Layer, Layer]]) -> None:
    ours, theirs = compared(documents), judged(documents)["overall"]
    same(ours.micro(Measure.STRICT), theirs["strict"])
    same(ours.micro(Measure.BLIND), theirs["exact"])


@given(pairs(flat()) | pairs(flat(("PER",))))
def test_strict_and_lenient_of_a_label_are_nervaluates(documents: list[tuple[Layer, Layer]]) -> None:
    ours, theirs = compared(documents), judged(documents)["entities"]
    assert ours.labels() == sorted(theirs)
    for label in ours.labels():
        same(ours.score(Measure.STRICT, label), theirs[label]["strict"])
        same(ours.score(Measure.LENIENT, label), theirs[label]["ent_type"])


def test_lenient_over_all_labels_is_the_sum_where_nervaluate_lets_another_label_use_a_span_up() -> None:
    documents = [([(0, 10, "PER")], [(0, 3, "ORG"), (4, 10, "PER")])]
    assert compared(documents).micro(Measure.LENIENT) == Score(1, 2, 1, 1)
    assert judged(documents)["overall"]["ent_type"].correct == 0


@given(pairs(nested()))
def test_all_labels_are_the_sum_and_the_figures_are_their_definitions(documents: list[tuple[Layer, Layer]]) -> None:
    found = compared(documents)
    for measure in Measure:
        scores = [found.score(measure, label) for label in found.labels()]
        micro = found.micro(measure)
        assert micro.gold == sum(len(gold) for gold, _ in documents)
        assert micro.against == sum(len(against) for _, against in documents)
        assert micro.found == micro.right == sum(score.found for score in scores)
        for score in [*scores, micro]:
            assert 0 <= score.found <= score.gold
            assert 0 <= score.right <= score.against
            assert score.precision * score.against == pytest.approx(score.right)
            assert score.recall * score.gold == pytest.approx(score.found)
            assert score.f1 * (score.precision + score.recall) == pytest.approx(2 * score.precision * score.recall)


@given(pairs(nested()))
def test_counts_are_those_of_sets(documents: list[tuple[Layer, Layer]]) -> None:
    found = compared(documents)
    assert found.micro(Measure.STRICT).found == sum(len({*gold} & {*against}) for gold, against in documents)
    ranges = [[Counter(span[:2] for span in side) for side in sides] for sides in documents]
    assert found.micro(Measure.BLIND).found == sum((gold & against).total() for gold, against in ranges)


@given(pairs(nested()))
def test_lenient_and_blind_find_all_that_strict_finds(documents: list[tuple[Layer, Layer]]) -> None:
    found = compared(documents)
    for label in found.labels():
        strict = found.score(Measure.STRICT, label)
        for measure in (Measure.LENIENT, Measure.BLIND):
            assert found.score(measure, label).found >= strict.found
            assert found.score(measure, label).right >= strict.right


@given(pairs(nested()))
def test_turned_round_precision_is_recall(documents: list[tuple[Layer, Layer]]) -> None:
    there, back = compared(documents), compared([(against, gold) for gold, against in documents])
    for measure in (Measure.STRICT, Measure.BLIND):
        assert there.micro(measure).precision == back.micro(measure).recall
        assert there.micro(measure).f1 == pytest.approx(back.micro(measure).f1)
    assert there.count(Kind.MISSING) == back.count(Kind.EXTRA)
    assert there.count(Kind.BOUNDARY) == back.count(Kind.BOUNDARY)


@given(nested(), nested())
def test_every_span_is_right_or_in_one_difference(gold: Layer, against: Layer) -> None:
    found = Comparison()
    differences = found.add(gold, against)
    right = {*gold} & {*against}
    assert sorted([*right, *(each.gold for each in differences if each.gold)]) == sorted(gold)
    assert sorted([*right, *(each.against for each in differences if each.against)]) == sorted(against)
    assert [each.place for each in differences] == sorted(each.place for each in differences)
    assert Counter((each.label, each.kind) for each in differences) == found.errors


@given(nested(), nested())
def test_kinds_say_what_differs(gold: Layer, against: Layer) -> None:
    for kind, one, other in Comparison().add(gold, against):
        if one is None or other is None:
            assert kind == (Kind.EXTRA if one is None else Kind.MISSING)
            continue
        assert max(one[0], other[0]) < min(one[1], other[1])
        differing = (one[:2] != other[:2], one[2] != other[2])
        assert kind == {(True, False): Kind.BOUNDARY, (False, True): Kind.LABEL, (True, True): Kind.BOTH}[differing]


@given(pairs(nested()))
def test_rows_and_columns_of_the_confusion_table_add_up(documents: list[tuple[Layer, Layer]]) -> None:
    found = compared(documents)
    for label in found.labels():
        score = found.score(Measure.STRICT, label)
        assert sum(number for (one, _), number in found.confusion.items() if one == label) == score.gold
        assert sum(number for (_, other), number in found.confusion.items() if other == label) == score.against
    assert found.confusion[None, None] == 0


@given(nested(), nested())
def test_pairs_that_could_still_be_made_are_made(gold: Layer, against: Layer) -> None:
    made = nearest(gold, against)
    free = [span for span in gold if span not in {one for one, _ in made}]
    others = [span for span in against if span not in {other for _, other in made}]
    assert not [1 for one in free for other in others if max(one[0], other[0]) < min(one[1], other[1])]


def test_the_greatest_overlap_is_paired() -> None:
    gold, against = [(0, 4, "PER"), (4, 14, "ORG")], [(2, 12, "LOC"), (12, 14, "ORG")]
    assert Comparison().add(gold, against) == [
        (Kind.MISSING, (0, 4, "PER"), None),
        (Kind.BOTH, (4, 14, "ORG"), (2, 12, "LOC")),
        (Kind.EXTRA, None, (12, 14, "ORG")),
    ]


def test_a_span_around_others_takes_none_of_theirs() -> None:
    gold, against = [(0, 40, "ORG"), (5, 10, "PER")], [(4, 11, "PER")]
    assert [each.kind for each in Comparison().add(gold, against)] == [Kind.MISSING, Kind.BOUNDARY]


def test_same_ranges_are_paired_by_label() -> None:
    gold, against = [(0, 4, "LOC"), (0, 4, "ORG")], [(0, 4, "ORG"), (0, 4, "PER")]
    assert Comparison().add(gold, against) == [(Kind.LABEL, (0, 4, "LOC"), (0, 4, "PER"))]


def test_lenient_takes_the_nearest_boundaries_and_each_gold_span_once() -> None:
    found = compared([([(0, 9, "PER"), (9, 11, "PER")], [(7, 10, "PER"), (10, 11, "PER")])])
    assert found.micro(Measure.LENIENT) == Score(2, 2, 1, 1)
    assert compared([([(0, 9, "PER")], [(0, 4, "PER"), (5, 9, "PER")])]).micro(Measure.LENIENT) == Score(1, 2, 1, 1)


def test_blind_counts_each_label_on_its_own_side() -> None:
    found = compared([([(0, 3, "PER"), (5, 8, "ORG")], [(0, 3, "ORG")])])
    assert found.score(Measure.BLIND, "PER") == Score(1, 0, 1, 0)
    assert found.score(Measure.BLIND, "ORG") == Score(1, 1, 0, 1)
    assert found.micro(Measure.BLIND) == Score(2, 1, 1, 1)
    found = compared([([(0, 3, "PER")], [(0, 3, "ORG"), (0, 3, "LOC")])])
    assert [found.score(Measure.BLIND, label).right for label in ("LOC", "ORG")] == [1, 0]


def test_nothing_gives_noughts() -> None:
    found = compared([([], [])])
    assert (found.documents, found.labels(), found.confusion.total()) == (1, [], 0)
    score = found.micro(Measure.STRICT)
    assert (score.precision, score.recall, score.f1) == (0.0, 0.0, 0.0)


def test_many_spans_are_compared_in_a_walk() -> None:
    gold = [(n * 10, n * 10 + 8, "PER") for n in range(20_000)]
    against = [(start + 1, end + 1, label) for start, end, label in gold]
    found = compared([([*gold, (0, 200_000, "ORG")], against)])
    assert found.micro(Measure.LENIENT).found == 20_000
    assert found.count(Kind.BOUNDARY) == 20_000
    assert found.count(Kind.MISSING) == 1
