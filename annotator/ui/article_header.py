"""The line above the text: the article's title and facts, its state, and the way to its neighbours."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFont, QFontMetrics, QIcon, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from annotator.app.session import Session
from annotator.core.edits import Edit
from annotator.core.model import State
from annotator.core.shown import one_line
from annotator.ui import theme as design
from annotator.ui.action_table import specs
from annotator.ui.actions import Actions, plain
from annotator.ui.article_model import state_name
from annotator.ui.article_row import STATE_ICONS
from annotator.ui.icons import icon, pixmap
from annotator.ui.locale import interface_locale, short_date
from annotator.ui.theme import Theme, ui_font


class ArticleHeader(QWidget):
    """What article this is, and what to do with it as a whole."""

    def __init__(self, session: Session, language: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._locale = interface_locale(language)
        self._theme = theme
        self.setObjectName("articleHeader")
        self._glyph = QLabel(self)
        self._title = Elided(ui_font(design.UI_SIZE + 1, QFont.Weight.DemiBold), theme.text, self)
        self._title.setObjectName("articleTitle")
        self._facts = Elided(ui_font(12), theme.muted, self)
        self._guard = self._guard_line()
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(design.XS)
        self._lay_out()
        session.document_opened.connect(self.refresh)
        session.changed.connect(self._follow)
        session.guard_changed.connect(self._show_guard)

    def add_actions(self, actions: Actions, ids: tuple[str, ...], leading: tuple[str, ...] = ()) -> None:
        """Buttons for the acts with these ids, `leading` ones before the title."""
        for spec in specs():
            if spec.id in (*leading, *ids):
                actions.draw_icon(spec)
        for place, id_ in enumerate(leading):
            self._row.insertWidget(place, self._button(actions.by_id[id_]))
        for id_ in ids:
            self._buttons.addWidget(self._button(actions.by_id[id_]))
        self._acts = actions
        actions.keys_changed.connect(self._show_tips)
        self._show_tips()

    def refresh(self, *_what: object) -> None:
        """Shows the article as it is now."""
        document = self._session.document
        self._glyph.setVisible(document is not None)
        self._show_guard()
        if document is None:
            self._title.set_text("")
            self._facts.set_text("")
            return
        state = State(document.state)
        colour = self._theme.accent if state == State.DONE else self._theme.muted
        self._glyph.setPixmap(pixmap(STATE_ICONS[state], colour, 18))
        self._glyph.setToolTip(state_name(state))
        about = document.document
        self._title.set_text(one_line(" ".join(about.title.split()) or about.name))
        date = short_date(about.published, self._locale)
        told = (state_name(state), date, about.source, about.author)
        self._facts.set_text(" · ".join(one_line(part) for part in told if part))

    def _guard_line(self) -> QWidget:
        """A picture and the sentence about hidden suggestions, in the whole width."""
        line = QWidget(self)
        picture = QLabel()
        picture.setPixmap(pixmap("eye-off", self._theme.muted, 14))
        sentence = Elided(ui_font(12), self._theme.muted, line)
        sentence.setObjectName("guardLine")
        text = self.tr("Suggestions are hidden in this article until you mark it done")
        sentence.set_text(text)
        sentence.setAccessibleName(text)
        sentence.setToolTip(self.tr("The bias guard drew this article; the work meter shows what it measures"))
        row = QHBoxLayout(line)
        row.setContentsMargins(design.M + design.XS, 0, design.M, design.S)
        row.setSpacing(design.S)
        row.addWidget(picture)
        row.addWidget(sentence, 1)
        line.hide()
        return line

    def _show_guard(self) -> None:
        """Says where suggestions are kept back; nothing elsewhere."""
        document = self._session.document
        self._guard.setVisible(document is not None and document.hides_suggestions)

    def _follow(self, edit: Edit) -> None:
        """Only the article's own facts and its state show here."""
        if edit.rows("document") or edit.rows("assignment"):
            self.refresh()

    def _lay_out(self) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self._title)
        texts.addWidget(self._facts)
        self._row = QHBoxLayout()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._row)
        whole.addWidget(self._guard)
        self._row.setContentsMargins(design.M, design.S, design.M, design.S)
        self._row.setSpacing(design.S)
        self._row.addWidget(self._glyph)
        self._row.addLayout(texts, 1)
        self._row.addLayout(self._buttons)

    def _make_done(self, button: QToolButton, action: QAction) -> None:
        """The one act with its name on the button, and a shorter one than in the menu."""
        button.setText(QCoreApplication.translate("ArticleHeader", "Done"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIcon(icon("check-circle", self._theme.accent, self._theme.border))
        button.setEnabled(action.isEnabled())
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)

    def _make_switch(self, button: QToolButton, action: QAction) -> None:
        """Flat whether on or off; the colour of its picture tells."""
        name = next(spec.icon for spec in specs() if spec.id == action.objectName())
        picture = QIcon(icon(name, self._theme.muted, self._theme.border))
        picture.addPixmap(pixmap(name, self._theme.accent, 18), QIcon.Mode.Normal, QIcon.State.On)
        picture.addPixmap(pixmap(name, self._theme.accent, 18), QIcon.Mode.Active, QIcon.State.On)
        button.setIcon(picture)
        button.setCheckable(True)
        button.setChecked(action.isChecked())
        button.clicked.connect(action.trigger)
        action.toggled.connect(button.setChecked)

    def _show_tips(self) -> None:
        """The tooltips name the keys, which can be changed; some buttons take theirs from the action anew."""
        for button in self.findChildren(QToolButton):
            id_ = button.objectName().removeprefix("button.")
            if id_ in self._acts.by_id:
                self._acts.by_id[id_].setToolTip(self._acts.tip(id_))
                button.setToolTip(self._acts.tip(id_))

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        if action.objectName() == "article.done":
            self._make_done(button, action)
        elif action.isCheckable():
            self._make_switch(button, action)
        else:
            button.setDefaultAction(action)
        button.setObjectName(f"button.{action.objectName()}")
        button.setIconSize(QSize(18, 18))
        button.setStyleSheet(self._theme.flat_buttons())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(plain(action.text()))
        return button


class Elided(QLabel):
    """One line of text that ends in … where there is no room for all of it."""

    def __init__(self, font: QFont, colour: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setFont(font)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMinimumWidth(40)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
        self.setPalette(palette)

    def set_text(self, text: str) -> None:
        """Shows as much of the text as there is room for."""
        self._whole = text
        self._elide()

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        """Another width, another cut."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        self.setText(QFontMetrics(self.font()).elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width()))
