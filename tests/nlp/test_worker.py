from __future__ import annotations

import multiprocessing
import queue
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.nlp.worker import Answer, Request, Worker

ROOT = Path(__file__).parents[2]
WAIT = 300

# A suggester of another package: the text tells it what to do.
FAKE = """
import os, signal, sys, threading, time

class Maker:
    name, version = "fake", "1"

    def suggest(self, text):
        print("noise")
        if text == "die":
            os._exit(3)
        if text == "hang":
            threading.Event().wait()
        if text == "wait":
            while not os.path.exists(os.environ["ANNOTATOR_FAKE_GATE"]):
                time.sleep(0.01)
        if text == "fail":
            raise ValueError("bad text")
        if text == "modules":
            return [(0, 1, name, None) for name in ("PySide6", "sqlite3") if name in sys.modules]
        return [(0, len(text), text.upper(), 0.5), (5, 999, "OUTSIDE", None)]
"""


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    info = tmp_path / "annotator_fake-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: annotator-fake\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[annotator.suggesters]\nfake = annotator_fake:Maker\n")
    (tmp_path / "annotator_fake.py").write_text(FAKE)
    monkeypatch.syspath_prepend(tmp_path)


@pytest.fixture
def answers() -> queue.Queue[Answer]:
    return queue.Queue()


@pytest.fixture
def make(answers: queue.Queue[Answer]) -> Iterator[Callable[..., Worker]]:
    made: list[Worker] = []

    def build(**options: float) -> Worker:
        made.append(Worker(answers.put, **options))
        return made[-1]

    yield build
    for worker in made:
        worker.close()
    assert multiprocessing.active_children() == []


def request(text: str, **changes: object) -> Request:
    values: dict[str, object] = {"kind": "suggest", "document": 1, "digest": "d", "generation": 1, "start": 100}
    return Request(**{**values, "text": text, "suggester": "fake", **changes})


def test_words_and_suggestions_come_at_their_place_in_the_document(
    make: Callable[..., Worker], answers: queue.Queue[Answer]
) -> None:
    text = "Ông Putin ca ngợi Liên Xô"
    asked = [request(text, kind="words"), request(text, suggester="underthesea"), request(text, suggester="nobody")]
    make().submit(asked)
    words, suggested, refused = (answers.get(timeout=WAIT) for _ in asked)
    assert (words.request, words.error) == (asked[0], None)
    assert words.items == [(100, 103), (104, 109), (110, 117), (118, 125)]
    assert suggested.items == [(104, 109, "PER", None), (118, 125, "LOC", None)]
    assert (refused.items, refused.error) == ([], "suggester.unknown")


@pytest.mark.usefixtures("fake")
def test_one_piece_s_fault_is_its_own(make: Callable[..., Worker], answers: queue.Queue[Answer]) -> None:
    worker = make()

    def tell(answer: Answer) -> None:
        worker._patience = 0.1 if answer.request.text == "die" else WAIT  # only what hangs gets little time
        answers.put(answer)

    worker._on_answer = tell
    worker.submit(request(text) for text in ("one", "fail", "die", "hang", "two", "modules"))
    got = [answers.get(timeout=WAIT) for _ in range(6)]
    assert [answer.error for answer in got] == [None, "worker.failed", "worker.died", "worker.silent", None, None]
    assert got[0].items == [(100, 103, "ONE", 0.5)]
    assert "annotator_fake:" in got[1].detail, "where it failed"
    assert "bad" not in got[1].detail, "nothing of the text"
    assert got[4].items == [(100, 103, "TWO", 0.5)]
    assert got[5].items == [], "the process must load neither Qt nor SQLite"


@pytest.mark.usefixtures("fake")
def test_urgent_comes_next_and_dropped_never(
    make: Callable[..., Worker], answers: queue.Queue[Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = tmp_path / "gate"
    monkeypatch.setenv("ANNOTATOR_FAKE_GATE", str(gate))
    worker = make()
    late = [request("b", document=2), request("c"), request("e", generation=0), request("d", urgent=True)]
    worker.submit([request("wait", document=3), *late])
    assert worker.drop(2) == 1
    assert worker.drop(lambda waiting: waiting.generation == 0) == 1
    assert worker.drop(3) == 1, "whether it waits or is being worked on"
    assert worker.drop(2) == 0
    gate.touch()
    assert [answers.get(timeout=WAIT).request.text for _ in range(2)] == ["d", "c"]


@pytest.mark.usefixtures("fake")
def test_closing_ends_a_process_that_hangs(make: Callable[..., Worker], answers: queue.Queue[Answer]) -> None:
    worker = make()
    worker.submit([request("one"), request("hang"), request("two")])
    answers.get(timeout=WAIT)
    (process,) = multiprocessing.active_children()
    worker.close()
    worker.close()
    worker.submit([request("three")])
    assert process not in multiprocessing.active_children()
    assert answers.empty()


def test_unused_worker_starts_nothing(make: Callable[..., Worker]) -> None:
    make().submit([])
    assert multiprocessing.active_children() == []


@pytest.mark.usefixtures("fake")
def test_a_program_ends_without_closing(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        f"import sys, queue\nsys.path[:0] = [{str(ROOT)!r}, {str(tmp_path)!r}]\n"
        "from annotator.nlp.worker import Request, Worker\n"
        "if __name__ == '__main__':\n"
        "    answers = queue.Queue()\n"
        "    worker = Worker(answers.put)\n"
        "    worker.submit(Request('suggest', 1, '', 1, text, 0, 'fake') for text in ('one', 'hang'))\n"
        "    print(answers.get(timeout=300).items)\n"
    )
    done = subprocess.run([sys.executable, program], capture_output=True, text=True, timeout=WAIT, check=True)
    assert done.stdout == "[(0, 3, 'ONE', 0.5)]\n", "a suggester's own output must not mix with ours"
