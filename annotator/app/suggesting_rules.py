"""Which suggestions a person wants to see in a project: no Qt, plain data that the settings can hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from annotator.core.evaluation import Score

ENOUGH = 20
"""Suggestions of a label on finished articles below which its precision says little, so that it is not muted for it."""

MOST = 0.95
"""The highest threshold: above it hardly anything would be suggested."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What is left out: suggestions less certain than `threshold` (0 to `MOST`), and those by labels that are muted.

    `muted` are the labels that the person has switched off. `least` is the precision in percent that a label must
    reach on this person's finished articles, 0 for none, and `weak` are the labels that did not when last measured.
    """

    threshold: float = 0.0
    muted: tuple[str, ...] = ()
    least: int = 0
    weak: tuple[str, ...] = ()

    @property
    def silent(self) -> tuple[str, ...]:
        """Every label that is not suggested, sorted."""
        return tuple(sorted({*self.muted, *(self.weak if self.least else ())}))

    def measured(self, figures: Mapping[str, Score]) -> Rules:
        """These rules after the suggestions were compared with finished articles; labels without enough stay."""
        told = {label for label, score in figures.items() if score.against >= ENOUGH}
        weak = {label for label in told if 100 * figures[label].precision < self.least}
        kept = {label for label in self.weak if label not in told} if self.least else set()
        return replace(self, weak=tuple(sorted(weak | kept)))


def remembered(kept: Mapping[str, Any], project: str) -> Rules:
    """The rules kept for the project of this uid; whatever is missing or out of range is at its default."""
    plain = kept.get(project)
    if not isinstance(plain, dict):
        return Rules()
    threshold: Any = plain.get("threshold")
    least: Any = plain.get("least")
    is_share = type(threshold) in (int, float) and 0 <= threshold <= MOST
    is_percent = type(least) is int and 0 <= least <= 100
    return Rules(
        round(float(threshold), 2) if is_share else 0.0,
        _names(plain.get("muted")),
        least if is_percent else 0,
        _names(plain.get("weak")),
    )


def remember(kept: dict[str, Any], project: str, rules: Rules) -> None:
    """Keeps the rules for the project of this uid; those that leave nothing out need no place."""
    if rules == Rules():
        kept.pop(project, None)
    else:
        kept[project] = {
            "threshold": rules.threshold,
            "muted": list(rules.muted),
            "least": rules.least,
            "weak": list(rules.weak),
        }


def _names(plain: object) -> tuple[str, ...]:
    listed = plain if isinstance(plain, list) else []
    return tuple(sorted({name for name in listed if isinstance(name, str) and name}))
