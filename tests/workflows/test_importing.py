from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator import formats
from annotator.core import edits
from annotator.core.errors import RefusedError
from annotator.core.exchange import AnnotatedDocument, Annotation, Mark
from annotator.core.model import AnnotatorKind, Assignment, Scope, State
from annotator.formats.protocol import BaseFormat, Content, ReadOptions
from annotator.formats.source import Source
from annotator.storage.project import Project
from annotator.workflows import checking, importing
from annotator.workflows.importing import Importer, Prepared, Reading
from annotator.workflows.reading import Reader

Write = Callable[[str, str | bytes], str]
SEEDS = str(Path(__file__).parents[2] / "seeds")


def contents(project: Project) -> list[AnnotatedDocument]:
    return list(Reader(project, project.people.all()).all())


def record(text: str, *spans: tuple[int, int, str], **more: object) -> str:
    marks = [{"start": start, "end": end, "label": label, "quote": text[start:end]} for start, end, label in spans]
    return json.dumps({"text": text, "title": "t", "spans": marks, **more}, ensure_ascii=False) + "\n"


def test_an_import_for_nobody_is_undone_by_whoever_worked_last(project: Project) -> None:
    importing.run(project, [SEEDS])
    lan, hung = project.people.find("Lan"), project.people.ensure("Hùng")
    document = project.documents.get(1)
    for person, title in ((lan, "Một"), (hung, "Hai")):
        after = replace(document, title=title)
        project.journal.apply(edits.change_document(document, after), person.id)
        document = after
    before = contents(project)
    path = Path(project.path).with_name("mới.jsonl")
    path.write_text(record("Ở Huế.", (2, 5, "LOC"), annotator="Mai"), encoding="utf-8")
    importing.run(project, [str(path)])
    assert len(contents(project)) == 6
    assert project.journal.undo(hung.id) is not None
    assert [each.text for each in contents(project)] == [each.text for each in before]
    assert project.documents.get(1).title == "Hai"


def test_the_seeds_come_in_with_exact_text_and_what_they_say(project: Project) -> None:
    outcome = importing.run(project, [SEEDS])
    assert (outcome.articles, outcome.problems) == (5, [])
    for document in contents(project):
        assert document.text.encode() == (Path(SEEDS) / document.name).read_bytes()
        assert document.title
        assert document.meta == {"encoding": "utf-8"}
    assert "2023-02-17T19:28" in {document.published for document in contents(project)}
    assert checking.check(project) == []


def test_bad_files_are_listed_and_the_good_ones_come_in_together(project: Project, write: Write) -> None:
    paths = [
        write("a.txt", "Chào bạn."),
        write("b.txt", b"\x89PNG\0\0\1"),
        write("c.txt", ""),
        write("d.txt", "Hẹn gặp."),
    ]
    outcome = importing.run(project, [*paths, "no-such-file.txt"])
    assert outcome.articles == 2
    codes = [(problem.path, problem.error.code) for problem in outcome.problems]
    assert codes == [
        (paths[1], "input.binary"),
        (paths[2], "input.empty"),
        ("no-such-file.txt", "input.missing"),
    ]
    assert [problem.is_notice for problem in outcome.problems] == [False] * 3


def test_the_same_text_comes_in_once_with_a_notice(project: Project, write: Write) -> None:
    first, same = write("a.txt", "Chào bạn."), write("b.txt", "Chào bạn.")
    outcome = importing.run(project, [first, same])
    assert outcome.articles == 1
    assert [(each.error.code, each.is_notice) for each in outcome.problems] == [("import.twice", True)]
    again = importing.run(project, [same])
    assert (again.articles, again.edit) == (0, None)
    assert [(each.error.code, each.is_notice) for each in again.problems] == [("import.known", True)]


def test_texts_that_differ_in_blanks_alone_are_two(project: Project, write: Write) -> None:
    texts = ["Hà Nội.", "Hà Nội.\u2028", "Hà\u00a0Nội.", "Hà\u200dNội."]
    assert importing.run(project, [write("a.txt", texts[0])]).articles == 1
    outcome = importing.run(project, [write(f"{n}.txt", text) for n, text in enumerate(texts)])
    assert outcome.articles == len(texts) - 1
    assert [project.documents.text(key) for key in project.documents.ids()] == texts


