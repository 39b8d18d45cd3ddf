"""Whose layer is meant."""

from __future__ import annotations

from annotator.core.errors import RefusedError
from annotator.core.model import Annotator, AnnotatorKind
from annotator.storage.project import Project


def only_person(project: Project) -> Annotator:
    """The one person who annotates: of several, the one who has part in the project.

    Raises RefusedError: "annotator.none", "annotator.several" naming them.
    """
    people = project.people.all(AnnotatorKind.PERSON)
    if len(people) > 1:
        people = project.people.with_part(AnnotatorKind.PERSON) or people
    if not people:
        raise RefusedError("annotator.none")
    if len(people) > 1:
        raise RefusedError("annotator.several", names=", ".join(person.name for person in people))
    return people[0]


def chosen(project: Project, name: str | None) -> Annotator | None:
    """The annotator of this name; without a name the only person, None when there is nobody yet.

    Raises RefusedError: "annotator.unknown", "annotator.several".
    """
    if name:
        return project.people.find(name)
    return only_person(project) if project.people.all(AnnotatorKind.PERSON) else None
