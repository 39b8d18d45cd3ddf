"""brat's configuration of a label set: `annotation.conf` says what there is, `visual.conf` how it looks.

https://brat.nlplab.org/configuration.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from annotator.core.exchange import AnnotatedDocument, Link, Mark
from annotator.core.labels import LabelSpec
from annotator.core.model import Scope

COMPANIONS = frozenset({"annotation.conf", "visual.conf", "tools.conf", "kb_shortcuts.conf"})
"""Files of brat that lie beside the documents."""

_VALUES = 50
"""The most values of one attribute that are listed."""

_STRANGE = re.compile(r"[|,\[\]#\s]")
"""What a value in the list cannot have; such values are in the standoff files only."""


class Config:
    """What the label set says, and what the documents have beyond it, seen one by one."""

    def __init__(self, labels: Sequence[LabelSpec]) -> None:
        self._labels = [label for label in labels if label.scope != Scope.DOCUMENT]
        self._names = {scope: dict.fromkeys(_names(labels, scope)) for scope in (Scope.SPAN, Scope.RELATION)}
        self._values: dict[str, dict[str, None]] = {}
        for label in self._labels:
            for rule in label.attributes:
                self._values.setdefault(rule.name, {}).update(dict.fromkeys(rule.values))

    def see(self, document: AnnotatedDocument) -> None:
        """Labels and attributes of a document that are to be written."""
        for layer in document.annotations:
            for mark in layer.spans:
                self._see(Scope.SPAN, mark)
            for link in layer.relations:
                self._see(Scope.RELATION, link)

    def _see(self, scope: Scope, thing: Mark | Link) -> None:
        self._names[scope].setdefault(thing.label)
        for name, value in thing.attributes.items():
            values = self._values.setdefault(name, {})
            if isinstance(value, str) and len(values) < _VALUES:
                values.setdefault(value)

    def annotation(self) -> str:
        """The text of `annotation.conf`."""
        arguments = "Arg1:<ENTITY>, Arg2:<ENTITY>"
        relations = [f"{name}\t{arguments}" for name in self._names[Scope.RELATION]]
        # Without it brat calls spans that overlap an error.
        overlap = "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"
        attributes = [_attribute(name, values) for name, values in self._values.items()]
        sections = {
            "entities": list(self._names[Scope.SPAN]),
            "relations": [overlap, *relations],
            "events": [],
            "attributes": attributes,
        }
        return "\n".join(_section(name, lines) for name, lines in sections.items())

    def visual(self) -> str:
        """The text of `visual.conf`."""
        labels = [_line(label) for label in self._labels]
        colours = [f"{label.name}\tbgColor:{label.colour}" for label in self._labels if label.scope == Scope.SPAN]
        return "\n".join([_section("labels", labels), _section("drawing", colours)])


def _names(labels: Iterable[LabelSpec], scope: Scope) -> list[str]:
    return [label.name for label in labels if label.scope == scope]


def _attribute(name: str, values: Iterable[str]) -> str:
    listed = [value for value in values if value and not _STRANGE.search(value)]
    return f"{name}\tArg:<ENTITY>" + (f", Value:{'|'.join(listed)}" if listed else "")


def _line(label: LabelSpec) -> str:
    titles = (title for title in (label.title_vi, label.title_en) if title)
    return " | ".join([label.name, *(" ".join(title.replace("|", "/").split()) for title in titles)])


def _section(name: str, lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in (f"[{name}]", *lines))
