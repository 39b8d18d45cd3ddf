"""The label set: its rules, and the file it is saved to and loaded from.

The file is JSON: `{"format": "annotator-label-set", "version": 1, "labels": [{"name", "title": {"en", "vi"}, "colour",
"key", "guideline": {"en", "vi"}}]}`, in the order of the set.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from annotator.core.assets import asset
from annotator.core.errors import InputError, RefusedError
from annotator.core.ids import new_uid
from annotator.core.model import Label

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
NAME = re.compile(r"\S{1,40}")
"""What a label can be called."""
_FORMAT = "annotator-label-set"

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
    (not a single character), "label.key-taken", "label.key-reserved" (`reserved` are the keys of other acts)."""
    names: set[str] = set()
    keys: dict[str, str] = {}
    taken = {key.upper() for key in reserved}
    for label in labels:
        if not NAME.fullmatch(label.name):
            raise RefusedError("label.name", name=label.name)
        if label.name.casefold() in names:
            raise RefusedError("label.name-taken", name=label.name)
        names.add(label.name.casefold())
        if not _COLOUR.fullmatch(label.colour):
            raise RefusedError("label.colour", name=label.name, colour=label.colour)
        _check_key(label, keys, taken)


def _check_key(label: LabelSpec | Label, keys: dict[str, str], taken: set[str]) -> None:
    key = label.key.upper()
    if not key:
        return
    if len(key) != 1 or not key.isprintable() or key.isspace():
        raise RefusedError("label.key", key=label.key)
    if key in taken:
        raise RefusedError("label.key-reserved", key=key, name=label.name)
    if key in keys:
        raise RefusedError("label.key-taken", key=key, name=label.name, other=keys[key])
    keys[key] = label.name


def dumps(labels: Iterable[LabelSpec | Label]) -> str:
    """The label set as the text of its file."""
    rows = [
        {
            "name": label.name,
            "title": {"en": label.title_en, "vi": label.title_vi},
            "colour": label.colour,
            "key": label.key,
            "guideline": {"en": label.guideline_en, "vi": label.guideline_vi},
        }
        for label in labels
    ]
    return json.dumps({"format": _FORMAT, "version": 1, "labels": rows}, ensure_ascii=False, indent=2) + "\n"


def loads(text: str) -> list[LabelSpec]:
    """The label set in the text of a file.

    Raises InputError("labels.not-a-set") when it is something else, RefusedError when the set breaks a rule.
    """
    try:
        content = json.loads(text)
        if content["format"] != _FORMAT or content["version"] != 1:
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
    }
    if not all(isinstance(value, str) for value in values.values()):
        raise TypeError("a label's values are text")
    return LabelSpec(**values)
