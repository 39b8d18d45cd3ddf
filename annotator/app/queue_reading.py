"""Where the suggestions of a queue are read: the article on screen from memory, the project from its file, in a job
where that takes long."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial

from annotator.app.jobs import Job
from annotator.app.queue import Queue
from annotator.app.session import Session
from annotator.storage import connection as connections
from annotator.storage import queue
from annotator.storage.queue import Suggestion

AT_ONCE = 3_000
"""More suggestions than this are read in a job: reading so many takes 20 ms."""


class Reading:
    """The suggestions that wait for the person at work, or those that were `skipped`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of_article(self, skipped: bool) -> Sequence[Suggestion]:
        """Those of the article on screen."""
        document = self._session.document
        return self.of_documents([document.id], skipped) if document is not None else []

    def of_documents(self, documents: Collection[int], skipped: bool) -> list[Suggestion]:
        """Those of some documents: from memory what is on screen, since it is there already."""
        project, person, shown = self._session.project, self._session.person, self._session.document
        if project is None or person is None:
            return []
        found: list[Suggestion] = []
        connection = project.store.connection
        keys = set(documents)
        if shown is not None and shown.id in keys and not skipped:
            found += shown.suggestions
            keys.discard(shown.id)
        visible = keys.intersection(queue.documents(connection, person.id, skipped)) if keys else keys
        found += queue.waiting_in(connection, person.id, sorted(visible), skipped)
        return found

    def count(self) -> int:
        """How many wait in the whole project."""
        project, person = self._session.project, self._session.person
        return 0 if project is None or person is None else queue.total(project.store.connection, person.id)

    def of_project(self, skipped: bool) -> list[Suggestion]:
        """Those of all articles, read now."""
        project, person = self._session.project, self._session.person
        if project is None or person is None:
            return []
        connection = project.store.connection
        documents = queue.documents(connection, person.id, skipped)
        return list(queue.waiting_in(connection, person.id, documents, skipped))

    def reading(self, waiting: Queue, skipped: bool) -> Callable[[Job], Queue] | None:
        """The work of a job that fills a queue with those of all articles, on a connection of its own."""
        project, person = self._session.project, self._session.person
        if project is None or person is None:
            return None
        return project.file.reading(partial(_read, project.path, person.id, waiting, skipped))


def _read(path: str, person: int, waiting: Queue, skipped: bool, job: Job) -> Queue:
    connection = connections.reader(path)
    try:
        keys = queue.documents(connection, person, skipped)
        waiting.fill(queue.waiting_in(connection, person, keys, skipped, lambda done: job.report(done, len(keys))))
        return waiting
    finally:
        connection.close()
