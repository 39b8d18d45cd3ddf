"""Labels that an import brings: a colour of their own, and one notice that names them."""

from __future__ import annotations

import json
from collections.abc import Callable

from annotator.core.messages import sentence
from annotator.storage.project import Project
from annotator.workflows import importing
from annotator.workflows.importing_labels import new_labels

Write = Callable[[str, str | bytes], str]


def record(text: str, *labels: str) -> str:
    spans = [{"start": n, "end": n + 1, "label": label} for n, label in enumerate(labels)]
    return json.dumps({"text": text, "annotator": "Lan", "spans": spans}) + "\n"


def test_a_label_without_a_colour_gets_one_that_no_label_has(project: Project, write: Write) -> None:
    before = {label.colour.lower() for label in project.labels.all()}
    outcome = importing.run(project, [write("a.jsonl", record("Hai Phong", "CITY", "RIVER", "PER"))])
    added = {label.name: label.colour for label in project.labels.all() if label.name in ("CITY", "RIVER")}
    assert len(set(added.values()) - before) == 2
    (notice,) = new_labels(outcome.edit)
    assert notice.is_notice
    assert sentence(notice.error) == "New labels in this project (2): CITY, RIVER."
    again = importing.run(project, [write("b.jsonl", record("Da Nang", "CITY", "PER"))])
    assert new_labels(again.edit) == []
    assert new_labels(None) == []


def test_many_new_labels_are_not_all_named(project: Project, write: Write) -> None:
    names = [f"L{n}" for n in range(30)]
    outcome = importing.run(project, [write("a.jsonl", record("x" * 40, *names))])
    (notice,) = new_labels(outcome.edit)
    assert notice.error.values == {"n": 30, "names": ", ".join(names[:20]) + " …"}
    colours = [label.colour for label in project.labels.all() if label.name in names]
    assert len(set(colours)) == 30
