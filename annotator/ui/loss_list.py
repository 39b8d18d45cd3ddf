"""The annotations that a format could not hold, under the reasons, each reason with its number; what else is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QLocale, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from annotator.core.errors import AnnotatorError
from annotator.core.messages import QT_TRANSLATE_NOOP
from annotator.core.shown import one_line
from annotator.formats.protocol import KNOWN, Holds, Loss
from annotator.storage.project import Project
from annotator.ui.icons import pixmap
from annotator.ui.messages import elided
from annotator.ui.plain import plain_tip
from annotator.ui.theme import RADIUS, XS, Theme
from annotator.workflows.exporting import Share

SHOWN = 300
"""Losses of one reason that are listed one by one; the rest is a number."""

_TEXT, _NUMBER = range(2)
_NUMBER_WIDTH = 64
_CHEVRON = 12
_QUOTE = 32
"""Characters of a quote, so that its label stays in sight; more are cut and shown as "…"."""

_REASONS = {
    "nested": QT_TRANSLATE_NOOP("LossList", "inside another annotation"),
    "crossing": QT_TRANSLATE_NOOP("LossList", "crossing another annotation"),
    "off-edge": QT_TRANSLATE_NOOP("LossList", "beginning or ending within a word"),
    "duplicate": QT_TRANSLATE_NOOP("LossList", "the same again"),
    "blank": QT_TRANSLATE_NOOP("LossList", "nothing but blanks"),
    "furniture": QT_TRANSLATE_NOOP("LossList", "in a folded line"),
    "label": QT_TRANSLATE_NOOP("LossList", "a label that was not chosen"),
    "relation": QT_TRANSLATE_NOOP("LossList", "relations"),
    "document-label": QT_TRANSLATE_NOOP("LossList", "labels of the whole article"),
    "attributes": QT_TRANSLATE_NOOP("LossList", "attributes"),
    "note": QT_TRANSLATE_NOOP("LossList", "notes"),
    "character": QT_TRANSLATE_NOOP("LossList", "characters replaced by another"),
    "untagged": QT_TRANSLATE_NOOP("LossList", "written, but not in ner_tags"),
    "renamed": QT_TRANSLATE_NOOP("LossList", "labels that are read again by another name"),
    "score": QT_TRANSLATE_NOOP("LossList", "scores outside 0 to 1"),
}
_KNOWN = {
    Holds.HEADING: QT_TRANSLATE_NOOP("LossList", "title, source and date"),
    Holds.META: QT_TRANSLATE_NOOP("LossList", "other details from imported files"),
    Holds.LINES: QT_TRANSLATE_NOOP("LossList", "lines folded or unfolded by hand"),
    Holds.STATES: QT_TRANSLATE_NOOP("LossList", "states and times of work"),
    Holds.ANSWERS: QT_TRANSLATE_NOOP("LossList", "answers to suggestions"),
    Holds.SCORES: QT_TRANSLATE_NOOP("LossList", "scores of annotations"),
    Holds.ORIGINS: QT_TRANSLATE_NOOP("LossList", "origins of annotations"),
}


class LossList(QTreeWidget):
    """A row a reason with its number; opened, one line a loss: article, quote, label. Hidden while there is none.

    Last stands what is known of articles beside their annotations and has no place there; it is no loss of those.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._project: Project | None = None
        self._losses: dict[str, list[Loss]] = {}
        self.setObjectName("exportLosses")
        self.setAccessibleName(self.tr("What the file cannot hold"))
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(18)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setStyleSheet(_style(theme))
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_TEXT, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_NUMBER, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(_NUMBER, _NUMBER_WIDTH)
        self.itemExpanded.connect(self._fill)
        self.hide()

    def show_losses(self, losses: Sequence[Loss], project: Project | None) -> None:
        """Lists what an export reported, the most frequent reason first; quotes are read from `project`."""
        self.clear()
        self._project = project
        self._losses = {}
        for loss in losses:
            self._losses.setdefault(loss.reason, []).append(loss)
        for reason, found in sorted(self._losses.items(), key=lambda each: (not each[1][0].is_span, -len(each[1]))):
            self._add(_reason(reason), QLocale().toString(len(found)), reason)
        self.setVisible(bool(losses))

    def show_known(self, known: Mapping[Holds, Share]) -> None:
        """Lists what else is known and has no place in the format, a line a thing with the number of its articles."""
        lines = [
            " · ".join((self.tr(_KNOWN[thing]), self.tr("%Ln article(s)", "", known[thing].left)))
            for thing in KNOWN
            if thing in known and known[thing].left
        ]
        if lines:
            group = self._add(self.tr("no place in this format"), "", "")
            self._put(group, lines)
            group.setExpanded(True)
            self.show()

    def add_group(self, text: str, lines: Sequence[str]) -> None:
        """One more row with lines of its own under it."""
        group = self._add(text, QLocale().toString(len(lines)), "")
        self._put(group, lines[:SHOWN])
        if len(lines) > SHOWN:
            self._put(group, [self.tr("and %n more", "", len(lines) - SHOWN)])
        self.show()

    def drawBranches(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        """A chevron before each reason."""
        if not index.parent().isValid():
            name = "chevron-down" if self.isExpanded(index) else "chevron-right-small"
            top = rect.top() + (rect.height() - _CHEVRON) // 2
            painter.drawPixmap(rect.right() - _CHEVRON, top, pixmap(name, self._theme.muted, _CHEVRON))

    def _add(self, text: str, number: str, reason: str) -> QTreeWidgetItem:
        group = QTreeWidgetItem([text, number])
        group.setTextAlignment(_NUMBER, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        group.setData(_TEXT, Qt.ItemDataRole.UserRole, reason)
        group.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
        self.addTopLevelItem(group)
        return group

    def _fill(self, group: QTreeWidgetItem) -> None:
        """Lists the losses of a reason when it is first opened: their quotes have to be read."""
        losses = self._losses.pop(group.data(_TEXT, Qt.ItemDataRole.UserRole), [])
        texts: dict[str, str] = {}
        self._put(group, [f"{self._place(loss, texts)}{_belongs(loss)}" for loss in losses[:SHOWN]])
        if len(losses) > SHOWN:
            self._put(group, [self.tr("and %n more", "", len(losses) - SHOWN)])

    def _put(self, group: QTreeWidgetItem, texts: Sequence[str]) -> None:
        """Lines under a reason, over both columns."""
        lines = [QTreeWidgetItem([text, ""]) for text in texts]
        group.addChildren(lines)
        for line, text in zip(lines, texts, strict=True):
            line.setFirstColumnSpanned(True)
            line.setForeground(_TEXT, QColor(self._theme.muted))
            line.setToolTip(_TEXT, plain_tip(text))

    def _place(self, loss: Loss, texts: dict[str, str]) -> str:
        """The quote of a loss; nothing for what is on the whole article, its place where there is no such article."""
        if loss.start >= loss.end:
            return ""
        if loss.document not in texts:
            texts[loss.document] = _text(loss.document, self._project)
        quote = texts[loss.document][loss.start : loss.end] or f"{loss.start}–{loss.end}"
        return f"“{elided(quote, _QUOTE)}” "


def reasons(losses: Sequence[Loss]) -> str:
    """How many losses there are for each reason, the most frequent first."""
    counts = Counter(loss.reason for loss in losses)
    return ", ".join(f"{_reason(reason)} {count}" for reason, count in counts.most_common())


def _belongs(loss: Loss) -> str:
    return f"{one_line(loss.label)} · {one_line(loss.document)}"


def _reason(code: str) -> str:
    return QCoreApplication.translate("LossList", _REASONS.get(code, code))


def _text(name: str, project: Project | None) -> str:
    try:
        return project.documents.text(project.documents.find(name).id) if project else ""
    except AnnotatorError:
        return ""


def _style(theme: Theme) -> str:
    return (
        f"QTreeWidget {{ background: {theme.surface}; color: {theme.text}; border: 1px solid transparent;"
        f" border-radius: {RADIUS}px; outline: none; }}"
        f"QTreeWidget:focus {{ border-color: {theme.accent}; }}"
        f"QTreeWidget::item {{ padding: {XS}px 0; border: none; }}"
        f"QTreeWidget::item:hover {{ background: {theme.hover}; }}"
        f"QTreeWidget::item:selected {{ background: {theme.selection}; color: {theme.text}; }}"
        f"QTreeWidget::branch {{ background: transparent; }}" + theme.scroll_bars()
    )
