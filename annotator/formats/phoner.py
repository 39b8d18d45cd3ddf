"""The columns of PhoNER: word or syllable, a blank, IOB2 tag (https://github.com/VinAIResearch/PhoNER_COVID19).

The corpus has no documents, only sentences. Here two blank lines stand between two documents: readers of the format
pass over the second, and no token is made up.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotator.formats.columns import ColumnFormat


class Phoner(ColumnFormat):
    """Token and tag, by words or syllables."""

    name = "phoner"
    title = "PhoNER, two columns; by words or syllables"
    suffixes = (".conll", ".phoner")
    between = "\n"

    def line(self, form: str, found: Sequence[str]) -> str:
        """The token and its tag."""
        return f"{form} {found[0]}\n"
