"""The line at the bottom: saved or not, what is under way, who annotates, what selections take, how much is folded."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTime, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from annotator.app.session import Session
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.selection import SnapUnit
from annotator.ui import theme as design
from annotator.ui.icons import icon, pixmap
from annotator.ui.messages import elided
from annotator.ui.plain import menu_text
from annotator.ui.theme import Theme, ui_font


class StatusLine(QWidget):
    """What a person wants to be sure of without asking."""

    person_wanted = Signal()
    snap_wanted = Signal()
    raw_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._shown = (0, 0)
        """How far the suggestions are."""
        self._is_writing = False
        self.setObjectName("statusLine")
        self._saved_icon = QLabel(self)
        self.saved = self._label("savedIndicator", self.tr("Saved"))
        self.progress = QProgressBar(self)
        self._progress_text = self._label("progressText", self.tr("Progress"))
        self._cancel = self._button("cancelProgress", self.tr("Stop"), self.cancel_wanted)
        self._folded = self._button("foldedLines", "", self.raw_wanted)
        self._snap = self._button("snapButton", "", self.snap_wanted)
        self._person = self._button("personButton", "", self.person_wanted)
        self._set_up()
        session.changed.connect(self._tell_saved)
        session.failed.connect(self._tell_failed)
        session.writing.connect(self._show_writing)
        session.project_changed.connect(self.refresh)
        session.person_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Shows the project and the person as they are now."""
        project, person = self._session.project, self._session.person
        self._person.setVisible(person is not None)
        told = self.tr("{name} (only read)") if self._session.reader is not None else "{name}"
        self._person.setText(menu_text(told.format(name=elided(person.name))) if person else "")
        self._person.setToolTip(self.tr("Who annotates; each person has a layer of their own"))
        if project is None:
            self._say("", "")
        elif project.is_lost:
            self._say("warning", self.tr("File moved or deleted"))
        elif project.writable:
            self._say("saved", self.tr("Saved"))
        elif project.read_at is not None:
            time = project.read_at.astimezone().strftime("%H:%M")
            self._say("warning", self.tr("Read only, as it was at {time}").format(time=time))
        else:
            self._say("warning", self.tr("Read only"))

    def show_progress(self, done: int, total: int) -> None:
        """How far the suggestions are; nothing when they are all there."""
        self._shown = (done, total)
        is_busy = done < total
        for widget in (self.progress, self._progress_text, self._cancel):
            widget.setVisible(is_busy)
        if is_busy:
            self.progress.setMaximum(total)
            self.progress.setValue(done)
            self._progress_text.setText(self.tr("Suggestions {done} of {total}").format(done=done, total=total))

    def _show_writing(self, done: int, total: int) -> None:
        """How far a long edit is; painted at once, since nothing else runs while it is written."""
        self._is_writing = True
        self.progress.setMaximum(total)
        self.progress.setValue(done)
        self.progress.show()
        self._progress_text.setText(self.tr("Saving {share} %").format(share=100 * done // total))
        self._progress_text.show()
        self.layout().activate()  # type: ignore[union-attr]
        self.repaint()

    def _end_writing(self) -> None:
        if self._is_writing:
            self._is_writing = False
            self.show_progress(*self._shown)

    def show_folded(self, lines: int, is_raw: bool) -> None:
        """How many lines are folded away, and the switch to see them."""
        self._folded.setVisible(lines > 0 or is_raw)
        self._folded.setText(self.tr("Raw text") if is_raw else self.tr("%n line(s) folded", "", lines))
        self._folded.setToolTip(self.tr("Show or fold menus, image paths, repeated captions and blank lines"))

    def show_snap(self, unit: SnapUnit) -> None:
        """What selections grow to."""
        names = {
            SnapUnit.WORD: self.tr("Whole words"),
            SnapUnit.SYLLABLE: self.tr("Whole syllables"),
            SnapUnit.CHARACTER: self.tr("Characters"),
        }
        self._snap.setText(names[unit])
        self._snap.setVisible(self._session.document is not None)
        self._snap.setToolTip(self.tr("What a selection grows to; click for the next one"))

    def _tell_saved(self, _edit: Edit) -> None:
        self._end_writing()
        self._say("saved", self.tr("Saved"))
        self.saved.setToolTip(self.tr("Saved at {time}").format(time=QTime.currentTime().toString("HH:mm:ss")))

    def _tell_failed(self, error: AnnotatorError) -> None:
        self._end_writing()
        project, code = self._session.project, error.code
        if self._session.is_of_another(error):
            return
        if project is not None and project.is_lost:
            self._say("warning", self.tr("File moved or deleted"))
        elif project is not None and project.writable and code.startswith("project."):
            self._say("warning", self.tr("Not saved"))

    def _say(self, picture: str, text: str) -> None:
        if text == self.saved.text():
            return
        colour = self._theme.accent if picture == "saved" else self._theme.danger
        self._saved_icon.setVisible(bool(picture))
        if picture:
            self._saved_icon.setPixmap(pixmap(picture, colour, 16))
        self.saved.setText(text)

    def _set_up(self) -> None:
        self.progress.setObjectName("progressIndicator")
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress.setTextVisible(False)
        self.progress.setStyleSheet(self._theme.progress())
        self.progress.setFixedSize(120, 6)
        row = QHBoxLayout(self)
        row.setContentsMargins(design.M, 3, design.M, 3)
        row.setSpacing(6)
        row.addWidget(self._saved_icon)
        row.addWidget(self.saved)
        row.addSpacing(design.L)
        row.addWidget(self.progress)
        row.addWidget(self._progress_text)
        row.addWidget(self._cancel)
        row.addStretch()
        row.addWidget(self._folded)
        row.addWidget(self._snap)
        row.addWidget(self._person)
        self._person.setIcon(icon("user", self._theme.muted, self._theme.border, 16))
        self._person.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.show_progress(0, 0)
        self.show_folded(0, False)
        self._snap.hide()

    def _label(self, name: str, accessible: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setAccessibleName(accessible)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(ui_font(12))
        palette = label.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(self._theme.muted))
        label.setPalette(palette)
        return label

    def _button(self, name: str, text: str, signal) -> QToolButton:  # type: ignore[no-untyped-def]
        button = QToolButton(self)
        button.setObjectName(name)
        button.setText(text)
        button.setFont(ui_font(12))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setStyleSheet(self._theme.flat_buttons(1) + f"QToolButton {{ color: {self._theme.muted}; }}")
        button.clicked.connect(signal)
        return button
