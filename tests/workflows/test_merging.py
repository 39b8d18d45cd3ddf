"""Merging another project: who and what meets, what comes in, what differs, and that once is enough."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from merge_cases import ACTS, TEXTS, Act, add_articles, base, contents, gone_on, opened

from annotator.core import edits
from annotator.core.errors import AnnotatorError, ProjectError, RefusedError
from annotator.core.ids import new_uid
from annotator.core.messages import SENTENCES
from annotator.core.model import AnnotatorKind, Label, Span, State
from annotator.storage import imports, migrations
from annotator.storage.other_project import OtherProject
from annotator.storage.project import Project
from annotator.workflows import checking, importing, merging, setup
from annotator.workflows.merging import Merged, Merger, merge
from annotator.workflows.merging_people import identified
from annotator.workflows.merging_reading import OtherReader, annotators

FIXTURES = Path(__file__).parents[1] / "fixtures"
HUE = (31, 34)
MAI = (4, 7)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project that everybody begins with."""
    path = tmp_path_factory.mktemp("base") / "base.annotator"
    base(path)
    return path


@pytest.fixture
def pair(begun: Path, tmp_path: Path) -> Iterator[Callable[[], tuple[Project, Project]]]:
    """Two copies of one project, both open; the second is closed before it is merged."""
    made: list[Project] = []

    def opened_pair() -> tuple[Project, Project]:
        for name in ("ours", "theirs"):
            path = tmp_path / f"{name}.annotator"
            shutil.copyfile(begun, path)
            made.append(Project.open(str(path)))
        return made[0], made[1]

    yield opened_pair
    for project in made:
        project.close()


Pair = Callable[[], tuple[Project, Project]]


def put(project: Project, place: tuple[int, int], label: str = "PER", person: str = "Lan", document: int = 1) -> Span:
    """Puts a span on an article."""
    annotator, text = project.people.find(person), project.documents.text(document)
    number = next(each.id for each in project.labels.all() if each.name == label)
    key = project.store.next_id("span")
    span = Span(key, new_uid(), document, annotator.id, *place, number, text[slice(*place)])
    project.journal.apply(edits.add_span(span, label), annotator.id)
    return span


def merged(ours: Project, theirs: Project, **how: object) -> Merged:
    theirs.close()
    found = merge(ours, theirs.path, **how)  # type: ignore[arg-type]
    assert checking.check(ours) == []
    assert all(problem.error.code in SENTENCES for problem in found.problems)
    return found


def quotes(project: Project, person: str = "Lan", document: int = 1) -> list[tuple[str, str]]:
    names = {label.id: label.name for label in project.labels.all()}
    found = project.annotations.spans(document, project.people.find(person).id)
    return [(span.quote, names[span.label]) for span in found]


def codes(found: Merged) -> list[str]:
    return [problem.error.code for problem in found.problems]


def test_copies_of_one_project_meet_by_person_article_and_label(pair: Pair) -> None:
    ours, theirs = pair()
    put(ours, MAI)
    put(theirs, MAI)
    put(theirs, HUE, "LOC")
    put(theirs, HUE, "LOC", "Minh")
    found = merged(ours, theirs)
    assert (found.articles, found.met, found.added, found.present) == (0, 3, 2, 1)
    assert quotes(ours) == [("Mai", "PER"), ("Huế", "LOC")]
    assert quotes(ours, "Minh") == [("Huế", "LOC")]
    assert codes(found) == []
    assert [person.name for person in ours.people.all()] == ["Lan", "Minh"]


def test_projects_made_apart_meet_by_text_and_keep_people_of_one_name_apart(tmp_path: Path, begun: Path) -> None:
    shutil.copyfile(begun, tmp_path / "theirs.annotator")
    theirs = Project.open(str(tmp_path / "theirs.annotator"))
    put(theirs, HUE, "LOC")
    with closing(setup.new_project(str(tmp_path / "ours.annotator"), "Lan")) as ours:
        add_articles(ours, TEXTS[:1])
        put(ours, MAI)
        found = merged(ours, theirs)
        assert (found.articles, found.met) == (2, 1)
        assert quotes(ours) == [("Mai", "PER")]
        assert quotes(ours, "Lan (2)") == [("Huế", "LOC")]
        assert codes(found) == ["merge.person", "import.new-labels"]
        assert found.problems[0].error.values["new"] == "Lan (2)"
        again = merge(ours, theirs.path)
        assert again.edit is None
        assert codes(again) == []
        as_one = merge(ours, theirs.path, {"Lan": "Lan"})
        assert as_one.added == 1
        assert quotes(ours) == [("Mai", "PER"), ("Huế", "LOC")]


