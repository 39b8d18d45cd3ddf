from __future__ import annotations

import os
import sqlite3
import stat
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from annotator.core import edits
from annotator.core.errors import ProjectError
from annotator.core.model import NewDocument
from annotator.storage import backup, backup_list, copying, restoring
from annotator.storage.backup import Backup, Reason
from annotator.storage.copying import Snapshot
from annotator.storage.project import Project


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ANNOTATOR_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def spans_in(path: str) -> list[str]:
    """The quotes of all spans of a project file."""
    project = Project.open(path, read_only=True)
    rows = project.store.connection.execute("SELECT quote FROM span ORDER BY id").fetchall()
    project.close()
    return [row[0] for row in rows]


def made_at(made: Backup, age: timedelta) -> str:
    """Lets a backup be older than it is."""
    at = datetime.now(UTC) - age
    name = f"{at:%Y%m%dT%H%M%S}000Z-{os.path.basename(made.path).split('-', 1)[1]}"
    path = os.path.join(os.path.dirname(made.path), name)
    os.rename(made.path, path)
    return path


def test_a_backup_holds_what_was_saved_also_what_is_only_in_the_log(desk: Any) -> None:
    desk.add(29, 35)
    made = backup.make(desk.project.path, Reason.ASKED)
    assert os.path.getsize(desk.project.path + "-wal") > 0
    assert spans_in(made.path) == [desk.text[29:35]]
    assert made.size == os.path.getsize(made.path)


def test_what_is_only_in_the_log_is_read_through_a_link_too(desk: Any, tmp_path: Path) -> None:
    desk.add(29, 35)
    link = tmp_path / "elsewhere" / "link.annotator"
    link.parent.mkdir()
    link.symlink_to(desk.project.path)
    assert spans_in(backup.make(str(link), Reason.ASKED).path) == [desk.text[29:35]]
    assert not copying.is_still(str(link))


def test_nothing_lies_beside_a_closed_project_or_a_backup(desk: Any) -> None:
    desk.add(29, 35)
    desk.project.close()
    made = backup.make(desk.project.path, Reason.CLOSED)
    assert not [name for name in os.listdir(os.path.dirname(desk.project.path)) if "-wal" in name or "-shm" in name]
    assert os.listdir(os.path.dirname(made.path)) == [os.path.basename(made.path)]
    desk.project = Project.open(desk.project.path)


def test_a_connection_will_do(desk: Any) -> None:
    made = backup.make(desk.project.store.connection, Reason.MIGRATION)
    assert made.reason == Reason.MIGRATION
    assert backup.of(desk.project.path) == [made]


def test_a_snapshot_is_of_its_moment_whatever_is_written_meanwhile(desk: Any) -> None:
    desk.add(29, 35)
    snapshot = Snapshot(desk.project.path)
    desk.add(42, 48)
    desk.project.checkpoint()
    made = backup.keep(snapshot, Reason.BULK)
    snapshot.close()
    assert spans_in(made.path) == [desk.text[29:35]]


def test_what_is_written_while_pages_are_copied_is_not_in_the_copy(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "_PIECE", 1)
    desk.add(29, 35)
    steps: list[int] = []

    def work(done: int, _total: int) -> None:
        steps.append(done)
        if len(steps) in (3, 9):
            desk.add(36 + len(steps), 48)
            desk.project.checkpoint()

    made = backup.make(desk.project.path, Reason.WORK, work)
    assert len(steps) > 9
    assert spans_in(made.path) == [desk.text[29:35]]
    assert len(desk.spans()) == 3


def test_a_writer_who_comes_while_a_closed_project_is_copied_makes_it_copied_again(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "_PIECE", 1)
    path = desk.project.path
    desk.project.close()
    steps: list[int] = []

    def come(done: int, _total: int) -> None:
        steps.append(done)
        if len(steps) == 3:
            desk.project = Project.open(path)
            desk.add(29, 35)

    made = backup.make(path, Reason.CLOSED, come)
    assert spans_in(made.path) == [desk.text[29:35]]
    assert backup.of(path) == [made]


