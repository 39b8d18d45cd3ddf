"""A process killed at any moment has saved everything that it said it had saved."""

from __future__ import annotations

import random
import select
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fault_state
from fault_process import Process, Workshop, heard

KILLS, LONG_KILLS = 60, 1000
KILLS_OF_ONE_FILE = 10


def test_a_kill_loses_nothing_that_was_acknowledged(
    workshop: Workshop, blank: Path, tmp_path: Path, is_long: bool,
    record_testsuite_property: Callable[[str, object], None],
) -> None:  # fmt: skip
    chance = random.Random(6)
    acknowledged = 0
    for kill in range(LONG_KILLS if is_long else KILLS):
        path = tmp_path / f"{kill // KILLS_OF_ONE_FILE}.annotator"
        if kill % KILLS_OF_ONE_FILE == 0:
            shutil.copy(blank, path)
        before = fault_state.read(str(path))
        process = workshop.start(path, seed=kill, acts=100_000, checkpoint=chance.choice((3, 40)))
        said = killed(process, chance.randrange(1, 40), chance.uniform(0, 0.02))
        assert fault_state.faults(said) == []
        assert fault_state.verify(str(path), before, said) == "", (kill, path)
        acknowledged += fault_state.count(said)
    record_testsuite_property("kills", LONG_KILLS if is_long else KILLS)
    record_testsuite_property("acknowledgements", acknowledged)


def killed(process: Process, lines: int, seconds: float) -> list[dict[str, Any]]:
    """What a process had said when it was killed: so many lines, and what came in so many seconds more."""
    output = b""
    with process.said() as pipe:
        while output.count(b"\n") < lines:
            output += pipe.read(1 << 16)
        select.select([], [], [], seconds)
        process.kill()
        while piece := pipe.read(1 << 16):
            output += piece
    return heard(output)
