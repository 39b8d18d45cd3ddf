"""Another program writes over the file of the open project in place: nothing that was saved is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from annotator.app import mirrors
from annotator.app.backups import Backups
from annotator.app.bulk_acts import BulkActs
from annotator.app.label_acts import Draft, LabelActs
from annotator.core.labels import LabelSpec
from annotator.core.messages import SENTENCES
from annotator.storage import backup
from annotator.storage.project import Project
from annotator.ui import file_dialogs
from annotator.workflows.checking import check
from tests.ui.conftest import suggest

FIRST, SECOND = "Trần Cẩm Tú", "Hoa Kỳ"
"""Words of the first article."""
THIRD, FOURTH = "Công đoàn năm 2025", "Nguyễn Thanh Tùng"
"""Words of another."""

_OTHER = """
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as connection:
    connection.execute("UPDATE meta SET value = lower(hex(randomblob(16))) WHERE key = 'uid'")
    connection.execute("UPDATE annotator SET name = 'Hoa' WHERE name = 'Lan'")
connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
"""

Rows = dict[str, list[Any]]
Way = Callable[[Path, Path], None]
Act = Callable[[Any, Path], None]


@pytest.fixture
def place(tmp_path: Path, seeds_project: Path) -> Path:
    """Where the project is: a folder of its own."""
    folder = tmp_path / "folder"
    folder.mkdir()
    return Path(shutil.copyfile(seeds_project, folder / "tin.annotator"))


@pytest.fixture
def desk(start: Any, home: Path, still_worker: None, place: Path) -> Any:
    desk = start(place)
    desk.settle()
    return desk


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the dialog that asks where to save is answered to."""
    path = tmp_path / "new.annotator"
    monkeypatch.setattr(file_dialogs, "save_file", lambda *_: str(path))
    return path


def take(desk: Any, words: str) -> None:
    """Labels words by the key of the first label."""
    desk.select_words(words)
    desk.key(Qt.Key.Key_1)
    assert desk.saved == "Saved"


def copy_over(source: Path, target: Path) -> None:
    """Writes into the file that is there, as `cp` does."""
    number = target.stat().st_ino
    subprocess.run(["cp", str(source), str(target)], check=True)
    assert target.stat().st_ino == number


@pytest.fixture
def other(tmp_path: Path, seeds_project: Path) -> Path:
    """Another project; the person in it is Hoa."""
    found = Path(shutil.copyfile(seeds_project, tmp_path / "other.annotator"))
    subprocess.run([sys.executable, "-c", _OTHER, str(found)], check=True)
    return found


def sha(path: Path) -> str:
    """Read by another process: closing a file here would drop SQLite's locks on it."""
    return subprocess.run(["sha256sum", str(path)], check=True, capture_output=True).stdout.decode().split()[0]


def quotes(desk: Any) -> list[str]:
    return [quote for *_, quote in desk.file_spans()]


def leave(desk: Any) -> None:
    """The window loses the focus, which is when the log is emptied into the file, unless something reads just then."""

    def is_emptied() -> bool:
        desk.app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
        return os.path.getsize(f"{desk.path}-wal") == 0

    desk.qtbot.waitUntil(is_emptied)


def come_back(desk: Any) -> None:
    """The window gets the focus, as after a while in a file manager."""
    desk.app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)


def await_kept(desk: Any, place: Path) -> Path:
    """Waits until it is said that nothing was lost; gives the backup that this is said of."""
    desk.qtbot.waitUntil(lambda: desk.notice == SENTENCES["project.overwritten-kept"].format(path=place))
    return Path(backup.of(str(place))[0].path)


def offer(desk: Any) -> QPushButton:
    found: QPushButton = desk.part(QPushButton, "noticeOffer")
    assert found.isVisible()
    return found


