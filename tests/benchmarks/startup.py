"""From nothing to the painted window with the first rows, against a bare `QWidget` painted: wall ms of whole processes.

The window paints the first rows before it loads the rest of itself. Wanted: at most 1.6 times; neither underthesea nor
sqlite_utils is imported on that way.
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
import sys, time
from annotator.ui import application
finish = application._finish
def load_the_rest(*parts):
    global rows_painted
    rows_painted = time.time()
    assert parts[1].centralWidget().is_painted, "nothing is painted yet"
    assert parts[1].centralWidget()._page.rows, "no rows"
    finish(*parts)
application._finish = load_the_rest
app, window = application.build(["annotator", sys.argv[1]])
app.processEvents()
window.grab()
assert window.desk.articles.model.rowCount(), "no rows"
assert not {"underthesea", "sqlite_utils", "click"} & set(sys.modules), "imported too much"
print(rows_painted)
"""


def main() -> None:
    """Runs both programs in turn and prints the medians: the first rows, and the whole window with its article."""
    with home() as folder:
        path, _ = make_project(folder, ((8_000, 40),) * 20)
        run(OURS, path)
        runs = [(run(BARE, path), run(OURS, path)) for _ in range(ROUNDS)]
        bare = median([theirs[-1] for theirs, _ in runs])
        whole = median([ours[-1] for _, ours in runs])
        first = median([ours[0] for _, ours in runs])
        table(
            ("", "ms", "ratio"),
            (("bare QWidget", bare, 1.0), ("whole window", whole, whole / bare), ("first rows", first, first / bare)),
        )


def run(program: str, path: str) -> list[float]:
    """The times that a process of its own printed and that of its end, in ms since it was started.

    It runs from compiled modules, as an installed program does.
    """
    ending = "\nimport os, time\nprint(time.time(), flush=True)\nos._exit(0)\n"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": os.environ["ANNOTATOR_HOME"]}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.time()
    done = subprocess.run(
        [sys.executable, "-c", program + ending, path], capture_output=True, text=True, check=True, env=environment
    )
    return [1000 * (float(line) - start) for line in done.stdout.split()]


if __name__ == "__main__":
    main()
