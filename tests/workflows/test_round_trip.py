"""All layers out to JSONL and into a new project: the same content, whatever it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.core.attributes import AttributeRule
from annotator.core.exchange import AnnotatedDocument, Annotation, AnswerMark, DataSet, Link, Mark, Topic
from annotator.core.ids import new_uid
from annotator.core.labels import LabelSpec
from annotator.core.model import AnnotatorKind, AnswerKind, Origin, State
from annotator.core.text import line_ranges
from annotator.formats.jsonl import Jsonl
from annotator.formats.protocol import WriteOptions
from annotator.storage.project import Project
from annotator.workflows import checking, exporting, importing
from annotator.workflows.reading import Reader, data_set
from annotator.workflows.selection import Selection

ALPHABET = 'aĐắ \u00a0\r\n\t\u2028"\\<{\u0301\u200b\N{GRINNING FACE}\N{FAMILY}1.'
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)
NAMES = ("PER", "LOC", "Chức-vụ")
PEOPLE = (("Lan", "person"), ("Mai", "person"), ("máy", "machine"), ("vàng", "gold"))
RULES = (
    AttributeRule("giới", "choice", ("nam", "nữ"), "Gender", "Giới tính"),
    AttributeRule("thật", "yes-no"),
    AttributeRule("rõ"),
)
ASKED = st.fixed_dictionaries(
    {}, optional={"giới": st.sampled_from(RULES[0].values), "thật": st.booleans(), "rõ": WORDS}
)  # fmt: skip
FREE = st.dictionaries(WORDS, st.integers() | WORDS, max_size=2).map(lambda free: {f"_{n}": v for n, v in free.items()})
ATTRIBUTES = st.builds(lambda asked, free: {**asked, **free}, ASKED, FREE)
LINK_NAMES = ("ở-tại", "PER")
TOPIC_NAMES = ("Thế-giới", "PER")
LABELS = st.permutations(
    [
        LabelSpec("PER", "Person", "Người", "#2952b6", "1", "guide", "hướng dẫn", attributes=RULES),
        LabelSpec("ở-tại", "In", "Ở tại", "#2fa277", "1", scope="relation", attributes=RULES[:2]),
        LabelSpec("PER", "", "", "#2fa277", scope="relation"),
        LabelSpec("Thế-giới", "World", "Thế giới", "#2fa277", "1", scope="document"),
        LabelSpec("PER", "", "", "#2fa277", scope="document"),
        LabelSpec("LOC", "", "", "#97cd87", "q"),
        LabelSpec("Chức-vụ", "Title", "Chức vụ", "#00ff00", ""),
    ]
)


@st.composite
def layers(draw: st.DrawFn, text: str, annotator: str, kind: str) -> Annotation:
    ranges = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).filter(lambda pair: pair[0] < pair[1])
    places = st.lists(st.tuples(ranges, st.sampled_from(NAMES)), max_size=5, unique=True)
    spans = tuple(
        Mark(
            start, end, label, text[start:end], new_uid(), draw(st.none() | st.floats(0, 1)),
            draw(st.sampled_from(Origin)), draw(WORDS), draw(ATTRIBUTES),
        )
        for (start, end), label in sorted(draw(places), key=lambda place: (place[0][0], -place[0][1]))
    )  # fmt: skip
    answers = tuple(
        AnswerMark(start, end, label, draw(st.sampled_from(AnswerKind))) for (start, end), label in draw(places)
    )
    topics = tuple(Topic(name, new_uid()) for name in draw(st.lists(st.sampled_from(TOPIC_NAMES), unique=True)))
    state, seconds = draw(st.sampled_from(State)), draw(st.floats(0, 1e6))
    return Annotation(annotator, kind, spans, state, seconds, answers, draw(links(len(spans))), topics)


@st.composite
def links(draw: st.DrawFn, spans: int) -> tuple[Link, ...]:
    if spans < 2:
        return ()
    places = st.integers(0, spans - 1)
    triples = st.tuples(places, places, st.sampled_from(LINK_NAMES)).filter(lambda triple: triple[0] != triple[1])
    return tuple(Link(*each, new_uid(), draw(ATTRIBUTES)) for each in draw(st.lists(triples, max_size=3, unique=True)))


@st.composite
def documents(draw: st.DrawFn, name: str) -> AnnotatedDocument:
    text = draw(st.text(st.sampled_from(ALPHABET), min_size=1, max_size=40).filter(str.strip))
    lines = [
        (start, end, draw(st.sampled_from(["title", "menu", "caption"])), draw(st.sampled_from(["rule", "person"])))
        for start, end in line_ranges(text)
        if draw(st.booleans())
    ]
    return AnnotatedDocument(
        name, text, draw(WORDS) or "t", draw(st.none() | WORDS), draw(st.none() | WORDS), draw(st.none() | WORDS),
        draw(st.none() | st.dates().map(str)), draw(st.sampled_from(["vi", "en"])), {"x": draw(WORDS)}, new_uid(), None,
        tuple(lines), tuple(draw(layers(text, *person)) for person in PEOPLE),
    )  # fmt: skip


@st.composite
def contents(draw: st.DrawFn) -> tuple[DataSet, list[AnnotatedDocument]]:
    found = [draw(documents(f"{n}.txt")) for n in range(draw(st.integers(1, 3)))]
    unique = {document.text: document for document in found}
    return DataSet(draw(LABELS), list(PEOPLE)), list(unique.values())


def spoken(layer: Annotation) -> bool:
    return bool(layer.spans or layer.answers or layer.document_labels or layer.seconds or layer.state != State.NEW)


def comparable(document: AnnotatedDocument) -> AnnotatedDocument:
    """Without the row's number, and with spans of one range in one order."""
    sorted_layers = tuple(
        replace(
            in_order(layer),
            kind=AnnotatorKind(layer.kind),
            document_labels=tuple(sorted(layer.document_labels, key=lambda topic: topic.label)),
            answers=tuple(sorted(layer.answers, key=lambda answer: (answer.start, answer.end, answer.label))),
        )
        for layer in document.annotations
        if spoken(layer)
    )
    return replace(document, id=None, annotations=sorted_layers)


