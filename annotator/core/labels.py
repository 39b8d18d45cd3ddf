"""The label set: its rules, and the file it is saved to and loaded from.

The file is JSON: `{"format": "annotator-label-set", "version": 1, "labels": [{"name", "title": {"en", "vi"}, "colour",
"key", "guideline": {"en", "vi"}}]}`, in the order of the set. Version 2 adds to a label, where it says something,
"scope" ("span", "relation", "document") and "attributes": `[{"name", "kind", "values", "title": {"en", "vi"}}]`; a set
without these is written as version 1, which older programs read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from annotator.core.assets import asset
from annotator.core.attributes import AttributeKind, AttributeRule, rule_from
from annotator.core.errors import InputError, RefusedError
from annotator.core.ids import new_uid
from annotator.core.model import Label, Scope

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
NAME = re.compile(r"\S{1,40}")
"""What a label can be called."""
_FORMAT = "annotator-label-set"
_PLAIN, _VERSION = 1, 2

SUGGESTED_KEYS = "1234567890"
"""Keys offered to new labels, in order; letters stay free for acts."""


@dataclass(frozen=True, slots=True)
class LabelSpec:
    """What a label says, without its place in a project."""

    name: str
    title_en: str = ""
    title_vi: str = ""
    colour: str = "#777777"
    key: str = ""
    guideline_en: str = ""
    guideline_vi: str = ""
    scope: str = Scope.SPAN
    attributes: tuple[AttributeRule, ...] = ()

    def as_label(self, key: int, position: int) -> Label:
        """A new label of a project with this number and place."""
        return Label(id=key, uid=new_uid(), position=position, **{f.name: getattr(self, f.name) for f in fields(self)})


def spec_of(label: Label) -> LabelSpec:
    """What a project's label says."""
    return LabelSpec(**{f.name: getattr(label, f.name) for f in fields(LabelSpec)})


def shipped() -> list[LabelSpec]:
    """The label set that a new project begins with."""
    return loads(asset("resources", "labels", "default.json").read_text(encoding="utf-8"))


def check(labels: Sequence[LabelSpec | Label], reserved: Iterable[str] = ()) -> None:
    """Raises RefusedError when the set breaks a rule: "label.name", "label.name-taken", "label.colour", "label.key"
    (not a single character), "label.key-taken", "label.key-reserved" (`reserved` are the keys of other acts),
    "label.scope", and those of `check_rules`. Names and keys are taken within a scope only."""
    names: set[tuple[str, str]] = set()
    keys: dict[tuple[str, str], str] = {}
    taken = {key.upper() for key in reserved}
    for label in labels:
        if not NAME.fullmatch(label.name):
            raise RefusedError("label.name", name=label.name)
        if label.scope not in list(Scope):
            raise RefusedError("label.scope", name=label.name, scope=label.scope)
        if known_by(label) in names:
            raise RefusedError("label.name-taken", name=label.name)
        names.add(known_by(label))
        if not _COLOUR.fullmatch(label.colour):
            raise RefusedError("label.colour", name=label.name, colour=label.colour)
        _check_key(label, keys, taken)
        check_rules(label.name, label.attributes)


def known_by(label: LabelSpec | Label) -> tuple[str, str]:
    """What tells a label from the others of its set: its scope, and its name in large and small letters alike."""
    return label.scope, label.name.casefold()


def _check_key(label: LabelSpec | Label, keys: dict[tuple[str, str], str], taken: set[str]) -> None:
    key = label.key.upper()
    if not key:
        return
    if len(key) != 1 or not key.isprintable() or key.isspace():
        raise RefusedError("label.key", key=label.key)
    if key in taken:
        raise RefusedError("label.key-reserved", key=key, name=label.name)
    if (label.scope, key) in keys:
        raise RefusedError("label.key-taken", key=key, name=label.name, other=keys[label.scope, key])
    keys[label.scope, key] = label.name


def check_rules(label: str, rules: Sequence[AttributeRule]) -> None:
    """Raises RefusedError when attributes of the label of this name break a rule: "attribute.name",
    "attribute.name-taken", "attribute.kind", "attribute.values" (a choice without values, one blank or twice)."""
    names: set[str] = set()
    for rule in rules:
        if not NAME.fullmatch(rule.name):
            raise RefusedError("attribute.name", name=rule.name, label=label)
        if rule.name.casefold() in names:
            raise RefusedError("attribute.name-taken", name=rule.name, label=label)
        names.add(rule.name.casefold())
        if rule.kind not in list(AttributeKind):
            raise RefusedError("attribute.kind", name=rule.name, kind=rule.kind, label=label)
        choices = [value.strip() for value in rule.values]
        is_choice = rule.kind == AttributeKind.CHOICE
        if not all(choices) or len(set(choices)) < len(choices) or is_choice != bool(choices):
            raise RefusedError("attribute.values", name=rule.name, label=label)


def dumps(labels: Iterable[LabelSpec | Label]) -> str:
    """The label set as the text of its file."""
    listed = list(labels)
    rows = [as_json(label) for label in listed]
    version = _VERSION if goes_further(listed) else _PLAIN
    return json.dumps({"format": _FORMAT, "version": version, "labels": rows}, ensure_ascii=False, indent=2) + "\n"


def goes_further(labels: Iterable[LabelSpec | Label]) -> bool:
    """Whether a set needs version 2 of its file: some label is not for spans, or asks for attributes."""
    return any(label.scope != Scope.SPAN or label.attributes for label in labels)


def as_json(label: LabelSpec | Label) -> dict[str, Any]:
    """A label as the file has it; scope and attributes only where they say something."""
    row: dict[str, Any] = {
        "name": label.name,
        "title": {"en": label.title_en, "vi": label.title_vi},
        "colour": label.colour,
        "key": label.key,
        "guideline": {"en": label.guideline_en, "vi": label.guideline_vi},
    }
    if label.scope != Scope.SPAN:
        row["scope"] = str(label.scope)
    if label.attributes:
        row["attributes"] = [rule.as_json() for rule in label.attributes]
    return row


def loads(text: str) -> list[LabelSpec]:
    """The label set in the text of a file.

    Raises InputError("labels.not-a-set") when it is something else, RefusedError when the set breaks a rule.
    """
    try:
        content = json.loads(text)
        if content["format"] != _FORMAT or content["version"] not in (_PLAIN, _VERSION):
            raise InputError("labels.not-a-set")
        labels = [_spec(row) for row in content["labels"]]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise InputError("labels.not-a-set") from error
    check(labels)
    return labels


def _spec(row: dict[str, Any]) -> LabelSpec:
    values = {
        "name": row["name"],
        "title_en": row.get("title", {}).get("en", ""),
        "title_vi": row.get("title", {}).get("vi", ""),
        "colour": row.get("colour", "#777777"),
        "key": row.get("key", ""),
        "guideline_en": row.get("guideline", {}).get("en", ""),
        "guideline_vi": row.get("guideline", {}).get("vi", ""),
        "scope": row.get("scope", str(Scope.SPAN)),
    }
    if not all(isinstance(value, str) for value in values.values()):
        raise TypeError("a label's values are text")
    return LabelSpec(**values, attributes=tuple(rule_from(rule) for rule in row.get("attributes", [])))
