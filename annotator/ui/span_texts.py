"""What is said of a span in words: for the inspector, the tooltip and screen readers."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication

from annotator.app.repeats import MACHINE, OF
from annotator.app.session import Session
from annotator.core.model import Origin, Span
from annotator.core.shown import one_line


def origin_text(session: Session, span: Span) -> str:
    """Who put a span there and how, with a suggestion's score."""
    who = _who(session, span)
    if session.document is not None and span.annotator != session.document.annotator:
        if who == MACHINE:
            return QCoreApplication.translate("spans", "The same words as in an annotation of yours")
        text = QCoreApplication.translate("spans", "Suggested by {who}").format(who=who)
        return f"{text} · {span.score:.0%}" if span.score is not None else text
    if span.origin == Origin.SUGGESTION:
        return QCoreApplication.translate("spans", "{who}, from a suggestion").format(who=who)
    if span.origin == Origin.IMPORT:
        return QCoreApplication.translate("spans", "{who}, imported").format(who=who)
    return QCoreApplication.translate("spans", "{who}, by hand").format(who=who)


def told_attributes(session: Session, span: Span) -> dict[str, Any]:
    """The attributes of a span that are for reading: what ties an offer to the span it repeats is not."""
    if OF not in span.attributes or _who(session, span) != MACHINE:
        return span.attributes
    return {name: value for name, value in span.attributes.items() if name != OF}


def hover_text(session: Session, span: Span, language: str) -> str:
    """Label, annotator, origin and note of a span, a line each."""
    label = session.label(span.label)
    lines = [f"{label.shown} · {label.title(language)}" if label else "?", origin_text(session, span)]
    if span.note:
        lines.append(QCoreApplication.translate("spans", "Note: {note}").format(note=span.note))
    return "\n".join(lines)


def _who(session: Session, span: Span) -> str:
    if session.project is None:
        return "?"
    return next((one_line(who.name) for who in session.project.people.all() if who.id == span.annotator), "?")