def test_articles_of_one_name_get_names_of_their_own(project: Project, write: Write) -> None:
    importing.run(project, [write("1/bài.txt", "Một."), write("2/bài.txt", "Hai.")])
    importing.run(project, [write("3/bài.txt", "Ba.")])
    assert [document.name for document in contents(project)] == ["bài.txt", "bài (2).txt", "bài (3).txt"]


def test_undo_takes_all_back_and_redo_brings_it_again(project: Project, write: Write) -> None:
    lan = project.people.find("Lan").id
    text = "Ông Tô Lâm ở Huế."
    importing.run(project, [write("a.txt", text)])
    before = (contents(project), [label.name for label in project.labels.all()])
    path = write("b.jsonl", record(text, (4, 10, "PER"), (13, 16, "CITY"), annotator="Lan", state="done")
                 + record("Chị Mai.", (4, 7, "NEW"), annotator="Lan"))  # fmt: skip
    outcome = importing.run(project, [path])
    assert outcome.articles == 1
    after = (contents(project), [label.name for label in project.labels.all()])
    assert [mark.label for mark in after[0][0].annotations[0].spans] == ["PER", "CITY"]
    assert after[0][0].annotations[0].state == "done"
    assert after[0][1].annotations[0].spans[0].quote == "Mai"
    assert sorted(after[1][-2:]) == ["CITY", "NEW"]
    project.journal.undo(lan)
    assert (contents(project), [label.name for label in project.labels.all()]) == before
    assert project.documents.sweep() == 0
    project.journal.redo(lan)
    assert (contents(project), [label.name for label in project.labels.all()]) == after
    assert checking.check(project) == []


def test_a_layer_is_added_to_an_article_that_is_there_and_not_twice(project: Project, write: Write) -> None:
    text = "Ông Tô Lâm ở Huế."
    path = write("b.jsonl", record(text, (4, 10, "PER"), (13, 16, "LOC"), annotator="Mai"))
    importing.run(project, [write("a.txt", text)])
    assert importing.run(project, [path]).articles == 0
    again = importing.run(project, [path])
    assert again.edit is None
    (document,) = contents(project)
    assert [(layer.annotator, len(layer.spans)) for layer in document.annotations] == [("Mai", 2)]


def test_layers_of_one_text_in_two_files_meet_in_one_article(project: Project, write: Write) -> None:
    text = "Ông Tô Lâm ở Huế."
    paths = [write(f"{name}.jsonl", record(text, (4, 10, "PER"), annotator=name)) for name in ("Mai", "Nam")]
    assert importing.run(project, paths).articles == 1
    (document,) = contents(project)
    assert [layer.annotator for layer in document.annotations] == ["Mai", "Nam"]
    assert checking.check(project) == []


def test_whose_a_nameless_layer_is(project: Project, write: Write) -> None:
    path = write("a.jsonl", record("Chị Mai.", (4, 7, "PER")))
    importing.run(project, [path])
    assert contents(project)[0].annotations[0].annotator == "Lan"
    importing.run(
        project, [write("b.jsonl", record("Anh Nam.", (4, 7, "PER"), annotator="X"))], Reading(annotator="Hoa")
    )
    assert contents(project)[1].annotations[0].annotator == "Hoa"
    people = len(project.people.all())
    with pytest.raises(RefusedError, match=r"annotator\.several"):
        importing.run(project, [write("c.jsonl", record("A", annotator="Y") + record("Anh Ba.", (4, 6, "PER")))])
    assert len(contents(project)) == 2
    assert len(project.people.all()) == people
    assert checking.check(project) == []


def test_labels_that_are_new_get_a_free_key_and_their_own_colour(project: Project, write: Write) -> None:
    label = {"name": "CITY", "colour": "#123456", "key": "1", "title": {"vi": "Thành phố"}}
    header = {"format": "annotator-jsonl", "version": 1, "labels": [label, {"name": "per", "key": "z"}]}
    header["annotators"] = [{"name": "Mai", "kind": "person"}]
    importing.run(project, [write("b.txt", "Anh Nam.")])
    importing.run(
        project, [write("a.jsonl", json.dumps(header) + "\n" + record("Chị Mai.", (4, 7, "per"), annotator="Mai"))]
    )
    added = project.labels.all()[-1]
    assert (added.name, added.colour, added.key, added.title_vi) == ("CITY", "#123456", "", "Thành phố")
    assert len(project.labels.all(Scope.SPAN)) == 9


