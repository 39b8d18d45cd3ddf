"""Whether a project file is what it should be; nothing is changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any, NamedTuple

from annotator.core.attributes import misfits
from annotator.core.model import Label, Scope
from annotator.core.text import digest
from annotator.storage import splits, tally
from annotator.storage.project import Project
from annotator.workflows.steps import Step, no_step

_CHANGE = len(("table", "key", "before", "after"))


class Finding(NamedTuple):
    """One thing that is wrong: `code` names the sentence, `values` fill it, `document` is where, if in one."""

    code: str
    values: dict[str, Any]
    document: int | None = None


def check(project: Project, step: Step = no_step) -> list[Finding]:
    """Looks at the whole file and at every document, removed ones too; an empty list means that all is well."""
    parts = (_file, _journal, _batches, _splits)
    found = [finding for part in parts for finding in _guarded(part(project))]
    try:
        keys = [row[0] for row in _rows(project, "SELECT id FROM document ORDER BY id")]
        indexed = {row[0] for row in _rows(project, "SELECT id FROM search_docsize")}
        people = [row[0] for row in _rows(project, "SELECT id FROM annotator WHERE kind != 'machine'")]
        labels = {label.id: label for label in project.labels.all()}
    except sqlite3.DatabaseError as error:
        return [*found, Finding("check.file", {"reason": str(error)})]
    for done, key in enumerate(keys):
        step(done, len(keys))
        if key not in indexed:
            found.append(Finding("check.not-indexed", {}, key))
        found += [*_guarded(_text(project, key), key), *_guarded(_tallies(project, key, people), key)]
        found += [*_guarded(_relations(project, key, labels), key), *_guarded(_labelled(project, key, labels), key)]
    step(len(keys), len(keys))
    return found


def _guarded(findings: Iterator[Finding], document: int | None = None) -> Iterator[Finding]:
    """The findings, and as one more that SQLite cannot read on."""
    try:
        yield from findings
    except sqlite3.DatabaseError as error:
        yield Finding("check.file", {"reason": str(error)}, document)


def _rows(project: Project, query: str, *values: object) -> Iterator[Any]:
    yield from project.store.connection.execute(query, values)


def _file(project: Project) -> Iterator[Finding]:
    for (reason,) in _rows(project, "PRAGMA integrity_check"):
        if reason != "ok":
            yield Finding("check.file", {"reason": reason})
    for table, key, parent, _ in _rows(project, "PRAGMA foreign_key_check"):
        yield Finding("check.reference", {"table": table, "row": key, "parent": parent})


def _journal(project: Project) -> Iterator[Finding]:
    for key, changes, values in _rows(project, 'SELECT id, changes, "values" FROM edit ORDER BY id'):
        if _changes(changes) is None or not isinstance(_parsed(values), dict):
            yield Finding("check.journal", {"edit": key})


def _batches(project: Project) -> Iterator[Finding]:
    """Imports that no edit ever showed; one that was undone waits for its redo."""
    shown: set[object] = set()
    for (changes,) in _rows(project, "SELECT changes FROM edit WHERE name = 'import'"):
        shown.update(key for table, key, _, _ in _changes(changes) or () if table == "batch")
    for key, source in _rows(project, "SELECT id, source FROM batch WHERE state = 'pending' ORDER BY id"):
        if key not in shown:
            yield Finding("check.unfinished-import", {"batch": key, "source": source})


def _splits(project: Project) -> Iterator[Finding]:
    for document, part, shares in splits.damaged(project.store):
        yield Finding("check.split", {"part": part, "shares": shares}, document)


def _changes(text: str) -> list[tuple[object, object, object, object]] | None:
    """The changes of an edit as the journal keeps them, None when they are something else."""
    found = _parsed(text)
    if not isinstance(found, list) or not all(isinstance(each, list) and len(each) == _CHANGE for each in found):
        return None
    return [(table, key, before, after) for table, key, before, after in found]


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _text(project: Project, key: int) -> Iterator[Finding]:
    """What does not fit the text of one document: its digest and length, quotes, answers and lines."""
    ((expected, length, text),) = _rows(project, "SELECT digest, length, text FROM document WHERE id = ?", key)
    if digest(text) != expected:
        yield Finding("check.digest", {}, key)
    if len(text) != length:
        yield Finding("check.length", {"length": len(text), "expected": length}, key)
    for start, end, quote in _rows(project, 'SELECT start, "end", quote FROM span WHERE document = ?', key):
        if text[start:end] != quote:
            yield Finding("check.quote", {"start": start, "end": end, "quote": quote}, key)
    for start, end in _rows(project, 'SELECT start, "end" FROM answer WHERE document = ?', key):
        if not 0 <= start < end <= len(text):
            yield Finding("check.answer", {"start": start, "end": end}, key)
    for start, end in _rows(project, 'SELECT start, "end" FROM furniture WHERE document = ?', key):
        if not 0 <= start <= end <= len(text):
            yield Finding("check.line", {"start": start, "end": end}, key)


def _relations(project: Project, key: int, labels: dict[int, Label]) -> Iterator[Finding]:
    """The relations of a document that are not between two different spans of its own layer and document."""
    for relation in project.annotations.relations_astray(key):
        label = labels.get(relation.label)
        yield Finding("check.relation", {"label": label.name if label else ""}, key)


def _labelled(project: Project, key: int, labels: dict[int, Label]) -> Iterator[Finding]:
    """What carries a label that is for something else, or attributes that its label does not permit."""
    query = 'SELECT start, "end", label, attributes FROM span WHERE document = ?'
    for start, end, label, attributes in _rows(project, query, key):
        found = labels.get(label)
        if found is not None and found.scope != Scope.SPAN:
            yield Finding("check.span-label", {"start": start, "end": end, "label": found.name}, key)
        yield from _attributes(found, attributes, key)
    for label, attributes in _rows(project, "SELECT label, attributes FROM relation WHERE document = ?", key):
        found = labels.get(label)
        if found is not None and found.scope != Scope.RELATION:
            yield Finding("check.relation-label", {"label": found.name}, key)
        yield from _attributes(found, attributes, key)
    for (label,) in _rows(project, "SELECT label FROM document_label WHERE document = ?", key):
        found = labels.get(label)
        if found is not None and found.scope != Scope.DOCUMENT:
            yield Finding("check.document-label", {"label": found.name}, key)


def _attributes(label: Label | None, attributes: str, key: int) -> Iterator[Finding]:
    parsed = {} if attributes == "{}" else _parsed(attributes)
    rules = label.attributes if label else ()
    wrong = misfits(rules, parsed) if isinstance(parsed, dict) else ["attributes"]
    for name in wrong:
        yield Finding("check.attributes", {"name": name, "label": label.name if label else "?"}, key)


def _tallies(project: Project, key: int, people: list[int]) -> Iterator[Finding]:
    kept = {row[0]: (row[1], row[2]) for row in _rows(
        project, "SELECT annotator, spans, suggestions FROM tally WHERE document = ?", key)}  # fmt: skip
    for person in people:
        counted = tally.recount(project.store, key, person)
        if kept.get(person, (0, 0)) != counted:
            values = {"spans": counted[0], "suggestions": counted[1], "annotator": person}
            yield Finding("check.tally", values, key)
