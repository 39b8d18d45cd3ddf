"""A disk without space: the edit is refused with a sentence, everything before it is intact, and work goes on later."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import fault_full_disk
import pytest
from fault_process import REPOSITORY

from annotator.core.messages import SENTENCES


def scene(name: str, folder: Path) -> dict[str, Any]:
    """What came of one scene, played on a small disk of its own."""
    if shutil.which("unshare") is None:
        pytest.skip("there is no unshare, which mounts a disk for one process")
    as_root = [] if os.geteuid() == 0 else ["--map-root-user", "--user"]
    disk, copy = folder / "disk", folder / "copy.annotator"
    disk.mkdir()
    probe = ["unshare", *as_root, "--mount", "mount", "-t", "tmpfs", "none", str(disk)]
    asked = subprocess.run(probe, check=False, capture_output=True, text=True)
    if asked.returncode:
        pytest.skip(f"no disk can be mounted here: {asked.stderr.strip()}")
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    program = [sys.executable, str(Path(fault_full_disk.__file__)), str(disk), str(copy), name]
    command = ["unshare", *as_root, "--mount", *program]
    played = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment)
    result: dict[str, Any] = json.loads(played.stdout)
    return result


def test_a_full_disk_refuses_the_edit_and_keeps_the_rest(tmp_path: Path) -> None:
    came = scene("work", tmp_path)
    assert came["acknowledged"] >= 1
    assert set(came["codes"]) == {"project.full"}
    assert came["said"] == [SENTENCES["project.full"]]
    assert came["seconds"] < fault_full_disk.PATIENCE / 1000
    assert not came["again"]
    assert came["full"] == {"saved": came["acknowledged"], "shown": True, "found": []}
    assert came["copied"] == {"saved": came["acknowledged"], "found": []}
    assert (came["copy here"], came["left over"]) == ("output.failed", [])
    assert came["goes on"]


@pytest.mark.parametrize("left", ["shared", "alone"])
def test_a_log_left_behind_is_read_on_a_full_disk(left: str, tmp_path: Path) -> None:
    came = scene(left, tmp_path)
    assert came["to write"] in ("project.read-only", None)  # None: the old `-shm` has the room that a new one needs
    assert came["read"] == [5, 5]
    assert came["found"] == []
    assert came["untouched"]
    assert (came["goes on"], came["after"]) == (True, 6)


def test_a_project_on_a_full_disk_opens_for_reading(tmp_path: Path) -> None:
    assert scene("new", tmp_path) == {"refused": "project.read-only", "read": True, "later": "Minh"}
