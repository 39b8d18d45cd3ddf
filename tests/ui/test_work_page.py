"""The work meter in the real window: what it says of work that was just done, and of none."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.app.session import Session
from annotator.core.evaluation import Score
from annotator.core.guard_figures import Evidence, GuardFigures
from annotator.core.work import Deed, Figures, Sitting
from annotator.ui.guard_panel import GuardPanel
from annotator.ui.theme import THEMES
from annotator.ui.work_chart import WorkChart
from annotator.ui.work_page import WorkPage
from annotator.ui.work_words import UNKNOWN, WorkWords

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def opened(front: Any) -> WorkPage:
    front.view.setFocus()
    QTest.keyClick(front.view, Qt.Key.Key_W, CONTROL_SHIFT)
    front.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), WorkPage))
    page = QApplication.activeModalWidget()
    front.qtbot.waitUntil(lambda: page.guard.state.text() != "")
    assert page.trouble.text() == ""
    return page


def close(front: Any, page: WorkPage) -> None:
    QTest.keyClick(page, Qt.Key.Key_Escape)
    front.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def date(path: str, moments: list[datetime]) -> None:
    """Says when the edits of the window were made, the first one first."""
    with closing(sqlite3.connect(path)) as connection:
        keys = connection.execute("SELECT id FROM edit WHERE name != 'import' AND annotator IS NOT NULL ORDER BY id")
        for (key,), moment in zip(keys.fetchall(), moments, strict=True):
            text = moment.isoformat(timespec="milliseconds")
            connection.execute("UPDATE edit SET at = ? WHERE id = ?", [text, key])
        connection.commit()


def test_without_work_it_says_so(front: Any) -> None:
    page = opened(front)
    assert [(card.pace.text(), card.made_from.text()) for card in page.cards] == [(UNKNOWN, "")] * 3
    assert page.sessions.texts() == page.articles.texts() == page.labels.texts() == []
    assert "Nothing to measure yet" in page.chart.accessibleDescription()
    page.grab()
    close(front, page)


def test_what_was_done_by_hand_is_what_it_says(
    start: Callable[..., Any], home: Path, still_worker: None, seeds_project: Path
) -> None:
    front = start(seeds_project)
    front.settle()
    front.key(Qt.Key.Key_Tab)
    front.act("suggestion.accept")
    front.act("suggestion.reject")
    front.select_words("Tổng Bí thư")
    front.key("1")
    path = front.path
    front.close()
    now = datetime.now(UTC)
    date(path, [now - timedelta(hours=2), now - timedelta(minutes=3), now - timedelta(seconds=168)])
    front = start(seeds_project)
    front.settle()
    page = opened(front)
    latest, _, total = page.cards
    assert (latest.pace.text(), latest.hourly.text()) == ("22.0", "164")
    assert latest.made_from.text().endswith("22 s")
    assert total.pace.text() == "16.0"
    assert total.made_from.text().startswith("2 ")
    sessions = page.sessions.texts()
    assert [row[1:5] for row in sessions] == [["22 s", "1", "22.0", "164"], ["10 s", "1", "10.0", "360"]]
    titles = [page.sessions.figures.headerData(n, Qt.Orientation.Horizontal) for n in range(len(sessions[0]))]
    assert dict(zip(titles, sessions[0], strict=True))["Rejected"] == "1"
    assert dict(zip(titles, sessions[0], strict=True))["Added"] == "1"
    assert dict(zip(titles, sessions[1], strict=True))["Accepted"] == "1"
    (article,) = page.articles.texts()
    assert article[1:3] == ["32 s", "2"]
    assert sum(int(row[2]) for row in page.labels.texts() if row[2] != UNKNOWN) == 2
    page.tabs.setCurrentIndex(3)
    assert page.guard.isVisible()
    page.sessions.figures.sort(1, Qt.SortOrder.AscendingOrder)
    assert [row[1] for row in page.sessions.texts()] == ["10 s", "22 s"]
    assert page.sessions.texts()[0][0] == sessions[1][0]
    close(front, page)


@pytest.mark.parametrize("language", ["english", "vietnamese"])
def test_it_fits_a_screen_of_1100_pixels(front: Any, language: str) -> None:
    if language == "vietnamese":
        front.act("view.vietnamese")
    front.act("suggestion.accept-all")
    page = opened(front)
    front.qtbot.waitUntil(lambda: page.sessions.texts() != [])
    for card in page.cards:
        card.show_figures(Figures(seconds=45_000.0, counts=Counter({Deed.ADDED: 3600})))
    page.resize(1060, 600)
    QApplication.processEvents()
    assert page.width() == 1060
    assert page.minimumSizeHint().width() <= 1000
    for tab, table in enumerate((page.sessions, page.articles, page.labels)):
        page.tabs.setCurrentIndex(tab)
        QApplication.processEvents()
        assert table.horizontalScrollBar().maximum() == 0
        assert table.columnWidth(0) > 120
    close(front, page)


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0 s"), (59.4, "59 s"), (59.6, "1 min"), (3700, "1 h 2 min"), (7199, "2 h 0 min")]
)
def test_times_in_words(qapp: QApplication, seconds: float, words: str) -> None:
    assert WorkWords(QLocale("en")).duration(seconds) == words


def test_numbers_follow_the_language(qapp: QApplication) -> None:
    assert WorkWords(QLocale("vi")).decimal(1234.56) == "1.234,6"
    assert WorkWords(QLocale("en")).percent(0.256).startswith("25.6")
    assert WorkWords(QLocale("en")).decimal(None) == WorkWords(QLocale("en")).count(0) == UNKNOWN


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_chart_draws_bars_in_the_theme_s_colour(qtbot: Any, theme: Any) -> None:
    chart = WorkChart(WorkWords(QLocale("en")), theme)
    qtbot.addWidget(chart)
    chart.resize(600, 132)
    empty = chart.grab().toImage()
    sittings = [Sitting(86400.0 * n, 86400.0 * n + 60, Figures(60.0, Counter({Deed.ADDED: n}))) for n in range(1, 60)]
    chart.show_sittings(sittings)
    drawn = chart.grab().toImage()
    assert drawn != empty
    colours = {drawn.pixelColor(x, drawn.height() - 40).name() for x in range(drawn.width())}
    assert theme.accent in colours


def panel(qtbot: Any) -> GuardPanel:
    made = GuardPanel(Session(), WorkWords(QLocale("en")), THEMES["light"])
    qtbot.addWidget(made)
    return made


def test_the_guard_says_what_it_takes(qtbot: Any) -> None:
    shown = panel(qtbot)
    assert not shown.share.isEnabled()
    shown.show_figures(GuardFigures(20, 2, 1, 7, Score(12, 9, 8, 8), Score(5, 5, 5, 5)))
    assert [figure.text() for figure, _ in shown.cells.values()] == [UNKNOWN] * 3
    assert "9 of at least 30" in shown.cells["precision"][1].text()
    assert "12 of at least 30" in shown.cells["recall"][1].text()
    assert "9 so far" in shown.reckoning.text()
    assert shown.evidence.isHidden()


def test_the_guard_s_figures_with_what_they_are_made_from(qtbot: Any) -> None:
    shown = panel(qtbot)
    evidence = [Evidence("Hội An", "ORG", 3)]
    shown.show_figures(GuardFigures(20, 10, 12, 0, Score(50, 40, 30, 30), Score(48, 48, 39, 39), evidence))
    figures = {name: figure.text().replace("\u202f", " ") for name, (figure, _) in shown.cells.items()}
    assert figures == {"precision": "75.0 %", "recall": "60.0 %", "f1": "66.7 %"}
    assert "30 of 40 suggestions were right" in shown.cells["precision"][1].text()
    assert "25.0" in shown.accepted.text()
    assert "81.3" in shown.reckoning.text()
    assert "“Hội An” ORG × 3" in shown.evidence.text()


def test_without_a_wrong_suggestion_there_is_no_estimate(qtbot: Any) -> None:
    shown = panel(qtbot)
    shown.show_figures(GuardFigures(20, 10, 12, 0, Score(40, 40, 40, 40), Score(48, 48, 39, 39)))
    assert "none was wrong" in shown.reckoning.text()
