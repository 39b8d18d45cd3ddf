"""The file of the project is moved, deleted, replaced or overwritten while it is open in the window."""

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
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton

from annotator.app.acts import Acts
from annotator.core.messages import SENTENCES
from annotator.storage import backup
from annotator.storage.project import Project
from annotator.ui import file_dialogs
from annotator.ui.backup_page import BackupPage
from annotator.ui.import_dialog import ImportReport

GONE = "File moved or deleted"
FIRST, SECOND = "Trần Cẩm Tú", "Hoa Kỳ"
"""Words of the article that the tests label, in this order; the second stands behind the first."""

_DIGEST = "import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], 'rb').read()).hexdigest())"
_OTHER = """
import shutil, sqlite3, sys
source, target = sys.argv[1:]
connection = sqlite3.connect(source, isolation_level=None)
connection.execute("PRAGMA journal_mode=WAL")
connection.execute("UPDATE meta SET value = lower(hex(randomblob(16))) WHERE key = 'uid'")
connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
connection.execute("UPDATE annotator SET name = 'Hoa' WHERE name = 'Lan'")
for end in ("", "-wal"):
    shutil.copyfile(source + end, target + end)
"""

Way = Callable[[Path, Path], None]


def sha(path: Path | str) -> str:
    """Read by another process: closing a file here would drop SQLite's locks on it."""
    return subprocess.run([sys.executable, "-c", _DIGEST, str(path)], check=True, capture_output=True).stdout.decode()


def deleted(path: Path, _other: Path) -> None:
    path.unlink()


def moved(path: Path, _other: Path) -> None:
    path.rename(path.with_name("moved.annotator"))


def folder_renamed(path: Path, _other: Path) -> None:
    path.parent.rename(path.parent.with_name("renamed"))


def replaced(path: Path, other: Path) -> None:
    Path(f"{other}-wal").unlink()
    os.replace(other, path)


def replaced_with_its_log(path: Path, other: Path) -> None:
    for part in ("", "-wal"):
        os.replace(f"{other}{part}", f"{path}{part}")


WAYS: list[Way] = [deleted, moved, folder_renamed, replaced, replaced_with_its_log]


@pytest.fixture
def place(tmp_path: Path, seeds_project: Path) -> Path:
    """Where the project is: a folder of its own."""
    folder = tmp_path / "folder"
    folder.mkdir()
    return Path(shutil.copyfile(seeds_project, folder / "tin.annotator"))


@pytest.fixture
def other(tmp_path: Path, seeds_project: Path) -> Path:
    """Another project; its log holds that the person in it is Hoa."""
    found = tmp_path / "other.annotator"
    source = shutil.copyfile(seeds_project, tmp_path / "source.annotator")
    subprocess.run([sys.executable, "-c", _OTHER, str(source), str(found)], check=True)
    return found


