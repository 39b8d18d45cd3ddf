"""What a project holds, in plain Python: rows, the stacks of undo, and what a list would count.

It is written anew on purpose, simple and slow, so that it shares no fault with the storage that it is compared with.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any

from annotator.core.text import folded

Row = dict[str, Any]
Key = tuple[str, int]
Delta = list[tuple[str, int, Row | None, Row | None]]
Triple = tuple[int, int, int]

UNIQUE = {
    "span": ("document", "annotator", "start", "end", "label"),
    "relation": ("document", "annotator", "source", "target", "label"),
    "document_label": ("document", "annotator", "label"),
    "answer": ("document", "annotator", "start", "end", "label"),
    "assignment": ("document", "annotator"),
    "furniture": ("document", "start"),
    "annotator": ("kind", "name"),
}
_LAYER = {"document": "document", "annotator": "annotator"}
REFERENCES = {
    "span": {**_LAYER, "label": "label"},
    "relation": {**_LAYER, "label": "label", "source": "span", "target": "span"},
    "document_label": {**_LAYER, "label": "label"},
    "answer": {**_LAYER, "label": "label"},
    "assignment": _LAYER,
    "furniture": {"document": "document"},
    "document": {"batch": "batch"},
}
FOLDED_AWAY = {"section", "menu", "repeated", "image", "player", "counter", "blank"}
"""The kinds of lines that a reader is spared."""
OPPOSITE = {"done": "undone", "undone": "done"}


@dataclass
class Entry:
    """One edit of the history; `annotator` None is nobody's stack."""

    annotator: int | None
    name: str
    delta: Delta
    state: str = "done"


