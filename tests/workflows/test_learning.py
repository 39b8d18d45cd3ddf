from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from clock import holds

from annotator.core.errors import RefusedError
from annotator.core.model import Annotator
from annotator.nlp import learned_files
from annotator.nlp.learned import Learned
from annotator.nlp.suggesters.news import News
from annotator.storage.project import Project
from annotator.workflows import importing, learning, suggesting

Write = Callable[[str, str | bytes], str]

TEXTS = {
    "a": "Em gái chơi đàn bầu rất hay.\nCòn anh trai thì thích sáo trúc hơn.",
    "b": "Ông cụ ngồi chơi đàn bầu bên hiên.\nCháu nhỏ mang sáo trúc ra thổi.",
    "c": "Lớp học dạy chơi đàn bầu và sáo trúc.\nAi cũng muốn nghe.",
    "d": "Người bạn của tôi chơi đàn bầu.\nSáng nào cũng nghe tiếng sáo trúc ngoài sân.",
}


@pytest.fixture(scope="module")
def base() -> News:
    return News()


@pytest.fixture
def fill(project: Project, write: Write) -> Callable[..., Annotator]:
    """Brings the four articles in with Lan's spans, all by one label, and her states."""

    def filled(**states: str) -> Annotator:
        lines = ""
        for name, text in TEXTS.items():
            at = [(text.index(quote), len(quote)) for quote in ("đàn bầu", "sáo trúc")]
            spans = [{"start": start, "end": start + length, "label": "AWARD"} for start, length in at]
            record = {"name": name, "title": name, "text": text, "annotator": "Lan", "spans": spans}
            lines += json.dumps({**record, "state": states.get(name, "new")}) + "\n"
        assert importing.run(project, [write("lan.jsonl", lines)]).articles == len(TEXTS)
        return project.people.find("Lan")

    return filled


def test_a_person_is_learnt_from(project: Project, base: News, fill: Callable[..., Annotator], tmp_path: Path) -> None:
    person = fill(a="done", b="done", c="done")
    steps: list[tuple[int, int]] = []
    outcome = learning.learn(project, person, tmp_path, base, lambda *step: steps.append(step))
    assert (outcome.accepted, outcome.articles) == (True, 3)
    assert outcome.after["AWARD"].right > outcome.before["AWARD"].right
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]
    path = learning.path_of(tmp_path, project, person)
    assert [each.name for each in tmp_path.glob("*.model")] == [path.name]
    suggester = learning.personal(project, base, tmp_path)
    assert isinstance(suggester, Learned)
    suggesting.suggest(project, suggester)
    machine = project.people.find("news")
    quotes = [span.quote for span in project.annotations.spans(project.documents.find("d").id, machine.id)]
    assert {"đàn bầu", "sáo trúc"} <= set(quotes)


def test_only_what_is_done_counts(project: Project, base: News, fill: Callable[..., Annotator], tmp_path: Path) -> None:
    person = fill(a="done", b="in-progress", c="skipped")
    outcome = learning.learn(project, person, tmp_path, base)
    assert (outcome.accepted, outcome.articles) == (False, 1)
    assert [each.name for each in learning.finished(project, person)] == ["a"]
    assert learning.personal(project, base, tmp_path) is base