def everything(path: Path) -> Rows:
    """All that is in a project, which `check` says is well."""
    with closing(Project.open(str(path), read_only=True)) as found:
        assert check(found) == []
        read = found.store.connection
        tables = [name for (name,) in read.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        query = 'SELECT * FROM "{}"'
        return {name: sorted(read.execute(query.format(name)).fetchall(), key=repr) for name in tables}


def another(place: Path, other: Path) -> None:
    copy_over(other, place)


def older(place: Path, _other: Path) -> None:
    copy_over(place.with_name("older.annotator"), place)


def garbage(place: Path, other: Path) -> None:
    other.write_bytes(os.urandom(place.stat().st_size))
    copy_over(other, place)


def empty(place: Path, other: Path) -> None:
    other.write_bytes(b"")
    copy_over(other, place)


def truncated(place: Path, _other: Path) -> None:
    os.truncate(place, place.stat().st_size // 2)


WAYS: list[Way] = [another, older, garbage, empty, truncated]


@pytest.mark.parametrize("way", WAYS)
def test_what_was_saved_is_saved_as_a_new_file(
    desk: Any, place: Path, other: Path, chosen: Path, seeds_project: Path, way: Way
) -> None:
    shutil.copyfile(seeds_project, place.with_name("older.annotator"))
    desk.open("002")
    take(desk, THIRD)
    leave(desk)
    take(desk, FOURTH)
    article, had = desk.session.document.id, everything(place)
    way(place, other)
    before = sha(place)
    come_back(desk)
    kept = await_kept(desk, place)
    assert list(kept.parent.glob(f"{kept.name}-*")) == []
    assert everything(kept) == had
    assert desk.session.project is None
    assert offer(desk).text() == "Save what was open as a new file…"
    offer(desk).click()
    assert (desk.path, desk.saved, desk.session.document.id) == (str(chosen), "Saved", article)
    assert "This is new.annotator now" in desk.notice
    assert quotes(desk) == [THIRD, FOURTH]
    assert (desk.view.current.start, desk.view.current.end) == desk.place(FOURTH)
    desk.act("edit.undo")
    desk.act("edit.undo")
    assert quotes(desk) == []
    desk.act("edit.redo")
    assert quotes(desk) == [THIRD]
    desk.close()
    everything(chosen)
    assert sha(place) == before


def test_an_edit_finds_it_out(desk: Any, place: Path, other: Path, chosen: Path) -> None:
    take(desk, FIRST)
    had = everything(place)
    another(place, other)
    desk.select_words(SECOND)
    desk.key(Qt.Key.Key_1)
    assert desk.saved != "Saved"
    assert [quote for *_, quote in desk.spans()] == [FIRST]
    assert everything(await_kept(desk, place)) == had
    offer(desk).click()
    assert quotes(desk) == [FIRST]
    take(desk, SECOND)
    assert quotes(desk) == [FIRST, SECOND]


def test_it_is_noticed_while_nobody_is_there(desk: Any, place: Path, other: Path) -> None:
    take(desk, FIRST)
    another(place, other)
    await_kept(desk, place)


def undo_and_redo(desk: Any, _folder: Path) -> None:
    for words in (FIRST, SECOND):
        take(desk, words)
    for step in ("undo", "undo", "redo"):
        desk.act(f"edit.{step}")


def change_labels(desk: Any, _folder: Path) -> None:
    acts = LabelActs(desk.session)
    drafts = acts.drafts()
    assert acts.save([*drafts, Draft(LabelSpec("MỚI", colour="#2952b6"))])
    assert acts.save(drafts[:-1])


def accept(desk: Any, _folder: Path) -> None:
    desk.act("suggestion.next")
    desk.act("suggestion.accept")
    desk.act("suggestion.reject")


def label_everywhere(desk: Any, _folder: Path) -> None:
    document = desk.session.document.id
    places = {(document, at, at + 2) for at in range(0, 900, 3)}
    assert BulkActs(desk.session).label(places, desk.session.span_labels[0])


def import_(desk: Any, folder: Path) -> None:
    folder.mkdir()
    for n in range(20):
        (folder / f"{n}.txt").write_text(f"Bản tin số {n}.\n" + f"Hà Nội, ngày {n}.\n" * 500, "utf-8")
    desk.drop(folder)
    desk.qtbot.waitUntil(lambda: len(desk.session.project.documents.ids()) == 25)


def read_suggestions(desk: Any, _folder: Path) -> None:
    suggest(desk.session.project, desk.session.document.id, [(0, 3, "ORG")])


def back_up(desk: Any, _folder: Path) -> None:
    backups = desk._of(Backups)
    with desk.qtbot.waitSignal(backups.made):
        backups.make()


ACTS: list[Act] = [undo_and_redo, change_labels, accept, label_everywhere, import_, read_suggestions, back_up]


@pytest.mark.parametrize("act", ACTS)
def test_whatever_was_done_is_kept(desk: Any, place: Path, other: Path, chosen: Path, tmp_path: Path, act: Act) -> None:
    take(desk, "Nghị quyết Đại hội XIV")
    act(desk, tmp_path / "news")
    leave(desk)
    take(desk, "Bộ Chính trị")
    had = everything(place)
    another(place, other)
    come_back(desk)
    assert everything(await_kept(desk, place)) == had
    offer(desk).click()
    assert "Bộ Chính trị" in quotes(desk)


def test_it_may_happen_again(desk: Any, place: Path, other: Path, chosen: Path) -> None:
    take(desk, FIRST)
    another(place, other)
    come_back(desk)
    await_kept(desk, place)
    offer(desk).click()
    desk.settle()
    take(desk, SECOND)
    had = everything(chosen)
    garbage(chosen, other)
    come_back(desk)
    assert everything(await_kept(desk, chosen)) == had


def test_closing_the_window_on_it_keeps_a_backup(desk: Any, place: Path, other: Path, home: Path) -> None:
    take(desk, FIRST)
    had = everything(place)
    another(place, other)
    desk.close()
    (kept,) = backup.of(str(place))
    assert everything(Path(kept.path)) == had
    assert list((home / "backups" / "open").iterdir()) == []


def test_a_file_that_cannot_be_written_is_offered_again(
    desk: Any, place: Path, other: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(desk, FIRST)
    another(place, other)
    come_back(desk)
    await_kept(desk, place)
    for answer in ("", str(tmp_path / "nowhere" / "new.annotator"), str(tmp_path / "new.annotator")):
        monkeypatch.setattr(file_dialogs, "save_file", lambda *_, answer=answer: answer)
        offer(desk).click()
    assert desk.path == str(tmp_path / "new.annotator")
    assert quotes(desk) == [FIRST]


def test_another_theme_shows_the_offer_too(desk: Any, place: Path, other: Path, chosen: Path) -> None:
    take(desk, FIRST)
    another(place, other)
    come_back(desk)
    await_kept(desk, place)
    desk.window.settings.theme = "dark"
    desk.window.look_changed.emit()
    offer(desk).click()
    assert quotes(desk) == [FIRST]


def test_the_file_that_is_there_now_can_be_opened(desk: Any, place: Path, other: Path) -> None:
    take(desk, FIRST)
    another(place, other)
    come_back(desk)
    await_kept(desk, place)
    desk.projects.open(str(place))
    assert desk.session.project.people.all()[0].name == "Hoa"
    assert not desk.part(QPushButton, "noticeOffer").isVisible()


@pytest.mark.parametrize("is_saved_in_the_log", [True, False])
def test_what_is_not_all_there_is_not_said_to_be(
    desk: Any, place: Path, other: Path, is_saved_in_the_log: bool
) -> None:
    """The log was written over as well."""
    take(desk, FIRST)
    leave(desk)
    if is_saved_in_the_log:
        take(desk, SECOND)
        subprocess.run(["cp", str(other), f"{place}-wal"], check=True)
    had = everything(place) if not is_saved_in_the_log else {}
    another(place, other)
    come_back(desk)
    if not is_saved_in_the_log:
        assert everything(await_kept(desk, place)) == had
        return
    assert desk.notice == SENTENCES["project.overwritten-lost"].format(path=place)
    assert offer(desk).text() == "Show the backups…"
    newest = everything(Path(backup.of(str(place))[0].path))
    assert [row[7] for row in newest["span"] if row[3] == 1] == [FIRST]


def test_where_no_second_copy_can_be_kept_the_backups_are_shown(
    start: Any, home: Path, still_worker: None, place: Path, other: Path
) -> None:
    (home / "backups").mkdir()
    (home / "backups" / "open").touch()
    desk = start(place)
    desk.settle()
    take(desk, FIRST)
    another(place, other)
    come_back(desk)
    assert desk.session.project is None
    assert desk.notice == SENTENCES["project.overwritten-lost"].format(path=place)
    assert offer(desk).text() == "Show the backups…"


def test_a_large_project_is_copied_beside_the_window(
    start: Any, home: Path, still_worker: None, place: Path, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mirrors, "_SMALL", 0)
    desk = start(place)
    desk.settle()
    take(desk, FIRST)
    desk.qtbot.waitUntil(lambda: desk.session.project.store.mirror.is_settled)
    take(desk, SECOND)
    had = everything(place)
    another(place, other)
    come_back(desk)
    assert everything(await_kept(desk, place)) == had
