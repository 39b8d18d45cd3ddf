"""The page about suggestions, in the real window: opened by key, decided in, saved, and looked at in the article."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QSlider, QSpinBox

from annotator.app.acts import Acts
from annotator.app.learning import Learning
from annotator.app.rule_keeper import RuleKeeper
from annotator.app.suggesting_rules import Rules
from annotator.cli import group
from annotator.core.evaluation import Score
from annotator.core.model import State
from annotator.nlp import learned_files
from annotator.nlp.learning import KIND
from annotator.nlp.suggesters.news import model as files
from annotator.nlp.worker import Answer, Request
from annotator.storage.project import SUFFIX
from annotator.ui.suggestion_page import SuggestionPage
from annotator.workflows import importing
from annotator.workflows.setup import new_project

WORDS = {"Huế": ("LOC", 0.9), "Tô Lâm": ("PER", 0.6), "Hội": ("ORG", 0.3)}
"""What the machine of these tests suggests wherever it stands, and how sure it is."""
TEXT = "Ông Tô Lâm tới Huế.\nMưa ở Huế, Hội nói.\n"


class SureWorker:
    """In place of the worker process: suggests `WORDS` at once, as far as a request wants to hear of them."""

    still = False
    """True keeps the answers back."""

    def __init__(self, on_answer: Callable[[Answer], None]) -> None:
        self._on_answer = on_answer
        self._kept: deque[Request] = deque()
        SureWorker.still = False

    def submit(self, requests: Iterable[Request]) -> None:
        self._kept.extend(requests)
        while self._kept and not SureWorker.still:
            request = self._kept.popleft()
            self._on_answer(Answer(request, self._found(request) if request.kind == "suggest" else []))

    def _found(self, request: Request) -> list[tuple[Any, ...]]:
        return [
            (found.start() + request.start, found.end() + request.start, label, score)
            for words, (label, score) in WORDS.items()
            for found in re.finditer(words, request.text)
            if label not in request.muted and score >= request.threshold
        ]

    def drop(self, which: Callable[[Request], bool]) -> int:
        self._kept = deque(request for request in self._kept if not which(request))
        return 0

    def close(self) -> None:
        self._kept.clear()


class QuickTeacher:
    """In place of the process that learns: has learnt at once."""

    outcome: learned_files.Outcome | None = None
    is_busy = False

    def teach(self, *lesson: Any) -> None:
        lesson[-1](QuickTeacher.outcome)

    def close(self) -> None:
        """Has nothing to end."""


@pytest.fixture
def front(start: Callable[..., Any], home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The window on three short articles, with Lan at work and everything suggested."""
    monkeypatch.setattr("annotator.nlp.worker.Worker", SureWorker)
    monkeypatch.setattr("annotator.nlp.teacher.Teacher", QuickTeacher)
    QuickTeacher.outcome = None
    path = str(tmp_path / f"own{SUFFIX}")
    project = new_project(path, "Lan")
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"Bài số {number}\n{TEXT}", "utf-8")
    importing.run(project, [str(tmp_path / f"{number}.txt") for number in range(3)])
    project.close()
    front = start(path)
    front.qtbot.waitUntil(lambda: runs(front) == 3)
    front.settle()
    front.open("0.txt")
    return front


def keeper(front: Any) -> RuleKeeper:
    return front._of(RuleKeeper)  # type: ignore[no-any-return]


def runs(front: Any) -> int:
    (row,) = front.file("SELECT count(DISTINCT document) FROM run")
    return 0 if front.suggesting.is_busy else int(row[0])


def shown(front: Any) -> set[str]:
    """The labels suggested in the article, which the list beside it must show as well."""
    front.settle()
    assert front.desk.inspector.suggestions.model().rowCount() == len(front.suggestions())
    return {row[2] for row in front.suggestions()}


def opened(front: Any) -> SuggestionPage:
    """The page, opened by its key, with everything found out."""
    front.window.activateWindow()
    front.qtbot.waitUntil(lambda: front.app.activeWindow() is front.window)
    front.shortcut(Qt.Key.Key_G)
    (page,) = [each for each in front.window.findChildren(SuggestionPage) if each.isVisible()]
    front.qtbot.waitUntil(lambda: page.figures is not None and page.model.shipped.text() != "…")
    return page  # type: ignore[no-any-return]


