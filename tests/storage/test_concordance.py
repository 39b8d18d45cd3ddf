"""Hits over a project: what is found, with which context and spans, and what a bad expression is stopped by."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator

import pytest

from annotator.core import edits
from annotator.core.errors import AnnotatorError
from annotator.core.ids import new_uid
from annotator.core.model import AnnotatorKind, Label, NewDocument, Span
from annotator.core.query import Query, of_surface, parse
from annotator.storage import connection as connections
from annotator.storage import regex_search
from annotator.storage.concordance import AROUND, Hit, Portion, Scope, around, search
from annotator.storage.project import Project

TEXTS = (
    "Công đoàn Việt Nam họp ở Hà Nội.\nÔng Tô Lâm dự; ông TÔ\u00a0LÂM nói về công đoàn.",
    "Đảng bộ và công đoàn cơ sở đang họp.\n\nBà Trần Cẩm Tú (Hà Nội) không dự.",
    "Không có ai ở đây cả.",
)


class Place:
    """A project with three articles and one person."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.person = project.people.ensure("Lan").id
        self.labels: dict[str, Label] = {label.name: label for label in project.labels.all()}
        self.keys = self.add(TEXTS)

    def add(self, texts: tuple[str, ...], is_visible: bool = True) -> list[int]:
        """Imports articles."""
        batch = self.project.documents.begin_batch("test")
        new = [NewDocument(f"{n}.txt", text, f"Bài {n}") for n, text in enumerate(texts)]
        keys = self.project.documents.add(batch, new)
        row = self.project.documents.batch(batch)
        assert row is not None
        if is_visible:
            self.project.journal.apply(edits.show_batch(batch, row, {**row, "state": "visible"}, len(keys)), None)
        return keys

    def label(self, article: int, words: str, label: str, person: int | None = None) -> Span:
        """Labels the first place of some words."""
        text = self.project.documents.text(self.keys[article])
        start = text.index(words)
        span = Span(self.project.store.next_id("span"), new_uid(), self.keys[article], person or self.person,
                    start, start + len(words), self.labels[label].id, words)  # fmt: skip
        self.project.journal.apply(edits.add_span(span, label), self.person)
        return span

    def portions(self, query: str | Query, article: int | None = None, **options: object) -> Iterator[Portion]:
        """The hits as they come, read on a connection of their own."""
        asked = parse(query) if isinstance(query, str) else query
        document = None if article is None else self.keys[article]
        scope = Scope(self.person, {name: label.id for name, label in self.labels.items()}, document)
        connection = connections.reader(self.project.path)
        try:
            yield from search(connection, self.project.path, asked, scope, **options)  # type: ignore[arg-type]
        finally:
            connection.close()

    def hits(self, query: str | Query, article: int | None = None) -> list[Hit]:
        """All hits."""
        return [hit for portion in self.portions(query, article) for hit in portion.hits]

    def words(self, query: str | Query, article: int | None = None) -> list[str]:
        """The words of all hits; each is what its text holds there."""
        found = self.hits(query, article)
        for hit in found:
            assert " ".join(self.project.documents.text(hit.document)[hit.start : hit.end].split()) == hit.words
        return [hit.words for hit in found]


@pytest.fixture
def place(project: Project) -> Place:
    return Place(project)


def test_hits_come_in_the_order_of_the_articles(place: Place) -> None:
    assert place.words("cong doan") == ["Công đoàn", "công đoàn", "công đoàn"]
    assert [hit.document for hit in place.hits("cong doan")] == [place.keys[0]] * 2 + [place.keys[1]]
    assert place.words("tô lâm") == ["Tô Lâm", "TÔ LÂM"]
    assert place.words("công đoàn", article=1) == ["công đoàn"]
    assert place.words("đang") == ["đang"]
    assert place.words("nói về công* cơ") == []
    assert place.words("công* *ơ") == []
    assert place.words("công đ* v*") == ["Công đoàn Việt"]
    assert place.words(of_surface("Tô Lâm", is_exact=True)) == ["Tô Lâm"]
    assert place.words(of_surface("Tô Lâm", is_exact=False)) == ["Tô Lâm", "TÔ LÂM"]


def test_a_hit_has_its_context_and_title(place: Place) -> None:
    hit = place.hits("tran cam tu")[0]
    assert (hit.title, hit.left, hit.words) == ("Bài 1", "Đảng bộ và công đoàn cơ sở đang họp. Bà", "Trần Cẩm Tú")
    assert hit.right == "(Hà Nội) không dự."