def test_a_project_as_new_takes_the_label_set_of_the_file(project: Project, write: Write) -> None:
    labels = [{"name": "CITY", "colour": "#123456", "key": "q"}, {"name": "PER", "colour": "#654321", "key": "2"}]
    header = {"format": "annotator-jsonl", "version": 1, "labels": labels, "annotators": []}
    before = project.labels.all()
    path = write(
        "a.jsonl", json.dumps(header) + "\n" + record("Ở Huế.", (2, 5, "CITY"), (0, 1, "PER"), annotator="Lan")
    )
    importing.run(project, [write("b.txt", "Anh Nam."), path])
    after = [(label.name, label.colour, label.key) for label in project.labels.all()]
    assert after[:2] == [("CITY", "#123456", "q"), ("PER", "#654321", "2")]
    others = [label.name for label in before if label.scope != "span"]
    assert [name for name, _, _ in after[2:]] == others  # the file says nothing about relations and articles
    assert [label.position for label in project.labels.all()] == list(range(len(after)))
    assert checking.check(project) == []
    lan = project.people.find("Lan").id
    project.journal.undo(lan)
    assert project.labels.all() == before
    importing.run(project, [path])
    assert project.labels.all()[: len(before)] == before  # spans of the undone import still refer to labels
    assert checking.check(project) == []


def test_a_label_set_that_somebody_changed_is_kept(project: Project, write: Write) -> None:
    first = project.labels.all()[0]
    project.journal.apply(edits.change_labels([(first, replace(first, colour="#000000"))], "label.change"), None)
    header = {"format": "annotator-jsonl", "version": 1, "labels": [{"name": "PER"}], "annotators": []}
    importing.run(project, [write("a.jsonl", json.dumps(header) + "\n" + record("Chị Mai.", annotator="Lan"))])
    assert project.labels.all()[0].colour == "#000000"
    assert len(project.labels.all(Scope.SPAN)) == 8


def test_a_name_that_is_no_text_takes_nothing_down(project: Project, write: Write, tmp_path: Path) -> None:
    good = write("b.txt", "Anh Nam.")
    odd = os.fsencode(tmp_path) + b"/in/b\xff.txt"
    try:
        Path(os.fsdecode(odd)).write_bytes("Chị Mai.".encode())
    except (OSError, UnicodeError):
        pytest.skip("this file system has only names that are text")
    assert importing.run(project, [os.fsdecode(odd), good]).articles == 2
    assert [document.name for document in contents(project)] == ["b\ufffd.txt", "b.txt"]


def test_cancel_leaves_nothing(project: Project, write: Write) -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    path = write("a.jsonl", record("Chị Mai.", (4, 7, "CITY"), annotator="Hoa"))
    with pytest.raises(KeyboardInterrupt):
        importing.run(project, [path], step=stop)
    assert contents(project) == []
    assert [person.name for person in project.people.all(AnnotatorKind.PERSON)] == ["Lan"]
    assert checking.check(project) == []


def test_what_an_interrupted_import_left_is_swept_by_the_next(project: Project, write: Write) -> None:
    importer = Importer(project)
    importer.begin("x")
    for item in importing.prepare([write("a.txt", "Một.")]):
        assert isinstance(item, Prepared)
        importer.take([item])
    assert [finding.code for finding in checking.check(project)] == ["check.unfinished-import"]
    importing.run(project, [write("b.txt", "Hai.")])
    assert [document.text for document in contents(project)] == ["Hai."]
    assert checking.check(project) == []


def test_reading_needs_no_project_and_can_stop_between_files(write: Write) -> None:
    items = importing.prepare([write("a.txt", "Một."), write("b.txt", b"\x00")])
    first = next(items)
    assert isinstance(first, Prepared)
    assert first.document.text == "Một."
    items.close()


def test_all_files_can_be_read_as_one_format(project: Project, write: Write) -> None:
    path = write("a.json", record("Chị Mai."))
    importing.run(project, [path], Reading("jsonl"))
    assert contents(project)[0].text == "Chị Mai."
    with pytest.raises(RefusedError, match=r"format\.cannot-read"):
        importing.run(project, [path], Reading("html"))


