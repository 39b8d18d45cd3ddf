"""New projects: an empty one with the default label set, and the sample to begin with."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from annotator.core import labels
from annotator.core.assets import asset
from annotator.core.edits import change_labels
from annotator.storage.project import Project
from annotator.workflows import importing


def new_project(path: str, person: str | None = None) -> Project:
    """A new project file, open, with the default label set and, if named, a person.

    The label set is an edit on nobody's stack, so nobody undoes it by chance. Raises ProjectError as `Project.create`
    does; no file is left behind when anything fails.
    """
    project = Project.create(path)
    with _discarding(project):
        specs = enumerate(labels.shipped())
        new = [spec.as_label(project.store.next_id("label"), position) for position, spec in specs]
        project.journal.apply(change_labels([(None, label) for label in new], "label.load", n=len(new)), None)
        if person:
            project.people.ensure(person)
    return project


def sample_project(path: str, person: str | None = None) -> Project:
    """A new project with the articles that ship with the application; importing them is on nobody's stack either."""
    project = new_project(path)
    with _discarding(project):
        importing.run(project, [str(asset("seeds"))])
        if person:
            project.people.ensure(person)
    return project


@contextmanager
def _discarding(project: Project) -> Iterator[None]:
    """Takes the project's files away when the body fails."""
    try:
        yield
    except BaseException:
        project.close()
        for suffix in ("", "-wal", "-shm", ".lock"):
            with suppress(FileNotFoundError):
                os.remove(project.path + suffix)
        raise