def test_one_uid_under_two_names_is_not_one_person(pair: Pair) -> None:
    ours, theirs = pair()
    theirs.journal.apply(edits.rename_annotator(theirs.people.find("Lan"), "Hoa"), None)
    put(theirs, HUE, "LOC", "Hoa")
    found = merged(ours, theirs)
    assert quotes(ours) == []
    assert quotes(ours, "Hoa") == [("Huế", "LOC")]
    assert codes(found) == ["merge.person"]
    assert merge(ours, theirs.path).edit is None


def test_somebody_with_nothing_does_not_come(pair: Pair) -> None:
    ours, theirs = pair()
    theirs.people.ensure("Không Làm Gì")
    assert merged(ours, theirs).edit is None
    assert len(ours.people.all()) == 2


def test_gold_and_machines_stay_what_they_are(pair: Pair) -> None:
    ours, theirs = pair()
    for name, kind in (("gold", AnnotatorKind.GOLD), ("Lan", AnnotatorKind.MACHINE)):
        theirs.people.ensure(name, kind)
    put(theirs, HUE, "LOC", "gold")
    machine = theirs.people.all(AnnotatorKind.MACHINE)[0]
    theirs.annotations.add_run_spans(1, machine.id, TEXTS[0], [(*HUE, theirs.labels.all()[0].id, 0.5)])
    merged(ours, theirs)
    kinds = {(each.name, each.kind): ours.annotations.spans(1, each.id) for each in ours.people.all()}
    assert [span.quote for span in kinds["gold", AnnotatorKind.GOLD]] == ["Huế"]
    assert [(span.quote, span.score) for span in kinds["Lan", AnnotatorKind.MACHINE]] == [("Huế", 0.5)]
    assert kinds["Lan", AnnotatorKind.PERSON] == []
    assert ours.annotations.counts(1, ours.people.find("Lan").id) == (0, 1)


def test_a_machine_that_is_here_speaks_for_itself(pair: Pair) -> None:
    ours, theirs = pair()
    for project, place in ((ours, MAI), (theirs, HUE)):
        machine = project.people.ensure("ner", AnnotatorKind.MACHINE)
        project.annotations.add_run_spans(1, machine.id, TEXTS[0], [(*place, project.labels.all()[0].id, None)])
    assert merged(ours, theirs).edit is None
    assert [span.quote for span in ours.annotations.machine_spans(1)] == ["Mai"]


def test_what_both_changed_stays_as_it_is_here_and_is_told(pair: Pair, begun: Path, tmp_path: Path) -> None:
    with opened(begun) as start:
        spans = [put(start, place, document=2) for place in ((0, 3), (4, 7), (10, 17))]
    ours, theirs = pair()
    text = ours.documents.text(2)
    lan = ours.people.find("Lan").id
    noted = ours.annotations.span(spans[2].id)
    assert noted is not None
    ours.journal.apply(edits.move_span(spans[0], spans[0].moved(text, 0, 7)), lan)
    ours.journal.apply(edits.remove_span(spans[1]), lan)
    ours.journal.apply(edits.note_span(noted, "ở đây"), lan)
    theirs.journal.apply(edits.note_span(noted, "ở đó"), lan)
    found = merged(ours, theirs)
    assert sorted(codes(found)) == ["merge.deleted", "merge.moved", "merge.note"]
    assert found.edit is None
    assert {problem.error.values["article"] for problem in found.problems} == {TEXTS[1][:9].strip()}
    values = next(problem.error.values for problem in found.problems if problem.error.code == "merge.moved")
    assert (values["here"], values["quote"], values["label"]) == ("“Mưa lớn” PER", "Mưa", "PER")
    assert ours.annotations.span(spans[1].id) is None
    with opened(begun) as start:  # as it was, for the other tests
        for span in reversed(spans):
            start.journal.undo(lan)
            assert start.annotations.span(span.id) is None


