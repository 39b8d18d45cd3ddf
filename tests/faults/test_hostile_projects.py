"""Files of strangers: whatever they hold, nothing of it is run and no byte of it changes.

Functions of the application itself stand in every place of a schema that can call one; they are counted.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import struct
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.errors import ProjectError
from annotator.storage import connection as connections
from annotator.storage import migrations
from annotator.storage.project import Project
from annotator.workflows import setup
from annotator.workflows.merging import merge

Make = Callable[[Path], object]

OURS = f"PRAGMA application_id={migrations.APPLICATION_ID}"
NEWEST = f"PRAGMA user_version={migrations.VERSION}"


def sound(path: Path) -> None:
    setup.new_project(str(path), "Lan").close()
    Path(f"{path}.lock").unlink()


def run(path: Path, *statements: str) -> None:
    """What another program does to a file, with the application's function at hand."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.create_function("guard_draw", 2, lambda *_: 0.0, deterministic=True)
        for statement in statements:
            connection.execute(statement)


def altered(*statements: str) -> Make:
    def make(path: Path) -> None:
        sound(path)
        run(path, *statements)

    return make


def rewritten(name: str, old: str, new: str) -> Make:
    """The schema's own text altered, as no statement could."""
    query = f"UPDATE sqlite_schema SET sql = replace(sql, '{old}', '{new}') WHERE name = '{name}'"  # noqa: S608
    return altered("PRAGMA writable_schema=ON", query)


def smuggled(kind: str, name: str, table: str, sql: str) -> Make:
    """A row of the schema that nobody made."""
    row = f"INSERT INTO sqlite_schema VALUES ('{kind}', '{name}', '{table}', 0, '{sql}')"  # noqa: S608
    return altered("PRAGMA writable_schema=ON", row)


def header(at: int, value: bytes) -> Make:
    def make(path: Path) -> None:
        sound(path)
        content = bytearray(path.read_bytes())
        content[at : at + len(value)] = value
        path.write_bytes(content)

    return make


def cut(length: int) -> Make:
    def make(path: Path) -> None:
        sound(path)
        path.write_bytes(path.read_bytes()[:length])

    return make


def written(content: bytes) -> Make:
    return lambda path: path.write_bytes(content)


