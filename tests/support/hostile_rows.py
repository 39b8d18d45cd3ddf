"""Project files with our schema word for word whose rows are not what any program of ours writes.

Made as another program could: with foreign keys off, CHECKs ignored and pages that nobody looks at. What SQLite itself
refuses (a blob where a STRICT table wants text) the gate refuses with it.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from merge_cases import gone_on

BIDI = "\u202egpj.exe\u202c\u2066"
MARKUP = "<img src=file:///etc/passwd><b>x</b>"
DEEP = '{"a":' * 30 + "1" + "}" * 30
DEEPEST = '{"a":' * 100_000 + "1" + "}" * 100_000
ACTS = (
    ("span", "Lan", 0, 4, 2), ("span", "Lan", 0, 16, 5), ("relation", "Lan", 0, 0, 1), ("topic", "Lan", 0, 0, 0),
    ("answer", "Lan", 0, 4, 1), ("state", "Lan", 0, 0, 0), ("span", "Minh", 0, 0, 3), ("span", "Minh", 1, 10, 6),
    ("topic", "Minh", 1, 0, 0), ("answer", "Minh", 1, 0, 5), ("state", "Minh", 1, 1, 0), ("article", "Minh", 3, 0, 0),
)  # fmt: skip
"""What there is on the articles before anything is made hostile; on the third is nothing."""


def on_span(values: str) -> str:
    return f"UPDATE span SET {values} WHERE id = 1"  # noqa: S608


def on_label(values: str) -> str:
    """Of the label that the first span carries."""
    return f"UPDATE label SET {values} WHERE id = (SELECT label FROM span WHERE id = 1)"  # noqa: S608


def on_person(values: str) -> str:
    return f"UPDATE annotator SET {values} WHERE id = 1"  # noqa: S608


def on_document(values: str) -> str:
    return f"UPDATE document SET {values} WHERE id = 1"  # noqa: S608


REFUSED: dict[str, str] = {
    "span beyond the text": on_span("\"end\" = 1000000000"),
    "span at the end of numbers": on_span("start = 9223372036854775806, \"end\" = 9223372036854775807"),
    "quote that lies": on_span("quote = 'xyz'"),
    "quote that is no text": on_span("quote = CAST(x'ffc0' AS TEXT)"),
    "quote of a hundred kilobytes": on_span("quote = printf('%.*c', 100000, 'a')"),
    "score without end": on_span("score = 9e999"),
    "origin of its own": on_span("origin = 'javascript:alert(1)'"),
    "note of two megabytes": on_span("note = printf('%.*c', 2000000, 'a')"),
    "note with a zero": on_span("note = 'a' || char(0) || 'b'"),
    "uid of nothing": on_span("uid = ''"),
    "uid of a kilobyte": on_span("uid = printf('%.*c', 1000, 'a')"),
    "attributes that are no JSON": on_span("attributes = '{\"a\": '"),
    "attributes that are a list": on_span("attributes = '[]'"),
    "attributes that are a text": on_span("attributes = '\"a\"'"),
    "attributes of no number": on_span("attributes = '{\"a\": NaN}'"),
    "attributes of infinity": on_span("attributes = '{\"a\": 1e999}'"),
    "attributes deep": on_span(f"attributes = '{DEEP}'"),
    "attributes as deep as Python goes": on_span(f"attributes = '{DEEPEST}'"),
    "attributes of two megabytes": on_span("attributes = '{\"a\": \"' || printf('%.*c', 2000000, 'a') || '\"}'"),
    "attributes with half a character": on_span("attributes = '{\"a\": \"\\ud800\"}'"),
    "attributes with a digit too many": on_span("attributes = '{\"a\": ' || printf('%.*c', 5000, '9') || '}'"),
    "span of no label": on_span("label = 999"),
    "span of nobody": on_span("annotator = 999"),
    "span of a label for relations": on_span("label = (SELECT id FROM label WHERE scope = 'relation')"),
    "relation to nothing": "UPDATE relation SET target = 999",
    "relation to itself": "UPDATE relation SET target = source",
    "relation to another layer": "UPDATE relation SET target = (SELECT id FROM span WHERE annotator = 2)",
    "relation of a label for spans": "UPDATE relation SET label = 1",
    "relation with attributes that are no JSON": "UPDATE relation SET attributes = ''",
    "document label of no label": "UPDATE document_label SET label = 0 WHERE id = 1",
    "answer beyond the text": "UPDATE answer SET \"end\" = 99999 WHERE id = 1",
    "answer backwards": "UPDATE answer SET start = 9, \"end\" = 2 WHERE id = 1",
    "seconds below nothing": "UPDATE assignment SET seconds = -1e300 WHERE id = 1",
    "seconds without end": "UPDATE assignment SET seconds = 9e999 WHERE id = 1",
    "label without a name": on_label("name = ''"),
    "label of many words": on_label("name = 'a b'"),
    "label of a kilobyte": on_label("name = printf('%.*c', 1000, 'a')"),
    "label whose colour is a style": on_label("colour = '#123456; background: url(file:///etc/passwd)'"),
    "label whose rules are no JSON": on_label("attributes = '[{'"),
    "label whose rules are numbers": on_label("attributes = '[1, 2]'"),
    "label whose rules have no name": on_label("attributes = '[{\"kind\": \"text\"}]'"),
    "label whose rule is of its own kind": on_label("attributes = '[{\"name\": \"a\", \"kind\": \"exec\"}]'"),
    "label whose rules are deep": on_label(f"attributes = '{DEEPEST}'"),
    "label with a guideline of megabytes": on_label("guideline_vi = printf('%.*c', 2000000, 'a')"),
    "somebody without a name": "UPDATE annotator SET name = ' ' WHERE id = 1",
    "somebody with a kilobyte of name": "UPDATE annotator SET name = printf('%.*c', 1000, 'a') WHERE id = 1",
    "somebody who is no text": "UPDATE annotator SET name = CAST(x'4cff' AS TEXT) WHERE id = 1",
    "digest that lies": on_document(f"digest = '{'0' * 64}'"),
    "digest that is none": on_document("digest = '../../etc/passwd'"),
    "text that is another": on_document("text = 'y' || substr(text, 2)"),
    "text that is no text": on_document("text = CAST(x'ff' AS TEXT) || substr(text, 2)"),
    "text that is gone": on_document("text = ''"),
    "length that lies": on_document("length = 9999999999"),
    "title of two megabytes": on_document("title = printf('%.*c', 2000000, 'a')"),
    "name with a zero": on_document("name = 'a' || char(0)"),
    "article without a name": on_document("name = ''"),
    "details that are no JSON": on_document("meta = '{'"),
    "details that are deep": on_document(f"meta = '{DEEPEST}'"),
    "language that is a page": on_document("language = printf('%.*c', 5000, 'a')"),
    "line beyond the text": "INSERT INTO furniture VALUES (900, 1, 3, 99999, 'menu', 'rule')",
    "line backwards": "INSERT INTO furniture VALUES (900, 1, 9, 3, 'menu', 'rule')",
}  # fmt: skip
"""What must be left out, each with the reason, while everything else comes in."""

UNCHECKED: dict[str, str] = {
    "span before the text": on_span("start = -5"),
    "span of nothing": on_span('"end" = start'),
    "span backwards": on_span('start = 9, "end" = 3'),
    "answer that is none": "UPDATE answer SET answer = 'maybe' WHERE id = 1",
    "state that is none": "UPDATE assignment SET state = 'asleep' WHERE id = 1",
    "label for something else": on_label("scope = 'paragraph'"),
    "somebody of another kind": "UPDATE annotator SET kind = 'root' WHERE id = 1",
    "line of nobody's making": "INSERT INTO furniture VALUES (900, 1, 3, 4, 'menu', 'magic')",
}
"""Against the CHECKs of our schema, which are looked at where a file is opened that is not large."""

HARMLESS: dict[str, str] = {
    "names of markup": "; ".join((
        on_document(", ".join(f"{name} = '{MARKUP}'" for name in ("name", "title", "source", "author", "url"))),
        on_person(f"name = '{MARKUP}'"), on_span(f"note = '{MARKUP}'"),
        on_label(f"title_en = '{MARKUP}', title_vi = '{MARKUP}', guideline_en = '{MARKUP}', guideline_vi = '{MARKUP}'"),
    )),
    "names that run backwards": "; ".join((
        on_document(f"name = '{BIDI}', title = '{BIDI}'"), on_person(f"name = '{BIDI}'"),
    )),
    "control characters": "; ".join((
        on_document("name = char(27) || '[31m' || char(7), title = char(10, 10, 13, 8) || 'x'"),
        "UPDATE annotator SET name = char(27, 7) || 'x' WHERE id = 1", on_span("note = char(1, 2, 3)"),
    )),
    "names of files elsewhere": on_document("name = '../../../etc/passwd', url = 'file:///etc/passwd'"),
    "key that is none": on_label("key = char(10)"),
    "key of many letters": on_label("key = 'Ctrl+Q'"),
    "history that is no JSON": "UPDATE edit SET changes = '[[', \"values\" = 'x'",
    "history of other tables": "UPDATE edit SET changes = '[[\"sqlite_schema\", 1, null, {\"sql\": \"x\"}]]'",
    "history deep": f"UPDATE edit SET changes = '{DEEPEST}'",  # noqa: S608
    "counts that lie": "UPDATE tally SET spans = 999999, suggestions = -5",
    "seals that lie": "UPDATE seal SET mark = 1, \"rows\" = 2",
    "search index of other words": "INSERT INTO search (rowid, title, body) VALUES (77, 'a', 'b')",
    "places far away": "INSERT OR REPLACE INTO place VALUES (1, 1, 9223372036854775807, 'x')",
    "numbers used up": "UPDATE sqlite_sequence SET seq = 9223372036854775807",
    "no numbers": "DELETE FROM sqlite_sequence",
    "folding of the future": "UPDATE meta SET value = '99' WHERE key = 'folding'",
}  # fmt: skip
"""What is only told of, is not looked at, or is a text like any other."""


def full(base: Path, path: Path) -> None:
    """A copy of a project with something of all that a project has."""
    gone_on(base, path, ACTS)
    Path(f"{path}.lock").unlink(missing_ok=True)


def make(sound: Path, path: Path, statements: str) -> None:
    """A copy of a project, and then what another program does, which believes that it may."""
    shutil.copyfile(sound, path)
    with closing(sqlite3.connect(path)) as connection:
        for pragma in ("foreign_keys=OFF", "ignore_check_constraints=ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.executescript(statements)
