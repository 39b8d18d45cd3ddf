from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.app.export_run import Exported, WorkerSegmenter, work
from annotator.app.jobs import CancelledError, Job
from annotator.core.errors import RefusedError
from annotator.nlp.segment import UndertheseaSegmenter
from annotator.storage.project import Project
from annotator.workflows import importing
from annotator.workflows.exporting import Request


@pytest.fixture
def words() -> Iterator[WorkerSegmenter]:
    made = WorkerSegmenter()
    yield made
    made.close()


def test_the_process_finds_the_words_that_a_thread_finds(words: WorkerSegmenter, seeds: list[Path]) -> None:
    text = seeds[0].read_text(encoding="utf-8")
    assert words.words(text) == UndertheseaSegmenter().words(text)
    words.close()
    assert words.words(text), "remembered, though the process is gone"


def test_waiting_ends_when_the_person_cancels(words: WorkerSegmenter) -> None:
    def check() -> None:
        raise CancelledError

    words.check = check
    with pytest.raises(CancelledError):
        words.words("Hà Nội hôm nay.")


def test_counting_leaves_no_file_and_writing_leaves_one(
    qapp: object, project: Project, words: WorkerSegmenter, seeds: list[Path], tmp_path: Path
) -> None:
    importing.run(project, [str(seeds[0])])
    output = tmp_path / "out.jsonl"
    counted = work(Request(project.path, str(output)), words, 7, True)(Job())
    assert counted.report is not None
    assert (counted.number, counted.report.documents) == (7, 1)
    assert not output.exists()
    written = work(Request(project.path, str(output)), words, 8, False)(Job())
    told = replace(counted.report, files=[str(output)], is_proved=True)
    assert written == Exported(8, told)
    assert output.exists()


def test_an_error_comes_with_the_number_it_belongs_to(
    qapp: object, project: Project, words: WorkerSegmenter, tmp_path: Path
) -> None:
    failed = work(Request(project.path, str(tmp_path / "x"), "unheard-of"), words, 3, False)(Job())
    assert failed.number == 3
    assert isinstance(failed.error, RefusedError)
