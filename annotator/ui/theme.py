"""The design values: colours of the light, sepia and dark palettes, spacing, type sizes, and what labels look like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QColor, QFont, QPalette

XS, S, M, L, XL = 4, 8, 12, 16, 24
"""Spacing in device-independent pixels."""

RADIUS = 6
FAMILY = "Be Vietnam Pro"
UI_SIZE = 13
"""Pixels of the interface's type; text on screen is set by `reading_font`."""
SMALL_SIZE = 11
READING_SIZE = 17
MEASURE = 68
"""Average characters in a line of text."""


@dataclass(frozen=True)
class Theme:
    """One set of colours. `window` is the chrome, `surface` what is read, `accent` the one colour of the interface."""

    name: str
    is_dark: bool
    window: str
    surface: str
    text: str
    muted: str
    border: str
    hover: str
    accent: str
    accent_text: str
    selection: str
    danger: str
    tint: float
    """Share of a label's colour in the background of its spans."""

    def palette(self) -> QPalette:
        """The palette of every widget."""
        palette = QPalette()
        roles = {
            QPalette.ColorRole.Window: self.window,
            QPalette.ColorRole.WindowText: self.text,
            QPalette.ColorRole.Base: self.surface,
            QPalette.ColorRole.AlternateBase: self.window,
            QPalette.ColorRole.Text: self.text,
            QPalette.ColorRole.Button: self.window,
            QPalette.ColorRole.ButtonText: self.text,
            QPalette.ColorRole.ToolTipBase: self.surface,
            QPalette.ColorRole.ToolTipText: self.text,
            QPalette.ColorRole.PlaceholderText: self.muted,
            # Quiet: menus draw a highlighted row's icon as they draw it elsewhere, and on the accent it would vanish.
            QPalette.ColorRole.Highlight: self.selection,
            QPalette.ColorRole.HighlightedText: self.text,
            QPalette.ColorRole.Accent: self.accent,
            QPalette.ColorRole.Link: self.accent,
            QPalette.ColorRole.Light: self.surface,
            QPalette.ColorRole.Midlight: self.hover,
            QPalette.ColorRole.Mid: self.border,
            QPalette.ColorRole.Dark: self.border,
            QPalette.ColorRole.Shadow: self.border,
        }
        for role, colour in roles.items():
            palette.setColor(role, QColor(colour))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, mixed(self.muted, self.window, 0.6))
        return palette

    def selected_text(self) -> QColor:
        """The ground of words selected in a text, strong enough to be told from the tint of any label."""
        return mixed(self.muted, self.surface, 0.5) if self.is_dark else mixed(self.accent, self.surface, 0.42)

    def scroll_bars(self) -> str:
        """The style sheet of quiet scroll bars: a grip and nothing else."""
        grip = mixed(self.muted, self.surface, 0.4).name()
        return (
            "QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }"
            f"QScrollBar::handle:vertical {{ background: {grip}; border-radius: 3px; margin: 2px; min-height: 28px; }}"
            "QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }"
            "QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }"
        )

    def fields(self, kinds: Sequence[str] = ("QLineEdit",)) -> str:
        """The style sheet of everything that is typed or chosen in: round, a hairline, the accent where the focus is.

        `kinds` are the classes of widgets it is for, so that one sheet can dress a whole dialog.
        """
        focused = ", ".join(f"{kind}:focus" for kind in kinds)
        return (
            f"{', '.join(kinds)} {{ background: {self.surface}; color: {self.text}; border: 1px solid {self.border};"
            f" border-radius: {RADIUS}px; selection-background-color: {self.selection};"
            f" selection-color: {self.text}; }}"
            f"{focused} {{ border-color: {self.accent}; }}"
            f"QLineEdit {{ padding: {XS + 1}px {S}px; }}"
            f"QLineEdit:disabled {{ color: {self.muted}; background: {self.window}; }}"
        )

    def progress(self) -> str:
        """The style sheet of slim progress bars."""
        return (
            f"QProgressBar {{ background: {self.hover}; border: none; border-radius: 3px; }}"
            f"QProgressBar::chunk {{ background: {self.accent}; border-radius: 3px; }}"
        )

    def buttons(self, primary: bool = False) -> str:
        """The style sheet of push buttons; `primary` is the one that does what the place is for."""
        ground, text, border, hover, ring = self.surface, self.text, self.border, self.hover, self.accent
        if primary:
            ground, text, border, ring = self.accent, self.accent_text, self.accent, self.text
            hover = mixed(self.accent, self.text, 0.86).name()
        off = mixed(self.muted, self.window, 0.6).name()
        return (
            f"QPushButton {{ background: {ground}; color: {text}; border: 1px solid {border};"
            f" border-radius: {RADIUS}px; padding: {XS + 3}px {L}px; }}"
            f"QPushButton:hover {{ background: {hover}; }}"
            f"QPushButton:focus {{ border: 1px solid {ring}; }}"
            f"QPushButton:disabled {{ background: {self.hover}; color: {off}; border-color: {self.border}; }}"
        )

    def flat_buttons(self, padding: int = XS) -> str:
        """The style sheet of buttons without a ground of their own, pushed or tool: only mouse and focus show."""
        kinds = "QToolButton", "QPushButton"
        states = ("", "transparent", "transparent"), (":hover", self.hover, "transparent"), (":focus", "", self.accent)
        rules = [f"QPushButton, QToolButton {{ border-radius: {RADIUS}px; padding: {padding}px; color: {self.text}; }}"]
        for state, ground, border in states:
            who = ", ".join(f"{kind}{state}" for kind in kinds)
            rules.append(f"{who} {{ border: 1px solid {border};{f' background: {ground};' if ground else ''} }}")
        off = mixed(self.muted, self.window, 0.6).name()
        rules.append(f"QPushButton:disabled, QToolButton:disabled {{ color: {off}; }}")
        return "".join(rules)


