"""The first act on an article says also that the person is at work on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from annotator.app.open_document import OpenDocument
from annotator.core import edits
from annotator.core.bulk_edits import Begun
from annotator.core.edits import Edit
from annotator.core.model import Assignment, State
from annotator.storage import bulk
from annotator.storage.project import Project


def begun(project: Project, document: OpenDocument, edit: Edit) -> Edit:
    """The edit on a document; when the person has done nothing there yet, with the state "in progress"."""
    if document.state != State.NEW:
        return edit
    before = document.assignment
    if before is not None:
        return edit.also(edits.set_state(before, replace(before, state=State.IN_PROGRESS)))
    key = project.store.next_id("assignment")
    after = Assignment(key, document.id, document.annotator, State.IN_PROGRESS)
    return edit.also(edits.set_state(None, after))


def begun_in(project: Project, person: int, documents: Iterable[int]) -> Sequence[Begun]:
    """The assignments that a first act in several documents begins."""
    keys = sorted(set(documents))
    known = bulk.assignments(project.store, person, keys)
    pairs: list[Begun] = []
    for key in keys:
        before = known.get(key)
        if before is None:
            number = project.store.next_id("assignment")
            pairs.append((None, Assignment(number, key, person, State.IN_PROGRESS)))
        elif before.state == State.NEW:
            pairs.append((before, replace(before, state=State.IN_PROGRESS)))
    return pairs
