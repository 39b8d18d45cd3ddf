"""The annotations that a format could not hold, with the reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QListWidget, QWidget

from annotator.core.errors import AnnotatorError
from annotator.core.messages import QT_TRANSLATE_NOOP
from annotator.formats.protocol import Loss
from annotator.storage.project import Project
from annotator.ui.messages import elided

SHOWN = 300
"""Losses that are listed one by one; the rest is a number."""

_REASONS = {
    "nested": QT_TRANSLATE_NOOP("LossList", "nested"),
    "crossing": QT_TRANSLATE_NOOP("LossList", "crossing"),
    "off-edge": QT_TRANSLATE_NOOP("LossList", "off word edges"),
    "duplicate": QT_TRANSLATE_NOOP("LossList", "the same again"),
    "relation": QT_TRANSLATE_NOOP("LossList", "a relation"),
    "document-label": QT_TRANSLATE_NOOP("LossList", "a label of the whole article"),
    "attributes": QT_TRANSLATE_NOOP("LossList", "its attributes"),
}


class LossList(QListWidget):
    """One line a loss: article, quote, label, reason. Hidden while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("exportLosses")
        self.setAccessibleName(self.tr("What the file could not hold"))
        self.setMinimumHeight(140)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()

    def show_losses(self, losses: Sequence[Loss], project: Project | None) -> None:
        """Lists what an export reported; quotes are read from `project`."""
        self.clear()
        for loss in losses[:SHOWN]:
            self.addItem(f"{loss.document}: {_place(loss, project)}{loss.label} – {_reason(loss.reason)}")
        if len(losses) > SHOWN:
            self.addItem(self.tr("and %n more", "", len(losses) - SHOWN))
        self.setVisible(bool(losses))


def reasons(losses: Sequence[Loss]) -> str:
    """How many losses there are for each reason, the most frequent first."""
    counts = Counter(loss.reason for loss in losses)
    return ", ".join(f"{_reason(reason)} {count}" for reason, count in counts.most_common())


def _reason(code: str) -> str:
    return QCoreApplication.translate("LossList", _REASONS.get(code, code))


def _place(loss: Loss, project: Project | None) -> str:
    """The quote of a loss; nothing for what is on the whole article."""
    return f"“{elided(_quote(loss, project), 60)}” " if loss.start < loss.end else ""


def _quote(loss: Loss, project: Project | None) -> str:
    """The text of a loss; its place where the article cannot be told by its name."""
    try:
        text = project.documents.text(project.documents.find(loss.document).id) if project else ""
    except AnnotatorError:
        text = ""
    return text[loss.start : loss.end] or f"{loss.start}–{loss.end}"
