"""Whether a project file is what it should be; nothing is changed.

SQLite's own checks find pages that are not what they were; seals (see `storage/seals.py`) and digests find bits. What
else is looked at says where, or finds what a program wrote wrongly.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from annotator.core.attributes import misfits
from annotator.core.model import Label
from annotator.storage import gate, inspection, migrations, seals, splits, tally
from annotator.storage.damaged_text import readable
from annotator.storage.project import Project
from annotator.storage.seals import Seal
from annotator.storage.search_check import SearchCheck
from annotator.workflows import check_article
from annotator.workflows.check_history import History, changes_of, parsed
from annotator.workflows.findings import UNREADABLE, Finding, guarded, read
from annotator.workflows.steps import Step, no_step

_NO_SEAL = Seal(0, 0, 0)


def check(project: Project, step: Step = no_step) -> list[Finding]:
    """Looks at the whole file and at every document, removed ones too; an empty list means that all is well.

    All of it is looked at as it is now, whatever is written to it meanwhile. Where the rows cannot be read, fewer
    things are looked at, and that is one of the findings.
    """
    connection = project.store.connection
    with readable(connection), inspection.held(connection), closing(SearchCheck()) as search:
        return list(_findings(project, search, step))


def _findings(project: Project, search: SearchCheck, step: Step) -> Iterator[Finding]:
    for part in (file, _batches, _splits, _labelled, _attributes, _relations, _numbers, tallies):
        yield from guarded(part(project))
    try:
        history = History(project)
        keys = [row[0] for row in read(project, "SELECT id FROM document ORDER BY id")]
        indexed = {row[0] for row in read(project, "SELECT id FROM search_docsize")}
        seal = seals.kept(project.store.connection) if has_seals(project) else None
    except UNREADABLE as error:
        yield Finding("check.file", {"reason": str(error)})
        return
    yield from guarded(history.findings())
    for done, key in enumerate(keys):
        step(done, len(keys))
        if key not in indexed:
            yield Finding("check.not-indexed", {}, key)
        yield from guarded(check_article.findings(project, key, search), key)
    if seal is not None:
        for key in sorted({seals.PROJECT, *keys, *seal, *history.sums}):
            checked = check_article.sealed(project, key, seal.get(key, _NO_SEAL), history.sum(key))
            yield from guarded(checked, key or None)
    yield from guarded(_index(project, search, indexed.issuperset(keys)))
    step(len(keys), len(keys))


def has_seals(project: Project) -> bool:
    """False for a file of an older version, which is only read."""
    ((version,),) = read(project, "PRAGMA user_version")
    return bool(version >= migrations.SEALED_SINCE)


def file(project: Project) -> Iterator[Finding]:
    """What SQLite's own checks find: pages, indexes, columns, and references to what is not there."""
    connection = project.store.connection
    reasons = [reason for (reason,) in read(project, "PRAGMA integrity_check") if reason != "ok"]
    for reason in reasons:
        for document in inspection.articles_of(connection, reason):
            yield Finding("check.file", {"reason": reason}, document)
    ((version,),) = read(project, "PRAGMA user_version")
    for reason in gate.broken_conditions(connection, version):
        if reason not in reasons:
            yield Finding("check.file", {"reason": reason})
    for table, key, parent, _ in read(project, "PRAGMA foreign_key_check"):
        yield Finding("check.reference", {"table": table, "row": key, "parent": parent})


def _batches(project: Project) -> Iterator[Finding]:
    """Imports that no edit ever showed; one that was undone waits for its redo."""
    shown: set[object] = set()
    for (changes,) in read(project, "SELECT changes FROM edit WHERE name = 'import'"):
        shown.update(change.key for change in changes_of(changes) or () if change.table == "batch")
    for key, source in read(project, "SELECT id, source FROM batch WHERE state = 'pending' ORDER BY id"):
        if key not in shown:
            yield Finding("check.unfinished-import", {"batch": key, "source": source})


def _splits(project: Project) -> Iterator[Finding]:
    for document, part, shares in splits.damaged(project.store):
        yield Finding("check.split", {"part": part, "shares": shares}, document)


def _labelled(project: Project) -> Iterator[Finding]:
    """What carries a label that is for something else."""
    for table, document, start, end, label in inspection.mislabelled(project.store.connection):
        place = {"start": start, "end": end} if table == "span" else {}
        yield Finding(_MISLABELLED[table], {**place, "label": label}, document)


_MISLABELLED = {
    "span": "check.span-label",
    "relation": "check.relation-label",
    "document_label": "check.document-label",
}


def _attributes(project: Project) -> Iterator[Finding]:
    """What carries attributes that its label does not permit."""
    labels = {label.id: label for label in project.labels.all()}
    for document, label, attributes in inspection.attributes(project.store.connection):
        yield from _misfits(labels.get(label), attributes, document)


def _misfits(label: Label | None, attributes: str, document: int) -> Iterator[Finding]:
    found = parsed(attributes)
    rules = label.attributes if label else ()
    wrong = misfits(rules, found) if isinstance(found, dict) else ["attributes"]
    for name in wrong:
        yield Finding("check.attributes", {"name": name, "label": label.name if label else "?"}, document)


def _relations(project: Project) -> Iterator[Finding]:
    for document, label in inspection.astray(project.store.connection):
        yield Finding("check.relation", {"label": label or ""}, document)


def _numbers(project: Project) -> Iterator[Finding]:
    for table in inspection.short_of_numbers(project.store.connection):
        yield Finding("check.numbers", {"table": table})


def tallies(project: Project) -> Iterator[Finding]:
    """The counts that are not those of the rows."""
    for (person,) in read(project, "SELECT id FROM annotator WHERE kind != 'machine' ORDER BY id"):
        query = "SELECT document, spans, suggestions FROM tally WHERE annotator = ?"
        kept = {row[0]: (row[1], row[2]) for row in read(project, query, person)}
        counted = tally.recount_all(project.store, person)
        for document in sorted(kept.keys() | counted.keys()):
            spans, suggestions = counted.get(document, (0, 0))
            if kept.get(document, (0, 0)) != (spans, suggestions):
                yield Finding(
                    "check.tally", {"spans": spans, "suggestions": suggestions, "annotator": person}, document
                )


def _index(project: Project, search: SearchCheck, is_complete: bool) -> Iterator[Finding]:
    if not search.is_sound(project.store):
        different = search.different()
        yield from (Finding("check.index", {}, document) for document in different)
        if not different and is_complete:
            yield Finding("check.search", {})
