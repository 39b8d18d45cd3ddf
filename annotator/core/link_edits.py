"""The makers of edits on relations, attributes and document labels (see `core/edits.py` for the rest).

A relation never outlives its spans: whatever takes a span away takes its relations with it in the same edit, before the
span, so that undoing brings the span back first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from annotator.core.attributes import fitting, misfits
from annotator.core.edits import Change, Edit, change
from annotator.core.errors import RefusedError
from annotator.core.model import DocumentLabel, Label, Relation, Scope, Span


def add_relation(relation: Relation, label: Label, source: Span, target: Span) -> Edit:
    """A new relation from one span to another of the same layer and document.

    Raises RefusedError: "relation.label" (not a label for relations), "relation.self", "relation.ends" (the spans are
    not the relation's, or not of one layer and document).
    """
    check_scope(label, Scope.RELATION, "relation.label")
    if source.id == target.id:
        raise RefusedError("relation.self")
    homes = {(row.document, row.annotator) for row in (relation, source, target)}
    if len(homes) > 1 or (relation.source, relation.target) != (source.id, target.id):
        raise RefusedError("relation.ends")
    values = {"label": label.name, "source": source.quote, "target": target.quote}
    return Edit("relation.add", (change(None, relation),), relation.document, values)


def remove_relation(relation: Relation, label: str) -> Edit:
    """A relation taken away; `label` is the label's name for the menu."""
    return Edit("relation.delete", (change(relation, None),), relation.document, {"label": label})


def remove_relations(relations: Sequence[Relation], document: int | None = None) -> Edit:
    """Several relations taken away in one act."""
    return Edit("relation.delete-many", removals(relations), document, {"n": len(relations)})


def relabel_relation(relation: Relation, label: Label) -> Edit:
    """The same relation under another label; attributes stay but for those that the label's rules do not permit.

    Raises RefusedError("relation.label").
    """
    check_scope(label, Scope.RELATION, "relation.label")
    after = replace(relation, label=label.id, attributes=fitting(label.attributes, relation.attributes))
    return Edit("relation.relabel", (change(relation, after),), relation.document, {"label": label.name})


def turn_relation(relation: Relation, label: str) -> Edit:
    """The same relation in the other direction."""
    after = replace(relation, source=relation.target, target=relation.source)
    return Edit("relation.turn", (change(relation, after),), relation.document, {"label": label})


def set_attributes(item: Span | Relation, label: Label, attributes: Mapping[str, Any]) -> Edit:
    """What a span or relation answers to the questions of its label, all of it.

    What has no rule can stay or go but not come. Raises RefusedError: "attribute.unknown", "attribute.value" (the rule
    does not permit it).
    """
    known = {rule.name for rule in label.attributes}
    for name, value in attributes.items():
        if name not in known and (name not in item.attributes or item.attributes[name] != value):
            raise RefusedError("attribute.unknown", name=name, label=label.name)
    for name in misfits(label.attributes, attributes):
        raise RefusedError("attribute.value", name=name, value=attributes[name], label=label.name)
    after = replace(item, attributes=dict(attributes))
    what = item.quote if isinstance(item, Span) else label.name
    return Edit("span.attributes", (change(item, after),), item.document, {"quote": what})


def add_document_label(row: DocumentLabel, label: Label) -> Edit:
    """A label put on a whole document. Raises RefusedError("document-label.label") when it is not one for documents."""
    check_scope(label, Scope.DOCUMENT, "document-label.label")
    return Edit("document-label.add", (change(None, row),), row.document, {"label": label.name})


def remove_document_label(row: DocumentLabel, label: str) -> Edit:
    """A label taken off a document; `label` is its name for the menu."""
    return Edit("document-label.delete", (change(row, None),), row.document, {"label": label})


def removals(relations: Iterable[Relation]) -> tuple[Change, ...]:
    """The changes that take relations away."""
    return tuple(change(relation, None) for relation in relations)


def with_relations(edit: Edit, relations: Iterable[Relation]) -> Edit:
    """An edit that takes spans away, with the relations of these spans: relations are taken away first.

    A relation that the edit takes away itself is not taken twice, and one that goes is not changed any more.
    """
    own = [each for each in edit.changes if _is_removal(each)]
    known = {each.key for each in own}
    more = [each for each in removals(relations) if each.key not in known]
    gone = known | {each.key for each in more}
    rest = [each for each in edit.changes if not (each.table == "relation" and each.key in gone)]
    return replace(edit, changes=(*own, *more, *rest))


def removed_spans(edit: Edit) -> list[int]:
    """The ids of the spans that an edit takes away."""
    return [each.key for each in edit.rows("span") if each.after is None]


def check_scope(label: Label, scope: Scope, code: str) -> None:
    """Raises RefusedError(code) when a label is for something else."""
    if label.scope != scope:
        raise RefusedError(code, name=label.name)


def _is_removal(each: Change) -> bool:
    return each.table == "relation" and each.after is None
