"""The makers of edits that answer many suggestions in many documents, each one act (see `core/edits.py`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotator.core import edits
from annotator.core.edits import Change, Edit, change
from annotator.core.model import Answer, AnswerKind, Assignment, Span

NAMES = {
    AnswerKind.ACCEPTED: "suggestion.accept",
    AnswerKind.CORRECTED: "suggestion.correct",
    AnswerKind.REJECTED: "suggestion.reject",
    AnswerKind.SKIPPED: "suggestion.skip",
}
"""What the act on one suggestion is called, by the answer; on several, "-many" follows."""


def answer_many(
    answers: Sequence[Answer],
    spans: Iterable[Span],
    begun: Iterable[tuple[Assignment | None, Assignment]],
    skipped: Iterable[Answer],
    quote: str,
    label: str,
) -> Edit:
    """Suggestions answered alike in one act: `spans` are what is taken over of them, `skipped` the answers they had.

    `begun` says of articles where the person had done nothing that they are in progress. What was skipped goes first,
    since a suggestion has one answer.
    """
    changes: list[Change] = [change(answer, None) for answer in skipped]
    changes += [change(None, span) for span in spans]
    changes += [change(None, answer) for answer in answers]
    name = NAMES[AnswerKind(answers[0].answer)] + ("-many" if len(answers) > 1 else "")
    edit = Edit(name, tuple(changes), _one_of(answers), {"label": label, "quote": quote, "n": len(answers)})
    return edit.also(*(edits.set_state(before, after) for before, after in begun))


def ask_again(skipped: Sequence[Answer]) -> Edit:
    """Suggestions that were left for later, open again."""
    changes = tuple(change(answer, None) for answer in skipped)
    return Edit("suggestion.ask-again", changes, _one_of(skipped), {"n": len(skipped)})


def _one_of(answers: Sequence[Answer]) -> int | None:
    """The document of all of them, None when they are in several."""
    found = {answer.document for answer in answers}
    return found.pop() if len(found) == 1 else None
