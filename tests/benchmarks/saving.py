"""What a saved edit costs beside a bare commit: the journal's work, the checks, the counts, and what the disk takes.

A bare commit is one row of the journal's size written to a file of its own with the same settings. Both are done in
turn, so that what else the machine does hits both alike, in the folder where this is started, since the one for
temporary files may be no disk.

    python tests/benchmarks/saving.py [EDITS]
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import bench

from annotator.app.acts import Acts
from annotator.app.session import Session
from annotator.core.selection import syllables
from annotator.storage import connection as connections
from annotator.storage.project import Project

_SIZES = [(4000, 40)] * 200
"""Characters and spans of the documents that are there already."""
_ROW = "x" * 600
"""About what the journal keeps of one new span."""


def main() -> None:
    """Prints the milliseconds of both."""
    edits = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        path, keys = bench.make_project(Path(folder), _SIZES)
        with closing(connections.writer(str(Path(folder, "bare.sqlite")), create=True)) as bare:
            saved, committed = _measured(path, keys, bare, edits)
    rows = [_row("bare commit", committed, committed), _row("edit, to “Saved”", saved, committed)]
    bench.table(("", "median ms", "p95 ms", "worst ms", "× bare"), rows)


def _measured(path: str, keys: list[int], bare: sqlite3.Connection, edits: int) -> tuple[list[float], list[float]]:
    bare.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, text TEXT) STRICT")
    session = Session()
    session.open_project(Project.open(path), "Lan")
    acts, saved, committed = Acts(session), [], []
    for n in range(edits):
        if n % 20 == 0:
            session.open_document(keys[n // 20 % len(keys)])
            words = _free_words(session)
        word, label = next(words), session.span_labels[n % len(session.span_labels)]
        committed.append(_ms(lambda: bare.execute("INSERT INTO row (text) VALUES (?)", [_ROW])))
        saved.append(_ms(lambda word=word, label=label: acts.add_span(*word, label)))
    assert session.project is not None
    assert session.project.store.connection.execute("SELECT count(*) FROM edit").fetchone()[0] >= edits
    session.close_project()
    return saved, committed


def _free_words(session: Session) -> Iterator[tuple[int, int]]:
    """Words that carry no span yet."""
    assert session.document is not None
    document = session.document
    return (word for word in syllables(document.text)[::7] if not document.spans.between(*word))


def _ms(act: Callable[[], object]) -> float:
    begin = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - begin)


def _row(name: str, values: list[float], bare: list[float]) -> tuple[str, float, float, float, float]:
    middle = bench.median(values)
    return name, middle, bench.percentile(values, 0.95), max(values), middle / bench.median(bare)


if __name__ == "__main__":
    main()