def test_a_note_comes_where_there_is_none(pair: Pair) -> None:
    ours, theirs = pair()
    put(ours, MAI)
    theirs.journal.apply(edits.note_span(put(theirs, MAI), "tên riêng"), theirs.people.find("Lan").id)
    found = merged(ours, theirs)
    assert [span.note for span in ours.annotations.spans(1)] == ["tên riêng"]
    assert (found.added, found.present, codes(found)) == (0, 1, [])


def test_labels_meet_by_name_and_missing_ones_come_with_their_colour(pair: Pair) -> None:
    ours, theirs = pair()
    first = theirs.labels.all()[0]
    new = Label(theirs.store.next_id("label"), new_uid(), "MỚI", "New", "Mới", "#abcdef", "", "", "Viết hoa.", 200)
    changed = [(None, new), (first, Label.from_row({**first.row(), "guideline_vi": "Khác hẳn."}))]
    theirs.journal.apply(edits.change_labels(changed, "label.change"), None)
    put(theirs, HUE, "MỚI")
    found = merged(ours, theirs)
    came = next(label for label in ours.labels.all() if label.name == "MỚI")
    assert (came.colour, came.guideline_vi, came.title_vi) == ("#abcdef", "Viết hoa.", "Mới")
    assert codes(found) == ["merge.label", "import.new-labels"]
    assert ours.labels.all()[0] == first


@pytest.mark.parametrize(
    ("here", "there", "ends", "told"),
    [
        ("", "done", "done", []),
        ("in-progress", "done", "done", []),
        ("done", "in-progress", "done", []),
        ("done", "skipped", "done", ["merge.state"]),
        ("in-progress", "in-progress", "in-progress", []),
    ],
)
def test_an_article_is_as_far_as_the_one_who_is_further(
    pair: Pair, here: str, there: str, ends: str, told: list[str]
) -> None:
    ours, theirs = pair()
    for project, state, seconds in ((ours, here, 30.0), (theirs, there, 50.0)):
        if state:
            lan = project.people.find("Lan")
            after = edits.Assignment(project.store.next_id("assignment"), 1, lan.id, state, seconds)
            project.journal.apply(edits.set_state(None, after), lan.id)
    found = merged(ours, theirs)
    assignment = ours.annotations.assignment(1, ours.people.find("Lan").id)
    assert assignment is not None
    assert (assignment.state, assignment.seconds, codes(found)) == (ends, 50.0, told)
    assert merge(ours, theirs.path).edit is None
    ours.journal.undo(ours.people.last_at_work())
    before = ours.annotations.assignment(1, ours.people.find("Lan").id)
    assert (before.state, before.seconds) == ((here, 30.0) if here else (State.NEW, 0.0)) if before else not here


def test_what_is_said_of_an_article_and_differs_is_told(pair: Pair) -> None:
    ours, theirs = pair()
    before = theirs.documents.get(1)
    said = {"title": "Chị Mai ở Huế", "author": "Lan Anh", "source": "vov.vn", "url": "https://x.vn/1"}
    theirs.journal.apply(edits.change_document(before, replace(before, **said, published="2024-05-01")), None)
    line = edits.FurnitureRange(theirs.store.next_id("furniture"), 1, 0, len(TEXTS[0]), "caption", "person")
    theirs.journal.apply(edits.set_kind(None, line), None)
    here = ours.documents.get(2)
    ours.journal.apply(edits.change_document(here, replace(here, author="Chỉ ở đây")), None)
    found = merged(ours, theirs)
    names = [f"merge.{name}" for name in ("title", "source", "url", "author", "published", "lines")]
    assert codes(found) == names
    told = [problem.error.values.get("said") for problem in found.conflicts[:4]]
    assert told == [said[name] for name in ("title", "source", "url", "author")]
    assert (found.edit, ours.documents.get(1).author, ours.documents.get(2).author) == (None, None, "Chỉ ở đây")


