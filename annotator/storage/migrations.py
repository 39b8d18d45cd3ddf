"""The schema of the project file, built only by these migrations; `user_version` counts those that ran.

`document.text` is the last column so that lists and sorts never walk its overflow pages. Some of what is here waits for
its first writer, so that it need not be migrated in: the batch state 'hidden' (a batch set aside for good; one whose
import was undone is 'pending', so that it can be redone), and in `meta` the project's own `uid` (to tell projects apart
when they are merged) and `folding` (the version of the folding in the search index: a newer folding rebuilds it).

Version 2 says of a label what it can be put on (`scope`) and what it asks about each of these (`attributes`). Version 3
keeps splits of the data set: shares and a seed, and the part that each document was put into for good. Version 4 seals
the rows of each document (see `seals`).
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

from annotator.core.ids import new_uid
from annotator.storage import seals
from annotator.storage.stages import Tell, silent

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x414E4E4F
"""'ANNO': what makes an SQLite file ours."""

VERSION = 4
"""The schema version this program writes."""

SEALED_SINCE = 4
"""The first version whose files have seals."""

_EXEMPT = (
    "_sqlite_migrations",
    *(f"search_{part}" for part in ("data", "idx", "docsize", "config")),
    *("sqlite_sequence", "sqlite_stat1", "sqlite_stat4"),
)
"""The bookkeeping of sqlite-utils, FTS5 and SQLite, whose text differs between their versions."""

_FIRST = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE batch (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, source TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('pending', 'visible', 'hidden')), at TEXT NOT NULL) STRICT""",
    """CREATE TABLE annotator (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('person', 'machine', 'gold')), UNIQUE (kind, name)) STRICT""",
    """CREATE TABLE label (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, name TEXT NOT NULL, title_en TEXT NOT NULL,
        title_vi TEXT NOT NULL, colour TEXT NOT NULL, key TEXT NOT NULL, guideline_en TEXT NOT NULL,
        guideline_vi TEXT NOT NULL, position INTEGER NOT NULL) STRICT""",
    """CREATE TABLE document (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, batch INTEGER NOT NULL REFERENCES batch (id),
        name TEXT NOT NULL, title TEXT NOT NULL, digest TEXT NOT NULL, length INTEGER NOT NULL, source TEXT, url TEXT,
        author TEXT, published TEXT, language TEXT NOT NULL, meta TEXT NOT NULL, added_at TEXT NOT NULL,
        removed INTEGER NOT NULL CHECK (removed IN (0, 1)), title_key TEXT NOT NULL, source_key TEXT NOT NULL,
        author_key TEXT NOT NULL, title_folded TEXT NOT NULL, text TEXT NOT NULL) STRICT""",
    "CREATE INDEX document_digest ON document (digest)",
    "CREATE INDEX document_batch ON document (batch)",
    """CREATE TABLE furniture (
        id INTEGER PRIMARY KEY AUTOINCREMENT, document INTEGER NOT NULL REFERENCES document (id),
        start INTEGER NOT NULL, "end" INTEGER NOT NULL, kind TEXT NOT NULL,
        origin TEXT NOT NULL CHECK (origin IN ('rule', 'person')), UNIQUE (document, start)) STRICT""",
    """CREATE TABLE span (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        document INTEGER NOT NULL REFERENCES document (id), annotator INTEGER NOT NULL REFERENCES annotator (id),
        start INTEGER NOT NULL CHECK (start >= 0), "end" INTEGER NOT NULL, label INTEGER NOT NULL REFERENCES label (id),
        quote TEXT NOT NULL, score REAL, origin TEXT NOT NULL, note TEXT NOT NULL, attributes TEXT NOT NULL,
        CHECK ("end" > start), UNIQUE (document, annotator, start, "end", label)) STRICT""",
    "CREATE INDEX span_label ON span (label)",
    """CREATE TABLE relation (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        document INTEGER NOT NULL REFERENCES document (id), annotator INTEGER NOT NULL REFERENCES annotator (id),
        source INTEGER NOT NULL REFERENCES span (id), target INTEGER NOT NULL REFERENCES span (id),
        label INTEGER NOT NULL REFERENCES label (id), attributes TEXT NOT NULL,
        UNIQUE (document, annotator, source, target, label)) STRICT""",
    "CREATE INDEX relation_source ON relation (source)",
    "CREATE INDEX relation_target ON relation (target)",
    """CREATE TABLE document_label (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        document INTEGER NOT NULL REFERENCES document (id), annotator INTEGER NOT NULL REFERENCES annotator (id),
        label INTEGER NOT NULL REFERENCES label (id), UNIQUE (document, annotator, label)) STRICT""",
    """CREATE TABLE answer (
        id INTEGER PRIMARY KEY AUTOINCREMENT, document INTEGER NOT NULL REFERENCES document (id),
        annotator INTEGER NOT NULL REFERENCES annotator (id), start INTEGER NOT NULL, "end" INTEGER NOT NULL,
        label INTEGER NOT NULL REFERENCES label (id),
        answer TEXT NOT NULL CHECK (answer IN ('accepted', 'rejected', 'corrected', 'skipped')),
        UNIQUE (document, annotator, start, "end", label)) STRICT""",
    """CREATE TABLE assignment (
        id INTEGER PRIMARY KEY AUTOINCREMENT, document INTEGER NOT NULL REFERENCES document (id),
        annotator INTEGER NOT NULL REFERENCES annotator (id),
        state TEXT NOT NULL CHECK (state IN ('new', 'in-progress', 'done', 'skipped')), seconds REAL NOT NULL,
        UNIQUE (document, annotator)) STRICT""",
    """CREATE TABLE tally (
        document INTEGER NOT NULL REFERENCES document (id), annotator INTEGER NOT NULL REFERENCES annotator (id),
        spans INTEGER NOT NULL, suggestions INTEGER NOT NULL,
        PRIMARY KEY (document, annotator)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE run (
        document INTEGER NOT NULL REFERENCES document (id), annotator INTEGER NOT NULL REFERENCES annotator (id),
        version TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (document, annotator)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE place (
        document INTEGER NOT NULL REFERENCES document (id), annotator INTEGER NOT NULL REFERENCES annotator (id),
        position INTEGER NOT NULL, at TEXT NOT NULL, PRIMARY KEY (document, annotator)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE edit (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, annotator INTEGER REFERENCES annotator (id),
        document INTEGER REFERENCES document (id), at TEXT NOT NULL, name TEXT NOT NULL, "values" TEXT NOT NULL,
        changes TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'dropped'))) STRICT""",
    "CREATE INDEX edit_undo ON edit (annotator, state, id)",
    """CREATE VIRTUAL TABLE search USING fts5 (
        title, body, content='', tokenize="unicode61 remove_diacritics 0")""",
)


