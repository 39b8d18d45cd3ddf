"""Scores as JSON objects, alike in every command that tells them."""

from __future__ import annotations

from annotator.core.evaluation import Score

_NAMES = ("gold", "against", "found", "right", "precision", "recall", "f1")


def score_object(score: Score) -> dict[str, float]:
    """The counts of a score, and its shares from 0 to 1."""
    return {name: getattr(score, name) for name in _NAMES}
