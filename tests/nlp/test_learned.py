"""A person's model at work and its file: swapped in whole, refused when it is not as written, gone back from."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core.errors import RefusedError
from annotator.core.messages import SENTENCES
from annotator.nlp import learned, learned_files, worker
from annotator.nlp.gold import GoldArticle
from annotator.nlp.learned import run_version
from annotator.nlp.learned_files import Outcome
from annotator.nlp.suggesters import validated
from annotator.nlp.suggesters.news import News, model
from annotator.nlp.teacher import Teacher
from annotator.nlp.worker import Request

LABELS = ["PER", "ORG", "LOC", "TITLE", "DATE", "EVENT", "AWARD", "DOC", "NHẠC_CỤ"]
INSTRUMENTS = ("đàn bầu", "đàn tranh", "sáo trúc", "đàn nhị")
TEXTS = [
    "Em gái chơi đàn bầu rất hay.\nCòn anh trai thì thích đàn tranh hơn.",
    "Ông cụ ngồi chơi đàn bầu bên hiên.\nCháu nhỏ mang sáo trúc ra thổi.",
    "Lớp học dạy chơi đàn tranh và sáo trúc.\nAi cũng muốn nghe đàn nhị.",
    "Cô giáo dạy đàn nhị vào buổi tối.\nHọc trò mới thì chơi đàn bầu.",
]
NEW = "Người bạn của tôi chơi đàn bầu.\nSáng nào cũng nghe tiếng sáo trúc ngoài sân."


def article(text: str) -> GoldArticle:
    spans = [(text.index(name), text.index(name) + len(name), "NHẠC_CỤ") for name in INSTRUMENTS if name in text]
    return GoldArticle("a", text, tuple(sorted(spans)))


def instruments(spans: list) -> list[tuple[int, int, str]]:  # type: ignore[type-arg]
    return [tuple(span[:3]) for span in spans if span[2] == "NHẠC_CỤ"]  # type: ignore[misc]


@pytest.fixture(scope="module")
def base() -> News:
    return News()


@pytest.fixture(scope="module")
def taught(base: News, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("learned") / "p-1.model"
    assert learned_files.teach([article(text) for text in TEXTS], LABELS, path, base).accepted
    return path


@pytest.fixture
def path(taught: Path, tmp_path: Path) -> Path:
    """A file of its own with what was learnt."""
    copy = tmp_path / taught.name
    copy.write_bytes(taught.read_bytes())
    return copy


def test_the_file_says_what_was_learnt(base: News, path: Path) -> None:
    suggester = learned.read(path, base)
    assert instruments(suggester.suggest(NEW)) == list(article(NEW).spans)
    assert suggester.version.startswith(base.version)
    assert suggester.version != base.version
    kept = learned_files.kept(path)
    assert kept is not None
    assert (kept.articles, kept.accepted) == (4, True)
    assert kept.after["NHẠC_CỤ"].right > kept.before["NHẠC_CỤ"].right == 0
    assert kept.date


def test_the_lines_of_a_block_are_suggested_by_themselves(base: News, path: Path) -> None:
    suggester = learned.read(path, base)
    second = NEW.index("\n") + 1
    parts = [(0, second), (second, len(NEW))]
    assert [span for part in parts for span in suggester.suggest_within(NEW, *part)] == suggester.suggest(NEW)


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.sampled_from("aàĐ ồ\u0300\u00a0\r\n.,đàn bầuHÀ😀1/-\u200b"), max_size=200))
def test_any_text_gives_valid_spans(base: News, taught: Path, text: str) -> None:
    found = learned.read(taught, base).suggest(text)
    assert sorted(found) == validated(text, found)
    assert all(0 <= (span.score or 0) <= 1 for span in found)


@pytest.mark.parametrize("at", [0, 9, 60, -1])
def test_a_damaged_file_is_refused_and_the_shipped_model_learns_anew(base: News, path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(RefusedError) as error:
        learned.read(path, base)
    assert error.value.code in {"model.damaged", "model.foreign"}
    assert error.value.code in SENTENCES
    assert learned_files.kept(path) is None
    assert learned_files.digest(path, base.version) == ""
    assert worker_says(path) == []
    assert learned_files.teach([article(text) for text in TEXTS], LABELS, path, base).accepted
    assert instruments(learned.read(path, base).suggest(NEW)) == list(article(NEW).spans)


def test_a_model_on_another_shipped_one_is_refused(base: News, path: Path) -> None:
    container = model.read(path, "learned")
    model.write(path, {**container.manifest, "base": "older"}, container.parts)
    with pytest.raises(RefusedError) as error:
        learned.read(path, base)
    assert error.value.code == "model.foreign"
    assert learned_files.digest(path, base.version) == ""
    assert worker_says(path) == []


@pytest.mark.parametrize(
    "parts",
    [{}, {"crf": b"no model", "memory": b"[]", "held_out": b"{}"}, {"crf": b"", "memory": b"{", "held_out": b""}],
)
def test_a_whole_file_with_nonsense_in_it_is_refused(base: News, path: Path, parts: dict[str, bytes]) -> None:
    model.write(path, {"kind": "learned", "base": base.version}, parts)
    with pytest.raises(RefusedError) as error:
        learned.read(path, base)
    assert error.value.code == "model.foreign"


def test_the_shipped_model_is_no_persons_model(base: News, tmp_path: Path) -> None:
    model.write(tmp_path / "m.model", {"kind": "news"}, {})
    with pytest.raises(RefusedError) as error:
        learned.read(tmp_path / "m.model", base)
    assert error.value.code == "model.foreign"
    with pytest.raises(RefusedError) as error:
        learned.read(tmp_path / "none.model", base)
    assert error.value.code == "model.missing"


def worker_says(path: Path | str, muted: tuple[str, ...] = (), threshold: float = 0.0) -> list[tuple[int, int, str]]:
    """What the worker's process answers, worked out in this one."""
    request = Request("suggest", 1, "", 0, NEW, 0, "news", False, str(path), muted, threshold)
    items, error, _ = worker._answered(request)
    assert error is None
    return instruments(items)


