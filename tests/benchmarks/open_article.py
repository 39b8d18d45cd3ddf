"""Opening an article in the real window against a bare `QPlainTextEdit` with the same text: CPU ms until painted.

Ours reads text and spans from the project file; what the bare one costs with the text read from a file stands beside.

Wanted: at most 1.5 times at 8 KB with 40 spans, 2 times at 1 MB with 10,000 spans.
"""

from __future__ import annotations

import gc

from bench import cpu_ms, home, make_project, median, table, text_of
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from annotator.ui.application import build

SIZES = ((8_000, 40), (100_000, 1_000), (1_000_000, 10_000))
ROUNDS = 15


def main() -> None:
    """Opens each article and its bare twin in turn, so that noise falls on both, and prints the medians."""
    with home() as folder:
        path, keys = make_project(folder, ((8_000, 40), *SIZES))
        app, window = build(["annotator", path])
        window.resize(1280, 820)
        session, view = window.desk.view._session, window.desk.view
        bare = QPlainTextEdit()
        bare.setReadOnly(True)
        bare.setFont(view.font())
        bare.resize(view.size())
        bare.show()
        app.processEvents()
        rows = []
        for key, (characters, spans) in zip(keys[1:], SIZES, strict=True):
            file = folder / f"{characters}.txt"
            text = text_of(characters)
            file.write_text(text, "utf-8")
            ours, theirs, handed = [], [], []
            for _ in range(ROUNDS):
                bare.clear()
                session.open_document(keys[0])
                settle(app)
                handed.append(cpu_ms(lambda text=text: show_bare(bare, text)))
                bare.clear()
                settle(app)
                theirs.append(cpu_ms(lambda file=file: show_bare(bare, file.read_text("utf-8"))))
                ours.append(cpu_ms(lambda key=key: open_ours(session, view, key)))
                settle(app)
            figures = median(theirs), median(handed), median(ours), median(ours) / median(handed)
            rows.append((f"{characters:,}", f"{spans:,}", *figures))
        table(("characters", "spans", "bare from a file", "bare ms", "ours ms", "ratio"), rows)
        window.close()


def show_bare(bare: QPlainTextEdit, text: str) -> None:
    """The floor: text put in, painted."""
    bare.setPlainText(text)
    bare.viewport().repaint()


def open_ours(session, view, key: int) -> None:  # type: ignore[no-untyped-def]
    """A click in the list until the text is painted with its spans."""
    session.open_document(key)
    view.viewport().repaint()


def settle(app: QApplication) -> None:
    """Lets lists and timers finish, which is not part of opening."""
    for _ in range(5):
        app.processEvents()
    gc.collect()


if __name__ == "__main__":
    main()
