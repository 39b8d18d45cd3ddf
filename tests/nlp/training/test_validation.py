from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.nlp.gold import GoldArticle
from annotator.nlp.suggesters import Suggested
from annotator.nlp.suggesters.news.decoding import calibrated
from annotator.nlp.training import validation
from annotator.nlp.training.validation import compared, figures, folds, rising

PAIRS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=200)


@given(st.integers(5, 60), st.integers())
def test_every_article_is_in_one_fold(number: int, seed: int) -> None:
    dealt = folds(number, seed)
    assert sorted(index for fold in dealt for index in fold) == list(range(number))
    assert max(map(len, dealt)) - min(map(len, dealt)) <= 1
    assert dealt == folds(number, seed)


@given(PAIRS)
def test_a_calibration_never_falls_and_is_never_certain(pairs: list[tuple[float, bool]]) -> None:
    line = rising(pairs)
    assert all(0 < y < 1 for _, y in line)
    values = [calibrated(step / 50, line) for step in range(51)]
    assert values == sorted(values)


def test_a_calibration_says_how_often_it_was_right() -> None:
    pairs = [(0.9, index % 10 != 0) for index in range(1000)] + [(0.5, index % 2 == 0) for index in range(1000)]
    line = rising(pairs)
    assert calibrated(0.9, line) == pytest.approx(0.9, abs=0.03)
    assert calibrated(0.5, line) == pytest.approx(0.5, abs=0.03)
    assert 0.5 < calibrated(0.7, line) < 0.9


def test_figures_count_what_is_right_and_what_only_ends_elsewhere() -> None:
    article = GoldArticle("a", "Ông Ba ở Huế", ((0, 3, "TITLE"), (4, 6, "PER"), (9, 12, "LOC")))
    found = [Suggested(4, 6, "PER", 0.9), Suggested(7, 12, "LOC", 0.8)]
    shown = figures(compared([(article, found)]))
    assert shown["core"] == {"precision": 50.0, "recall": 50.0, "f1": 50.0, "gold": 2, "boundary_errors": 1}
    assert shown["all"]["recall"] == 33.3
    assert shown["labels"]["PER"]["f1"] == 100.0
    assert "| PER |" in validation.table({"whole": shown}).replace("TITLE | ", "").replace("LOC | ", "")