def test_a_copy_that_is_not_wanted_any_more_leaves_nothing(desk: Any, home: Path) -> None:
    class UnwantedError(Exception):
        pass

    def stop(_done: int, _total: int) -> None:
        raise UnwantedError

    with pytest.raises(UnwantedError):
        backup.make(desk.project.path, Reason.WORK, stop)
    assert [path for path in home.rglob("*") if path.is_file()] == []


def test_no_room_is_said_in_one_sentence_and_leaves_nothing(
    desk: Any, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "RESERVE", 1 << 60)
    with pytest.raises(ProjectError) as raised:
        backup.make(desk.project.path, Reason.WORK)
    assert raised.value.code == "backup.failed"
    assert [path for path in home.rglob("*") if path.is_file()] == []
    desk.add(29, 35)


def test_a_home_that_cannot_be_written_is_said(desk: Any, home: Path) -> None:
    home.write_text("a file in the way")
    with pytest.raises(ProjectError) as raised:
        backup.make(desk.project.path, Reason.WORK)
    assert raised.value.code == "backup.failed"


def test_names_sort_by_time_and_no_two_are_the_same(desk: Any) -> None:
    made = [backup.make(desk.project.path, Reason.WORK) for _ in range(4)]
    assert sorted(each.path for each in made) == [each.path for each in made]
    assert backup.of(desk.project.path) == made[::-1]
    assert all(len(os.path.basename(each.path)) < 60 and each.path.isascii() for each in made)


def test_a_backup_opened_by_hand_is_read_only(desk: Any) -> None:
    made = backup.make(desk.project.path, Reason.WORK)
    assert not os.stat(made.path).st_mode & stat.S_IWUSR


def test_it_is_needed_after_a_change_and_not_again(desk: Any) -> None:
    path = desk.project.path
    assert backup.make_if_needed(path, Reason.WORK) is not None
    assert backup.make_if_needed(path, Reason.WORK) is None
    for act in (lambda: desk.add(29, 35), desk.undo, desk.redo, lambda: desk.machine("khác")):
        act()
        assert backup.make_if_needed(path, Reason.WORK) is not None
        assert backup.make_if_needed(path, Reason.WORK) is None


def test_a_new_project_needs_none(tmp_path: Path) -> None:
    project = Project.create(str(tmp_path / "new.annotator"))
    assert backup.make_if_needed(project.path, Reason.CLOSED) is None
    project.close()


def test_a_damaged_newest_backup_does_not_count(desk: Any) -> None:
    made = backup.make(desk.project.path, Reason.WORK)
    os.chmod(made.path, 0o600)
    Path(made.path).write_bytes(b"no project")
    assert backup.make_if_needed(desk.project.path, Reason.WORK) is not None


def test_what_changed_is_read_from_the_backups_themselves(desk: Any) -> None:
    path = desk.project.path
    backup.make(path, Reason.WORK)
    desk.add(29, 35)
    desk.add(42, 48, 1)
    desk.add_articles(NewDocument("bai-2", "Bài hai.", "Bài hai"))
    backup.make(path, Reason.WORK)
    desk.apply(edits.remove_span(desk.spans()[0]))
    backup.make(path, Reason.WORK)
    newest, middle, oldest = backup_list.entries(path)
    assert oldest.changes == (2, 1, 0)
    assert middle.changes == (3, 1, 2)
    assert middle.last is not None
    assert middle.last.name == "import"
    assert newest.changes == (1, 0, -1)
    assert newest.last is not None
    assert newest.last.name == "span.delete"
    assert newest.last.values["quote"] == desk.text[29:35]


def test_a_damaged_backup_is_listed_as_such(desk: Any) -> None:
    made = backup.make(desk.project.path, Reason.WORK)
    os.chmod(made.path, 0o600)
    Path(made.path).write_bytes(Path(made.path).read_bytes()[:5000])
    [entry] = backup_list.entries(desk.project.path)
    assert entry.contents is None
    assert entry.changes == (0, 0, 0)


