"""Exceptions that nobody foresaw, in the application as it is started."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from unexpected_window import CASES, SECRET

from annotator.workflows.setup import sample_project

ROOT = Path(__file__).parents[2]

# A suggester that quotes the text it stumbled over.
FAKE = """
class Maker:
    name, version = "fake", "1"

    def suggest(self, text):
        raise ValueError(text)
"""


class Run(NamedTuple):
    """What one run of the program came to."""

    rc: int
    said: dict[str, dict[str, Any]]
    errors: str
    log: str
    project: Path


def environment(home: Path, *paths: Path) -> dict[str, str]:
    places = os.pathsep.join(map(str, (ROOT, ROOT / "tests" / "support", *paths)))
    return {**os.environ, "ANNOTATOR_HOME": str(home), "PYTHONPATH": places, "QT_QPA_PLATFORM": "offscreen"}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The program, which meets every fault in turn."""
    folder = tmp_path_factory.mktemp(SECRET)
    info = folder / "annotator_fake-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: annotator-fake\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[annotator.suggesters]\nfake = annotator_fake:Maker\n")
    (folder / "annotator_fake.py").write_text(FAKE)
    home = folder / "home"
    home.mkdir()
    (home / "settings.json").write_text(json.dumps({"person": "Lan", "language": "en"}))
    project = folder / f"{SECRET}.annotator"
    sample_project(str(project), "Lan").close()
    command = [sys.executable, str(ROOT / "tests" / "support" / "unexpected_window.py"), str(project)]
    done = subprocess.run(
        command, env=environment(home, folder), capture_output=True, text=True, timeout=900, check=False
    )
    said: dict[str, dict[str, Any]] = {case: {} for case in CASES}
    for line in done.stdout.splitlines():
        heard = json.loads(line)
        said[heard["case"]].update(heard)
    log = "".join(path.read_text("utf-8") for path in (home / "log").glob("annotator.log*"))
    return Run(done.returncode, said, done.stderr, log, project)


@pytest.mark.parametrize("case", CASES)
def test_there_is_a_message_and_work_goes_on(run: Run, case: str) -> None:
    said = run.said[case]
    assert said, run.errors
    assert any("is in the project file" in text for text in said["said"])
    assert said["button"] == "Copied"
    assert "ValueError" in said["copied"]
    assert said.get("saved", "Saved") == "Saved"


def test_nothing_of_a_person_s_is_told_on(run: Run) -> None:
    with sqlite3.connect(run.project) as connection:
        texts = [row[0] for row in connection.execute("SELECT text FROM document")]
    told = run.log + "".join(said["copied"] for said in run.said.values())
    assert SECRET not in told
    assert str(run.project.parent) not in told
    assert not [line for text in texts for line in text.split("\n") if len(line) > 20 and line in told]


def test_every_edit_after_it_is_in_the_file(run: Run) -> None:
    with sqlite3.connect(run.project) as connection:
        (found,) = connection.execute(
            "SELECT count(*) FROM span JOIN annotator ON annotator.id = span.annotator WHERE kind = 'person'"
        ).fetchone()
    assert found == len(CASES) - 1 == len([said for said in run.said.values() if "saved" in said])


def test_a_storm_is_one_message_and_few_lines_of_the_log(run: Run) -> None:
    assert any("since then" in text for text in run.said["paint"]["said"])
    assert run.log.count("_Painted.paintEvent") == 1
    assert run.log.count("not foreseen") == len(CASES)


def test_the_program_ends_in_order(run: Run) -> None:
    assert run.rc == 0, run.errors


STARTED = """
import faulthandler, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
from annotator.ui import application

build = application.build

def built(argv):
    what = sys.argv[1]
    if what == "fail":
        app = QApplication(argv)
        QTimer.singleShot(0, read)
        raise ValueError(sys.argv[2])
    app, window = build(argv)
    QTimer.singleShot(0, faulthandler._sigsegv if what == "crash" else lambda: end(window))
    return app, window

def read():
    dialog = QApplication.activeModalWidget()
    print([label.text() for label in dialog.findChildren(QLabel)])
    dialog.reject()

def end(window):
    print(window.desk.notice.text())
    window.close()

application.build = built
sys.exit(application.run(["annotator", sys.argv[2]]))
"""


def started(home: Path, what: str, project: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", STARTED, what, str(project)]
    return subprocess.run(command, env=environment(home), capture_output=True, text=True, timeout=600, check=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "p.annotator"
    sample_project(str(path), "Lan").close()
    return path


@pytest.mark.skipif(os.name != "posix", reason="the process ends itself with a signal")
def test_a_crash_is_told_at_the_next_start(tmp_path: Path, project: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "settings.json").write_text(json.dumps({"person": "Lan", "language": "en"}))
    assert started(home, "crash", project).returncode == -11
    following = started(home, "end", project)
    assert (following.returncode, following.stdout[:40]) == (0, "Annotator ended unexpectedly last time. "), following
    assert "Segmentation fault" in (home / "log" / "annotator.log").read_text("utf-8")


def test_a_log_that_cannot_be_written_keeps_nobody_from_working(tmp_path: Path, project: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "log").write_text("a file where the folder should be")
    done = started(home, "end", project)
    assert done.returncode == 0, done.stderr


def test_a_start_that_fails_is_told_too(tmp_path: Path, project: Path) -> None:
    done = started(tmp_path / "home", "fail", project)
    assert done.returncode == 1
    assert "Something unexpected happened" in done.stdout
    assert "Annotator could not start (ValueError); see " in done.stderr
    log = (tmp_path / "home" / "log" / "annotator.log").read_text("utf-8")
    assert "ValueError" in log
    assert str(project) not in log
