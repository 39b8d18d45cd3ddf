from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.assets import asset
from annotator.core.exchange import AnnotatedDocument, Annotation, DataSet, Mark
from annotator.core.text import line_ranges
from annotator.formats.conll import Conll
from annotator.formats.protocol import Level, Loss, WriteOptions
from annotator.nlp.segment import UndertheseaSegmenter

ALPHABET = st.sampled_from("abđắ. -,\n\r\u00a0\u2028e\u0301\u200b\N{GRINNING FACE}")


class Pairs:
    """A segmenter that joins every two neighbouring syllables, which is enough to cut some spans."""

    def words(self, text: str) -> list[tuple[int, int]]:
        found = []
        for start, end in line_ranges(text):
            place = start
            pieces = text[start:end].split(" ")
            for n in range(0, len(pieces), 2):
                piece = " ".join(pieces[n : n + 2])
                if piece.strip() == piece and piece.strip("\u00a0\u200b"):
                    found.append((place, place + len(piece)))
                place += len(piece) + 1
        return found


def read(content: str) -> list[list[list[tuple[str, str]]]]:
    """Documents of sentences of tokens and tags, by the definition of the format."""
    documents = []
    for part in content.split("-DOCSTART-\tO\n\n")[1:]:
        sentences = [sentence.split("\n") for sentence in part.split("\n\n") if sentence]
        documents.append([[tuple(line.split("\t")) for line in sentence] for sentence in sentences])
    return documents  # type: ignore[return-value]


def entities(sentence: list[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """The spans of a sentence; an I- that continues nothing is an error."""
    found: list[tuple[str, list[str]]] = []
    before = "O"
    for token, tag in sentence:
        kind, _, label = tag.partition("-")
        if kind == "B":
            found.append((label, [token]))
        elif kind == "I":
            assert before[2:] == label
            found[-1][1].append(token)
        else:
            assert tag == "O"
        before = tag
    return found


@st.composite
def documents(draw: st.DrawFn) -> AnnotatedDocument:
    text = draw(st.text(ALPHABET, min_size=1, max_size=60))
    marks = {}
    for _ in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        label = draw(st.sampled_from(["PER", "LOC"]))
        marks[start, end, label] = Mark(start, end, label, text[start:end])
    return AnnotatedDocument("a", text, annotations=(Annotation("Lan", spans=tuple(marks.values())),))


@given(st.lists(documents(), max_size=3), st.sampled_from(Level))
def test_exported_and_listed_spans_are_all_there_were(found: list[AnnotatedDocument], level: Level) -> None:
    losses: list[Loss] = []
    options = WriteOptions(level=level, segmenter=Pairs())
    content = "".join(Conll().write(found, DataSet(), options, losses.append))
    read_back = read(content)
    assert len(read_back) == len(found)
    written = [entity for document in read_back for sentence in document for entity in entities(sentence)]
    total = sum(len(layer.spans) for document in found for layer in document.annotations)
    assert len(written) + len(losses) == total
    assert {loss.reason for loss in losses} <= {"nested", "crossing", "off-edge", "duplicate"}


def test_a_seed_at_both_levels_with_underthesea() -> None:
    text = next(asset("seeds").glob("001_*")).read_text(encoding="utf-8")
    start = text.index("Văn phòng Trung ương Đảng")
    mark = Mark(start, start + 25, "ORG", "Văn phòng Trung ương Đảng")
    document = AnnotatedDocument("a", text, annotations=(Annotation("Lan", spans=(mark,)),))
    for level, first in ((Level.WORD, "Văn_phòng"), (Level.SYLLABLE, "Văn")):
        losses: list[Loss] = []
        options = WriteOptions(level=level, segmenter=UndertheseaSegmenter())
        (found,) = read("".join(Conll().write([document], DataSet(), options, losses.append)))
        assert losses == []
        ((label, pieces),) = [entity for sentence in found for entity in entities(sentence)]
        assert (label, pieces[0], "_".join(pieces)) == ("ORG", first, "Văn_phòng_Trung_ương_Đảng")
        squeezed = "".join(token.replace("_", "") for sentence in found for token, _ in sentence)
        assert squeezed == "".join(text.replace("_", "").split())