def in_order(layer: Annotation) -> Annotation:
    """With the spans sorted, and relations between the same spans as before."""
    order = sorted(range(len(layer.spans)), key=lambda place: span_order(layer.spans[place]))
    places = {before: after for after, before in enumerate(order)}
    found = [replace(link, source=places[link.source], target=places[link.target]) for link in layer.relations]
    return replace(
        layer,
        spans=tuple(layer.spans[place] for place in order),
        relations=tuple(sorted(found, key=lambda link: (link.source, link.target, link.label))),
    )


def span_order(mark: Mark) -> tuple[int, int, str]:
    return mark.start, -mark.end, mark.label


def content(project: Project) -> tuple[DataSet, list[AnnotatedDocument]]:
    return data_set(project), [comparable(found) for found in Reader(project, project.people.all()).all()]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(contents())
def test_a_project_comes_back_as_it_was(
    empty_project: Callable[[], Project], tmp_path: Path, given_content: tuple[DataSet, list[AnnotatedDocument]]
) -> None:
    data, documents = given_content
    path = tmp_path / "first.jsonl"
    path.write_text("".join(map(str, Jsonl().write(documents, data, WriteOptions(True)))), encoding="utf-8", newline="")
    first, second = empty_project(), empty_project()
    assert importing.run(first, [str(path)]).problems == []
    assert content(first) == (data, [comparable(document) for document in documents])

    out = str(tmp_path / "second.jsonl")
    report = exporting.export(exporting.Request(first.path, out, selection=Selection(all_layers=True)))
    assert report.losses == []
    assert importing.run(second, [out]).problems == []
    assert content(second) == content(first)
    assert checking.check(second) == []
    second.journal.undo(second.people.last_at_work())
    assert content(second) == (DataSet([], list(PEOPLE)), [])
    second.journal.redo(second.people.last_at_work())
    assert content(second) == content(first)