def _plain(sql: str) -> str:
    return " ".join(sql.split())


_SCOPE = "scope TEXT NOT NULL DEFAULT 'span' CHECK (scope IN ('span', 'relation', 'document'))"
_RULES = "attributes TEXT NOT NULL DEFAULT '[]'"
_NEW_LABEL = {"scope": "span", "attributes": "[]"}
"""What a label of version 1 says in the columns of version 2."""

_SPLITS = (
    """CREATE TABLE split (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, seed INTEGER NOT NULL, shares TEXT NOT NULL,
        at TEXT NOT NULL, UNIQUE (seed, shares)) STRICT""",
    """CREATE TABLE split_part (
        split INTEGER NOT NULL REFERENCES split (id), document INTEGER NOT NULL REFERENCES document (id),
        part TEXT NOT NULL, PRIMARY KEY (split, document)) STRICT, WITHOUT ROWID""",
)
_SEALS = (
    """CREATE TABLE seal (
        document INTEGER PRIMARY KEY, "rows" INTEGER NOT NULL, edits INTEGER NOT NULL, mark INTEGER NOT NULL) STRICT""",
)

_SHOWN_AS_NEWEST = (
    ("CREATE TEMP VIEW label AS SELECT *, 'span' AS scope, '[]' AS attributes FROM main.label",),
    (
        "CREATE TEMP VIEW split AS SELECT 0 AS id, '' AS uid, 0 AS seed, '' AS shares, '' AS at WHERE 0",
        "CREATE TEMP VIEW split_part AS SELECT 0 AS split, 0 AS document, '' AS part WHERE 0",
    ),
    ("""CREATE TEMP VIEW seal AS SELECT 0 AS document, 0 AS "rows", 0 AS edits, 0 AS mark WHERE 0""",),
)
"""For each version but the newest, the views that stand for what the next one brought."""


def _second_schema() -> frozenset[str]:
    """The first schema as SQLite rewrites it: new columns stand behind the last one, as they were written."""
    first = [_plain(sql) for sql in _FIRST]
    return frozenset(
        sql.replace(") STRICT", f", {_SCOPE}, {_RULES}) STRICT") if sql.startswith("CREATE TABLE label ") else sql
        for sql in first
    )


SCHEMAS = {
    1: frozenset(map(_plain, _FIRST)),
    2: _second_schema(),
    3: _second_schema() | frozenset(map(_plain, _SPLITS)),
    4: _second_schema() | frozenset(map(_plain, (*_SPLITS, *_SEALS))),
}
"""What `schema` answers for a file of each version; a file that differs is not opened."""


