"""A suggester run over the documents of a project, without a window."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from annotator.core.model import AnnotatorKind, Scope
from annotator.nlp import suggesters
from annotator.nlp.suggesters import Suggester, validated
from annotator.storage.annotations import Found
from annotator.storage.project import Project
from annotator.workflows.steps import Step, no_step


@dataclass(slots=True)
class Report:
    """What was suggested; `unknown` counts suggestions by labels that the label set does not have."""

    documents: int = 0
    spans: int = 0
    unknown: Counter[str] = field(default_factory=Counter)


def suggest(project: Project, suggester: Suggester, step: Step = no_step) -> Report:
    """Lets a suggester over every document that this version of it has not been over yet.

    Documents that somebody has done keep what an earlier version suggested: a person's model has learnt from them, so
    that comparing it with them would flatter it. Each document is recorded as done by itself, so a run that is stopped
    is gone on with by the next.
    """
    machine = project.people.ensure(suggester.name, AnnotatorKind.MACHINE).id
    labels = {label.name: label.id for label in project.labels.all(Scope.SPAN)}
    finished = project.annotations.finished_with_run(machine)
    keys = [key for key in project.annotations.without_run(machine, suggester.version) if key not in finished]
    report = Report()
    for done, key in enumerate(keys):
        step(done, len(keys))
        text = project.documents.text(key)
        found = _known(validated(text, suggester.suggest(text)), labels, report)
        project.annotations.begin_run(key, machine)
        report.spans += len(project.annotations.add_run_spans(key, machine, text, found))
        project.annotations.end_run(key, machine, suggester.version)
        report.documents += 1
    step(len(keys), len(keys))
    return report


def _known(found: list[suggesters.Suggested], labels: dict[str, int], report: Report) -> list[Found]:
    report.unknown.update(span.label for span in found if span.label not in labels)
    return [(span.start, span.end, labels[span.label], span.score) for span in found if span.label in labels]
