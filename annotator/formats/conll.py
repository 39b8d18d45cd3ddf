"""CoNLL in two columns: token, TAB, IOB2 tag; a blank line after each sentence, `-DOCSTART-` before each document.

The layout is that of the shared task of CoNLL-2003 with the columns that readers of today ask for
(https://aclanthology.org/W03-0419). Words are joined by `_`, as Vietnamese corpora do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from annotator.core.exchange import AnnotatedDocument, DataSet
from annotator.formats import tokens
from annotator.formats.protocol import BaseFormat, Loss, WriteOptions


class Conll(BaseFormat):
    """Token and tag, by words or syllables; nested, crossing and off-edge spans are named as lost."""

    name = "conll"
    title = "CoNLL, two columns, IOB2; by words or syllables"
    suffixes = (".conll", ".iob2", ".iob")
    can_write = True

    def write(
        self,
        documents: Iterable[AnnotatedDocument],
        data: DataSet,  # noqa: ARG002
        options: WriteOptions,
        lost: Callable[[Loss], None],
    ) -> Iterator[str]:
        """One piece a document."""
        for document in documents:
            yield "-DOCSTART-\tO\n\n" + "".join(_sentences(document, options, lost))


def _sentences(document: AnnotatedDocument, options: WriteOptions, lost: Callable[[Loss], None]) -> Iterator[str]:
    text = document.text
    ranges = tokens.tokens(text, options)
    marks = [mark for layer in document.annotations for mark in layer.spans]
    spans = tokens.kept(document, marks, ranges, lost)
    tags = tokens.iob2(len(ranges), spans)
    for first, last in tokens.sentence_tokens(text, ranges, spans):
        for n in range(first, last):
            yield f"{tokens.spelled(text, *ranges[n])}\t{tags[n]}\n"
        yield "\n"