def test_contexts_are_whole_words_on_one_line() -> None:
    text = "mười hai\n" * 40
    start = text.index("hai", 150)
    left, right = around(text, start, start + 3)
    assert set(left.split()) | set(right.split()) == {"mười", "hai"}
    assert max(len(left), len(right)) <= AROUND
    assert "\n" not in left + right
    assert around("a" * 500, 250, 251) == ("a" * AROUND, "a" * AROUND)


def test_punctuation_alone_is_found_without_the_index(place: Place) -> None:
    assert place.words("(ha noi)") == ["(Hà Nội)"]
    assert place.words('";"') == [";"]
    assert place.words('"dự;"') == ["dự;"]


def test_labels_narrow_what_is_found(place: Place) -> None:
    union = place.label(0, "Công đoàn Việt Nam", "ORG")
    city = place.label(1, "Hà Nội", "LOC")
    place.label(1, "Hà Nội", "ORG")
    assert place.words("label:ORG") == ["Công đoàn Việt Nam", "Hà Nội"]
    assert place.words("label:org label:LOC") == ["Công đoàn Việt Nam", "Hà Nội"]
    assert place.words("is:labelled") == ["Công đoàn Việt Nam", "Hà Nội"]
    assert place.words("label:LOC") == ["Hà Nội"]
    assert place.words("label:LOC", article=0) == []
    assert place.words("công đoàn label:ORG") == ["Công đoàn"]
    assert place.words("công đoàn -label:ORG") == ["công đoàn", "công đoàn"]
    assert place.words("ha noi is:labelled") == ["Hà Nội"]
    assert [hit.document for hit in place.hits("ha noi is:unlabelled")] == [place.keys[0]]
    part = place.hits("công đoàn label:ORG")[0]
    assert [span.id for span in part.spans] == [union.id]
    assert part.same == ()
    both = place.hits("ha noi label:LOC")[0]
    assert len(both.same) == 2
    assert city.id in {span.id for span in both.same}


def test_only_the_persons_own_spans_count(place: Place) -> None:
    other = place.project.people.ensure("Minh").id
    machine = place.project.people.ensure("máy", AnnotatorKind.MACHINE).id
    place.label(0, "Hà Nội", "LOC", other)
    rows = [(0, 18, place.labels["ORG"].id, 0.9)]
    place.project.annotations.add_run_spans(place.keys[0], machine, TEXTS[0], rows)
    assert place.words("is:labelled") == []
    assert place.hits("ha noi")[0].spans == ()


def test_what_is_no_part_of_the_project_is_not_found(place: Place) -> None:
    place.add(("Tô Lâm ở một bài chưa nhập xong.",), is_visible=False)
    place.project.journal.apply(edits.remove_document(place.project.documents.get(place.keys[0])), place.person)
    assert place.words("to lam") == []
    assert place.words("/Tô/") == []


def test_an_unknown_label_is_told(place: Place) -> None:
    with pytest.raises(AnnotatorError) as caught:
        place.hits("x label:NOPE")
    assert caught.value.code == "query.label"


def test_the_limit_ends_the_search(place: Place) -> None:
    portions = list(place.portions("công đoàn", limit=2))
    assert sum(len(portion.hits) for portion in portions) == 2
    assert portions[-1].is_cut
    assert not list(place.portions("công đoàn", limit=3))[-1].is_cut


def test_a_search_can_be_stopped(place: Place) -> None:
    class StoppedError(Exception):
        pass

    def stop() -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        list(place.portions("công đoàn", check=stop))
    assert not multiprocessing.active_children()


def test_regular_expressions_are_searched_in_a_process_of_their_own(place: Place) -> None:
    place.label(1, "Hà Nội", "LOC")
    assert place.words(r"/[HN]\w+ Nội/") == ["Hà Nội", "Hà Nội"]
    assert place.words(r"/^Ông \w+/") == ["Ông Tô"]
    assert place.words(r"/Hà \w+/ -label:LOC") == ["Hà Nội"]
    assert not multiprocessing.active_children()
    with pytest.raises(AnnotatorError) as caught:
        place.hits("/(/")
    assert caught.value.code == "query.regex"


def test_a_bad_expression_is_killed(place: Place) -> None:
    keys = place.add(("a" * 60,))
    matches: Callable[..., Iterator[tuple[int, regex_search.Matches]]] = regex_search.matches
    with pytest.raises(AnnotatorError) as caught:
        list(matches(place.project.path, "(a+)+$b", [*place.keys, *keys], lambda: None, patience=0.5))
    assert caught.value.code == "query.slow"
    assert not multiprocessing.active_children()
