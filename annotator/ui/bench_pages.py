"""The pages of the bench, each loaded when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from annotator.app.acts import Acts
from annotator.app.jobs import Jobs
from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.core.messages import QT_TRANSLATE_NOOP
from annotator.ui.bench import Bench
from annotator.ui.theme import Theme

QUEUE, OCCURRENCES, CONCORDANCE, CONSISTENCY = "queue", "occurrences", "concordance", "consistency"

_PAGES = (
    (QUEUE, QT_TRANSLATE_NOOP("Bench", "Suggestions"), "queue_page", "QueuePage"),
    (OCCURRENCES, QT_TRANSLATE_NOOP("Bench", "Occurrences"), "occurrences_page", "OccurrencesPage"),
    (CONCORDANCE, QT_TRANSLATE_NOOP("Bench", "Concordance"), "concordance_page", "ConcordancePage"),
    (CONSISTENCY, QT_TRANSLATE_NOOP("Bench", "Consistency"), "consistency_page", "ConsistencyPage"),
)
"""Each page's name, title, module and class; all are made with the same parts."""


def add_pages(
    bench: Bench,
    session: Session,
    acts: Acts,
    jobs: Jobs,
    settings: Settings,
    theme: Theme,
    jump: Callable[[int, int, int], None],
) -> None:
    """Gives the bench its pages; `jump` opens a document at a range."""

    def maker(module: str, name: str) -> Callable[[QWidget], QWidget]:
        def make(parent: QWidget) -> QWidget:
            page: QWidget = getattr(import_module(f"annotator.ui.{module}"), name)(
                session, acts, jobs, settings, theme, parent
            )
            page.wanted.connect(jump)  # type: ignore[attr-defined]
            return page

        return make

    for name, title, module, kind in _PAGES:
        bench.add_page(name, QCoreApplication.translate("Bench", title), maker(module, kind))
