from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from annotator.core.labels import shipped
from annotator.ui.action_table import SUBMENUS, specs
from annotator.ui.key_settings import FIXED, KeyMap, forbidden, native, pressed_key, same, twins, written

ACTS = {spec.id: spec for spec in specs() if spec.id not in SUBMENUS}
FREE = sorted(set(ACTS) - set(FIXED))
KEYS = [
    "Q",
    "U",
    "Ctrl+K",
    "Ctrl+Shift+P",
    "F4",
    "F1",
    "Alt+F4",
    "Esc",
    "3",
    "Return",
    "Enter",
    "Nonsense+",
    "",
    "Ctrl+C",
    "Up",
]
LABELS = [spec.as_label(number, number) for number, spec in enumerate(shipped()) if spec.scope == "span"]

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def owners(keys: KeyMap) -> dict[str, list[str]]:
    """The acts that have each key."""
    found: dict[str, list[str]] = {}
    for id_ in ACTS:
        for key in {same(key) for key in keys.of(id_)}:
            found.setdefault(key, []).append(id_)
    return found


def test_the_table_gives_no_key_twice_and_none_that_is_ruled_out() -> None:
    assert {key: ids for key, ids in owners(KeyMap({})).items() if len(ids) > 1} == {}
    assert [(spec.id, key) for spec in ACTS.values() for key in spec.keys if forbidden(spec, key)] == [
        ("span.disarm", "Escape")
    ]


@given(
    st.dictionaries(
        st.sampled_from([*FREE, "no.such.act", "file.recent"]),
        st.lists(st.sampled_from(KEYS), max_size=3) | st.none() | st.integers() | st.lists(st.integers(), min_size=1),
        max_size=8,
    )
)
def test_whatever_the_settings_say_no_key_is_given_twice(changed: dict[str, object]) -> None:
    keys = KeyMap(changed)
    assert all(len(ids) == 1 for ids in owners(keys).values())
    assert set(keys.changed) <= set(changed) & set(FREE)
    assert KeyMap(keys.changed).changed == keys.changed


def test_acts_may_exchange_their_keys() -> None:
    keys = KeyMap({"suggestion.accept": ["S"], "suggestion.skip": ["Return", "Enter"]})
    assert keys.of("suggestion.accept") == ("S",)
    assert keys.of("suggestion.skip") == ("Return", "Enter")


def test_what_cannot_be_used_is_left_out_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    keys = KeyMap(
        {
            "no.such.act": ["Q"],
            "span.note": ["Foo+X"],
            "span.delete": "Q",
            "file.new": ["N"],
            "view.raw": ["Ctrl+K"],
            "span.disarm": ["F4"],
            "article.next": ["Ctrl+J, Ctrl+K"],
            "edit.undo": ["ctrl+alt+z"],
        }
    )
    assert keys.changed == {"edit.undo": ["Ctrl+Alt+Z"]}
    assert len([record for record in caplog.records if "left out" in record.message]) == 7


def test_why_a_key_is_refused() -> None:
    keys = KeyMap({})
    expected = {
        ("suggestion.accept", "Ctrl+G"): ("act", "suggestion.settings"),
        ("article.skip", "Ctrl+Enter"): ("act", "article.done"),
        ("suggestion.accept", "5"): ("digit", ""),
        ("suggestion.accept", "Esc"): ("system", ""),
        ("suggestion.accept", "Alt+F4"): ("system", ""),
        ("suggestion.accept", "Alt+P"): ("system", ""),
        ("suggestion.accept", "Shift+Down"): ("system", ""),
        ("suggestion.accept", "Meta+K"): ("system", ""),
        ("file.new", "Q"): ("window", ""),
        ("file.new", "Shift+Q"): ("window", ""),
        ("file.new", "Tab"): ("window", ""),
        ("file.new", "Ctrl+V"): ("typing", ""),
        ("span.disarm", "Q"): ("system", ""),
    }
    for (id_, key), reason in expected.items():
        assert keys.refusal(id_, key) == reason, (id_, key)
    for id_, key in (
        ("suggestion.accept", "Q"),
        ("suggestion.accept", "Enter"),
        ("file.new", "F4"),
        ("file.new", "Ctrl+Alt+N"),
    ):
        assert keys.refusal(id_, key) is None, (id_, key)


def test_the_key_of_a_label_is_refused() -> None:
    labelled = [*LABELS[1:], LABELS[0].__class__(**{**LABELS[0].row(), "key": "q"})]
    assert KeyMap({}).refusal("suggestion.accept", "Q", labelled) == ("label", LABELS[0].name)


def test_keys_are_put_and_taken_back() -> None:
    keys = KeyMap({})
    keys.put("suggestion.accept", ["Y"])
    keys.put("span.note", ["Ctrl+Return"])
    assert keys.changed == {"suggestion.accept": ["Y"], "span.note": ["Ctrl+Return", "Ctrl+Enter"]}
    keys.put("suggestion.accept", ["Space", "Enter"])
    assert not keys.is_changed("suggestion.accept")
    keys.put("span.note", [])
    assert keys.of("span.note") == ()
    keys.reset_all()
    assert keys.changed == {}


def test_going_back_is_refused_while_another_act_has_the_key() -> None:
    keys = KeyMap({})
    keys.put("span.note", ["Q"])
    keys.put("suggestion.skip", ["N"])
    assert keys.reset("span.note") == ("act", "suggestion.skip")
    assert keys.of("span.note") == ("Q",)
    assert keys.reset("suggestion.skip") is None
    assert keys.reset("span.note") is None
    assert keys.changed == {}


def test_the_single_keys_follow_the_changes() -> None:
    keys = KeyMap({})
    assert {"N", "[", "U"} <= keys.single()
    assert "Q" not in keys.single()
    keys.put("span.note", ["Q"])
    assert "Q" in keys.single()
    assert "N" not in keys.single()


@pytest.mark.parametrize(
    ("key", "held", "expected"),
    [
        (Qt.Key.Key_U, NONE, "U"),
        (Qt.Key.Key_U, SHIFT, "Shift+U"),
        (Qt.Key.Key_BraceLeft, SHIFT, "{"),
        (Qt.Key.Key_BraceLeft, SHIFT | ALT, "Alt+{"),
        (Qt.Key.Key_Backtab, SHIFT, "Shift+Tab"),
        (Qt.Key.Key_Plus, CTRL | Qt.KeyboardModifier.KeypadModifier, "Ctrl++"),
        (Qt.Key.Key_Shift, SHIFT, ""),
        (Qt.Key.Key_Control, CTRL, ""),
        (Qt.Key.Key_unknown, NONE, ""),
        (Qt.Key.Key_F5, CTRL | SHIFT, "Ctrl+Shift+F5"),
        (Qt.Key.Key_Space, SHIFT, "Shift+Space"),
    ],
)
def test_what_a_key_press_is_called(qapp: QApplication, key: Qt.Key, held: Qt.KeyboardModifier, expected: str) -> None:
    assert pressed_key(QKeyEvent(QEvent.Type.KeyPress, key, held)) == expected


def test_spellings(qapp: QApplication) -> None:
    assert written("ctrl+shift+k") == "Ctrl+Shift+K"
    assert [written(text) for text in ("", "Foo", "Ctrl+", "Ctrl+K, Ctrl+S", "Shift")] == [""] * 5
    assert same("Ctrl+Return") == same("Ctrl+Enter") == "Ctrl+Enter"
    assert twins("Shift+Enter") == ("Shift+Return", "Shift+Enter")
    assert twins("Q") == ("Q",)
    assert native(("Ctrl+Return", "Ctrl+Enter")) == "Ctrl+Enter"