def test_a_state_is_taken_where_the_person_has_none_or_one_whose_beginning_was_undone(
    project: Project, write: Write
) -> None:
    lan, text = project.people.find("Lan").id, "Chị Mai."
    importing.run(project, [write("a.txt", text)])
    (key,) = project.documents.ids()
    begun = Assignment(project.store.next_id("assignment"), key, lan, State.IN_PROGRESS)
    project.journal.apply(edits.set_state(None, begun), lan)
    project.annotations.add_seconds(key, lan, 30.0)
    importing.run(project, [write("b.jsonl", record(text, annotator="Lan", state="done", seconds=5))])
    assert contents(project)[0].annotations[0].state == "in-progress"
    project.journal.undo(lan)
    importing.run(project, [write("c.jsonl", record(text, annotator="Lan", state="done", seconds=5))])
    taken = project.annotations.assignment(key, lan)
    assert (taken.state, taken.seconds) == ("done", 35.0)
    again = importing.run(project, [write("d.jsonl", record(text, annotator="Lan", state="skipped", seconds=5))])
    assert again.edit is None
    project.journal.undo(lan)
    left = project.annotations.assignment(key, lan)
    assert left is None or left.state == "new"
    assert checking.check(project) == []


@pytest.mark.parametrize("is_there", [False, True])
@pytest.mark.parametrize("size", [1, 200])
def test_two_records_of_one_layer_add_up_to_one_state(
    project: Project, write: Write, is_there: bool, size: int
) -> None:
    text = "Chị Mai."
    if is_there:
        importing.run(project, [write("a.txt", text)])
    lines = [record(text, annotator="Lan", seconds=7), record(text, annotator="Lan", state="done", seconds=5)]
    importer = Importer(project)
    importer.begin("x")
    items = [item for item in importing.prepare([write("b.jsonl", "".join(lines))]) if isinstance(item, Prepared)]
    for first in range(0, len(items), size):
        assert importer.take(items[first : first + size]) == []
    edit = importer.finish()
    assert edit is not None
    project.journal.apply(edit, None)
    (layer,) = contents(project)[0].annotations
    assert (layer.state, layer.seconds) == ("done", 12.0)
    assert checking.check(project) == []


def test_taking_back_can_be_done_in_pieces(project: Project, write: Write) -> None:
    importer = Importer(project)
    importer.begin("x")
    lines = [record(f"Bài {n}. Chị Mai.", (0, 3, "PER"), annotator="Hoa") for n in range(50)]
    items = importing.prepare([write("a.jsonl", "".join(lines))])
    importer.take([item for item in items if isinstance(item, Prepared)])
    pieces = 1
    while not importer.cancel(seconds=0):
        assert contents(project) == []
        pieces += 1
    assert pieces > 2
    assert [person.name for person in project.people.all()] == ["Lan"]
    assert checking.check(project) == []


def test_counts_are_right_whoever_annotates(project: Project, write: Write) -> None:
    text = "Chị Mai và anh Nam ở Huế."
    lines = [
        record(text, (4, 7, "PER"), (21, 24, "LOC"), annotator="máy", kind="machine"),
        record(text, (4, 7, "PER"), annotator="Lan"),
        record(text, (4, 18, "PER"), annotator="vàng", kind="gold"),
    ]
    importing.run(project, [write("a.jsonl", "".join(lines))])
    (key,) = project.documents.ids()
    counts = {person.name: project.annotations.counts(key, person.id) for person in project.people.all()}
    assert counts == {"Lan": (1, 1), "máy": (0, 0), "vàng": (1, 1)}
    assert checking.check(project) == []


def test_a_format_that_puts_a_span_elsewhere_costs_its_article_alone(
    project: Project, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Careless(BaseFormat):
        name = "careless"
        can_read = True

        def read(self, source: Source, options: ReadOptions) -> Iterator[Content]:  # noqa: ARG002
            for n, end in enumerate((3, 99)):
                mark = Mark(0, end, "PER", "Chị")
                yield AnnotatedDocument(f"{n}", f"Chị Mai {n}.", "t", annotations=(Annotation("Lan", spans=(mark,)),))

    monkeypatch.setattr(formats, "get", lambda _name: Careless())
    path = write("a.x", "x")
    outcome = importing.run(project, [path], Reading("careless"))
    assert [(problem.path, problem.error.code) for problem in outcome.problems] == [(path, "import.misplaced")]
    assert outcome.articles == 1


def test_an_import_gives_back_the_memory_it_had_for_the_file(project: Project, write: Write) -> None:
    def kept() -> int:
        return int(project.store.connection.execute("PRAGMA cache_size").fetchone()[0])

    usual = kept()
    importer = Importer(project)
    for end in (importer.cancel, importer.finish):
        importer.begin("a")
        assert kept() < usual < 0  # negative numbers are KiB
        end()
        assert kept() == usual
    importing.run(project, [write("a.txt", "Mưa ở Huế.")])
    assert kept() == usual
