"""The program tries itself: the real window on the sample project, from the first suggestion to the exported file.

What a frozen build forgot to carry (a module that is imported by name, a model, a plugin of Qt) shows itself here, and
so does what a checkout is missing. Nothing of a person's own is touched: everything lies in a folder made for the run.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from types import TracebackType

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication

from annotator import formats
from annotator.app.import_run import ImportResult, ImportRun
from annotator.app.open_document import OpenDocument
from annotator.core.assets import asset
from annotator.core.exchange import AnnotatedDocument
from annotator.core.messages import sentence
from annotator.formats.protocol import ReadOptions
from annotator.formats.source import FileSource
from annotator.storage.project import Project
from annotator.ui import actions, selftest_files
from annotator.ui.application import build
from annotator.ui.program import Program
from annotator.workflows import exporting
from annotator.workflows.people import only_person

_PATIENCE = 120_000
"""Milliseconds that one step may wait for: a cold disk, a virus scanner and a busy machine take their time."""
_LOOK_AGAIN = 50

Named = tuple[str, int, int, str, str]
"""A span by name: document, start, end (code points, half-open), label, quote."""


class _FailedError(Exception):
    """A step did not come to what it should; the argument says in what."""


def selftest() -> int:
    """Goes through every step, says on stdout what was well, and gives the exit code: 0 all, 1 not.

    Works in a temporary folder, which is made inside ANNOTATOR_HOME when that is given.
    """
    _choose_platform()
    with _own_home() as folder, _caught() as troubles:
        run = _Run(folder, troubles)
        try:
            for step in run.steps():
                began = time.monotonic()
                said = step()
                run.check()
                _say(f"ok {said} ({time.monotonic() - began:.1f} s)")
        except Exception as error:  # whatever it is, it is what this is looking for
            is_ours = isinstance(error, _FailedError)
            _say(f"failed: {error}" if is_ours else "failed:\n" + "".join(traceback.format_exception(error)))
            return 1
        finally:
            run.end()
    return 0


class _Run:
    """One run over the steps; each of them raises, or answers with what is shown to work."""

    def __init__(self, folder: str, troubles: list[str]) -> None:
        self._folder = folder
        self._troubles = troubles
        self._edited: set[Named] = set()

    def steps(self) -> tuple[Callable[[], str], ...]:
        """The steps in order."""
        return (
            self._open, self._wait_for_sample, self._wait_for_suggestions, self._accept, self._label, self._undo_redo,
            self._export_jsonl, self._export_conll, self._import, self._close, self._reopen,
        )  # fmt: skip

    def check(self) -> None:
        """Raises for what went wrong where nobody could catch it: in slots, threads, and acts that were refused."""
        if self._troubles:
            raise _FailedError("\n".join(self._troubles))

    def end(self) -> None:
        """Closes the window, whatever happened, so that neither a process nor a lock is left behind."""
        if hasattr(self, "_window") and self._window.isVisible():
            self._window.close()

    def _open(self) -> str:
        app, self._window = build([sys.argv[0]])
        self._program = next(each for each in app.findChildren(Program) if each.window is self._window)
        self._session = self._program.session
        self._session.failed.connect(lambda error: self._troubles.append(sentence(error)))
        _expect(self._window.isVisible(), "the window is not shown")
        return f"window opened on {QGuiApplication.platformName()}"

    def _wait_for_sample(self) -> str:
        self._wait(lambda: self._session.document is not None, "the sample project")
        assert self._session.project is not None
        articles, seeds = len(self._session.project.documents.ids()), len(list(asset("seeds").glob("*.txt")))
        _expect(articles == seeds > 0, f"{articles} articles in the sample project instead of {seeds}")
        return f"sample project made of {articles} articles"

    def _wait_for_suggestions(self) -> str:
        document = self._document
        self._wait(lambda: bool(document.suggestions), "suggestions")
        self._wait(lambda: document.words is not None and not self._program.suggestions.is_busy, "the suggester")
        for span in document.suggestions:
            _expect(document.text[span.start : span.end] == span.quote, "a suggestion does not fit its text")
        return f"{len(document.suggestions)} suggestions and {len(document.words or ())} words in the open article"

    def _accept(self) -> str:
        self._act("suggestion.next")
        current = self._window.desk.view.current
        _expect(current in self._document.suggestions, "no suggestion is current")
        assert current is not None
        before = len(self._document.suggestions)
        self._act("suggestion.accept")
        _expect(self._has(current.start, current.end, current.label), "the accepted suggestion is not there")
        _expect(len(self._document.suggestions) < before, "the accepted suggestion is still open")
        return "suggestion accepted"

    def _label(self) -> str:
        view = self._window.desk.view
        label = next(label for label in self._session.span_labels if label.name == "PER")
        start, end = _free_words(self._document, view.is_raw)
        view.select(start, end)
        _expect(view.selection == (start, end), f"selected {view.selection} instead of {(start, end)}")
        self._act("span.label.PER")
        self._labelled = (start, end, label.id)
        _expect(self._has(*self._labelled), "the labelled words are no span")
        return "selected words labelled"

    def _undo_redo(self) -> str:
        self._act("edit.undo")
        _expect(not self._has(*self._labelled), "undo left the span there")
        self._act("edit.redo")
        _expect(self._has(*self._labelled), "redo did not bring the span back")
        return "label undone and done again"

    def _export_jsonl(self) -> str:
        self._edited = _spans_in(self._path)
        output, report = self._export("jsonl")
        read = _spans_read(output)
        _expect(len(read) == report.spans == len(self._document.spans.all) > 1, f"{len(read)} spans came back")
        _expect(read == self._edited, "the spans read back from JSONL are not those of the project")
        return f"{len(read)} spans exported as JSONL and read back"

    def _export_conll(self) -> str:
        output, report = self._export("conll")
        with open(output, encoding="utf-8") as file:
            tags = [line.rpartition("\t")[2].strip() for line in file]
        begun = sum(tag.startswith("B-") for tag in tags)
        _expect(begun == report.spans == len(self._edited), f"{begun} spans are in the CoNLL file")
        _expect("B-PER" in tags, "the labelled words are not in the CoNLL file")
        return f"{begun} spans exported as CoNLL"

    def _import(self) -> str:
        paths = [selftest_files.write_page(self._folder), selftest_files.write_docx(self._folder)]
        run = ImportRun(self._session, self._program.jobs, paths)
        ended: list[ImportResult] = []
        run.done.connect(ended.append)
        run.start()
        self._wait(lambda: bool(ended), "the import")
        said = "; ".join(sentence(problem.error) for problem in ended[0].problems)
        _expect(ended[0].articles == len(paths), f"{ended[0].articles} articles were imported. {said}")
        assert self._session.project is not None
        documents = self._session.project.documents
        page, word = (documents.find(os.path.basename(path)) for path in paths)
        is_right = (page.title, page.published) == (selftest_files.TITLE, selftest_files.DAY)
        _expect(is_right and documents.text(page.id).splitlines() == selftest_files.PARAGRAPHS, "the page was misread")
        _expect(documents.text(word.id).strip() == selftest_files.PARAGRAPHS[0], "the Word document was misread")
        return "a web page and a Word document imported"

    def _close(self) -> str:
        path = self._path
        _expect(self._window.close(), "the window did not close")
        self._closed_path = path
        _expect(self._session.project is None, "the project was not closed")
        _expect(not multiprocessing.active_children(), "a process was left behind")
        return "window closed"

    def _reopen(self) -> str:
        project = Project.open(self._closed_path)
        try:
            undoable = project.journal.next("undo", only_person(project).id)
            _expect(undoable is not None, "the edits cannot be undone any more")
        finally:
            project.close()
        _expect(_spans_in(self._closed_path) == self._edited, "the edits are not in the file")
        return "project opened again with every edit in it"

    @property
    def _document(self) -> OpenDocument:
        document = self._session.document
        _expect(document is not None, "no article is open")
        assert document is not None
        return document

    @property
    def _path(self) -> str:
        assert self._session.project is not None
        return self._session.project.path

    def _act(self, name: str) -> None:
        """Does what a click on the menu or a key does."""
        action = actions.child(self._window, name)
        _expect(action.isEnabled(), f"{name} is disabled")
        action.trigger()
        self.check()

    def _has(self, start: int, end: int, label: int) -> bool:
        near = self._document.spans.between(start, end)
        return any((span.start, span.end, span.label) == (start, end, label) for span in near)

    def _export(self, name: str) -> tuple[str, exporting.Report]:
        output = os.path.join(self._folder, f"exported{formats.get(name).suffixes[0]}")
        report = exporting.export(exporting.Request(self._path, output, name))
        _expect(not report.losses, f"{name} lost spans")
        return output, report

    def _wait(self, condition: Callable[[], bool], what: str) -> None:
        """Runs the event loop until the condition holds. Raises _FailedError when it never does."""
        deadline, loop, clock = QDeadlineTimer(_PATIENCE), QEventLoop(), QTimer(interval=_LOOK_AGAIN)
        clock.start()
        while not condition():
            self.check()
            _expect(not deadline.hasExpired(), f"waited in vain for {what}")
            loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def _free_words(document: OpenDocument, raw: bool) -> tuple[int, int]:
    """The range of the first two neighbouring words on screen that nothing is on."""
    shown = document.shown_lines(raw)
    for (start, end_of_first), (second, end) in pairwise(document.words or ()):
        is_plain = document.text[end_of_first:second] == " " and document.text[start].isalpha()
        is_free = not document.spans.between(start, end) and not document.suggestions_between(start, end)
        if is_plain and is_free and any(low <= start and end <= high for low, high in shown):
            return start, end
    raise _FailedError("there are no two words without a span")


def _spans_in(path: str) -> set[Named]:
    """The spans of the only person, as the file has them."""
    project = Project.open(path, read_only=True)
    try:
        labels = {label.id: label.name for label in project.labels.all()}
        person = only_person(project).id
        return {
            (project.documents.get(key).name, span.start, span.end, labels[span.label], span.quote)
            for key in project.documents.ids()
            for span in project.annotations.spans(key, person)
        }
    finally:
        project.close()


def _spans_read(path: str) -> set[Named]:
    """The spans of an exported file."""
    read = list(formats.get("jsonl").read(FileSource(path), ReadOptions()))
    _expect(all(isinstance(content, AnnotatedDocument) for content in read), "the JSONL file has bad records")
    return {
        (content.name, mark.start, mark.end, mark.label, mark.quote)
        for content in read
        if isinstance(content, AnnotatedDocument)
        for layer in content.annotations
        for mark in layer.spans
    }


@contextmanager
def _own_home() -> Iterator[str]:
    """A folder for everything the program keeps, inside the one that is given, if any."""
    given = os.environ.get("ANNOTATOR_HOME")
    if given:
        os.makedirs(given, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="selftest-", dir=given, ignore_cleanup_errors=True) as folder:
        os.environ["ANNOTATOR_HOME"] = folder
        try:
            yield folder
        finally:
            if given is None:
                del os.environ["ANNOTATOR_HOME"]
            else:
                os.environ["ANNOTATOR_HOME"] = given


@contextmanager
def _caught() -> Iterator[list[str]]:
    """Collects what nobody catches: Qt calls slots, and swallows what they raise."""
    troubles: list[str] = []

    def take(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        troubles.append("".join(traceback.format_exception(kind, error, trace)))

    old, old_in_threads = sys.excepthook, threading.excepthook
    sys.excepthook = take
    threading.excepthook = lambda raised: take(raised.exc_type, raised.exc_value, raised.exc_traceback)
    try:
        yield troubles
    finally:
        sys.excepthook, threading.excepthook = old, old_in_threads


def _choose_platform() -> None:
    """Draws nowhere when there is no display to draw on."""
    has_display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform.startswith("linux") and not has_display:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def _expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise _FailedError(otherwise)


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - what the steps say is what this is run for
