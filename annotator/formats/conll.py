"""CoNLL in two columns: token, TAB, IOB2 tag; a blank line after each sentence, `-DOCSTART-` before each document.

The layout is that of the shared task of CoNLL-2003 with the columns that readers of today ask for
(https://aclanthology.org/W03-0419). Words are joined by `_`, as Vietnamese corpora do.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotator.formats.columns import ColumnFormat


class Conll(ColumnFormat):
    """Token and tag, by words or syllables."""

    name = "conll"
    title = "CoNLL, two columns, IOB2; by words or syllables"
    suffixes = (".conll", ".iob2", ".iob")
    opening = "-DOCSTART-\tO\n\n"

    def lines(self, forms: Sequence[str], levels: Sequence[Sequence[str]]) -> str:
        """The tokens with their tags."""
        return "".join([f"{form}\t{tag}\n" for form, tag in zip(forms, levels[0], strict=True)])
