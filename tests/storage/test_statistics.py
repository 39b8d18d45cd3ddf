from __future__ import annotations

from typing import Any

from annotator.core import edits
from annotator.core.model import Assignment, State
from annotator.storage.statistics import LabelCount, by_label, by_score


def test_counts_are_by_layer_and_label_people_first(desk: Any) -> None:
    desk.suggest(desk.machine(), (0, 4, 0))
    desk.add(29, 35)
    desk.add(42, 48, 1)
    desk.add(17, 28, 1)
    assert by_label(desk.project.store) == [
        LabelCount("Lan", "person", "PER", 1, 1),
        LabelCount("Lan", "person", "LOC", 2, 1),
        LabelCount("máy", "machine", "PER", 1, 1),
    ]


def test_scores_are_counted_over_what_is_still_open(desk: Any) -> None:
    machine, per, loc = desk.machine(), desk.labels[0].id, desk.labels[1].id
    found = [(0, 4, per, 0.3), (41, 47, loc, 0.3), (29, 35, per, 0.2996), (17, 28, loc, None), (48, 50, loc, 0.9)]
    spans = desk.project.annotations.add_run_spans(desk.article, machine.id, desk.text, found)
    assert len(spans) == 5

    def counted() -> list[tuple[Any, ...]]:
        return [tuple(each) for each in by_score(desk.project.store, machine.id, desk.person.id)]

    assert counted() == [("LOC", None, 1), ("LOC", 300, 1), ("LOC", 900, 1), ("PER", 300, 2)]
    assert sum(each[2] for each in counted()) == desk.counts()[1]
    desk.apply(edits.reject(desk.answer(spans[0], "rejected"), spans[0].quote, "PER"))
    desk.add(45, 47, 1)
    assert counted() == [("LOC", None, 1), ("LOC", 900, 1), ("PER", 300, 1)]
    assert sum(each[2] for each in counted()) == desk.counts()[1]
    assert by_score(desk.project.store, desk.machine("another").id, desk.person.id) == []
    done = Assignment(desk.key("assignment"), desk.article, desk.person.id, State.DONE)
    desk.apply(edits.set_state(None, done))
    assert counted() == []
