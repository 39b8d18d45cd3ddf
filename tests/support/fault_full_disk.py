"""Somebody at work on a small disk that fills up; printed is what came of it, as JSON.

It mounts that disk itself, so it is to be started where it may (`unshare --mount`), and nobody else sees the disk.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from fault_worker import let_the_writer_wait, make_project

from annotator.app.acts import Acts
from annotator.app.jobs import Jobs
from annotator.app.projects import Projects
from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.core.errors import AnnotatorError
from annotator.core.messages import sentence
from annotator.core.model import NewDocument
from annotator.core.selection import syllables
from annotator.storage.project import Project
from annotator.workflows.checking import check

PATIENCE = 60_000
"""Milliseconds that the writer would wait, so that waiting is told from a slow machine."""

_SIZE = "size=4m"
_BLOCK = bytes(4096)


class Desk:
    """A session on one project, adding one span after another."""

    def __init__(self, path: Path) -> None:
        self.session = Session()
        self._acts = Acts(self.session)
        self.said: list[str] = []
        self.codes: list[str] = []
        self.session.failed.connect(self._hear)
        self.session.open_project(Project.open(str(path)), "Lan")
        self.session.open_document(1)
        assert self.session.document is not None
        labelled = {(span.start, span.end) for span in self.session.document.spans.all}
        self._words = (word for word in syllables(self.session.document.text) if word not in labelled)
        self.label = self.session.span_labels[0]

    def _hear(self, error: AnnotatorError) -> None:
        self.codes.append(error.code)
        self.said.append(sentence(error))

    def add(self) -> bool:
        """Labels the next free word."""
        return self._acts.add_span(*next(self._words), self.label)

    def saved(self) -> list[str]:
        """The person's spans as the file holds them."""
        assert self.session.project is not None
        return quotes(self.session.project)

    def shown(self) -> list[str]:
        """The person's spans as the window would show them."""
        assert self.session.document is not None
        return sorted(span.quote for span in self.session.document.spans.all)


def quotes(project: Project) -> list[str]:
    """The words that Lan has labelled in the first article."""
    return sorted(span.quote for span in project.annotations.spans(1, project.people.find("Lan").id))


def fill(disk: Path) -> None:
    """Leaves no free block."""
    with (disk / "ballast").open("ab", buffering=0) as ballast:
        try:
            while True:
                ballast.write(_BLOCK)
        except OSError:
            return


def attempted(act: Callable[[], Any]) -> Any:
    """What an act gives, or the code of its refusal."""
    try:
        return act()
    except AnnotatorError as error:
        return error.code


def work(disk: Path, elsewhere: Path) -> dict[str, Any]:
    """Until the disk is full, on the full disk, and after there is space again."""
    path = disk / "tin.annotator"
    make_project(str(path))
    let_the_writer_wait(PATIENCE)
    desk = Desk(path)
    assert desk.session.project is not None
    project = desk.session.project
    assert desk.add()
    fill(disk)
    saved = 1
    begin = time.perf_counter()
    while desk.add():
        saved, begin = saved + 1, time.perf_counter()
    seconds = time.perf_counter() - begin
    again = desk.add()
    full = {"saved": len(desk.saved()), "shown": desk.shown() == desk.saved(), "found": check(project)}
    project.save_copy(str(elsewhere))
    with closing(Project.open(str(elsewhere))) as copy:
        copied = {"saved": len(quotes(copy)), "found": check(copy)}
    here = attempted(lambda: project.save_copy(str(disk / "copy.annotator")))
    left_over = sorted(each.name for each in disk.iterdir() if ".part" in each.name or each.name.startswith("copy"))
    (disk / "ballast").unlink()
    goes_on = desk.add()
    desk.session.close_project()
    return {
        "acknowledged": saved, "codes": desk.codes, "said": desk.said[:1], "seconds": seconds, "again": again,
        "full": full, "copied": copied, "copy here": here, "left over": left_over, "goes on": goes_on,
    }  # fmt: skip


def open_with_a_log(disk: Path, is_shared: bool) -> dict[str, Any]:
    """A killed program's log on a full disk; `is_shared` when its `-shm` is there still."""
    path = disk / "tin.annotator"
    make_project(str(path))
    if (killed := os.fork()) == 0:
        desk = Desk(path)
        assert all(desk.add() for _ in range(5))
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(killed, 0)
    if not is_shared:
        Path(f"{path}-shm").unlink()
    log = Path(f"{path}-wal").read_bytes()
    fill(disk)
    with closing(Project.open(str(path), read_only=True)) as first:
        with closing(Project.open(str(path), read_only=True)) as second:
            read = [len(quotes(first)), len(quotes(second))]
        found = check(first)
    untouched = Path(f"{path}-wal").read_bytes() == log
    to_write = attempted(lambda: Project.open(str(path)).close())
    (disk / "ballast").unlink()
    desk = Desk(path)
    goes_on = desk.add()
    after = len(desk.saved())
    desk.session.close_project()
    return {
        "to write": to_write, "read": read, "found": found, "untouched": untouched, "goes on": goes_on, "after": after,
    }  # fmt: skip


def open_as_somebody_new(disk: Path) -> dict[str, Any]:
    """Opening a project on a full disk, by a person it does not know and with an interrupted import to take away."""
    path = disk / "tin.annotator"
    make_project(str(path))
    with closing(Project.open(str(path))) as project:
        batch = project.documents.begin_batch("interrupted")
        project.documents.add(batch, [NewDocument("dở dang.txt", "Bản tin dở dang.", "Dở dang")])
    fill(disk)
    session, settings = Session(), Settings(person="Minh")
    projects = Projects(session, Jobs(), settings)
    refused = attempted(lambda: projects.open(str(path)))
    assert session.project is None
    projects.open(str(path), read_only=True)
    read = session.document is not None and session.document.text != ""
    session.close_project()
    (disk / "ballast").unlink()
    projects.open(str(path))
    person = session.person.name if session.person else ""
    session.close_project()
    return {"refused": refused, "read": read, "later": person}


def main() -> None:
    """Mounts the disk, does what is asked for, and prints what came of it."""
    disk, elsewhere, scene = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    subprocess.run(["mount", "-t", "tmpfs", "-o", _SIZE, "none", str(disk)], check=True)
    scenes: dict[str, Callable[[], dict[str, Any]]] = {
        "work": lambda: work(disk, elsewhere),
        "shared": lambda: open_with_a_log(disk, is_shared=True),
        "alone": lambda: open_with_a_log(disk, is_shared=False),
        "new": lambda: open_as_somebody_new(disk),
    }
    result = scenes[scene]()
    print(json.dumps(result, ensure_ascii=False))


if __name__ == "__main__":
    main()
