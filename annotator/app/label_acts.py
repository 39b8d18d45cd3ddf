"""What a person does to the label set: drafts are worked on freely, and one edit brings them into the project."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace

from annotator.app.session import Session
from annotator.core import edits
from annotator.core.edits import Edit
from annotator.core.errors import RefusedError
from annotator.core.labels import SUGGESTED_KEYS, LabelSpec, check, spec_of
from annotator.core.model import Label


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
        """How many spans of people carry a label."""
        project = self._session.project
        return project.annotations.count_of_label(label) if project else 0

    def save(self, drafts: Sequence[Draft], reserved: Iterable[str] = ()) -> bool:
        """Makes the label set what the drafts say, in one edit; True when it is saved or says so already.

        Labels without a draft go, with every span and answer that carries them. Raises RefusedError when the set
        breaks a rule (see `core.labels.check`).
        """
        check([draft.spec for draft in drafts], reserved)
        edit = self._edit(drafts)
        return not edit.changes or self._session.apply(edit)

    def _edit(self, drafts: Sequence[Draft]) -> Edit:
        project = self._session.project
        if project is None:
            raise RefusedError("project.missing", path="")
        now = {label.id: label for label in self._session.labels}
        kept = {draft.label for draft in drafts}
        gone = [edits.remove_label(label, [], project.annotations.of_label(label.id))
                for label in now.values() if label.id not in kept]  # fmt: skip
        pairs: list[tuple[Label | None, Label | None]] = []
        for position, draft in enumerate(drafts):
            before = now.get(draft.label) if draft.label is not None else None
            if before is None:
                after = draft.spec.as_label(project.store.next_id("label"), position)
            else:
                after = with_spec(before, draft.spec, position)
            if after != before:
                pairs.append((before, after))
        return edits.change_labels([], "label.change").also(*gone, edits.change_labels(pairs, "label.change"))


def with_spec(label: Label, spec: LabelSpec, position: int) -> Label:
    """The same label saying what `spec` says, at another place of the set."""
    return replace(label, position=position, **{f.name: getattr(spec, f.name) for f in fields(LabelSpec)})


def merged(drafts: Sequence[Draft], loaded: Sequence[LabelSpec], reserved: Iterable[str] = ()) -> Merged:
    """Drafts with the labels of a file: those of the same name say what the file says, new ones come after them.

    Labels that the file does not have stay. A key that the file gives is taken from a label that stays; a reserved
    one is left out.
    """
    taken = {key.upper() for key in reserved}
    incoming = {spec.name.casefold(): _without_key(spec, taken) for spec in loaded}
    given = {spec.key.upper() for spec in incoming.values() if spec.key}
    result: list[Draft] = []
    for draft in drafts:
        spec = incoming.pop(draft.spec.name.casefold(), None)
        result.append(replace(draft, spec=spec or _without_key(draft.spec, given)))
    return Merged([*result, *map(Draft, incoming.values())], len(loaded) - len(incoming), len(incoming))


def free_key(drafts: Iterable[Draft], reserved: Iterable[str] = ()) -> str:
    """The first key offered to new labels that nothing has yet; empty when all are taken."""
    taken = {draft.spec.key.upper() for draft in drafts} | {key.upper() for key in reserved}
    return next((key for key in SUGGESTED_KEYS if key not in taken), "")


def _without_key(spec: LabelSpec, taken: set[str]) -> LabelSpec:
    return replace(spec, key="") if spec.key.upper() in taken else spec
