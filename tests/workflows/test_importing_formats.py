"""The files of every format on their way into a project: as new articles and onto articles that are there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from golden_set import all_layers

from annotator import formats
from annotator.core.exchange import AnnotatedDocument
from annotator.core.model import AnnotatorKind, Scope
from annotator.formats.essence import squeezed
from annotator.formats.protocol import Holds
from annotator.storage.project import Project
from annotator.workflows import checking, importing
from annotator.workflows.importing import Reading
from annotator.workflows.reading import Reader

Write = Callable[[str, str | bytes], str]
GOLDEN = Path(__file__).parents[1] / "data" / "formats"
OTHERS = ("html", "webanno-tsv")
"""A page that is for people alone, and a document that is none of ours since we do not write the format."""
FILES = [path for path in sorted(GOLDEN.iterdir()) if path.stem in formats.names() and path.stem not in OTHERS]
OURS = all_layers()


def contents(project: Project) -> list[AnnotatedDocument]:
    return list(Reader(project, project.people.all()).all())


def quotes(document: AnnotatedDocument, annotator: str) -> set[tuple[str, str]]:
    layers = [layer for layer in document.annotations if layer.annotator == annotator]
    return {(mark.label, squeezed(mark.quote)) for layer in layers for mark in layer.spans}


def with_the_texts(project: Project, write: Write) -> None:
    paths = [write(f"{n}.txt", document.text) for n, document in enumerate(OURS)]
    assert importing.run(project, paths).articles == len(OURS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_texts_that_are_there_receive_the_spans_where_they_belong(project: Project, write: Write, path: Path) -> None:
    with_the_texts(project, write)
    before = contents(project)
    outcome = importing.run(project, [str(path)], Reading(path.stem, annotator="Mai", default="Mai"))
    assert outcome.articles == 0  # also where the text came back with other signs, as `<` in VLSP 2018
    assert [problem for problem in outcome.problems if not problem.is_notice] == []
    after = contents(project)[: len(OURS)]
    assert [document.text for document in after] == [document.text for document in OURS]
    named = {layer.annotator for document in after for layer in document.annotations}
    assert named
    for found, ours in zip(after, OURS, strict=True):
        all_of_ours = set().union(*(quotes(ours, layer.annotator) for layer in ours.annotations))
        for name in named:
            assert quotes(found, name) <= all_of_ours
    assert any(quotes(found, name) for found in after for name in named)
    assert checking.check(project) == []
    project.journal.undo(project.people.find("Mai").id)
    assert contents(project) == before


@pytest.mark.parametrize("kind", list(AnnotatorKind))
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_goes_into_any_layer_and_brings_its_labels(
    empty_project: Callable[[], Project], path: Path, kind: AnnotatorKind
) -> None:
    project = empty_project()
    outcome = importing.run(project, [str(path)], Reading(annotator="vào đây", kind=kind))
    assert outcome.articles == len(OURS)
    layers = [layer for document in contents(project) for layer in document.annotations]
    if Holds.LAYERS not in formats.get(path.stem).holds:
        assert {(layer.annotator, layer.kind) for layer in layers} == {("vào đây", kind)}
    labels = {mark.label for layer in layers for mark in layer.spans}
    assert labels
    assert labels <= {label.name for label in project.labels.all(Scope.SPAN)}
    assert checking.check(project) == []
