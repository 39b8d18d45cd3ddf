"""How far a long edit is told."""

from __future__ import annotations

import pytest

from annotator.storage import stages
from annotator.storage.stages import QUIET, WHOLE, Stages


def test_stages_add_up_to_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stages, "_EVERY", 0)
    told: list[tuple[int, int]] = []
    counted = Stages(lambda done, total: told.append((done, total)), 2)
    for _ in range(2):
        counted.begin()
        counted.reach(1, 2)
        counted.reach(2, 2)
    assert told == [(250, WHOLE), (500, WHOLE), (750, WHOLE), (1000, WHOLE)]


def test_a_short_edit_tells_nothing() -> None:
    told: list[tuple[int, int]] = []
    counted = Stages(lambda done, total: told.append((done, total)), 1)
    counted.begin()
    counted.reach(1, 2)
    counted.reach(0, 0)
    QUIET.begin()
    QUIET.reach(1, 1)
    assert told == []
