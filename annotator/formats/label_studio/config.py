"""The labeling configuration that Label Studio needs to show our tasks, and the names of its controls.

Attributes are controls of their own for each region (https://labelstud.io/tags/choices): the name of the control is
that of the attribute, with "?" after it where the answer is yes or no.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from annotator.core.attributes import AttributeKind, AttributeRule
from annotator.core.labels import LabelSpec
from annotator.core.model import Scope
from annotator.formats.parts.safe_xml import attributes, legal

TEXT, LABELS, TOPICS = "text", "label", "topic"
"""The names of the text and of the controls for labels of spans and of the whole text."""

YES_NO = "?"
"""What the name of a control with the choices true and false ends in."""

_CHOICES = {"true": True, "false": False}
_RESERVED = (TEXT, LABELS, TOPICS)


class Answer(NamedTuple):
    """The answer of one control: its name, its type, and what stands in its value under which key."""

    name: str
    kind: str
    key: str
    values: list[str]


class Controls:
    """The controls for the attributes of a label set."""

    def __init__(self, labels: Iterable[LabelSpec]) -> None:
        self._rules: dict[str, AttributeRule] = {}
        self._labels: dict[str, list[str]] = {}
        for label in labels:
            if label.scope == Scope.SPAN:
                for rule in label.attributes:
                    self._add(rule, label.name)

    def _add(self, rule: AttributeRule, label: str) -> None:
        """Labels that ask the same have one control with all their choices."""
        known = self._rules.setdefault(rule.name, rule)
        if known.kind == rule.kind and rule.name not in _RESERVED and not rule.name.endswith(YES_NO):
            values = tuple(dict.fromkeys([*known.values, *rule.values]))
            self._rules[rule.name] = AttributeRule(rule.name, rule.kind, values, known.title_en, known.title_vi)
            self._labels.setdefault(rule.name, []).append(label)

    def answer(self, label: str, name: str, value: object) -> Answer | None:
        """How a control says this attribute of a span with this label; None when no control can."""
        rule = self._rules.get(name)
        if rule is None or label not in self._labels.get(name, ()) or not rule.permits(value):
            return None
        if rule.kind == AttributeKind.YES_NO:
            return Answer(name + YES_NO, "choices", "choices", ["true" if value else "false"])
        if rule.kind == AttributeKind.CHOICE:
            return Answer(name, "choices", "choices", [str(value)])
        return Answer(name, "textarea", "text", [str(value)]) if value else None

    def xml(self) -> Iterator[str]:
        """The controls, each shown for a region with one of its labels."""
        for name, labels in self._labels.items():
            rule = self._rules[name]
            shown = {"perRegion": "true", "visibleWhen": "region-selected"}
            if not any("," in label for label in labels):
                shown |= {"whenTagName": LABELS, "whenLabelValue": ",".join(labels)}
            yield f"  <Header{_attributes(value=rule.title_vi or rule.name, size='6')}/>\n"
            if rule.kind == AttributeKind.TEXT:
                yield f"  <TextArea{_attributes(name=name, toName=TEXT, editable='true', **shown)}/>\n"
                continue
            is_yes_no = rule.kind == AttributeKind.YES_NO
            named = name + YES_NO if is_yes_no else name
            choices = {"name": named, "toName": TEXT, "choice": "single", "showInline": "true"}
            yield f"  <Choices{_attributes(**choices, **shown)}>\n"
            yield from _each("Choice", [{"value": value} for value in (_CHOICES if is_yes_no else rule.values)])
            yield "  </Choices>\n"


def attribute(name: str, values: Sequence[Any]) -> tuple[str, Any]:
    """The name and the value of the attribute that a control's answer says: the one value, or all as a list."""
    if name.endswith(YES_NO) and len(values) == 1 and values[0] in _CHOICES:
        return name.removesuffix(YES_NO), _CHOICES[values[0]]
    return name, values[0] if len(values) == 1 else list(values)


def config(labels: Sequence[LabelSpec]) -> str:
    """The labeling configuration for tasks with this label set, to be pasted into a project's Labeling Interface."""
    by_scope = {scope: [label for label in labels if label.scope == scope] for scope in Scope}
    parts = [
        *_spans(by_scope[Scope.SPAN]),
        *Controls(labels).xml(),
        *_relations(by_scope[Scope.RELATION]),
        *_topics(by_scope[Scope.DOCUMENT]),
        f"  <Text{_attributes(name=TEXT, value='$text', granularity='symbol')}/>\n",
    ]
    return f"<View>\n{''.join(parts)}</View>\n"


def _spans(labels: Sequence[LabelSpec]) -> Iterator[str]:
    yield f"  <Labels{_attributes(name=LABELS, toName=TEXT)}>\n"
    yield from _each(
        "Label",
        [
            {
                "value": label.name,
                "background": label.colour,
                "hotkey": label.key.lower() or None,
                "hint": label.title_vi or label.title_en or None,
            }
            for label in labels
        ],
    )
    yield "  </Labels>\n"


def _relations(labels: Sequence[LabelSpec]) -> Iterator[str]:
    if labels:
        yield "  <Relations>\n"
        yield from _each("Relation", [{"value": label.name, "background": label.colour} for label in labels])
        yield "  </Relations>\n"


def _topics(labels: Sequence[LabelSpec]) -> Iterator[str]:
    if labels:
        yield f"  <Choices{_attributes(name=TOPICS, toName=TEXT, choice='multiple')}>\n"
        rows = [{"value": label.name, "hint": label.title_vi or label.title_en or None} for label in labels]
        yield from _each("Choice", rows)
        yield "  </Choices>\n"


def _each(tag: str, rows: Iterable[dict[str, str | None]]) -> Iterator[str]:
    for row in rows:
        yield f"    <{tag}{_attributes(**row)}/>\n"


def _attributes(**values: str | None) -> str:
    return attributes({name: value and legal(value) for name, value in values.items()})
