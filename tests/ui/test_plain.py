from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QAction, QFont, QTextDocument, QTextLayout
from pytestqt.qtbot import QtBot

from annotator.core.shown import one_line
from annotator.ui.plain import menu_text, plain_tip

HOSTILE = ["<img src=x.png>", "<b>đậm</b>", "&amp; &lt;", "a  b\n  c", "<", "%n &1", "]]>", "x" * 500]


def _ends(text: str, first: str, last: str) -> tuple[float, float]:
    """Where two parts of a line stand, from the left."""
    layout = QTextLayout(text, QFont())
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(10_000)
    layout.endLayout()
    return line.cursorToX(text.index(first))[0], line.cursorToX(text.index(last))[0]  # type: ignore[index]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_tooltip_says_what_it_is_given(qtbot: QtBot, text: str) -> None:
    document = QTextDocument()
    document.setHtml(plain_tip(text))
    assert document.toPlainText().replace("\u2028", "\n") == text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(text=st.text(st.sampled_from("<>&;\"'/ab đ="), min_size=1, max_size=30))
def test_a_tooltip_never_holds_markup(qtbot: QtBot, text: str) -> None:
    document = QTextDocument()
    document.setHtml(plain_tip(text))
    assert document.toPlainText() == text


def test_nothing_has_no_tooltip() -> None:
    assert plain_tip("") == ""


@pytest.mark.parametrize("text", ["A&B", "&File", "&&", "R&D\tCtrl+Q", "&amp;"])
def test_a_name_in_a_menu_makes_no_mnemonic_and_no_key(qtbot: QtBot, text: str) -> None:
    action = QAction(menu_text(text))
    assert action.iconText() == one_line(text)
    assert "\t" not in action.text()


def test_a_name_that_runs_from_the_right_leaves_what_is_beside_it_in_its_place(qtbot: QtBot) -> None:
    name = "שלום"
    first, last = _ends(f"{name} 12 + 34 end", "12", "34")
    assert first > last, "what this is about: without a mark the numbers change places"
    first, last = _ends(f"{one_line(name)} 12 + 34 end", "12", "34")
    assert first < last


def test_two_such_names_stay_beside_each_other(qtbot: QtBot) -> None:
    name = menu_text(f"{one_line('1 שלום')} · {one_line('2 שלום')}")
    first, last = _ends(name, "1", "2")
    assert first < last
