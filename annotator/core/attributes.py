"""Attributes: what more a label asks about each thing that carries it, and which answers it permits.

A label defines rules; a span or relation holds values by the rule's name: one of the rule's values (choice), true or
false (yes-no), or any text. What has no rule (it came with an import, or a machine wrote it) is kept and not judged.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from annotator.core.shown import one_line


class AttributeKind(StrEnum):
    """What an attribute's value is."""

    CHOICE = "choice"
    YES_NO = "yes-no"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class AttributeRule:
    """One question that a label asks; `values` are the answers of a choice, in the order they are shown."""

    name: str
    kind: str = AttributeKind.TEXT
    values: tuple[str, ...] = ()
    title_en: str = ""
    title_vi: str = ""

    def title(self, language: str) -> str:
        """The name for people, in `language` ("vi" or "en"), on one line; the short name where there is none."""
        return one_line((self.title_vi if language == "vi" else self.title_en) or self.name)

    def permits(self, value: object) -> bool:
        """Whether this can be a value of the attribute."""
        if self.kind == AttributeKind.CHOICE:
            return isinstance(value, str) and value in self.values
        return isinstance(value, bool if self.kind == AttributeKind.YES_NO else str)

    def as_json(self) -> dict[str, Any]:
        """The rule as label-set files and the project file hold it."""
        return {
            "name": self.name,
            "kind": str(self.kind),
            "values": list(self.values),
            "title": {"en": self.title_en, "vi": self.title_vi},
        }


def rule_from(row: Mapping[str, Any]) -> AttributeRule:
    """The rule that `as_json` wrote. Raises LookupError, TypeError or AttributeError when it is something else."""
    title = row.get("title", {})
    values = row.get("values", [])
    rule = AttributeRule(
        row["name"], row.get("kind", AttributeKind.TEXT), tuple(values), title.get("en", ""), title.get("vi", "")
    )
    texts = (rule.name, rule.kind, *rule.values, rule.title_en, rule.title_vi)
    if not isinstance(values, list) or not all(isinstance(text, str) for text in texts):
        raise TypeError("an attribute's values are text")
    return rule


def dumped(rules: Sequence[AttributeRule]) -> str:
    """The rules of a label as JSON text."""
    return json.dumps([rule.as_json() for rule in rules], ensure_ascii=False)


def loaded(text: str) -> tuple[AttributeRule, ...]:
    """The rules that `dumped` wrote."""
    return tuple(rule_from(row) for row in json.loads(text))


def misfits(rules: Sequence[AttributeRule], attributes: Mapping[str, Any]) -> list[str]:
    """The names of the attributes whose value the rule of that name does not permit."""
    return [rule.name for rule in rules if rule.name in attributes and not rule.permits(attributes[rule.name])]


def fitting(rules: Sequence[AttributeRule], attributes: Mapping[str, Any]) -> dict[str, Any]:
    """The attributes without those that the rules do not permit."""
    wrong = misfits(rules, attributes)
    return {name: value for name, value in attributes.items() if name not in wrong}
