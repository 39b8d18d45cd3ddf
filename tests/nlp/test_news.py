from __future__ import annotations

import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core.assets import asset
from annotator.core.errors import RefusedError
from annotator.nlp.segment import blocks, pieces_in_blocks
from annotator.nlp.suggesters import BlockSuggester, Suggested, get, suggested_within, validated
from annotator.nlp.suggesters.news import News, model

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
NEWS = News()


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def found_in(text: str) -> list[tuple[str, str]]:
    return [(text[span.start : span.end], span.label) for span in NEWS.suggest(text)]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_suggestions_of_an_article_are_clean_and_certain_to_a_degree(path: Path) -> None:
    text = read(path)
    found = NEWS.suggest(text)
    assert len(found) > 20
    assert validated(text, found) == found
    assert {span.label for span in found} <= {"PER", "ORG", "LOC", "TITLE", "DATE", "EVENT", "AWARD", "DOC"}
    assert all(span.score is not None and 0 < span.score < 1 for span in found)
    assert len({span.score for span in found}) > 5


def test_what_a_reader_of_news_expects() -> None:
    text = (
        "Sáng 23/2/2026, tại Hà Nội, Tổng Bí thư Tô Lâm tiếp Đoàn đại biểu Bộ Ngoại giao Nhật Bản.\n"
        "Theo Nghị quyết số 02-NQ/TW, Chủ tịch Công đoàn Viên chức Việt Nam Ngọ Duy Hiểu nhận Huân chương Lao động."
    )
    found = found_in(text)
    for expected in [
        ("Sáng 23/2/2026", "DATE"), ("Hà Nội", "LOC"), ("Tổng Bí thư", "TITLE"), ("Tô Lâm", "PER"),
        ("Nghị quyết số 02-NQ/TW", "DOC"), ("Chủ tịch", "TITLE"), ("Công đoàn Viên chức Việt Nam", "ORG"),
        ("Ngọ Duy Hiểu", "PER"),
    ]:  # fmt: skip
        assert expected in found


def test_a_name_ends_before_a_full_stop_and_a_hyphen() -> None:
    assert ("EU", "ORG") in found_in("Ông Macron nói về quan hệ Nga-Mỹ và vai trò của EU.")
    assert {("Nga", "LOC"), ("Mỹ", "LOC")} <= set(found_in("Ông Macron nói về quan hệ Nga-Mỹ và vai trò của EU."))


def test_the_rest_of_the_article_tells_what_a_short_name_is() -> None:
    later = "Chiều qua, Kiên đã về quê."
    article = f"Anh Trần Trung Kiên, 34 tuổi, là công nhân.\nAnh Kiên cho biết gia đình rất vui.\n{later}"
    assert ("Kiên", "PER") in [
        (article[span.start : span.end], span.label) for span in NEWS.suggest(article) if span.start > 75
    ]


def test_decomposed_text_has_the_same_suggestions() -> None:
    text = unicodedata.normalize("NFC", read(SEEDS[0]))
    again = found_in(unicodedata.normalize("NFD", text))
    assert [(unicodedata.normalize("NFC", quote), label) for quote, label in again] == found_in(text)


@pytest.mark.parametrize("path", SEEDS[:3], ids=lambda path: path.stem)
def test_piece_by_piece_is_the_same_as_at_once(path: Path) -> None:
    text = (read(path) + "\n") * 30
    assert len(list(blocks(text))) > 1
    found = [
        span._replace(start=span.start + low, end=span.end + low)
        for (low, high), (start, end) in pieces_in_blocks(text)
        for span in suggested_within(NEWS, text[low:high], start, end)
    ]
    assert sorted(found) == NEWS.suggest(text)


def test_it_looks_around_and_others_need_not() -> None:
    assert isinstance(NEWS, BlockSuggester)
    text = "Ông Putin.\nBà Merkel."
    assert suggested_within(get("underthesea"), text, 11, len(text)) == [Suggested(14, 20, "PER", None)]


NASTY = [
    "", " ", "\n\n\r\n", "\u0301\u0301", "🇻🇳👩‍👩‍👧" * 50, "A" * 5000, "Ông " * 3000, "0/" * 4000, "(" * 3000,
    "\x00\x01\ud7ff",
    "Hà\u00a0Nội  và\r\nHuế", "﷽" * 100, "\u202eHà Nội\u202c", "a\u0323\u0302" * 800,
]  # fmt: skip


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_nothing_is_too_strange(text: str) -> None:
    found = NEWS.suggest(text)
    assert sorted(validated(text, found)) == sorted(found)


@settings(max_examples=60)
@given(st.text(max_size=200) | st.text("ĐNguyễn Văn A1/2.,-\n\u00a0\u0301", max_size=120))
def test_any_text_gives_spans_that_can_be_kept(text: str) -> None:
    found = NEWS.suggest(text)
    assert sorted(validated(text, found)) == sorted(found)
    ordered = sorted(found)
    assert all(one.end <= other.start for one, other in pairwise(ordered))


def test_a_long_line_without_a_full_stop_is_no_trouble() -> None:
    text = ("Ông Nguyễn Văn Ba ở Hà Nội nói với Bộ Y tế " * 700).strip()
    assert len(NEWS.suggest(text)) > 1000


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    path = tmp_path / "copy.model"
    path.write_bytes(asset("resources", "models", "news.model").read_bytes())
    return path


def test_the_version_is_the_file_s(copy: Path) -> None:
    assert News(copy).version == NEWS.version
    container = model.read(copy, "news")
    model.write(copy, {**container.manifest, "articles": 1}, container.parts)
    assert News(copy).version != NEWS.version


@pytest.mark.parametrize("at", [50, 5000, -1])
def test_a_changed_byte_is_refused(copy: Path, at: int) -> None:
    data = bytearray(copy.read_bytes())
    data[at] ^= 1
    copy.write_bytes(data)
    with pytest.raises(RefusedError) as caught:
        News(copy).suggest("Hà Nội")
    assert caught.value.code == "model.damaged"


def test_a_cut_file_is_refused(copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[:-1])
    with pytest.raises(RefusedError) as caught:
        News(copy).suggest("Hà Nội")
    assert caught.value.code == "model.damaged"


@pytest.mark.parametrize("content", [b"", b"\x80\x04\x95", b"ANNMODE", b"{}"])
def test_a_foreign_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "some.model"
    path.write_bytes(content)
    for use in (lambda: News(path).version, lambda: News(path).suggest("Hà Nội")):
        with pytest.raises(RefusedError) as caught:
            use()
        assert caught.value.code == "model.foreign"


def test_a_model_of_another_make_is_refused(copy: Path) -> None:
    container = model.read(copy, "news")
    for parts in ({**container.parts, "clusters": b"no"}, {**container.parts, "crf": b"no"}, {}):
        model.write(copy, container.manifest, parts)
        with pytest.raises(RefusedError) as caught:
            News(copy).suggest("Hà Nội")
        assert caught.value.code == "model.foreign"


def test_a_model_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as caught:
        News(tmp_path / "none.model").suggest("Hà Nội")
    assert caught.value.code == "model.missing"
