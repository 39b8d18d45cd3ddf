"""The columns of VLSP 2016: word, part of speech, chunk, tag of the span, tag of the span inside it, with tabs between.

Nguyen et al., "VLSP Shared Task: Named Entity Recognition", 2018 (https://doi.org/10.15625/1813-9663/34/4/13161). Parts
of speech and chunks are not known here: `X`, the corpus' own sign for that, and `O`. Between two documents stand two
blank lines.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from annotator.core.exchange import AnnotatedDocument, Annotation
from annotator.formats.columns import ColumnFormat
from annotator.formats.parts.tokens import under
from annotator.formats.protocol import Holds, Loss, WriteOptions

_FIRST = 3
"""The place of the first column with tags."""


class Vlsp2016(ColumnFormat):
    """Word, part of speech, chunk, tag and inner tag."""

    name = "vlsp2016"
    title = "VLSP 2016, five columns; the fifth for spans inside others"
    suffixes = (".conll", ".vlsp")
    holds = frozenset({Holds.NESTED})
    between = "\n"
    levels = 2

    def adapt(
        self, document: AnnotatedDocument, options: WriteOptions, lost: Callable[[Loss], None]
    ) -> AnnotatedDocument:
        """The document without spans that lie inside two others: there is one column for spans inside others."""
        found = super().adapt(document, options, lost)
        layers = tuple(_two_levels(found, layer, options, lost) for layer in found.annotations)
        return replace(found, annotations=layers)

    def tags_of(self, cells: Sequence[str]) -> Sequence[str]:
        """The tags from the fourth column on; the last column where there are fewer."""
        return cells[_FIRST:] if len(cells) > _FIRST else cells[-1:]

    def line(self, form: str, found: Sequence[str]) -> str:
        """The token and its two tags, with what is not known between."""
        return f"{form}\tX\tO\t{found[0]}\t{found[1]}\n"


def _two_levels(
    document: AnnotatedDocument, layer: Annotation, options: WriteOptions, lost: Callable[[Loss], None]
) -> Annotation:
    """The layer without the spans that lie inside two others, by the tokens that each touches."""
    kept = _kept(document, layer, options)
    if len(kept) == len(layer.spans):
        return layer
    places = {place: n for n, place in enumerate(kept)}
    for place, mark in enumerate(layer.spans):
        if place not in places:
            lost(Loss(document.name, mark.start, mark.end, mark.label, "nested"))
    links = []
    for link in layer.relations:
        if link.source in places and link.target in places:
            links.append(replace(link, source=places[link.source], target=places[link.target]))
        else:
            source = layer.spans[link.source]
            lost(Loss(document.name, source.start, source.end, link.label, "relation"))
    return replace(layer, spans=tuple(layer.spans[place] for place in kept), relations=tuple(links))


def _kept(document: AnnotatedDocument, layer: Annotation, options: WriteOptions) -> list[int]:
    """The places of the spans that lie in one other span at the most; of equal ones the first lies outside."""
    ranges = options.tokens(document.text) if layer.spans else []
    found = [(*under(mark.start, mark.end, ranges), place) for place, mark in enumerate(layer.spans)]
    depths: list[tuple[int, int, str, int]] = []
    kept = []
    for first, last, place in sorted(found, key=lambda each: (each[0], -each[1], each[2])):
        label = layer.spans[place].label
        outer = (each for each in depths if each[1] >= last and each[:3] != (first, last, label))
        depth = max((each[3] for each in outer), default=0) + 1 if first < last else 1
        if depth <= Vlsp2016.levels:
            kept.append(place)
            depths = [each for each in depths if each[1] > first]
            depths.append((first, last, label, depth))
    return sorted(kept)
