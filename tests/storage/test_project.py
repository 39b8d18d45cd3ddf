"""Making, opening, refusing and copying project files."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from annotator.core.errors import ProjectError
from annotator.storage import connection as connections
from annotator.storage import migrations
from annotator.storage.project import Project

REPOSITORY = Path(__file__).parents[2]
V1 = REPOSITORY / "tests" / "fixtures" / "v1.annotator"


def run(path: str, *statements: str) -> None:
    """Alters a file the way another program would."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def write(content: bytes) -> Callable[[str], object]:
    return lambda path: Path(path).write_bytes(content)


def altered(*statements: str) -> Callable[[str], None]:
    def alter(path: str) -> None:
        Project.create(path).close()
        run(path, *statements)

    return alter


def rewritten(path: str) -> None:
    """The schema's own text changed, as no statement could."""
    Project.create(path).close()
    run(
        path,
        "PRAGMA writable_schema=ON",
        "UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (start >= 0)', '') WHERE name = 'span'",
    )


def cut(path: str) -> None:
    Project.create(path).close()
    Path(path).write_bytes(Path(path).read_bytes()[:5000])


def scribbled(path: str) -> None:
    """The first page keeps its header and loses its rows."""
    Project.create(path).close()
    content = bytearray(Path(path).read_bytes())
    content[100:4096] = b"\xee" * 3996
    Path(path).write_bytes(content)


