"""Changing the share of the articles that the bias guard takes."""

from __future__ import annotations

from annotator.app.session import Session
from annotator.core.errors import AnnotatorError
from annotator.storage import guard_history


def set_share(session: Session, percent: int) -> bool:
    """Hides the suggestions in another share of the articles from everybody; False when it failed, after saying why."""
    if session.project is None:
        return False
    try:
        guard_history.set_share(session.project.store, percent)
    except AnnotatorError as error:
        session.refuse(error)
        return False
    session.follow_guard()
    return True