def conditions(version: int) -> list[tuple[str, str]]:
    """The tables and conditions of the CHECKs that a file of a version has."""
    tables = ((_TABLE.match(sql), sql) for sql in sorted(SCHEMAS[version]))
    return [(found[1], condition) for found, sql in tables if found for condition in _CHECK.findall(sql)]


def migrate(connection: sqlite3.Connection, tell: Tell = silent) -> None:
    """Brings an empty or older file to `VERSION`, each step in a transaction of its own.

    What `tell` raises ends it between two steps; the next opening goes on from there. sqlite-utils is imported here
    alone on the road of opening, since its import costs as much as the window.
    """
    from sqlite_utils import Database, Migrations

    steps = Migrations("annotator")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    for step in (_first, _second, _third, _fourth)[version:]:
        steps(name=step.__name__.removeprefix("_"))(_heard(step, tell))
    steps.apply(Database(connection, execute_plugins=False))


def show_as_newest(connection: sqlite3.Connection) -> None:
    """Lets a connection that can only read see an older file as one of `VERSION`; the file stays as it is."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version < VERSION:
        connection.execute("PRAGMA query_only=OFF")  # or SQLite would not make the temporary views either
        for views in _SHOWN_AS_NEWEST[version - 1 :]:
            for view in views:
                connection.execute(view)
        connection.execute("PRAGMA query_only=ON")


def _first(_tell: Tell, db: Database) -> None:
    for statement in _FIRST:
        db.execute(statement)
    db.execute("INSERT INTO meta VALUES ('uid', ?), ('folding', '1')", [new_uid()])
    db.execute(f"PRAGMA application_id={APPLICATION_ID}")
    db.execute("PRAGMA user_version=1")


def _second(_tell: Tell, db: Database) -> None:
    """Also the journal's rows of labels get what is new, or undoing them would find that the label is another."""
    for column in (_SCOPE, _RULES):
        db.execute(f"ALTER TABLE label ADD COLUMN {column}")
    query = """SELECT id, changes FROM edit WHERE changes LIKE '%["label", %'"""
    for key, changes in db.execute(query).fetchall():
        db.execute("UPDATE edit SET changes = ? WHERE id = ?", [_with_new_columns(changes), key])
    db.execute("PRAGMA user_version=2")


def _third(_tell: Tell, db: Database) -> None:
    for statement in _SPLITS:
        db.execute(statement)
    db.execute("PRAGMA user_version=3")


def _fourth(tell: Tell, db: Database) -> None:
    for statement in _SEALS:
        db.execute(statement)
    seals.seal_all(db.conn, tell)
    db.execute("PRAGMA user_version=4")


def _heard(step: Callable[[Tell, Database], None], tell: Tell) -> Callable[[Database], None]:
    def run(db: Database) -> None:
        step(tell, db)

    return run


def _with_new_columns(changes: str) -> str:
    found = json.loads(changes)
    for table, _, *sides in found:
        for side in sides:
            if table == "label" and side is not None:
                side.update(_NEW_LABEL)
    return json.dumps(found, ensure_ascii=False)


def schema(connection: sqlite3.Connection) -> frozenset[str]:
    """The statements that made every table, index, view and trigger but the exempt tables and SQLite's own objects."""
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall()
    return frozenset(_plain(str(row[3])) for row in rows if not _is_exempt(*row))


def _is_exempt(kind: str, name: str, table: str, sql: str | None) -> bool:
    """Only plain tables and indexes are: a trigger, view or virtual table is foreign whatever it is called."""
    if kind == "index" and sql is None:
        return name.startswith("sqlite_autoindex_")
    is_bookkeeping = table in _EXEMPT and (kind == "index" or (kind == "table" and name == table))
    return is_bookkeeping and is_plain(sql or "")


_TABLE = re.compile(r"CREATE TABLE (\w+)")
_CHECK = re.compile(r"CHECK \(((?:[^()]|\([^()]*\))*)\)")
_PLAIN = re.compile(r"""CREATE(?: UNIQUE)? (?:TABLE|INDEX)\b[\w\s,()\[\]'"`]+""", re.IGNORECASE)
_CALL = re.compile(r"""(\w*)[\s\]'"`]*\(""")
_ACTIVE = frozenset(
    ("AS", "CASE", "CAST", "CHECK", "COLLATE", "DEFAULT", "GENERATED", "REFERENCES", "SELECT", "TEMP", "USING", "WHERE")
)


def is_plain(sql: str) -> bool:
    """Whether a table or index is made of columns alone: no expression, default, condition or function."""
    if not _PLAIN.fullmatch(sql) or not _ACTIVE.isdisjoint(re.findall(r"\w+", sql.upper())):
        return False
    within = sql.partition("(")[2]
    return all(call.upper() in ("KEY", "UNIQUE") for call in _CALL.findall(within))
