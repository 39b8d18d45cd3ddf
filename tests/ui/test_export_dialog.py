from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotator import formats
from annotator.app.acts import Acts
from annotator.app.jobs import Jobs
from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.core.exchange import AnnotatedDocument
from annotator.core.model import AnnotatorKind, State
from annotator.core.shares import Recipe
from annotator.formats.fitting import Overlap
from annotator.formats.jsonl import Jsonl
from annotator.formats.protocol import Format, Level, ReadOptions
from annotator.formats.source import FileSource
from annotator.storage import splits
from annotator.storage.project import Project
from annotator.ui import export_dialog, format_words
from annotator.ui.export_dialog import ExportDialog
from annotator.ui.export_fields import SEVERAL
from annotator.ui.export_place import check_place
from annotator.ui.theme import THEMES
from annotator.workflows import importing

DATA = Path(__file__).parents[1] / "data" / "formats"
Opener = Callable[..., ExportDialog]


@pytest.fixture
def session(qapp: object, project: Project, seeds: list[Path]) -> Session:
    importing.run(project, [str(path) for path in seeds[:2]])
    machine = project.people.ensure("máy", AnnotatorKind.MACHINE)
    project.annotations.end_run(project.documents.ids()[0], machine.id, "1")
    made = Session()
    made.open_project(project, "Lan")
    made.open_document(project.documents.ids()[0])
    acts = Acts(made)
    assert made.document is not None
    first, second = [line for line in made.document.lines if line[1] - line[0] > 12][:2]
    acts.add_span(*first, made.labels[0])
    acts.add_span(first[0], first[0] + made.document.text[first[0] : first[1]].index(" "), made.labels[1])
    acts.add_span(second[0] + 1, second[1], made.labels[2])
    return made


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def opened(qtbot: QtBot, session: Session, jobs: Jobs, tmp_path: Path) -> Iterator[Opener]:
    window = QWidget()
    qtbot.addWidget(window)
    dialogs: list[ExportDialog] = []

    def open_one(settings: Settings | None = None, listed: list[int] | None = None) -> ExportDialog:
        dialogs.append(ExportDialog(session, jobs, THEMES["light"], window, str(tmp_path), settings, listed))
        dialogs[-1].show()
        return dialogs[-1]

    yield open_one
    for dialog in dialogs:
        if isValid(dialog):
            dialog.done(0)


@pytest.fixture
def dialog(opened: Opener) -> ExportDialog:
    return opened()


def choose(dialog: ExportDialog, format_name: str) -> None:
    dialog.fields.format.choose(format_name)
    dialog.fields.syllables.setChecked(True)


def wait_for(qtbot: QtBot, dialog: ExportDialog, text: str) -> None:
    line = dialog.report.line
    qtbot.waitUntil(lambda: line.isEnabled() and text in line.text())


def reasons(dialog: ExportDialog) -> dict[str, str]:
    losses = dialog.report.losses
    groups = [losses.topLevelItem(row) for row in range(losses.topLevelItemCount())]
    return {group.text(0): group.text(1) for group in groups if group.text(1)}


def without_place(dialog: ExportDialog) -> list[str]:
    """What the window says has no place in the format, besides the annotations that are lost."""
    losses = dialog.report.losses
    groups = map(losses.topLevelItem, range(losses.topLevelItemCount()))
    (group,) = (group for group in groups if not group.text(1))
    assert group.isExpanded()
    return [group.child(row).text(0) for row in range(group.childCount())]


def cells(dialog: ExportDialog) -> list[list[str]]:
    table = dialog.report.parts
    return [[table.item(row, column).text() for column in range(3)] for row in range(table.rowCount())]


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if "annotator" not in path.name)


