"""A line above the text that says something and can be acted on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


class Strip(QWidget):
    """What the desk needs of such a line, whoever puts it there."""

    @property
    def offered(self) -> QWidget:
        """Where the keyboard goes to do what the line is for."""
        raise NotImplementedError
