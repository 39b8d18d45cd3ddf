"""Fields of a form that stand beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.ui.theme import L, S


def in_row(parts: Sequence[QWidget], stretch: bool = True) -> QWidget:
    """A row of fields, the first of which takes the keyboard for it; with `stretch` they are as wide as they need."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(L if stretch else S)
    for part in parts:
        row.addWidget(part)
    if stretch:
        row.addStretch(1)
    holder.setFocusProxy(parts[0])
    return holder
