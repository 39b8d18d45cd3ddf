"""Suggestions and words from the worker process into the session: what to ask for, and what becomes of the answers.

Requests are stamped with document, digest and generation; an answer to a question that is no longer asked is dropped.
A machine's layer is written piece by piece outside the undo stack; a run that did not reach the end is begun again.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from annotator.app.session import Session
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotator, AnnotatorKind, Span

if TYPE_CHECKING:
    from annotator.nlp.worker import Answer, Request, Worker

_log = logging.getLogger(__name__)


_AHEAD = 3
"""Pieces handed to the worker before their answers come: cutting a long text all at once would hold the window up."""

_CALM = 250
"""Milliseconds between two times that what has come is shown."""

_PAUSE = 150
"""Milliseconds after opening before words are asked for, so that leafing through articles asks for none."""


@dataclass
class _Stream:
    """The requests of one document, cut as they are needed, and how many are out."""

    text: str
    requests: Iterator[Request]
    out: int = 0
    failed: bool = False

    def take(self, count: int) -> list[Request]:
        """The next requests to hand over."""
        taken = list(islice(self.requests, count))
        self.out += len(taken)
        return taken


class Suggestions(QObject):
    """Keeps the machine's layer and the words of the open document coming."""

    progressed = Signal(int, int)
    """Documents done and asked for; equal when nothing is left."""
    _answered = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._worker: Worker | None = None
        self._machine: Annotator | None = None
        self._version = ""
        self._runs: dict[int, _Stream] = {}
        self._words: _Stream | None = None
        self._found_words: set[tuple[int, int]] = set()
        self._waiting: list[int] = []
        self._generation = 0
        self._done = self._asked = 0
        self._answered.connect(self._take, Qt.ConnectionType.QueuedConnection)
        session.project_changed.connect(self._restart)
        self._fresh: dict[int, list[Span]] = {}
        self._calm = QTimer(self, singleShot=True, interval=_CALM)
        self._calm.timeout.connect(self._hand_over)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._begin_words)
        session.document_opened.connect(self._pause.start)

    @property
    def is_busy(self) -> bool:
        """True while documents wait for suggestions."""
        return self._done < self._asked

    def suggest_all(self) -> None:
        """Asks for suggestions in every article that this suggester has not been over, the open one first."""
        project = self._session.project
        if project is None or not project.writable:
            return
        machine = self._ready()
        missing = project.annotations.without_run(machine.id, self._version)
        open_now = self._session.document.id if self._session.document else None
        missing.sort(key=lambda key: key != open_now)
        known = {*self._runs, *self._waiting}
        self._waiting += [key for key in missing if key not in known]
        self._asked = self._done + len(self._runs) + len(self._waiting)
        self.progressed.emit(self._done, self._asked)
        self._next_document()

    def cancel(self) -> None:
        """Forgets what is still to be asked; what was written stays, and a broken run is begun anew next time."""
        if self._worker is not None:
            self._worker.drop(lambda request: request.kind == "suggest")
        self._runs.clear()
        self._fresh.clear()
        self._waiting.clear()
        self._done = self._asked = 0
        self.progressed.emit(0, 0)

    def close(self) -> None:
        """Ends the worker process."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    def _restart(self) -> None:
        self.cancel()
        self._machine = None
        self._generation += 1

    def _ready(self) -> Annotator:
        """The machine's annotator in this project, with the worker that speaks for it."""
        from annotator.nlp import suggesters

        project = self._session.project
        assert project is not None
        if self._machine is None:
            self._machine = project.people.ensure(suggesters.DEFAULT, AnnotatorKind.MACHINE)
            self._version = suggesters.get(suggesters.DEFAULT).version
        return self._machine

    def _the_worker(self) -> Worker:
        if self._worker is None:
            from annotator.nlp.worker import Worker

            self._worker = Worker(self._answered.emit)
        return self._worker

    def _next_document(self) -> None:
        """Hands one document at a time to the worker, so that the one being read can always come next."""
        project, machine = self._session.project, self._machine
        if project is None or machine is None or self._runs or not self._waiting:
            return
        open_now = self._session.document.id if self._session.document else None
        key = open_now if open_now in self._waiting else self._waiting[0]
        self._waiting.remove(key)
        try:
            text = project.documents.text(key)
            project.annotations.begin_run(key, machine.id)
        except AnnotatorError as error:
            _log.warning("suggestions stopped: %s", error)
            self.cancel()
            return
        digest = project.documents.get(key).digest
        self._runs[key] = _Stream(text, self._requests("suggest", key, digest, text))
        self._feed(self._runs[key], _AHEAD)

    def _begin_words(self) -> None:
        document = self._session.document
        if self._worker is not None:
            self._worker.drop(lambda request: request.kind == "words")
        self._words, self._found_words = None, set()
        if document is not None and document.words is None:
            requests = self._requests("words", document.id, document.document.digest, document.text)
            self._words = _Stream(document.text, requests)
            self._feed(self._words, _AHEAD)

    def _feed(self, stream: _Stream, count: int) -> None:
        self._the_worker().submit(stream.take(count))

    def _requests(self, kind: Literal["suggest", "words"], document: int, digest: str, text: str) -> Iterator[Request]:
        from annotator.nlp import suggesters
        from annotator.nlp.segment import pieces
        from annotator.nlp.worker import Request

        generation = self._generation
        for start, end in pieces(text):
            open_now = self._session.document.id if self._session.document else None
            is_urgent = kind == "words" or document == open_now
            yield Request(kind, document, digest, generation, text[start:end], start, suggesters.DEFAULT, is_urgent)

    def _take(self, answer: Answer) -> None:
        request = answer.request
        if request.generation != self._generation or self._session.project is None:
            return
        if answer.error:
            _log.warning("worker: %s %s", answer.error, answer.detail)
        if request.kind == "words":
            self._take_words(answer)
        elif request.document in self._runs:
            self._take_suggestions(answer)

    def _take_words(self, answer: Answer) -> None:
        document, stream = self._session.document, self._words
        if document is None or stream is None or document.document.digest != answer.request.digest:
            return
        stream.out -= 1
        self._found_words.update((item[0], item[1]) for item in answer.items)
        self._feed(stream, 1)
        if stream.out == 0:
            self._session.take_words(document.id, sorted(self._found_words))

    def _take_suggestions(self, answer: Answer) -> None:
        key = answer.request.document
        run = self._runs[key]
        run.out -= 1
        run.failed |= answer.error is not None
        self._feed(run, 1)
        try:
            self._write(key, run, answer)
        except AnnotatorError as error:
            _log.warning("suggestions not written: %s", error)
            self.cancel()
            return
        if run.out == 0:
            del self._runs[key]
            self._done += 1
            self.progressed.emit(self._done, self._asked)
            self._next_document()

    def _write(self, key: int, run: _Stream, answer: Answer) -> None:
        project, machine = self._session.project, self._machine
        if project is None or machine is None:
            return
        labels = {label.name: label.id for label in self._session.labels}
        found = [(start, end, labels[name], score) for start, end, name, score in answer.items if name in labels]
        new = project.annotations.add_run_spans(key, machine.id, run.text, found)
        if run.out == 0 and not run.failed:
            project.annotations.end_run(key, machine.id, self._version)
        self._fresh.setdefault(key, []).extend(new)
        if run.out == 0:
            self._hand_over()
        elif not self._calm.isActive():
            self._calm.start()

    def _hand_over(self) -> None:
        """Shows what has come since the last time: a long article streams in without holding the window up."""
        fresh, self._fresh = self._fresh, {}
        for key, spans in fresh.items():
            if spans:
                self._session.take_suggestions(key, spans)
