from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest

from annotator.core import errors
from annotator.core.errors import AnnotatorError, InputError, RefusedError
from annotator.core.messages import SENTENCES, fill, sentence

PACKAGE = Path(__file__).parents[2] / "annotator"
ERRORS = {name for name, value in vars(errors).items() if isinstance(value, type)}


# What a reader of one line or one text does not know is added by whoever gave it the file.
ADDED_LATER = {"annotation": {"path", "line"}, "gold": {"path", "line"}, "input": {"path"}, "record": {"path", "line"}}


class Raised(NamedTuple):
    """A place in the sources where an error is made."""

    where: str
    code: str
    values: frozenset[str]
    open: bool
    """True when `**values` gives more than can be read here."""


def made() -> Iterator[Raised]:
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        subclasses = {
            node.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ClassDef) and any(ast.unparse(base) in ERRORS for base in node.bases)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in ERRORS | subclasses:
                names = [keyword.arg for keyword in node.keywords]
                given = frozenset(name for name in names if name)
                for code in codes(node):
                    yield Raised(f"{path.relative_to(PACKAGE)}:{node.lineno}", code, given, None in names)


def codes(call: ast.Call) -> list[str]:
    """The codes that the first argument may be, when it is written out there."""
    first = call.args[0] if call.args else None
    options = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
    return [one.value for one in options if isinstance(one, ast.Constant) and isinstance(one.value, str)]


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


RAISED = list(made())


def test_errors_are_found() -> None:
    assert len(RAISED) > 20
    assert {"span.duplicate", "edit.conflict", "project.replaced", "label.key-taken"} <= {one.code for one in RAISED}


@pytest.mark.parametrize("raised", RAISED, ids=lambda raised: f"{raised.where} {raised.code}")
def test_every_error_has_a_sentence_and_gives_its_values(raised: Raised) -> None:
    assert raised.code in SENTENCES
    known = raised.values | ADDED_LATER.get(raised.code.partition(".")[0], set())
    assert raised.open or places(SENTENCES[raised.code]) <= known


def test_no_sentence_is_left_over() -> None:
    words = {
        node.value
        for path in PACKAGE.rglob("*.py")
        if path.name != "messages.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(SENTENCES) - words == set()


def test_sentences_are_sentences() -> None:
    for code, text in SENTENCES.items():
        assert text.endswith("."), code
        assert text[0].isupper() or text[0] in "{“", code
        assert all(name.isidentifier() for name in places(text)), code


def test_values_stand_in_their_places_as_they_are() -> None:
    error = RefusedError("label.name", name="{0} <b>%s</b>")
    assert sentence(error) == "A label's name is one word of at most 40 characters; “{0} <b>%s</b>” is not."
    assert fill("Nhãn “{name}”", error) == "Nhãn “{0} <b>%s</b>”"
    assert sentence(RefusedError("label.name")).endswith("“?” is not.")


def test_endless_values_are_cut_and_paths_are_not() -> None:
    path = "a/" * 1000
    said = sentence(InputError("record.label", path=path, line=1, label="L" * 10_000))
    assert path in said
    assert "L" * 400 in said
    assert len(said) < len(path) + 1000


def test_an_unknown_code_is_shown_itself() -> None:
    assert sentence(AnnotatorError("new.code", n=3)) == "new.code {'n': 3}"
    assert str(AnnotatorError("new.code")) == "new.code"
