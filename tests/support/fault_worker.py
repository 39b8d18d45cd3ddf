"""A real process of the application, told to annotate and to say what it has saved; the fault tests kill and starve it.

Started as a program it reads one order a line (JSON) from standard input and forks a process for each, which is so
without the cost of a start. That one writes what happens to it, one JSON object a line, to the pipe that the order
names, and begins when somebody reads there; it prints its number when it is about to.
"""

from __future__ import annotations

import ctypes
import itertools
import json
import logging
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import sqlite_utils  # noqa: F401  (before the faults begin, which are the project's and not Python's)

from annotator.app.acts import Acts
from annotator.app.link_acts import LinkActs
from annotator.app.same_acts import SameActs
from annotator.app.session import Session
from annotator.core import edits
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError, ProjectError
from annotator.core.model import AnnotatorKind, NewDocument, Span, State
from annotator.core.selection import syllables
from annotator.storage import connection
from annotator.storage.project import Project
from annotator.workflows.setup import new_project

_SEEDS = Path(__file__).parents[2] / "seeds"
_TRACED_BY_ANYBODY = 0x59616D61, -1
"""PR_SET_PTRACER, PR_SET_PTRACER_ANY: a tracer that is no parent of ours may attach where the system is strict."""


def make_project(path: str) -> None:
    """A small project to work on: three articles with suggestions, and a person, Lan."""
    project = new_project(path, "Lan")
    batch = project.documents.begin_batch("fault tests")
    texts = [seed.read_text("utf-8")[:1500] for seed in sorted(_SEEDS.glob("*.txt"))[:3]]
    keys = project.documents.add(batch, [NewDocument(f"{n}.txt", text, f"Bài {n}") for n, text in enumerate(texts)])
    row = project.documents.batch(batch) or {}
    project.journal.apply(edits.show_batch(batch, row, {**row, "state": "visible"}, len(keys)), None)
    machine = project.people.ensure("máy", AnnotatorKind.MACHINE)
    labels = [label.id for label in project.labels.all()[:3]]
    for key, text in zip(keys, texts, strict=True):
        found = [(*word, labels[n % 3], 0.5) for n, word in enumerate(syllables(text)) if n % 9 == 0]
        project.annotations.add_run_spans(key, machine.id, text, found)
    project.close()


def let_the_writer_wait(milliseconds: int) -> None:
    """From now on it would wait so long for others, if it did, that no slow machine is taken for a wait."""
    connection.PATIENCE = milliseconds
    connection._WRITER = (f"busy_timeout={milliseconds}", *connection._WRITER[1:])