def test_old_ones_are_thinned_when_one_is_made(desk: Any) -> None:
    path = desk.project.path
    for day in range(3, 40):
        made_at(backup.make(path, Reason.WORK), timedelta(days=day))
    last = backup.make(path, Reason.WORK)
    left = backup.of(path)
    assert left[0] == last
    assert 12 < len(left) < 20


def test_each_file_of_a_project_is_thinned_for_itself(desk: Any, tmp_path: Path) -> None:
    copy = str(tmp_path / "copy.annotator")
    desk.project.save_copy(copy)
    one = made_at(backup.make(copy, Reason.WORK), timedelta(days=30))
    for _ in range(3):
        made_at(backup.make(desk.project.path, Reason.WORK), timedelta(days=29))
    backup.make(desk.project.path, Reason.WORK)
    assert one in {each.path for each in backup.of(copy)}


def test_a_project_that_was_moved_has_its_backups(desk: Any, tmp_path: Path) -> None:
    made = backup.make(desk.project.path, Reason.WORK)
    desk.project.close()
    moved = tmp_path / "moved" / "tên khác.annotator"
    moved.parent.mkdir()
    os.rename(desk.project.path, moved)
    assert backup.of(str(moved)) == [made]
    assert backup_list.entries(str(moved))[0].is_elsewhere
    os.rename(moved, desk.project.path)
    desk.project = Project.open(desk.project.path)


def test_a_project_that_is_gone_or_damaged_has_its_backups(desk: Any) -> None:
    made = backup.make(desk.project.path, Reason.WORK)
    path = desk.project.path
    desk.project.close()
    content = Path(path).read_bytes()
    os.remove(path)
    assert backup.of(path) == [made]
    Path(path).write_bytes(b"\0" * len(content))
    assert backup.of(path) == [made]
    Path(path).write_bytes(content)
    desk.project = Project.open(path)


def test_a_uid_cannot_lead_out_of_the_folder(desk: Any, home: Path, tmp_path: Path) -> None:
    desk.project.store.connection.execute("UPDATE meta SET value = '../../../away' WHERE key = 'uid'")
    made = backup.make(desk.project.path, Reason.WORK)
    assert Path(made.path).resolve().is_relative_to(home / "backups")


def test_what_killed_programs_left_goes_after_a_while(desk: Any) -> None:
    made = backup.make(desk.project.path, Reason.WORK)
    old, young = Path(made.path + copying.PART), Path(made.path + "2" + copying.PART)
    for part in (old, young):
        part.write_bytes(b"half")
    os.utime(old, (0, 0))
    backup.make(desk.project.path, Reason.WORK)
    assert not old.exists()
    assert young.exists()


def test_what_was_restored_is_the_backup_and_what_was_there_is_kept(desk: Any) -> None:
    path = desk.project.path
    desk.add(29, 35)
    made = backup.make(path, Reason.WORK)
    desk.add(42, 48)
    desk.project.close()
    kept = restoring.restore(path, made.path)
    assert spans_in(path) == [desk.text[29:35]]
    assert spans_in(kept) == [desk.text[29:35], desk.text[42:48]]
    restoring.restore(path, kept)
    desk.project = Project.open(path)
    assert [span.quote for span in desk.spans()] == [desk.text[29:35], desk.text[42:48]]


def test_a_log_that_a_killed_program_left_is_kept_and_not_replayed(desk: Any, tmp_path: Path) -> None:
    path = desk.project.path
    made = backup.make(path, Reason.WORK)
    desk.add(29, 35)
    log = Path(path + "-wal").read_bytes()
    main = Path(path).read_bytes()
    desk.project.close()
    Path(path).write_bytes(main)
    Path(path + "-wal").write_bytes(log)
    kept = restoring.restore(path, made.path)
    assert not os.path.exists(path + "-wal")
    assert spans_in(path) == []
    assert spans_in(kept) == [desk.text[29:35]]
    desk.project = Project.open(path)


