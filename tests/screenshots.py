"""Photographs every page and dialog of the real window: `python tests/screenshots.py OUT`.

Without a screen and with the fonts that ship, in both languages and all themes unless some are named; the files are
`OUT/<language>-<theme>-<page>.png`. The pictures of the README, in `resources/pictures`, bear these names: each is made
by `python tests/screenshots.py resources/pictures --language … --theme … --page …`.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop, QTimer  # noqa: E402
from PySide6.QtGui import QColor, QPainter, QPixmap  # noqa: E402
from PySide6.QtWidgets import QApplication, QDialog, QWidget  # noqa: E402
from screenshot_pages import ARTICLE, PAGES, UNREAD  # noqa: E402

from annotator.app import settings as preferences  # noqa: E402
from annotator.app.acts import Acts  # noqa: E402
from annotator.app.home import settings_path  # noqa: E402
from annotator.app.session import Session  # noqa: E402
from annotator.app.settings import Settings  # noqa: E402
from annotator.core.model import Span, State  # noqa: E402
from annotator.nlp import suggesters  # noqa: E402
from annotator.storage import first_page  # noqa: E402
from annotator.storage.project import SUFFIX  # noqa: E402
from annotator.ui.application import build  # noqa: E402
from annotator.ui.main_window import MainWindow  # noqa: E402
from annotator.ui.program import Program  # noqa: E402
from annotator.ui.theme import THEMES  # noqa: E402
from annotator.workflows.setup import sample_project  # noqa: E402
from annotator.workflows.suggesting import suggest  # noqa: E402

PERSON = "Lan"

MARKS = {
    "PER": ("Nguyễn Phú Trọng", "Thongsalith Mangnomek", "Thongloun Sisoulith"),
    "ORG": ("Văn phòng Trung ương Đảng Nhân dân Cách mạng Lào", "Văn phòng Trung ương Đảng Nhân dân Lào",
            "Bí thư Trung ương Đảng", "Đảng Cộng sản Việt Nam", "GDVN"),
    "LOC": ("Trụ sở Trung ương Đảng", "Việt Nam"),
    "DATE": ("17/02/2023 19:28", "Chiều 17/2", "ngày 02/02/2023"),
    "TITLE": ("Tổng Bí thư", "Chủ tịch nước", "Chánh", "Bí thư"),
    "AWARD": ("Huy hiệu 55 năm tuổi Đảng",),
    "EVENT": ("Đại hội XIII", "Năm đoàn kết hữu nghị Việt Nam - Lào 2022"),
}  # fmt: skip
"""What a person has labelled, wherever it stands before `UNREAD`; of words that overlap the longest counts."""

LEADS = {"Bí thư Trung ương Đảng": "Bí thư "}
"""Words that are found with something before them that is not theirs."""

PATIENCE = 60_000
"""Milliseconds that one page may take."""

SCREEN = {"name": "screen", "x": 0, "y": 0, "width": 1600, "height": 1000}
"""The screen that the offscreen platform is told to have; its own is smaller than the window."""


def make_project(path: str) -> None:
    """The five articles with the machine's suggestions, one of them worked on and two answered."""
    project = sample_project(path, PERSON)
    suggest(project, suggesters.get(suggesters.DEFAULT))
    session = Session()
    session.open_project(project, PERSON)
    acts = Acts(session)
    keys = project.documents.ids()
    acts.set_state_of(keys[3], State.DONE)
    acts.set_state_of(keys[4], State.SKIPPED)
    session.open_document(project.documents.find(f"{ARTICLE}.txt").id)
    _annotate(session, acts)
    session.close_project()


def _annotate(session: Session, acts: Acts) -> None:
    """Labels the words of `MARKS`, one of them within another, and puts a note on one."""
    document = session.document
    assert document is not None
    labels = {label.name: label for label in session.labels}
    taken: list[tuple[int, int]] = []
    for start, end, name in sorted(_places(document.text), key=lambda place: place[0] - place[1]):
        if all(end <= low or high <= start for low, high in taken):
            taken.append((start, end))
            acts.add_span(start, end, labels[name])
    start = document.text.index("Việt Nam - Lào 2022")
    acts.add_span(start, start + len("Việt Nam"), labels["LOC"])
    award = next(span for span in document.spans.all if span.label == labels["AWARD"].id)
    acts.note(award, "Xem lại: có lấy chữ “nhận” không?")


def _places(text: str) -> Iterator[tuple[int, int, str]]:
    unread = text.index(UNREAD)
    for name, phrases in MARKS.items():
        for words in phrases:
            start = text.find(words, 0, unread)
            while start >= 0:
                yield start + len(LEADS.get(words, "")), start + len(words), name
                start = text.find(words, start + 1, unread)


