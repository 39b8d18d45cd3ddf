"""The labels of an import by name: those the project has, and those it gets."""

from __future__ import annotations

from dataclasses import replace

from annotator.core.labels import LabelSpec
from annotator.core.model import Label
from annotator.storage.project import Project

_COLOURS = ("#2952b6", "#c0700a", "#97cd87", "#ae90e4", "#7a1f5c", "#3aa6a0", "#b5a300", "#6b6b6b")


class LabelBook:
    """Finds labels by name, large and small letters alike, as the rules of a label set have it."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self.new: list[Label] = []
        """Labels that the project lacks; the import's edit adds them."""
        present = project.labels.all()
        self._numbers = {label.name.casefold(): label.id for label in present}
        self._keys = {label.key.upper() for label in present}
        self._position = max((label.position for label in present), default=-1) + 1
        self._new_numbers: set[int] = set()

    def is_new(self, number: int) -> bool:
        """Whether a label is one the project lacks."""
        return number in self._new_numbers

    def offer(self, spec: LabelSpec) -> None:
        """Adds a label where there is none of its name; its key only if that is free."""
        if spec.name.casefold() in self._numbers:
            return
        key = spec.key if spec.key.upper() not in self._keys else ""
        label = replace(spec, key=key).as_label(self._project.store.next_id("label"), self._position)
        self._numbers[label.name.casefold()] = label.id
        self._keys.add(key.upper())
        self._position += 1
        self.new.append(label)
        self._new_numbers.add(label.id)

    def number(self, name: str) -> int:
        """The number of the label of this name, which is added where it is missing."""
        if name.casefold() not in self._numbers:
            self.offer(LabelSpec(name, colour=_COLOURS[self._position % len(_COLOURS)]))
        return self._numbers[name.casefold()]
