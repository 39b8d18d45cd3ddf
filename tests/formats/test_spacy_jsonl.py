"""spaCy's and Prodigy's JSON lines, read with srsly and checked by spaCy's own `char_span`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import golden_set
import pytest
import srsly
from format_cases import documents, words
from golden_files import FORMATS, written_files
from hypothesis import given, settings
from readings import bad, document_of, notices, read_bytes, spans_of
from spacy.tokens import Doc
from spacy.vocab import Vocab

from annotator import formats
from annotator.core.exchange import AnnotatedDocument, Annotation
from annotator.core.model import State
from annotator.formats.source import FileSource
from annotator.formats.spacy_jsonl import SpacyJsonl

VOCAB = Vocab()


def read(folder: Path, *records: dict[str, Any]) -> list[Any]:
    data = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    return read_bytes(SpacyJsonl(), folder / "bài.jsonl", data.encode())


@settings(deadline=None)
@given(documents())
def test_spacy_finds_every_span_on_the_tokens_given(document: AnnotatedDocument) -> None:
    data = written_files(SpacyJsonl(), [document], golden_set.DATA, words())[""]
    record = srsly.json_loads(data.decode())
    doc = Doc(VOCAB, [token["text"] for token in record["tokens"]], [token["ws"] for token in record["tokens"]])
    assert doc.text == record["text"] == document.text
    assert [(token.idx, token.i) for token in doc] == [(token["start"], token["id"]) for token in record["tokens"]]
    for span, mark in zip(record["spans"], document.annotations[0].spans, strict=True):
        found = doc.char_span(span["start"], span["end"], label=span["label"])
        assert found is not None
        assert (found.start, found.end - 1) == (span["token_start"], span["token_end"])
        assert (found.text, found.label_) == (mark.quote, mark.label)
    for relation in record.get("relations", ()):
        assert relation["head"] == relation["head_span"]["token_end"]
        assert relation["child_span"] in [
            {key: span[key] for key in relation["child_span"]} for span in record["spans"]
        ]


def test_golden_file() -> None:
    found = written_files(SpacyJsonl(), golden_set.documents(), golden_set.DATA, golden_set.options())
    path = FORMATS / "spacy-jsonl.jsonl"
    assert found == {"": path.read_bytes()}
    guessed = formats.guess(FileSource(str(path)))
    assert guessed is not None
    assert guessed.name == "spacy-jsonl"


def test_answers_of_prodigy(tmp_path: Path) -> None:
    span = {"start": 0, "end": 6, "label": "LOC"}
    found = [
        read(tmp_path, {"text": "Hà Nội", "spans": [span], "answer": answer})
        for answer in ("accept", "ignore", "reject")
    ]
    assert [[layer.state for layer in document_of(each).annotations] for each in found] == [
        [State.DONE],
        [State.SKIPPED],
        [],
    ]
    assert [spans_of(each) for each in found] == [[("LOC", "Hà Nội")]] * 2 + [[]]
    assert notices(found[2]) == [("record.rejected", 1)]


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (State.NEW, {}),
        (State.IN_PROGRESS, {"state": "in-progress", "seconds": 2.5}),
        (State.DONE, {"answer": "accept"}),
        (State.SKIPPED, {"answer": "ignore"}),
    ],
)
def test_only_what_a_person_is_done_with_is_accepted(tmp_path: Path, state: State, told: dict[str, object]) -> None:
    layer = Annotation("Lan", state=state, seconds=2.5 if state == State.IN_PROGRESS else 0.0)
    document = AnnotatedDocument("a", "Huế", annotations=(layer,))
    record = json.loads(written_files(SpacyJsonl(), [document], golden_set.DATA, words())[""])
    assert {name: record[name] for name in ("answer", "state", "seconds") if name in record} == told
    came = [(each.state, each.seconds) for each in document_of(read(tmp_path, record)).annotations]
    assert came == ([] if state == State.NEW else [(state, layer.seconds)])


def test_what_others_mean_by_a_state_is_none_of_ours(tmp_path: Path) -> None:
    found = read(tmp_path, {"text": "Huế", "spans": [[0, 3, "LOC"]], "state": "Texas", "seconds": "hai", "tokens": []})
    assert (bad(found), document_of(found).annotations[0].state) == ([], State.NEW)


def test_what_is_wrong_is_listed_and_the_rest_goes_on(tmp_path: Path) -> None:
    span = {"start": 0, "end": 6, "label": "LOC"}
    found = read(
        tmp_path,
        {"text": "Hà Nội", "spans": [span, span, {"start": 3, "end": 60, "label": "LOC"}]},
        {"text": "Huế", "spans": [{"start": "0", "end": 3, "label": "LOC"}]},
        {"text": " "},
        {"text": "Huế", "answer": "perhaps"},
        {"text": "Vinh", "label": "thể thao", "accept": None, "meta": 5},
    )
    assert bad(found) == [
        ("annotation.span-twice", 1), ("annotation.span", 1), ("record.not-count", 2), ("record.blank-text", 3),
        ("record.not-one-of", 4),
    ]  # fmt: skip
    assert spans_of(found) == [("LOC", "Hà Nội")]


def test_triples_are_spans_too(tmp_path: Path) -> None:
    record = {"text": "\N{GRINNING FACE} Hà Nội", "spans": [[2, 8, "LOC"], [0, "x"]]}
    found = read(tmp_path, {**record, "spans": record["spans"][:1]}, record)
    assert spans_of(found) == [("LOC", "Hà Nội")]
    assert bad(found) == [("record.not-mapping", 2)]
    guessed = formats.guess(FileSource(str(tmp_path / "bài.jsonl")))
    assert guessed is not None
    assert guessed.name == "spacy-jsonl"
