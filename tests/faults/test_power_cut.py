"""Whatever a power cut leaves of the files, they open and hold every edit that was acknowledged.

The writes and syncs of a real process are written down (strace), and the states that a cut may leave after any of them
are made and opened.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fault_disk
import fault_state
import fault_strace
import pytest
from fault_disk import Disk
from fault_process import Workshop

from annotator.core.errors import AnnotatorError

CUTS, LONG_CUTS = 100, 1500
RUNS, LONG_RUNS = 1, 10
NAME = "tin.annotator"
FILES = (NAME, f"{NAME}-wal")


@pytest.mark.parametrize(("acts", "checkpoint"), [(150, 7), (220, 10_000)], ids=["idle often", "never idle"])
def test_a_power_cut_loses_nothing_that_was_acknowledged(
    workshop: Workshop, blank: Path, tmp_path: Path, is_long: bool, acts: int, checkpoint: int,
    record_testsuite_property: Callable[[str, object], None],
) -> None:  # fmt: skip
    runs = LONG_RUNS if is_long else RUNS
    cuts = (LONG_CUTS if is_long else CUTS) // runs
    for run in range(runs):
        folder = tmp_path / f"run-{run}"
        folder.mkdir()
        project = Path(shutil.copy(blank, folder / NAME))
        before, disk = fault_state.read(str(project)), Disk(folder, FILES)
        said = recorded(workshop, project, run, acts, checkpoint)
        assert fault_state.faults(said) == []
        calls = list(fault_strace.calls(folder / "log"))
        assert not {call.name for call in calls} & set(fault_disk.OTHER_WRITERS)
        moments = sorted(random.Random(run).choices(range(len(calls) + 1), k=cuts))
        wrong = [each for each in after_cuts(disk, calls, moments, said, before, tmp_path / "cut", run) if each[1]]
        assert wrong == []
    record_testsuite_property(f"cuts with a checkpoint after {checkpoint}", runs * cuts)


def recorded(workshop: Workshop, project: Path, seed: int, acts: int, checkpoint: int) -> list[dict[str, Any]]:
    process = workshop.start(project, seed=seed, acts=acts, checkpoint=checkpoint)
    try:
        with fault_strace.attached(process.pid, project.parent / "log", fault_disk.STRACE):
            return process.listen()
    except fault_strace.UnavailableError as reason:
        process.kill()
        pytest.skip(f"strace cannot watch a process here: {reason}")


def after_cuts(
    disk: Disk, calls: list[fault_strace.Call], moments: list[int], said: list[dict[str, Any]],
    before: fault_state.Saved, folder: Path, seed: int,
) -> list[tuple[int, str]]:  # fmt: skip
    """For each moment, a number of calls, what is wrong after a power cut there."""
    chance, followed, heard, found = random.Random(seed), 0, 0, []
    for moment in moments:
        for call in calls[followed:moment]:
            disk.follow(call)
            heard += call.name == "write" and "pipe-" in fault_strace.name_of(call.arguments.split(", ")[0])
        followed = moment
        found.append((moment, opened(disk.cut(chance), said[:heard], before, folder, chance)))
    assert any(each for each in said[:heard])
    return found


def opened(
    left: dict[str, bytes], said: list[dict[str, Any]], before: fault_state.Saved, folder: Path, chance: random.Random
) -> str:
    """What is wrong with the files that a cut left."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    beside = {f"{NAME}-shm": chance.randbytes(32768), f"{NAME}.lock": chance.randbytes(28)}
    for name, content in {**left, **(beside if chance.random() < 0.5 else {})}.items():
        (folder / name).write_bytes(content)
    try:
        return fault_state.verify(str(folder / NAME), before, said)
    except AnnotatorError as error:
        return f"it does not open: {error}"
