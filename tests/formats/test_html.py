"""The page with highlights: exactly the text, every span, and nothing of the text taken for markup."""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import golden_set
from format_cases import DATA, LABELS, documents, trip, words
from golden_files import FORMATS, written_files
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from annotator.core.exchange import AnnotatedDocument, Annotation, DataSet, Link, Mark, Topic
from annotator.core.labels import LabelSpec
from annotator.formats.essence import essence
from annotator.formats.html import Html
from annotator.formats.protocol import ReadOptions
from annotator.formats.source import FileSource

EVIL = "</p><script>alert(1)</script><img src=x onerror=alert(1)>&amp;\"'"


def page(*found: AnnotatedDocument, data: DataSet = DATA) -> str:
    return "".join(str(piece) for piece in Html().write(found, data, words()))


def document(text: str, *spans: tuple[int, int, str], **rest: object) -> AnnotatedDocument:
    marks = tuple(Mark(start, end, label, text[start:end]) for start, end, label in spans)
    return AnnotatedDocument("bài.txt", text, annotations=(Annotation("Lan", spans=marks, **rest),))  # type: ignore[arg-type]


def body(text: str) -> str:
    found = re.search(r'<div class="text">(.*?)</div>', text, re.DOTALL)
    assert found is not None
    return re.sub(r' data-\w+="[^"]*"', "", found.group(1))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(found=st.lists(documents(), min_size=1, max_size=3))
def test_what_is_written_is_what_was_meant(found: list[AnnotatedDocument]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        went = trip(Html(), found, Path(folder))
        came = list(Html().reread(FileSource(str(went.files[0])), ReadOptions()))
    read = [one for one in came if isinstance(one, AnnotatedDocument)]
    for one, fitted in zip(read, went.fitted, strict=True):
        meant = essence(fitted, Html.holds)
        assert essence(one, Html.holds, meant) == meant
    assert [one.name for one in read] == [one.name for one in went.fitted]
    assert went.losses == []


@settings(max_examples=50, deadline=None)
@given(found=documents())
def test_another_parser_reads_the_same_text(found: AnnotatedDocument) -> None:
    text = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", "?", found.text)
    found = AnnotatedDocument(found.name, text)
    tree = lxml_html.document_fromstring(page(found).encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    assert "".join(element.text_content() for element in tree.xpath("//div[@class='text']")) == text


def test_spans_nest_cross_and_go_on_in_the_next_line() -> None:
    assert body(page(document("abcdef", (0, 6, "X"), (2, 4, "Y")))) == "<p><mark>ab<mark>cd</mark>ef</mark></p>"
    assert body(page(document("abcdef", (0, 4, "X"), (2, 6, "Y")))) == (
        '<p><mark>ab<mark class="goes-on">cd</mark></mark><mark class="went-on">ef</mark></p>'
    )
    assert body(page(document("ab\ncd", (1, 4, "X")))) == (
        '<p>a<mark class="goes-on">b\n</mark></p><p><mark class="went-on">c</mark>d</p>'
    )


def test_nothing_that_is_shown_becomes_markup() -> None:
    mark = Mark(0, 1, 'A"><b>', "<", note=EVIL, attributes={EVIL: EVIL, "đúng": True})
    other = Mark(1, 3, "B", "/p")
    layer = Annotation("Lan", spans=(mark, other), relations=(Link(0, 1, "r<i>"),), document_labels=(Topic('"><u>'),))
    about = dict.fromkeys(("title", "source", "author", "published"), EVIL)
    evil = AnnotatedDocument(EVIL, EVIL, url="javascript:alert(1)", annotations=(layer,), **about)  # type: ignore[arg-type]
    data = DataSet([LabelSpec('A"><b>', EVIL, EVIL, "#112233"), LabelSpec("B</style><script>", colour="#ffee00")])
    seen: list[str] = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            seen.append(tag)
            assert not any(name.startswith("on") or name in ("src", "style") for name, _ in attrs)
            assert all((value or "").startswith("#") for name, value in attrs if name == "href")

    text = page(evil, data=data)
    Tags().feed(text)
    assert not {"script", "img", "b>", "u", "link", "iframe"} & set(seen)
    assert text.count("</style>") == 2
    assert text.count("<style>") == 2


def test_nothing_is_loaded_from_elsewhere(seeds: list[Path]) -> None:
    text = page(document(seeds[0].read_text(encoding="utf-8")))
    assert "default-src 'none'" in text
    assert not re.search(r"@import|url\(|<script|<link|<img|<iframe", text)


def test_labels_and_articles_are_listed_with_their_counts() -> None:
    one = document("Hà Nội và Huế", (0, 6, "PER"), (10, 13, "PER"))
    text = page(one, document("không có gì"))
    assert '<a href="#a1">bài</a>' not in text
    assert '<a href="#a1">bài.txt</a> <b>2</b>' in text
    assert '<a href="#a2">bài.txt</a> <b>0</b>' in text
    assert "<span>Người · Person</span> <b>2</b>" in text
    assert text.count('class="chip"') == sum(label.scope == "span" for label in LABELS)


def test_letters_on_chips_can_be_read() -> None:
    data = DataSet([LabelSpec("TỐI", colour="#102030"), LabelSpec("SÁNG", colour="#97cd87")])
    text = page(document("x"), data=data)
    assert "--c: 16 32 48; --on: 255 255 255" in text
    assert "--c: 151 205 135; --on: 24 26 30" in text


def test_the_title_is_that_of_the_first_article() -> None:
    one = replace(document("x"), title="Chợ <nổi>\r\nCái Răng")
    assert "<title>Chợ &lt;nổi&gt; Cái Răng – Annotator</title>" in page(one)
    assert "<title>bài.txt … – Annotator</title>" in page(document("x"), one, document("y"))
    assert "<title>Annotator</title>" in page()
    assert page(document("x"), one, document("y")).count("<article ") == 3


def test_the_golden_file() -> None:
    found = written_files(Html(), golden_set.documents(), golden_set.DATA, golden_set.options())[""]
    assert found == (FORMATS / "html.html").read_bytes()
