"""How commands open a project."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

from annotator.cli.output import progress
from annotator.storage import gate
from annotator.storage.project import Project


@contextmanager
def opened_project(path: str, read_only: bool = False, as_it_is: bool = False) -> Iterator[Project]:
    """The project at `path`, closed at the end.

    Raises ProjectError as `Project.open` does, "project.damaged" also for damage that shows only while it is read.
    """
    tell = progress("Updating the project, percent")
    with gate.reading_errors(path), closing(Project.open(path, read_only, as_it_is, tell)) as project:
        yield project