@dataclass
class Model:
    """The state of a project that the real one is compared with after every step.

    An assignment whose state is "new" counts as none; seconds are kept apart, since no edit is about them.
    """

    rows: dict[Key, Row] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    seconds: dict[tuple[int, int], float] = field(default_factory=dict)
    history: list[Entry] = field(default_factory=list)
    parts: dict[int, str] = field(default_factory=dict)
    """The part that each document was put into by the split of the machine's one recipe."""
    used: set[Key] = field(default_factory=set)
    """Every number that a row ever had."""
    _before: dict[Key, Row | None] = field(default_factory=dict)

    def copy(self) -> Model:
        """A copy that nothing here changes."""
        history = [replace(entry) for entry in self.history]
        return Model(
            deepcopy(self.rows), dict(self.texts), dict(self.seconds), history, dict(self.parts), set(self.used)
        )

    # What is there

    def table(self, table: str) -> list[Row]:
        """The rows of a table, by number."""
        return [self.rows[key] for key in sorted(self.rows) if key[0] == table]

    def get(self, table: str, key: int) -> Row | None:
        """One row."""
        return self.rows.get((table, key))

    def people(self) -> list[int]:
        """Everybody but machines."""
        return [row["id"] for row in self.table("annotator") if row["kind"] != "machine"]

    def last_at_work(self) -> int | None:
        """The person who made the newest edit, else the first; whose stack an import without a person is on."""
        people = [row["id"] for row in self.table("annotator") if row["kind"] == "person"]
        edited = [entry.annotator for entry in self.history if entry.annotator in people]
        return next(iter([*reversed(edited), *people]), None)

    def machines(self) -> set[int]:
        """The machines."""
        return {row["id"] for row in self.table("annotator") if row["kind"] == "machine"}

    def labels(self, scope: str) -> list[Row]:
        """The labels for one kind of thing."""
        return [row for row in self.table("label") if row["scope"] == scope]

    def visible(self) -> list[int]:
        """The documents that are part of the project."""
        return [row["id"] for row in self.table("document") if self.is_visible(row)]

    def is_visible(self, document: Row) -> bool:
        """Whether a document is part of the project."""
        return not document["removed"] and self.rows["batch", document["batch"]]["state"] == "visible"

    def layer(self, table: str, document: int, annotator: int) -> list[Row]:
        """What an annotator has put on a document."""
        return [row for row in self.table(table) if (row["document"], row["annotator"]) == (document, annotator)]

    def assignment(self, document: int, annotator: int) -> Row | None:
        """How far somebody is with a document."""
        return next(iter(self.layer("assignment", document, annotator)), None)

    # What changes it: rows first, then `commit`

    def put(self, table: str, row: Row) -> None:
        """Adds or replaces a row, as part of the edit that is being made."""
        self._write((table, row["id"]), dict(row))

    def change(self, table: str, key: int, **values: Any) -> None:
        """Changes columns of a row, as part of the edit that is being made."""
        self._write((table, key), {**self.rows[table, key], **values})

    def remove(self, table: str, key: int) -> None:
        """Takes a row away, as part of the edit that is being made; a span's relations go with it."""
        if table == "span":
            for relation in self.table("relation"):
                if key in (relation["source"], relation["target"]):
                    self._write(("relation", relation["id"]), None)
        self._write((table, key), None)

    def commit(self, annotator: int | None, name: str) -> None:
        """The edit is made: what was undone on this stack cannot be done again."""
        for entry in self.history:
            if entry.annotator == annotator and entry.state == "undone":
                entry.state = "dropped"
        delta = [(*key, before, self.rows.get(key)) for key, before in self._before.items()]
        self.history.append(Entry(annotator, name, delta))
        self.settle()

    def settle(self) -> None:
        """What was changed is written, and no edit of its own."""
        self.used |= self._before.keys() & self.rows.keys()
        self._before.clear()

    def cancel(self) -> None:
        """What was changed since the last `commit` is as it was."""
        for key, before in self._before.items():
            self._place(key, before)
        self._before.clear()

    def next(self, step: str, annotator: int | None) -> Entry | None:
        """The edit that "undo" or "redo" is about."""
        mine = [entry for entry in self.history if entry.annotator == annotator]
        done = [entry for entry in mine if entry.state == "done"]
        undone = [entry for entry in mine if entry.state == "undone"]
        return (done[-1] if done else None) if step == "undo" else (undone[0] if undone else None)

    def step(self, step: str, annotator: int | None) -> str:
        """Undoes or redoes: "done"; "stale" or "refused" when the rows forbid it, and "none" when there is nothing."""
        entry = self.next(step, annotator)
        if entry is None:
            return "none"
        delta = [(t, k, after, before) for t, k, before, after in entry.delta] if step == "undo" else entry.delta
        if any(self.rows.get((table, key)) != before for table, key, before, _ in delta):
            return "stale"
        for table, key, _, after in delta:
            self._write((table, key), after)
        if self.broken():
            self.cancel()
            return "refused"
        self.settle()
        entry.state = OPPOSITE[entry.state]
        return "done"

    def broken(self) -> str:
        """Which rule of the project file the rows break; empty when none."""
        for table, columns in UNIQUE.items():
            places = [tuple(row[name] for name in columns) for row in self.table(table)]
            if len(set(places)) < len(places):
                return f"{table}.duplicate"
        uids = [(table, row["uid"]) for (table, _), row in self.rows.items() if "uid" in row]
        if len(set(uids)) < len(uids):
            return "uid"
        if self._has_twin_labels():
            return "label"
        for (table, _), row in self.rows.items():
            for column, parent in REFERENCES.get(table, {}).items():
                if (parent, row[column]) not in self.rows:
                    return f"{table}.{column}"
        for row in self.table("relation"):
            ends = (self.rows["span", row["source"]], self.rows["span", row["target"]])
            homes = {(each["document"], each["annotator"]) for each in (row, *ends)}
            if len(homes) > 1 or row["source"] == row["target"]:
                return "relation.ends"
        return ""

    def _has_twin_labels(self) -> bool:
        names = [(row["scope"], row["name"].casefold()) for row in self.table("label")]
        keys = [(row["scope"], row["key"].upper()) for row in self.table("label") if row["key"]]
        return len(set(names)) < len(names) or len(set(keys)) < len(keys)

    def _write(self, key: Key, row: Row | None) -> None:
        self._before.setdefault(key, self.rows.get(key))
        self._place(key, row)

    def _place(self, key: Key, row: Row | None) -> None:
        if row is None:
            self.rows.pop(key, None)
        else:
            self.rows[key] = row

    # What lists show

    def open_suggestions(self, document: int, person: int, skipped: bool = False) -> set[Triple]:
        """Ranges and labels that machines suggest and that this person has neither answered nor covered.

        With `skipped` those that this person has skipped, and not covered.
        """
        own = [(row["start"], row["end"]) for row in self.layer("span", document, person)]
        answers = {place(row): row["answer"] for row in self.layer("answer", document, person)}
        found = {
            place(row)
            for machine in self.machines()
            for row in self.layer("span", document, machine)
            if not self._is_folded_away(row) and not any(a < row["end"] and b > row["start"] for a, b in own)
        }
        return {each for each in found if (answers.get(each) == "skipped" if skipped else each not in answers)}

    def counts(self, document: int, person: int) -> tuple[int, int]:
        """The spans and open suggestions of a document for a person."""
        return len(self.layer("span", document, person)), len(self.open_suggestions(document, person))

    def by_label(self) -> set[tuple[str, str, str, int, int]]:
        """For each layer and label: annotator, kind, label, spans, articles, of visible documents."""
        visible, found = set(self.visible()), {}
        for row in self.table("span"):
            if row["document"] in visible:
                found.setdefault((row["annotator"], row["label"]), []).append(row["document"])
        names = {key: row.get("name", "") for key, row in self.rows.items()}
        kinds = {row["id"]: row["kind"] for row in self.table("annotator")}
        return {
            (names["annotator", who], kinds[who], names["label", label], len(documents), len(set(documents)))
            for (who, label), documents in found.items()
        }  # fmt: skip

    def _is_folded_away(self, span: Row) -> bool:
        before = [
            row
            for row in self.table("furniture")
            if row["document"] == span["document"] and row["start"] <= span["start"]
        ]
        line = max(before, key=lambda row: row["start"], default=None)
        return line is not None and line["kind"] in FOLDED_AWAY and line["end"] >= span["end"]

    def with_words(self, words: str) -> set[int]:
        """The documents, seen or not, whose title or text has these words one after the other, as a search means it."""
        wanted = tokens(words)
        return {
            row["id"]
            for row in self.table("document")
            if any(_holds(tokens(text), wanted) for text in (row["title"], self.texts[row["id"]]))
        }


def place(row: Row) -> Triple:
    """What tells a suggestion from the others of its document."""
    return row["start"], row["end"], row["label"]


def tokens(text: str) -> list[str]:
    """The words of a text as the search index takes them."""
    return re.findall(r"[^\W_]+", folded(text))


def _holds(words: list[str], wanted: list[str]) -> bool:
    size = len(wanted)
    return any(words[at : at + size] == wanted for at in range(len(words) - size + 1))


def digest(text: str) -> str:
    """The digest of a text as the project file has it."""
    return hashlib.sha256(text.encode()).hexdigest()


def occurrences(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where words stand in a text, in code points, not overlapping."""
    at = text.find(words)
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + len(words))
