"""Words of a text, and a text cut into pieces small enough to be worked on one at a time.

Lines are handed to underthesea one by one, long ones some sentences at a time: its models look at all they are given at
once, and no word may cross the end of a line. All offsets count code points of the text; ranges are half-open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from annotator.core.selection import Range, Segmenter, is_boundary, sentences, trim
from annotator.nlp.align import LOADING, Token, tokens

# underthesea's entity models took time in the square of the length; nobody's sentence is longer than this.
MAX_SYLLABLES = 200
_MAX_CHARACTERS = 2000
# Suggestions for this many characters take well under 200 ms on an ordinary laptop.
PIECE = 1500
# What a suggester may look at around a piece: longer than nearly all articles, and soon looked through.
BLOCK = 12_000

_VISIBLE = re.compile(r"\S+")
_PAUSE = re.compile(r"[,;:)–-]\s")
_LINE = re.compile("[^\n\v\f\r\x85\u2028\u2029]+")
_TERMINATOR = re.compile("[\n\v\f\r\x85\u2028\u2029]")


class Word(NamedTuple):
    """One word: its range, and its part of speech in VLSP's tags where it was asked for."""

    start: int
    end: int
    pos: str | None


def words(text: str, tagged: bool = False) -> list[Word]:
    """List the words of `text` in order, punctuation marks among them; `tagged` adds their parts of speech."""
    found: list[Word] = []
    for start, end in parts(text):
        line = joined(tokens(text[start:end]))
        tags: Sequence[str | None] = parts_of_speech([word.text for word in line]) if tagged else [None] * len(line)
        found += [Word(start + word.start, start + word.end, tag) for word, tag in zip(line, tags, strict=True)]
    return found


class UndertheseaSegmenter(Segmenter):
    """underthesea's words, for whoever asks core's `Segmenter` for them."""

    def words(self, text: str) -> list[tuple[int, int]]:
        """List the ranges of the words of `text`."""
        return [(word.start, word.end) for word in words(text)]


def joined(line: list[Token]) -> list[Token]:
    """Join the tokens of one line to words, as underthesea's `word_tokenize` does, one blank between their texts."""
    if not line:
        return []
    found: list[Token] = []
    tags = _model("word_tokenize/models/ws_crf_vlsp2013_20230727").predict([[token.text] for token in line])
    for token, tag in zip(line, tags, strict=True):
        if tag == "I-W" and found:
            found[-1] = Token(found[-1].start, token.end, f"{found[-1].text} {token.text}")
        else:
            found.append(token)
    return found


def parts_of_speech(line: list[str]) -> list[str]:
    """Give the part of speech of each of the words of one line, in VLSP's tags: what underthesea's quick model says."""
    if not line:
        return []
    tags = _model("pos_tag/models/pos_crf_vlsp2013_20230303").predict([[word] for word in line])
    return [tag.removeprefix("B-") for tag in tags]


def _model(folder: str) -> Any:
    """Give underthesea's sequence model in `folder` of its pipeline, loading it at the first call."""
    with LOADING:
        return _load_model(folder)


@cache
def _load_model(folder: str) -> Any:
    import underthesea
    from underthesea.models.fast_crf_sequence_tagger import FastCRFSequenceTagger

    model = FastCRFSequenceTagger()
    model.load(str(Path(underthesea.__file__).parent / "pipeline" / folder))
    return model


def parts(text: str) -> Iterator[Range]:
    """Cut `text` into what is handed to underthesea at once: lines, and runs of whole sentences where a line is long.

    A part holds at most 200 syllables. Parts are in order, do not overlap, leave out only blanks, and cutting a run of
    neighbouring parts again gives the same parts.
    """
    for match in _LINE.finditer(text):
        if line := trim(text, *match.span()):
            yield from _line_parts(text, *line)


