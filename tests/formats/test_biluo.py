"""BILUO and CoNLL as spaCy's converter takes them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import golden_set
import pytest

from annotator import formats
from annotator.core.exchange import AnnotatedDocument
from annotator.formats.fitting import Choices, fit


@pytest.mark.filterwarnings("ignore::Warning")
def test_spacy_converts_our_columns(tmp_path: Path) -> None:
    for name in ("biluo", "conll2003", "conll"):
        (tmp_path / f"{name}.ner").write_bytes(golden_set.written(formats.get(name)))
    command = [sys.executable, "-m", "spacy", "convert", str(tmp_path), str(tmp_path), "-c", "ner", "-l", "xx"]
    made = subprocess.run(command, capture_output=True, text=True, check=False, timeout=1200)
    assert made.returncode == 0, made.stdout + made.stderr
    ours = [entities(each) for each in fitted("biluo")]
    assert converted(tmp_path / "biluo.spacy") == ours
    assert converted(tmp_path / "conll2003.spacy") == ours
    by_sentence = converted(tmp_path / "conll.spacy")
    assert [entity for each in by_sentence for entity in each] == [entity for each in ours for entity in each]


def fitted(name: str) -> list[AnnotatedDocument]:
    format_ = formats.get(name)
    return [fit(each, format_, golden_set.options(), Choices()).document for each in golden_set.documents()]


def entities(document: AnnotatedDocument) -> list[tuple[str, str]]:
    """The spans as labels and what they cover, without blanks and `_`, as far as columns tell."""
    marks = sorted(document.annotations[0].spans, key=lambda mark: mark.start)
    return [(mark.label, squeezed(mark.quote)) for mark in marks]


def squeezed(text: str) -> str:
    return "".join(text.replace("_", " ").split())


def converted(path: Path) -> list[list[tuple[str, str]]]:
    import spacy
    from spacy.tokens import DocBin

    found = DocBin().from_disk(path).get_docs(spacy.blank("xx").vocab)
    return [[(span.label_, squeezed(span.text)) for span in each.ents] for each in found]