def zipped(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("p.annotator", "SQLite format 3\0")


def utf16(path: Path) -> None:
    """Our schema word for word, in a file of another encoding."""
    run(path, "PRAGMA encoding='UTF-16'", OURS, NEWEST, *migrations._FIRST, *statements_of_later_versions())


def statements_of_later_versions() -> Iterator[str]:
    yield from (f"ALTER TABLE label ADD COLUMN {column}" for column in (migrations._SCOPE, migrations._RULES))
    yield from (*migrations._SPLITS, *migrations._SEALS)


def half(path: Path) -> None:
    """The second half of the file is another project's."""
    other = path.with_name("other")
    sound(path)
    sound(other)
    run(
        other,
        "INSERT INTO meta SELECT 'k' || value, randomblob(400) || '' FROM json_each('[1,2,3,4,5,6,7,8,9]')",
        "VACUUM",
    )
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2] + other.read_bytes()[len(content) // 2 :])
    other.unlink()


def with_log(kind: str) -> Make:
    """A log of another project beside a project, as a folder that is synced may bring it about."""

    def make(path: Path) -> None:
        sound(path)
        other = path.with_name("other.annotator")
        sound(other)
        with closing(sqlite3.connect(other, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            if kind == "whole":
                connection.execute("VACUUM")
            connection.execute("UPDATE label SET name = 'X' || id")
            shutil.copyfile(f"{other}-wal", f"{path}-wal")
        for left in path.parent.glob("other.annotator*"):
            left.unlink()

    return make


def mistyped(path: Path) -> None:
    """A blob in place of a text, written while the table did not say what it takes."""
    sound(path)
    query = "UPDATE sqlite_schema SET sql = replace(sql, '{}', '{}') WHERE name = 'batch'"
    run(path, "PRAGMA writable_schema=ON", query.format("STRICT", ""))
    run(path, "INSERT INTO batch VALUES (9, 'u', x'00ff', 'visible', 'now')")
    run(path, "PRAGMA writable_schema=ON", "UPDATE sqlite_schema SET sql = sql || 'STRICT' WHERE name = 'batch'")


def hot_journal(path: Path) -> None:
    """A journal that would put another first page into the file."""
    sound(path)
    page = bytearray(path.read_bytes()[:4096])
    page[60:64] = bytes(4)
    magic = bytes.fromhex("d9d505f920a163d7")
    journal = magic + struct.pack(">iIIII", 1, 7, path.stat().st_size // 4096, 512, 4096)
    total = 7 + sum(page[n] for n in range(4096 - 200, 0, -200))
    record = struct.pack(">I", 1) + bytes(page) + struct.pack(">I", total & 0xFFFFFFFF)
    Path(f"{path}-journal").write_bytes(journal.ljust(512, b"\0") + record)


def beside(end: str, make: Make) -> Make:
    def both(path: Path) -> None:
        sound(path)
        make(Path(f"{path}{end}"))

    return both


def link_to_a_victim(path: Path) -> None:
    victim = path.with_name("victim")
    victim.write_text("quan trọng")
    path.symlink_to(victim)


def loop(path: Path) -> None:
    path.symlink_to(path)


CALL = "guard_draw(1, 2)"
HOSTILE: dict[str, tuple[Make, str]] = {
    "no bytes": (written(b""), "project.not-a-project"),
    "text": (written("Sáng nay ở Hà Nội. ".encode() * 500), "project.not-a-project"),
    "zeros": (written(bytes(8192)), "project.not-a-project"),
    "zip": (zipped, "project.not-a-project"),
    "picture": (written(b"\x89PNG\r\n\x1a\n" + bytes(5000)), "project.not-a-project"),
    "header alone": (cut(100), "project."),
    "16 bytes": (written(b"SQLite format 3\0"), "project.not-a-project"),
    "cut in a page": (cut(30_000), "project.damaged"),
    "cut after a page": (cut(8 * 4096), "project.damaged"),
    "half another project": (half, "project.damaged"),
    "huge number of pages": (header(28, b"\x7f\xff\xff\xff"), "project."),
    "freelist without end": (header(32, b"\x00\x00\x00\x02\x7f\xff\xff\xff"), "project.damaged"),
    "page size of one byte": (header(16, b"\x00\x03"), "project.not-a-project"),
    "page size of others": (header(16, b"\x02\x00"), "project."),
    "reserved bytes": (header(20, b"\xff"), "project."),
    "format of the future": (header(19, b"\x09"), "project."),
    "schema format of the future": (header(44, b"\x00\x00\x00\x63"), "project."),
    "other encoding": (utf16, "project.foreign-schema"),
    "encoding that its text is not in": (header(56, b"\x00\x00\x00\x02"), "project."),
    "other application": (altered("PRAGMA application_id=1"), "project.not-a-project"),
    "newer version": (altered("PRAGMA user_version=99"), "project.newer"),
    "version 0": (altered("PRAGMA user_version=0"), "project.foreign-schema"),
    "version below 0": (altered("PRAGMA user_version=-1"), "project.foreign-schema"),
    "older version than its tables": (altered("PRAGMA user_version=1"), "project.foreign-schema"),
    "our numbers on an empty file": (lambda path: run(path, OURS, NEWEST), "project.foreign-schema"),
    "trigger": (
        altered(f"CREATE TRIGGER t AFTER INSERT ON span BEGIN SELECT {CALL}; END"),
        "project.foreign-schema",
    ),
    "trigger called like bookkeeping": (
        altered(f"CREATE TRIGGER search_data AFTER INSERT ON edit BEGIN SELECT {CALL}; END"),
        "project.foreign-schema",
    ),
    "trigger on bookkeeping": (
        altered(f"CREATE TRIGGER t AFTER INSERT ON _sqlite_migrations BEGIN SELECT {CALL}; END"),
        "project.foreign-schema",
    ),
    "trigger hidden as SQLite's own": (
        smuggled(
            "trigger", "sqlite_t", "edit", f"CREATE TRIGGER sqlite_t AFTER INSERT ON edit BEGIN SELECT {CALL}; END"
        ),
        "project.",
    ),
    "view": (altered(f"CREATE VIEW v AS SELECT {CALL}"), "project.foreign-schema"),
    "view in place of a table": (
        altered("DROP TABLE place", f"CREATE VIEW place AS SELECT {CALL} AS document"),
        "project.foreign-schema",
    ),
    "view in place of bookkeeping": (
        altered("DROP TABLE _sqlite_migrations", f"CREATE VIEW _sqlite_migrations AS SELECT {CALL}"),
        "project.foreign-schema",
    ),
    "generated column": (
        altered(f"ALTER TABLE span ADD COLUMN more ANY AS ({CALL})"),
        "project.",
    ),
    "generated column in bookkeeping": (
        altered(f"ALTER TABLE _sqlite_migrations ADD COLUMN more AS ({CALL})"),
        "project.",
    ),
    "default in bookkeeping": (
        altered("DROP TABLE _sqlite_migrations", f"CREATE TABLE _sqlite_migrations (id, name DEFAULT ({CALL}))"),
        "project.foreign-schema",
    ),
    "condition in bookkeeping": (
        altered("DROP TABLE _sqlite_migrations", f"CREATE TABLE _sqlite_migrations (id, CHECK ({CALL} = 0))"),
        "project.foreign-schema",
    ),
    "default": (rewritten("place", "position INTEGER NOT NULL", f"position INTEGER DEFAULT ({CALL})"), "project."),
    "condition": (rewritten("span", "CHECK (start >= 0)", f"CHECK ({CALL} = 0)"), "project."),
    "no condition": (rewritten("span", "CHECK (start >= 0)", ""), "project.foreign-schema"),
    "index on an expression": (altered(f"CREATE INDEX i ON span ({CALL})"), "project."),
    "index on an expression of bookkeeping": (
        altered(f"CREATE INDEX i ON _sqlite_migrations ({CALL})"),
        "project.",
    ),
    "index on a part of bookkeeping": (
        altered("CREATE INDEX i ON _sqlite_migrations (name) WHERE id > 1"),
        "project.foreign-schema",
    ),
    "index with a collation": (
        altered("CREATE INDEX i ON _sqlite_migrations (name COLLATE NOCASE)"),
        "project.foreign-schema",
    ),
    "virtual table": (altered("CREATE VIRTUAL TABLE v USING fts5(a)"), "project.foreign-schema"),
    "virtual table in place of bookkeeping": (
        altered("DROP TABLE _sqlite_migrations", "CREATE VIRTUAL TABLE _sqlite_migrations USING fts5(a)"),
        "project.foreign-schema",
    ),
    "index that ranks with a function": (
        altered("INSERT INTO search (search, rank) VALUES ('rank', 'bm25(10.0)')"),
        "project.foreign-schema",
    ),
    "index of another layout": (altered("UPDATE search_config SET v = 99"), "project."),
    "extra table": (altered("CREATE TABLE extra (a)"), "project.foreign-schema"),
    "a thousand tables": (altered(*(f"CREATE TABLE t{n} (a)" for n in range(1000))), "project.foreign-schema"),
    "schema of two megabytes": (
        altered(f"CREATE TABLE extra (a /* {'x' * 2_000_000} */)"),
        "project.foreign-schema",
    ),
    "missing table": (altered("DROP TABLE place"), "project.foreign-schema"),
    "schema that is none": (
        altered("PRAGMA writable_schema=ON", "UPDATE sqlite_schema SET sql = 'x' WHERE name = 'span'"),
        "project.",
    ),
    "table whose root is another's": (
        altered("PRAGMA writable_schema=ON", "UPDATE sqlite_schema SET rootpage = 2 WHERE name = 'edit'"),
        "project.damaged",
    ),
    "values of a type that no row may have": (mistyped, "project.damaged"),
    "log of another project": (with_log("part"), "project."),
    "whole log of another project": (with_log("whole"), "project.foreign-files"),
    "journal": (hot_journal, "project.foreign-files"),
    "log that is a link": (beside("-wal", link_to_a_victim), "project.foreign-files"),
    "lock that is a link": (beside(".lock", link_to_a_victim), "project.foreign-files"),
    "shared memory that is a link": (beside("-shm", link_to_a_victim), "project.foreign-files"),
    "log that is a pipe": (beside("-wal", os.mkfifo), "project.foreign-files"),
    "lock that is a pipe": (beside(".lock", os.mkfifo), "project.foreign-files"),
    "journal that is a folder": (beside("-journal", Path.mkdir), "project.foreign-files"),
    "pipe": (os.mkfifo, "project.missing"),
    "folder": (Path.mkdir, "project.missing"),
    "link to a text": (link_to_a_victim, "project.not-a-project"),
    "link to itself": (loop, "project.missing"),
    "link to a device": (lambda path: path.symlink_to("/dev/zero"), "project.missing"),
    "link to nothing": (lambda path: path.symlink_to(path.with_name("none")), "project.missing"),
}


def state(folder: Path) -> dict[str, object]:
    """Everything that lies in a folder, but for the `-shm` that SQLite needs to read a log."""
    return {
        each.name: content(each) for each in folder.iterdir() if not each.name.endswith("-shm") or each.is_symlink()
    }


def content(path: Path) -> object:
    status = path.lstat()
    if path.is_symlink():
        return os.readlink(path)
    return (status.st_mtime_ns, path.read_bytes()) if path.is_file() else status.st_mode


@contextmanager
def at_once() -> Iterator[None]:
    """Whatever waits for a pipe, or reads without end, fails."""
    previous = signal.signal(signal.SIGALRM, lambda *_: pytest.fail("it hangs"))
    signal.alarm(300)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, previous)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What of the application's functions SQLite called."""
    found: list[object] = []
    monkeypatch.setattr(connections, "draw", lambda *values: found.append(values) or 0.0)
    return found


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes and links are made here as POSIX has them")
@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("read_only", [False, True])
def test_a_hostile_file_is_refused_unrun_and_unchanged(
    tmp_path: Path, calls: list[object], name: str, read_only: bool
) -> None:
    make, code = HOSTILE[name]
    path = tmp_path / "p.annotator"
    make(path)
    calls.clear()
    before = state(tmp_path)
    with at_once(), pytest.raises(ProjectError) as caught:
        Project.open(str(path), read_only)
    assert caught.value.code.startswith(code)
    assert calls == []
    assert state(tmp_path) == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes and links are made here as POSIX has them")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_not_merged(tmp_path: Path, calls: list[object], name: str, ours: Project) -> None:
    make, code = HOSTILE[name]
    path = tmp_path / "p.annotator"
    make(path)
    calls.clear()
    before, rows = state(tmp_path), list(ours.store.connection.iterdump())
    with at_once(), pytest.raises(ProjectError) as caught:
        merge(ours, str(path))
    assert caught.value.code.startswith(code)
    assert calls == []
    assert state(tmp_path) == before
    assert list(ours.store.connection.iterdump()) == rows


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """A project of our own that nothing is to come into."""
    with closing(setup.new_project(str(tmp_path_factory.mktemp("ours") / "ours.annotator"), "Lan")) as project:
        yield project


def test_there_are_enough_of_them() -> None:
    assert len(HOSTILE) >= 30


@pytest.mark.parametrize("version", range(1, migrations.VERSION + 1))
def test_the_gate_lets_every_version_of_ours_pass(tmp_path: Path, version: int) -> None:
    path = tmp_path / "p.annotator"
    fixture = Path(__file__).parents[1] / "fixtures" / f"v{version}.annotator"
    shutil.copyfile(fixture, path)
    Project.open(str(path)).close()
    Project.open(str(path), read_only=True).close()


def test_a_project_behind_a_link_with_a_log_of_its_own_is_opened_with_it(tmp_path: Path) -> None:
    path, link = tmp_path / "p.annotator", tmp_path / "link" / "q.annotator"
    link.parent.mkdir()
    sound(path)
    link.symlink_to(path)
    writing = Project.open(str(path))
    label = writing.labels.all()[0]
    writing.journal.apply(edits.change_labels([(label, replace(label, title_en="X"))], "label.change", label="X"), None)
    reading = Project.open(str(link), read_only=True)
    assert reading.labels.all()[0].title_en == "X"
    reading.close()
    writing.close()
