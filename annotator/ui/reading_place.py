"""Where a reader is in an article: kept while the same article is shown anew."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.core.model import Span
from annotator.ui.reading_view import ReadingView


@dataclass(frozen=True, slots=True)
class ReadingPlace:
    """The first paragraph on screen, what is selected and what is current."""

    top: int
    selection: tuple[int, int] | None
    current: Span | None

    @classmethod
    def of(cls, view: ReadingView) -> ReadingPlace:
        """Where the reader is now; the view shows an article."""
        return cls(view.top, view.selection, view.current)

    def show(self, view: ReadingView) -> None:
        """Puts the reader there again, in the same article; a span that is gone is current no more."""
        view.go_to_top(self.top)
        if self.selection is not None:
            view.select(*self.selection)
        if self.current is not None:
            near = view.spans_between(self.current.start, self.current.end)
            view.set_current(next((span for span in near if span.id == self.current.id), None))