def test_the_worker_speaks_with_the_persons_model(base: News, path: Path) -> None:
    assert worker_says(path) == list(article(NEW).spans)
    assert worker_says("") == []
    assert worker_says(path, muted=("NHẠC_CỤ",)) == []
    assert worker_says(path, threshold=1.1) == []
    learned_files.forget(path)
    assert worker_says(path) == []


def test_the_previous_model_is_kept_and_gone_back_to(base: News, path: Path) -> None:
    old = path.read_bytes()
    assert not learned_files.go_back(path)
    more = [
        article(text)
        for text in [*TEXTS, "Chị hàng xóm tập đàn tranh suốt buổi.", "Bố thổi sáo trúc, mẹ chơi đàn nhị."]
    ]
    trained = learned_files.learning.train(more, base, LABELS)
    assert trained is not None
    learned_files.swap(path, trained)
    assert path.read_bytes() != old
    assert learned_files.previous(path).read_bytes() == old
    assert learned_files.go_back(path)
    assert path.read_bytes() == old
    assert not learned_files.go_back(path)
    learned_files.forget(path)
    assert list(path.parent.iterdir()) == []
    learned_files.forget(path)


def test_a_model_that_is_worse_than_the_shipped_one_is_retired(base: News, path: Path) -> None:
    old = path.read_bytes()
    news = "Sáng nay, ông Nguyễn Văn An đến Hà Nội.\n"
    spans = ((14, 27, "PER"), (32, 38, "LOC"))
    changed_mind = [GoldArticle("a", f"{news}{text}", spans) for text in (*TEXTS, NEW)]
    outcome = learned_files.teach(changed_mind, LABELS, path, base)
    assert (outcome.accepted, outcome.is_retired) == (False, True)
    assert not path.exists()
    assert learned_files.previous(path).read_bytes() == old


