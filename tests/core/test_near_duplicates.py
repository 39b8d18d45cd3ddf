from __future__ import annotations

import random
import subprocess
import sys
import unicodedata
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.near_duplicates import BINS, SHINGLE, THRESHOLD, meetings, similarity, sketch

SYLLABLES = [
    "hà",
    "nội",
    "mưa",
    "nắng",
    "tàu",
    "xe",
    "chạy",
    "đường",
    "sông",
    "cầu",
    "người",
    "đi",
    "học",
    "trường",
    "lớp",
    "thầy",
    "cô",
    "bạn",
    "nhà",
    "phố",
    "chợ",
    "bán",
    "mua",
]
TEXT = (
    "Sáng nay tàu chạy qua cầu sông Hồng, người đi chợ mua bán đông vui. Trường lớp đóng cửa, hoà vào phố chợ Hà Nội."
)


def words(number: int, seed: int) -> list[str]:
    """Syllables that hardly ever repeat five in a row."""
    chance = random.Random(seed)
    return [f"{chance.choice(SYLLABLES)}{chance.randrange(400)}" for _ in range(number)]


def shared(one: list[str], other: list[str]) -> float:
    """The share of shingles in common, counted."""
    sets = [{tuple(text[n : n + SHINGLE]) for n in range(len(text) - SHINGLE + 1)} for text in (one, other)]
    return len(sets[0] & sets[1]) / len(sets[0] | sets[1])


@pytest.mark.parametrize("kept", [0, 20, 50, 65, 80, 90, 97])
@pytest.mark.parametrize("number", [150, 450, 1500])
def test_the_estimate_is_near_the_share_that_is_counted(kept: int, number: int) -> None:
    errors = []
    for seed in range(12):
        one = words(number, seed)
        cut = number * kept // 100
        other = one[:cut] + words(number - cut, 1000 + seed)
        errors.append(similarity(sketch(" ".join(one)), sketch(" ".join(other))) - shared(one, other))
    assert max(map(abs, errors)) < 0.2
    assert abs(sum(errors) / len(errors)) < 0.04


def test_case_form_tone_placement_spacing_and_punctuation_do_not_count() -> None:
    spelled = [
        TEXT.upper(),
        unicodedata.normalize("NFD", TEXT),
        TEXT.replace(" ", "\u00a0\r\n"),
        TEXT.replace(",", ";").replace("chợ", "“chợ”").replace(".", "!"),
        TEXT.replace("hoà", "hòa"),
    ]
    assert [similarity(sketch(TEXT), sketch(text)) for text in spelled] == [1.0] * len(spelled)


def test_texts_without_words_are_like_nothing() -> None:
    assert sketch("") == sketch(" … !\n") == b""
    assert similarity(b"", b"") == similarity(b"", sketch(TEXT)) == 0.0


@pytest.mark.parametrize("number", range(1, 8))
def test_texts_shorter_than_a_shingle_are_like_themselves_alone(number: int) -> None:
    one, other = " ".join(words(number, 1)), " ".join(words(number, 2))
    assert len(sketch(one)) == 4 * BINS
    assert similarity(sketch(one), sketch(one)) == 1.0
    assert similarity(sketch(one), sketch(other)) < THRESHOLD


def test_a_sketch_is_the_same_in_every_run() -> None:
    script = f"from annotator.core.near_duplicates import sketch; print(sketch({TEXT!r}).hex())"
    runs = [
        subprocess.run([sys.executable, "-X", "utf8", "-c", script], capture_output=True, text=True, check=True,
                       env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)})
        for seed in ("1", "2")
    ]  # fmt: skip
    assert {run.stdout.strip() for run in runs} == {sketch(TEXT).hex()}


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(10, 100)), min_size=2, max_size=8))
def test_what_is_alike_meets(copies: list[tuple[int, int]]) -> None:
    bases = [words(300, seed) for seed in range(4)]
    texts = [bases[base][: 3 * kept] + words(300 - 3 * kept, 50 + n) for n, (base, kept) in enumerate(copies)]
    sketches = [sketch(" ".join(text)) for text in texts]
    met = {pair for places in meetings(sketches, lambda: None) for pair in combinations(places, 2)}
    alike = {
        pair for pair in combinations(range(len(texts)), 2) if similarity(sketches[pair[0]], sketches[pair[1]]) >= 0.7
    }
    assert alike <= met


def test_empty_sketches_do_not_meet_and_copies_meet_once() -> None:
    same = sketch(TEXT)
    assert list(meetings([b"", same, b"", same, same], lambda: None)) == [(1, 3, 4)]


def test_a_search_can_be_stopped() -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(meetings([sketch(TEXT)], stop))
