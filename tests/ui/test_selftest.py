from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
STEPS = 11
SILENT = """
from annotator.nlp.worker import Worker
Worker.submit = lambda *_: None
wait, patience = selftest._Run._wait, selftest._PATIENCE

def impatient(run, condition, what):
    selftest._PATIENCE = 1000 if what == "suggestions" else patience
    wait(run, condition, what)

selftest._Run._wait = impatient
"""


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs Python as on a machine without a display."""
    env = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    env.pop("QT_QPA_PLATFORM", None)
    env["ANNOTATOR_HOME"] = str(home)
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, check=False, cwd=REPOSITORY, env=env, capture_output=True, encoding="utf-8", timeout=1200
    )


def test_a_checkout_passes_and_leaves_nothing_behind(tmp_path: Path) -> None:
    kept = tmp_path / "settings.json"
    kept.write_text('{"last_project": "mine.annotator"}', encoding="utf-8")
    done = run(tmp_path, "-m", "annotator", "--selftest")
    lines = done.stdout.splitlines()
    assert (done.returncode, len(lines)) == (0, STEPS), done.stdout + done.stderr
    assert all(line.startswith("ok ") for line in lines)
    assert "offscreen" in lines[0]
    assert list(tmp_path.iterdir()) == [kept]
    assert kept.read_text(encoding="utf-8") == '{"last_project": "mine.annotator"}'


@pytest.mark.parametrize(
    ("fault", "said", "passed"),
    [
        ("from annotator.app.acts import Acts; Acts.accept = lambda *_: 1 / 0", "ZeroDivisionError", 3),
        ("from annotator.app.acts import Acts; Acts.accept = lambda *_: False", "suggestion is not there", 3),
        (SILENT, "waited in vain for suggestions", 2),
        ("from annotator.formats.jsonl import Jsonl; Jsonl.write = lambda *_: []", "output.differs", 6),
    ],
    ids=["a slot raises", "an act does nothing", "the worker is silent", "the export is empty"],
)
def test_a_fault_is_said_and_ends_it(tmp_path: Path, fault: str, said: str, passed: int) -> None:
    script = f"from annotator.ui import selftest\n{fault}\nraise SystemExit(selftest.selftest())"
    done = run(tmp_path, "-c", script)
    assert done.returncode == 1
    assert said in done.stdout
    assert done.stdout.count("ok ") == passed
    assert list(tmp_path.iterdir()) == []