def test_a_damaged_model_takes_the_place_of_no_previous_one(base: News, path: Path) -> None:
    old = path.read_bytes()
    learned_files.previous(path).write_bytes(old)
    path.write_bytes(old[:-7])
    assert learned_files.teach([article(text) for text in TEXTS[:3]], LABELS, path, base).accepted
    assert learned_files.previous(path).read_bytes() == old


def test_a_swap_that_fails_leaves_the_present_model(base: News, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = path.read_bytes()
    trained = learned_files.learning.train([article(text) for text in TEXTS[:3]], base, LABELS)
    assert trained is not None

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(RefusedError) as error:
        learned_files.swap(path, trained)
    assert error.value.code == "output.failed"
    assert error.value.values["reason"] == "No space left on device"
    assert path.read_bytes() == old
    assert sorted(each.name for each in path.parent.iterdir()) == ["p-1.model", "p-1.previous.model"]


def test_what_a_killed_process_began_to_write_is_swept(base: News, path: Path) -> None:
    (path.parent / f"{path.name}.123.new").write_bytes(b"half")
    learned_files.forget(path)
    assert list(path.parent.iterdir()) == []


def test_too_few_articles_leave_no_file(base: News, tmp_path: Path) -> None:
    assert learned_files.teach([article(NEW)], LABELS, tmp_path / "x.model", base) == Outcome(False, 1)
    assert list(tmp_path.iterdir()) == []


def test_the_version_tells_what_is_left_out() -> None:
    versions = [run_version("1"), run_version("1", "a"), run_version("1", "b"), run_version("1", "a", ["PER"]),
                run_version("1", "", ["PER"]), run_version("1", "", [], 0.5), run_version("2", "a")]  # fmt: skip
    assert versions[0] == "1"
    assert len(set(versions)) == len(versions)
    assert run_version("1", "a", ["X", "Y"]) == run_version("1", "a", ["Y", "X"])


class Ear:
    """Waits for what a teacher says at the end of a lesson."""

    def __init__(self) -> None:
        self.heard: list[Outcome | None] = []
        self._said = threading.Event()

    def __call__(self, outcome: Outcome | None) -> None:
        self.heard.append(outcome)
        self._said.set()

    def wait(self) -> Outcome | None:
        assert self._said.wait(300)
        return self.heard[0]


def test_a_process_learns_and_swaps_the_model_in(tmp_path: Path, base: News) -> None:
    teacher, ear, path = Teacher(), Ear(), tmp_path / "new" / "p.model"
    teacher.teach([article(text) for text in TEXTS], LABELS, path, ear)
    outcome = ear.wait()
    teacher.close()
    assert outcome is not None
    assert outcome.accepted
    assert instruments(learned.read(path, base).suggest(NEW)) == list(article(NEW).spans)
    assert not teacher.is_busy


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal")
def test_a_process_that_is_killed_leaves_the_old_model(path: Path) -> None:
    old, teacher, ear = path.read_bytes(), Teacher(), Ear()
    teacher.teach([article(text) for text in TEXTS[:3]], LABELS, path, ear)
    assert teacher.pid is not None
    os.kill(teacher.pid, signal.SIGKILL)
    assert ear.wait() is None
    teacher.close()
    assert path.read_bytes() == old


def test_a_process_that_hangs_is_ended(path: Path) -> None:
    teacher, ear = Teacher(patience=0.01), Ear()
    teacher.teach([article(text) for text in TEXTS], LABELS, path, ear)
    assert ear.wait() is None
    teacher.close()


def test_nothing_is_said_after_closing(path: Path) -> None:
    old, teacher, ear = path.read_bytes(), Teacher(), Ear()
    teacher.teach([article(text) for text in TEXTS[:3]], LABELS, path, ear)
    pid = teacher.pid
    assert teacher.is_busy
    teacher.close()
    teacher.close()
    assert pid is not None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert ear.heard == []
    assert path.read_bytes() == old
