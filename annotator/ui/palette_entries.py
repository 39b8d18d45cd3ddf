"""What the command palette lists beside articles: every act and label, by its names in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtGui import QAction

from annotator.app.session import Session
from annotator.core.assets import asset
from annotator.core.messages import QT_TRANSLATE_NOOP
from annotator.core.palette_match import Words, is_spread, score, words_of
from annotator.ui.action_table import CONTEXT, MENUS, SUBMENUS, ActionSpec
from annotator.ui.actions import Actions, plain
from annotator.ui.key_settings import native_names
from annotator.ui.label_actions import PREFIX
from annotator.ui.palette_synonyms import synonyms

_LABEL_WITH = QT_TRANSLATE_NOOP("Palette", "Label with {label}")
_SNAPS = {"view.snap.word": "&Words", "view.snap.syllable": "&Syllables", "view.snap.character": "&Characters"}
"""What the actions of the menu of units are called in the sources (context ViewActs)."""
_LABELS_MENU, _SNAP_MENU = "span.labels", "view.snap"
_RECENT_BONUS = 0.2
_SYNONYM = 0.95
"""What is left of a score that a synonym earned; it stays above that of a name which only begins so."""


class Entry(NamedTuple):
    """An act. `other` is its name in the language that the interface does not speak; `names` are both, folded.

    `synonyms` are other words for it, each with its folded words.
    """

    action: QAction
    name: str
    other: str
    place: str
    keys: tuple[str, ...]
    icon: str
    colour: str
    is_enabled: bool
    names: tuple[Words, ...]
    synonyms: tuple[tuple[str, Words], ...] = ()

    @property
    def id(self) -> str:
        """The name of the act in the settings."""
        return str(self.action.objectName())


class _Names:
    """Texts in the language of the interface and in the other one."""

    def __init__(self, language: str) -> None:
        self._is_vietnamese = language == "vi"
        self._vietnamese = QTranslator()
        if not self._is_vietnamese:
            self._vietnamese.load(str(asset("resources", "i18n", "annotator_vi.qm")))

    def here(self, context: str, text: str) -> str:
        """In the language of the interface."""
        return plain(QCoreApplication.translate(context, text))

    def there(self, context: str, text: str) -> str:
        """In the other language: English is the source, Vietnamese is read from a catalogue that is not in use."""
        return plain(text if self._is_vietnamese else self._vietnamese.translate(context, text) or text)


def entries(actions: Actions, session: Session) -> list[Entry]:
    """Every act that a palette can do, in the order of the menus, with the labels where their menu stands."""
    names = _Names(actions.settings.language)
    result: list[Entry] = []
    for title, rows in MENUS:
        for spec in rows:
            if spec.id == _LABELS_MENU:
                result += _labels(actions, session, names, title)
            elif spec.id == _SNAP_MENU:
                result += _snaps(actions, names, title, spec)
            elif spec.id and spec.id not in SUBMENUS:
                result.append(_act(actions, names, title, spec))
    return result


def ranked(all_entries: list[Entry], words: Words, recent: list[str]) -> list[Entry]:
    """The entries that fit folded words, the best first and those that cannot be done now last.

    First letters count only where nothing fits by whole words or their beginnings.
    """
    found = []
    for place, entry in enumerate(all_entries):
        value = _worth(entry, words)
        if value:
            bonus = _RECENT_BONUS if entry.id in recent else 0.0
            found.append((is_spread(value), not entry.is_enabled, -value - bonus, place, entry))
    found.sort(key=lambda each: each[:4])
    if any(not each[0] for each in found):
        found = [each for each in found if not each[0]]
    return [each[4] for each in sorted(found, key=lambda each: each[1])]


def fits_well(entry: Entry, words: Words) -> bool:
    """Whether an entry can be done now and fits by whole words or their beginnings."""
    return entry.is_enabled and any(score(words, name) and not is_spread(score(words, name)) for name in _words(entry))


def typed_name(entry: Entry, words: Words) -> str:
    """What of an act was typed where it is not the name that is shown: its other name, or a synonym; else nothing."""
    here, there = (score(words, name) for name in entry.names)
    if entry.other and there > here:
        return entry.other
    found = max(((score(words, folded), name) for name, folded in entry.synonyms), default=(0.0, ""))
    return "" if max(here, there) or is_spread(found[0]) or not found[0] else found[1]


def _worth(entry: Entry, words: Words) -> float:
    """How well an entry fits; a synonym less than a name, and only by whole words or their beginnings."""
    by_name = max(score(words, name) for name in entry.names)
    if by_name and not is_spread(by_name):
        return by_name
    by_synonym = max((score(words, folded) for _, folded in entry.synonyms), default=0.0)
    return by_name if is_spread(by_synonym) else max(by_name, _SYNONYM * by_synonym)


def _words(entry: Entry) -> Iterator[Words]:
    yield from entry.names
    yield from (folded for _, folded in entry.synonyms)


def _act(actions: Actions, names: _Names, title: str, spec: ActionSpec) -> Entry:
    action = actions.by_id[spec.id]
    place = " › ".join(names.here(CONTEXT, each) for each in (title, spec.submenu) if each)
    keys = native_names(actions.keys.of(spec.id))
    return _entry(action, (plain(action.text()), names.there(CONTEXT, spec.text)), place, keys, icon=spec.icon)


def _snaps(actions: Actions, names: _Names, title: str, spec: ActionSpec) -> Iterator[Entry]:
    menu = actions.submenus[spec.id]
    for action in menu.actions():
        source = _SNAPS[action.objectName()]
        here, there = (
            f"{say(CONTEXT, spec.text)}: {say('ViewActs', source).lower()}" for say in (names.here, names.there)
        )
        yield _entry(action, (here, there), names.here(CONTEXT, title), is_enabled=menu.isEnabled())


def _labels(actions: Actions, session: Session, names: _Names, title: str) -> Iterator[Entry]:
    by_name = {action.objectName(): action for action in actions.view.actions()}
    is_enabled = actions.submenus[_LABELS_MENU].isEnabled()
    here, there = actions.settings.language, "en" if actions.settings.language == "vi" else "vi"
    for label in session.span_labels:
        action = by_name.get(f"{PREFIX}{label.name}")
        if action is not None:
            both = (
                names.here("Palette", _LABEL_WITH).format(label=f"{label.shown} · {label.title(here)}"),
                names.there("Palette", _LABEL_WITH).format(label=f"{label.shown} · {label.title(there)}"),
            )
            keys = native_names([label.key]) if action.shortcuts() else ()
            yield _entry(action, both, names.here(CONTEXT, title), keys, colour=label.colour, is_enabled=is_enabled)


def _entry(
    action: QAction,
    names: tuple[str, str],
    place: str,
    keys: tuple[str, ...] = (),
    icon: str = "",
    colour: str = "",
    is_enabled: bool = True,
) -> Entry:
    here, there = names
    folded = words_of(here), words_of(there)
    can = is_enabled and action.isEnabled()
    other = "" if folded[0] == folded[1] else there
    meant = tuple((word, words_of(word)) for word in synonyms(action.objectName()))
    return Entry(action, here, other, place, keys, icon, colour, can, folded, meant)


def acts_in_view(action: QAction) -> bool:
    """Whether an act is one of the text, which has to have the keyboard for it."""
    return action.shortcutContext() == Qt.ShortcutContext.WidgetShortcut
