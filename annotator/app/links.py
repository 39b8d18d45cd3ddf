"""The relations and document labels of the document on screen, in memory: read on first asking, then kept up from the
edits that were committed."""

from __future__ import annotations

from functools import cached_property

from annotator.core.edits import Change
from annotator.core.model import DocumentLabel, Relation, Span
from annotator.storage.annotations import Annotations


class Links:
    """What one person has put on one document beside spans."""

    def __init__(self, annotations: Annotations, document: int, annotator: int) -> None:
        self._annotations = annotations
        self._document = document
        self._annotator = annotator

    @property
    def relations(self) -> list[Relation]:
        """The person's relations in the order they came."""
        return [self._relations[key] for key in sorted(self._relations)]

    @cached_property
    def ends(self) -> dict[int, Span]:
        """The spans that relations begin or end in, by number, also where the spans' layer is not in memory."""
        return {span.id: span for span in self._annotations.relation_ends(self._document, self._annotator)}

    @cached_property
    def document_labels(self) -> dict[int, DocumentLabel]:
        """What is on the whole document, by the label's number."""
        found = self._annotations.document_labels(self._document, self._annotator)
        return {row.label: row for row in found}

    def of(self, span: int) -> list[Relation]:
        """The relations that begin or end in a span."""
        return [relation for relation in self.relations if span in (relation.source, relation.target)]

    def follow_relation(self, change: Change) -> None:
        """Takes over a committed change of a relation."""
        if not self._is_ours(change):
            return
        after = None if change.after is None else Relation.from_row(change.after)
        if self._has_read("_relations"):
            self._relations.pop(change.key, None)
            if after is not None:
                self._relations[after.id] = after
        if after is not None and self._has_read("ends"):
            self._take_ends(after)

    def follow_span(self, change: Change) -> None:
        """Takes over a committed change of a span that relations may end in."""
        if self._has_read("ends") and self.ends.pop(change.key, None) is not None and change.after is not None:
            self.ends[change.key] = Span.from_row(change.after)

    def follow_document_label(self, change: Change) -> None:
        """Takes over a committed change of a document label."""
        if not self._is_ours(change) or not self._has_read("document_labels"):
            return
        if change.before is not None:
            self.document_labels.pop(change.before["label"], None)
        if change.after is not None:
            row = DocumentLabel.from_row(change.after)
            self.document_labels[row.label] = row

    def _has_read(self, what: str) -> bool:
        """What nobody has asked for yet has nothing to follow: it will be read as it is then."""
        return what in self.__dict__

    @cached_property
    def _relations(self) -> dict[int, Relation]:
        found = self._annotations.relations(self._document, self._annotator)
        return {relation.id: relation for relation in found}

    def _take_ends(self, relation: Relation) -> None:
        for key in (relation.source, relation.target):
            if key not in self.ends:
                span = self._annotations.span(key)
                if span is not None:
                    self.ends[key] = span

    def _is_ours(self, change: Change) -> bool:
        row = change.after or change.before or {}
        return bool(row["annotator"] == self._annotator)
