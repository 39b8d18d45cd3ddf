"""underthesea's tokens with their exact places in the text.

underthesea composes (NFC), replaces look-alike letters, respells short tokens (`hoà` as `hòa`) and gives no offsets.
Here the text is composed with a map back to the source, cut with underthesea's own pattern, and each token keeps its
range, so nothing is ever searched for. All offsets count code points of the source.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from annotator.core.selection import is_blank, is_boundary, trim

# underthesea is no good at being loaded by two threads at once: whoever loads a part of it holds this.
LOADING = threading.RLock()

# Inside underthesea's pattern of an address: a repeated group of a repeated class, exponential on `http://......`.
_DOUBLY_REPEATED = r"[^\s()<>{}\[\]]+ "


class Token(NamedTuple):
    """One of underthesea's tokens: its range in the source, and the text underthesea's models are given for it."""

    start: int
    end: int
    text: str


class _Rules(NamedTuple):
    """How underthesea cuts and respells: its token pattern, its letters to replace, its respelling of one token."""

    pattern: re.Pattern[str]
    letters: dict[int, str]
    respell: Callable[[str], str]


@cache
def _load() -> _Rules:
    from underthesea.pipeline.text_normalize import token_normalize
    from underthesea.pipeline.text_normalize.text_normalizer import character_map
    from underthesea.pipeline.word_tokenize import regex_tokenize

    # A pattern of our own, since underthesea's changes when anybody asks it for fixed words. One character at a time
    # matches the same addresses as a run at a time, without trying each way to cut the run.
    alternatives = "|".join(regex_tokenize.regex_patterns).replace(_DOUBLY_REPEATED, _DOUBLY_REPEATED[:-2] + "  ")
    pattern = re.compile(f"({alternatives})", re.VERBOSE)
    return _Rules(pattern, str.maketrans(character_map), token_normalize)


def rules() -> _Rules:
    """Give underthesea's rules, loading them at the first call."""
    with LOADING:
        return _load()


class Composed(NamedTuple):
    """A text in NFC, and for each of its characters the source range of the cluster it came from (None: itself)."""

    text: str
    clusters: list[tuple[int, int]] | None

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Give the source range, in whole clusters, behind `[start, end)` of the composed text; it is not empty."""
        if self.clusters is None:
            return start, end
        return self.clusters[start][0], self.clusters[end - 1][1]


def compose(text: str) -> Composed:
    """Bring `text` into NFC cluster by cluster and remember the clusters; composed text costs nothing."""
    if unicodedata.is_normalized("NFC", text):
        return Composed(text, None)
    parts: list[str] = []
    clusters: list[tuple[int, int]] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not _may_compose(text[end - 1], text[end]):
            part = unicodedata.normalize("NFC", text[start:end])
            clusters.extend([(start, end)] * len(part))
            parts.append(part)
            start = end
    return Composed("".join(parts), clusters)


def _may_compose(before: str, after: str) -> bool:
    """Tell whether NFC may join or reorder two neighbours: only a mark or a Hangul letter joins what stands before."""
    joins = unicodedata.category(after)[0] == "M" or "\u1160" <= after <= "\u11ff"
    return joins and not is_blank(before)


def tokens(line: str) -> list[Token]:
    """List the tokens of one line (or part of one) in order; they do not overlap and have no blanks at their edges.

    They are underthesea's, except that characters without width are left out and that a mark which nothing composes
    with stays with the letters around it instead of being a token alone.
    """
    given = rules()
    composed = compose(line)
    seen = composed.text.translate(given.letters)
    found = []
    for start, end in _pieces(seen, given.pattern):
        found.append(Token(*composed.source(start, end), given.respell(seen[start:end])))
    return found


def _pieces(seen: str, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    """Cut composed text with underthesea's pattern, and join what the pattern cut inside one visible character."""
    pieces: list[tuple[int, int]] = []
    for match in pattern.finditer(seen):
        piece = trim(seen, *match.span())
        if piece is None:
            continue
        if pieces and _belong_together(seen, pieces[-1][1], piece[0]):
            piece = (pieces.pop()[0], piece[1])
        pieces.append(piece)
    return pieces


def _belong_together(seen: str, end: int, start: int) -> bool:
    """Tell whether a piece that ends at `end` and the next one, from `start`, were cut inside one sign.

    That is a visible character (a mark and its letter, emoji and their joiner) or a word around a letter that does
    not compose with its mark.
    """
    if not any(is_boundary(seen, position) for position in range(end, start + 1)):
        return True
    return end == start and unicodedata.category(seen[end - 1])[0] == "M" and seen[start].isalpha()
