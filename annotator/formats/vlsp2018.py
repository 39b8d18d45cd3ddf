"""The corpus of the shared task VLSP 2018: the text with tags in it, `<ENAMEX TYPE="PERSON">…</ENAMEX>`.

A file holds one document, a paragraph a line (Nguyen et al. 2019, "VLSP Shared Task: Named Entity Recognition",
https://vlsp.org.vn/vlsp2018/eval/ner). It is no XML: there is no outermost element and no way to write a sign of the
markup as text, and its evaluator takes every `<` for a tag. So `<` is replaced, and each is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument, Annotation, DataSet, Mark
from annotator.core.file_names import FileNames
from annotator.formats import plain_text
from annotator.formats.parts.characters import Replacement
from annotator.formats.parts.gathering import Gathering
from annotator.formats.protocol import (
    BaseFormat,
    Content,
    Entry,
    Head,
    Holds,
    Loss,
    Notice,
    Piece,
    ReadOptions,
    WriteOptions,
)
from annotator.formats.source import Source

TYPES = {"PER": "PERSON", "ORG": "ORGANIZATION", "LOC": "LOCATION", "MISC": "MISCELLANEOUS"}
"""Labels as the corpus calls them; others stay as they are."""

_LABELS = {long: short for short, long in TYPES.items()}
_TAG = re.compile(r"<ENAMEX\s+TYPE\s*=\s*[\"']([^\"'<>]*)[\"']\s*>|</ENAMEX\s*>", re.IGNORECASE)
_LESS_THAN = Replacement(re.compile("<"), "\N{FULLWIDTH LESS-THAN SIGN}")
_MARKUP = re.compile("[\"'<>]")
_ENDING = ".muc"
_BOM = "\ufeff"
_LIMIT = 16 * 1024 * 1024
"""The most bytes of a file, which is one article."""

_Place = tuple[int, int, str]


class Vlsp2018(BaseFormat):
    """A folder with one tagged text for each document; spans nest, but do not cross."""

    name = "vlsp2018"
    title = "VLSP 2018: text with ENAMEX tags in it, nested"
    suffixes = (_ENDING,)
    is_folder = True
    can_read = True
    can_write = True
    holds = frozenset({Holds.TEXT, Holds.ANY_EDGE, Holds.NESTED})

    def sniff(self, head: Head) -> float:
        """An ENAMEX tag, in what is neither XML nor JSON."""
        begin = head.text.lstrip()
        if begin.startswith(("<?xml", "{", "[")):
            return 0.0
        return 0.9 if _TAG.search(head.text) else super().sniff(head)

    def read(self, source: Source, options: ReadOptions) -> Iterator[Content]:  # noqa: ARG002
        """The one document of a file; signs `<` that are no tags of it stay in the text and are told.

        Raises InputError: "input.unreadable", "input.too-large", "input.encoding", "input.binary", "input.empty".
        """
        tagged = plain_text.decoded_whole(source, _LIMIT).text
        text = _TAG.sub("", tagged)
        if not text.strip():
            raise InputError("input.empty", path=source.path)
        gathering = Gathering(text, source)
        _gather(tagged, gathering)
        yield from gathering.told()
        if signs := text.count("<"):
            line = text.count("\n", 0, text.index("<")) + 1
            yield Notice(InputError("record.less-than", path=source.path, line=line, n=signs))
        layers = (gathering.layer(),) if gathering else ()
        yield plain_text.described(AnnotatedDocument(source.name, text, annotations=layers))

    def adapt(
        self,
        document: AnnotatedDocument,
        options: WriteOptions,  # noqa: ARG002
        lost: Callable[[Loss], None],
    ) -> AnnotatedDocument:
        """The text without `<`, and labels without signs of the markup.

        Those that are called as the types of the corpus are would come back as ours, so they are that, and are told.
        """
        document = _LESS_THAN.in_text(document, lost)
        layers = tuple(_Names(document.name, layer, lost).layer() for layer in document.annotations)
        return document if layers == document.annotations else replace(document, annotations=layers)

    def write(
        self,
        documents: Iterable[AnnotatedDocument],
        data: DataSet,  # noqa: ARG002
        options: WriteOptions,  # noqa: ARG002
    ) -> Iterator[Piece]:
        """One file a document."""
        names = FileNames()
        for document in documents:
            yield Entry(f"{names.stem(document.name)}{_ENDING}")
            # The first mark of a file is its byte order mark; one that belongs to the text is the second.
            yield (_BOM if document.text.startswith(_BOM) else "") + "".join(_tagged(document))


class _Names:
    """A layer with labels that its tags can have; what thereby is there twice is told and left out."""

    def __init__(self, document: str, layer: Annotation, lost: Callable[[Loss], None]) -> None:
        self._document = document
        self._layer = layer
        self._lost = lost

    def layer(self) -> Annotation:
        """The layer, with relations only between spans that are still there."""
        places: dict[_Place, int] = {}
        place_of: list[int] = []
        spans: list[Mark] = []
        for mark in self._layer.spans:
            named = replace(mark, label=self._label(mark))
            place = named.start, named.end, named.label
            if place in places:
                self._lost(Loss(self._document, mark.start, mark.end, mark.label, "duplicate"))
            else:
                if mark.label in _LABELS:
                    self._lost(Loss(self._document, mark.start, mark.end, mark.label, "renamed"))
                places[place] = len(spans)
                spans.append(named)
            place_of.append(places[place])
        links = (
            replace(link, source=place_of[link.source], target=place_of[link.target]) for link in self._layer.relations
        )
        return replace(self._layer, spans=tuple(spans), relations=tuple(links))

    def _label(self, mark: Mark) -> str:
        for found in _MARKUP.finditer(mark.label):
            self._lost(Loss(self._document, mark.start, mark.end, repr(found.group()), "character"))
        label = _MARKUP.sub("_", mark.label)
        return _LABELS.get(label, label)


def _tagged(document: AnnotatedDocument) -> Iterator[str]:
    """The text with its tags; of spans that begin together the longest is outermost."""
    marks = sorted(
        (mark for layer in document.annotations for mark in layer.spans),
        key=lambda mark: (mark.start, -mark.end, mark.label),
    )
    ends: list[int] = []
    place = 0
    for mark in marks:
        while ends and ends[-1] <= mark.start:
            yield document.text[place : ends[-1]] + "</ENAMEX>"
            place = ends.pop()
        yield document.text[place : mark.start] + f'<ENAMEX TYPE="{TYPES.get(mark.label, mark.label)}">'
        place = mark.start
        ends.append(mark.end)
    while ends:
        yield document.text[place : ends[-1]] + "</ENAMEX>"
        place = ends.pop()
    yield document.text[place:]


def _gather(tagged: str, gathering: Gathering) -> None:
    """Puts the spans of a tagged text into the gathering; a tag without a partner is told with its line."""
    opened: list[tuple[int, re.Match[str], int]] = []
    removed, done, line = 0, 0, 1
    for number, tag in enumerate(_TAG.finditer(tagged)):
        line += tagged.count("\n", done, tag.start())
        done = tag.start()
        place = tag.start() - removed
        removed += len(tag.group())
        if tag[1] is not None:
            opened.append((place, tag, line))
        elif opened:
            start, opening, first = opened.pop()
            label = _LABELS.get(opening[1].strip(), opening[1])
            gathering.span(str(number), Mark(start, place, label, ""), first)
        else:
            gathering.bad("record.tag", line, tag=tag.group())
    for _, opening, first in opened:
        gathering.bad("record.tag", first, tag=opening.group())
