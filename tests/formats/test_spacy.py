"""spaCy's DocBin, opened by spaCy itself and judged by `spacy debug data`."""

from __future__ import annotations

import subprocess
import sys
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import golden_set
import pytest
import spacy
import srsly
from format_cases import documents, words
from golden_files import FORMATS, written_files
from hypothesis import given, settings
from readings import bad, document_of, read_bytes, spans_of
from spacy.tokens import Doc, DocBin, Span

from annotator import formats
from annotator.core.errors import InputError, RefusedError
from annotator.core.exchange import AnnotatedDocument
from annotator.formats.source import FileSource
from annotator.formats.spacy import GROUP, Spacy

BLANK = spacy.blank("xx")


def opened(data: bytes) -> list[Doc]:
    return list(DocBin().from_bytes(data).get_docs(BLANK.vocab))


@settings(deadline=None, max_examples=50)
@given(documents())
def test_spacy_has_the_exact_text_and_every_span(document: AnnotatedDocument) -> None:
    (layer,) = document.annotations
    (doc,) = opened(written_files(Spacy(), [document], golden_set.DATA, words())[""])
    assert doc.text == document.text
    found = [(span.start_char, span.end_char, span.label_, span.text) for span in doc.spans[GROUP]]
    assert found == [(mark.start, mark.end, mark.label, mark.quote) for mark in layer.spans]
    entities = {(span.start_char, span.end_char, span.label_) for span in doc.ents}
    alone = {
        (mark.start, mark.end, mark.label)
        for mark in layer.spans
        if mark.quote == mark.quote.strip()
        and not any(other is not mark and other.start < mark.end and mark.start < other.end for other in layer.spans)
    }
    assert alone <= entities <= {place[:3] for place in found}


def test_golden_file() -> None:
    path = FORMATS / "spacy.spacy"
    made = written_files(Spacy(), golden_set.documents(), golden_set.DATA, golden_set.options())[""]
    golden, now = opened(path.read_bytes()), opened(made)
    assert [doc.to_json() for doc in golden] == [doc.to_json() for doc in now]
    assert [doc.user_data for doc in golden] == [doc.user_data for doc in now]
    assert [doc.cats for doc in golden] == [
        {"giáo-dục": 1.0, "thể-thao": 0.0}, {"giáo-dục": 0.0, "thể-thao": 1.0}, {"giáo-dục": 0.0, "thể-thao": 0.0},
    ]  # fmt: skip
    assert [ent.text for ent in golden[0].ents][:2] == ["Trường Đại học Sông Hương", "Trần Văn Mẫu"]
    guessed = formats.guess(FileSource(str(path)))
    assert guessed is not None
    assert guessed.name == "spacy"


def test_a_file_of_others_gives_entities_and_groups_once_each(tmp_path: Path) -> None:
    doc = Doc(BLANK.vocab, ["Ông", "Tô", "Lâm", "ở", "Huế"], [True, True, True, True, False])
    doc.ents = [Span(doc, 1, 3, "PER"), Span(doc, 4, 5, "LOC")]
    doc.spans["gold"] = [Span(doc, 0, 3, "PER"), Span(doc, 4, 5, "LOC")]
    found = read_bytes(Spacy(), tmp_path / "a.spacy", DocBin(docs=[doc]).to_bytes())
    assert bad(found) == []
    assert spans_of(found) == [("PER", "Ông Tô Lâm"), ("LOC", "Huế"), ("PER", "Tô Lâm")]


def test_a_broken_file_is_one_sentence(tmp_path: Path) -> None:
    good = (FORMATS / "spacy.spacy").read_bytes()
    message: dict[str, Any] = srsly.msgpack_loads(zlib.decompress(good))
    broken = [
        b"", b"no zlib", good[: len(good) // 2], zlib.compress(b"\xc1"), zlib.compress(b"\x90"),
        packed({**message, "attrs": []}), packed({**message, "strings": []}),
        packed({**message, "span_groups": [b"\x01"] * 3}),
        packed({**message, "user_data": [b"\xc1"] * 3}), packed({**message, "tokens": b"\xff" * 2**16}),
    ]  # fmt: skip
    for data in broken:
        with pytest.raises(InputError, match=r"input\.damaged"):
            read_bytes(Spacy(), tmp_path / "a.spacy", data)


def packed(message: dict[str, Any]) -> bytes:
    return zlib.compress(srsly.msgpack_dumps(message))


def test_a_small_file_that_unfolds_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.formats.spacy._UNPACKED", 2**20)
    with pytest.raises(InputError, match=r"input\.too-large"):
        read_bytes(Spacy(), tmp_path / "a.spacy", zlib.compress(bytes(2**20 + 1)))


def test_without_spacy_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(RefusedError) as caught:
        list(Spacy().write([], golden_set.DATA, golden_set.options()))
    assert caught.value.values["extra"] == "annotator[spacy]"


def test_fields_and_relations_come_back(tmp_path: Path) -> None:
    before = golden_set.documents()[0]
    data = written_files(Spacy(), [before], golden_set.DATA, golden_set.options())[""]
    after = document_of(read_bytes(Spacy(), tmp_path / "a.spacy", data))
    told = {name: getattr(before, name) for name in ("name", "title", "source", "url", "author", "published")}
    assert {name: getattr(after, name) for name in told} == told
    assert after.annotations[0].relations == before.annotations[0].relations


def test_spacy_debug_data_has_no_complaint(tmp_path: Path) -> None:
    """The names are many and the articles few, so only what is said of the data's soundness counts."""
    config = tmp_path / "config.cfg"
    run("init", "config", str(config), "--lang", "xx", "--pipeline", "ner,spancat")
    train = tmp_path / "train.spacy"
    made = [replace(document, name=f"{n}") for n in range(5) for document in golden_set.documents()]
    train.write_bytes(written_files(Spacy(), made, golden_set.DATA, golden_set.options())[""])
    told = run("debug", "data", str(config), "--paths.train", str(train), "--paths.dev", str(train))
    assert "Corpus is loadable" in told
    assert "No entities consisting of or starting/ending with whitespace" in told
    assert "No entities crossing sentence boundaries" in told
    assert "misaligned" not in told


def run(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "spacy", *arguments], capture_output=True, text=True, timeout=1200, check=False
    )
    return done.stdout + done.stderr
