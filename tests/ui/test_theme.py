from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.assets import asset
from annotator.ui.theme import THEMES, Theme, contrast, mixed, text_on

READABLE = 4.5
"""WCAG 2.1, success criterion 1.4.3."""

GROUNDS = ("window", "surface", "hover", "selection")
COLOURS = ("text", "muted", "accent", "danger")


@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_text_can_be_read_on_every_ground(theme: Theme, ground: str, colour: str) -> None:
    assert contrast(getattr(theme, colour), getattr(theme, ground)) >= READABLE


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_words_of_the_main_button_can_be_read(theme: Theme) -> None:
    for ground in (theme.accent, mixed(theme.accent, theme.text, 0.86).name()):
        assert contrast(theme.accent_text, ground) >= READABLE


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_a_selection_is_told_from_the_tint_of_the_current_span_whatever_its_label(theme: Theme) -> None:
    ground = theme.selected_text()
    assert contrast(theme.text, ground.name()) >= READABLE
    labels = json.loads(asset("resources", "labels", "default.json").read_text("utf-8"))["labels"]
    for colour in (label["colour"] for label in labels):
        tint = mixed(colour, theme.surface, 1.6 * theme.tint)
        parts = zip(ground.getRgb(), tint.getRgb(), strict=True)
        assert max(abs(a - b) for a, b in parts) >= 20, colour


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_a_labels_name_can_be_read_on_any_colour(rgb: tuple[int, int, int]) -> None:
    colour = "#{:02x}{:02x}{:02x}".format(*rgb)
    assert contrast(text_on(colour).name(), colour) >= READABLE


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == 1
