"""A search through the project beside the window: its hits as they come, kept up with what is edited meanwhile."""

from __future__ import annotations

import logging
import sqlite3
import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import closing
from typing import Any, NamedTuple, cast

from PySide6.QtCore import QObject, Signal

from annotator.app.jobs import CancelledError, Job, Jobs
from annotator.app.session import Session
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError, RefusedError
from annotator.core.model import Row
from annotator.core.query import Query
from annotator.storage import connection as connections
from annotator.storage.concordance import Hit, Scope, SpanAt, search
from annotator.storage.open_file import OpenFile
from annotator.storage.project import Project

_log = logging.getLogger(__name__)

_EVERY = 0.06
"""Seconds between two deliveries of hits: the window paints between them."""


Delivery = tuple[int, list[Hit], bool, bool]
"""The number of the search, further hits, whether the limit has ended it, and whether the index is broken."""
Outcome = tuple[int, AnnotatorError | None]
"""The number of the search, and what ended it too early."""


class Progress(NamedTuple):
    """How far a search is: articles done and in all, whether the limit of hits ended it, and whether it was all of
    the articles because the search index is broken."""

    done: int
    total: int
    is_cut: bool = False
    is_index_broken: bool = False


class HitSearch(QObject):
    """Runs one search at a time; a new one takes the place of the old one, whose late answers are dropped."""

    found = Signal(object)
    """A list of further hits; they are in `hits` already."""
    ended = Signal(object)
    """None, or the AnnotatorError that ended the search."""
    updated = Signal(object)
    """Numbers of hits whose spans are others now."""

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._job: Job | None = None
        self._number = 0
        self._told: Project | None = None
        """The project of which was said that its index is broken."""
        self._by_document: defaultdict[int, _Places] = defaultdict(_Places)
        self.hits: list[Hit] = []
        self.progress = Progress(0, 0)
        session.changed.connect(self._follow)

    @property
    def is_running(self) -> bool:
        """Whether hits may still come."""
        return self._job is not None

    @property
    def articles(self) -> int:
        """How many articles have hits."""
        return len(self._by_document)

    def start(self, query: Query, document: int | None = None) -> None:
        """Looks for a query in the project, or in one document."""
        self.clear()
        project, person = self._session.project, self._session.person
        if project is None or person is None:
            return
        scope = Scope(person.id, {label.name: label.id for label in self._session.span_labels}, document)
        self._job = job = Job(self._jobs)
        job.progressed.connect(self._take)
        job.finished.connect(self._end)
        self._jobs.start(_work(project.path, project.file, query, scope, self._number), job)

    def stop(self) -> None:
        """Gives the search up; what was found stays."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._number += 1

    def clear(self) -> None:
        """Gives the search up and forgets its hits."""
        self.stop()
        self.hits, self.progress = [], Progress(0, 0)
        self._by_document.clear()

    def _take(self, done: int, total: int, item: object) -> None:
        number, hits, is_cut, is_index_broken = cast(Delivery, item)
        if number != self._number:
            return
        self.progress = Progress(done, total, is_cut, is_index_broken)
        for place, hit in enumerate(hits, start=len(self.hits)):
            self._by_document[hit.document].add(hit, place)
        self.hits += hits
        self.found.emit(hits)

    def _end(self, result: object) -> None:
        number, error = cast(Outcome, result)
        if number == self._number:
            self._job = None
            self.ended.emit(error)
            self._tell_of_index()

    def _tell_of_index(self) -> None:
        project = self._session.project
        if self.progress.is_index_broken and project is not None and project is not self._told:
            self._told = project
            self._session.refuse(RefusedError("query.index", path=project.path))

    def _follow(self, edit: Edit) -> None:
        """Brings the spans on the hits up to date with an edit of the person at work."""
        person = self._session.person
        touched: set[int] = set()
        for change in edit.rows("span"):
            row = change.after or change.before or {}
            if person is not None and row["annotator"] == person.id and row["document"] in self._by_document:
                near = self._by_document[row["document"]]
                for place in {place for side in (change.before, change.after) if side for place in near.over(side)}:
                    before = self.hits[place]
                    after = _with_change(before, change.key, change.after)
                    if after is not before:
                        self.hits[place] = after
                        touched.add(place)
        if touched:
            self.updated.emit(sorted(touched))


class _Places:
    """Where the hits of one article stand in the list: an edit of many spans must not look at all of them for each."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._places: list[int] = []
        self._longest = 0

    def add(self, hit: Hit, place: int) -> None:
        """Takes the next hit, which begins no earlier than the one before."""
        self._starts.append(hit.start)
        self._places.append(place)
        self._longest = max(self._longest, hit.end - hit.start)

    def over(self, row: Row) -> Sequence[int]:
        """The places of the hits that may share a character with a span."""
        first = bisect_left(self._starts, row["start"] - self._longest)
        return self._places[first : bisect_left(self._starts, row["end"])]


def _with_change(hit: Hit, key: int, row: Any) -> Hit:
    """The hit with one span as it is after a change; the same object when that is not on it."""
    others = [span for span in hit.spans if span.id != key]
    if row is not None and row["start"] < hit.end and row["end"] > hit.start:
        others.append(SpanAt(key, row["start"], row["end"], row["label"]))
    spans = tuple(sorted(others, key=lambda span: (span.start, span.end, span.id)))
    return hit if spans == hit.spans else hit._replace(spans=spans)


def _work(path: str, file: OpenFile, query: Query, scope: Scope, number: int) -> Callable[[Job], Outcome]:
    """What the job does: searches on a connection of its own and hands over what came since the last time."""

    def work(job: Job) -> Outcome:
        kept: list[Hit] = []
        told = 0.0
        try:
            file.check()
            with (
                closing(connections.reader(path)) as connection,
                closing(search(connection, path, query, scope, lambda: _check(job))) as portions,
            ):
                for portion in portions:
                    file.check()
                    kept += portion.hits
                    is_last = portion.is_cut or portion.done >= portion.total
                    if is_last or time.monotonic() - told > _EVERY:
                        job.report(portion.done, portion.total, (number, kept, *portion[3:]))
                        kept, told = [], time.monotonic()
        except AnnotatorError as error:
            return number, error
        except (sqlite3.Error, OSError, UnicodeError):
            _log.exception("search failed")
            return number, RefusedError("query.failed")
        return number, None

    return work


def _check(job: Job) -> None:
    if job.is_cancelled:
        raise CancelledError
