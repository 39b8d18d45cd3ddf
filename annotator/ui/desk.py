"""What lies in the window: the articles at the left, the text in the middle, the inspector at the right."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from annotator.app.acts import Acts
from annotator.app.jobs import Jobs
from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.core.errors import AnnotatorError
from annotator.core.model import Label
from annotator.core.selection import SnapUnit
from annotator.storage.project import Project
from annotator.ui import theme as design
from annotator.ui.annotating import Annotating
from annotator.ui.article_header import ArticleHeader
from annotator.ui.article_labels import ArticleLabels
from annotator.ui.article_list import ArticlePanel
from annotator.ui.bench import Bench
from annotator.ui.bench_pages import add_pages
from annotator.ui.find_bar import FindBar
from annotator.ui.first_paint import INSPECTOR_WIDTH, LIST_WIDTH
from annotator.ui.inspector import Inspector
from annotator.ui.label_bar import LabelBar
from annotator.ui.layer_strip import LayerStrip
from annotator.ui.messages import sentence
from annotator.ui.notice import Notice, Offer
from annotator.ui.person_strip import PersonStrip
from annotator.ui.place_strip import PlaceStrip
from annotator.ui.reading_place import ReadingPlace
from annotator.ui.reading_view import ReadingView
from annotator.ui.status_bar import StatusLine
from annotator.ui.strip import Strip
from annotator.ui.theme import Theme, ui_font
from annotator.ui.way_back import WayBack
from annotator.ui.welcome import Welcome

_log = logging.getLogger(__name__)


_SETTLED = 1500
"""Milliseconds after which an opened article counts as the one read last, should the program be killed."""


class Desk(QWidget):
    """Builds the parts for one theme and language and ties them to each other; the window ties them to its actions."""

    def __init__(
        self, session: Session, acts: Acts, jobs: Jobs, settings: Settings, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED)
        self._settled.timeout.connect(lambda: self.keep_place(is_last=True))
        self._place = -1
        """Where the reader was when the article was opened."""
        self._shown: tuple[Project | None, int] | None = None
        """The project and the article on screen."""
        self.theme = theme
        self.remedies: list[Callable[[AnnotatorError], Offer | None]] = []
        """Who knows what can be done about an error by a button beside its sentence."""
        self.articles = ArticlePanel(session, acts, settings, jobs, theme, self)
        self.header = ArticleHeader(session, settings.language, theme, self)
        self.article_labels = ArticleLabels(session, settings.language, theme, self)
        self.place_strip = PlaceStrip(theme, self)
        self.person_strip = PersonStrip(session, theme, self)
        self.layer_strip = LayerStrip(session, theme, self)
        self.labels = LabelBar(settings.language, theme, self)
        self.view = ReadingView(session, settings.language, theme, self)
        self.find_bar = FindBar(self.view, theme, self)
        self.inspector = Inspector(session, acts, settings.language, theme, self)
        self.status = StatusLine(session, theme, self)
        self.welcome = Welcome(settings.recent, theme, self)
        self.annotating = Annotating(session, acts, self.view, self)
        self.bench = Bench(theme, self)
        add_pages(self.bench, session, acts, jobs, settings, theme, self.show_place)
        self._way_back = WayBack(session, self.view, self.bench, self.articles, self)
        self._hint = QLabel(self)
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self.panes = QSplitter(Qt.Orientation.Horizontal, self)
        self._pages = QStackedWidget(self)
        self._text_pages = QStackedWidget(self)
        self._lay_out(theme)
        self.notice = Notice(theme, self._text_pages)
        self._connect()
        self.view.set_up(SnapUnit(settings.snap), settings.raw, settings.zoom)

    def show_session(self) -> None:
        """Shows what is open in the session; for a desk that is new to an old session."""
        self._show_project()
        self._show_document()
        self.header.refresh()
        self.article_labels.refresh()

    def add_strip(self, strip: Strip) -> None:
        """Puts a line that says something above the text, over the others."""
        column = self.place_strip.parentWidget().layout()  # type: ignore[union-attr]
        if isinstance(column, QVBoxLayout):
            column.insertWidget(column.indexOf(self.place_strip), strip)
            strip.show()

    def offered(self) -> list[QWidget]:
        """Where the keyboard can go to do what a line above the text or the notice over it offers."""
        strips = sorted((strip for strip in self.findChildren(Strip) if strip.isVisible()), key=QWidget.y)
        return [*(strip.offered for strip in strips), *self.notice.offered]

    def show_place(self, document: int, start: int, end: int) -> None:
        """Opens an article at a place: what stands there becomes current, or is selected; the keyboard stays."""
        self._session.open_document(document)
        if self._session.document is None or self._session.document.id != document:
            return
        view = self.view
        same = (span for span in view.spans_between(start, end) if (span.start, span.end) == (start, end))
        view.go_to_middle(start, end)
        view.set_current(found := next(same, None))
        if found is None:
            view.select(start, end)

    @property
    def place(self) -> ReadingPlace | None:
        """Where the reader is in the article on screen."""
        return ReadingPlace.of(self.view) if self._session.document is not None else None

    def keep_place(self, is_last: bool = False) -> None:
        """Remembers where the reader is in the article: where it is another place, or the last article of a session."""
        document, project = self._session.document, self._session.project
        if document is None or project is None or not self._session.is_writable:
            return
        if self.view.top == self._place and not is_last:
            return
        try:
            project.documents.keep_place(document.id, document.annotator, self.view.top)
        except AnnotatorError as error:
            _log.warning("place not kept: %s", error)

    def _lay_out(self, theme: Theme) -> None:
        surface = _surface(self._text_pages)
        surface.addWidget(self._hint)
        surface.addWidget(self.view)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setFont(ui_font())
        self._hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        centre = QWidget(self)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        labels = QWidget(centre)
        row = QVBoxLayout(labels)
        row.setContentsMargins(design.M, design.XS, design.M, design.S)
        row.addWidget(self.labels)
        strips = self.place_strip, self.person_strip, self.layer_strip
        for widget in (self.header, self.article_labels, *strips, labels, self.find_bar, _hairline(theme)):
            column.addWidget(widget)
        self.stack = QSplitter(Qt.Orientation.Vertical, centre)
        self.stack.setObjectName("textAndBench")
        self.stack.setHandleWidth(1)
        for widget in (self._text_pages, self.bench):
            self.stack.addWidget(widget)
        self.stack.setStretchFactor(0, 1)
        self.stack.setChildrenCollapsible(False)
        column.addWidget(self.stack, 1)
        for widget in (self.articles, centre, self.inspector):
            self.panes.addWidget(widget)
        self.panes.setObjectName("panes")
        self.panes.setHandleWidth(1)
        self.panes.setStretchFactor(1, 1)
        self.panes.setCollapsible(1, False)
        self.panes.setSizes([LIST_WIDTH, 800, INSPECTOR_WIDTH])
        self._pages.addWidget(self.welcome)
        self._pages.addWidget(self.panes)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._pages, 1)
        outer.addWidget(_hairline(theme))
        outer.addWidget(self.status)

    def _connect(self) -> None:
        session, view = self._session, self.view
        session.project_changed.connect(self._show_project)
        session.document_opened.connect(self._show_document)
        session.document_closing.connect(self.keep_place)
        session.changed.connect(self._follow_labels)
        session.failed.connect(self._say_failure)
        view.current_changed.connect(self._show_current)
        view.laid_out.connect(self._show_folded)
        self.inspector.chosen.connect(self.annotating.choose)
        self.inspector.details.accept_wanted.connect(self.annotating.accept)
        self.inspector.details.remove_wanted.connect(self.annotating.delete)
        self.inspector.details.note_done.connect(view.setFocus)
        self.labels.pressed.connect(self.annotating.label_with)
        self.labels.hovered.connect(self.inspector.show_label)
        self.annotating.armed_changed.connect(self._show_armed)
        self.annotating.note_wanted.connect(self.inspector.edit_note)
        self.find_bar.closed.connect(view.setFocus)
        self.bench.closed.connect(view.setFocus)
        for part in (self.notice, self.layer_strip):
            part.left.connect(view.setFocus)
        self.bench.opened.connect(self._fit_bench)
        self.stack.splitterMoved.connect(self._keep_bench)
        self.articles.activated_document.connect(lambda _key: view.setFocus())

    def _fit_bench(self) -> None:
        """As high as it was left, and the text at least as high."""
        height = min(self._settings.bench, self.stack.height() // 2)
        self.stack.setSizes([self.stack.height() - height, height])

    def _keep_bench(self) -> None:
        self._settings.bench = self.bench.height()

    def _show_project(self) -> None:
        is_open = self._session.project is not None
        self._pages.setCurrentWidget(self.panes if is_open else self.welcome)
        self.notice.move_to(self._text_pages if is_open else self.welcome)
        self._show_labels()
        self._show_hint()
        self.status.refresh()

    def _show_labels(self) -> None:
        self.labels.show_labels(self._session.span_labels)

    def _show_document(self) -> None:
        document, project = self._session.document, self._session.project
        shown = (project, document.id) if document is not None else None
        kept = ReadingPlace.of(self.view) if shown is not None and shown == self._shown else None
        self._shown = shown
        self._text_pages.setCurrentWidget(self.view if document else self._hint)
        self.labels.setEnabled(document is not None and self._session.is_writable)
        self._show_hint()
        self.view.show_document(document)
        self.status.show_snap(self.view.snap_unit)
        if document is not None and project is not None:
            self.view.go_to_top(project.documents.place(document.id, document.annotator))
            self._place = self.view.top
            self._settled.start()
        if kept is not None:
            kept.show(self.view)

    def _show_hint(self) -> None:
        """Where the text would be: what to do while there is none."""
        project = self._session.project
        if project is None or self._session.document is not None:
            return
        choose = self.tr("Choose an article at the left.")
        begin = self.tr("Import articles to begin: Ctrl+I, or drop files and folders on the window.")
        self._hint.setText(begin if project.documents.is_empty() else choose)

    def _follow_labels(self, edit) -> None:  # type: ignore[no-untyped-def]
        if edit.rows("label"):
            self._show_labels()

    def _show_current(self) -> None:
        self.inspector.show_current(self.view.current)

    def _show_armed(self, label: Label | None) -> None:
        self.labels.set_armed(label)
        self.inspector.show_label(label)
        if label is not None:
            said = self.tr("Double-click words to label them {label}; Escape puts the label away.")
            self.notice.say(said.format(label=label.shown), is_warning=False)

    def _show_folded(self) -> None:
        self.status.show_folded(self.view.folded_lines(), self.view.is_raw)

    def _say_failure(self, error) -> None:  # type: ignore[no-untyped-def]
        offers = (remedy(error) for remedy in self.remedies)
        self.notice.say(sentence(error), offer=next(filter(None, offers), None))


def _surface(pages: QStackedWidget) -> QStackedWidget:
    pages.setAutoFillBackground(True)
    pages.setBackgroundRole(QPalette.ColorRole.Base)
    return pages


def _hairline(theme: Theme) -> QFrame:
    line = QFrame()
    line.setFixedHeight(1)
    line.setAutoFillBackground(True)
    palette = line.palette()
    palette.setColor(QPalette.ColorRole.Window, theme.border)
    line.setPalette(palette)
    return line