THEMES = {
    theme.name: theme
    for theme in (
        Theme("light", False, "#f5f6f8", "#ffffff", "#1b1f24", "#5c6672", "#dfe3e8", "#e9ecf0", "#0b7069", "#ffffff",
              "#d6edea", "#b3261e", 0.20),
        Theme("sepia", False, "#efe6d6", "#f9f2e4", "#382d20", "#6d5c48", "#dccfb8", "#e6dbc7", "#0f6b62", "#ffffff",
              "#d3e2d2", "#a3341f", 0.24),
        Theme("dark", True, "#15181c", "#1c2025", "#e3e6ea", "#98a2ae", "#2e343c", "#272c33", "#4fb8ac", "#0c1413",
              "#1a3a38", "#f2857c", 0.30),
    )
}  # fmt: skip


@lru_cache(maxsize=512)
def mixed(colour: str, ground: str, share: float) -> QColor:
    """`share` of `colour` over `ground`, opaque."""
    a, b = QColor(colour), QColor(ground)
    parts = ((x * share + y * (1 - share)) for x, y in zip(_rgb(a), _rgb(b), strict=True))
    return QColor(*(round(part) for part in parts))


@lru_cache(maxsize=256)
def text_on(colour: str) -> QColor:
    """White, or black where white would be hard to read on this colour: one of the two always can be."""
    return QColor("#ffffff") if contrast("#ffffff", colour) >= 4.5 else QColor("#000000")


def contrast(colour: str, ground: str) -> float:
    """How well a colour stands out from the ground: the contrast ratio of WCAG 2.1, 1 to 21."""
    low, high = sorted((_luminance(QColor(colour)), _luminance(QColor(ground))))
    return (high + 0.05) / (low + 0.05)


def _rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def _luminance(colour: QColor) -> float:
    parts = [
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4
        for c in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def ui_font(size: int = UI_SIZE, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The interface's type in pixels."""
    font = QFont(FAMILY)
    font.setPixelSize(size)
    font.setWeight(weight)
    return font


def reading_font(zoom: int) -> QFont:
    """The text's type at a zoom step (0 is the ordinary one, each step a pixel and a half)."""
    return ui_font(max(9, round(READING_SIZE + 1.5 * zoom)))
