"""The JSON lines of PhoNER: a sentence a line, `{"words": […], "tags": […]}` with IOB2 tags.

https://github.com/VinAIResearch/PhoNER_COVID19. The corpus has no documents; here each line also names its document
and counts the sentence in it, from 1. A file without that is one document.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument, DataSet
from annotator.formats.columns import tagged, without_inkless
from annotator.formats.columns.assembly import Assembly, unjoined, usual_blanks
from annotator.formats.columns.reading import parsed_tag, spans_of_levels
from annotator.formats.parts.json_stream import objects
from annotator.formats.parts.strict_json import Fields
from annotator.formats.parts.tokens import Placed
from annotator.formats.protocol import BadRecord, BaseFormat, Content, Head, Loss, Piece, ReadOptions, WriteOptions
from annotator.formats.source import Source, stem


class PhonerJson(BaseFormat):
    """Words or syllables and tags of a sentence."""

    name = "phoner-json"
    title = "PhoNER, JSON lines; by words or syllables"
    suffixes = (".json", ".jsonl")
    can_read = True
    can_write = True

    def sniff(self, head: Head) -> float:
        """By its two lists of the same length."""
        words, tags = (head.record or {}).get("words"), (head.record or {}).get("tags")
        if not isinstance(words, list) or not isinstance(tags, list) or len(words) != len(tags):
            return 0.0
        return 0.95 if all(isinstance(item, str) for item in words + tags) else 0.0

    def read(self, source: Source, options: ReadOptions) -> Iterator[Content]:  # noqa: ARG002
        """The documents of a file, one at a time.

        Raises InputError: "input.unreadable", "input.too-large", "input.empty", "input.array".
        """
        reading = _Documents(source)
        for number, record in objects(source):
            if isinstance(record, BadRecord):
                yield record
                continue
            try:
                sentence = _sentence(Fields(record), source, number)
            except InputError as error:
                yield BadRecord(InputError(error.code, **{**error.values, "path": source.path, "line": number}))
                continue
            if reading.is_new(sentence):
                yield from reading.finished()
            reading.add(sentence)
        yield from reading.finished()

    def adapt(
        self, document: AnnotatedDocument, options: WriteOptions, lost: Callable[[Loss], None]
    ) -> AnnotatedDocument:
        """The document without characters that show nothing outside words."""
        return without_inkless(document, options, lost)

    def write(
        self,
        documents: Iterable[AnnotatedDocument],
        data: DataSet,  # noqa: ARG002
        options: WriteOptions,
    ) -> Iterator[Piece]:
        """One piece a document."""
        for document in documents:
            yield "".join(_lines(document, options))


class _Sentence(NamedTuple):
    """One line: its words and spans, and the document and the place in it that it says, "" and 0 when it does not."""

    forms: list[str]
    spans: list[Placed]
    document: str
    place: int


class _Documents:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._assembly = Assembly()
        self._document, self._place = "", 0

    def is_new(self, sentence: _Sentence) -> bool:
        """Whether another document begins with a sentence."""
        return sentence.document != self._document or 0 < sentence.place <= self._place

    def add(self, sentence: _Sentence) -> None:
        self._document, self._place = sentence.document, sentence.place
        glue = [*list(usual_blanks(sentence.forms))[:-1], "\n"]
        self._assembly.sentence(sentence.forms, glue, sentence.spans)

    def finished(self) -> Iterator[Content]:
        found = self._assembly.document(self._document or stem(self._source), self._source)
        self._assembly = Assembly()
        if found is not None:
            yield found


def _sentence(fields: Fields, source: Source, line: int) -> _Sentence:
    words, tags = fields.items("words"), fields.items("tags")
    if len(words) != len(tags) or not words:
        raise InputError("record.tag-count", path=source.path, line=line, words=len(words), tags=len(tags))
    for name, items in (("words", words), ("tags", tags)):
        for n, item in enumerate(items):
            if not isinstance(item, str) or "\0" in item or (name == "words" and not item.strip()):
                raise InputError("record.not-text", path=source.path, line=line, field=f"{name}[{n}]")
    found = [[(0, parsed_tag(tag, source, line))] for tag in tags]
    place = fields.count("sentence") if "sentence" in fields else 0
    forms = [unjoined(" ".join(word.split())) for word in words]
    return _Sentence(forms, spans_of_levels(found), fields.text("document", ""), place)


def _lines(document: AnnotatedDocument, options: WriteOptions) -> Iterator[str]:
    for number, (forms, levels) in enumerate(tagged(document, options), 1):
        record = {"words": forms, "tags": levels[0], "document": document.name, "sentence": number}
        yield json.dumps(record, ensure_ascii=False) + "\n"
