"""The makers of edits over many spans in many documents, each one act (see `core/edits.py` for the rest)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from annotator.core import edits
from annotator.core.attributes import fitting
from annotator.core.edits import Change, Edit, change
from annotator.core.model import Answer, Assignment, Label, Origin, Span

Begun = tuple[Assignment | None, Assignment]
"""A person's assignment to a document before and after a first act there."""


def add_many(spans: Sequence[Span], label: str, accepted: Iterable[Answer] = (), begun: Iterable[Begun] = ()) -> Edit:
    """Many new spans of one label. `accepted` answers suggestions that they equal; their spans have that origin.

    Where the person had done nothing, `begun` says that the article is in progress.
    """
    taken = {(answer.document, answer.start, answer.end): answer for answer in accepted}
    new = [
        replace(span, origin=str(Origin.SUGGESTION)) if (span.document, span.start, span.end) in taken else span
        for span in spans
    ]
    return edits.answering(edits.add_spans(new, label), taken.values()).also(*_states(begun))


def relabel_many(spans: Iterable[Span], needless: Iterable[Span], label: Label, begun: Iterable[Begun] = ()) -> Edit:
    """The same ranges under another label; `needless` spans are taken away, since the range has that label already.

    Attributes stay but for those that the label's rules do not permit.
    """
    changes = [change(span, replace(span, label=label.id, attributes=fitting(label.attributes, span.attributes)))
               for span in spans]  # fmt: skip
    gone = [change(span, None) for span in needless]
    return _many("span.relabel-many", [*gone, *changes], label.name).also(*_states(begun))


def remove_many(spans: Iterable[Span]) -> Edit:
    """Many spans taken out of their layer."""
    return _many("span.delete-many", [change(span, None) for span in spans])


def _many(name: str, changes: Sequence[Change], label: str = "") -> Edit:
    return Edit(name, tuple(changes), None, {"label": label, "n": len(changes)})


def _states(begun: Iterable[Begun]) -> list[Edit]:
    return [edits.set_state(before, after) for before, after in begun]
