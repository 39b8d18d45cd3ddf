"""One label key in the real window until the edit is committed and painted: CPU ms, with 1,000 spans open.

The baseline is the same edit committed by the journal alone, in the same run. Wanted: median at most 5 ms, 99th
percentile 16 ms.
"""

from __future__ import annotations

import gc
import random

from bench import SEED, cpu_ms, home, make_project, median, percentile, table
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.app.repeats import Repeats
from annotator.core import edits
from annotator.core.ids import new_uid
from annotator.core.model import Span
from annotator.core.selection import syllables
from annotator.ui.application import build

PRESSES = 200


def main() -> None:
    """Labels words all over a long article by key, and as many by the journal alone."""
    with home() as folder:
        path, keys = make_project(folder, ((100_000, 1_000),))
        app, window = build(["annotator", path])
        gc.freeze()  # as `run` does
        window.resize(1280, 820)
        view = window.desk.view
        session = view._session
        session.open_document(keys[0])
        window.activateWindow()
        view.setFocus()
        app.processEvents()
        document = session.document
        taken = {(span.start, span.end) for span in document.spans.all}
        free = [word for word in syllables(document.text) if word not in taken]
        random.Random(SEED).shuffle(free)
        free = sorted(free[: 2 * PRESSES])
        random.Random(SEED).shuffle(free)
        bare = [cpu_ms(lambda word=word: commit(session, word)) for word in free[:PRESSES]]
        session.reread()
        settle(app, window)
        pressed = []
        for start, end in free[PRESSES:]:
            view.go_to(start, end)
            view.select(start, end)
            settle(app, window)
            pressed.append(cpu_ms(lambda: press(app, view)))
        saved = len(session.project.annotations.spans(keys[0], session.person.id))
        assert saved >= 1_000 + 2 * PRESSES - 50, saved
        ratio = median(pressed) / median(bare)
        rows = (
            ("the journal alone", median(bare), percentile(bare, 0.99), 1.0),
            ("key, commit, paint", median(pressed), percentile(pressed, 0.99), ratio),
        )
        table(("", "median ms", "p99 ms", "ratio"), rows)
        window.close()


def settle(app, window) -> None:  # type: ignore[no-untyped-def]
    """Lets the lists follow and the same words be offered elsewhere, a moment after an edit is painted."""
    app.processEvents()
    while not window.desk.inspector.is_caught_up:
        app.processEvents()
    for repeats in app.findChildren(Repeats):
        repeats.catch_up()
    for _ in range(3):
        app.processEvents()


def commit(session, word: tuple[int, int]) -> None:  # type: ignore[no-untyped-def]
    """The same edit without a window."""
    project, document, label = session.project, session.document, session.labels[0]
    span = Span(project.store.next_id("span"), new_uid(), document.id, session.person.id, *word, label.id,
                document.text[slice(*word)])  # fmt: skip
    project.journal.apply(edits.add_span(span, label.name), session.person.id)


def press(app, view) -> None:  # type: ignore[no-untyped-def]
    """A key as a person presses it, and everything that follows from it."""
    QTest.keyClick(view, Qt.Key.Key_1)
    app.processEvents()


if __name__ == "__main__":
    main()
