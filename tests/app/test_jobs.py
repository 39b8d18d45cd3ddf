from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from annotator.app.jobs import Job, Jobs
from annotator.core.errors import RefusedError
from annotator.core.unexpected import caught


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("job")]


def watched(job: Job) -> list[Any]:
    """What a job says, in order."""
    said: list[Any] = []
    job.progressed.connect(lambda done, total, item: said.append((done, total, item)))
    job.finished.connect(lambda result: said.append(("finished", result)))
    job.failed.connect(lambda error: said.append(("failed", error.code)))
    job.cancelled.connect(lambda: said.append("cancelled"))
    job.ended.connect(lambda: said.append("ended"))
    return said


def test_progress_and_result_come_to_the_main_thread(jobs: Jobs, qtbot: QtBot) -> None:
    main, threads = QThread.currentThread(), []
    job = Job()
    said = watched(job)
    job.finished.connect(lambda _result: threads.append(QThread.currentThread()))

    def work(job: Job) -> str:
        threads.append(threading.current_thread())
        job.report(1, 2, "one")
        return "done"

    jobs.start(work, job)
    qtbot.waitUntil(lambda: "ended" in said)
    assert said == [(1, 2, "one"), ("finished", "done"), "ended"]
    assert threads[0] is not threading.main_thread()
    assert threads[1] == main


@pytest.mark.parametrize(
    ("error", "code", "is_reported"),
    [
        (ValueError("no"), "unforeseen", True),
        (RefusedError("span.blank"), "span.blank", False),
        (sqlite3.OperationalError("Could not decode to UTF-8 column 'title'"), "reading.damaged", False),
        (sqlite3.OperationalError("no such table: x"), "unforeseen", True),
    ],
)
def test_an_error_comes_back_with_a_sentence(
    jobs: Jobs, qtbot: QtBot, error: Exception, code: str, is_reported: bool
) -> None:
    job, reported = Job(), []
    said = watched(job)

    def work(_job: Job) -> None:
        raise error

    with caught(reported.append):
        jobs.start(work, job)
        qtbot.waitUntil(lambda: "ended" in said)
    assert said == [("failed", code), "ended"]
    assert reported == ([error] if is_reported else [])


def test_a_job_stops_at_its_next_report(jobs: Jobs, qtbot: QtBot) -> None:
    job = Job()
    said = watched(job)
    begun, go = threading.Event(), threading.Event()

    def work(job: Job) -> None:
        begun.set()
        go.wait(300)
        job.report(1, 2)
        raise AssertionError("went on")

    jobs.start(work, job)
    assert begun.wait(300)
    job.cancel()
    go.set()
    qtbot.waitUntil(lambda: "ended" in said)
    assert said == ["cancelled", "ended"]


def test_jobs_run_one_after_the_other(jobs: Jobs, qtbot: QtBot) -> None:
    order: list[int] = []
    last = Job()
    ended = watched(last)
    for number in range(3):
        jobs.start(lambda _job, number=number: order.append(number), last if number == 2 else None)
    qtbot.waitUntil(lambda: "ended" in ended)
    assert order == [0, 1, 2]


def test_closing_waits_for_what_runs_and_drops_what_does_not(qapp: object) -> None:
    jobs, ran = Jobs(), []
    begun = threading.Event()

    def long(job: Job) -> None:
        begun.set()
        while True:
            job.report(0, 0)

    jobs.start(long)
    jobs.start(lambda _job: ran.append(1))
    assert begun.wait(300)
    jobs.close()
    assert ran == []