HOSTILE = {
    "empty": (write(b""), "project.not-a-project"),
    "text": (write("Sáng nay ở Hà Nội. ".encode() * 99), "project.not-a-project"),
    "header only": (write(b"SQLite format 3\0"), "project.not-a-project"),
    "other database": (lambda path: run(path, "CREATE TABLE t (a)"), "project.not-a-project"),
    "other database in WAL": (
        lambda path: run(path, "PRAGMA journal_mode=WAL", "CREATE TABLE t (a)"),
        "project.not-a-project",
    ),
    "our number on another database": (
        lambda path: run(path, f"PRAGMA application_id={migrations.APPLICATION_ID}", "PRAGMA user_version=1"),
        "project.foreign-schema",
    ),
    "newer": (altered("PRAGMA user_version=99"), "project.newer"),
    "version 0": (altered("PRAGMA user_version=0"), "project.foreign-schema"),
    "extra table": (altered("CREATE TABLE extra (a)"), "project.foreign-schema"),
    "extra index": (altered("CREATE INDEX extra ON span (uid, quote)"), "project.foreign-schema"),
    "view": (altered("CREATE VIEW v AS SELECT 1"), "project.foreign-schema"),
    "trigger": (
        altered("CREATE TRIGGER t AFTER INSERT ON span BEGIN DELETE FROM edit; END"),
        "project.foreign-schema",
    ),
    "trigger on an exempt table": (
        altered("CREATE TRIGGER t AFTER INSERT ON _sqlite_migrations BEGIN DELETE FROM edit; END"),
        "project.foreign-schema",
    ),
    "view in place of an exempt table": (
        altered("DROP TABLE _sqlite_migrations", "CREATE VIEW _sqlite_migrations AS SELECT 1"),
        "project.foreign-schema",
    ),
    "virtual table in place of an exempt one": (
        altered("DROP TABLE _sqlite_migrations", "CREATE VIRTUAL TABLE _sqlite_migrations USING fts5(a)"),
        "project.foreign-schema",
    ),
    "missing index": (altered("DROP INDEX span_label"), "project.foreign-schema"),
    "added column": (altered("ALTER TABLE span ADD COLUMN more TEXT"), "project.foreign-schema"),
    "schema text": (rewritten, "project.foreign-schema"),
    "cut short": (cut, "project.damaged"),
    "scribbled": (scribbled, "project.damaged"),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("read_only", [False, True])
def test_what_is_not_a_project_of_ours_is_refused_and_left_as_it_was(path: str, name: str, read_only: bool) -> None:
    make, code = HOSTILE[name]
    make(path)
    before = {file: hashlib.sha256(file.read_bytes()).digest() for file in Path(path).parent.iterdir()}
    with pytest.raises(ProjectError) as caught:
        Project.open(path, read_only=read_only)
    assert caught.value.code == code
    assert caught.value.values["path"] == path
    assert {file: hashlib.sha256(file.read_bytes()).digest() for file in Path(path).parent.iterdir()} == before


def test_a_folder_or_nothing_is_no_project(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.annotator"):
        with pytest.raises(ProjectError, match=r"project\.missing"):
            Project.open(str(path))
    assert list(tmp_path.iterdir()) == []


def test_a_project_of_version_1_opens(path: str) -> None:
    shutil.copyfile(V1, path)
    project = Project.open(path)
    [article] = project.documents.ids()
    assert project.documents.get(article).title == "Khánh thành cầu mới ở Huế"
    lan = project.people.find("Lan")
    assert [span.quote for span in project.annotations.spans(article, lan.id)] == ["Huế"]
    assert project.annotations.counts(article, lan.id) == (1, 1)
    assert project.journal.undo(lan.id) is not None
    assert project.annotations.spans(article, lan.id) == []
    project.close()


def test_the_schema_of_a_new_file_is_the_one_we_accept(path: str) -> None:
    project = Project.create(path)
    assert migrations.schema(project.store.connection) == migrations.SCHEMAS[migrations.VERSION]
    project.close()


def test_bookkeeping_of_sqlite_and_its_helpers_is_not_part_of_the_schema(path: str) -> None:
    Project.create(path).close()
    run(
        path,
        "ANALYZE",  # makes sqlite_stat1
        "DROP TABLE _sqlite_migrations",
        "CREATE TABLE _sqlite_migrations (migration_set TEXT, name TEXT, applied_at TEXT)",
        "CREATE UNIQUE INDEX another_name ON _sqlite_migrations (migration_set, name)",
    )
    Project.open(path).close()


def test_the_newest_state_is_looked_at_where_it_is_still_in_the_log(path: str) -> None:
    script = f"""
import os
from annotator.storage.project import Project
project = Project.create({path!r})
project.people.ensure("Lan")
os._exit(1)
"""
    subprocess.run([sys.executable, "-c", script], check=False, cwd=REPOSITORY)
    assert os.path.getsize(path + "-wal") > 0
    reading = Project.open(path, read_only=True)
    assert [person.name for person in reading.people.all()] == ["Lan"]
    reading.close()
    writing = Project.open(path)
    assert [person.name for person in writing.people.all()] == ["Lan"]
    writing.close()


def test_making_a_project_where_something_is(path: str) -> None:
    Path(path).write_text("đã có")
    with pytest.raises(ProjectError, match=r"project\.exists"):
        Project.create(path)
    assert Path(path).read_text() == "đã có"


def test_making_a_project_in_no_folder(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match=r"project\.folder"):
        Project.create(str(tmp_path / "none" / "p.annotator"))


def test_a_project_that_could_not_be_made_leaves_no_half(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "_FIRST", (*migrations._FIRST, "CREATE TABLE meta (again)"))
    with pytest.raises(ProjectError, match=r"project\.write-failed"):
        Project.create(path)
    assert not os.path.exists(path)
    monkeypatch.undo()
    Project.create(path).close()


def test_closing_leaves_one_file_that_file_tools_can_copy(desk: Any, tmp_path: Path) -> None:
    desk.add(0, 4)
    desk.project.close()
    assert {file.name for file in tmp_path.iterdir()} == {"p.annotator", "p.annotator.lock"}
    shutil.copyfile(desk.project.path, tmp_path / "copy.annotator")
    desk.project = Project.open(str(tmp_path / "copy.annotator"))
    assert desk.counts() == (1, 0)


def test_after_a_checkpoint_the_file_alone_is_whole(desk: Any, tmp_path: Path) -> None:
    desk.add(0, 4)
    desk.project.checkpoint()
    copy = str(tmp_path / "copy.annotator")
    subprocess.run(["cp", desk.project.path, copy], check=True)  # another process: our locks stay
    other = Project.open(copy)
    assert other.annotations.counts(desk.article, desk.person.id) == (1, 0)
    other.close()


def test_a_checkpoint_waits_for_no_reader(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    patience = 60_000  # a wait that no slow disk is taken for
    monkeypatch.setattr(connections, "PATIENCE", patience)
    desk.project.store.connection.execute(f"PRAGMA busy_timeout={patience}")
    with closing(connections.reader(desk.project.path)) as reading:
        reading.execute("BEGIN")
        reading.execute("SELECT count(*) FROM span").fetchone()
        desk.add(0, 4)
        before = time.monotonic()
        desk.project.checkpoint()
        assert time.monotonic() - before < patience / 1000
        assert reading.execute("SELECT count(*) FROM span").fetchone() == (0,)
    desk.project.checkpoint()
    assert os.path.getsize(desk.project.path + "-wal") == 0
    assert desk.project.store.connection.execute("PRAGMA busy_timeout").fetchone() == (patience,)


@pytest.mark.parametrize("read_only", [False, True])
def test_a_copy_holds_everything(desk: Any, tmp_path: Path, read_only: bool) -> None:
    span = desk.add(0, 4)
    desk.undo()
    source = Project.open(desk.project.path, read_only=True) if read_only else desk.project
    copy = str(tmp_path / "copy.annotator")
    source.save_copy(copy)
    if read_only:
        with pytest.raises(sqlite3.OperationalError):
            source.store.connection.execute("DELETE FROM edit")
        source.close()
    content, history = desk.content(), desk.history()
    desk.project.close()
    desk.project = Project.open(copy)
    assert (desk.content(), desk.history()) == (content, history)
    assert desk.key("span") > span.id
    desk.redo()
    assert desk.spans() == [span]


def test_a_copy_replaces_what_was_there_whole(desk: Any, tmp_path: Path) -> None:
    copy = str(tmp_path / "copy.annotator")
    script = f"""
import os
from annotator.storage.project import Project
project = Project.create({copy!r})
project.people.ensure("Người khác")
os._exit(1)
"""
    subprocess.run([sys.executable, "-c", script], check=False, cwd=REPOSITORY)
    assert os.path.exists(copy + "-wal")  # SQLite would replay it over the copy
    desk.project.save_copy(copy)
    with Path(copy).open("rb") as file:
        assert file.read(15) == b"SQLite format 3"
    other = Project.open(copy)
    assert [person.name for person in other.people.all()] == ["Lan"]
    other.close()
    assert not [file for file in tmp_path.iterdir() if file.suffix == ".part"]


def test_a_copy_that_does_not_get_its_name_leaves_what_was_there_with_its_log(
    desk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = str(tmp_path / "copy.annotator")
    script = f"""
import os
from annotator.storage.project import Project
project = Project.create({copy!r})
project.people.ensure("Người khác")
os._exit(1)
"""
    subprocess.run([sys.executable, "-c", script], check=False, cwd=REPOSITORY)

    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as broken:
        broken.setattr(os, "replace", fail)
        with pytest.raises(ProjectError, match=r"output\.failed"):
            desk.project.save_copy(copy)
    other = Project.open(copy)
    assert [person.name for person in other.people.all()] == ["Người khác"]
    other.close()


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not flushed there")
def test_a_copy_is_on_the_disk_under_its_name(desk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[str] = []
    fsync = os.fsync

    def note(file: int) -> None:
        flushed.append("folder" if stat.S_ISDIR(os.fstat(file).st_mode) else "file")
        fsync(file)

    monkeypatch.setattr(os, "fsync", note)
    desk.project.save_copy(str(tmp_path / "copy.annotator"))
    assert flushed == ["file", "folder"]


def test_a_copy_that_cannot_be_written_leaves_what_was_there(desk: Any, tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match=r"project\.folder"):
        desk.project.save_copy(str(tmp_path / "none" / "copy.annotator"))
    folder = tmp_path / "folder.annotator"
    folder.mkdir()
    (folder / "kept").touch()
    with pytest.raises(ProjectError, match=r"output\.failed"):
        desk.project.save_copy(str(folder))
    assert (folder / "kept").exists()
    assert not [file for file in tmp_path.iterdir() if file.suffix == ".part"]


def test_a_project_is_not_copied_over_itself_or_one_in_use(desk: Any, tmp_path: Path) -> None:
    link = tmp_path / "link.annotator"
    link.symlink_to(desk.project.path)
    for path in (desk.project.path, str(link)):
        with pytest.raises(ProjectError, match=r"project\.exists"):
            desk.project.save_copy(path)
    other = Project.create(str(tmp_path / "other.annotator"))
    with pytest.raises(ProjectError, match=r"project\.locked"):
        desk.project.save_copy(other.path)
    other.people.ensure("Hoa")
    other.close()
    desk.add(0, 4)


def test_opening_does_not_import_what_only_migrations_need(desk: Any) -> None:
    desk.project.close()
    script = f"""
import sys
from annotator.storage.project import Project
project = Project.open({desk.project.path!r})
project.annotations.spans(1), project.labels.all(), project.people.all()
project.close()
sys.exit("sqlite_utils" in sys.modules)
"""
    subprocess.run([sys.executable, "-c", script], check=True, cwd=REPOSITORY)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become somebody else")
def test_where_nobody_may_write_a_project_is_read(desk: Any) -> None:
    desk.add(0, 4)
    with tempfile.TemporaryDirectory() as folder:  # pytest's own folders are closed to others
        os.chmod(folder, 0o755)
        path = os.path.join(folder, "p.annotator")
        desk.project.save_copy(path)
        script = f"""
import os, sys
from annotator.core.errors import ProjectError
from annotator.storage.project import Project
os.setuid(65534)
try:
    Project.open({path!r})
except ProjectError as error:
    assert error.code == "project.read-only", error
else:
    sys.exit("opened for writing")
reading = Project.open({path!r}, read_only=True)
assert len(reading.annotations.spans(1)) == 1
"""
        command = [sys.executable, "-c", script]
        result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=REPOSITORY)
        assert result.returncode == 0, result.stderr
        assert os.listdir(folder) == ["p.annotator"]
