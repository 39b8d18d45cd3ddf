"""The consistency check beside the window, and the mending of what it finds: each row one edit."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from annotator.app.acts import Acts
from annotator.app.jobs import Job
from annotator.app.session import Session
from annotator.core.consistency import Issue
from annotator.core.errors import StaleEditError
from annotator.core.model import Span
from annotator.storage.project import Project
from annotator.workflows import consistency
from annotator.workflows.consistency import Placed


def checking(path: str, person: int) -> Callable[[Job], list[Placed]]:
    """The work of a job: checks what a person has annotated in the project file at `path`."""
    return partial(_check, path, person)


def mend(session: Session, acts: Acts, issue: Issue) -> bool:
    """Does in its article, which is opened, what an issue asks for; True when it is saved.

    Refused with a sentence where the span is another one by now, or one is where there was none. Where what the fix
    asks for is there already, the span that disagrees with it goes.
    """
    session.open_document(issue.document)
    document, label, fix = session.document, session.label(issue.fix.label), issue.fix
    if document is None or document.id != issue.document or label is None:
        return False
    if issue.span is None:
        if document.spans.between(fix.start, fix.end):
            session.refuse(StaleEditError("edit.stale", table="span", key=0))
            return False
        return acts.add_span(fix.start, fix.end, label)
    now = _same(document.spans.between(issue.start, issue.end), issue.span)
    if now is None:
        session.refuse(StaleEditError("edit.stale", table="span", key=issue.span.id))
        return False
    near = document.spans.between(fix.start, fix.end)
    if any((span.start, span.end, span.label) == fix for span in near):
        return acts.delete(now)
    return acts.relabel(now, label) if fix.label != now.label else acts.move(now, fix.start, fix.end)


def _same(spans: list[Span], wanted: Span) -> Span | None:
    """The span that was checked, if its range and label are still the same."""
    place = (wanted.id, wanted.start, wanted.end, wanted.label)
    return next((span for span in spans if (span.id, span.start, span.end, span.label) == place), None)


def _check(path: str, person: int, job: Job) -> list[Placed]:
    project = Project.open(path, read_only=True)
    try:
        return consistency.placed(project, consistency.check(project, person, job.report))
    finally:
        project.close()
