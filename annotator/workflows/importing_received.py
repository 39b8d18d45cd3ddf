"""What an import adds to articles that were here before."""

from __future__ import annotations

from typing import NamedTuple

from annotator.core.edits import Edit
from annotator.storage.project import Project

_ANNOTATIONS = ("span", "relation", "document_label")


class Received(NamedTuple):
    """How many articles that were here before an import have got annotations by it, and how many they got."""

    articles: int = 0
    annotations: int = 0


def received(project: Project, edit: Edit | None) -> Received:
    """What an edit adds to, or changes on, the articles that are visible; it is not applied yet."""
    changes = [change for table in _ANNOTATIONS for change in edit.rows(table)] if edit else []
    documents = [change.after["document"] for change in changes if change.after is not None]
    here = set(project.documents.ids()).intersection(documents) if documents else set()
    return Received(len(here), sum(document in here for document in documents))
