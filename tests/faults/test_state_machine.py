"""A hypothesis state machine over the whole storage of a project; and that it finds faults that are planted."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from hypothesis import HealthCheck, settings
from machine import StorageMachine

from tests.faults import plant

_IS_LONG = os.environ.get("FAULTS") == "long"
_QUICK = ("the count of spans only grows", "the journal is written after the commit")
"""Planted at every run of the checks, so that the script that plants them does not rot; the long run plants all."""

TestStorage = StorageMachine.TestCase
TestStorage.settings = settings(
    max_examples=1000 if _IS_LONG else 30,
    stateful_step_count=60 if _IS_LONG else 30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def test_every_fault_can_be_planted() -> None:
    folder = Path(__file__).parents[2] / "annotator"
    lines = {fault.name: (folder / fault.path).read_text("utf-8").count(fault.right) for fault in plant.FAULTS}
    assert lines == dict.fromkeys(lines, 1)


def test_planted_faults_are_found() -> None:
    command = [sys.executable, plant.__file__, *(() if _IS_LONG else _QUICK)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout.rstrip().endswith("1.00")
