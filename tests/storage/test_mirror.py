"""The second copy of an open project is what is open, whatever is written to it and whenever its log is emptied."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from io import FileIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core import edits
from annotator.core.errors import RefusedError
from annotator.core.home import home_folder
from annotator.core.model import NewDocument
from annotator.storage import copying
from annotator.storage import mirror as mirrors
from annotator.storage.copying import Snapshot
from annotator.storage.mirror import Mirror
from annotator.storage.project import Project
from annotator.storage.whereabouts import OverwrittenError
from annotator.workflows.checking import check

Rows = dict[str, list[Any]]

_FEW = 4
"""Frames from which on the log counts as long in these tests, as 1000 do else."""

STEPS = ("add", "delete", "undo", "redo", "suggest", "import", "much", "empty", "hold", "let go", "begin", "copy")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ANNOTATOR_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def rows(project: Project) -> Rows:
    """Everything that is in a project."""
    read = project.store.connection
    tables = [name for (name,) in read.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    query = 'SELECT * FROM "{}"'
    return {name: sorted(read.execute(query.format(name)).fetchall(), key=repr) for name in tables}


def mirrored(project: Project) -> Mirror:
    """Has a second copy kept."""
    made = project.store.keep_mirror()
    made.fill()
    made.settle()
    return made


def rescued(project: Project) -> tuple[Rows, bool]:
    """What the second copy and the log are together, and whether that was found to be all."""
    assert project.store.mirror is not None
    kept, is_whole = project.store.mirror.rescue()
    with closing(Project.open(kept, read_only=True)) as read:
        assert check(read) == []
        return rows(read), is_whole


def overwrite(path: str, content: bytes) -> None:
    """Writes into the file that is there, by another process: closing it here would drop SQLite's locks on it."""
    subprocess.run(["dd", f"of={path}", "status=none"], input=content, check=True)


