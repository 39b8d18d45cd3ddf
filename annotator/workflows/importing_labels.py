"""The labels of an import by name: those the project has, and those it gets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace

from annotator.core.colours import free_colour
from annotator.core.edits import Change, Edit, change
from annotator.core.errors import RefusedError
from annotator.core.labels import LabelSpec, known_by, shipped, spec_of
from annotator.core.model import Label, Scope
from annotator.storage import imports
from annotator.storage.project import Project
from annotator.workflows.finding_files import Problem

_NAMED = 20
"""So many new labels are named."""


class LabelBook:
    """Finds labels by scope and name, large and small letters alike, as the rules of a label set have it."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._changes: list[Change] = []
        self._new: set[int] = set()
        self._labels = {known_by(label): label for label in project.labels.all()}
        self._found: dict[tuple[str, Scope], Label] = {}

    def changes(self) -> list[Change]:
        """What the import's edit does to the label set."""
        return list(self._changes)

    def is_new(self, number: int) -> bool:
        """Whether a label is one the project lacks."""
        return number in self._new

    def offer(self, specs: Sequence[LabelSpec]) -> None:
        """Adds the labels of a file where there are none of their names.

        A project that is as new takes the file's label set in place of its own, which then nobody has chosen.
        """
        self._found.clear()
        if specs and not self._changes and self._is_untouched():
            self._replace(specs)
            return
        for spec in specs:
            if known_by(spec) not in self._labels:
                self._add(spec)

    def get(self, name: str, scope: Scope = Scope.SPAN) -> Label:
        """The label of this name for such things, which is added where it is missing."""
        found = self._found.get((name, scope))
        if found is None:
            found = self._found[name, scope] = self._known_or_new(name, scope)
        return found

    def _known_or_new(self, name: str, scope: Scope) -> Label:
        key = known_by(LabelSpec(name, scope=scope))
        if key not in self._labels:
            colour = free_colour(label.colour for label in self._labels.values())
            self._add(LabelSpec(name, colour=colour, scope=scope))
        return self._labels[key]

    def _is_untouched(self) -> bool:
        if not imports.is_empty(self._project.store):
            return False
        return [spec_of(label) for label in self._labels.values()] == shipped()

    def _replace(self, specs: Sequence[LabelSpec]) -> None:
        """Puts the labels of `specs` in the place of those there are; one of the same name stays the same row.

        Labels for things that the file has no labels for stay, behind the file's.
        """
        names, scopes = {known_by(spec) for spec in specs}, {spec.scope for spec in specs}
        staying = [label for label in self._labels.values() if label.scope not in scopes]
        gone = [label for name, label in self._labels.items() if label.scope in scopes and name not in names]
        self._changes += [change(label, None) for label in gone]
        before, self._labels = self._labels, {}
        for position, spec in enumerate(specs):
            old = before.get(known_by(spec))
            if old is None:
                self._put(spec, position)
            else:
                values = {f.name: getattr(spec, f.name) for f in fields(spec)}
                self._exchange(old, replace(old, position=position, **values))
        for position, label in enumerate(staying, len(specs)):
            self._exchange(label, replace(label, position=position))

    def _exchange(self, before: Label, after: Label) -> None:
        self._labels[known_by(after)] = after
        if after != before:
            self._changes.append(change(before, after))

    def _add(self, spec: LabelSpec) -> None:
        """Adds a label at the end; its key only if that is free."""
        keys = {label.key.upper() for label in self._labels.values() if label.scope == spec.scope}
        self._put(spec if spec.key.upper() not in keys else replace(spec, key=""), self._position())

    def _put(self, spec: LabelSpec, position: int) -> None:
        label = spec.as_label(self._project.store.next_id("label"), position)
        self._labels[known_by(label)] = label
        self._changes.append(change(None, label))
        self._new.add(label.id)

    def _position(self) -> int:
        return max((label.position for label in self._labels.values()), default=-1) + 1


def new_labels(edit: Edit | None) -> list[Problem]:
    """The notice of the labels that the edit of an import adds to the project, if it adds any."""
    names = [row.after["name"] for row in edit.rows("label") if row.before is None and row.after] if edit else []
    if not names:
        return []
    told = ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
    return [Problem("", RefusedError("import.new-labels", n=len(names), names=told), is_notice=True)]
