"""Suggestions and words from the worker process into the session: what to ask for, and what becomes of the answers.

Requests are stamped with document, digest and generation, another one each time a document is asked about; an answer
to a question that is no longer asked is dropped.
A machine's layer is written piece by piece outside the undo stack, what is new in a piece in place of what is no longer
found there; a run that did not reach the end is begun again.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from annotator.app.home import home
from annotator.app.session import Session
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotator, AnnotatorKind, Span, State
from annotator.core.redaction import ElsewhereError
from annotator.core.unexpected import report
from annotator.storage.annotations import Found
from annotator.storage.project import Project

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
    """The requests of one document, cut as they are needed, and how many are out.

    `generation` is on each of them. `old` is what the machine suggested there before, as far as no answer has taken its
    place.
    """

    generation: int
    text: str
    requests: Iterator[Request]
    old: list[Span] = field(default_factory=list)
    out: int = 0
    failed: bool = False

    def take(self, count: int) -> list[Request]:
        """The next requests to hand over."""
        taken = list(islice(self.requests, count))
        self.out += len(taken)
        return taken

    def stale(self, start: int, end: int, found: Collection[Found]) -> list[Span]:
        """What was suggested in `[start, end)` and is not `found` there again, as certain as it was; asked for once."""
        here = [span for span in self.old if start <= span.start < end]
        self.old = [span for span in self.old if not start <= span.start < end]
        return [span for span in here if (span.start, span.end, span.label, span.score) not in found]


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
        self._base_version = self._version = ""
        self._learned = ""
        self._muted: tuple[str, ...] = ()
        self._threshold = 0.0
        self._runs: dict[int, _Stream] = {}
        self._words: _Stream | None = None
        self._found_words: set[tuple[int, int]] = set()
        self._waiting: list[int] = []
        self._generation = 0
        self._done = self._asked = 0
        self._answered.connect(self._take, Qt.ConnectionType.QueuedConnection)
        session.project_changed.connect(self._restart)
        session.person_changed.connect(self.renew)
        self._fresh: dict[int, list[Span]] = {}
        self._gone: dict[int, list[Span]] = {}
        self._calm = QTimer(self, singleShot=True, interval=_CALM)
        self._calm.timeout.connect(self._hand_over)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._begin_words)
        session.document_opened.connect(self._pause.start)

    @property
    def is_busy(self) -> bool:
        """True while documents wait for suggestions."""
        return self._done < self._asked

    def limit(self, muted: Iterable[str] = (), threshold: float = 0.0) -> None:
        """Leaves out suggestions by `muted` labels and those less certain than `threshold`, from now on."""
        self._muted, self._threshold = tuple(sorted(muted)), threshold
        self._hand_over()
        try:
            self._thin_out()
        except AnnotatorError as error:
            _log.warning("suggestions stay: %s", error)
        self.renew()

    def renew(self) -> None:
        """Goes over the unfinished articles again when what suggests is no longer what it was."""
        before = self._version
        if self._machine is not None and self._refresh() != before:
            self.cancel()
            self.suggest_all()

    def suggest_all(self) -> None:
        """Asks for suggestions in every article that this suggester has not been over, the open one first.

        Articles that are done keep what an earlier version of it suggested.
        """
        project = self._session.project
        if project is None or not project.writable:
            return
        try:
            machine = self._ready()
        except AnnotatorError as error:
            _log.warning("no suggestions: %s", error)
            return
        person = self._session.at_work
        finished = project.annotations.finished_with_run(machine.id, person.id) if person else set()
        missing = [key for key in project.annotations.without_run(machine.id, self._version) if key not in finished]
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
        self._hand_over()
        self._runs.clear()
        self._waiting.clear()
        self._done = self._asked = 0
        self.progressed.emit(0, 0)

    def close(self) -> None:
        """Ends the worker process."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    def _restart(self) -> None:
        self._fresh.clear()
        self._gone.clear()
        self.cancel()
        self._words = self._machine = None

    def _ready(self) -> Annotator:
        """The machine's annotator in this project, with the worker that speaks for it."""
        from annotator.nlp import suggesters

        project = self._session.project
        assert project is not None
        if self._machine is None:
            self._machine = project.people.ensure(suggesters.DEFAULT, AnnotatorKind.MACHINE)
            self._base_version = suggesters.get(suggesters.DEFAULT).version
            self._refresh()
        return self._machine

    def _refresh(self) -> str:
        """The version of what suggests now: the shipped model, the person's, and what is left out."""
        from annotator.nlp import learned_files
        from annotator.nlp.learned import run_version
        from annotator.workflows import learning

        project, person = self._session.project, self._session.at_work
        assert project is not None
        path = learning.path_of(home() / "learned", project, person) if person is not None else None
        digest = learned_files.digest(path, self._base_version) if path is not None else ""
        self._learned = str(path) if digest else ""
        self._version = run_version(self._base_version, digest, self._muted, self._threshold)
        return self._version

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
            old = project.annotations.spans(key, machine.id)
            project.annotations.reopen_run(key, machine.id)
        except AnnotatorError as error:
            _log.warning("suggestions stopped: %s", error)
            self.cancel()
            return
        digest = project.documents.get(key).digest
        self._runs[key] = self._stream("suggest", key, digest, text)
        self._runs[key].old = old
        self._feed(self._runs[key], _AHEAD)

    def _begin_words(self) -> None:
        document = self._session.document
        if self._worker is not None:
            self._worker.drop(lambda request: request.kind == "words")
        self._words, self._found_words = None, set()
        if document is not None and document.words is None:
            self._words = self._stream("words", document.id, document.document.digest, document.text)
            self._feed(self._words, _AHEAD)

    def _feed(self, stream: _Stream, count: int) -> None:
        self._the_worker().submit(stream.take(count))

    def _stream(self, kind: Literal["suggest", "words"], document: int, digest: str, text: str) -> _Stream:
        self._generation += 1
        return _Stream(self._generation, text, self._requests(kind, document, digest, text, self._generation))

    def _requests(
        self, kind: Literal["suggest", "words"], document: int, digest: str, text: str, generation: int
    ) -> Iterator[Request]:
        from annotator.nlp import suggesters
        from annotator.nlp.segment import pieces, pieces_in_blocks
        from annotator.nlp.worker import Request

        # A word knows nothing of the rest of the article; what a name is may stand anywhere in it.
        cut = (((start, end), None) for start, end in pieces(text)) if kind == "words" else pieces_in_blocks(text)
        for (start, end), piece in cut:
            open_now = self._session.document.id if self._session.document else None
            is_urgent = kind == "words" or document == open_now
            yield Request(kind, document, digest, generation, text[start:end], start, suggesters.DEFAULT, is_urgent,
                          self._learned, self._muted, self._threshold, piece)  # fmt: skip

    def _take(self, answer: Answer) -> None:
        request = answer.request
        stream = self._words if request.kind == "words" else self._runs.get(request.document)
        if stream is None or request.generation != stream.generation or self._session.project is None:
            return
        if answer.error == "worker.failed":
            report(ElsewhereError(answer.detail))
        if request.kind == "words":
            self._take_words(answer, stream)
        else:
            self._take_suggestions(answer, stream)

    def _take_words(self, answer: Answer, stream: _Stream) -> None:
        document = self._session.document
        if document is None or document.document.digest != answer.request.digest:
            return
        stream.out -= 1
        self._found_words.update((item[0], item[1]) for item in answer.items)
        self._feed(stream, 1)
        if stream.out == 0:
            self._session.take_words(document.id, sorted(self._found_words))

    def _take_suggestions(self, answer: Answer, run: _Stream) -> None:
        key = answer.request.document
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
        if answer.error is None:
            self._exchange(project, machine, run, answer)
        if run.out == 0 and not run.failed:
            project.annotations.end_run(key, machine.id, self._version)
        if run.out == 0:
            self._hand_over()
        elif not self._calm.isActive():
            self._calm.start()

    def _exchange(self, project: Project, machine: Annotator, run: _Stream, answer: Answer) -> None:
        """Writes what was found in a piece in place of what was suggested there before; what is in both stays."""
        request, layers = answer.request, project.annotations
        labels = {label.name: label.id for label in self._session.span_labels}
        found = [(start, end, labels[name], score) for start, end, name, score in answer.items if name in labels]
        start, end = request.piece or (0, len(request.text))
        gone = run.stale(request.start + start, request.start + end, set(found))
        layers.remove_run_spans(gone)
        self._gone.setdefault(request.document, []).extend(gone)
        new = layers.add_run_spans(request.document, machine.id, run.text, found)
        self._fresh.setdefault(request.document, []).extend(new)

    def _thin_out(self) -> None:
        """Takes out of the article being read at once what is to be left out; the run that follows brings the rest."""
        project, machine, document = self._session.project, self._machine, self._session.document
        if project is None or machine is None or document is None or document.state == State.DONE:
            return
        muted = {label.id for label in self._session.span_labels if label.name in self._muted}
        gone = [
            span
            for span in project.annotations.spans(document.id, machine.id)
            if span.label in muted or (span.score is not None and span.score < self._threshold)
        ]
        if gone:
            project.annotations.reopen_run(document.id, machine.id)
            project.annotations.remove_run_spans(gone)
            self._session.exchange_suggestions(document.id, gone, [])

    def _hand_over(self) -> None:
        """Shows what has come since the last time: a long article streams in without holding the window up."""
        fresh, self._fresh = self._fresh, {}
        gone, self._gone = self._gone, {}
        for key in dict.fromkeys((*gone, *fresh)):
            if gone.get(key) or fresh.get(key):
                self._session.exchange_suggestions(key, gone.get(key, []), fresh.get(key, []))