def test_undo_takes_back_the_time_that_came_and_no_time_worked_since(pair: Pair) -> None:
    ours, theirs = pair()
    for project, numbers in ((ours, (1,)), (theirs, (1, 2))):
        lan = project.people.find("Lan")
        for number in numbers:
            after = edits.Assignment(project.store.next_id("assignment"), number, lan.id, "in-progress", 25.0 * number)
            project.journal.apply(edits.set_state(None, after), lan.id)
    theirs.annotations.add_seconds(1, theirs.people.find("Lan").id, 30.0)
    merged(ours, theirs)
    lan = ours.people.find("Lan")
    for number in (1, 2):
        ours.annotations.add_seconds(number, lan.id, 7.0)
    ours.journal.undo(ours.people.last_at_work())
    undone = [ours.annotations.assignment(number, lan.id) for number in (1, 2)]
    ours.journal.redo(ours.people.last_at_work())
    redone = [ours.annotations.assignment(number, lan.id) for number in (1, 2)]
    assert [each and (each.state, each.seconds) for each in undone] == [("in-progress", 32.0), ("new", 7.0)]
    assert [each and (each.state, each.seconds) for each in redone] == [("in-progress", 62.0), ("in-progress", 57.0)]


def test_time_that_only_rounding_sets_apart_is_the_same(pair: Pair) -> None:
    ours, theirs = pair()
    lan = ours.people.find("Lan")
    begun = edits.Assignment(ours.store.next_id("assignment"), 1, lan.id, "in-progress")
    ours.journal.apply(edits.set_state(None, begun), lan.id)
    ours.annotations.add_seconds(1, lan.id, 0.2)
    ours.journal.undo(lan.id)
    there = edits.Assignment(theirs.store.next_id("assignment"), 1, theirs.people.find("Lan").id, "done", 0.9)
    theirs.journal.apply(edits.set_state(None, there), None)
    assert 0.2 + (0.9 - 0.2) < 0.9
    assert merged(ours, theirs).edit is not None
    assert merge(ours, theirs.path).edit is None


def test_a_removed_article_stays_out(pair: Pair) -> None:
    ours, theirs = pair()
    put(theirs, MAI)
    ours.journal.apply(edits.remove_document(ours.documents.get(1)), None)
    found = merged(ours, theirs)
    assert (found.articles, found.met, codes(found)) == (0, 2, ["merge.removed"])
    assert len(ours.documents.ids()) == 2


def test_a_merge_is_one_edit_that_names_the_project(pair: Pair) -> None:
    ours, theirs = pair()
    add_articles(theirs, ["Bài mới ở Huế."])
    put(theirs, MAI)
    before = contents(ours)
    count = ours.store.connection.execute("SELECT count(*) FROM edit").fetchone()[0]
    found = merged(ours, theirs)
    assert found.edit is not None
    assert (found.edit.name, found.edit.values["project"]) == ("import", "theirs.annotator")
    assert ours.store.connection.execute("SELECT count(*) FROM edit").fetchone()[0] == count + 1
    after = contents(ours)
    ours.journal.undo(ours.people.last_at_work())
    assert contents(ours) == before
    ours.journal.redo(ours.people.last_at_work())
    assert contents(ours) == after


def test_a_dry_run_writes_nothing(pair: Pair) -> None:
    ours, theirs = pair()
    add_articles(theirs, ["Bài mới ở Huế."])
    put(theirs, MAI, person="Minh")
    theirs.close()
    dump = list(ours.store.connection.iterdump())
    told = merge(ours, theirs.path, only_report=True)
    assert (told.articles, told.added) == (1, 1)
    assert list(ours.store.connection.iterdump()) == dump
    done = merge(ours, theirs.path)
    assert (done.articles, done.met, done.added, done.present) == (1, 3, 1, 0)


