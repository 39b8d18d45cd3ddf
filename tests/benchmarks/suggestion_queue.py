"""The suggestion queue over 100,000 open suggestions of 1,000 articles: until its rows are there, and a key each.

The texts are the seeds' paragraphs; every fifth syllable is suggested. The baseline is the same answer committed by the
journal alone, in the same run; a key is followed until everything is painted that it changes, another article where the
next suggestion lies there. Wanted: the window is never held for more than a quarter of a second while rows are read.
`ARTICLES SUGGESTIONS` can be given.
"""

from __future__ import annotations

import gc
import random
import sys
import time

from bench import SEED, cpu_ms, home, median, percentile, table, text_of
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.core import edits
from annotator.core.ids import new_uid
from annotator.core.model import AnnotatorKind, Answer, AnswerKind, NewDocument, Scope, Span
from annotator.core.selection import syllables
from annotator.nlp import suggesters
from annotator.storage.project import Project
from annotator.ui.application import build
from annotator.workflows.setup import new_project

ARTICLES, SUGGESTIONS = 1_000, 100
PRESSES = 40
_CHARACTERS = 3_500
_POLLED = 0.01
"""Seconds between two looks at whether the rows are there."""


def main() -> None:
    """Opens the queue of the article and of the project, and accepts by key."""
    articles, suggestions = map(int, sys.argv[1:3]) if len(sys.argv) > 2 else (ARTICLES, SUGGESTIONS)
    with home() as folder:
        path = str(folder / "queue.annotator")
        fill(path, articles, suggestions)
        app, window = build(["annotator", path])
        gc.freeze()  # as `run` does
        window.resize(1280, 820)
        window.activateWindow()
        app.processEvents()
        session = window.desk.view._session
        first = session.document.suggestions[:PRESSES]
        bare = [cpu_ms(lambda each=each: commit(session, each)) for each in first]
        session.reread()
        rows = [("the journal alone", median(bare), percentile(bare, 0.99), 1.0)]
        reads = []
        for scope, order in (("article", "position"), ("project", "position"), ("project", "uncertain")):
            window.settings.queue_scope, window.settings.queue_order = scope, order
            reads.append((f"{scope}, {order}", *opened(app, window)))
            pressed = [cpu_ms(lambda: press(app)) for _ in range(PRESSES)]
            figures = median(pressed), percentile(pressed, 0.99)
            rows.append((f"Space in the queue: {scope}, {order}", *figures, figures[0] / median(bare)))
            window.desk.bench.close_up()
        table(("rows are there after", "wall ms", "longest hold ms", "ratio"), reads)
        table(("", "median ms", "p99 ms", "ratio"), rows)
        window.close()


def fill(path: str, articles: int, suggestions: int) -> None:
    """A project with suggestions spread over every article, with scores."""
    project = new_project(path, "Lan")
    text, chance = text_of(_CHARACTERS), random.Random(SEED)
    batch = project.documents.begin_batch("benchmark")
    keys = project.documents.add(
        batch, [NewDocument(f"{n}.txt", f"Số {n}.\n{text}", f"Số {n}") for n in range(articles)]
    )
    row = project.documents.batch(batch) or {}
    project.journal.apply(edits.show_batch(batch, row, {**row, "state": "visible"}, len(keys)), None)
    machine = project.people.ensure(suggesters.DEFAULT, AnnotatorKind.MACHINE).id
    version, labels = suggesters.get(suggesters.DEFAULT).version, project.labels.all(Scope.SPAN)
    for key in keys:
        suggest(project, key, machine, suggestions, [label.id for label in labels], chance)
        project.annotations.end_run(key, machine, version)
    project.close()


def suggest(project: Project, key: int, machine: int, number: int, labels: list[int], chance: random.Random) -> None:
    """What a machine would write for one article."""
    text = project.documents.text(key)
    words = syllables(text)[:: max(1, len(syllables(text)) // number)][:number]
    found = [(start, end, chance.choice(labels), round(chance.random(), 3)) for start, end in words]
    project.annotations.add_run_spans(key, machine, text, found)


def opened(app, window) -> tuple[float, float, float]:  # type: ignore[no-untyped-def]
    """Milliseconds until the rows are there, and the longest that the window could do nothing meanwhile."""
    begun, longest = time.perf_counter(), 0.0
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    page = window.desk.bench.page("queue")
    while not page.table.rows:
        before = time.perf_counter()
        app.processEvents()
        longest = max(longest, 1000 * (time.perf_counter() - before))
        time.sleep(_POLLED)
    whole = 1000 * (time.perf_counter() - begun)
    return whole, longest, longest / whole


def commit(session, each: Span) -> None:  # type: ignore[no-untyped-def]
    """An answer without a window."""
    store, person = session.project.store, session.person.id
    place = each.start, each.end, each.label
    span = Span(store.next_id("span"), new_uid(), each.document, person, *place, each.quote)
    answer = Answer(store.next_id("answer"), each.document, person, *place, AnswerKind.ACCEPTED)
    session.project.journal.apply(edits.accept(span, answer, ""), person)


def press(app) -> None:  # type: ignore[no-untyped-def]
    """Accepts the current row as a person does, with everything that follows from it at once."""
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    app.processEvents()


if __name__ == "__main__":
    main()