def test_a_file_that_is_no_project_any_more_is_kept_byte_by_byte(desk: Any, home: Path) -> None:
    path = desk.project.path
    made = backup.make(path, Reason.WORK)
    desk.project.close()
    Path(path).write_bytes(b"overwritten by something else")
    kept = restoring.restore(path, made.path)
    assert Path(kept).read_bytes() == b"overwritten by something else"
    desk.project = Project.open(path)


def test_what_is_open_is_not_replaced(desk: Any) -> None:
    made = backup.make(desk.project.path, Reason.WORK)
    with pytest.raises(ProjectError) as raised:
        restoring.restore(desk.project.path, made.path)
    assert raised.value.code == "project.locked"


@pytest.mark.parametrize("damage", ["cut", "zeros", "foreign", "gone"])
def test_a_damaged_backup_is_not_put_in_place(desk: Any, damage: str) -> None:
    path = desk.project.path
    made = backup.make(path, Reason.WORK)
    os.chmod(made.path, 0o600)
    content = Path(made.path).read_bytes()
    if damage == "cut":
        Path(made.path).write_bytes(content[: len(content) // 2])
    elif damage == "zeros":
        Path(made.path).write_bytes(content[:8192] + b"\0" * 40960 + content[49152:])
    elif damage == "foreign":
        other = sqlite3.connect(made.path)
        other.execute("CREATE TRIGGER t AFTER INSERT ON edit BEGIN DELETE FROM span; END")
        other.commit()
        other.close()
    else:
        os.remove(made.path)
    desk.project.close()
    before = Path(path).read_bytes()
    with pytest.raises(ProjectError) as raised:
        restoring.restore(path, made.path)
    assert raised.value.code == "backup.damaged"
    assert Path(path).read_bytes() == before
    assert not [name for name in os.listdir(os.path.dirname(path)) if "restored" in name]
    desk.project = Project.open(path)


def test_no_room_to_restore_leaves_the_present_state(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    path = desk.project.path
    made = backup.make(path, Reason.WORK)
    desk.project.close()
    before = Path(path).read_bytes()
    monkeypatch.setattr(copying, "RESERVE", 1 << 60)
    with pytest.raises(ProjectError) as raised:
        restoring.restore(path, made.path)
    assert (raised.value.code, raised.value.values["path"]) == ("output.failed", path)
    assert Path(path).read_bytes() == before
    desk.project = Project.open(path)


def test_another_reader_is_not_robbed_of_the_log(desk: Any) -> None:
    path = desk.project.path
    made = backup.make(path, Reason.WORK)
    reader = Snapshot(path)
    desk.add(29, 35)
    desk.project.close()
    later = threading.Timer(0.3, reader.close)
    later.start()
    kept = restoring.restore(path, made.path)
    later.join()
    assert spans_in(kept) == [desk.text[29:35]]
    desk.project = Project.open(path)


def test_a_backup_can_be_a_project_of_its_own(desk: Any, tmp_path: Path) -> None:
    desk.add(29, 35)
    made = backup.make(desk.project.path, Reason.WORK)
    target = str(tmp_path / "bản sao.annotator")
    restoring.save_as(made.path, target)
    copy = Project.open(target)
    assert copy.writable
    assert copy.documents.ids() == desk.project.documents.ids()
    copy.close()


def test_saving_over_the_open_project_is_refused(desk: Any) -> None:
    made = backup.make(desk.project.path, Reason.WORK)
    with pytest.raises(ProjectError) as raised:
        restoring.save_as(made.path, desk.project.path)
    assert raised.value.code == "project.locked"


def test_what_a_killed_restore_left_is_swept(desk: Any) -> None:
    for part in (".restored", ".restored.part"):
        Path(desk.project.path + part).write_bytes(b"half")
    restoring.sweep(desk.project.path)
    assert not [name for name in os.listdir(os.path.dirname(desk.project.path)) if "restored" in name]