def test_whatever_stops_it_nothing_stays(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = pair()
    (new,) = add_articles(theirs, ["Bài mới ở Huế."])
    put(theirs, MAI)
    put(theirs, MAI, document=new)
    theirs.close()
    dump = list(ours.store.connection.iterdump())
    calls = 0

    def stop(*_: object) -> None:
        nonlocal calls
        calls += 1
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        merge(ours, theirs.path, step=stop)
    monkeypatch.setattr(imports, "_insert", stop)
    with pytest.raises(KeyboardInterrupt):
        merge(ours, theirs.path)
    assert calls == 2
    assert list(ours.store.connection.iterdump()) == dump


def test_a_crash_leaves_nothing_that_anybody_sees(pair: Pair) -> None:
    ours, theirs = pair()
    (new,) = add_articles(theirs, ["Bài mới ở Huế."])
    put(theirs, MAI, document=new)
    theirs.close()
    before = contents(ours)
    with closing(OtherProject(theirs.path, ours.path)) as other:
        whose = identified(ours.people.all(), annotators(other)[0])
        merger = Merger(ours, list(whose.values()), theirs.path)
        merger.begin(theirs.path)
        for chunk in importing.chunks(OtherReader(other, whose, ours.labels.all()).items(), []):
            merger.take(chunk)
    ours.close()  # and the edit that shows it never came
    with opened(Path(ours.path)) as again:
        assert contents(again) == before
        again.documents.sweep()
        assert checking.check(again) == []
        assert merge(again, theirs.path).articles == 1


def test_one_that_is_open_elsewhere_is_read_with_its_log(pair: Pair) -> None:
    ours, theirs = pair()
    put(theirs, MAI)
    assert Path(f"{theirs.path}-wal").stat().st_size > 0
    found = merge(ours, theirs.path)
    assert found.added == 1
    put(theirs, HUE, "LOC")
    assert merge(ours, theirs.path).added == 1


@pytest.mark.parametrize("version", range(1, migrations.VERSION + 1))
def test_an_older_version_is_read_as_it_lies(pair: Pair, tmp_path: Path, version: int) -> None:
    ours, _ = pair()
    path = tmp_path / "old.annotator"
    shutil.copyfile(FIXTURES / f"v{version}.annotator", path)
    before = path.read_bytes()
    found = merge(ours, str(path))
    assert (found.articles, found.refused) == (1, [])
    assert found.added >= 1
    assert checking.check(ours) == []
    assert merge(ours, str(path)).edit is None
    assert path.read_bytes() == before
    assert sorted(each.name for each in tmp_path.glob("old*")) == ["old.annotator"]


def test_itself_and_nobody_are_refused(pair: Pair, tmp_path: Path) -> None:
    ours, theirs = pair()
    theirs.close()
    link = tmp_path / "link.annotator"
    link.symlink_to(ours.path)
    hard = tmp_path / "hard.annotator"
    hard.hardlink_to(ours.path)
    for path in (ours.path, str(link), str(hard)):
        with pytest.raises(RefusedError, match=r"merge\.itself"):
            merge(ours, path)
    with pytest.raises(RefusedError, match=r"merge\.nobody"):
        merge(ours, theirs.path, {"Ai": "Lan"})
    with pytest.raises(ProjectError, match=r"project\.missing"):
        merge(ours, str(tmp_path / "none.annotator"))


def test_a_file_that_is_written_while_it_is_read_is_not_merged(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = pair()
    put(theirs, MAI)
    theirs.close()
    dump = list(ours.store.connection.iterdump())

    described = OtherProject.described

    def write(self: OtherProject, documents: list[int]) -> Iterator[object]:
        with closing(sqlite3.connect(theirs.path)) as other, other:
            other.execute("UPDATE meta SET value = value || 'x' WHERE key = 'folding'")
        return described(self, documents)

    monkeypatch.setattr(OtherProject, "described", write)
    with pytest.raises(ProjectError, match=r"merge\.changed"):
        merge(ours, theirs.path)
    assert list(ours.store.connection.iterdump()) == dump


def test_read_only_projects_take_nothing(pair: Pair) -> None:
    ours, theirs = pair()
    put(theirs, MAI)
    theirs.close()
    ours.close()
    with closing(Project.open(ours.path, read_only=True)) as reading, pytest.raises(AnnotatorError):
        merge(reading, theirs.path)


def test_who_is_who() -> None:
    def person(key: int, uid: str, name: str, kind: str = "person") -> edits.Annotator:
        return edits.Annotator(key, uid, name, kind)

    ours = [person(1, "a", "Lan"), person(2, "b", "Minh"), person(3, "m", "ner", "machine")]
    theirs = [person(7, "a", "Lan"), person(8, "x", " Minh"), person(9, "y", "Hoa"), person(5, "z", "ner", "machine"),
              person(6, "g", "gold", "gold"), person(4, "w", "Minh (2)")]  # fmt: skip
    found = identified(ours, theirs)
    assert {key: (each.name, each.is_known, each.maybe) for key, each in found.items()} == {
        7: ("Lan", True, ""),
        8: ("Minh (2)", False, "Minh"),
        9: ("Hoa", False, ""),
        5: ("ner", True, ""),
        6: ("gold", False, ""),
        4: ("Minh (2) (2)", False, "Minh (2)"),
    }
    assert (found[9].uid, found[6].uid) == ("y", "g")
    assert identified(ours, theirs, {"Minh": "Minh", "Hoa": "Hoa Nguyễn"})[8].name == "Minh"


def test_both_ways_meet_whoever_stayed_apart(tmp_path: Path, begun: Path) -> None:
    shutil.copyfile(begun, tmp_path / "ours.annotator")
    with opened(tmp_path / "ours.annotator") as ours:
        put(ours, MAI)
        with closing(setup.new_project(str(tmp_path / "theirs.annotator"), "Lan")) as theirs:
            merge(theirs, ours.path)
            assert quotes(theirs, "Lan (2)") == [("Mai", "PER")]
        found = merge(ours, theirs.path)
        assert (found.edit, found.present, codes(found)) == (None, 1, [])


def test_the_importer_of_files_takes_up_what_was_left_by_a_merge(pair: Pair, begun: Path) -> None:
    ours, theirs = pair()
    put(theirs, MAI)
    merged(ours, theirs)
    assert importing.run(ours, []).edit is None
    assert ours.store.connection.execute("SELECT count(*) FROM batch WHERE state = 'pending'").fetchone()[0] == 0


@settings(deadline=None, max_examples=200 if os.environ.get("FAULTS") == "long" else 15)
@given(before=ACTS, ours=ACTS, theirs=ACTS)
@example(before=[], ours=[], theirs=[("state", "Lan", 2, 0, 0), ("seconds", "Lan", 2, 1, 0)])
@example(before=[("article", "Lan", 0, 0, 0)], ours=[], theirs=[("article", "Lan", 0, 0, 0), ("span", "Lan", 4, 0, 0)])
def test_once_is_enough_and_undo_takes_it_back(
    begun: Path, before: list[Act], ours: list[Act], theirs: list[Act]
) -> None:
    with TemporaryDirectory() as folder:
        place = Path(folder)
        start = gone_on(begun, place / "start.annotator", before)
        mine = gone_on(start, place / "mine.annotator", ours)
        other = gone_on(start, place / "other.annotator", theirs)
        content = other.read_bytes()
        with opened(mine) as project:
            was = contents(project)
            found = merge(project, str(other))
            assert found.refused == []
            assert checking.check(project) == []
            now = contents(project)
            assert_nothing_is_lost(was, now)
            assert merge(project, str(other)).edit is None
            assert contents(project) == now
            if found.edit is not None:
                project.journal.undo(project.people.last_at_work())
                assert begun_alone(contents(project)) == begun_alone(was)
                assert checking.check(project) == []
        assert other.read_bytes() == content
        with opened(other) as project:
            project.save_copy(str(place / "copy.annotator"))
            again = merge(project, str(place / "copy.annotator"))
            assert (again.edit, again.problems) == (None, [])


def begun_alone(found: dict) -> dict:  # type: ignore[type-arg]
    """The same without what is not begun and has nothing: so much stays when a beginning is undone."""
    return {
        text: replace(document, annotations=tuple(
            (*layer[:3], round(layer[3], 3), *layer[4:])
            for layer in document.annotations if layer[2] != State.NEW or any(layer[3:])
        ))
        for text, document in found.items()
    }  # fmt: skip


def assert_nothing_is_lost(was: dict, now: dict) -> None:  # type: ignore[type-arg]
    """Every span that was here is here, but for notes and attributes that came to it."""
    assert was.keys() <= now.keys()
    for text, document in was.items():
        for layer in document.annotations:
            after = next(each for each in now[text].annotations if each[:2] == layer[:2])
            assert {span[:5] for span in layer[4]} <= {span[:5] for span in after[4]}
            assert set(layer[5]) <= set(after[5])
            assert set(layer[7]) <= set(after[7])


def test_the_look_tells_who_has_how_much(pair: Pair) -> None:
    ours, theirs = pair()
    put(theirs, MAI)
    put(theirs, HUE, "LOC", "Minh")
    add_articles(theirs, ["Bài mới ở Huế."])
    lan = theirs.people.find("Lan").id
    theirs.close()
    with closing(sqlite3.connect(theirs.path)) as connection, connection:
        connection.execute("INSERT INTO answer VALUES (7, 1, ?, 0, 3, 1, 'accepted')", [lan])
    found = merging.look(theirs.path, ours.path, imports.digests(ours.store))
    assert (found.articles, found.met) == (4, 3)
    assert {person.name: found.counts[person.id] for person in found.people} == {"Lan": 1, "Minh": 1}
