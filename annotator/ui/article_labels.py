"""The labels of the whole article: a slim row of chips below its title, and the list where one types to find one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QToolButton, QWidget

from annotator.app.label_acts import LabelActs
from annotator.app.link_acts import LinkActs
from annotator.app.session import Session
from annotator.core.edits import Edit
from annotator.core.model import Label, Scope
from annotator.ui import theme as design
from annotator.ui.first_paint import ARTICLE_LABELS as ROW_HEIGHT
from annotator.ui.icons import icon, pixmap
from annotator.ui.plain import menu_text, plain_tip
from annotator.ui.theme import Theme, mixed, ui_font

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from annotator.ui.article_label_list import ArticleLabelList

_HEIGHT = 22
_TICK = 12
_WIDEST = 240
"""Pixels of a name; more of it are cut and shown as "…"."""


class ArticleLabel(QAbstractButton):
    """One label of articles: on or off."""

    def __init__(self, label: Label, language: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.label = label
        self._theme = theme
        self.setText(menu_text(label.title(language)))
        self.setObjectName(f"articleLabel.{label.name}")
        self.setAccessibleName(label.title(language))
        self.setToolTip(plain_tip(label.guideline(language) or label.title(language)))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFont(ui_font(design.SMALL_SIZE))

    def sizeHint(self) -> QSize:
        """Room for the tick, so that nothing moves when it comes, and the name."""
        words = QFontMetrics(self.font()).horizontalAdvance(self.accessibleName())
        return QSize(min(words, _WIDEST) + _TICK + 3 * design.XS + 6, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Off: the name and a dot of its colour. On: on a tint of its colour, with a tick."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1 if self.isEnabled() else 0.6)
        theme, is_on = self._theme, self.isChecked()
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ground = mixed(self.label.colour, theme.window, theme.tint + 0.06).name() if is_on else theme.window
        if self.underMouse() and self.isEnabled() and not is_on:
            ground = theme.hover
        edge = mixed(self.label.colour, theme.window, 0.7) if is_on else QColor(theme.border)
        painter.setPen(QPen(QColor(theme.accent) if self.hasFocus() else edge, 1.5 if self.hasFocus() else 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        left = rect.left() + design.XS + 2
        if is_on:
            painter.drawPixmap(round(left), (self.height() - _TICK) // 2, pixmap("check", theme.text, _TICK))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.label.colour))
            painter.drawEllipse(QRectF(left + 3, rect.center().y() - 3, 6, 6))
        painter.setPen(QColor(theme.text if is_on else theme.muted))
        words = rect.adjusted(design.XS + 2 + _TICK + 3, 0, 0, 0)
        name = QFontMetrics(self.font()).elidedText(self.accessibleName(), Qt.TextElideMode.ElideRight, _WIDEST)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        painter.end()


class ArticleLabels(QWidget):
    """The row; hidden while the project has no labels of articles."""

    def __init__(self, session: Session, language: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._language = language
        self._theme = theme
        self._acts = LinkActs(session)
        self._buttons: list[ArticleLabel] = []
        self._list: ArticleLabelList | None = None
        self.setObjectName("articleLabels")
        self.setAccessibleName(self.tr("Labels of the article"))
        self.setFixedHeight(ROW_HEIGHT)
        self._more = self._more_button()
        self.hide()
        session.document_opened.connect(self.refresh)
        session.project_changed.connect(self.refresh)
        session.changed.connect(self._follow)

    def refresh(self) -> None:
        """Shows which labels the article has now."""
        labels, document = self._session.document_labels, self._session.document
        if [button.label for button in self._buttons] != labels:
            self._make(labels)
        self.setVisible(bool(labels) and document is not None)
        on = document.links.document_labels if document is not None and labels else {}
        for button in self._buttons:
            button.setChecked(button.label.id in on)
            button.setEnabled(self._session.is_writable)
        self._more.setEnabled(self._session.is_writable)
        self._place()
        if self._list is not None:
            self._list.show_ticks(set(on))

    def toggle(self, label: Label) -> None:
        """Puts a label on the article, or takes it off."""
        self._acts.toggle_document_label(label)
        self.refresh()

    def open_list(self) -> None:
        """Opens the list of labels below the row; a project that has none gets the usual ones."""
        if self._session.document is None:
            return
        if not self._session.document_labels:
            LabelActs(self._session).add_shipped(Scope.DOCUMENT)
        from annotator.ui.article_label_list import ArticleLabelList

        if self._list is not None:
            self._list.setParent(None)
            self._list.deleteLater()
        self._list = ArticleLabelList(self._session.document_labels, self._language, self._theme, self.window())
        self._list.toggled.connect(self.toggle)
        self.refresh()
        self._list.open_below(QRect(self.mapTo(self.window(), QPoint(0, 0)), self.size()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, room for more or fewer chips."""
        super().resizeEvent(event)
        self._place()

    def _make(self, labels: list[Label]) -> None:
        for button in self._buttons:
            button.setParent(None)
            button.deleteLater()
        self._buttons = [ArticleLabel(label, self._language, self._theme, self) for label in labels]
        for button in self._buttons:
            button.clicked.connect(self._clicked)

    def _place(self) -> None:
        """One row: the labels that the article has, and as many of the others as there is room for, in their order."""
        room = self.width() - 2 * design.M
        wide = {button: button.sizeHint().width() + design.XS for button in self._buttons}
        if sum(wide.values()) - design.XS > room:
            room -= self._more.width()
        shown = set()
        for button in sorted(self._buttons, key=lambda button: not button.isChecked()):
            room -= wide[button]
            if room < -design.XS:
                break
            shown.add(button)
        x = design.M
        for button in self._buttons:
            button.setVisible(button in shown)
            if button in shown:
                button.setGeometry(x, 0, wide[button] - design.XS, _HEIGHT)
                x += wide[button]
        self._more.setVisible(len(shown) < len(self._buttons))
        self._more.move(x, 0)

    def _more_button(self) -> QToolButton:
        more = QToolButton(self)
        more.setObjectName("articleLabelsMore")
        more.setAccessibleName(self.tr("All labels of the article"))
        more.setToolTip(self.tr("All labels of the article"))
        more.setIcon(icon("more", self._theme.muted, self._theme.border))
        more.setStyleSheet(self._theme.flat_buttons(0))
        more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        more.setFixedSize(_HEIGHT + 4, _HEIGHT)
        more.clicked.connect(self.open_list)
        return more

    def _clicked(self) -> None:
        button = self.sender()
        if isinstance(button, ArticleLabel):
            self.toggle(button.label)

    def _follow(self, edit: Edit) -> None:
        if edit.rows("document_label") or edit.rows("label"):
            self.refresh()
