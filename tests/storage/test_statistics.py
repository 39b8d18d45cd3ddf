from __future__ import annotations

from typing import Any

from annotator.storage.statistics import LabelCount, by_label


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
