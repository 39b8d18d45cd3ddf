"""Another project brought into this one: its articles, labels, people and what they put on the articles.

Articles meet by their texts, labels by name, annotators as `merging_people` has it. It is an import: all of it becomes
visible with one edit, and undoing that takes it back. Nothing here is taken away or exchanged for what is there; where
the two differ, that is told. Merging the same again changes nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from itertools import chain

from annotator.core.edits import Edit, change
from annotator.core.errors import RefusedError
from annotator.core.exchange import AnnotatedDocument, Annotation, DataSet
from annotator.core.model import Annotator, AnnotatorKind, State
from annotator.core.text import digest, readable
from annotator.storage import imports, merges
from annotator.storage.other_project import OtherProject
from annotator.storage.project import Project
from annotator.workflows.finding_files import Problem
from annotator.workflows.importing import Importer, Prepared, chunks
from annotator.workflows.importing_labels import new_labels
from annotator.workflows.importing_layers import LayerRows
from annotator.workflows.merging_details import differing
from annotator.workflows.merging_layers import Reconciled, reconciled
from annotator.workflows.merging_people import Whose, identified
from annotator.workflows.merging_reading import OtherReader, annotators, called
from annotator.workflows.reading import Reader
from annotator.workflows.steps import Step, no_step

PREFIX = "merge."
_ARTICLE_ALONE = "import.known"
"""What an import says of an article that brings nothing and is here; a merge counts such."""


@dataclass
class Figures:
    """What a merge did: articles that are new and that were met, and spans of people and gold that came in and that
    were here."""

    articles: int = 0
    met: int = 0
    added: int = 0
    present: int = 0


@dataclass
class Merged(Figures):
    """How a merge ended: the edit, None when nothing is new, and what differs or was left out."""

    edit: Edit | None = None
    problems: list[Problem] = field(default_factory=list)
    people: list[Whose] = field(default_factory=list)

    @property
    def refused(self) -> list[Problem]:
        """The rows that were left out, being wrong."""
        return [problem for problem in self.problems if not problem.is_notice]

    @property
    def conflicts(self) -> list[Problem]:
        """Where the two differ; what is here was kept."""
        return [problem for problem in self.problems if problem.is_notice and is_conflict(problem)]


@dataclass(frozen=True, slots=True)
class Preview:
    """What is known of another project before it is merged: who has how much in it, and how many articles are new."""

    path: str
    people: tuple[Annotator, ...]
    counts: Mapping[int, int]
    articles: int
    met: int


def is_conflict(problem: Problem) -> bool:
    """Whether something is other there than here."""
    return problem.is_notice and problem.error.code.startswith(PREFIX)


def look(path: str, own: str, known: set[str]) -> Preview:
    """Looks into the project at `path`, which is not the one at `own`; `known` are the digests of the texts here.

    May run in any thread. Raises as `OtherProject` does.
    """
    with closing(OtherProject(path, own)) as other:
        people, _ = annotators(other)
        digests = other.digests()
        met = sum(each in known for each in digests)
        return Preview(path, tuple(people), other.counts(), len(digests), met)


def merge(
    project: Project,
    path: str,
    same: Mapping[str, str] | None = None,
    only_report: bool = False,
    step: Step = no_step,
) -> Merged:
    """Merges the project at `path` in one go; whatever stops it, nothing of it stays, nor with `only_report`.

    `same` are names of people there with the names here that they are meant by. The edit is on the stack of whoever
    worked here last. Raises ProjectError as `Project.open` does for reading, and "merge.changed"; RefusedError:
    "merge.itself", "merge.nobody".
    """  # fmt: skip
    with closing(OtherProject(path, project.path)) as other:
        people, wrong = annotators(other)
        whose = identified(project.people.all(), people, same)
        merged = Merged(people=list(whose.values()), problems=wrong)
        with suppress(_NotMeantError), project.store.transaction():
            _merge(project, OtherReader(other, whose, project.labels.all()), merged, path, step)
            if only_report:
                raise _NotMeantError
    return merged


class _NotMeantError(Exception):
    """Ends a merge that was only to be reported."""


def _merge(project: Project, reader: OtherReader, merged: Merged, path: str, step: Step) -> None:
    person = project.people.last_at_work()
    merger = Merger(project, merged.people, path)
    merger.begin(path)
    for chunk in chunks(reader.items(), merged.problems):
        merged.problems += merger.take(chunk)
        step(merger.taken, reader.total)
    merged.edit = merger.finish()
    if merged.edit is not None:
        project.journal.apply(merged.edit, person)
    merged.problems += [*merger.others(), *new_labels(merged.edit)]
    vars(merged).update(vars(merger.figures))


class Merger(Importer):
    """Writes what an `OtherReader` read into a project, as an Importer does what files hold; `people` are whose layers
    may come."""

    def __init__(self, project: Project, people: Sequence[Whose], path: str) -> None:
        super().__init__(project)
        self._layers = LayerRows(project, "", uids={each.layer: each.uid for each in people})
        self._others = {each.layer: each for each in people if each.maybe}
        self._known = {each.layer for each in people if each.is_known}
        self._path = path
        self._annotators = project.people.all()
        self._ids = {(each.name, each.kind): each.id for each in self._annotators}
        self._deleted = merges.deleted(project.store)
        self._ours: dict[int, AnnotatedDocument] = {}
        self._seen: set[tuple[str, str]] = set()
        self._advanced: set[tuple[int, int]] = set()
        self._notices: list[Problem] = []
        self._figures = Figures()
        self.taken = 0
        """How many articles were taken so far."""

    @property
    def figures(self) -> Figures:
        """What was taken so far."""
        return replace(self._figures, articles=self.articles)

    def take(self, items: Sequence[Prepared | DataSet]) -> list[Problem]:
        """Writes a chunk, invisible as yet; answers with what differs here and there."""
        found = [each for each in super().take(items) if each.error.code != _ARTICLE_ALONE]
        found += self._notices
        self._notices = []
        self.taken += sum(isinstance(item, Prepared) for item in items)
        return found

    def finish(self) -> Edit | None:
        """The edit that shows what was taken, as `Importer.finish` gives it."""
        edit = super().finish()
        name = readable(os.path.basename(self._path))
        return None if edit is None else replace(edit, values={**edit.values, "project": name})

    @property
    def people(self) -> list[str]:
        """The people here whose layers the other project has, by name."""
        return sorted(name for name, kind in self._seen if kind == AnnotatorKind.PERSON)

    def others(self) -> list[Problem]:
        """Of whom it was not known whether they are the people of that name or uid here."""
        found = []
        for layer in self._seen & self._others.keys():
            whose = self._others[layer]
            values = {"name": whose.theirs.name, "other": whose.maybe, "new": whose.name}
            found.append(Problem(self._path, RefusedError("merge.person", path=self._path, **values), is_notice=True))
        return sorted(found, key=lambda problem: str(problem.error))

    def _met(
        self, items: Sequence[Prepared], _new: Mapping[str, Prepared]
    ) -> Iterator[tuple[Prepared, str, int | None]]:
        """By the text alone: nothing between two projects changes a text. Of several with one text it is the one of
        the same uid, else the first. What was removed here stays out."""
        keys = [digest(item.document.text) for item in items]
        present = imports.with_digests(self._project.store, keys)
        uids = {item.document.uid for item in items}
        same, removed = merges.met(self._project.store, uids), merges.removed(self._project.store, uids)
        reader = Reader(self._project, self._annotators)
        self._ours = {
            each.id: each for each in reader.these(sorted({*present.values(), *same.values()})) if each.id is not None
        }
        for item, key in zip(items, keys, strict=True):
            if key not in present and key in removed:
                self._say("merge.removed", called(item.document))
                continue
            self._figures.met += key in present
            number = same.get((item.document.uid, key)) or present.get(key)
            if number in self._ours:
                found = differing(called(item.document), self._ours[number], item.document)
                self._notices += (Problem(self._path, error, is_notice=True) for error in found)
            yield item, key, number

    def _add_layers(self, document: int, item: Prepared, visible: bool, is_new: bool = False) -> list[Problem]:
        layers: Iterable[Annotation] = item.document.annotations
        if visible:
            layers = chain.from_iterable(self._held_against(document, called(item.document), each) for each in layers)
        else:
            self._figures.added += sum(len(layer.spans) for layer in layers if layer.kind != AnnotatorKind.MACHINE)
        kept = tuple(layer for layer in layers if _says_something(layer))
        self._seen |= {(layer.annotator, layer.kind) for layer in kept}
        item = item._replace(document=replace(item.document, annotations=kept))
        return super()._add_layers(document, item, visible, is_new)

    def _held_against(self, document: int, article: str, layer: Annotation) -> Iterator[Annotation]:
        """What of a layer is new on an article that is here. A machine that is known here speaks for itself."""
        whose = (layer.annotator, layer.kind)
        is_machine = layer.kind == AnnotatorKind.MACHINE
        if is_machine and whose in self._known:
            return
        annotator = self._ids.get(whose, 0)
        here = self._ours[document].annotations if document in self._ours else ()
        ours = next((each for each in here if (each.annotator, each.kind) == whose), None)
        found = reconciled(article, ours, layer, self._deleted.get(annotator, ()))
        if not is_machine:
            self._figures.added += found.added
            self._figures.present += found.present
        self._notices += (Problem(self._path, error, is_notice=True) for error in found.conflicts)
        self._advance(document, annotator, found)
        yield found.layer

    def _advance(self, document: int, annotator: int, found: Reconciled) -> None:
        """Lets an assignment here go as far as the one there."""
        before = self._project.annotations.assignment(document, annotator) if found.state else None
        if before is not None and (document, annotator) not in self._advanced:
            self._advanced.add((document, annotator))
            self._layers.also(change(before, replace(before, state=found.state, seconds=found.seconds)))

    def _say(self, code: str, article: str) -> None:
        self._notices.append(Problem(self._path, RefusedError(code, path=self._path, article=article), is_notice=True))


def _says_something(layer: Annotation) -> bool:
    has = layer.spans or layer.relations or layer.document_labels or layer.answers or layer.seconds
    return bool(has) or layer.state != State.NEW
