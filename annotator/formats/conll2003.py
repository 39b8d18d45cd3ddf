"""The four columns of the shared task of CoNLL-2003: word, part of speech, chunk, IOB1 tag, with blanks between.

https://aclanthology.org/W03-0419. Parts of speech and chunks are not known here: `-X-` and `O`, as in the line that
begins a document.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotator.formats.columns import ColumnFormat, tags


class Conll2003(ColumnFormat):
    """Word, part of speech, chunk and tag."""

    name = "conll2003"
    title = "CoNLL-2003, four columns, IOB1"
    suffixes = (".conll", ".conll2003")
    opening = "-DOCSTART- -X- O O\n\n"

    def scheme(self, sentence: Sequence[str]) -> list[str]:
        """The tags of a sentence in IOB1."""
        return tags.iob1(sentence)

    def line(self, form: str, found: Sequence[str]) -> str:
        """The token and its tag, with what is not known between."""
        return f"{form} -X- O {found[0]}\n"
