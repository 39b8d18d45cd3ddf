"""BILUO in two columns: token, TAB, tag. The same layout as CoNLL with another scheme; BIOES is read too.

It is meant for `spacy convert -c ner` (https://spacy.io/api/cli#convert), which takes only the line of CoNLL-2003 for
the beginning of a document.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotator.formats.columns import ColumnFormat, tags


class Biluo(ColumnFormat):
    """Token and tag, by words or syllables."""

    name = "biluo"
    title = "BILUO, two columns; BIOES is read too"
    suffixes = (".biluo", ".bilou", ".bioes")
    opening = "-DOCSTART- -X- O O\n\n"

    def scheme(self, sentence: Sequence[str]) -> list[str]:
        """The tags of a sentence in BILUO."""
        return tags.biluo(sentence)

    def line(self, form: str, found: Sequence[str]) -> str:
        """The token and its tag."""
        return f"{form}\t{found[0]}\n"