class Worker:
    """Somebody at work on one project: acts chosen at random, each reported with what it wrote or why it failed."""

    def __init__(self, order: dict[str, Any], say: Callable[..., None]) -> None:
        self._order = order
        self._say = say
        self._random = random.Random(order["seed"])
        if "patience" in order:
            let_the_writer_wait(order["patience"])
        self._session = Session()
        self._acts = Acts(self._session)
        self._committed: list[tuple[str, Edit]] = []
        self._failed: list[AnnotatorError] = []
        self._undoable = self._redoable = 0
        self._session.committed.connect(lambda step, edit: self._committed.append((step, edit)))
        self._session.failed.connect(self._failed.append)

    def work(self) -> None:
        """Opens the project, does as many acts as the order says with a checkpoint now and then, and closes it."""
        if self._attempt("open", self._open):
            for n in range(1, self._order["acts"] + 1):
                self._act()
                if n % self._order.get("checkpoint", 40) == 0:
                    self._attempt("checkpoint", self._checkpoint)
        self._attempt("close", self._session.close_project)
        self._say(end=True)

    def _open(self) -> None:
        project = Project.open(self._order["project"])
        if "cache" in self._order:  # pages; the fewer, the more is read again from the disk
            project.store.connection.execute(f"PRAGMA cache_size={int(self._order['cache'])}")
        self._session.open_project(project, "Lan")
        self._turn_page()

    def _turn_page(self) -> None:
        assert self._session.project is not None
        self._session.open_document(self._random.choice(self._session.project.documents.ids()))

    def _checkpoint(self) -> None:
        assert self._session.project is not None
        self._session.project.checkpoint()

    def _act(self) -> None:
        """One act; one that fails is tried once more, as a person would."""
        try:
            name, act = self._choose()
        except sqlite3.DatabaseError as error:  # what is looked at cannot be read
            self._say(unread=str(error))
            return
        if not self._attempt(name, act) and self._failed_to_save():
            self._attempt(f"{name}, again", act)

    def _failed_to_save(self) -> bool:
        return bool(self._failed) and self._failed[-1].code.startswith("project.")

    def _attempt(self, name: str, act: Callable[[], object]) -> bool:
        self._committed.clear()
        self._failed.clear()
        begin = time.perf_counter()
        try:
            act()
        except AnnotatorError as error:
            self._failed.append(error)
        except sqlite3.DatabaseError as error:  # the window's last resort tells it (`ui/application.py`)
            self._failed.append(ProjectError("project.unreadable", path=self._order["project"], reason=str(error)))
        except Exception as error:
            self._say(raised=repr(error), act=name)
            return False
        seconds = time.perf_counter() - begin
        for step, edit in self._committed:
            self._count(step)
            self._say(ok=step, act=name, changes=[[c.table, c.key, c.before, c.after] for c in edit.changes])
        for error in self._failed:
            self._say(failed=error.code, act=name, seconds=seconds, reason=str(error))
        if self._failed:
            self._compare_memory(name)
        return not self._failed

    def _count(self, step: str) -> None:
        self._undoable += -1 if step == "undo" else 1
        self._redoable = {"apply": 0, "undo": self._redoable + 1, "redo": self._redoable - 1}[step]

    def _compare_memory(self, name: str) -> None:
        """After a failure what is shown must be what is in the file."""
        document, project = self._session.document, self._session.project
        if document is None or project is None:
            return
        try:
            spans = project.annotations.spans(document.id, document.annotator)
            answers = project.annotations.answers(document.id, document.annotator)
            shown = sorted(document.spans.all, key=repr), sorted(document.answers.values(), key=repr)
        except Exception:  # it cannot be read just now, so nothing can be said
            return
        if shown != (sorted(spans, key=repr), sorted(answers, key=repr)):
            self._say(differs=name)

    def _choose(self) -> tuple[str, Callable[[], object]]:
        document = self._session.document
        chosen = self._random.choice(("add", "add", "add", "change", "change", "suggestion", "step", "other"))
        if document is None:
            return "page", self._turn_page
        if chosen == "step" and (self._undoable or self._redoable):
            steps = ["undo"] * bool(self._undoable) + ["redo"] * bool(self._redoable)
            return "step", getattr(self._session, self._random.choice(steps))
        if chosen == "change" and document.spans.all:
            return self._change(self._random.choice(document.spans.all))
        if chosen == "suggestion" and document.suggestions:
            return self._answer(self._random.choice(document.suggestions))
        return self._other() if chosen == "other" else self._add()

    def _add(self) -> tuple[str, Callable[[], object]]:
        assert self._session.document is not None
        words = syllables(self._session.document.text)
        first = self._random.randrange(len(words) - 3)
        start, end = words[first][0], words[first + self._random.randrange(3)][1]
        label = self._random.choice(self._session.span_labels)
        return "add", lambda: self._acts.add_span(start, end, label)

    def _change(self, span: Span) -> tuple[str, Callable[[], object]]:
        note = f"ghi chú {self._random.random()}"
        label = self._random.choice(self._session.span_labels)
        spans = self._session.document.spans.all if self._session.document else []
        other = self._random.choice(spans)
        relation = self._random.choice(self._session.relation_labels or self._session.span_labels)
        ways: dict[str, Callable[[], object]] = {
            "relabel": lambda: self._acts.relabel(span, label),
            "move": lambda: self._acts.move(span, span.start, span.end + 1),
            "note": lambda: self._acts.note(span, note),
            "delete": lambda: self._acts.delete(span),
            "same": lambda: SameActs(self._session).everywhere(span),
            "link": lambda: LinkActs(self._session).link(span, other, relation),
        }
        name = self._random.choice(list(ways))
        return name, ways[name]

    def _answer(self, suggestion: Span) -> tuple[str, Callable[[], object]]:
        name = self._random.choice(("accept", "reject", "skip"))
        return name, lambda: getattr(self._acts, name)(suggestion)

    def _other(self) -> tuple[str, Callable[[], object]]:
        state = self._random.choice((State.DONE, State.IN_PROGRESS))
        return self._random.choice((("state", lambda: self._acts.set_state(state)), ("page", self._turn_page)))


def serve(orders: Iterator[str]) -> None:
    """Forks a process for each order."""
    logging.disable()
    _warm_up()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    print("ready", flush=True)
    for line in orders:
        if os.fork() == 0:
            try:
                obey(json.loads(line))
            finally:
                os._exit(0)


def _warm_up() -> None:
    """Imports what the acts import when they are first done."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "warm.annotator")
        make_project(path)
        Worker({"project": path, "seed": 1, "acts": 80}, lambda **_said: None).work()


def obey(order: dict[str, Any]) -> None:
    """Works on one order until it is done or the process is no more."""
    ctypes.CDLL(None).prctl(*_TRACED_BY_ANYBODY, 0, 0, 0)
    random.seed(order["seed"])
    print(os.getpid(), flush=True)
    pipe = os.open(order["pipe"], os.O_WRONLY)
    numbers = itertools.count()
    Worker(order, lambda **said: _write(pipe, {"n": next(numbers), **said})).work()


def _write(pipe: int, said: dict[str, Any]) -> None:
    os.write(pipe, (json.dumps(said, ensure_ascii=False) + "\n").encode())


if __name__ == "__main__":
    serve(sys.stdin)
