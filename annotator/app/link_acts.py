"""What a person can do beside spans: link them, answer what their labels ask, label the whole article.

Each act is one edit through `Session.apply` and answers True when it is saved; what must be refused is told by the
session.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from annotator.app.beginning import begun
from annotator.app.open_document import OpenDocument
from annotator.app.session import Session
from annotator.core import edits, link_edits
from annotator.core.edits import Edit
from annotator.core.errors import RefusedError
from annotator.core.ids import new_uid
from annotator.core.model import Answer, AnswerKind, DocumentLabel, Label, Relation, Span
from annotator.storage.project import Project


class LinkActs:
    """The acts on relations, attributes and document labels of the document that a session has open."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def link(self, source: Span, target: Span, label: Label) -> bool:
        """Draws a relation from one span to another; a suggestion at either end is accepted by the same edit."""
        document, project = self._session.document, self._session.project
        if document is None or project is None:
            return False
        begin, accepted_begin = self._accepted(project, document, source)
        end, accepted_end = self._accepted(project, document, target) if target != source else (begin, None)
        if self._has(document, begin.id, end.id, label.id):
            return self._refuse(RefusedError("relation.duplicate"))
        key = project.store.next_id("relation")
        row = Relation(key, new_uid(), document.id, document.annotator, begin.id, end.id, label.id)

        def make() -> Edit:
            linked = link_edits.add_relation(row, label, begin, end)
            first = [each for accepted in (accepted_begin, accepted_end) if accepted for each in accepted.changes]
            return replace(linked, changes=(*first, *linked.changes))

        return self._made(make)

    def unlink(self, relation: Relation) -> bool:
        """Takes a relation away."""
        return self._apply(link_edits.remove_relation(relation, self._name(relation.label)))

    def unlink_all(self, relations: Sequence[Relation]) -> bool:
        """Takes several relations away in one edit."""
        if len(relations) == 1:
            return self.unlink(relations[0])
        document = relations[0].document if relations else None
        return bool(relations) and self._apply(link_edits.remove_relations(relations, document))

    def relabel(self, relation: Relation, label: Label) -> bool:
        """Gives a relation another label."""
        document = self._session.document
        if document is None or relation.label == label.id:
            return False
        if self._has(document, relation.source, relation.target, label.id):
            return self._refuse(RefusedError("relation.duplicate"))
        return self._made(lambda: link_edits.relabel_relation(relation, label))

    def turn(self, relation: Relation) -> bool:
        """Lets a relation run the other way."""
        document = self._session.document
        if document is None:
            return False
        if self._has(document, relation.target, relation.source, relation.label):
            return self._refuse(RefusedError("relation.duplicate"))
        return self._apply(link_edits.turn_relation(relation, self._name(relation.label)))

    def set_attribute(self, item: Span | Relation, name: str, value: str | bool | None) -> bool:
        """Answers a question of the label of a span or relation; None or a blank text takes the answer away.

        True also when it is answered so already.
        """
        label = self._session.label(item.label)
        if label is None or self._session.document is None:
            return False
        if not self._is_own(item):
            return self._refuse(RefusedError("relation.suggestion"))
        after = {key: kept for key, kept in item.attributes.items() if key != name}
        if isinstance(value, bool) or (value is not None and value.strip()):
            after[name] = value
        return after == item.attributes or self._made(lambda: link_edits.set_attributes(item, label, after))

    def toggle_document_label(self, label: Label) -> bool:
        """Puts a label on the article, or takes it off."""
        document, project = self._session.document, self._session.project
        if document is None or project is None:
            return False
        before = document.links.document_labels.get(label.id)
        if before is not None:
            return self._apply(link_edits.remove_document_label(before, label.name))
        key = project.store.next_id("document_label")
        row = DocumentLabel(key, new_uid(), document.id, document.annotator, label.id)
        return self._made(lambda: link_edits.add_document_label(row, label))

    def _made(self, make: Callable[[], Edit]) -> bool:
        """Commits what a maker makes; what it refuses is told."""
        try:
            edit = make()
        except RefusedError as error:
            return self._refuse(error)
        return self._apply(edit)

    def _accepted(self, project: Project, document: OpenDocument, span: Span) -> tuple[Span, Edit | None]:
        """The span itself, or what a suggestion is in the person's layer, with the edit that accepts it if need be."""
        if self._is_own(span):
            return span, None
        triple = (span.start, span.end, span.label)
        near = document.spans.between(span.start, span.end)
        same = next((own for own in near if (own.start, own.end, own.label) == triple), None)
        if same is not None:
            return same, None
        own = replace(
            span, id=project.store.next_id("span"), uid=new_uid(), annotator=document.annotator, note="", attributes={}
        )
        key = project.store.next_id("answer")
        answer = Answer(key, span.document, document.annotator, *triple, AnswerKind.ACCEPTED)
        accepted = edits.accept(own, answer, self._name(span.label))
        return Span.from_row(accepted.rows("span")[0].after or {}), accepted

    def _apply(self, edit: Edit) -> bool:
        document, project = self._session.document, self._session.project
        if document is None or project is None:
            return False
        return self._session.apply(begun(project, document, edit))

    def _refuse(self, error: RefusedError) -> bool:
        self._session.refuse(error)
        return False

    def _is_own(self, item: Span | Relation) -> bool:
        document = self._session.document
        return document is not None and (item.document, item.annotator) == (document.id, document.annotator)

    def _has(self, document: OpenDocument, source: int, target: int, label: int) -> bool:
        same = (source, target, label)
        return any((each.source, each.target, each.label) == same for each in document.links.of(source))

    def _name(self, label: int) -> str:
        found = self._session.label(label)
        return found.name if found else "?"
