"""Annotators and labels: who annotates, and with what."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.core.edits import Change
from annotator.core.errors import RefusedError
from annotator.core.ids import new_uid
from annotator.core.model import Annotator, AnnotatorKind, Label, Row, Scope
from annotator.storage import rows, tally
from annotator.storage.store import Store
from annotator.storage.visible import VISIBLE

_ON_DOCUMENTS = ("span", "document_label", "answer", "run", "place", "assignment WHERE state != 'new' OR seconds > 0")
"""Where it shows that somebody has been at an article; whoever has relations has spans."""
_ON_VISIBLE = f"""SELECT 1 FROM document d JOIN (SELECT document, annotator FROM {{0}}) x
ON x.document = d.id AND x.annotator = ?1 WHERE {VISIBLE}"""
_HAS_PART = f"""SELECT EXISTS (SELECT 1 FROM edit WHERE annotator = ?1)
OR {" OR ".join(f"EXISTS ({_ON_VISIBLE.format(table)})" for table in _ON_DOCUMENTS)}"""


class People:
    """The annotators of one project file. They are added as they appear and never removed."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self, kind: AnnotatorKind | None = None) -> list[Annotator]:
        """The annotators, of one kind or all, in the order they came."""
        where = "" if kind is None else "WHERE kind = ?"
        query = f"SELECT id, uid, name, kind FROM annotator {where} ORDER BY id"
        return [Annotator(*row) for row in self._store.connection.execute(query, [] if kind is None else [kind])]

    def with_part(self, kind: AnnotatorKind | None = None, besides: Annotator | None = None) -> list[Annotator]:
        """The annotators who have been at work here or have anything on an article of the project, and one `besides`.

        The others came with an import that was undone, or have done nothing yet.
        """
        return [each for each in self.all(kind) if each == besides or self._has_part(each)]

    def first_article(self, annotator: Annotator, preferred: int = 0) -> int | None:
        """An article on which a person has spans: the preferred one, else the first."""
        query = f"""SELECT d.id FROM tally t JOIN document d ON d.id = t.document
        WHERE t.annotator = ? AND t.spans > 0 AND {VISIBLE} ORDER BY d.id != ?, d.id LIMIT 1"""
        row = self._store.connection.execute(query, [annotator.id, preferred]).fetchone()
        return None if row is None else int(row[0])

    def last_at_work(self) -> int | None:
        """The person whose edit is the newest, else the first person; None where there is nobody."""
        query = """SELECT id FROM annotator a WHERE kind = 'person'
        ORDER BY (SELECT max(id) FROM edit WHERE annotator = a.id) DESC, id LIMIT 1"""
        row = self._store.connection.execute(query).fetchone()
        return None if row is None else int(row[0])

    def _has_part(self, annotator: Annotator) -> bool:
        return bool(self._store.connection.execute(_HAS_PART, [annotator.id]).fetchone()[0])

    def find(self, name: str) -> Annotator:
        """The annotator of this name, a person first. Raises RefusedError("annotator.unknown")."""
        query = "SELECT id, uid, name, kind FROM annotator WHERE name = ? ORDER BY kind != 'person', id"
        row = self._store.connection.execute(query, [name]).fetchone()
        if row is None:
            raise RefusedError("annotator.unknown", name=name)
        return Annotator(*row)

    def ensure(self, name: str, kind: AnnotatorKind = AnnotatorKind.PERSON, uid: str = "") -> Annotator:
        """The annotator of this name and kind, added when new, with the uid it has elsewhere.

        Raises RefusedError("annotator.name") for a blank.
        """
        name = " ".join(name.split())
        if not name:
            raise RefusedError("annotator.name")
        for annotator in self.all(kind):
            if annotator.name == name:
                return annotator
        new = Annotator(self._store.next_id("annotator"), uid or new_uid(), name, kind)
        with self._store.transaction():
            self._store.db.table("annotator").insert(new.row())
            if kind != AnnotatorKind.MACHINE:
                tally.start_for_person(self._store, new.id)
        return new


class Labels:
    """The label set of one project file; edits alone change it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self, scope: Scope | None = None) -> list[Label]:
        """The labels, for one kind of thing or all, in the order of the set."""
        where = "" if scope is None else "WHERE scope = ?"
        query = f"SELECT {rows.columns('label')} FROM label {where} ORDER BY position, id"
        found = self._store.connection.execute(query, [] if scope is None else [scope])
        return [Label.from_values(row) for row in found]


def check_labels(store: Store, changes: Sequence[Change]) -> None:
    """Raises RefusedError when a label that was written has the name or the key of another of its scope by now:
    "label.name-taken", "label.key-taken". An undo may bring back what somebody else has given away since."""
    written = [change for change in changes if change.table == "label" and change.after is not None]
    if not written:
        return
    names: dict[tuple[str, str], list[tuple[int, str]]] = {}
    keys: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for number, scope, name, key in store.connection.execute("SELECT id, scope, name, key FROM label ORDER BY id"):
        names.setdefault((scope, name.casefold()), []).append((number, name))
        keys.setdefault((scope, key.upper()), []).append((number, name))
    for change in written:
        before, after = change.before or {}, change.after or {}
        scope, name, key = after.get("scope", Scope.SPAN), after["name"], after["key"]
        if _is_new("name", before, after) and (other := _other(names[scope, name.casefold()], after["id"])):
            raise RefusedError("label.name-taken", name=other)
        if key and _is_new("key", before, after) and (other := _other(keys[scope, key.upper()], after["id"])):
            raise RefusedError("label.key-taken", key=key, name=name, other=other)


def _other(labels: Sequence[tuple[int, str]], label: int) -> str:
    """The name of another one of them, empty when there is none."""
    return next((name for number, name in labels if number != label), "")


def _is_new(column: str, before: Row, after: Row) -> bool:
    """What a label said before is let be, or a set that breaks the rule already could not be mended step by step."""
    return bool(before.get(column) != after[column])