def press(page: SuggestionPage, name: str) -> None:
    QTest.mouseClick(page.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def wait_shown(front: Any, labels: set[str]) -> None:
    front.qtbot.waitUntil(lambda: {row[2] for row in front.suggestions()} == labels and not front.suggesting.is_busy)
    assert shown(front) == labels


def finish(front: Any, number: int, only: set[str] | None = None) -> None:
    """Accepts the suggestions of an article, or those by some labels, and marks it done."""
    front.open(f"{number}.txt")
    acts = Acts(front.session)
    for span in list(front.session.document.suggestions):
        if only is None or front.session.label(span.label).name in only:
            acts.accept(span)
    acts.set_state(State.DONE)


def test_a_label_that_is_switched_off_goes_from_the_article_and_the_list(front: Any) -> None:
    assert shown(front) == {"LOC", "PER", "ORG"}
    page = opened(front)
    switch = page.switches.switches["PER"]
    assert QApplication.focusWidget() is switch
    QTest.keyClick(switch, Qt.Key.Key_Space)
    QTest.keyClick(switch, Qt.Key.Key_Return)
    wait_shown(front, {"LOC", "ORG"})
    assert front.file("SELECT count(*) FROM span JOIN label ON label.id = label WHERE name = 'PER'") == [(0,)]
    page = opened(front)
    assert page.switches.muted() == ("PER",)
    page.switches.switches["PER"].click()
    press(page, "suggestionSave")
    wait_shown(front, {"LOC", "PER", "ORG"})


def test_cancelling_leaves_everything_as_it_was(front: Any) -> None:
    page = opened(front)
    page.switches.switches["PER"].click()
    page.threshold.setValue(50)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not front.suggesting.is_busy
    assert shown(front) == {"LOC", "PER", "ORG"}
    page = opened(front)
    assert (page.switches.muted(), page.threshold.value()) == ((), 0)


def test_a_threshold_leaves_out_what_is_less_certain_and_is_remembered(front: Any, start: Callable[..., Any]) -> None:
    page = opened(front)
    line = page.findChild(QLabel, "thresholdLine")
    slider = page.findChild(QSlider, "suggestionThreshold")
    slider.setFocus()
    for _ in range(6):
        QTest.keyClick(slider, Qt.Key.Key_PageUp)
    assert (slider.value(), page.findChild(QLabel, "thresholdNumber").text()) == (30, "0.30")
    assert "0 of 12" in line.text()  # what is exactly as certain stays
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert "3 of 12" in line.text()
    assert "31 of 100" in line.text()
    press(page, "suggestionSave")
    wait_shown(front, {"LOC", "PER"})
    path = front.path
    front.close()
    again = start(path)
    again.qtbot.waitUntil(lambda: runs(again) == 3)
    assert shown(again) == {"LOC", "PER"}
    page = opened(again)
    assert page.threshold.value() == 31
    page.threshold.setValue(20)
    assert "0.20 to 0.31 come back" in page.findChild(QLabel, "thresholdLine").text()
    press(page, "suggestionSave")
    wait_shown(again, {"LOC", "PER", "ORG"})


def test_before_an_article_is_finished_it_says_what_to_do(front: Any) -> None:
    page = opened(front)
    assert "Finish an article" in page.findChild(QLabel, "suggestionLine").text()
    assert not page.bar.isVisible()
    assert page.switches.figures("PER")[1:] == ["–"] * 7
    learn = page.findChild(QPushButton, "learnNow")
    assert not learn.isEnabled()
    assert learn.toolTip() == "Finish 2 articles first."
    for name in ("learnedGoBack", "learnedForget"):
        button = page.findChild(QPushButton, name)
        assert not button.isEnabled()
        assert button.toolTip()


def test_the_figures_are_those_of_the_command_line(front: Any) -> None:
    finish(front, 0, {"LOC"})
    finish(front, 1)
    front.open("2.txt")
    page = opened(front)
    assert "2 article" in page.findChild(QLabel, "suggestionLine").text()
    said = CliRunner().invoke(group, ["evaluate", front.path, "--against", "news", "--json"])
    told = json.loads(said.stdout)
    assert told["documents"] == 2
    for name, row in {**told["strict"], "": told["micro"]["strict"]}.items():
        counts = [str(row[part]) for part in ("gold", "against", "right")]
        shares = [f"{100 * row[part]:.1f}" for part in ("precision", "recall", "f1")]
        assert page.switches.figures(name)[1:-1] == [*counts, *shares], name
    assert page.switches.figures("PER")[1:] == ["1", "2", "1", "50.0", "100.0", "66.7", "0"]
    assert page.findChild(QPushButton, "learnNow").isEnabled()


def test_a_boundary_error_is_told_apart(front: Any) -> None:
    front.open("0.txt")
    acts = Acts(front.session)
    first = next(span for span in front.session.document.suggestions if span.quote == "Tô Lâm")
    acts.add_span(first.start - len("Ông "), first.end, front.label("PER"))
    acts.set_state(State.DONE)
    page = opened(front)
    assert page.switches.figures("PER")[1:] == ["1", "1", "0", "0.0", "0.0", "0.0", "1"]
    assert page.switches.figures()[-1] == "1"


def test_labels_that_are_too_often_wrong_are_left_out(front: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.app.suggesting_rules.ENOUGH", 2)
    finish(front, 0, {"LOC"})
    finish(front, 1, {"LOC", "ORG"})
    front.open("2.txt")
    page = opened(front)
    least = page.findChild(QSpinBox, "suggestionLeast")
    assert least.text() == "Off"
    least.setFocus()
    for _ in range(10):
        QTest.keyClick(least, Qt.Key.Key_Up)
    assert page.findChild(QLabel, "suggestNote-PER").text()
    assert not page.findChild(QLabel, "suggestNote-ORG").text()  # exactly half of them were right
    press(page, "suggestionSave")
    wait_shown(front, {"LOC", "ORG"})
    assert keeper(front).rules == Rules(least=50, weak=("PER",))


def test_finishing_an_article_measures_again(front: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.app.suggesting_rules.ENOUGH", 1)
    keeper(front).keep(Rules(least=50))
    finish(front, 0, {"LOC"})
    front.open("2.txt")
    wait_shown(front, {"LOC"})
    assert keeper(front).rules.weak == ("ORG", "PER")


def test_old_suggestions_stay_until_the_new_ones_are_there(front: Any) -> None:
    before = front.suggestions()
    shown_ids = {span.id for span in front.session.document.suggestions}
    seen: list[int] = []
    front.session.suggested.connect(lambda *_: seen.append(len(front.suggestions())))
    SureWorker.still = True
    keeper(front).keep(Rules(muted=("PER",)))
    assert [row for row in before if row[2] != "PER"] == front.suggestions()
    front.act("span.next")  # the window goes on meanwhile
    assert front.suggesting.is_busy
    SureWorker.still = False
    front.suggesting._worker.submit([])
    wait_shown(front, {"LOC", "ORG"})
    assert min(seen) == len(before) - 1
    assert {span.id for span in front.session.document.suggestions} < shown_ids
    keeper(front).keep(Rules())
    wait_shown(front, {"LOC", "PER", "ORG"})
    assert front.suggestions() == before


def test_what_is_no_longer_found_is_replaced_in_one_step(front: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    now: list[set[str]] = []
    front.session.suggested.connect(lambda *_: now.append({row[3] for row in front.suggestions()}))
    monkeypatch.setitem(WORDS, "Ông Tô Lâm", WORDS["Tô Lâm"])
    monkeypatch.delitem(WORDS, "Tô Lâm")
    keeper(front).keep(Rules(threshold=0.1))
    front.qtbot.waitUntil(lambda: runs(front) == 3)
    assert {"Huế", "Hội", "Ông Tô Lâm"} == now[0] == now[-1]
    assert len(front.file("SELECT id FROM span WHERE quote = 'Tô Lâm'")) == 0
    assert len(front.file("SELECT id FROM span WHERE quote = 'Ông Tô Lâm'")) == 3
    shown(front)


def test_the_suggestion_one_is_at_is_left_when_it_goes(front: Any) -> None:
    front.key(Qt.Key.Key_Tab)
    assert front.view.current.quote == "Tô Lâm"
    keeper(front).keep(Rules(muted=("PER",)))
    assert front.view.current is None
    front.key(Qt.Key.Key_Tab)
    at = front.view.current
    keeper(front).keep(Rules(threshold=0.2))
    wait_shown(front, {"LOC", "PER", "ORG"})
    assert front.view.current == at


def test_a_finished_article_keeps_what_was_suggested_in_it(front: Any) -> None:
    finish(front, 0, {"LOC"})
    keeper(front).keep(Rules(muted=("PER",)))
    front.qtbot.waitUntil(lambda: not front.suggesting.is_busy)
    assert shown(front) == {"PER", "ORG"}
    front.open("1.txt")
    assert shown(front) == {"LOC", "ORG"}


def test_other_projects_have_rules_of_their_own(front: Any, tmp_path: Path) -> None:
    keeper(front).keep(Rules(muted=("PER",)))
    first = front.path
    front.projects.create(str(tmp_path / f"other{SUFFIX}"))
    assert keeper(front).rules == Rules()
    front.projects.open(first)
    assert keeper(front).rules == Rules(muted=("PER",))


def learnt(articles: int, right: int) -> tuple[dict[str, Any], dict[str, bytes]]:
    """What a learned model's file says, as far as the page reads it."""
    figures = {"before": {"PER": [10, 10, 5, 5]}, "after": {"PER": [10, 10, right, right]}}
    return {"kind": KIND, "articles": articles, "date": "2026-11-22T01:00:00+00:00", **figures}, {}


def test_what_was_learnt_is_told_taken_back_and_forgotten(front: Any) -> None:
    path = front._of(Learning).path()
    files.write(path, *learnt(5, 9))
    files.write(learned_files.previous(path), *learnt(3, 7))
    page = opened(front)
    line = page.findChild(QLabel, "learnedModel")
    assert "5 finished article" in line.text()
    assert "50.0 % before, 90.0 % after" in line.text()
    assert "2026)" in line.text()
    press(page, "learnedGoBack")
    assert "3 finished article" in line.text()
    back, forget = page.findChild(QPushButton, "learnedGoBack"), page.findChild(QPushButton, "learnedForget")
    assert (back.isEnabled(), back.toolTip()) == (False, "There is no previous model.")
    QTimer.singleShot(0, lambda: QTest.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Return))
    press(page, "learnedForget")
    assert path.exists()  # Enter keeps it
    answer = "answer0"
    QTimer.singleShot(0, lambda: QApplication.activeModalWidget().findChild(QPushButton, answer).click())
    press(page, "learnedForget")
    assert not path.exists()
    assert (forget.isEnabled(), forget.toolTip()) == (False, "Nothing was learnt yet.")
    assert "Nothing was learnt" in line.text()


def test_with_enough_articles_it_does_not_say_that_learning_is_to_begin(front: Any) -> None:
    finish(front, 0)
    page = opened(front)
    line = page.findChild(QLabel, "learnedModel")
    assert "it is after 2" in line.text()
    page.model.show_finished(2)
    assert line.text() == "Nothing was learnt yet."


@pytest.mark.parametrize("is_accepted", [True, False])
def test_learning_now_says_what_came_of_it(front: Any, monkeypatch: pytest.MonkeyPatch, is_accepted: bool) -> None:
    learning = front._of(Learning)
    before, after = {"PER": Score(10, 10, 5, 5)}, {"PER": Score(10, 10, 4, 4)}
    QuickTeacher.outcome = learned_files.Outcome(is_accepted, 2, before, after, "2026-11-22T01:00:00+00:00")
    finish(front, 0)
    finish(front, 1)
    page = opened(front)
    with front.qtbot.waitSignal(learning.learned):
        press(page, "learnNow")
    line = page.findChild(QLabel, "learnedModel")
    assert "Learning" not in line.text()
    assert page.model.learn.isEnabled()
    assert ("would do no better" in line.text()) is not is_accepted
    assert ("40.0 % after" in line.text()) is not is_accepted


def test_everything_is_named_and_reached_by_key(front: Any) -> None:
    finish(front, 0)
    finish(front, 1)
    page = opened(front)
    seen = set()
    for _ in range(40):
        focus = QApplication.focusWidget()
        assert focus.objectName()
        assert focus.accessibleName()
        seen.add(focus.objectName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    labels = {f"suggestLabel-{label.name}" for label in front.session.span_labels}
    assert seen >= labels | {"learnNow", "suggestionLeast", "suggestionThreshold", "suggestionCancel", "suggestionSave"}
    assert "50.0" not in page.switches.switches["PER"].accessibleDescription()
    assert "100.0" in page.switches.switches["PER"].accessibleDescription()
