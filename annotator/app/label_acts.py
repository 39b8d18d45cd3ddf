"""What a person does to the label set: drafts are worked on freely, and one edit brings them into the project."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace

from annotator.app.session import Session
from annotator.core import edits
from annotator.core.attributes import fitting, misfits
from annotator.core.edits import Edit
from annotator.core.errors import RefusedError
from annotator.core.labels import SUGGESTED_KEYS, LabelSpec, check, known_by, shipped, spec_of
from annotator.core.model import Label, Relation, Scope, Span
from annotator.storage.project import Project


@dataclass(frozen=True, slots=True)
class Draft:
    """One label as it is to be: what it will say, and the number of the label it is now (None for a new one)."""

    spec: LabelSpec
    label: int | None = None


@dataclass(frozen=True, slots=True)
class Merged:
    """Drafts after a file was merged into them, and how many labels it updated and added."""

    drafts: list[Draft]
    updated: int
    added: int


class LabelActs:
    """The acts on the label set of the project that a session has open."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def drafts(self) -> list[Draft]:
        """The label set as it is now."""
        return [Draft(spec_of(label), label.id) for label in self._session.labels]

    def spans_of(self, label: int) -> int:
        """How many spans, relations and articles of people carry a label."""
        project = self._session.project
        return project.annotations.count_of_label(label) if project else 0

    def save(self, drafts: Sequence[Draft], reserved: Iterable[str] = ()) -> bool:
        """Makes the label set what the drafts say, in one edit; True when it is saved or says so already.

        Labels without a draft go, with everything that carries them. An attribute that its label's new rules do not
        permit is taken off. Raises RefusedError when the set breaks a rule (see `core.labels.check`), and
        "label.scope-used" when a label is to be for something else while something carries it.
        """
        check([draft.spec for draft in drafts], reserved)
        edit = self._edit(drafts)
        return not edit.changes or self._session.apply(edit)

    def add_shipped(self, scope: Scope) -> bool:
        """Adds the labels of a scope that ship with the application and that the set lacks, in one edit; for projects
        that were made before there were any. True also when it lacks none."""
        project = self._session.project
        if project is None:
            return False
        here = {known_by(label) for label in self._session.labels}
        keys = {label.key.upper() for label in self._session.labels if label.scope == scope}
        missing = [_without_key(spec, keys) for spec in shipped() if spec.scope == scope and known_by(spec) not in here]
        first = max((label.position for label in self._session.labels), default=-1) + 1
        new = [spec.as_label(project.store.next_id("label"), place) for place, spec in enumerate(missing, first)]
        edit = edits.change_labels([(None, label) for label in new], "label.load", n=len(new))
        return not new or self._session.apply(edit)

    def _edit(self, drafts: Sequence[Draft]) -> Edit:
        project = self._session.project
        if project is None:
            raise RefusedError("project.missing", path="")
        now = {label.id: label for label in self._session.labels}
        kept = {draft.label for draft in drafts}
        gone = [edits.remove_label(label, [], project.annotations.of_label(label.id))
                for label in now.values() if label.id not in kept]  # fmt: skip
        pairs: list[tuple[Label | None, Label | None]] = []
        judged: list[Edit] = []
        for position, draft in enumerate(drafts):
            before = now.get(draft.label) if draft.label is not None else None
            if before is None:
                after = draft.spec.as_label(project.store.next_id("label"), position)
            else:
                after = with_spec(before, draft.spec, position)
                judged.append(_judged(project, before, after))
            if after != before:
                pairs.append((before, after))
        return edits.change_labels([], "label.change").also(*gone, edits.change_labels(pairs, "label.change"), *judged)


def _judged(project: Project, before: Label, after: Label) -> Edit:
    """What changes of the things that carry a label when it asks something else, or is to be for something else."""
    if (before.scope, before.attributes) == (after.scope, after.attributes):
        return Edit("label.change", ())
    carriers = project.annotations.of_label(before.id)
    if carriers and before.scope != after.scope:
        raise RefusedError("label.scope-used", name=before.name)
    judged = [
        (row, replace(row, attributes=fitting(after.attributes, row.attributes)))
        for row in carriers
        if isinstance(row, Span | Relation) and misfits(after.attributes, row.attributes)
    ]
    return Edit("label.change", tuple(edits.change(row, fits) for row, fits in judged))


def with_spec(label: Label, spec: LabelSpec, position: int) -> Label:
    """The same label saying what `spec` says, at another place of the set."""
    return replace(label, position=position, **{f.name: getattr(spec, f.name) for f in fields(LabelSpec)})


def merged(drafts: Sequence[Draft], loaded: Sequence[LabelSpec], reserved: Iterable[str] = ()) -> Merged:
    """Drafts with the labels of a file: those of the same scope and name say what the file says, new ones come after.

    Labels that the file does not have stay. A key that the file gives is taken from a label that stays; a reserved
    one is left out.
    """
    taken = {key.upper() for key in reserved}
    incoming = {known_by(spec): _without_key(spec, taken) for spec in loaded}
    given = {(spec.scope, spec.key.upper()) for spec in incoming.values() if spec.key}
    result: list[Draft] = []
    for draft in drafts:
        spec = incoming.pop(known_by(draft.spec), None)
        mine = {key for scope, key in given if scope == draft.spec.scope}
        result.append(replace(draft, spec=spec or _without_key(draft.spec, mine)))
    return Merged([*result, *map(Draft, incoming.values())], len(loaded) - len(incoming), len(incoming))


def free_key(drafts: Iterable[Draft], reserved: Iterable[str] = (), scope: str = Scope.SPAN) -> str:
    """The first key offered to new labels that no other of the scope has yet; empty when all are taken."""
    taken = {draft.spec.key.upper() for draft in drafts if draft.spec.scope == scope}
    taken |= {key.upper() for key in reserved}
    return next((key for key in SUGGESTED_KEYS if key not in taken), "")


def _without_key(spec: LabelSpec, taken: set[str]) -> LabelSpec:
    return replace(spec, key="") if spec.key.upper() in taken else spec
