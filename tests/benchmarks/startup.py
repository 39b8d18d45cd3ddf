"""From nothing to the painted window with the first rows, against a bare `QWidget` painted: wall ms of whole processes.

Wanted: at most 1.6 times; neither underthesea nor sqlite_utils is imported on that way.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

from bench import ROOT, home, make_project, median, table

ROUNDS = 15

BARE = """
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication(["bare"])
app.setStyle("Fusion")
window = QWidget()
window.resize(1280, 820)
window.show()
app.processEvents()
window.grab()
"""

OURS = """
import sys
from annotator.ui.application import build
app, window = build(["annotator", sys.argv[1]])
app.processEvents()
window.grab()
assert window.desk.articles.model.rowCount(), "no rows"
assert not {"underthesea", "sqlite_utils", "click"} & set(sys.modules), "imported too much"
"""


def main() -> None:
    """Runs both programs in turn and prints the medians."""
    with home() as folder:
        path, _ = make_project(folder, ((8_000, 40),) * 20)
        bare, ours = [], []
        run(OURS, path)
        for _ in range(ROUNDS):
            bare.append(run(BARE, path))
            ours.append(run(OURS, path))
        rows = (("bare QWidget", median(bare), 1.0), ("Annotator", median(ours), median(ours) / median(bare)))
        table(("", "ms", "ratio"), rows)


def run(program: str, path: str) -> float:
    """The wall time of one process until it has painted, in milliseconds; how it ends does not count."""
    ending = "\nimport os, time\nprint(time.time(), flush=True)\nos._exit(0)\n"
    start = time.time()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", program + ending, path], capture_output=True, text=True, check=True, env=environment
    )
    return 1000 * (float(done.stdout.split()[-1]) - start)


if __name__ == "__main__":
    main()
