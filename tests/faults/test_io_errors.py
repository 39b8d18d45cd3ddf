"""The disk fails at the Nth call of the system, once or from then on: no half edit, and the person is told.

strace lets a call of a real process fail. In the long run that is every call on the files of the project; for every
change it is a sample, another part of them each time the kinds of calls or their number change.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import fault_state
import fault_strace
import pytest
from fault_process import Workshop
from fault_strace import UnavailableError

from annotator.core.errors import AnnotatorError

CALLS = (
    "pread64", "pwrite64", "write", "read", "fsync", "fdatasync", "ftruncate", "fallocate", "openat", "unlink", "mmap",
    "newfstatat", "fstat", "flock", "lseek", "close", "access", "faccessat2", "readlink",
)  # fmt: skip
"""What touches a file. Locks (fcntl) are left out: SQLite takes one that fails for one that somebody else holds."""
ACTS, CHECKPOINT = 14, 5
OF_A_KIND = 2
"""How many of each kind of call fail when it is not the long run."""
PATIENCE = 60_000
"""Milliseconds that the writer would wait, so that waiting is told from a slow machine."""

Fault = tuple[str, int, bool]
"""The call, which one of its kind, and whether all after it fail too."""


class Bench:
    """One process after another on copies of one project, with strace at each."""

    def __init__(self, workshop: Workshop, blank: Path, folder: Path, cache: int = -2000) -> None:
        self._workshop = workshop
        self._blank = blank
        self._folder = folder
        self._cache = cache
        self.path = folder / "tin.annotator"
        shutil.copy(blank, self.path)
        self.before = fault_state.read(str(self.path))

    def calls(self) -> Counter[str]:
        """How many calls of each kind are on the project's files when nothing fails."""
        self._run(f"trace={','.join(CALLS)}")
        return Counter(call.name for call in fault_strace.calls(self._folder / "log"))

    def wrong(self, fault: Fault) -> list[Any]:
        """What goes wrong that should not when a call fails."""
        call, nth, for_good = fault
        said = self._run(f"trace={call}", f"inject={call}:error=EIO:when={nth}{'+' if for_good else ''}")
        try:
            wrong = [fault_state.verify(str(self.path), self.before, said)]
        except AnnotatorError as error:
            wrong = [str(error)]
        untold = [each for each in said if {"raised", "differs"} & each.keys() or each.get("failed") == "edit.stale"]
        slow = [each for each in said if each.get("seconds", 0) > PATIENCE / 1000]
        ended = [] if said and "end" in said[-1] else ["it did not end by itself"]
        return [each for each in (*wrong, *untold, *slow, *ended) if each]

    def _run(self, *expressions: str) -> list[dict[str, Any]]:
        for beside in ("-wal", "-shm", ".lock"):
            Path(f"{self.path}{beside}").unlink(missing_ok=True)
        shutil.copy(self._blank, self.path)
        process = self._workshop.start(
            self.path, seed=3, acts=ACTS, checkpoint=CHECKPOINT, cache=self._cache, patience=PATIENCE
        )
        files = (self._folder, *(Path(f"{self.path}{end}") for end in ("", "-wal", "-shm", ".lock")))
        options = [f"--trace-path={file}" for file in files] + [f"-e{each}" for each in expressions]
        try:
            with fault_strace.attached(process.pid, self._folder / "log", options):
                return process.listen()
        except UnavailableError as reason:
            process.kill()
            pytest.skip(f"strace cannot watch a process here: {reason}")


@pytest.mark.parametrize("cache", [-2000, 10], ids=["ordinary cache", "hardly any cache"])
def test_a_failing_disk_leaves_no_half_edit(
    workshop: Workshop, blank: Path, tmp_path: Path, is_long: bool, cache: int,
    record_testsuite_property: Callable[[str, object], None],
) -> None:  # fmt: skip
    bench = Bench(workshop, blank, tmp_path, cache)
    counted = bench.calls()
    assert counted["pwrite64"] > ACTS
    assert counted["fdatasync"] > ACTS
    faults = [(call, nth, for_good) for call, n in counted.items() for nth in range(1, n + 1) for for_good in (0, 1)]
    chosen = faults if is_long else sample(faults)
    wrong = [(fault, found) for fault in chosen if (found := bench.wrong(fault))]
    record_testsuite_property(f"calls that failed with cache_size={cache}", f"{len(chosen)} of {len(faults)}")
    assert wrong == []


def sample(faults: Sequence[Fault]) -> list[Fault]:
    """Some of each kind of call, so that those that are seldom made are not left out."""
    chance = random.Random(len(faults))
    kinds = sorted({(call, for_good) for call, _, for_good in faults})
    of_kind = {kind: [each for each in faults if (each[0], each[2]) == kind] for kind in kinds}
    return [each for kind in kinds for each in chance.sample(of_kind[kind], min(OF_A_KIND, len(of_kind[kind])))]