def test_work_that_is_stopped_leaves_nothing(
    project: Project, base: News, fill: Callable[..., Annotator], tmp_path: Path
) -> None:
    person = fill(a="done", b="done")

    def stop(done: int, total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        learning.learn(project, person, tmp_path, base, stop)
    assert list(tmp_path.glob("*.model")) == []


def test_each_person_has_a_model_of_their_own(
    project: Project, base: News, fill: Callable[..., Annotator], tmp_path: Path
) -> None:
    lan = fill(a="done", b="done", c="done")
    learning.learn(project, lan, tmp_path, base)
    other = project.people.ensure("Minh")
    assert learning.path_of(tmp_path, project, other) != learning.path_of(tmp_path, project, lan)
    assert learning.personal(project, base, tmp_path) is base


def test_the_last_articles_are_learnt_from_as_far_as_there_is_room(
    project: Project, fill: Callable[..., Annotator], monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = fill(a="done", b="done", d="done")
    room = len(TEXTS["a"]) + len(TEXTS["b"])
    assert room < len(TEXTS["a"]) + len(TEXTS["d"])
    monkeypatch.setattr(learning, "CHARACTERS", room)
    assert [article.name for article in learning.finished(project, lan)] == ["d"]
    monkeypatch.setattr(learning, "CHARACTERS", len(TEXTS["d"]) - 1)
    assert [article.name for article in learning.finished(project, lan)] == ["b"]
    monkeypatch.setattr(learning, "CHARACTERS", 1000)
    monkeypatch.setattr(learning, "MOST", 2)
    assert [article.name for article in learning.finished(project, lan)] == ["b", "d"]


def test_a_long_article_is_read_in_the_time_of_its_length(project: Project, write: Write) -> None:
    def article(lines: int) -> Callable[[], float]:
        sentence = "Đây là câu mở đầu của một bài viết dài, có đủ chữ để thành một đoạn văn.\n"
        text = sentence + "".join(f"https://a.vn/{number:09}.jpg\n" for number in range(lines))
        spans = [{"start": at, "end": at + 3, "label": "ORG"} for at in range(0, len(text) // 2, 40)]
        record = {"name": str(lines), "title": "a", "text": text, "annotator": "Lan", "state": "done", "spans": spans}
        importing.run(project, [write(f"{lines}.jsonl", json.dumps(record))])
        key = project.documents.find(str(lines)).id
        ranged = tuple((each.start, each.end, "ORG") for each in project.annotations.spans(key))

        def taken() -> float:
            begun = time.process_time()
            read = learning._read_text(project, key, ranged)
            took = time.process_time() - begun
            assert len(read) == len(text)
            assert read[:-1].endswith(" ")
            return took

        return taken

    short, long = article(2_000), article(20_000)
    assert holds(lambda: long() < 40 * short())


def test_a_damaged_model_is_said(project: Project, base: News, fill: Callable[..., Annotator], tmp_path: Path) -> None:
    lan = fill(a="done", b="done", c="done")
    learning.learn(project, lan, tmp_path, base)
    path = learning.path_of(tmp_path, project, lan)
    path.write_bytes(path.read_bytes()[:-5])
    with pytest.raises(RefusedError) as error:
        learning.personal(project, base, tmp_path)
    assert error.value.code == "model.damaged"
    assert learned_files.kept(path) is None


def test_lines_that_nobody_reads_are_not_learnt_from(project: Project, seeds: list[Path], write: Write) -> None:
    text = seeds[2].read_text("utf-8")
    start = text.index("Công đoàn Cơ quan")
    inside = {"start": start, "end": start + 17, "label": "ORG"}
    record = {"name": "a", "title": "a", "text": text, "annotator": "Lan", "state": "done", "spans": [inside]}
    used = {**record, "name": "b", "text": text + " ", "spans": [{"start": 0, "end": 9, "label": "ORG"}, inside]}
    importing.run(project, [write("x.jsonl", "\n".join(map(json.dumps, (record, used))))])
    lines = project.documents.furniture(project.documents.find("a").id)
    menus = [line for line in lines if line.kind == "menu"]
    assert menus[0].start == 0
    first, second = learning.finished(project, project.people.find("Lan"))
    assert len(first.text) == len(text)
    assert all(first.text[line.start : line.end].isspace() for line in menus)
    assert first.text[start:].startswith("Công đoàn Cơ quan")
    assert second.text[menus[0].start : menus[0].end] == text[menus[0].start : menus[0].end]
    assert second.text[menus[1].start : menus[1].end].isspace()
