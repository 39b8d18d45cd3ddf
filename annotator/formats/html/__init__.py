"""A page for the eye: every article with its spans highlighted, for reading, showing and printing.

One file that needs nothing else: styles inside, no script, nothing loaded from elsewhere. It follows the reader's
choice of light or dark. Spans nest and cross as segments of `<mark>`; the text between the tags is exactly that of the
article, labels stand in attributes that the style sheet shows. So what was written can be read again and compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from annotator.core.exchange import AnnotatedDocument, Annotation, DataSet, Link, Mark
from annotator.core.labels import LabelSpec
from annotator.core.line_kinds import HIDDEN
from annotator.core.text import line_ranges
from annotator.formats.html import reading as html_reading
from annotator.formats.html.segments import markup
from annotator.formats.html.style import FOOT, HEAD, SKIP, STYLE, colours
from annotator.formats.html.words import attributes, shown
from annotator.formats.parts import headings
from annotator.formats.protocol import STANDOFF, BaseFormat, Content, Holds, Piece, ReadOptions, WriteOptions
from annotator.formats.source import Source


class Html(BaseFormat):
    """One page with all articles, a table of contents and the labels with their counts."""

    name = "html"
    title = "Web page with highlights, for reading and printing"
    suffixes = (".html",)
    can_write = True
    holds = STANDOFF | {
        Holds.RELATIONS, Holds.DOCUMENT_LABELS, Holds.ATTRIBUTES, Holds.NOTES, Holds.HEADING,
    }  # fmt: skip

    def write(
        self,
        documents: Iterable[AnnotatedDocument],
        data: DataSet,
        options: WriteOptions,  # noqa: ARG002
    ) -> Iterator[Piece]:
        """The page piece by piece; contents and labels come last and are shown first or beside."""
        page = _Page(data)
        coming = iter(documents)
        first = list(islice(coming, 2))
        yield f"{HEAD}<title>{shown(_title(first))}</title>\n{STYLE}"
        yield f"<style>{colours(page.colours)}</style>\n</head>\n<body>\n{SKIP}<main>\n"
        for document in chain(first, coming):
            yield from page.article(document)
        yield "</main>\n"
        yield from page.contents()
        yield FOOT

    def reread(self, source: Source, options: ReadOptions) -> Iterator[Content]:  # noqa: ARG002
        """What a page of ours shows.

        Raises InputError: "input.unreadable", "input.expected" when it is none of ours.
        """
        return html_reading.documents(source)


class _Page:
    """What is known of the page so far: its articles and how often each label was used."""

    def __init__(self, data: DataSet) -> None:
        self._labels = {(label.scope, label.name): label for label in data.labels}
        self._used: Counter[str] = Counter()
        self._titles: list[tuple[str, int]] = []

    @property
    def colours(self) -> list[tuple[str, str]]:
        """The labels of spans and whole articles with their colours."""
        return [(label.name, label.colour) for label in self._labels.values() if label.scope != "relation"]

    def article(self, document: AnnotatedDocument) -> Iterator[str]:
        """One article: what is known about it, its text, and a table of what its spans say besides."""
        layer = document.annotations[0] if document.annotations else Annotation("")
        number = len(self._titles) + 1
        title = document.title or document.name
        self._titles.append((title, len(layer.spans)))
        self._used.update(mark.label for mark in layer.spans)
        told = {f"data-{name}": value for name, value in headings.told(document).items()}
        yield f'<article id="a{number}"{attributes(told)}>\n<header>\n'
        yield f"<h2>{shown(title)}</h2>\n{_about(document)}"
        names = [topic.label for topic in layer.document_labels]
        topics = "".join(f'<li class="topic"{_named(name)}>{shown(name)}</li>' for name in names)
        yield f'<ul class="topics" aria-label="Nhãn bài · Labels">{topics}</ul>\n' if topics else ""
        yield f"</header>\n{_text(document, layer)}"
        yield from _notes(layer)
        yield "</article>\n"

    def contents(self) -> Iterator[str]:
        """The labels with their counts, and the articles."""
        yield '<aside>\n<section aria-labelledby="labels">\n<h2 id="labels">Nhãn · Labels</h2>\n<ul class="legend">\n'
        for name in self._legend():
            label = self._labels.get(("span", name)) or LabelSpec(name)
            title = " · ".join(dict.fromkeys(filter(None, (label.title_vi, label.title_en))))
            yield (
                f'<li><span class="chip"{_named(name)}>{shown(name)}</span> <span>{shown(title)}</span>'
                f" <b>{_count(self._used[name])}</b></li>\n"
            )
        yield '</ul>\n</section>\n<nav id="contents" aria-labelledby="articles">\n'
        yield f'<h2 id="articles">Bài · Articles <b>{_count(len(self._titles))}</b></h2>\n<ol>\n'
        for number, (title, count) in enumerate(self._titles, 1):
            yield f'<li><a href="#a{number}">{shown(title)}</a> <b>{_count(count)}</b></li>\n'
        yield "</ol>\n</nav>\n</aside>\n"

    def _legend(self) -> list[str]:
        known = [label.name for label in self._labels.values() if label.scope == "span"]
        return list(dict.fromkeys([*known, *sorted(self._used)]))


def _title(first: Sequence[AnnotatedDocument]) -> str:
    """What the window of a browser is called: the first article, and "…" when there are others.

    How many there are is not known before the last was written.
    """
    if not first:
        return "Annotator"
    title = " ".join((first[0].title or first[0].name).split())
    return f"{title} … – Annotator" if len(first) > 1 else f"{title} – Annotator"


def _named(label: str) -> str:
    return attributes({"data-label": label})


def _count(number: int) -> str:
    return f"{number:,}".replace(",", "\u00a0")


def _about(document: AnnotatedDocument) -> str:
    """Source, author, date and address in one line."""
    told = [shown(value) for value in (document.source, document.author) if value]
    if document.published:
        told.append(f"<time{attributes({'datetime': document.published})}>{shown(_date(document.published))}</time>")
    if document.url and document.url.startswith(("https://", "http://")):
        told.append(f'<a rel="noreferrer"{attributes({"href": document.url})}>{shown(_host(document.url))}</a>')
    return f'<p class="about">{" · ".join(told)}</p>\n' if told else ""


def _date(iso: str) -> str:
    """A date as it is written in Vietnamese: 23/02/2024, 07:06."""
    day, _, time = iso.partition("T")
    parts = day.split("-")
    return "/".join(reversed(parts)) + (f", {time[:5]}" if time else "") if len(parts) == 3 else iso


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0]


def _text(document: AnnotatedDocument, layer: Annotation) -> str:
    """The text, a paragraph a line with its line end; lines that are not of the article stand back."""
    hidden = {start for start, _, kind, _ in document.lines if kind in HIDDEN}
    ranges = line_ranges(document.text)
    ends = [start for start, _ in ranges[1:]] + [len(document.text)]
    pieces = markup(document.text, layer.spans, [(start, end) for (start, _), end in zip(ranges, ends, strict=True)])
    lines = []
    for (start, end), piece in zip(ranges, pieces, strict=True):
        is_blank = not document.text[start:end].strip()
        kind = ' class="blank"' if is_blank else ' class="aside"' if start in hidden else ""
        lines.append(f"<p{kind}>{piece}</p>")
    return f'<div class="text">{"".join(lines)}</div>\n'


def _notes(layer: Annotation) -> Iterator[str]:
    """A table of the spans that have attributes or a note, and one of the relations."""
    told = [(place, mark) for place, mark in enumerate(layer.spans) if mark.attributes or mark.note]
    if told:
        yield '<details open>\n<summary>Thuộc tính và ghi chú · Attributes and notes</summary>\n<table class="notes">\n'
        for place, mark in told:
            values = "".join(_attribute(name, value) for name, value in mark.attributes.items())
            note = f'<p class="note">{shown(mark.note)}</p>' if mark.note else ""
            yield f"<tr{attributes({'data-span': str(place)})}><td>{_mention(mark)}</td><td>{values}{note}</td></tr>\n"
        yield "</table>\n</details>\n"
    if layer.relations:
        yield '<details open>\n<summary>Quan hệ · Relations</summary>\n<table class="relations">\n'
        for link in layer.relations:
            yield _relation(link, layer.spans)
        yield "</table>\n</details>\n"


def _attribute(name: str, value: Any) -> str:
    kind = "yes-no" if isinstance(value, bool) else "text" if isinstance(value, str) else "number"
    told = {"data-attribute": name, "data-kind": kind}
    return f"<p{attributes(told)}><i>{shown(name)}</i> <span>{shown(html_reading.written(value))}</span></p>"


def _relation(link: Link, spans: tuple[Mark, ...]) -> str:
    values = "".join(_attribute(name, value) for name, value in link.attributes.items())
    told = {"data-source": str(link.source), "data-target": str(link.target), "data-relation": link.label}
    return (
        f"<tr{attributes(told)}><td>{_mention(spans[link.source])}</td><td><b>{shown(link.label)}</b> →{values}</td>"
        f"<td>{_mention(spans[link.target])}</td></tr>\n"
    )


def _mention(mark: Mark) -> str:
    return f'<span class="mention"{_named(mark.label)}>{shown(" ".join(mark.quote.split()))}</span>'
