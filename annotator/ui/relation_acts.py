"""Relations by key and mouse, and the labels of the whole article."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from annotator.app.label_acts import LabelActs
from annotator.app.link_acts import LinkActs
from annotator.app.session import Session
from annotator.core.model import Label, Relation, Scope, Span
from annotator.ui.arc_mouse import ArcMouse
from annotator.ui.desk import Desk
from annotator.ui.messages import elided

if TYPE_CHECKING:
    from annotator.ui.label_palette import LabelPalette


class RelationActs(QObject):
    """R on a span, R on another; a drag from chip to chip; what Delete and Escape mean where a relation is chosen."""

    def __init__(self, session: Session, desk: Desk, language: str) -> None:
        super().__init__(desk)
        self._session = session
        self._desk = desk
        self._view = desk.view
        self._language = language
        self._acts = LinkActs(session)
        self._mouse = ArcMouse(session, desk.view, self)
        self._palette: LabelPalette | None = None
        self._pair: tuple[Span, Span] | None = None
        """What the palette asks a label for."""
        self._last: dict[tuple[int, int], int] = {}
        """The label that a relation got last, by the labels of the spans at its ends: it is offered first."""
        self._mouse.picked.connect(self.choose)
        self._mouse.drawn.connect(self.relate)
        self._mouse.menu_wanted.connect(self._show_menu)
        desk.view.current_changed.connect(self._follow_current)
        session.document_opened.connect(self._begin_anew)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions call; deleting and putting away come here first."""
        return {
            "relation.link": self.link,
            "relation.show": self.toggle_all,
            "article.labels": self._desk.article_labels.open_list,
            "span.delete": self.delete,
            "span.disarm": self.put_away,
        }

    def link(self) -> None:
        """The current span becomes the source of a relation, or the target when there is a source."""
        current, source = self._view.current, self._view.arcs.source
        if current is None:
            return
        if self._desk.annotating.is_suggestion(current):
            self._say(self.tr("Accept the suggestion first: only annotations can be related."))
        elif source is None:
            self._view.arcs.set_source(current)
            text = self.tr("Relation from “{quote}”: go to the target and press R; Escape puts it away.")
            self._say(text.format(quote=elided(current.quote)))
        elif source.id == current.id:
            self._put_source_away()
        else:
            self.relate(source, current)

    def relate(self, source: Span, target: Span) -> None:
        """Makes a relation; asks which when there are several kinds."""
        if not all(span.annotator == self._annotator for span in (source, target)):
            self._say(self.tr("Accept the suggestion first: only annotations can be related."))
            return
        labels = self._session.relation_labels or self._add_shipped()
        if len(labels) == 1:
            self._link(source, target, labels[0])
        elif labels:
            self._pair = source, target
            self._ask(labels, target, self._last.get((source.label, target.label)), self._link_pair)

    def relabel(self, relation: Relation) -> None:
        """Asks for another label of a relation."""
        document = self._session.document
        target = document.links.ends.get(relation.target) if document else None
        if target is not None:
            labels = self._session.relation_labels
            self._ask(labels, target, relation.label, lambda label: self._acts.relabel(relation, label))

    def choose(self, relation: Relation) -> None:
        """Selects a relation; its source becomes current unless one of its ends is."""
        document, current = self._session.document, self._view.current
        if document is None:
            return
        if current is None or current.id not in (relation.source, relation.target):
            self._view.set_current(document.links.ends.get(relation.source))
        self._view.arcs.select(relation)
        self._view.setFocus()

    def toggle_all(self) -> None:
        """Draws every arc, or only those of the current span, which stays in view."""
        view = self._view
        view.arcs.show_all(not view.arcs.are_all_shown)
        current = view.current
        if current is not None and view.place_of(current.start, current.end).isEmpty():
            view.go_to(current.start, current.end)

    def delete(self) -> None:
        """Takes the selected relation away, or the current span when none is selected."""
        document, selected = self._session.document, self._view.arcs.selected
        found = document.links.relations if document is not None and selected is not None else []
        relation = next((each for each in found if each.id == selected), None)
        if relation is not None:
            self._acts.unlink(relation)
        else:
            self._desk.annotating.delete()

    def put_away(self) -> None:
        """Escape: first a relation that is being made, then the selected one, then what else there is."""
        arcs = self._view.arcs
        if self._mouse.let_go():
            return
        if arcs.source is not None:
            self._put_source_away()
        elif arcs.selected is not None:
            arcs.select(None)
        else:
            self._desk.annotating.put_away()

    @property
    def _annotator(self) -> int | None:
        return self._session.document.annotator if self._session.document else None

    def _link_pair(self, label: Label) -> None:
        if self._pair is not None:
            self._link(*self._pair, label)

    def _link(self, source: Span, target: Span, label: Label) -> None:
        if self._acts.link(source, target, label):
            self._last[source.label, target.label] = label.id
            self._put_source_away()

    def _begin_anew(self) -> None:
        """Another article: nothing of the one before is chosen."""
        self._put_source_away()
        self._view.arcs.select(None)

    def _put_source_away(self) -> None:
        if self._view.arcs.source is not None:
            self._view.arcs.set_source(None)
            self._desk.notice.hide()

    def _add_shipped(self) -> list[Label]:
        """For a project that was made before there were relations."""
        if LabelActs(self._session).add_shipped(Scope.RELATION):
            self._say(self.tr("The label set had no labels of relations: the usual ones were added."))
        return self._session.relation_labels

    def _ask(self, labels: list[Label], beside: Span, current: int | None, take: Callable[[Label], object]) -> None:
        """A palette near a span: digits, arrows and typing choose."""
        from annotator.ui.label_palette import LabelPalette

        if self._palette is not None:
            self._palette.setParent(None)
            self._palette.deleteLater()
        self._desk.notice.hide()
        view = self._view
        palette = LabelPalette(labels, self._language, self._desk.theme, view)
        palette.setObjectName("relationPalette")
        palette.setAccessibleName(self.tr("Label of the relation"))
        palette.field.setObjectName("relationPaletteField")
        palette.field.explain(self.tr("Which relation?"))
        palette.chosen.connect(take)
        palette.closed.connect(view.setFocus)
        self._palette = palette
        words = view.place_of(beside.start, beside.end)
        palette.open_at(words.translated(view.viewport().mapTo(view, QPoint(0, 0))), current)

    def _show_menu(self, relation: Relation, where: QPoint) -> None:
        label = self._session.label(relation.label)
        if label is not None:
            menu = self._desk.inspector.details.relations.menu(relation, label)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(where)

    def _follow_current(self) -> None:
        self._view.arcs.follow_current(self._view.current)

    def _say(self, text: str) -> None:
        self._desk.notice.say(text, is_warning=False)