class Studio:
    """One window in one language and theme, and the camera."""

    def __init__(self, template: str, folder: Path, out: Path, language: str, theme: str) -> None:
        self.folder, self._out, self._look = folder, out, f"{language}-{theme}"
        self.path = str(folder / f"Thời sự{SUFFIX}")
        shutil.copyfile(template, self.path)
        settings = Settings(language=language, theme=theme, person=PERSON, recent=[self.path])
        preferences.save(settings, settings_path())
        self.app, self.window = build(["annotator", self.path])
        self.program = next(each for each in self.app.findChildren(Program) if each.window is self.window)
        self.window.activateWindow()

    @property
    def desk(self) -> Any:
        """What lies in the window."""
        return self.window.desk

    @property
    def session(self) -> Session:
        """What is open."""
        return self.program.session

    def act(self, name: str) -> None:
        """Chooses an act of the menus."""
        self.window.actions_.by_id[name].trigger()

    def place(self, words: str) -> tuple[int, int]:
        """Where words stand first in the article, in code points."""
        assert self.session.document is not None
        start = self.session.document.text.index(words)
        return start, start + len(words)

    def span(self, words: str) -> Span:
        """The person's span on these words."""
        assert self.session.document is not None
        return next(span for span in self.session.document.spans.all if span.quote == words)

    def choose(self, words: str) -> None:
        """Makes the person's span on these words the current one."""
        self.desk.view.set_current(self.span(words), go=True)
        self.desk.inspector.catch_up()

    def page(self, name: str) -> Any:
        """A page of the panel below the text."""
        return self.desk.bench.page(name)

    def dialog(self) -> Any:
        """The dialog that is open."""
        return next(each for each in self.window.findChildren(QDialog) if each.isVisible())

    def begin(self) -> None:
        """The article from its beginning, with nothing chosen and nothing over it."""
        for widget in self.over():
            widget.close()
        self.program.projects.open(self.path)
        project = self.session.project
        assert project is not None
        self.session.open_document(project.documents.find(f"{ARTICLE}.txt").id)
        self.desk.find_bar.close_up()
        self.desk.bench.close_up()
        self.desk.person_strip.hide()
        self.desk.notice.hide()
        if self.desk.view.is_raw:
            self.act("view.raw")
        self.desk.view.go_to_top(0)
        self.desk.view.setFocus()
        for _ in range(3):  # the armed label, the selection, the current span
            self.act("span.disarm")
        self.settle()
        self.desk.inspector.catch_up()

    def settle(self) -> None:
        """Lets lists, words and suggestions arrive and everything be painted."""
        self.wait(self._is_quiet)
        for _ in range(5):
            self.app.processEvents()

    def wait(self, condition: Callable[[], bool]) -> None:
        """Runs the event loop until a condition holds; raises TimeoutError when it never does."""
        deadline, loop, clock = QDeadlineTimer(PATIENCE), QEventLoop(), QTimer(interval=20)
        clock.start()
        while not condition():
            if deadline.hasExpired():
                raise TimeoutError(self._look)
            loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def shoot(self, page: str, of: QWidget | None = None) -> None:
        """Saves the window, or another widget, with everything that lies over it."""
        self._out.mkdir(parents=True, exist_ok=True)
        picture = (of or self.window).grab()
        if of is None:
            self._draw_over(picture)
        path = self._out / f"{self._look}-{page}.png"
        if not picture.save(str(path)):
            raise OSError(f"not written: {path}")

    def close(self) -> None:
        """Closes the window; nothing of it stays."""
        for widget in self.over():
            widget.close()
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.app.processEvents()
        gc.collect()

    def _is_quiet(self) -> bool:
        document = self.session.document
        has_words = document is None or document.words is not None
        return has_words and not self.program.suggestions.is_busy and self.desk.articles.model.is_complete

    def over(self) -> list[QWidget]:
        """What lies over the window."""
        return [each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not self.window]

    def _draw_over(self, picture: QPixmap) -> None:
        painter = QPainter(picture)
        painter.setPen(QColor(self.window.theme.border))
        for widget in self.over():
            corner = self.window.mapFromGlobal(widget.pos())
            painter.drawPixmap(corner, widget.grab())
            painter.drawRect(widget.rect().translated(corner).adjusted(-1, -1, 0, 0))
        painter.end()


FIRST_PAINT = "first-paint"


def photograph(studio: Studio, pages: Sequence[str]) -> None:
    """Takes the pages one after the other."""
    if FIRST_PAINT in pages:
        _photograph_first_paint(studio)
    for page in pages:
        if page in PAGES:
            studio.begin()
            PAGES[page](studio)
            studio.settle()
            studio.shoot(page)


def _photograph_first_paint(studio: Studio) -> None:
    """What is painted before the rest is loaded, in a window of its own beside the running one."""
    window = MainWindow(studio.window.settings)
    window.resize(studio.window.size())
    window.show_first(first_page.read(studio.path, PERSON, "added", False, 20))
    studio.shoot(FIRST_PAINT, window)
    window.deleteLater()


def main(arguments: Sequence[str] | None = None) -> int:
    """Makes the pictures that the command line asks for."""
    parser = argparse.ArgumentParser(description="Photograph every page and dialog of the window.")
    parser.add_argument("out", type=Path, metavar="OUT", help="folder for the pictures")
    parser.add_argument("--language", action="append", choices=("vi", "en"))
    parser.add_argument("--theme", action="append", choices=tuple(THEMES))
    parser.add_argument("--page", action="append", choices=(FIRST_PAINT, *PAGES))
    chosen = parser.parse_args(arguments)
    pages = chosen.page or (FIRST_PAINT, *PAGES)
    with tempfile.TemporaryDirectory(prefix="annotator-screenshots-", ignore_cleanup_errors=True) as folder:
        screens = Path(folder, "screens.json")
        screens.write_text(json.dumps({"screens": [SCREEN]}), "utf-8")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screens}"
        template = os.path.join(folder, f"template{SUFFIX}")
        make_project(template)
        for language in chosen.language or ("vi", "en"):
            for theme in chosen.theme or THEMES:
                home = Path(folder, f"{language}-{theme}")
                home.mkdir()
                os.environ["ANNOTATOR_HOME"] = str(home)
                studio = Studio(template, home, chosen.out, language, theme)
                try:
                    photograph(studio, pages)
                finally:
                    studio.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