def _line_parts(text: str, start: int, end: int) -> Iterator[Range]:
    """Cut one line, packing as many sentences into a part as it may hold."""
    if _fits(text, start, end):
        yield start, end
        return
    part: Range | None = None
    for low, high in _short_sentences(text, start, end):
        if part and _fits(text, part[0], high):
            part = (part[0], high)
            continue
        if part:
            yield part
        part = (low, high)
    if part:
        yield part


def _short_sentences(text: str, start: int, end: int) -> Iterator[Range]:
    """Cut one line into its sentences, and a sentence that is too long at pauses, else blanks, else anywhere."""
    for low, high in sentences(text[start:end]):
        first, last = start + low, start + high
        while not _fits(text, first, last):
            cut = _cut(text, first)
            if piece := trim(text, first, cut):
                yield piece
            # Blanks do not count for the next part: it has to be the same when it is cut again by itself.
            rest = trim(text, cut, last)
            first = rest[0] if rest else last
        if piece := trim(text, first, last):
            yield piece


def _fits(text: str, start: int, end: int) -> bool:
    """Tell whether a range is small enough for one part."""
    if end - start > _MAX_CHARACTERS:
        return False
    return end - start <= MAX_SYLLABLES or len(text[start:end].split()) <= MAX_SYLLABLES


def _cut(text: str, start: int) -> int:
    """Give where a sentence from `start` that is too long is cut, so that what stands before fits."""
    end = start + _MAX_CHARACTERS
    for count, match in enumerate(_VISIBLE.finditer(text, start, end), 1):
        if count == MAX_SYLLABLES:
            end = match.end()
            break
    half = start + (end - start) // 2
    pauses = [match.end() for match in _PAUSE.finditer(text, half, end)]
    if pauses:
        return pauses[-1]
    blank = max(text.rfind(" ", half, end), text.rfind("\u00a0", half, end))
    if blank > 0:
        return blank
    while end > start + 1 and not is_boundary(text, end):
        end -= 1
    return end


def blocks(text: str, size: int = BLOCK) -> Iterator[Range]:
    """Cut `text` into blocks of `size` to twice as many characters, at line ends where there are any.

    Blocks are in order and leave nothing out; the last may be shorter.
    """
    start = 0
    while len(text) - start > 2 * size:
        end = _block_end(text, start + size, start + 2 * size)
        yield start, end
        start = end
    if start < len(text):
        yield start, len(text)


def pieces_in_blocks(text: str) -> Iterator[tuple[Range, Range]]:
    """Cut `text` into pieces, each with the block around it; places of the piece count from the block's beginning."""
    for start, end in blocks(text):
        for piece in pieces(text[start:end]):
            yield (start, end), piece


def _block_end(text: str, low: int, high: int) -> int:
    """Give where a block that may end in `[low, high]` does: after a line, else after a blank, else anywhere."""
    line = _TERMINATOR.search(text, low, high)
    if line:
        return line.end()
    blank = max(text.rfind(" ", low, high), text.rfind("\u00a0", low, high))
    if blank > 0:
        return blank + 1
    while high > low and not is_boundary(text, high):
        high -= 1
    return high


def pieces(text: str, first: int = 0, size: int = PIECE) -> Iterator[Range]:
    """Cut `text` into pieces of about `size` characters of whole parts, what a person looks at first.

    The line with the position `first` and what follows come first, then what stands before. Finding the words of each
    piece gives the same words as finding those of the whole text.
    """
    before = [match.end() for match in _TERMINATOR.finditer(text, 0, max(0, first))]
    start = before[-1] if before else 0
    yield from _packed(text, start, len(text), size)
    yield from _packed(text, 0, start, size)


def _packed(text: str, start: int, end: int, size: int) -> Iterator[Range]:
    """Pack the parts of a range of whole lines into pieces."""
    piece: Range | None = None
    for match in _LINE.finditer(text, start, end):
        line = trim(text, *match.span())
        for low, high in _line_parts(text, *line) if line else ():
            if piece and high - piece[0] > size:
                yield piece
                piece = None
            piece = (piece[0] if piece else low, high)
    if piece:
        yield piece
