"""The tools of the window: the lists below the text, the palette, the work meter; loaded on first use."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from annotator.app.jobs import Jobs
from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.core.selection import snap
from annotator.ui import bench_pages
from annotator.ui.actions import Actions
from annotator.ui.desk import Desk

if TYPE_CHECKING:
    from annotator.ui.palette import Palette


class ToolActs(QObject):
    """Opens what one works with beside the text."""

    def __init__(self, session: Session, jobs: Jobs, settings: Settings, desk: Desk, window: QWidget) -> None:
        super().__init__(desk)
        self._session = session
        self._jobs = jobs
        self._settings = settings
        self._desk = desk
        self._window = window
        self.actions: Actions | None = None
        """What the palette lists; there once the window has its actions."""
        self._palette: Palette | None = None

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions call."""
        return {
            "suggestion.queue": lambda: self._show(bench_pages.QUEUE),
            "search.occurrences": self._show_occurrences,
            "search.concordance": self._show_concordance,
            "search.consistency": lambda: self._show(bench_pages.CONSISTENCY),
            "project.work": self._show_work,
            "help.palette": self._show_palette,
        }

    def _show(self, name: str) -> None:
        """Opens a page; asked for where the keyboard is in it already, closes it."""
        bench = self._desk.bench
        keyboard: QWidget | None = self._window.focusWidget()
        if bench.shown == name and keyboard is not None and bench.isAncestorOf(keyboard):
            bench.close_up()
        else:
            bench.show_page(name)

    def _show_occurrences(self) -> None:
        """Of the current span, of what is selected, or of the word at the text cursor."""
        view, document = self._desk.view, self._session.document
        if document is None:
            return
        current = view.current if view.selection is None else None
        at = view.caret
        range_ = (current.start, current.end) if current else view.selection
        range_ = range_ or snap(document.text, at, at + 1, view.snap_unit, document.words)
        page = self._desk.bench.page(bench_pages.OCCURRENCES)
        if range_ is not None:
            page.ask(document.id, *range_, current)  # type: ignore[attr-defined]
        self._desk.bench.show_page(bench_pages.OCCURRENCES)

    def _show_concordance(self) -> None:
        """From the hits goes back to the words that are looked for; from there closes."""
        bench, name = self._desk.bench, bench_pages.CONCORDANCE
        if bench.shown == name and not bench.page(name).field.hasFocus():  # type: ignore[attr-defined]
            bench.show_page(name)
        else:
            self._show(name)

    def _show_work(self) -> None:
        from annotator.ui.work_page import WorkPage

        WorkPage(self._session, self._jobs, self._settings, self._desk.theme, self._window).open()

    def _show_palette(self) -> None:
        from annotator.ui.palette import Palette

        if self.actions is not None:
            self._palette = Palette(self.actions, self._session, self._desk.theme, self._window)
            self._palette.open()

    def put_away(self) -> None:
        """Closes the palette, which lists acts that are about to go."""
        if self._palette is not None and isValid(self._palette):
            self._palette.close_up()
