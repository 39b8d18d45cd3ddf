"""A file, a folder or a disk that can only be read: opened for reading, said so, and nothing of it is changed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from contextlib import closing
from itertools import product
from pathlib import Path
from typing import Any

import fault_read_only
import pytest
from fault_process import REPOSITORY

from annotator.core.messages import SENTENCES
from annotator.storage import connection as connections
from annotator.storage.project import Project

OFTEN = [("file", "none"), ("file", "alone"), ("folder", "alone"), ("disk", "shared")]
ALL = [*product(("file", "folder", "both", "disk"), ("none", "alone", "shared"))]

_POWERLESS = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]
"""Root without the right to write where the mode of a file forbids it."""
_MOUNTING = ["unshare", "--mount"]


def scene(folder: Path, what: str, log: str) -> dict[str, Any]:
    """What came of opening such a project in the window of another process."""
    prefix: list[str] = []
    if what == "disk":
        prefix = _MOUNTING if os.geteuid() == 0 else [*_MOUNTING, "--map-root-user", "--user"]
    elif os.geteuid() == 0:
        prefix = _POWERLESS
    if prefix and (shutil.which(prefix[0]) is None or subprocess.run([*prefix, "true"], check=False).returncode):
        pytest.skip(f"{prefix[0]} does not work here")
    place, elsewhere = folder / "place", folder / "elsewhere"
    place.mkdir()
    elsewhere.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "QT_QPA_PLATFORM": "offscreen"}
    program = [sys.executable, str(Path(fault_read_only.__file__)), str(place), str(elsewhere), what, log]
    played = subprocess.run([*prefix, *program], check=False, capture_output=True, text=True, env=environment)
    place.chmod(0o755)
    assert played.returncode == 0, played.stderr
    result: dict[str, Any] = json.loads(played.stdout)
    return result


@pytest.mark.parametrize(("what", "log"), ALL if os.environ.get("FAULTS") == "long" else OFTEN)
def test_it_opens_for_reading_and_says_so(what: str, log: str, tmp_path: Path) -> None:
    came = scene(tmp_path, what, log)
    path = str(tmp_path / "place" / "tin.annotator")
    sentence = SENTENCES["project.read-only"].format(path=path)
    assert (came["said"], came["visible"]) == (sentence, [True, True])
    assert came["offer"] == "Save a copy to work on…"
    assert (came["saved"], came["title"]) == ("Read only", "tin (read only) – Annotator")
    assert (came["edits"], came["found"]) == (fault_read_only.EDITS, [])
    assert (came["enabled"], came["labels"]) == ([], False)
    assert (came["done"], came["refused"]) == (False, sentence)
    assert came["copy"] == [True, "Saved", fault_read_only.EDITS, "copy – Annotator"]
    assert came["goes on"] == [True, fault_read_only.EDITS + 1]
    assert came["unchanged"]
    assert came["temporary"] == []


def test_where_a_log_cannot_be_read_in_its_place_a_copy_is(
    tmp_path: Path, blank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows: SQLite reads no log there without writing beside it."""
    source, place = tmp_path / "source.annotator", tmp_path / "place.annotator"
    shutil.copy(blank, source)
    with closing(Project.open(str(source))) as project:
        project.people.ensure("Hoa")
        for end in ("", "-wal"):
            subprocess.run(["cp", f"{source}{end}", f"{place}{end}"], check=True)
    monkeypatch.setattr(connections, "READS_LOGS_IN_PLACE", False)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    before = {each.name: each.read_bytes() for each in tmp_path.iterdir() if each.is_file()}
    with closing(connections.reader_apart(str(place))) as connection:
        assert connection.execute("SELECT count(*) FROM annotator WHERE name = 'Hoa'").fetchone() == (1,)
        assert list((tmp_path / "temporary").iterdir()) == []
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir() if each.is_file()} == before
