"""Checking 10,000 articles of 2,000 characters with twenty spans each, ten of them suggestions: wall and CPU seconds.

The baseline is SQLite's own check of the same file, `PRAGMA integrity_check`. Wanted: at most 10 s.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import splitting
from bench import table

from annotator.core.model import AnnotatorKind
from annotator.storage import gate
from annotator.storage.project import Project
from annotator.workflows import checking
from annotator.workflows.setup import new_project

ARTICLES = 10_000


def main() -> None:
    """Makes the project, lets SQLite and then us check it, and looks at it as every opening does."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder, "checking.annotator"))
        project = new_project(path, "Lan")
        splitting.fill(project, splitting.texts_of(articles))
        suggest(project)
        project.close()
        project = Project.open(path, read_only=True)
        baseline = splitting.measured(lambda: list(project.store.connection.execute("PRAGMA integrity_check")))
        checked = splitting.measured(lambda: sound(project))
        project.close()
        opening = splitting.measured(lambda: gate.inspect(path))
        print(f"{articles:,} articles, {Path(path).stat().st_size / 1e6:.0f} MB")
    rows = {"PRAGMA integrity_check": baseline, "check": checked, "the gate of an opening": opening}
    table(("", "wall s", "CPU s", "ratio"), [(name, *took, took[1] / baseline[1]) for name, took in rows.items()])


def suggest(project: Project) -> None:
    """Ten suggestions on each article, half of them over spans of the person."""
    machine, label = project.people.ensure("máy", AnnotatorKind.MACHINE).id, project.labels.all()[0].id
    for key in project.documents.ids():
        found = [(at, at + 5, label, 0.5) for at in range(50, 150, 10)]
        project.annotations.add_run_spans(key, machine, project.documents.text(key), found)


def sound(project: Project) -> None:
    """Checks, and fails when anything is found."""
    found = checking.check(project)
    assert not found, found[:3]


if __name__ == "__main__":
    main()
