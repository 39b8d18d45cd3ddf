"""The sentences and rows of a WebAnno TSV file as a text and what was annotated in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from annotator.core.errors import InputError
from annotator.core.exchange import Mark
from annotator.core.text import Utf16Map
from annotator.formats.parts.gathering import Gathering
from annotator.formats.source import Source
from annotator.formats.webanno_tsv.columns import Item, Kind, Layer, items, layers, unescaped

MAGIC = "#FORMAT=WebAnno TSV 3"

LIMIT = 16 * 1024 * 1024
"""The most bytes of a file, which is one document."""

SPANS = 500_000
"""The most spans of a document, and"""
LAYERS = 100
"""the most layers that are looked at."""

_TEXT = "#Text="
_ROW = re.compile(r"(\d+-\d+(?:\.\d+)?)\t(\d{1,10})-(\d{1,10})\t([^\t]*)(?:\t|$)")
_PATTERN = "1-1⇥START-END⇥TOKEN⇥…"


@dataclass(frozen=True, slots=True)
class _Row:
    """A token or a part of one: its place in code points of the whole text, and the whole line."""

    line: int
    address: str
    start: int
    end: int
    whole: str

    def items(self, column: int) -> list[Item]:
        cells = self.whole.split("\t", column + 1)
        return items(cells[column]) if column < len(cells) else []


@dataclass(slots=True)
class _Span:
    """A span as it grows from row to row."""

    start: int
    end: int
    line: int
    layer: Layer
    values: list[str | None]


@dataclass
class _Sentence:
    """The text of a sentence and its rows with their numbers."""

    text: list[str] = field(default_factory=list)
    rows: list[tuple[int, str]] = field(default_factory=list)


def gathered(lines: Sequence[str], source: Source) -> tuple[str, Gathering]:
    """The text of a file and its annotations. Raises InputError: "input.expected", "input.empty"."""
    if not lines[0].startswith(MAGIC):
        raise InputError("input.expected", path=source.path, format="WebAnno TSV 3", expected=MAGIC)
    found = _sentences(lines)
    text = "\n".join("\n".join(sentence.text) for sentence in found)
    if not text.strip():
        raise InputError("input.empty", path=source.path)
    gathering = Gathering(text, source)
    rows = [row for sentence, start in _placed(found) for row in _rows(sentence, start, gathering)]
    _Annotations(list(islice(layers(lines), LAYERS)), gathering, source).gather(rows)
    return text, gathering


def _sentences(lines: Sequence[str]) -> list[_Sentence]:
    found: list[_Sentence] = []
    for number, line in enumerate(lines, 1):
        if line.startswith(_TEXT):
            if not found or found[-1].rows:
                found.append(_Sentence())
            found[-1].text.append(unescaped(line.removeprefix(_TEXT)))
        elif found and line.strip() and not line.startswith("#"):
            found[-1].rows.append((number, line))
    return found


def _placed(found: list[_Sentence]) -> list[tuple[_Sentence, int]]:
    """The sentences with where each begins in the whole text."""
    placed = []
    start = 0
    for sentence in found:
        placed.append((sentence, start))
        start += len("\n".join(sentence.text)) + 1
    return placed


def _rows(sentence: _Sentence, start: int, gathering: Gathering) -> list[_Row]:
    """The rows of a sentence; one whose token is not where it says is listed."""
    text = "\n".join(sentence.text)
    units = Utf16Map(text)
    rows: list[_Row] = []
    begin: int | None = None
    for number, line in sentence.rows:
        match = _ROW.match(line)
        if match is None:
            gathering.bad("record.pattern", number, pattern=_PATTERN)
            continue
        first, last, token = int(match[2]), int(match[3]), unescaped(match[4])
        if begin is None:  # the offset of the sentence, which may begin with a blank
            begin = first - units.unit(max(0, text.find(token)))
        place = units.code_point(max(0, first - begin)), units.code_point(max(0, last - begin))
        if text[place[0] : place[1]] != token:
            gathering.bad("record.quote", number, start=first, end=last, quote=token)
            continue
        rows.append(_Row(number, match[1], start + place[0], start + place[1], line))
    return rows


class _Annotations:
    """Puts together what the rows say."""

    def __init__(self, declared: list[Layer], gathering: Gathering, source: Source) -> None:
        self._layers = declared
        self._gathering = gathering
        self._source = source
        self._spans: dict[str, _Span] = {}
        self._at: dict[tuple[str, str], list[str]] = {}

    def gather(self, rows: list[_Row]) -> None:
        """Spans first, then the relations between them."""
        for row in rows:
            for layer in self._layers:
                if any(row.items(layer.first + n) for n in range(layer.width)):
                    self._see(layer, row)
        for key, span in self._spans.items():
            self._span(key, span)
        for row in rows:
            for layer in self._layers:
                if layer.kind == Kind.RELATION and layer.is_annotated:
                    self._relations(layer, row)

    def _see(self, layer: Layer, row: _Row) -> None:
        if not layer.is_annotated:
            self._gathering.unknown(layer.short_name)
        elif layer.kind == Kind.SPAN:
            columns = [row.items(layer.first + n) for n in range(layer.width)]
            for n in range(max(map(len, columns))):
                self._grow(layer, row, n, [column[n] if n < len(column) else Item(None, "") for column in columns])

    def _grow(self, layer: Layer, row: _Row, nth: int, stacked: list[Item]) -> None:
        """One annotation of a row: a new one, or one that goes on by the number in brackets."""
        number = next((item.id for item in stacked if item.id), "")
        key = f"{layer.name} {number or f'{row.address} {nth}'}"
        self._at.setdefault((layer.name, row.address), []).append(key)
        if len(self._spans) >= SPANS:
            raise InputError("input.too-large", path=self._source.path, limit=LIMIT // (1024 * 1024))
        values = [item.value for item in stacked]
        span = self._spans.setdefault(key, _Span(row.start, row.end, row.line, layer, values))
        span.start, span.end = min(span.start, row.start), max(span.end, row.end)

    def _span(self, key: str, span: _Span) -> None:
        layer = span.layer
        label = span.values[layer.label] if layer.label is not None else None
        self._gathering.span(key, Mark(span.start, span.end, label or layer.short_name, ""), span.line)
        if key not in self._gathering:
            return
        for n, name in enumerate(layer.features):
            value = span.values[n]
            if n == layer.label or value is None:
                continue
            if name.startswith("ROLE_"):
                self._gathering.unknown(f"{layer.short_name} →")
            elif not layer.is_slot_target(n):
                self._gathering.attribute(key, name, _value(value), span.line)

    def _relations(self, layer: Layer, row: _Row) -> None:
        sources = row.items(layer.first + layer.width - 1)
        for n, item in enumerate(sources):
            labels = row.items(layer.first + (layer.label or 0))
            label = labels[n].value if layer.label is not None and n < len(labels) else None
            first, _, second = item.id.partition("_")
            source = self._end(layer.base, item.value or "", first)
            target = self._end(layer.base, row.address, second)
            key = f"{layer.name} {row.address} {n}"
            self._gathering.relation(key, source, target, label or layer.short_name, row.line)

    def _end(self, base: str, address: str, number: str) -> str:
        """The key of the span that a relation begins or ends in."""
        if number.strip("0"):
            return f"{base} {number}"
        return next(iter(self._at.get((base, address), [])), address)


def _value(value: str) -> str | bool:
    return value == "true" if value in ("true", "false") else value