@pytest.fixture
def desk(start: Any, home: Path, still_worker: None, place: Path) -> Any:
    """The window on the project, with one edit that is in the log alone."""
    desk = start(place)
    desk.settle()
    take(desk, FIRST)
    assert os.path.getsize(f"{place}-wal") > 0
    return desk


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Answers the dialog that asks where to save."""
    return lambda path: monkeypatch.setattr(file_dialogs, "save_file", lambda *_: str(path))


def take(desk: Any, words: str) -> None:
    """Labels words by the key of the first label."""
    desk.select_words(words)
    desk.key(Qt.Key.Key_1)


def offer(desk: Any) -> QPushButton:
    found: QPushButton = desk.part(QPushButton, "noticeOffer")
    assert found.isVisible()
    return found


def come_back(desk: Any) -> None:
    """The window gets the focus, as after a while in a file manager."""
    desk.app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)


def quotes(desk: Any) -> list[str]:
    return [quote for *_, quote in desk.file_spans()]


@pytest.mark.parametrize("way", WAYS)
def test_an_edit_is_refused_and_done_again_in_a_new_file(
    desk: Any, place: Path, other: Path, chosen: Any, tmp_path: Path, way: Way
) -> None:
    before, log = sha(other), sha(f"{other}-wal")
    way(place, other)
    take(desk, SECOND)
    assert (desk.saved, [quote for *_, quote in desk.spans()]) == (GONE, [FIRST])
    assert desk.view.selection == desk.place(SECOND)
    assert str(place) in desk.notice
    assert offer(desk).text() == "Save what is open as a new file…"
    chosen(tmp_path / "new.annotator")
    offer(desk).click()
    assert (desk.path, desk.saved) == (str(tmp_path / "new.annotator"), "Saved")
    assert not desk.part(QPushButton, "noticeOffer").isVisible()
    assert quotes(desk) == [FIRST]
    assert desk.view.selection == desk.place(SECOND)
    desk.key(Qt.Key.Key_1)
    assert (desk.saved, quotes(desk)) == ("Saved", [FIRST, SECOND])
    desk.close()
    if way is replaced_with_its_log:
        assert sha(f"{place}-wal") == log
    if way in (replaced, replaced_with_its_log):
        assert sha(place) == before
        with closing(Project.open(str(place))) as found:
            person = "Hoa" if way is replaced_with_its_log else "Lan"
            assert found.people.all()[0].name == person
    else:
        assert not place.exists()
        assert not list(place.parent.glob("tin.annotator-*"))


@pytest.mark.parametrize("way", WAYS)
def test_it_is_noticed_before_anybody_edits(desk: Any, place: Path, other: Path, way: Way) -> None:
    way(place, other)
    assert desk.saved == "Saved"
    come_back(desk)
    assert desk.saved == GONE
    assert "Everything that is open here is whole" in desk.notice
    assert offer(desk).isEnabled()


def test_the_offer_is_reached_and_left_by_key(desk: Any, place: Path, chosen: Any, tmp_path: Path) -> None:
    place.unlink()
    come_back(desk)
    button = offer(desk)
    press = desk.qtbot.keyClick
    for _ in range(2):
        press(desk.window, Qt.Key.Key_F6)
    assert desk.app.focusWidget() is button
    press(button, Qt.Key.Key_Escape)
    assert (desk.notice, desk.app.focusWidget()) == ("", desk.view)
    take(desk, SECOND)
    for _ in range(2):
        press(desk.window, Qt.Key.Key_F6)
    chosen(tmp_path / "new.annotator")
    press(button, Qt.Key.Key_Return)
    assert (desk.path, desk.app.focusWidget()) == (str(tmp_path / "new.annotator"), desk.view)


def test_it_is_noticed_while_nobody_is_there(desk: Any, place: Path) -> None:
    place.unlink()
    desk.qtbot.waitUntil(lambda: desk.saved == GONE)


def test_a_file_that_is_put_back_is_gone_on_with(desk: Any, place: Path) -> None:
    aside = place.rename(place.with_name("aside.annotator"))
    take(desk, SECOND)
    assert desk.saved == GONE
    aside.rename(place)
    come_back(desk)
    assert (desk.saved, desk.notice) == ("Saved", "")
    desk.key(Qt.Key.Key_1)
    assert (desk.saved, quotes(desk)) == ("Saved", [FIRST, SECOND])


def test_a_deleted_file_can_be_written_to_its_place_again(desk: Any, place: Path, chosen: Any) -> None:
    place.unlink()
    come_back(desk)
    chosen(place)
    offer(desk).click()
    assert (desk.path, desk.saved, quotes(desk)) == (str(place), "Saved", [FIRST])
    take(desk, SECOND)
    assert quotes(desk) == [FIRST, SECOND]
    desk.close()
    with closing(Project.open(str(place))) as found:
        assert len(found.annotations.spans(1, found.people.find("Lan").id)) == 2


def test_a_copy_that_cannot_be_written_is_offered_again(desk: Any, place: Path, chosen: Any, tmp_path: Path) -> None:
    place.unlink()
    come_back(desk)
    chosen(tmp_path / "nowhere" / "new.annotator")
    offer(desk).click()
    assert "nowhere" in desk.notice
    chosen(tmp_path / "new.annotator")
    offer(desk).click()
    assert (desk.path, quotes(desk)) == (str(tmp_path / "new.annotator"), [FIRST])


def test_thinking_better_of_it_leaves_the_offer(desk: Any, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place.unlink()
    come_back(desk)
    monkeypatch.setattr(file_dialogs, "save_file", lambda *_: "")
    offer(desk).click()
    assert (offer(desk).isEnabled(), desk.saved) == (True, GONE)


@pytest.mark.parametrize("way", WAYS)
def test_closing_the_window_on_it_keeps_a_backup(desk: Any, place: Path, other: Path, way: Way) -> None:
    article = desk.session.document.id
    before = sha(other)
    way(place, other)
    desk.close()
    (kept,) = backup.of(str(place))
    with closing(Project.open(kept.path, read_only=True)) as found:
        person = found.people.find("Lan")
        assert [span.quote for span in found.annotations.spans(article, person.id)] == [FIRST]
    if way in (replaced, replaced_with_its_log):
        assert sha(place) == before


def test_the_moved_file_is_whole_and_can_be_opened(desk: Any, place: Path) -> None:
    moved_to = place.rename(place.with_name("moved.annotator"))
    desk.projects.open(str(moved_to))
    assert (desk.path, desk.saved, quotes(desk)) == (str(moved_to), "Saved", [FIRST])
    take(desk, SECOND)
    assert quotes(desk) == [FIRST, SECOND]


def test_the_file_that_is_there_now_can_be_opened(desk: Any, place: Path, other: Path) -> None:
    replaced_with_its_log(place, other)
    desk.projects.open(str(place))
    assert desk.saved == "Saved"
    assert desk.session.project.people.all()[0].name == "Hoa"


@pytest.mark.parametrize("is_edit", [True, False])
def test_a_file_written_over_in_place_is_closed_unharmed(desk: Any, place: Path, other: Path, is_edit: bool) -> None:
    subprocess.run(["cp", str(other), str(place)], check=True)  # into the same file, unlike a copy and a rename
    before = sha(place)
    if is_edit:
        take(desk, SECOND)
        desk.qtbot.waitUntil(lambda: desk.session.project is None)
    else:
        come_back(desk)
    assert desk.session.project is None
    assert desk.saved == ""
    assert "overwritten" in desk.notice
    assert desk.part(QLabel, "notice").isVisible()
    assert sha(place) == before
    assert not Path(f"{place}-wal").exists()
    offer(desk).click()
    assert desk.window.findChild(BackupPage).isVisible()
    desk.window.findChild(BackupPage).close()
    desk.close()
    assert sha(place) == before


def test_a_file_with_another_date_is_not_taken_for_another_file(desk: Any, place: Path) -> None:
    os.utime(place, (1_000_000_000, 1_000_000_000))
    take(desk, SECOND)
    assert (desk.saved, quotes(desk)) == ("Saved", [FIRST, SECOND])


def test_the_offer_comes_back_after_another_sentence_and_can_be_put_away(desk: Any, place: Path) -> None:
    place.unlink()
    come_back(desk)
    said = desk.notice
    desk.desk.notice.say("Một câu khác", is_warning=False)
    assert not desk.part(QPushButton, "noticeOffer").isVisible()
    QTest.mouseClick(desk.desk.notice, Qt.MouseButton.LeftButton)
    assert desk.notice == said
    assert offer(desk).focusPolicy() & Qt.FocusPolicy.TabFocus
    desk.part(QToolButton, "noticeClose").click()
    assert (desk.notice, desk.saved) == ("", GONE)
    take(desk, SECOND)
    assert offer(desk).isVisible()


def test_another_theme_shows_the_offer_too(desk: Any, place: Path) -> None:
    place.unlink()
    come_back(desk)
    desk.window.settings.theme = "dark"
    desk.window.look_changed.emit()
    assert desk.saved == GONE
    assert offer(desk).isVisible()


def full(desk: Any) -> int:
    """Leaves the project no page to grow by; gives how many it may have else."""
    connection = desk.session.project.store.connection
    (most,) = connection.execute("PRAGMA max_page_count").fetchone()
    connection.execute("PRAGMA max_page_count=1")
    return int(most)


def take_until_full(desk: Any) -> int:
    """Labels one character after another until that is refused; how many were saved."""
    label, saved = desk.session.span_labels[0], 0
    while saved < 3000:
        at = saved
        desk.view.select(at, at + 1)
        if not Acts(desk.session).add_span(at, at + 1, label) and desk.saved == "Not saved":
            return saved
        saved += 1
    raise AssertionError("never full")


def test_a_full_disk_offers_a_copy_elsewhere(desk: Any, place: Path, chosen: Any, tmp_path: Path) -> None:
    most = full(desk)
    take_until_full(desk)
    assert "disk is full" in desk.notice
    had = desk.spans()
    assert offer(desk).text() == "Save a copy elsewhere…"
    chosen(tmp_path / "copy.annotator")
    offer(desk).click()
    assert desk.path == str(place)
    assert (desk.notice, offer(desk).text()) == ("Copy saved: copy.annotator", "Go on in the copy")
    desk.session.project.store.connection.execute(f"PRAGMA max_page_count={most}")
    offer(desk).click()
    assert (desk.path, desk.saved, desk.spans()) == (str(tmp_path / "copy.annotator"), "Saved", had)
    assert desk.file_spans() == had


def test_staying_where_space_returns_takes_the_offer_back(desk: Any, place: Path) -> None:
    most = full(desk)
    take_until_full(desk)
    assert offer(desk).isVisible()
    desk.session.project.store.connection.execute(f"PRAGMA max_page_count={most}")
    take(desk, SECOND)
    assert (desk.saved, desk.notice) == ("Saved", "")


@pytest.mark.parametrize("what", ["deleted", "full"])
def test_an_import_says_and_offers_the_same(desk: Any, place: Path, tmp_path: Path, what: str) -> None:
    before = desk.session.project.documents.ids()
    news = tmp_path / "news"
    news.mkdir()
    for n in range(30):
        (news / f"{n}.txt").write_text(f"Bản tin số {n}.\n" + f"Hà Nội, ngày {n}.\n" * 500, "utf-8")
    if what == "full":
        full(desk)
    else:
        place.unlink()
    desk.drop(news)
    desk.qtbot.waitUntil(lambda: desk.window.findChild(ImportReport) is not None)
    report = desk.window.findChild(ImportReport)
    code = {"full": "project.full", "deleted": "project.replaced"}[what]
    assert SENTENCES[code].format(path=place) in report.summary.text()
    report.accept()
    assert SENTENCES[code].format(path=place) == desk.notice
    assert offer(desk).isVisible()
    assert desk.saved == {"full": "Not saved", "deleted": GONE}[what]
    assert desk.session.project.documents.ids() == before