@contextmanager
def short_logs(project: Project) -> Iterator[None]:
    """Has the log emptied after a few frames already, by SQLite itself and by us."""
    project.store.connection.execute(f"PRAGMA wal_autocheckpoint={2 * _FEW}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mirrors, "_MANY", _FEW)
        yield


class Hands:
    """Does one thing after the other to a project of which a second copy is kept."""

    def __init__(self, desk: Any) -> None:
        self._desk = desk
        self._project: Project = desk.project
        self._readers: list[sqlite3.Connection] = []
        self._at = 0

    def do(self, step: str) -> None:
        self._at += 1
        {
            "add": lambda: self._desk.add(self._at, self._at + 3),
            "delete": self._delete,
            "undo": self._desk.undo,
            "redo": self._desk.redo,
            "suggest": lambda: self._desk.suggest(self._desk.machine(), (self._at, self._at + 2, 1)),
            "import": lambda: self._desk.add_articles(NewDocument(f"bài {self._at}", "Hà Nội.\n" * 40, "Hà Nội")),
            "much": lambda: self._desk.add_articles(NewDocument(f"dài {self._at}", "Huế.\n" * self._at * 900, "Huế")),
            "empty": self._project.store.checkpoint,
            "hold": self._hold,
            "let go": self.let_go,
            "begin": self._project.store.keep_mirror,
            "copy": self.copy,
        }[step]()

    def copy(self) -> None:
        """The copy that was begun is made, a while later, as where it is made beside the window."""
        mirror = self._project.store.mirror
        assert mirror is not None
        if not mirror.is_filled:
            mirror.fill()
            mirror.settle()

    def let_go(self) -> None:
        while self._readers:
            self._readers.pop().close()

    def _delete(self) -> None:
        if spans := self._desk.spans():
            self._desk.apply(edits.remove_span(spans[0]))

    def _hold(self) -> None:
        """Somebody reads, so that the log cannot be emptied whole."""
        self._readers.append(Snapshot(self._project.path).connection)


@settings(max_examples=40)
@given(steps=st.lists(st.sampled_from(STEPS), max_size=25))
def test_the_copy_and_the_log_are_what_is_open(new_desk: Callable[[], Any], steps: list[str]) -> None:
    desk = new_desk()
    with closing(desk.project), short_logs(desk.project):
        mirrored(desk.project)
        hands = Hands(desk)
        for step in steps:
            hands.do(step)
        hands.copy()
        assert rescued(desk.project) == (rows(desk.project), True)
        hands.let_go()


@pytest.fixture
def project(desk: Any, home: Path) -> Project:
    """A project of which a second copy is kept; its last edit is in the log alone."""
    found: Project = desk.project
    mirrored(found)
    desk.add(0, 4)
    found.checkpoint()
    desk.add(5, 9)
    return found


@pytest.mark.parametrize("what", ["garbage", "empty", "text", "truncated"])
def test_what_was_written_over_is_kept_whole_at_closing(project: Project, what: str) -> None:
    had = rows(project)
    if what == "truncated":
        os.truncate(project.path, os.path.getsize(project.path) // 8192 * 4096)
    else:
        overwrite(project.path, {"garbage": os.urandom(8192), "empty": b"", "text": "Ghi chú.".encode()}[what])
    before = os.path.getsize(project.path)
    with pytest.raises(OverwrittenError):
        project.people.ensure("Minh")
    project.close()
    assert os.path.getsize(project.path) == before
    with closing(Project.open(project.rescued, read_only=True)) as kept:
        assert (rows(kept), check(kept)) == (had, [])
    assert list((home_folder() / "backups" / "open").iterdir()) == []


def test_an_older_copy_of_itself_is_told_from_it(project: Project, desk: Any, tmp_path: Path) -> None:
    """Also where SQLite itself has put the log into the file."""
    old = tmp_path / "old.annotator"
    copying.copy(project.path, str(old))
    project.store.connection.execute("PRAGMA wal_autocheckpoint=1")
    before = os.stat(project.path).st_mtime_ns
    desk.add(10, 14)
    assert os.stat(project.path).st_mtime_ns != before
    had = rows(project)
    overwrite(project.path, old.read_bytes())
    project.close()
    with closing(Project.open(project.rescued, read_only=True)) as kept:
        assert rows(kept) == had


@pytest.mark.parametrize("is_empty", [False, True])
def test_a_log_that_was_written_over_too(project: Project, desk: Any, is_empty: bool) -> None:
    """What was in it alone is lost, and that is not called whole; the rest is kept all the same."""
    had = rows(project)
    desk.add(10, 14)
    if is_empty:
        project.checkpoint()
        had = rows(project)
    log = Path(f"{project.path}-wal")
    overwrite(str(log), b"" if is_empty else os.urandom(log.stat().st_size))
    overwrite(project.path, b"x" * 5000)
    assert project.store.mirror is not None
    kept, is_whole = project.store.mirror.rescue()
    assert is_whole == is_empty
    with closing(Project.open(kept, read_only=True)) as read:
        assert check(read) == []
        assert (rows(read) == had) == is_empty
        starts = read.store.connection.execute("SELECT start FROM span ORDER BY start").fetchall()
        assert starts[:1] == [(0,)]  # which was in the file already
    project.close()
    assert bool(project.rescued) == is_empty


def test_a_log_that_was_taken_away_ends_the_copy_and_not_the_work(project: Project, desk: Any) -> None:
    os.remove(f"{project.path}-wal")
    desk.add(10, 14)
    assert project.store.mirror is None
    mirrored(project)
    assert rescued(project) == (rows(project), True)


def test_a_copy_that_cannot_be_written_ends_and_the_work_goes_on(
    project: Project, desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Mirror, "follow", fail)
    project.checkpoint()
    desk.add(10, 14)
    assert project.store.mirror is None
    assert check(project) == []


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no file here is always full")
def test_a_full_disk_under_the_copy_refuses_nothing(project: Project, desk: Any) -> None:
    """What was written into memory alone cannot be written when it is closed either."""
    mirror = project.store.mirror
    assert mirror is not None
    assert mirror._file is not None
    mirror._file.close()
    mirror._file = open("/dev/full", "r+b", buffering=1 << 20)  # noqa: SIM115
    desk.add(10, 14)
    mirror._file.write(b"x")
    project.checkpoint()
    assert project.store.mirror is None
    desk.add(15, 19)
    assert check(project) == []


class _Untold(FileIO):
    """A file of which the system does not tell."""

    def fileno(self) -> int:
        raise OSError(5, "Input/output error")


def test_a_log_of_which_the_system_does_not_tell_refuses_nothing(project: Project, desk: Any) -> None:
    assert project.store.mirror is not None
    project.store.mirror._log.close()
    project.store.mirror._log = _Untold(f"{project.path}-wal")
    desk.add(10, 14)
    assert len(desk.spans()) == 3


def test_a_project_that_was_damaged_before_is_kept_too(project: Project, desk: Any) -> None:
    """All that was acknowledged is in it, though it is not called whole; and closing goes on."""
    project.store.connection.execute("PRAGMA ignore_check_constraints=ON")
    project.store.connection.execute("UPDATE batch SET state = 'lost' WHERE id = (SELECT max(id) FROM batch)")
    desk.add(10, 14)
    had = desk.spans()
    overwrite(project.path, b"x" * 5000)
    assert project.store.mirror is not None
    kept, is_whole = project.store.mirror.rescue()
    assert not is_whole
    with closing(Project.open(kept, read_only=True, as_it_is=True)) as read:
        assert read.annotations.spans(desk.article, desk.person.id) == had
    project.close()
    assert project._lock is None


def test_what_fits_together_in_no_way_is_not_kept_and_closing_goes_on(project: Project) -> None:
    mirror = project.store.mirror
    assert mirror is not None
    assert mirror._file is not None
    mirror._file.seek(4096)
    mirror._file.write(os.urandom(8 * 4096))
    overwrite(project.path, b"x" * 5000)
    project.close()
    assert project.rescued == ""
    assert not project.was_in_place
    assert project._lock is None


def test_a_copy_that_is_not_whole_yet_is_not_used(desk: Any, home: Path) -> None:
    desk.project.store.keep_mirror().fill()
    overwrite(desk.project.path, b"x" * 5000)
    desk.project.close()
    assert desk.project.rescued == ""


def test_closing_gives_up_a_copy_that_is_being_made(desk: Any, home: Path) -> None:
    made = desk.project.store.keep_mirror()
    desk.project.close()
    made.fill()
    assert not made.is_filled
    assert not (home / "backups" / "open").exists()


def test_an_edit_that_was_refused_is_not_missed(project: Project, desk: Any) -> None:
    with pytest.raises(RefusedError, match=r"span\.duplicate"):
        desk.add(0, 4)
    assert rescued(project) == (rows(project), True)