def test_it_counts_what_is_chosen_and_leaves_no_file(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    wait_for(qtbot, dialog, "2 article")
    assert "3 annotation" in dialog.report.line.text()
    assert not dialog.report.losses.isVisible()
    assert not dialog.report.overlap.isVisible()
    choose(dialog, "conll")
    wait_for(qtbot, dialog, "1 of 3")
    assert "2 left out" in dialog.report.line.text()
    assert reasons(dialog) == {"inside another annotation": "1", "beginning or ending within a word": "1"}
    heading, states = without_place(dialog)
    assert heading.startswith("title, source and date · 2 article")
    assert states.startswith("states and times of work · 1 article")
    assert files(tmp_path) == []


def test_what_does_not_fit_can_be_made_to(qtbot: QtBot, dialog: ExportDialog) -> None:
    choose(dialog, "conll")
    wait_for(qtbot, dialog, "1 of 3")
    assert dialog.report.overlap.isVisible()
    assert dialog.report.widen.isVisible()
    dialog.report.widen.setChecked(True)
    wait_for(qtbot, dialog, "2 of 3")
    assert "1 annotation" in dialog.report.notes.text()
    assert dialog.report.widen.isVisible(), "so that it can be taken back"
    dialog.report.overlap.setCurrentIndex(dialog.report.overlap.findData(str(Overlap.LEAVE_OUT)))
    wait_for(qtbot, dialog, "1 of 3")
    assert reasons(dialog) == {"inside another annotation": "2"}
    assert dialog.request().choices.overlap == Overlap.LEAVE_OUT


def test_states_choose_articles(qtbot: QtBot, dialog: ExportDialog) -> None:
    dialog.fields.states[State.NEW].setChecked(False)
    wait_for(qtbot, dialog, "1 article")
    for box in dialog.fields.states.values():
        box.setChecked(False)
    assert not dialog.export_button.isEnabled()
    assert "state" in dialog.report.title.text()


def test_a_search_or_the_list_chooses_articles(qtbot: QtBot, opened: Opener, session: Session) -> None:
    assert session.project is not None
    second = session.project.documents.ids()[1]
    dialog = opened(listed=[second])
    articles = dialog.fields.articles
    articles.setCurrentIndex(articles.findData("listed"))
    wait_for(qtbot, dialog, "1 article")
    assert dialog.request().selection.ids == [second]
    articles.setCurrentIndex(articles.findData("found"))
    assert dialog.fields.query.isVisible()
    assert not dialog.export_button.isEnabled()
    dialog.fields.query.setText(f"label:{session.labels[0].name}")
    wait_for(qtbot, dialog, "1 article")
    dialog.fields.query.setText("/(/")
    qtbot.waitUntil(dialog.trouble.isVisible)


def test_without_a_filter_the_list_is_not_offered(dialog: ExportDialog) -> None:
    assert dialog.fields.articles.findData("listed") < 0


def test_ones_own_layer_is_offered_first_while_another_is_read(opened: Opener, session: Session) -> None:
    assert session.project is not None
    session.project.people.ensure("Minh")
    session.read_layer("Minh")
    dialog = opened()
    assert dialog.fields.layer.itemText(0) == "Lan (you)"
    assert dialog.request().selection.annotators == ["Lan"]


def test_the_request_is_what_was_chosen(dialog: ExportDialog, session: Session) -> None:
    assert session.project is not None
    fields = dialog.fields
    request = dialog.request()
    selection = request.selection
    assert (request.project, selection.annotators, selection.all_layers) == (session.project.path, ["Lan"], False)
    assert request.output.endswith("project.jsonl")
    assert not fields.level.isVisible()
    fields.layer.setCurrentIndex(fields.layer.findData(None))
    assert dialog.request().selection.all_layers
    fields.layer.setCurrentIndex(fields.layer.findData(SEVERAL))
    fields.layers.choose(["Lan", "máy"])
    assert (dialog.request().selection.annotators, dialog.request().selection.all_layers) == (["Lan", "máy"], False)
    fields.furniture.setChecked(True)
    fields.labels.choose([session.labels[0].name])
    choose(dialog, "conll")
    request = dialog.request()
    assert (request.selection.annotators, request.selection.all_layers) == (["Lan"], False)
    assert (request.level, request.selection.without_furniture, request.selection.composed) == (
        Level.SYLLABLE, True, False,
    )  # fmt: skip
    assert request.selection.labels == [session.labels[0].name]
    assert request.output.endswith("project.conll")
    assert fields.level.isVisible()
    assert fields.layer.findData("máy") >= 0
    assert fields.layer.findData(SEVERAL) < 0


def test_what_is_folded_is_summed_up(dialog: ExportDialog, session: Session) -> None:
    fields = dialog.fields
    assert not fields.labels.isVisible()
    fields.labels.choose([session.labels[0].name])
    fields.split.choose("80/20", 7)
    assert fields.summary.text() == f"{session.labels[0].name} · 80/20, seed 7"
    fields.more.setChecked(True)
    assert fields.labels.isVisible()
    assert fields.summary.text() == ""


def test_a_folder_format_has_no_ending(dialog: ExportDialog) -> None:
    dialog.fields.format.choose("brat")
    assert dialog.request().output.endswith("/project-brat")
    dialog.fields.format.choose("csv")
    assert dialog.request().output.endswith("/project.csv")


def test_a_data_set_is_written_and_what_it_cannot_hold_is_listed(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    choose(dialog, "conll")
    with qtbot.waitSignal(dialog.exported) as exported:
        dialog.export_button.click()
    assert exported.args == [str(tmp_path / "project.conll")]
    assert "B-PER" in (tmp_path / "project.conll").read_text("utf-8")
    assert "project.conll" in dialog.report.line.text()
    assert "read back" in dialog.report.title.text()
    assert sum(map(int, reasons(dialog).values())) == 2
    assert dialog.folder.isVisible()
    assert dialog.export_button.isEnabled()
    assert dialog.focusWidget() is dialog.close_button
    assert dialog.report.check.isVisible()
    dialog.fields.words.setChecked(True)
    assert not dialog.report.check.isVisible()
    assert not dialog.folder.isVisible()


def test_all_layers_are_written_for_reading_back(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    dialog.fields.layer.setCurrentIndex(dialog.fields.layer.findData(None))
    path = tmp_path / "tất cả.jsonl"
    dialog.fields.file.setText(str(path))
    with qtbot.waitSignal(dialog.exported):
        dialog.export_button.click()
    read = Jsonl().read(FileSource(str(path)), ReadOptions())
    documents = [item for item in read if isinstance(item, AnnotatedDocument)]
    assert [sum(len(layer.spans) for layer in document.annotations) for document in documents] == [3, 0]


def test_a_split_is_shown_before_and_kept_with_the_export(
    qtbot: QtBot, dialog: ExportDialog, session: Session, tmp_path: Path
) -> None:
    assert session.project is not None
    store, recipe = session.project.store, Recipe((50, 50), 3)
    dialog.fields.split.choose(recipe.written, recipe.seed)
    qtbot.waitUntil(dialog.report.parts.isVisible)
    assert sorted(row[1] for row in cells(dialog)) == ["1", "1"]
    assert sorted(row[2] for row in cells(dialog)) == ["0", "3"]
    assert splits.parts(store, recipe) == {}
    with qtbot.waitSignal(dialog.exported):
        dialog.export_button.click()
    assert files(tmp_path) == ["project.test.jsonl", "project.train.jsonl"]
    assert set(splits.parts(store, recipe)) == set(session.project.documents.ids())
    assert dialog.report.notes.text() == ""


def test_a_kept_split_is_offered(opened: Opener, session: Session) -> None:
    assert session.project is not None
    recipe = Recipe((60, 40), 11)
    splits.keep(session.project.store, recipe, {}, {session.project.documents.ids()[0]: "train"})
    field = opened().fields.split
    assert "60 / 40" in field.choice.itemText(1)
    field.choice.setCurrentIndex(1)
    assert field.recipe == recipe


def test_a_split_that_cannot_be_kept_is_said(qtbot: QtBot, dialog: ExportDialog, session: Session) -> None:
    assert session.project is not None
    dialog.fields.split.choose("50/50", 3)
    session.project.store.writable = False
    with qtbot.waitSignal(dialog.exported):
        dialog.export_button.click()
    session.project.store.writable = True
    assert "not kept" in dialog.report.notes.text()


@pytest.mark.parametrize(("shares", "seed"), [("80/10", "0"), ("80/20", "x"), ("a/b", "1")])
def test_a_split_that_is_none_is_refused_at_once(dialog: ExportDialog, shares: str, seed: str) -> None:
    split = dialog.fields.split
    split.choose("1/99", 0)
    split.shares.setText(shares)
    split.seed.setText(seed)
    assert dialog.trouble.isVisible()
    assert not dialog.export_button.isEnabled()
    split.choose("", 0)
    assert not dialog.trouble.isVisible()
    assert dialog.export_button.isEnabled()


def test_choices_are_remembered(qtbot: QtBot, opened: Opener) -> None:
    settings = Settings()
    first = opened(settings)
    choose(first, "vlsp2016")
    first.report.widen.setChecked(True)
    first.fields.split.choose("80/20", 5)
    with qtbot.waitSignal(first.exported):
        first.export_button.click()
    json.dumps(settings.exporting)
    again = opened(settings)
    request = again.request()
    assert (request.format_name, request.level, request.choices.is_widening) == ("vlsp2016", Level.SYLLABLE, True)
    assert again.fields.split.recipe == Recipe((80, 20), 5)
    opened(Settings(exporting={"format": 3, "shares": [], "seed": "x", "overlap": None, "level": {}}))


def test_an_error_is_told_inside(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    dialog.fields.file.setText(str(tmp_path / "no" / "folder.jsonl"))
    dialog.export_button.click()
    qtbot.waitUntil(lambda: f"no folder {tmp_path / 'no'}" in dialog.trouble.text())
    assert dialog.trouble.isVisible()
    assert dialog.export_button.isEnabled()


def test_after_a_failure_the_report_and_the_choices_come_back(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    choose(dialog, "conll")
    wait_for(qtbot, dialog, "1 of 3")
    dialog.activateWindow()
    dialog.fields.file.setText(str(tmp_path / "no" / "folder.conll"))
    dialog.export_button.click()
    qtbot.waitUntil(lambda: f"no folder {tmp_path / 'no'}" in dialog.trouble.text())
    wait_for(qtbot, dialog, "1 of 3")
    assert "will be written" in dialog.report.title.text()
    assert dialog.trouble.isVisible()
    assert dialog.report.overlap.isVisible()
    assert dialog.report.overlap.isEnabled()
    assert dialog.focusWidget() is dialog.fields.file


def test_a_folder_of_other_files_is_refused_without_a_question(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(export_dialog, "ask", lambda _parent, text, *_rest, **_more: asked.append(text) or 0)
    choose(dialog, "brat")
    folder = tmp_path / "project-brat"
    assert dialog.fields.file.text() == str(folder)
    folder.mkdir()
    other = folder / "của tôi.doc"
    other.write_text("mine", "utf-8")
    dialog.export_button.click()
    assert "của tôi.doc" in dialog.trouble.text()
    assert asked == []
    other.unlink()
    for _ in range(2):
        with qtbot.waitSignal(dialog.exported):
            dialog.export_button.click()
        assert dialog.close_button.isDefault()
        dialog.fields.retargeted.emit()
        assert dialog.export_button.isDefault()
    assert len(asked) == 1
    dialog.fields.format.choose("gate")
    assert dialog.fields.file.text() == str(tmp_path / "project-gate")
    dialog.fields.format.choose("jsonl")
    assert dialog.fields.file.text() == str(tmp_path / "project.jsonl")


@pytest.mark.parametrize("format_", [each for each in formats.every() if each.can_write and each.is_folder])
def test_every_folder_we_write_can_be_replaced(format_: Format) -> None:
    check_place(str(DATA / format_.name), format_)


def test_a_folder_in_place_of_a_file_is_refused_without_a_question(dialog: ExportDialog, tmp_path: Path) -> None:
    (tmp_path / "project.jsonl").mkdir()
    (tmp_path / "project.jsonl" / "a").touch()
    dialog.export_button.click()
    assert "project.jsonl" in dialog.trouble.text()
    assert dialog.isVisible()


def test_planning_a_split_counts_no_articles(qtbot: QtBot, dialog: ExportDialog) -> None:
    told: list[tuple[int, int]] = []
    dialog.report.counting = lambda done, total: told.append((done, total))
    dialog.fields.split.choose("50/50", 3)
    qtbot.waitUntil(dialog.report.parts.isVisible)
    assert {total for _, total in told} <= {2}


def test_another_file_is_replaced_only_when_asked(
    dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "project.train.jsonl"
    path.write_text("mine", "utf-8")
    asked: list[str] = []
    monkeypatch.setattr(export_dialog, "ask", lambda _parent, text, *_rest, default: asked.append(text) or default)
    dialog.fields.split.choose("80/20", 1)
    dialog.export_button.click()
    assert ["project.train.jsonl" in text for text in asked] == [True]
    assert dialog.export_button.isEnabled()
    assert path.read_text("utf-8") == "mine"


def test_esc_cancels_the_writing_and_then_closes(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(dialog._words), "words", lambda words, _text: forever(words))
    dialog.fields.format.choose("conll")
    dialog.export_button.click()
    assert dialog.report.bar.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: "Cancelled" in dialog.trouble.text())
    assert not (tmp_path / "project.conll").exists()
    assert list(tmp_path.glob(".*.part")) == []
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def forever(words: export_dialog.WorkerSegmenter) -> list[tuple[int, int]]:
    while True:
        words.check()


def test_every_format_that_writes_has_its_place_and_words(dialog: ExportDialog) -> None:
    choice = dialog.fields.format
    offered = [choice.itemData(row) for row in range(choice.count())]
    assert sorted(offered) == sorted(each.name for each in formats.every() if each.can_write)
    rows = [*format_words.rows(is_writing=True), *format_words.rows(is_writing=False)]
    assert {row.group for row in rows} == {format_words.translated(group) for group, _ in format_words._GROUPS}
    assert all(row.about for row in rows)


def test_a_format_is_found_by_typing(qtbot: QtBot, dialog: ExportDialog) -> None:
    choice = dialog.fields.format
    qtbot.keyClick(choice, Qt.Key.Key_D)
    popup = choice._popup
    assert popup is not None
    assert popup.isVisible()
    popup.field.setText("doccano rel")
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    assert not popup.isVisible()
    assert choice.currentData() == "doccano-relations"
    choice.showPopup()
    assert popup.field.text() == ""
    qtbot.keyClick(popup.field, Qt.Key.Key_Up)
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    assert choice.currentData() == "doccano"


def test_a_format_without_its_package_cannot_be_chosen(
    qtbot: QtBot, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(format_words, "is_missing", lambda each: each.name == "spacy")
    choice = opened().fields.format
    before = choice.currentData()
    choice.choose("spacy")
    assert choice.currentData() == before
    choice._open("docbin")
    popup = choice._popup
    assert popup is not None
    (row,) = [row for row in popup.model.rows if not isinstance(row, str)]
    assert row.missing == "annotator[spacy]"
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    assert popup.isVisible()
    qtbot.keyClick(popup.field, Qt.Key.Key_Escape)
    assert not popup.isVisible()


def test_ticks_say_all_or_which(qtbot: QtBot, dialog: ExportDialog, session: Session) -> None:
    labels = dialog.fields.labels
    dialog.fields.more.setChecked(True)
    labels.showPopup()
    names = [label.name for label in session.labels[:2]]
    for name in names:
        labels._ticks[[row[0] for row in labels._rows].index(name)].click()
    assert labels.chosen == names
    assert labels.currentText() == ", ".join(names)
    for name in names:
        labels._ticks[[row[0] for row in labels._rows].index(name)].click()
    assert labels.is_nothing
    assert not dialog.export_button.isEnabled()
    labels._all.click()
    assert labels.chosen == []
    assert dialog.export_button.isEnabled()
    assert labels._popup is not None
    qtbot.keyClick(labels._all, Qt.Key.Key_Escape)
    assert not labels._popup.isVisible()


def test_everything_to_act_on_has_its_name(dialog: ExportDialog) -> None:
    names = {"exportFormat", "exportLayer", "exportArticles", "exportQuery", "exportFile", "exportBrowse", "exportMore",
             "exportLabels", "exportFurniture", "exportComposed", "exportSplit", "exportShares", "exportSeed",
             "exportOverlap", "exportWiden", "exportLosses", "exportParts", "exportAccept", "exportCancel",
             "exportFolder"}  # fmt: skip
    found = {name: dialog.findChild(QWidget, name) for name in names}
    assert not [name for name, widget in found.items() if widget is None or not widget.accessibleName()]


def test_while_it_counts_what_was_known_stays_and_is_dimmed(qtbot: QtBot, dialog: ExportDialog) -> None:
    choose(dialog, "conll")
    wait_for(qtbot, dialog, "1 of 3")
    dialog.fields.format.choose("conll2003")
    assert "1 of 3" in dialog.report.line.text()
    assert not dialog.report.line.isEnabled()
    assert "Counting" in dialog.report.title.text()
    wait_for(qtbot, dialog, "1 of 3")
    assert "will be written" in dialog.report.title.text()


def test_articles_in_no_part_are_listed_with_the_reason(
    qtbot: QtBot, opened: Opener, session: Session, tmp_path: Path
) -> None:
    assert session.project is not None
    project, recipe = session.project, Recipe((50, 50), 3)
    before = set(project.documents.ids())
    texts = ("Mưa lớn ở Huế hôm qua.", "Giá gạo tăng nhẹ trong tuần.", "Đội tuyển về nước vào sáng mai.")
    records = [{"text": text, "source": "báo A", "published": "2024-01-02"} for text in texts]
    path = tmp_path / "cùng ngày.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    importing.run(project, [str(path)])
    first, second, _third = sorted(set(project.documents.ids()) - before)
    splits.keep(project.store, recipe, {}, {first: "train", second: "test"})
    dialog = opened()
    dialog.fields.split.choose(recipe.written, recipe.seed)
    qtbot.waitUntil(dialog.report.parts.isVisible)
    assert reasons(dialog) == {"articles in no part": "1"}
    assert "is left out" in dialog.report.losses.topLevelItem(0).child(0).text(0)
    assert sum(int(row[1]) for row in cells(dialog)) == 4


def test_labels_stand_under_what_they_are_for(dialog: ExportDialog, session: Session) -> None:
    labels = dialog.fields.labels
    dialog.fields.more.setChecked(True)
    labels.set_rows([("PER", "PER"), ("LOC", "LOC"), ("SPOUSE", "SPOUSE")], groups=["Words", "Words", "Relations"])
    labels.showPopup()
    assert labels._popup is not None
    assert [label.text() for label in labels._popup.findChildren(QLabel)] == ["Words", "Relations"]
    labels._popup.close()
