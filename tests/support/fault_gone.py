"""A process whose log is taken away while it works, and that is killed thereafter; or one that opens a project."""

from __future__ import annotations

import json
import os
import signal
import sys

from annotator.core.errors import ProjectError
from annotator.storage.project import Project


def look(path: str) -> None:
    """Says who came into a project last, or why it cannot be opened."""
    try:
        project = Project.open(path)
    except ProjectError as error:
        print(error.code)
        return
    print(project.people.all()[-1].name)
    project.close()


def lose(path: str, *taken: str) -> None:
    """Saves, loses the files with these endings, saves more, says what was saved, and is killed."""
    project = Project.open(path)
    project.people.ensure("Hoa")
    for end in taken:
        os.remove(path + end)
    for name in ("Minh", "Tú"):
        project.people.ensure(name)
    print(json.dumps({"saved": [person.name for person in project.people.all()]}), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    {"open": look, "lose": lose}[sys.argv[1]](*sys.argv[2:])
