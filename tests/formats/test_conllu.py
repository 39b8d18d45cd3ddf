from __future__ import annotations

import io
from pathlib import Path

import conllu
import golden_set
import pytest
from format_cases import documents, words
from hypothesis import HealthCheck, given, settings

from annotator.core.exchange import AnnotatedDocument, Annotation, DataSet, Mark
from annotator.formats.conllu import ConllU
from annotator.formats.fitting import Choices, fit
from annotator.formats.protocol import BadRecord, Content, Level, Loss, ReadOptions
from annotator.formats.source import FileSource

FORMAT = ConllU()


def read(folder: Path, content: str) -> list[Content]:
    path = folder / "tin.conllu"
    path.write_text(content, encoding="utf-8", newline="")
    return list(FORMAT.read(FileSource(str(path)), ReadOptions()))


def text_of(found: list[Content]) -> tuple[str, list[tuple[str, str]]]:
    (document,) = found
    assert isinstance(document, AnnotatedDocument)
    return document.text, [(mark.quote, mark.label) for layer in document.annotations for mark in layer.spans]


def token(number: int | str, form: str, misc: str = "_") -> str:
    return f"{number}\t{form}" + "\t_" * 7 + f"\t{misc}\n"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(found=documents())
def test_the_library_writes_what_it_read_byte_by_byte(found: AnnotatedDocument) -> None:
    options = words()
    fitted = fit(found, FORMAT, options, Choices()).document
    content = "".join(map(str, FORMAT.write([fitted], DataSet(), options)))
    sentences = list(conllu.parse_incr(io.StringIO(content, newline="\n")))
    assert "".join(sentence.serialize() for sentence in sentences) == content
    for each in [token for sentence in sentences for token in sentence]:
        start, end = int(each["misc"]["start_char"]), int(each["misc"]["end_char"])
        assert each["form"] == " ".join(fitted.text[start:end].split())


def test_the_golden_file_as_the_library_sees_it() -> None:
    content = golden_set.written(FORMAT).decode()
    sentences = conllu.parse(content)
    assert "".join(sentence.serialize() for sentence in sentences) == content
    assert len(sentences) == 9
    assert len({sentence.metadata["sent_id"] for sentence in sentences}) == 9
    assert [each["form"] for each in sentences[3].filter(misc__NER3="B-LOC")] == ["Hà Nội"]
    for sentence in sentences:
        forms = [each["form"] + ("" if each["misc"].get("SpaceAfter") == "No" else " ") for each in sentence]
        assert "".join(forms).rstrip() == sentence.metadata["text"]


def test_what_a_document_is_about_comes_back() -> None:
    path = Path(__file__).parents[1] / "data" / "formats" / "conllu.conllu"
    first = next(FORMAT.read(FileSource(str(path)), ReadOptions()))
    assert isinstance(first, AnnotatedDocument)
    said = first.name, first.title, first.source, first.url, first.author, first.published
    ours = golden_set.documents()[0]
    assert said == (ours.name, ours.title, ours.source, ours.url, ours.author, ours.published)


def test_labels_with_signs_of_the_format_survive(tmp_path: Path) -> None:
    mark = Mark(0, 3, r"a|b=c\d", "Huế")
    document = AnnotatedDocument("a", "Huế  đẹp", annotations=(Annotation("Lan", spans=(mark,)),))
    content = "".join(map(str, FORMAT.write([document], DataSet(), words(Level.SYLLABLE))))
    assert r"NER=B-a\pb\u003dc\\d|SpacesAfter=\s\s|" in content
    assert text_of(read(tmp_path, content)) == ("Huế  đẹp", [("Huế", r"a|b=c\d")])


def test_a_treebank_without_our_conventions(tmp_path: Path) -> None:
    content = (
        "# text = Tôi đi Huế.\n"
        + token(1, "Tôi")
        + token("2-3", "đi Huế", "SpaceAfter=No|ner=S-LOC")
        + token(2, "đi")
        + token(3, "Huế")
        + token("3.1", "rồi")
        + token(4, ".")
        + "\n"
        + token(1, "Vui", "ner=B-X")
        + token(2, "lắm", "ner=E-X")
    )
    assert text_of(read(tmp_path, content)) == ("Tôi đi Huế.\nVui lắm", [("đi Huế", "LOC"), ("Vui lắm", "X")])


def test_levels_need_not_be_counted_through(tmp_path: Path) -> None:
    content = token(1, "Sở") + token(2, "Huế", "NER7=B-X|NER=I-LOC") + token(3, "họp") + token(4, "ở", "NER7=I-X")
    assert text_of(read(tmp_path, content)) == ("Sở Huế họp ở", [("Huế", "LOC"), ("Huế", "X"), ("ở", "X")])


def test_documents_have_the_names_that_the_file_gives(tmp_path: Path) -> None:
    content = f"# newdoc\n{token(1, 'Một')}\n# newdoc id = hai.txt\n{token(1, 'Hai')}\n"
    assert [each.name for each in read(tmp_path, content) if isinstance(each, AnnotatedDocument)] == [
        "tin-1",
        "hai.txt",
    ]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("1\tHuế\n", "record.columns"),
        (token("x", "Huế"), "record.token-id"),
        (token(1, ""), "record.empty-cell"),
        (token(1, "Huế", "NER=LOC"), "record.iob-tag"),
        (token(1, "Huế", "NER=B-" + "x" * 41), "record.label"),
    ],
)
def test_a_bad_sentence_is_named_with_its_line(line: str, code: str, tmp_path: Path) -> None:
    bad, document = read(tmp_path, token(1, "Một") + "\n# text = Huế\n" + line + "\n" + token(1, "Hai"))
    assert isinstance(bad, BadRecord)
    assert (bad.error.code, bad.error.values["line"]) == (code, 4)
    assert text_of([document]) == ("Một\nHai", [])


def test_a_text_without_a_token_gets_one() -> None:
    losses: list[Loss] = []
    found = FORMAT.adapt(AnnotatedDocument("a", " \u200b\u2060"), words(Level.SYLLABLE), losses.append)
    assert found.text == " \ufffd\u2060"
    assert losses == [Loss("a", 1, 2, r"'\u200b'", "character")]
