from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.core.edits import Change, Edit, show_batch
from annotator.core.errors import AnnotatorError, RefusedError
from annotator.core.furniture import LineKind
from annotator.core.model import State
from annotator.ui import messages
from annotator.ui.messages import ACTS, COUNTED, LONGEST, act_name, elided, notice, sentence

SOURCES = Path(messages.__file__).parent.parent

PLACE = {"Edit": 0, "change_labels": 1}
"""Who makes edits, and which argument is the name."""


def strings(node: ast.expr, scope: ast.AST) -> Iterator[str]:
    """The constants that an expression can be, through conditionals and names assigned in the same function."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from strings(node.body, scope)
        yield from strings(node.orelse, scope)
    elif isinstance(node, ast.Name):
        for each in ast.walk(scope):
            if isinstance(each, ast.Assign) and any(isinstance(t, ast.Name) and t.id == node.id for t in each.targets):
                yield from strings(each.value, scope)


def edit_names() -> set[str]:
    names: set[str] = set()
    for path in SOURCES.rglob("*.py"):
        for scope in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(scope, ast.FunctionDef):
                continue
            for call in ast.walk(scope):
                if isinstance(call, ast.Call):
                    maker = ast.unparse(call.func).rpartition(".")[2]
                    named = [k.value for k in call.keywords if k.arg == "name"]
                    if maker in PLACE and (named or len(call.args) > PLACE[maker]):
                        names.update(strings((named or [call.args[PLACE[maker]]])[0], scope))
    return names


def test_every_edit_of_the_application_has_a_name() -> None:
    names = edit_names()
    assert {"span.add", "suggestion.correct", "label.load", "label.change", "import"} <= names
    assert names <= set(ACTS) | set(COUNTED)


@pytest.mark.parametrize("name", [*ACTS, *COUNTED])
def test_a_name_shows_no_places_left_empty(name: str) -> None:
    values = {
        "quote": "Tô Lâm",
        "label": "PER",
        "title": "Bài",
        "state": "done",
        "kind": "caption",
        "n": 3,
        "name": "Lan",
        "project": "b.annotator",
        "source": "Tô Lâm",
        "target": "Hà Nội",
    }
    text = act_name(Edit(name, (), None, values))
    assert text
    assert "{" not in text
    assert "?" not in text


def test_names_say_what_was_done() -> None:
    assert act_name(Edit("span.add", (), 1, {"quote": "Tô Lâm", "label": "PER"})) == "label “Tô Lâm” PER"
    assert act_name(Edit("article.state", (), 1, {"state": "in-progress"})) == "mark the article as in progress"


def test_a_rejection_that_reaches_further_is_said_with_its_number() -> None:
    values = {"quote": "Tô Lâm", "label": "LOC", "n": 3}
    said = notice(Edit("suggestion.reject-same", (), 1, values))
    assert said == "Rejected at 3 places of this article: “Tô Lâm” LOC"
    assert notice(Edit("suggestion.reject", (), 1, values)) == ""


def test_a_missing_value_is_a_question_mark() -> None:
    assert act_name(Edit("span.delete", ())) == "delete “?”"


def test_a_long_quote_over_lines_is_cut_to_one_short_line() -> None:
    name = act_name(Edit("span.delete", (), 1, {"quote": "Ban Chấp hành\n Trung ương " * 5}))
    assert "\n" not in name
    assert name.endswith("…”")
    assert len(name) <= LONGEST + len("delete “”")


def test_a_short_text_is_not_cut() -> None:
    assert elided("x" * LONGEST) == "x" * LONGEST
    assert len(elided("x" * (LONGEST + 1))) == LONGEST


def test_braces_in_a_quote_stay() -> None:
    assert act_name(Edit("span.delete", (), 1, {"quote": "{label}"})) == "delete “{label}”"


@pytest.mark.parametrize(("key", "values"), [("state", list(State)), ("kind", list(LineKind))])
def test_codes_in_names_have_words(key: str, values: list[str]) -> None:
    name = {"state": "article.state", "kind": "line.kind"}[key]
    for value in values:
        assert "-" not in act_name(Edit(name, (), 1, {key: str(value)}))
        assert str(value) in messages._VALUES[key]


def test_an_error_becomes_its_sentence() -> None:
    assert sentence(RefusedError("label.name-taken", name="PER")) == "There are two labels called PER."
    assert "unheard.of" in sentence(AnnotatorError("unheard.of", what=1))


def test_an_import_is_named_by_what_it_brought() -> None:
    batch = show_batch(1, {"state": "hidden"}, {"state": "visible"}, 0)
    more = [Change("span", n, None, {"document": n // 2}) for n in range(4)]
    assert act_name(replace(batch, values={"n": 3})) == "import 3 article(s)"
    assert act_name(batch.also(Edit("import", tuple(more)))) == "import annotations for 2 article(s)"
    assert act_name(batch.also(Edit("import", tuple(more))).inverted()) == "import annotations for 2 article(s)"
    assert act_name(batch) == "load a label set"
